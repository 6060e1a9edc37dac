"""Lines typed every half second to the real program, whatever it is at: each is answered."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from helpers.contract import Run, faults
from helpers.program import replay

STORY = (
    "The moon is about a quarter as wide as the earth, and it moves around us once in twenty seven days. It was "
    "probably born when a young planet crashed into the early earth and threw hot rock into space. The rock gathered "
    "in a ring and became a ball within a short time. The dark spots that we see are old plains of lava, and the "
    "bright parts are mountains full of craters. There is no air up there, so the sky is black even at noon."
)
TRAINS = {"results": [{"title": "Trains", "url": "https://a.example", "snippet": "Trains leave at nine."}]}
LINES = (
    ("what's 6 times 7", "42"),
    ("what time is it", "noon|12"),
    ("set a timer for 5 minutes", "timer.start 300"),
    ("remember that my car is on level 3", "notes.add my car is on level 3"),
    ("add milk to my shopping list", "list.add milk shopping"),
    ("how many feet are 10 meters", r"32\.8"),
    ("what day is it today", "Sunday"),
)
"""What is typed, and what must be said or called for it."""
SITUATIONS: dict[str, dict[str, Any]] = {
    "a stream": {"first": "tell me about the moon", "chunks": STORY.split(), "gap": 0.05},
    "a fast stream": {"first": "tell me about the moon", "chunks": STORY.split(), "gap": 0.0125},
    "a long answer": {"first": "tell me about the moon", "chunks": [STORY], "gap": 0.0},
    "a tool call": {"first": "search the web for train times", "told": "nine"},
    "a consent question": {"first": "search the web for train times", "consent": "ask", "last": "yes", "told": "nine"},
}


def play(situation: dict[str, Any], folder: Path) -> Run:
    first_s = 4.0
    last_s = first_s + 0.5 * len(LINES)
    inject = [{"t": 1.0, "type": "text", "text": situation["first"]}]
    inject += [{"t": first_s + 0.5 * i, "type": "text", "text": line} for i, (line, _) in enumerate(LINES)]
    if "last" in situation:
        inject.append({"t": last_s, "type": "text", "text": situation["last"]})
    chunks = [f"{word} " for word in situation.get("chunks", ["Nothing."])]
    case = {
        "id": "typed",
        "audio": "silence.wav",
        "duration": last_s + 22.0,
        "inject": inject,
        "settings": {"consent": situation.get("consent", "allow"), "now": "2026-11-29T12:00:00"},
        "background": {
            "type": "script",
            "turns": [{"match": "moon", "delay": 0.8, "chunks": chunks, "chunk_gap": situation.get("gap", 0.0)}],
        },
        "tools": {"web.search": [{"match": "", "delay": 6.0, "result": TRAINS}]},
    }
    soundfile.write(folder / "silence.wav", np.zeros(1600), 16_000)
    (folder / "case.json").write_text(json.dumps(case))
    done = replay(folder / "case.json", "--out", folder / "out")
    assert (done.returncode, done.stderr) == (0, "")
    run = Run(folder / "out")
    assert faults(run, case["duration"]) == []
    return run


@pytest.mark.parametrize("name", SITUATIONS)
def test_lines_every_half_second_are_each_answered(name: str, tmp_path: Path) -> None:
    situation = SITUATIONS[name]
    run = play(situation, tmp_path)
    done = [event["text"] for event in run.of("speech") if event["start"] > 4.0]
    done += [f"{call['name']} {' '.join(map(str, call['arguments'].values()))}" for call in run.of("tool_call")]
    unanswered = [line for line, wanted in LINES if not any(re.search(wanted, what) for what in done)]
    assert unanswered == []
    if "told" in situation:
        assert situation["told"] in " ".join(done)
    else:
        assert "mountains" not in " ".join(done), "what a line has ended does not come back by itself"
