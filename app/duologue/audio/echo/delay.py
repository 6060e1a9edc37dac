"""By how much the echo comes later than it is expected.

Devices report their latency only roughly, Bluetooth speakers often not at all. The delay is the peak of the generalised
cross-correlation with phase transform (Knapp and Carter, 1976) between what was played and what is heard.
"""

from functools import cache

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

WINDOW = 32768
"""Samples that are compared (2 s)."""
LONGEST = MIC_RATE_HZ * 6 // 10
"""Longest delay that is found, in samples (0.6 s)."""
SMOOTHING = 0.7
"""Share of the cross-spectrum that is kept from one look to the next."""
CLEAR = 8.0
"""Height of a clear peak above the other delays, in standard deviations."""
EDGE = 1 / 8
"""Share of a window that fades in, and out."""
QUIET = 1e-7
"""Mean power below which nothing was played."""


def sharp_cross_spectrum(heard: Samples, played: Samples) -> "np.ndarray[tuple[int], np.dtype[np.complex128]]":
    """Phases alone, of two sounds [N]: [N + 1]. Its inverse transform is the correlation at each delay.

    Both fade in and out, or else the sudden edges, which they share, are a peak at delay 0.
    """
    fade = _fade(len(heard))
    spectra = [np.fft.rfft(sound * fade, 2 * len(sound)) for sound in (heard, played)]
    cross = spectra[0] * np.conj(spectra[1])
    return np.asarray(cross / (np.abs(cross) + 1e-9))


@cache
def _fade(samples: int) -> Samples:
    """The gain at each sample of a window, [samples]: raised cosines at its edges."""
    steps = round(samples * EDGE)
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(steps) + 0.5) / steps)
    gains = np.ones(samples, np.float32)
    gains[:steps], gains[samples - steps :] = rise, rise[::-1]
    return gains


class DelayFinder:
    """Looks at the newest two seconds now and then."""

    def __init__(self) -> None:
        self._heard = np.zeros(WINDOW, np.float32)
        self._played = np.zeros(WINDOW, np.float32)
        self._cross = np.zeros(WINDOW + 1, np.complex128)
        self._looks = 0

    def push(self, heard: Samples, played: Samples) -> None:
        """Takes in what is heard [N] and what is played [L + N], whose first L samples replace the last L known."""
        self._heard = np.concatenate((self._heard[len(heard) :], heard))
        self._played = np.concatenate((self._played[len(heard) : WINDOW - len(played) + len(heard)], played))

    @property
    def kept(self) -> tuple[Samples, Samples]:
        """The newest of what was heard and of what was played, each [WINDOW]."""
        return self._heard, self._played

    @property
    def looks(self) -> int:
        """How often something was played in the seconds that were looked at."""
        return self._looks

    def look(self) -> int | None:
        """Samples by which the echo follows what was played; None while that is not clear, or nothing was played."""
        if float(np.mean(np.square(self._played))) < QUIET:
            return None
        cross = sharp_cross_spectrum(self._heard, self._played)
        kept = SMOOTHING if self._looks else 0.0
        self._looks += 1
        self._cross = kept * self._cross + (1 - kept) * cross
        likely = np.fft.irfft(self._cross)[:LONGEST]
        peak = int(np.argmax(likely))
        return peak if likely[peak] > CLEAR * float(np.std(likely)) else None
