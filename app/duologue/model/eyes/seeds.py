"""Where a body's points say that its hands and its face are, for when they are too small for their own detectors."""

from typing import Literal

import numpy as np

from duologue.model.eyes.crops import Crop, level, upright
from duologue.model.eyes.sight import Points

VISIBLE = 0.5
"""Visibility of a point, 0 to 1, from which it can be trusted."""
_EYES = (5, 2)
"""Right and left eye: from left to right in the picture of somebody who looks into it."""
_HEAD = 11
"""The first points are those of the head: nose, eyes, ears, mouth."""
_FACE_SCALE = 2.0
_HAND_SCALE = 2.7
_WRISTS: dict[Literal["left", "right"], tuple[int, int, int]] = {"left": (15, 17, 19), "right": (16, 18, 20)}
"""Wrist, knuckle of the little finger, knuckle of the index finger."""
_CLEARLY = 2.0
"""How many times as far the other wrist must be."""


def crop_of_face(points: Points) -> Crop | None:
    """Where the face of a body is; None if it is hidden. points: [33, 4]."""
    head = points[:_HEAD]
    if head[:, 3].min() < VISIBLE:
        return None
    start, end = (head[i, :2] for i in _EYES)
    return Crop.around(head, level(start, end), scale=_FACE_SCALE)


def crop_of_hand(points: Points, side: Literal["left", "right"]) -> Crop | None:
    """Where a hand of a body is; None if its wrist is hidden. points: [33, 4]."""
    wrist, little, index = (points[i] for i in _WRISTS[side])
    if min(wrist[3], little[3], index[3]) < VISIBLE:
        return None
    knuckle = (2 * index[:2] + little[:2]) / 3
    angle, reach = upright(wrist[:2], knuckle), float(np.hypot(*(knuckle - wrist[:2])))
    return Crop(float(knuckle[0]), float(knuckle[1]), 2 * reach * _HAND_SCALE, angle)


def side_by_wrists(wrist: Points, reach: float, points: Points) -> Literal["left", "right"] | None:
    """Which hand of a body one is that has its wrist, [2], at a place; None if that is not clear.

    reach: how far from the body's wrist it may be, in pixels. points: [33, 4] of the body.
    """
    far: dict[Literal["left", "right"], float] = {}
    for side, (wrist_number, _, _) in _WRISTS.items():
        place = points[wrist_number]
        far[side] = float(np.hypot(*(place[:2] - wrist))) if place[3] >= VISIBLE else np.inf
    nearest, other = sorted(far, key=lambda side: far[side])
    return nearest if far[nearest] <= reach and far[other] >= _CLEARLY * far[nearest] else None
