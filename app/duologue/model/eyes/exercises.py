"""What goes to and fro in each exercise: signals of a body that are low at rest and do not depend on its size."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from duologue.core.microturn import Samples
from duologue.model.eyes.measures import (
    ANKLES,
    ELBOWS,
    HIPS,
    KNEES,
    NOSE,
    SHOULDERS,
    VISIBLE,
    WRISTS,
    angle_deg,
    middle,
    seen,
)
from duologue.model.eyes.sight import Body

UNKNOWN = "unknown"
LYING_DEG = 50.0
"""Inclination of the trunk, in degrees from upright, from which somebody lies or leans on their hands."""
Measure = Callable[[Body, float], float]
"""The signal of a body of this scale; NaN where what it is measured by is not seen."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One kind of repetition. measure: its signal. reach: least swing of the signal in one repetition."""

    name: str
    measure: Measure
    reach: float


def _sunk(body: Body, scale: float) -> float:
    """How low the shoulders are, in trunks; of who stands or sits upright. Hips come and go at the picture's edge."""
    if not seen(body, *SHOULDERS) or inclination_deg(body) > LYING_DEG:
        return float("nan")
    return float(middle(body, SHOULDERS)[1]) / scale


def _pressed(body: Body, scale: float) -> float:
    """How far the elbows are bent, in half turns; of who leans on their hands."""
    bent = [_bend(body, side) for side in (0, 1) if seen(body, SHOULDERS[side])]
    return float("nan") if not bent or not _on_hands(body, scale) else max(bent, key=abs)


def _on_hands(body: Body, scale: float) -> bool:
    """Whether somebody leans on their hands: the hands are well below the shoulders, and the trunk is not upright."""
    below = float(body.points[list(WRISTS), 1].max() - middle(body, SHOULDERS)[1])
    return below > 0.15 * scale and (inclination_deg(body) > LYING_DEG or _foreshortened(body, scale))


def _foreshortened(body: Body, scale: float) -> bool:
    """Whether the trunk points at the camera."""
    return abs(float(middle(body, HIPS)[1] - middle(body, SHOULDERS)[1])) < 0.5 * scale


def _bend(body: Body, side: int) -> float:
    joints = [SHOULDERS[side], ELBOWS[side], WRISTS[side]]
    a, b, c = body.points[joints, :2]
    return 1 - angle_deg(a, b, c) / 180


def _raised(body: Body, scale: float, pick: Callable[[Samples], float]) -> float:
    """How high the wrists are above their shoulders, in trunks; a hand that left the picture at its top is up."""
    if not seen(body, *SHOULDERS):
        return float("nan")
    heights = body.points[list(SHOULDERS), 1] - body.points[list(WRISTS), 1]
    hidden = (body.points[list(WRISTS), 3] < VISIBLE) & (body.points[list(WRISTS), 1] > 0.02)
    return float(pick(np.where(hidden, _HANGING * scale, heights))) / scale


_HANGING = -0.9
"""Height of a wrist that hangs down or rests unseen, above its shoulder in trunks."""


def _both_raised(body: Body, scale: float) -> float:
    return _raised(body, scale, lambda heights: heights.min())


def _one_raised(body: Body, scale: float) -> float:
    return _raised(body, scale, lambda heights: heights.max())


def _sat_up(body: Body, scale: float) -> float:
    """How far the shoulders are above the hips, in trunks."""
    if not seen(body, SHOULDERS[0], HIPS[0]) and not seen(body, SHOULDERS[1], HIPS[1]):
        return float("nan")
    return float(middle(body, HIPS)[1] - middle(body, SHOULDERS)[1]) / scale


def _curled(body: Body, scale: float) -> float:
    """How far the more bent elbow is bent, in half turns; of arms whose elbows hang down."""
    bends = [
        _bend(body, side)
        for side in (0, 1)
        if seen(body, SHOULDERS[side], ELBOWS[side], WRISTS[side])
        and body.points[ELBOWS[side], 1] - body.points[SHOULDERS[side], 1] > 0.3 * scale
    ]
    return max(bends, default=float("nan"))


def inclination_deg(body: Body) -> float:
    """How far the trunk leans from upright, in degrees; 0 where the hips are not seen."""
    if body.points[list(HIPS), 3].max() < VISIBLE:
        return 0.0
    across, up = np.abs(middle(body, HIPS) - middle(body, SHOULDERS))
    return float(np.degrees(np.arctan2(across, up)))


def feet_apart(body: Body, scale: float) -> float:
    """Distance of the ankles across the picture, in trunks; NaN where they are not seen."""
    if not seen(body, *ANKLES):
        return float("nan")
    return abs(float(body.points[ANKLES[0], 0] - body.points[ANKLES[1], 0])) / scale


def _bent_down(body: Body, scale: float) -> float:
    """How low the head is, in trunks."""
    return float(body.points[NOSE, 1]) / scale if seen(body, NOSE) else float("nan")


def _knee_up(body: Body, scale: float) -> float:
    """How high the higher knee is above the hips, in trunks."""
    if not seen(body, *HIPS, *KNEES):
        return float("nan")
    return float(middle(body, HIPS)[1] - body.points[list(KNEES), 1].min()) / scale


EXERCISES: Mapping[str, Exercise] = {
    exercise.name: exercise
    for exercise in (
        Exercise("squat", _sunk, 0.35),
        Exercise("push_up", _pressed, 0.2),
        Exercise("jumping_jack", _both_raised, 0.8),
        Exercise("arm_raise", _one_raised, 0.6),
        Exercise("sit_up", _sat_up, 0.45),
        Exercise("lunge", _sunk, 0.3),
        Exercise("curl", _curled, 0.3),
    )
}
"""The exercises that can be named."""
OTHERS: Mapping[str, Exercise] = {
    exercise.name: exercise for exercise in (Exercise("bent_down", _bent_down, 0.6), Exercise("knee_up", _knee_up, 0.4))
}
"""What else goes to and fro where no exercise is named."""
PERIODIC = ("push_up", "sit_up", "squat", "jumping_jack", "arm_raise")
"""The exercises that are recognised, in the order in which they are thought of: who squats raises their arms, too."""
