"""The adaptive filter takes out an echo and nothing else."""

import numpy as np

from duologue.audio.echo.adaptive_filter import BLOCK_SAMPLES, PARTITIONS, AdaptiveFilter
from duologue.core.microturn import Samples
from helpers.rooms import babble, echo_of, level_db, room_noise

PLAYED = babble(12.0, 5)
LATE = slice(8 * 16000, 12 * 16000)


def filtered(heard: Samples, played: Samples = PLAYED) -> Samples:
    filter_ = AdaptiveFilter()
    blocks = range(0, len(heard) - BLOCK_SAMPLES + 1, BLOCK_SAMPLES)
    return np.concatenate(
        [filter_.process(heard[i : i + BLOCK_SAMPLES], played[i : i + BLOCK_SAMPLES]) for i in blocks]
    )


def test_an_echo_is_learnt() -> None:
    echo = echo_of(PLAYED, 0.02, -3) + room_noise(len(PLAYED))
    assert level_db(filtered(echo)[LATE]) < level_db(echo[LATE]) - 15


def test_what_the_user_says_meanwhile_passes() -> None:
    user = babble(12.0, 9)
    user[: 6 * 16000] = 0
    rest = filtered(echo_of(PLAYED, 0.02, -3) + user + room_noise(len(PLAYED)))
    assert abs(level_db(rest[LATE]) - level_db(user[LATE])) < 1.0
    assert level_db(rest[LATE] - user[LATE]) < level_db(user[LATE]) - 8


def test_without_anything_played_sound_is_unchanged() -> None:
    user = babble(3.0, 9)
    assert np.array_equal(filtered(user, np.zeros_like(user)), user)


def test_while_nothing_is_played_less_is_worked_out_and_the_same_comes_out() -> None:
    """A second filter never notices the silence and works everything out."""
    quick, thorough = AdaptiveFilter(), AdaptiveFilter()
    rng = np.random.default_rng(7)
    for at in range(6 * PARTITIONS):
        sounds = at % (3 * PARTITIONS) > 2 * PARTITIONS
        played = rng.normal(0, 0.1, BLOCK_SAMPLES).astype(np.float32) * np.float32(sounds)
        heard = rng.normal(0, 0.01, BLOCK_SAMPLES).astype(np.float32) + 0.3 * played
        thorough._silent = -1
        np.testing.assert_array_equal(quick.process(heard, played), thorough.process(heard, played))
    np.testing.assert_array_equal(quick._path, thorough._path)
    np.testing.assert_array_equal(quick._variance, thorough._variance)
    assert quick._left_over.tolist() == thorough._left_over.tolist()
