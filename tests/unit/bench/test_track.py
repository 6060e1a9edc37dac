"""What users say is laid out one after the other."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from duologue.bench.track import stretches, track_of


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    sound = np.zeros(32000, np.float32)
    sound[8000:16000] = 0.3
    soundfile.write(tmp_path / "one.wav", sound, 16000)
    return tmp_path / "one.wav"


def test_short_gaps_are_inside_of_speech() -> None:
    sound = np.zeros(48000, np.float32)
    for start, end in ((0.5, 1.0), (1.1, 1.5), (2.0, 2.5)):
        sound[round(start * 16000) : round(end * 16000)] = 0.2
    assert stretches(sound, 16000) == ((0.5, 1.5), (2.0, 2.5))


def test_each_recording_comes_once_at_least(recording: Path) -> None:
    track = track_of([recording, recording], 0.0)
    assert track.seconds == 4.0
    assert track.spoken == ((0.5, 1.0), (2.5, 3.0))


def test_recordings_are_repeated_until_the_time_is_full(recording: Path) -> None:
    assert track_of([recording], 9.0).seconds == 10.0
