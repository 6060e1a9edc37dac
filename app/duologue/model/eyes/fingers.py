"""How many fingers a hand stretches: joint angles in the hand's own frame, so that it may be turned or upside down."""

import numpy as np

from duologue.core.microturn import Samples
from duologue.model.eyes.measures import angle_deg

FINGERS = ((1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12), (13, 14, 15, 16), (17, 18, 19, 20))
"""From the knuckle of thumb, index, middle, ring and little finger to its tip."""
WRIST, INDEX, MIDDLE, RING, LITTLE = 0, 5, 9, 13, 17
"""The wrist and the knuckles of the fingers."""
STRAIGHT_DEG = 150.0
"""Least angle of the joints of a stretched finger."""
BEYOND = 1.14
"""Least distance of a stretched finger's tip from the wrist, in that of its middle joint."""
THUMB_DEG = 145.0
THUMB_AWAY = 1.3
"""Least distance of a stretched thumb's tip from the ring finger's knuckle, in palm widths."""
EDGE_ON = 0.32
"""Width of the palm as it appears, in its length, below which its edge is turned to the camera."""


def palm_breadth(points: Samples) -> float:
    """How broad the palm appears, in its length. points: [21, 3]."""
    along = points[MIDDLE, :2] - points[WRIST, :2]
    across = points[INDEX, :2] - points[LITTLE, :2]
    length = max(float(np.linalg.norm(along)), float(np.linalg.norm(points[MIDDLE] - points[WRIST])), 1e-6)
    return abs(float(along[0] * across[1] - along[1] * across[0])) / length**2


def stretched(points: Samples) -> tuple[bool, ...] | None:
    """Which fingers are stretched, thumb first; None where the hand is turned edge-on. points: [21, 3]."""
    if palm_breadth(points) < EDGE_ON:
        return None
    return (_thumb(points), *(_finger(points, finger) for finger in FINGERS[1:]))


def _thumb(points: Samples) -> bool:
    a, b, c, d = FINGERS[0]
    width = float(np.linalg.norm(points[INDEX] - points[LITTLE]))
    away = float(np.linalg.norm(points[d] - points[RING])) > THUMB_AWAY * width
    bend = min(angle_deg(points[a], points[b], points[c]), angle_deg(points[b], points[c], points[d]))
    return away and bend > THUMB_DEG


def _finger(points: Samples, finger: tuple[int, ...]) -> bool:
    a, b, c, d = (points[joint] for joint in finger)
    straight = min(angle_deg(a, b, c), angle_deg(b, c, d)) > STRAIGHT_DEG
    return straight and _beyond(d, b, points[WRIST]) and _beyond(d[:2], b[:2], points[WRIST, :2])


def _beyond(tip: Samples, joint: Samples, wrist: Samples) -> bool:
    """Whether a tip is well beyond its middle joint, as far as the wrist goes: depth alone is too unsure for that."""
    return float(np.linalg.norm(tip - wrist)) > BEYOND * float(np.linalg.norm(joint - wrist))
