"""The clocks of two devices: how far they run apart, and sound that is moved so slowly that nobody hears it."""

from collections import deque
from statistics import median

import numpy as np

from duologue.core.microturn import Samples

LOOK_S = 0.1
"""Shortest time in seconds between two looks at the clocks; faster ones tell nothing new."""
LOOKS, FEWEST_LOOKS = 40, 10
"""How many looks, at most and at least, one offset is the median of; a single look is off by up to a block."""
POINT_S, POINTS, FEWEST_POINTS = 2.0, 120, 10
"""The offsets that the rate is the slope through: seconds from one to the next, how many at most and at least."""
JUMP_S = 0.02
"""Jump in seconds from which on a clock counts as another clock."""
SLIP_PPM = 500
"""Most that sound is stretched or squeezed, in parts per million (a hundredth of a semitone); more drift stays."""


class DriftGauge:
    """How far one clock is ahead of another and how fast that changes."""

    def __init__(self) -> None:
        self._restart()

    def _restart(self) -> None:
        self._looks: deque[float] = deque(maxlen=LOOKS)
        self._points: deque[tuple[float, float]] = deque(maxlen=POINTS)
        self._looked = -1.0

    def note(self, offset_s: float, now: float) -> None:
        """A look: one clock is ahead by offset_s at time now."""
        if now - self._looked < LOOK_S:
            return
        if len(self._looks) >= FEWEST_LOOKS and abs(offset_s - median(self._looks)) > JUMP_S:
            self._restart()
        self._looked = now
        self._looks.append(offset_s)
        settled = len(self._looks) >= FEWEST_LOOKS
        if settled and (not self._points or now - self._points[-1][0] >= POINT_S):
            self._points.append((now, median(self._looks)))

    @property
    def offset_s(self) -> float | None:
        """The offset without the noise of single looks, None before there are enough."""
        return median(self._looks) if len(self._looks) >= FEWEST_LOOKS else None

    @property
    def settled(self) -> bool:
        """Whether the offset is known to less than a millisecond."""
        return len(self._looks) >= LOOKS // 2

    @property
    def ppm(self) -> float:
        """How fast the offset grows, in millionths; 0 before there is enough to go by."""
        if len(self._points) < FEWEST_POINTS:
            return 0.0
        times, offsets = np.array(self._points).T
        return float(np.polyfit(times - times[0], offsets, 1)[0] * 1e6)


class Slip:
    """By how many device samples the sound is ahead of an even line, changing evenly between two device samples.

    Both ends are whole samples, so that sound outside the change is exact.
    """

    def __init__(self, start: int = 0, before: int = 0, after: int = 0) -> None:
        self._start, self._before, self._after = start, before, after
        self._end = start + abs(after - before) * 1_000_000 // SLIP_PPM

    @property
    def after(self) -> int:
        """The slip when the change is over."""
        return self._after

    def over(self, device: int) -> bool:
        """Whether the change has ended before this device sample."""
        return device >= self._end

    def even(self, device: int) -> float:
        """Where this device sample lies on the even line."""
        if device >= self._end:
            return device + self._after
        return device + self._before + self._part(device - self._start) * (self._after - self._before)

    def device(self, even: int) -> int:
        """The device sample at which a sample of the even line is played, rounded down."""
        first, last = self._start + self._before, self._end + self._after
        if even >= last:
            return even - self._after
        if even <= first:
            return even - self._before
        return int(self._start + (even - first) * (self._end - self._start) / (last - first))

    def image(self, even: Samples, first: int, begin: int, stop: int) -> Samples:
        """Device samples begin to stop, of sound [N] whose first sample is sample `first` of the even line."""
        if begin >= self._end or stop <= self._start:
            at = begin - first + (self._after if begin >= self._end else self._before)
            return even[at : at + stop - begin]
        device = np.arange(begin, stop)
        slip = np.interp(device, (self._start, self._end), (self._before, self._after))
        return _between(even, device - first + slip)

    def _part(self, samples: int) -> float:
        return max(samples, 0) / (self._end - self._start)


def _between(sound: Samples, at: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Samples:
    """The sound at positions between its samples, by the cubic through the four around each (Catmull and Rom)."""
    whole = np.floor(at).astype(np.int64)
    x = at - whole
    before, here, next_, after = (np.take(sound, whole + offset, mode="clip") for offset in (-1, 0, 1, 2))
    slope, curve = next_ - before, 2 * before - 5 * here + 4 * next_ - after
    bend = 3 * (here - next_) + after - before
    return np.asarray(here + 0.5 * x * (slope + x * (curve + x * bend)), np.float32)
