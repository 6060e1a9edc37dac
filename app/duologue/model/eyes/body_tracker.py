"""33 points of a body, found once and then followed from frame to frame (BlazePose, Bazarevsky et al. 2020)."""

import numpy as np

from duologue.core.microturn import Frame
from duologue.model.eyes.crops import Crop, upright
from duologue.model.eyes.detector import Detector, Found, sigmoid
from duologue.model.eyes.sight import BODY_POINTS, Network, Points
from duologue.model.eyes.smoothing import Smoothing

PIXELS, HEATMAP_PIXELS = 256, 64
_DETECTOR_PIXELS, _STRIDES = 224, (8, 16, 32, 32, 32)
SURE = 0.5
"""How sure the network must be, 0 to 1, that a crop shows a body."""
_MARGIN = 1.25
_HIPS, _REACH = 33, 34
"""Points behind the 33 that say where to look next: between the hips, and on the circle around the whole body."""
_WINDOW, _PEAK = 3, 0.5
"""How far from a point its heatmap is looked at, in its pixels, and how high it must be to count, 0 to 1."""


def person_detector(graph: Network) -> Detector:
    """Finds people; of each the middle of the hips and a point on the circle around the whole body."""
    return Detector(graph, _DETECTOR_PIXELS, _STRIDES, low=-1.0)


def crop_of_person(found: Found) -> Crop:
    """Where to look for the points of somebody who was found."""
    return _crop(found.points[0], found.points[1])


class BodyTracker:
    """Follows one body. sure: that it was there in the last frame. crop: where it is to be looked for in the next.

    points: [33, 4] x, y, z in pixels, visibility.
    """

    def __init__(self, graph: Network, crop: Crop) -> None:
        self._graph, self.crop = graph, crop
        self._smoothing = Smoothing()
        self.sure = 0.0
        self.points = np.zeros((BODY_POINTS, 4), np.float32)

    def follow(self, frame: Frame, t_s: float) -> bool:
        """Takes in the next frame, of session time t_s; False if the body is lost."""
        raw, sure, heatmaps = self._graph.run(
            ["points", "sure", "heatmaps"], {"picture": self.crop.cut(frame, PIXELS, 0.0)}
        )
        self.sure = float(sure.ravel()[0])
        if self.sure < SURE:
            return False
        values = raw.reshape(-1, 5)
        inside = values[:, :3] / PIXELS
        inside[:, :2] = refined(inside[:, :2], heatmaps[0])
        placed = self._smoothing.smooth(self.crop.place(inside), self.crop.side, t_s)
        seen = sigmoid(values[:BODY_POINTS, 3:4]) * sigmoid(values[:BODY_POINTS, 4:5])
        self.points = np.concatenate([placed[:BODY_POINTS], seen], axis=1).astype(np.float32)
        self.crop = _crop(placed[_HIPS, :2], placed[_REACH, :2])
        return self.crop.usable


def refined(points: Points, heatmaps: Points) -> Points:
    """Points [n, 2], from 0 to 1, moved to the middle of the hill that their heatmap, [h, w, n] logits, has there."""
    height, width, count = heatmaps.shape
    places = (points[:count] * (width, height)).astype(int)
    moved = points.copy()
    for i, (column, row) in enumerate(places):
        if not (0 <= column < width and 0 <= row < height):
            continue
        top, left = max(row - _WINDOW, 0), max(column - _WINDOW, 0)
        hill = sigmoid(heatmaps[top : row + _WINDOW + 1, left : column + _WINDOW + 1, i])
        if hill.max() < _PEAK:
            continue
        total = hill.sum()
        x = (hill.sum(axis=0) * np.arange(left, left + hill.shape[1])).sum() / total
        y = (hill.sum(axis=1) * np.arange(top, top + hill.shape[0])).sum() / total
        moved[i] = x / width, y / height
    return moved


def _crop(middle: Points, reach: Points) -> Crop:
    side = 2 * float(np.hypot(*(reach - middle))) * _MARGIN
    return Crop(float(middle[0]), float(middle[1]), side, upright(middle, reach))
