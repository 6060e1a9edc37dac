"""A session is kept in a folder, in session time, and goes on when that fails."""

import asyncio
import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from duologue.audio.playout import Playout
from duologue.core.errors import OutputError
from duologue.core.events import Heard
from duologue.core.meters import Echo, Meter
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_SAMPLES
from duologue.session.recorder import RecordedMicrophone, Recorder


def meter(t: float, underruns: int, drift_ms: float = 0.0) -> Meter:
    return Meter(t, -40.0, False, False, False, 10.0, 10.0, 10.0, 10.0, 0, underruns, 3, drift_ms)


class Blocks:
    overruns = 2

    def __init__(self, count: int) -> None:
        self.left = count

    async def read(self) -> Samples | None:
        self.left -= 1
        return np.full(MIC_SAMPLES, 0.25, np.float32) if self.left >= 0 else None

    def now_s(self) -> float:
        return 0.5

    def close(self) -> None:
        self.left = 0


def test_everything_is_kept_in_session_time(tmp_path: Path) -> None:
    recorder, line = Recorder(tmp_path / "kept", pytest.fail), Playout()
    line.play(2400, np.full(2400, 0.5, np.float32))
    microphone = RecordedMicrophone(Blocks(3), "mic", recorder, lambda t: recorder.speak(line, t))

    async def read() -> None:
        while await microphone.read() is not None:
            pass

    asyncio.run(read())
    recorder.note(Heard(0.4, "u1", "Hello", True, 0.1, 0.3, 1))
    for event in (meter(0.6, 1), meter(2.0, 4, -2.5), Echo(2.0, "cancelled", 31)):
        recorder.note(event)
    recorder.close()
    folder = tmp_path / "kept"
    mic, rate = soundfile.read(folder / "mic.wav")
    assert (len(mic), rate) == (3 * MIC_SAMPLES, 16000)
    said, rate = soundfile.read(folder / "assistant.wav")
    assert (len(said), rate) == (3 * 4800, 24000)
    assert np.flatnonzero(said)[[0, -1]].tolist() == [2400, 4799]
    assert json.loads((folder / "timeline.jsonl").read_text())["text"] == "Hello"
    figures = json.loads((folder / "figures.json").read_text())
    assert figures.pop("mic_wait_ms")["max"] == 300.0, "the first 200 ms were handed over at 0.5 s"
    assert figures.pop("heard_wait_ms")["max"] == 0.0
    assert figures == {
        "underruns": 4, "early_underruns": 1, "dropped": 3, "most_drift_ms": 2.5,
        "echo": "cancelled", "echo_reduction_db": 31,
    }  # fmt: skip
    assert (microphone.overruns, microphone.now_s()) == (2, 0.5)


def test_a_full_disk_is_told_once_and_the_rest_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    recorder = Recorder(tmp_path, told.append)

    def full(_sound: Samples) -> None:
        raise OutputError("wav.write", "The disk is full.")

    monkeypatch.setattr(recorder._sounds["mic"], "write", full)
    recorder.hear("mic", np.zeros(10, np.float32))
    recorder.hear("mic", np.zeros(10, np.float32))
    recorder._thread.submit(lambda: None).result()
    for _ in range(3):
        recorder.note(meter(1.0, 0))
    recorder.close()
    assert told == ["The session is no longer recorded. The disk is full."]


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="Cannot write"):
        Recorder(tmp_path / "file" / "kept", pytest.fail)
