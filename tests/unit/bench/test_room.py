"""A loudspeaker in a room, as a microphone hears it."""

import numpy as np
import pytest

from duologue.audio.playout import Playout
from duologue.bench.room import REVERBERATION_S, RoomPath, room_noise
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, SPEAKER_RATE_HZ

PATH = RoomPath(gain_db=-6.0, delay_ms=60.0)


def line() -> Playout:
    """Noise from 0.4 s to 1.0 s."""
    line = Playout()
    rng = np.random.default_rng(1)
    line.play(
        round(0.4 * SPEAKER_RATE_HZ), (0.05 * rng.standard_normal(round(0.6 * SPEAKER_RATE_HZ))).astype(np.float32)
    )
    return line


def heard(path: RoomPath, turns: int = 10) -> Samples:
    played = line().known
    return np.concatenate([path.echo(played, 0.2 * turn, MIC_SAMPLES) for turn in range(turns)])


def power(sound: Samples, start_s: float, end_s: float) -> float:
    return float(np.mean(sound[round(start_s * MIC_RATE_HZ) : round(end_s * MIC_RATE_HZ)] ** 2))


def test_it_comes_later_and_dies_away() -> None:
    sound = heard(PATH)
    loud = power(sound, 0.6, 1.0)
    assert power(sound, 0.0, 0.45) < 1e-5 * loud < power(sound, 0.46, 0.48)
    over_s = 1.06 + REVERBERATION_S
    assert power(sound, over_s - 0.02, over_s) < 1e-4 * loud
    assert power(sound, over_s + 0.02, 2.0) < 1e-8 * loud


def test_piece_by_piece_it_is_what_it_is_at_once() -> None:
    whole = PATH.echo(line().known, 0.0, 10 * MIC_SAMPLES)
    np.testing.assert_allclose(heard(PATH), whole, atol=2e-4)


def test_it_is_as_loud_as_was_asked_for() -> None:
    louder = RoomPath(gain_db=0.0, delay_ms=60.0)
    assert power(heard(louder), 0.6, 1.0) == pytest.approx(10**0.6 * power(heard(PATH), 0.6, 1.0), rel=0.01)


def test_a_room_is_never_still() -> None:
    noise = room_noise(1.0)
    assert len(noise) == MIC_RATE_HZ
    assert -82 < 10 * np.log10(np.mean(noise**2)) < -78
