"""468 points of a face, found once and then followed from frame to frame (Face Mesh, Kartynnik et al. 2019)."""

import numpy as np

from duologue.core.microturn import Frame
from duologue.model.eyes.crops import Crop, level
from duologue.model.eyes.detector import Detector, Found, sigmoid
from duologue.model.eyes.sight import FACE_POINTS, Network
from duologue.model.eyes.smoothing import Smoothing

PIXELS = 192
_DETECTOR_PIXELS, _STRIDES = 128, (8, 16, 16, 16)
SURE = 0.5
"""How sure the network must be, 0 to 1, that a crop shows a face."""
_SCALE = 1.5
_EYES = (33, 263)
"""The outer corners of the eyes, from left to right in the picture."""


def head_detector(graph: Network) -> Detector:
    """Finds heads; the first two of their points are the eyes, from left to right in the picture."""
    return Detector(graph, _DETECTOR_PIXELS, _STRIDES, low=-1.0)


def crop_of_head(found: Found) -> Crop:
    """Where to look for the points of a face that was found."""
    left, top, right, bottom = map(float, found.box)
    side = max(right - left, bottom - top) * _SCALE
    return Crop((left + right) / 2, (top + bottom) / 2, side, level(found.points[0], found.points[1]))


class FaceTracker:
    """Follows one face. sure, crop: as of a body (BodyTracker). points: [468, 3] in pixels."""

    def __init__(self, graph: Network, crop: Crop) -> None:
        self._graph, self.crop = graph, crop
        self._smoothing = Smoothing()
        self.sure = 0.0
        self.points = np.zeros((FACE_POINTS, 3), np.float32)

    def follow(self, frame: Frame, t_s: float) -> bool:
        """Takes in the next frame, of session time t_s; False if the face is lost."""
        raw, sure = self._graph.run(["points", "sure"], {"picture": self.crop.cut(frame, PIXELS, 0.0)})
        self.sure = float(sigmoid(sure.ravel()[0]))
        if self.sure < SURE:
            return False
        placed = self.crop.place(raw.reshape(-1, 3) / PIXELS)
        self.points = self._smoothing.smooth(placed, self.crop.side, t_s)
        start, end = (self.points[i, :2] for i in _EYES)
        self.crop = Crop.around(self.points, level(start, end), scale=_SCALE)
        return self.crop.usable
