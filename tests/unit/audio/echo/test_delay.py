"""The delay of an echo is found, and none where there is no echo."""

import numpy as np
import pytest

from duologue.audio.echo.delay import WINDOW, DelayFinder, sharp_cross_spectrum
from duologue.audio.echo.double_talk import ECHO
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


def hum(pitch_hz: float) -> np.ndarray:
    """A vowel that glides a little, 0.6 s; it is cut off at both ends, as in the midst of a word."""
    t = np.arange(round(0.6 * 16000)) / 16000
    phase = 2 * np.pi * (pitch_hz * t + 0.05 * pitch_hz * t**2)
    return sum(np.cos(k * phase + k) / k for k in range(1, 12)).astype(np.float32) * np.float32(0.1)


@pytest.mark.parametrize(("one_hz", "other_hz"), [(100, 137), (118, 190), (150, 163), (210, 121)])
def test_two_voices_in_the_midst_of_a_word_are_no_echo_of_each_other(one_hz: float, other_hz: float) -> None:
    noise = room_noise(2 * 9600).reshape(2, -1)
    likely = np.fft.irfft(sharp_cross_spectrum(hum(one_hz) + noise[0], hum(other_hz) + noise[1]))
    around_zero = np.concatenate((likely[-20:], likely[:20]))
    assert np.max(np.abs(around_zero)) < ECHO * np.std(likely)
