"""Sound at another rate, given as soon as it can be."""

import math

import numpy as np
import soxr

from duologue.core.microturn import Samples

BEFORE, AFTER = 320, 48
"""Samples at the lower rate before and after a stretch that its resampling takes into account. A stretch waits for
those after it: 3 ms at 16 kHz, with which the result is 95 dB above its difference from a resampling of the whole.
(soxr's own stream waits for up to 37 ms, as it works in blocks.)
"""


class PromptResampler:
    """Resamples one channel of an endless stream."""

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self._from_hz, self._to_hz = from_hz, to_hz
        self._step = from_hz // math.gcd(from_hz, to_hz)  # so many samples become a whole number of new ones
        longer = from_hz / min(from_hz, to_hz)
        self._before = math.ceil(BEFORE * longer / self._step) * self._step
        self._after = round(AFTER * longer)
        self._sound = np.zeros(self._before, np.float32)

    def chunk(self, sound: Samples) -> Samples:
        """Takes the next [N] samples; returns what can be told of them and what came before, [M] at the new rate."""
        if self._from_hz == self._to_hz:
            return sound
        self._sound = np.concatenate([self._sound, sound])
        known = (len(self._sound) - self._before - self._after) // self._step * self._step
        if known <= 0:
            return np.zeros(0, np.float32)
        resampled = soxr.resample(self._sound, self._from_hz, self._to_hz)
        first = self._new(self._before)
        self._sound = self._sound[known:]
        return np.asarray(resampled[first : first + self._new(known)], np.float32)

    def _new(self, samples: int) -> int:
        return samples * self._to_hz // self._from_hz
