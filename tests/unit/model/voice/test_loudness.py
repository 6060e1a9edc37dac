"""Loudness against pyloudnorm, an independent implementation of BS.1770."""

import numpy as np
import pyloudnorm
import pytest

from duologue.model.voice.loudness import PEAK_DBFS, TARGET_LUFS, loudness_lufs, normalise


def sine(hz: float, seconds: float, level: float = 0.3) -> np.ndarray:
    return (level * np.sin(2 * np.pi * hz * np.arange(round(seconds * 24000)) / 24000)).astype(np.float32)


def speech_like(seconds: float) -> np.ndarray:
    """Noise in syllables with a pause in the middle."""
    rng = np.random.default_rng(3)
    t = np.arange(round(seconds * 24000)) / 24000
    envelope = np.clip(np.sin(2 * np.pi * 4 * t), 0, 1) * (np.abs(t - seconds / 2) > 0.5)
    return (0.2 * rng.normal(size=len(t)) * envelope).astype(np.float32)


@pytest.mark.parametrize("sound", [sine(60, 1), sine(1000, 2), sine(5000, 0.4), speech_like(6), speech_like(3.217)])
def test_it_agrees_with_the_reference(sound):
    assert abs(loudness_lufs(sound) - pyloudnorm.Meter(24000).integrated_loudness(sound)) < 0.1


def test_short_sound_is_one_block():
    assert abs(loudness_lufs(sine(1000, 0.1)) - loudness_lufs(sine(1000, 2))) < 0.3


def test_silence_has_no_loudness_and_stays_silence():
    assert loudness_lufs(np.zeros(100, np.float32)) == -np.inf
    assert loudness_lufs(np.zeros(0, np.float32)) == -np.inf
    assert not np.any(normalise(np.zeros(24000, np.float32)))


@pytest.mark.parametrize("gain", [0.01, 1.0, 3.0])
def test_normalised_sound_is_at_the_target(gain):
    assert abs(loudness_lufs(normalise(gain * sine(500, 1))) - TARGET_LUFS) < 0.01


def test_peaks_stay_below_the_limit():
    clicks = np.zeros(24000, np.float32)
    clicks[::4000] = 0.5
    assert abs(20 * np.log10(np.abs(normalise(clicks)).max()) - PEAK_DBFS) < 0.01
