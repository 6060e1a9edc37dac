"""What is seen as strokes: only what is visible is drawn."""

from duologue.model.eyes.outline import strokes_of
from helpers.figures import hand, sight, standing


def test_bones_that_are_not_visible_are_left_out() -> None:
    whole, half = standing(), standing()
    half.points[25:, 3] = 0.1
    assert len(strokes_of(sight(0.0, half))) == len(strokes_of(sight(0.0, whole))) - 4
    assert len(strokes_of(sight(0.0, hands=(hand("11111"),)))) == 6
    assert strokes_of(sight(0.0)) == ()


def test_strokes_run_through_the_points() -> None:
    body = standing(x=0.5)
    shoulders = tuple(round(float(value), 4) for value in body.points[11, :2])
    assert any(shoulders in stroke for stroke in strokes_of(sight(0.0, body)))
