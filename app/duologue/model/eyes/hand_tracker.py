"""21 points of a hand, found by its palm and then followed from frame to frame (MediaPipe Hands, Zhang et al. 2020)."""

from typing import Literal

import numpy as np

from duologue.core.microturn import Frame
from duologue.model.eyes.crops import Crop, upright
from duologue.model.eyes.detector import Detector, Found
from duologue.model.eyes.sight import HAND_POINTS, Network, Points
from duologue.model.eyes.smoothing import Smoothing

PIXELS = 224
_DETECTOR_PIXELS, _STRIDES = 192, (8, 16, 16, 16)
SURE = 0.5
"""How sure the network must be, 0 to 1, that a crop shows a hand."""
_FOUND_SCALE, _FOUND_AHEAD = 2.6, 0.5
_SCALE, _AHEAD = 2.0, 0.1
_WRIST, _KNUCKLES = 0, (5, 9, 13)
_PALM = (0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18)
"""Points that stay where they are when fingers bend."""
_SIDE_WEIGHT = 0.3
"""Weight of the newest frame in which hand it is."""


def palm_detector(graph: Network) -> Detector:
    """Finds palms; the first of their points is the wrist, the third the middle knuckle."""
    return Detector(graph, _DETECTOR_PIXELS, _STRIDES, low=0.0)


def crop_of_palm(found: Found) -> Crop:
    """Where to look for the points of a hand that was found by its palm."""
    angle = upright(found.points[0], found.points[2])
    left, top, right, bottom = found.box
    middle, size = np.array([left + right, top + bottom]) / 2, np.array([right - left, bottom - top])
    forward = np.array([np.sin(angle), -np.cos(angle)])
    x, y = middle + forward * size[1] * _FOUND_AHEAD
    return Crop(float(x), float(y), float(size.max()) * _FOUND_SCALE, angle)


class HandTracker:
    """Follows one hand. sure, crop: as of a body (BodyTracker). points: [21, 3] in pixels."""

    def __init__(self, graph: Network, crop: Crop) -> None:
        self._graph, self.crop = graph, crop
        self._smoothing = Smoothing()
        self._right: float | None = None
        self.sure = 0.0
        self.points = np.zeros((HAND_POINTS, 3), np.float32)

    @property
    def side(self) -> Literal["left", "right"]:
        """Which hand it is, by what the network said of it in the frames so far."""
        return "right" if self._right is not None and self._right >= 0.5 else "left"

    def follow(self, frame: Frame, t_s: float) -> bool:
        """Takes in the next frame, of session time t_s; False if the hand is lost."""
        raw, sure, right = self._graph.run(["points", "sure", "right"], {"picture": self.crop.cut(frame, PIXELS, 0.0)})
        self.sure, said = float(sure.ravel()[0]), float(right.ravel()[0])
        if self.sure < SURE:
            return False
        self._right = said if self._right is None else self._right + _SIDE_WEIGHT * (said - self._right)
        placed = self.crop.place(raw.reshape(-1, 3) / PIXELS)
        self.points = self._smoothing.smooth(placed, self.crop.side, t_s)
        self.crop = crop_of_points(self.points)
        return self.crop.usable


def crop_of_points(points: Points) -> Crop:
    """Where to look for a hand in the next frame. points: [21, 3] in this one."""
    first, middle, last = (points[i, :2] for i in _KNUCKLES)
    angle = upright(points[_WRIST, :2], ((first + last) / 2 + middle) / 2)
    return Crop.around(points[list(_PALM)], angle, scale=_SCALE, ahead=_AHEAD)
