"""Sound is resampled promptly, and as if it were whole."""

import numpy as np
import pytest
import soxr

from duologue.audio.resampling import PromptResampler

RATES = pytest.mark.parametrize("rate_hz", [8000, 22050, 44100, 48000, 96000])


def noise(samples: int) -> np.ndarray:
    return np.random.default_rng(3).standard_normal(samples).astype(np.float32)


@RATES
def test_pieces_of_any_length_are_resampled_as_the_whole_is(rate_hz: int) -> None:
    sound, resampler, pieces = noise(rate_hz), PromptResampler(rate_hz, 16000), []
    lengths = np.random.default_rng(1).integers(1, rate_hz // 20, 1000)
    for piece in np.split(sound, np.cumsum(lengths)):
        pieces.append(resampler.chunk(piece))
    result, whole = np.concatenate(pieces), soxr.resample(sound, rate_hz, 16000)
    assert 0 <= len(whole) - len(result) <= 16000 * 0.025
    rest = result - whole[: len(result)]
    assert np.mean(rest**2) < np.mean(whole**2) * 10 ** (-60 / 10)


def test_a_stretch_waits_for_no_more_than_three_milliseconds() -> None:
    resampler = PromptResampler(48000, 16000)
    assert len(resampler.chunk(noise(4800 + 144))) == 1600
    assert len(resampler.chunk(noise(4800))) == 1600


def test_nothing_is_done_where_the_rates_agree() -> None:
    sound = noise(100)
    assert PromptResampler(16000, 16000).chunk(sound) is sound
