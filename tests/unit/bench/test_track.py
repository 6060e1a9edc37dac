"""What users say is laid out one after the other."""

import numpy as np

from duologue.bench.track import stretches, track_of


def test_short_gaps_are_inside_of_speech() -> None:
    sound = np.zeros(48000, np.float32)
    for start, end in ((0.5, 1.0), (1.1, 1.5), (2.0, 2.5)):
        sound[round(start * 16000) : round(end * 16000)] = 0.2
    assert stretches(sound, 16000) == ((0.5, 1.5), (2.0, 2.5))


def one() -> np.ndarray:
    sound = np.zeros(32000, np.float32)
    sound[8000:16000] = 0.3
    return sound


def test_each_recording_comes_once_at_least() -> None:
    track = track_of([one(), one()], 0.0)
    assert track.seconds == 4.0
    assert track.spoken == ((0.5, 1.0), (2.5, 3.0))


def test_recordings_are_repeated_until_the_time_is_full() -> None:
    assert track_of([one()], 9.0).seconds == 10.0
