"""timeline.jsonl and the figures in it."""

import json
from pathlib import Path

import numpy as np
import pytest

from duologue.core.errors import OutputError
from duologue.core.events import (
    Background,
    Event,
    Heard,
    Muted,
    Percept,
    Pressed,
    Saying,
    SessionEnded,
    SettingsChanged,
    Silenced,
    Speech,
    Step,
    ToolResult,
    Translation,
    Typed,
)
from duologue.core.meters import Meter
from duologue.session.figures import MemoryGauge, StepFigures
from duologue.session.timeline import TimelineFile, from_json, read_events, to_json


def test_an_event_becomes_the_line_that_the_contract_names() -> None:
    heard = Heard(1.23456, "u1", "what time", False, 0.51234, 1.1, stable=1)
    assert list(to_json(heard).items()) == [
        ("type", "heard"),
        ("t", 1.235),
        ("id", "u1"),
        ("text", "what time"),
        ("final", False),
        ("start", 0.512),
        ("end", 1.1),
    ]


def test_a_result_has_a_result_or_an_error_and_keeps_the_tools_own_numbers() -> None:
    good = to_json(ToolResult(1.0, "c1", True, result={"value": 3.14159265}))
    bad = to_json(ToolResult(1.0, "c2", False, error="No timer."))
    assert good == {"type": "tool_result", "t": 1.0, "id": "c1", "ok": True, "result": {"value": 3.14159265}}
    assert bad == {"type": "tool_result", "t": 1.0, "id": "c2", "ok": False, "error": "No timer."}


def test_half_of_a_character_is_written_as_json_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "timeline.jsonl"
    with TimelineFile(path) as timeline:
        timeline.write(ToolResult(1.0, "c1", True, result={"title": "x\ud800y"}))
    assert json.loads(path.read_text(encoding="utf-8"))["result"] == {"title": "x\ud800y"}


def test_lines_are_on_disk_at_once_and_what_windows_need_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "timeline.jsonl"
    with TimelineFile(path) as timeline:
        timeline.write(Speech(1.0, "s1", "response", "Gr\u00fc\u00dfe", 0.5, 1.0, True, 0.4))
        timeline.write(Saying(1.0, "s1", "response", "Gr"))
        timeline.write(Meter(1.0, -40.0, False, True, False, 1, 1, 1, 1, 0, 0, 0))
        timeline.write(Step(1.1, 4, 50.04, False, 100.0))
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["type"] for line in lines] == ["speech", "step"]
    assert lines[0]["text"] == "Gr\u00fc\u00dfe"


def test_a_full_disk_is_one_clear_sentence() -> None:
    with TimelineFile(Path("/dev/full")) as timeline, pytest.raises(OutputError) as failure:
        timeline.write(SessionEnded(1.0, 1.0, 5, 0, {}, 1.0))
    assert failure.value.message == "Cannot write /dev/full: No space left on device."
    assert failure.value.exit_status == 3


def test_step_figures_are_those_of_a_list() -> None:
    times = np.random.default_rng(1).gamma(4.0, 15.0, 2000)
    figures = StepFigures()
    for ms in times:
        assert figures.add(float(ms)) == (ms > 200)
    summary = figures.summary()
    for name, percent in (("p50", 50), ("p95", 95), ("p99", 99)):
        assert summary[name] == pytest.approx(float(np.percentile(times, percent)), abs=1.5)
    assert summary["max"] == pytest.approx(times.max(), abs=0.05)
    assert figures.late == int((times > 200).sum())


def test_step_figures_of_nothing_and_of_one_hung_step() -> None:
    figures = StepFigures()
    assert figures.summary() == {"p50": 0.0, "p95": 0.0, "p99": 0.0, "max": 0.0}
    figures.add(60_000.0)
    assert figures.summary() == {"p50": 60_000.0, "p95": 60_000.0, "p99": 60_000.0, "max": 60_000.0}


def test_memory_has_a_peak() -> None:
    gauge = MemoryGauge()
    now = gauge.read_mb()
    assert 10 < now <= gauge.peak_mb


PERCEPT = Percept(4.2, "hand", 4.0, {"side": "left", "raised": True, "fingers": None})
TRANSLATION = Translation(3.0, "x1", "en", "es", "good morning", "buenos días", True)


def test_a_percept_has_its_own_fields_beside_the_others() -> None:
    line = to_json(PERCEPT)
    own = {"side": "left", "raised": True, "fingers": None}
    assert line == {"type": "percept", "t": 4.2, "kind": "hand", "seen": 4.0, **own}
    assert from_json(line) == PERCEPT


@pytest.mark.parametrize(
    "event",
    [
        PERCEPT,
        TRANSLATION,
        Heard(1.0, "u1", "one two", False, 0.2, 0.9, 1),
        Background(2.0, "q1", "", True, cancelled=True),
        ToolResult(1.0, "c1", True, {"value": 4}),
        ToolResult(1.0, "c1", False, error="Offline."),
        Typed(1.0, "hello"),
        Pressed(1.0, "timers", "stop", "", {"n": 1}),
        SettingsChanged(1.0, {"web": "off"}),
    ],
)
def test_what_is_written_whole_is_read_again(tmp_path: Path, event: Event) -> None:
    with TimelineFile(tmp_path / "timeline.jsonl", whole=True) as timeline:
        timeline.write(event)
    assert read_events(tmp_path / "timeline.jsonl") == [event]


def test_lines_that_this_version_does_not_know_are_left_out() -> None:
    assert from_json({"type": "smell", "t": 1.0}) is None
    assert from_json({"type": "typed", "t": 1.0}) is None
    assert from_json({"t": 1.0}) is None


def test_what_the_user_did_is_not_in_the_timeline_of_a_replay(tmp_path: Path) -> None:
    with TimelineFile(tmp_path / "timeline.jsonl") as timeline:
        for event in (Typed(1.0, "hello"), Muted(1.0, True), SettingsChanged(1.0, {}), Silenced(1.0), PERCEPT):
            timeline.write(event)
        timeline.write(TRANSLATION)
    assert read_events(tmp_path / "timeline.jsonl") == [PERCEPT, TRANSLATION]
