"""Level and pitch of the sound: what the ears feel before they understand anything."""

import numpy as np

from duologue.core.microturn import SUBFRAMES, Samples
from duologue.core.timing import MIC_RATE_HZ

SILENCE_DB = -100.0
"""Level given for digital silence."""

PITCH_MIN_HZ = 60.0
PITCH_MAX_HZ = 420.0
_LAG_MIN = int(MIC_RATE_HZ / PITCH_MAX_HZ)  # 38 samples
_LAG_MAX = int(MIC_RATE_HZ / PITCH_MIN_HZ)  # 266 samples
_APERIODICITY_MAX = 0.35
"""YIN threshold: voiced where the normalised difference dips below it (de Cheveigne and Kawahara use 0.1 to 0.2)."""
_VOICED_MIN_DB = -55.0
"""Quieter frames are called unvoiced: their periodicity is hum, not a voice."""


def level_db(sound: Samples) -> Samples:
    """RMS level in dBFS of each of the four 50 ms frames of a micro-turn.

    sound: [3200]. Returns [4], SILENCE_DB for digital silence.
    """
    frames = sound.reshape(SUBFRAMES, -1)
    power = np.einsum("fn,fn->f", frames, frames) / frames.shape[1]
    return np.asarray(np.maximum(10 * np.log10(np.maximum(power, 1e-12)), SILENCE_DB), np.float32)


def pitch_hz(sound: Samples) -> Samples:
    """Fundamental frequency in each of the four 50 ms frames of a micro-turn, by YIN.

    Source: A. de Cheveigne and H. Kawahara, "YIN, a fundamental frequency estimator for speech and music", 2002, steps
    1 to 5 (difference function by FFT, cumulative mean normalisation, absolute threshold, parabolic interpolation).
    sound: [3200] at 16 kHz. Returns [4], 0 where unvoiced.
    """
    frames = sound.reshape(SUBFRAMES, -1)
    pitches = np.zeros(SUBFRAMES, np.float32)
    loud = level_db(sound) > _VOICED_MIN_DB
    if loud.any():
        normalised = _normalised_difference(frames[loud] - frames[loud].mean(axis=1, keepdims=True))
        pitches[loud] = [_pick(row) for row in normalised]
    return pitches


def _normalised_difference(frames: Samples) -> Samples:
    """YIN's cumulative mean normalised difference for lags 0 to _LAG_MAX + 1. frames: [F, N]. Returns [F, lags]."""
    lags = _LAG_MAX + 2
    width = frames.shape[1] - lags + 1  # samples compared at every lag
    size = 1 << (frames.shape[1] + width - 1).bit_length()
    head = np.fft.rfft(frames[:, :width], size)
    correlation = np.fft.irfft(np.fft.rfft(frames, size) * head.conj(), size)[:, :lags]
    energy = np.cumsum(np.pad(frames.astype(np.float64) ** 2, ((0, 0), (1, 0))), axis=1)
    windowed = energy[:, width : width + lags] - energy[:, :lags]
    difference = np.maximum(windowed[:, :1] + windowed - 2 * correlation, 0.0)
    running = np.cumsum(difference[:, 1:], axis=1) / np.arange(1, lags)
    normalised = np.ones_like(difference)
    normalised[:, 1:] = difference[:, 1:] / np.maximum(running, 1e-12)
    return normalised.astype(np.float32)


def _pick(normalised: Samples) -> float:
    """The pitch at the first dip below the threshold, 0 without one. normalised: [lags]."""
    below = np.flatnonzero(normalised[_LAG_MIN : _LAG_MAX + 1] < _APERIODICITY_MAX)
    if not below.size:
        return 0.0
    lag = int(below[0]) + _LAG_MIN
    while lag < _LAG_MAX and normalised[lag + 1] < normalised[lag]:
        lag += 1
    before, here, after = (float(value) for value in normalised[lag - 1 : lag + 2])
    bend = before - 2 * here + after
    shift = 0.5 * (before - after) / bend if bend > 0 else 0.0
    return MIC_RATE_HZ / (lag + float(np.clip(shift, -1.0, 1.0)))
