"""Lines typed to the real program, of which some complete the one before and some are requests of their own."""

import json
from pathlib import Path

import numpy as np
import soundfile

from helpers.contract import Run
from helpers.program import replay

LINES = (
    "set a timer", "what time is it?", "five minutes",
    "remind me to call my", "never mind", "what's 2+2",
    "remind me to water the plants", "tomorrow at nine",
    "set a timer", "for the pasta", "ten minutes",
    "what is 5 % % 3", "set a timer for three minutes",
)  # fmt: skip
CALLS = [
    ("clock.now", {}),
    ("timer.start", {"seconds": 300}),
    ("calculator.evaluate", {"expression": "2+2"}),
    ("reminder.at", {"time": "2026-11-30T09:00", "message": "water the plants"}),
    ("timer.start", {"seconds": 600, "label": "pasta"}),
    ("timer.start", {"seconds": 180}),
]


def test_only_what_completes_a_line_is_read_together_with_it(tmp_path: Path) -> None:
    inject = [{"t": 1.0 + 3 * at, "type": "text", "text": line} for at, line in enumerate(LINES)]
    settings = {"consent": "deny", "now": "2026-11-29T12:00:00"}
    case = {"id": "lines", "audio": "silence.wav", "duration": 42.0, "inject": inject, "settings": settings}
    soundfile.write(tmp_path / "silence.wav", np.zeros(1600), 16_000)
    (tmp_path / "case.json").write_text(json.dumps(case))
    done = replay(tmp_path / "case.json", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    run = Run(tmp_path / "out")
    assert [(call["name"], call["arguments"]) for call in run.of("tool_call")] == CALLS
    assert "Sorry, I can't work that out." in [speech["text"] for speech in run.of("speech")]
