"""Where somebody speaks in a clean recording, by energy alone: the ears' own voice activity must not judge itself.

The level is taken over 30 ms every 10 ms. A frame is speech when it lies above the floor (5th percentile) by a third of
the way to the top (95th percentile), both in dB, where the floor lies at most 45 dB under the top (some recordings are
gated to digital silence); silences under 0.15 s and bursts under 0.06 s are closed over.
"""

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

HOP_S = 0.01
_HOP, _SPAN = int(HOP_S * MIC_RATE_HZ), 3
_CLOSED_S, _BURST_S = 0.15, 0.06
_SHARE, _MOST_DB = 1 / 3, 45.0
Stretch = tuple[float, float]


def level_db(wave: Samples) -> Samples:
    """RMS in dBFS every 10 ms, over 30 ms. wave: [N] at 16 kHz; result: [N / 160]."""
    frames = wave[: len(wave) // _HOP * _HOP].reshape(-1, _HOP)
    power = np.convolve(np.mean(frames.astype(np.float64) ** 2, 1), np.full(_SPAN, 1 / _SPAN), "same")
    return (10 * np.log10(power + 1e-10)).astype(np.float32)


def stretches(wave: Samples) -> list[Stretch]:
    """Start and end in seconds of everything that is said, in order. wave: [N] at 16 kHz."""
    level = level_db(wave)
    if not len(level):
        return []
    floor, top = np.percentile(level, (5, 95))
    floor = max(floor, top - _MOST_DB)
    edges = np.diff(np.r_[0, (level > floor + _SHARE * (top - floor)).astype(np.int8), 0])
    found: list[Stretch] = []
    for a, b in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        start, end = float(a * HOP_S), float(b * HOP_S)
        if found and start - found[-1][1] < _CLOSED_S:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return [(a, b) for a, b in found if b - a >= _BURST_S]
