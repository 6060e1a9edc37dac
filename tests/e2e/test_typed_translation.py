"""Lines typed while the real program translates: translated and spoken; what is about the translation is done."""

import json
from pathlib import Path

import numpy as np
import soundfile

from duologue.core.events import SpeechKind
from helpers.contract import Run, faults
from helpers.program import replay

LINES = ("Good morning everyone.", "Where is the station?")


def test_typed_lines_are_translated_until_it_is_told_to_stop(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "silence.wav", np.zeros(16_000, np.float32), 16_000)
    inject = [{"t": 1.0 + 4.0 * at, "type": "text", "text": line} for at, line in enumerate(LINES)]
    inject += [{"t": 10.0, "type": "text", "text": "stop translating"}]
    case = {
        "id": "typed-translation",
        "audio": "silence.wav",
        "duration": 15.0,
        "inject": inject,
        "settings": {"mode": "translate", "source": "EN", "target": "ES"},
    }
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    done = replay(tmp_path / "case.json", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    run = Run(tmp_path / "out")
    assert faults(run, 15.0) == []
    final = [event for event in run.of("translation") if event["final"]]
    assert [(event["source_text"], event["source"], event["target"]) for event in final] == [
        (line, "en", "es") for line in LINES
    ]
    spoken = " ".join(event["text"] for event in run.of("speech") if event["kind"] == SpeechKind.TRANSLATION)
    assert spoken == " ".join(event["text"] for event in final)
    assert [event["name"] for event in run.of("tool_call")] == ["translate.stop"]
