"""Where the parts of bodies, hands and faces stand among their points, and measures that do not depend on scale."""

from collections import deque

import numpy as np

from duologue.core.microturn import Samples
from duologue.model.eyes.sight import Body

NOSE = 0
SHOULDERS, ELBOWS, WRISTS, HIPS, KNEES, ANKLES = (11, 12), (13, 14), (15, 16), (23, 24), (25, 26), (27, 28)
"""The user's left, then right, in the order of BlazePose."""
VISIBLE = 0.5
"""Visibility from which a point counts as seen."""
SHOULDERS_TO_TRUNK = 1.4
"""Length of a trunk in shoulder widths, for who faces the camera with it bent away."""
SCALE_S = 12.0
"""How far back, in seconds, the size of a body in the picture is looked for."""


def angle_deg(a: Samples, b: Samples, c: Samples) -> float:
    """The angle at b in degrees; points of any one dimension."""
    u, v = a - b, c - b
    cosine = float(u @ v) / (float(np.linalg.norm(u) * np.linalg.norm(v)) + 1e-9)
    return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def seen(body: Body, *points: int) -> bool:
    """Whether all of these points are visible."""
    return bool(body.points[list(points), 3].min() >= VISIBLE)


def middle(body: Body, pair: tuple[int, int]) -> Samples:
    """[2] x, y between two points."""
    return np.asarray(body.points[list(pair), :2].mean(axis=0), np.float32)


def shoulder_width(body: Body) -> float:
    """Distance of the shoulders in picture heights."""
    left, right = SHOULDERS
    return float(np.linalg.norm(body.points[left, :2] - body.points[right, :2]))


def trunk(body: Body) -> float:
    """Length of the trunk as it appears, in picture heights; guessed from the shoulders where the hips are hidden."""
    guessed = shoulder_width(body) * SHOULDERS_TO_TRUNK
    if not seen(body, *SHOULDERS) or body.points[list(HIPS), 3].max() < VISIBLE:
        return guessed
    return max(guessed, float(np.linalg.norm(middle(body, SHOULDERS) - middle(body, HIPS))))


class BodyScale:
    """How large a body is in the picture: the length of its trunk when it is not foreshortened, in picture heights."""

    def __init__(self) -> None:
        self._lengths: deque[tuple[float, float]] = deque()

    def measure(self, body: Body, t: float) -> float:
        """Takes in a body at session time t; its scale by now."""
        self._lengths.append((t, trunk(body)))
        while self._lengths[0][0] < t - SCALE_S:
            self._lengths.popleft()
        return float(np.quantile([length for _, length in self._lengths], 0.8))
