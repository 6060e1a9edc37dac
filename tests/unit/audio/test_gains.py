"""How loud a line is played: smooth ramps, nothing audible lost, and the same in any windows."""

import numpy as np
import pytest

from duologue.audio.gains import FRAME_SAMPLES, Gains
from duologue.audio.playout import Playout
from duologue.core.timing import SPEAKER_RATE_HZ

SOFT = 10 ** (-10 / 20)


def level_db(sound: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(sound.astype(np.float64) ** 2) + 1e-12))


def test_a_change_is_a_smooth_ramp_to_the_new_gain() -> None:
    gains = Gains()
    gains.change(1000, SOFT, 1440)
    made = gains.between(0, 5000)
    assert np.all(made[:1000] == 1.0)
    assert np.allclose(made[2440:], SOFT)
    assert np.all(np.diff(made) <= 0)
    assert np.max(np.abs(np.diff(made))) < 0.002


def test_a_change_begins_where_the_one_before_it_has_come_to() -> None:
    gains = Gains()
    gains.change(0, SOFT, 1000)
    gains.change(500, 1.0, 1000)
    made = gains.between(0, 2000)
    assert np.max(np.abs(np.diff(made))) < 0.003
    assert made[-1] == 1.0
    assert gains.even(1600, 2000)
    assert not gains.even(0, 2000)


def test_what_is_trimmed_leaves_the_gain_that_holds() -> None:
    gains = Gains()
    gains.change(0, SOFT, 100)
    gains.trim(10_000)
    assert np.allclose(gains.between(20_000, 20_010), SOFT)
    gains.change(20_000, 1.0, 100)
    gains.trim(30_000)
    assert gains.even(0, 40_000)


def test_loud_sound_gets_ten_db_softer_and_barely_audible_sound_stays_audible() -> None:
    rng = np.random.default_rng(0)
    line = Playout()
    loud, faint = 10 ** (-20 / 20), 10 ** (-52 / 20)
    sound = rng.standard_normal(SPEAKER_RATE_HZ * 2).astype(np.float32)
    sound[:SPEAKER_RATE_HZ] *= loud
    sound[SPEAKER_RATE_HZ:] *= faint
    line.play(0, sound)
    line.soften(4800, SOFT, 60)
    made = line.played(0, len(sound))
    assert np.array_equal(made[:4800], sound[:4800])
    assert level_db(made[8000:20_000]) == pytest.approx(-30, abs=0.5)
    frames = made[SPEAKER_RATE_HZ:].reshape(-1, FRAME_SAMPLES)
    assert min(map(level_db, frames)) > -55


def test_any_windows_give_the_same_sound() -> None:
    rng = np.random.default_rng(1)
    line = Playout()
    sound = (rng.standard_normal(24_000) * np.repeat(10 ** (rng.uniform(-60, -15, 100) / 20), 240)).astype(np.float32)
    line.play(100, sound)
    line.soften(3000, SOFT, 60)
    whole = line.played(0, 25_000)
    cut = np.concatenate([line.played(a, a + 617) for a in range(0, 24_680, 617)])
    assert np.allclose(cut, whole[: len(cut)], atol=1e-7)
