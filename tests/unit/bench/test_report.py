"""The table shows what was measured, a column for each pass."""

import json

from duologue.bench.analysis import OwnVoiceErrors, Spread, Stages, Steps
from duologue.bench.live import Figures, Report
from duologue.bench.report import table

STEPS = Steps(500, 20.0, 70.0, 90.0, 1, 480.0, 3.0, 0.2)
STAGES = Stages(Spread(6, 90.0, 200.0, 210.0), Spread(6, 60.0, 80.0, 82.0), Spread(6, 130.0, 140.0, 141.0))
REPLAY = Figures("replay", Spread(6, 240.0, 480.0, 500.0), Spread(), Stages(), STEPS, 100.0, 40)
LIVE = Figures(
    "live, echo -6 dB", Spread(6, 300.0, 520.0, 600.0), Spread(2, 410.0, 450.0, 460.0), STAGES,
    STEPS, 100.0, 39, 1, 18.0, 7.0, 21.5, 0.4, 12.5, -3.0, 2, 0, "cancelled", 41, OwnVoiceErrors(64.0, 3, 1),
)  # fmt: skip
REPORT = Report([REPLAY, LIVE], {"live, echo -6 dB": 60.0})


def test_each_figure_has_its_line() -> None:
    shown = table(REPORT)
    assert shown.splitlines()[0].split() == ["replay", "live,", "echo", "-6", "dB"]
    for part in (
        "240 / 480 ms (6)",
        "300 / 520 ms (6)",
        "410 / 450 ms (2)",
        "cancelled, 41 dB",
        "+60 ms",
        "21.5 ms",
        "130 / 140 ms (6)",
        "18 + 7 ms",
        "0.4 ms, +12.5 ppm",
        "-3.0 ms",
        "3, 1 in 64 s",
    ):
        assert part in shown


def test_the_report_is_json() -> None:
    figures = json.loads(json.dumps(REPORT.as_json()))
    assert figures["passes"][1]["barge_in"]["p50"] == 410.0
    assert figures["beyond_replay_ms"] == {"live, echo -6 dB": 60.0}
