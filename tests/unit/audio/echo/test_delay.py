"""The delay of an echo is found, and none where there is no echo."""

import numpy as np
import pytest

from duologue.audio.echo.delay import WINDOW, DelayFinder
from duologue.core.timing import MIC_SAMPLES
from helpers.rooms import babble, echo_of, room_noise

PLAYED = babble(6.0, 5)


def looked(heard: np.ndarray) -> int | None:
    finder, seen = DelayFinder(), None
    for i in range(0, len(heard) - MIC_SAMPLES + 1, MIC_SAMPLES):
        finder.push(heard[i : i + MIC_SAMPLES], PLAYED[i : i + MIC_SAMPLES])
        seen = finder.look()
    return seen


@pytest.mark.parametrize("delay_s", [0.0, 0.04, 0.3])
def test_an_echo_has_its_delay(delay_s: float) -> None:
    assert looked(echo_of(PLAYED, delay_s, -10) + room_noise(len(PLAYED))) == pytest.approx(delay_s * 16000, abs=16)


def test_the_delay_is_found_while_the_user_speaks() -> None:
    heard = echo_of(PLAYED, 0.1, -6) + babble(6.0, 9)
    assert looked(heard) == pytest.approx(1600, abs=16)


def test_where_there_is_no_echo_none_is_found() -> None:
    assert looked(babble(6.0, 9) + room_noise(len(PLAYED))) is None


def test_silence_says_nothing() -> None:
    finder = DelayFinder()
    finder.push(babble(WINDOW / 16000, 3), np.zeros(WINDOW, np.float32))
    assert finder.look() is None
