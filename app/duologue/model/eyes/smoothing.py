"""The one-euro filter (Casiez, Roussel, Vogel 2012): what is still does not tremble, what moves is not late."""

import math

import numpy as np

from duologue.model.eyes.sight import Points

STILL_HZ = 0.05
"""Cut-off frequency for points that stand still."""
MOVING = 20.0
"""How many Hz the cut-off rises for each time that a point would cross the whole thing in a second."""
SPEED_HZ = 1.0
"""Cut-off frequency of the speed itself."""


class Smoothing:
    """Smooths the points of one thing."""

    def __init__(self) -> None:
        self._points: Points | None = None
        self._raw: Points | None = None
        self._speed: Points | None = None
        self._t_s = 0.0

    def smooth(self, points: Points, size: float, t_s: float) -> Points:
        """[n, k] as they are at session time t_s. points: as measured then. size: of the whole thing, in their unit."""
        spent_s = t_s - self._t_s
        self._t_s = t_s
        if self._points is None or self._raw is None or self._speed is None or spent_s <= 0:
            self._points, self._raw, self._speed = points, points, np.zeros_like(points)
            return points
        self._speed = self._speed + _weight(SPEED_HZ, spent_s) * ((points - self._raw) / spent_s - self._speed)
        cut_off = STILL_HZ + MOVING * np.abs(self._speed) / max(size, 1e-6)
        self._points = (self._points + _weight(cut_off, spent_s) * (points - self._points)).astype(np.float32)
        self._raw = points
        return self._points


def _weight(cut_off_hz: Points | float, spent_s: float) -> Points | float:
    """Of the newest value, in exponential smoothing with that cut-off frequency."""
    steps = 2 * math.pi * cut_off_hz * spent_s
    return steps / (steps + 1)
