"""Bones of bodies and hands, and the edge of a face, as strokes."""

from collections.abc import Sequence
from itertools import pairwise

from duologue.core.microturn import Samples
from duologue.core.outline import Stroke
from duologue.model.eyes.fingers import FINGERS, WRIST
from duologue.model.eyes.measures import VISIBLE
from duologue.model.eyes.sight import Sight

_BONES = (
    (15, 13, 11, 12, 14, 16), (11, 23, 24, 12), (23, 25, 27), (24, 26, 28), (8, 6, 5, 4, 0, 1, 2, 3, 7), (10, 9),
)  # fmt: skip
"""Chains of a body's points."""
_HAND = (*((WRIST, *finger) for finger in FINGERS), (5, 9, 13, 17))
_OVAL = (10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
         150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109, 10)  # fmt: skip
"""The edge of a face, in the order of Face Mesh."""


def strokes_of(sight: Sight) -> tuple[Stroke, ...]:
    """What is drawn of a sight; points that are not visible break their line."""
    found: list[Stroke] = []
    for body in sight.bodies:
        found += [part for bone in _BONES for part in _visible(body.points, bone)]
    for hand in sight.hands:
        found += [_stroke(hand.points, finger) for finger in _HAND]
    if sight.face is not None:
        found.append(_stroke(sight.face.points, _OVAL))
    return tuple(found)


def _visible(points: Samples, chain: Sequence[int]) -> list[Stroke]:
    pairs = pairwise(chain)
    return [_stroke(points, pair) for pair in pairs if points[list(pair), 3].min() >= VISIBLE]


def _stroke(points: Samples, chain: Sequence[int]) -> Stroke:
    return tuple((round(float(points[at, 0]), 4), round(float(points[at, 1]), 4)) for at in chain)
