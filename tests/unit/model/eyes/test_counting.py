"""Repetitions: each is counted once, near its end, at any size and pace; taking up a position is none."""

import pytest

from duologue.model.eyes.counting import ExerciseCounter
from duologue.model.eyes.repetitions import RepetitionCounter
from helpers.figures import standing, swing, times


def squats(period_s: float, reps: int, *, depth: float = 1.0, scale: float = 0.25) -> list[tuple[float, int]]:
    counter, found = ExerciseCounter("squat"), []
    for t in times(3 + reps * period_s + 2):
        going = 3 <= t < 3 + reps * period_s
        body = standing(squat=depth * swing(t - 3, period_s) if going else 0.0, scale=scale, y=0.2)
        if (done := counter.see(body, float(t))) is not None:
            found.append((float(t), done.count))
    return found


@pytest.mark.parametrize("period_s", [1.4, 2.5, 5.0])
@pytest.mark.parametrize("scale", [0.12, 0.25])
def test_each_repetition_is_counted_near_its_end(period_s: float, scale: float) -> None:
    found = squats(period_s, 5, scale=scale)
    assert [count for _, count in found] == [1, 2, 3, 4, 5]
    for t, count in found:
        assert abs(t - (3 + (count - 0.1) * period_s)) <= max(0.3, 0.16 * period_s)


def test_a_shallow_dip_is_no_squat() -> None:
    assert squats(2.5, 4, depth=0.2) == []


def test_taking_up_another_position_is_no_repetition() -> None:
    counter = RepetitionCounter(0.3)
    levels = [0.0] * 15 + [0.2, 0.5, 0.8] + [0.8] * 60
    assert [counter.feed(level, 0.2 * at) for at, level in enumerate(levels)] == [None] * len(levels)
    again = [0.8, 1.1, 1.4, 1.1, 0.8, 0.8]
    found = [counter.feed(level, 20 + 0.2 * at) for at, level in enumerate(again)]
    assert sum(each is not None for each in found) == 1, "from there on it counts"


def test_what_is_hidden_for_a_while_is_not_made_up() -> None:
    counter = RepetitionCounter(0.3)
    for at, level in enumerate([0.0] * 10 + [0.6, 1.0] + [float("nan")] * 12 + [0.0] * 5):
        assert counter.feed(level, 0.2 * at) is None
    assert counter.count == 0


def test_unnamed_motion_is_recognised_and_counted_once_however_many_signals_see_it() -> None:
    counter, names = ExerciseCounter(), []
    for t in times(12):
        share = swing(t - 2, 2.0) if t >= 2 else 0.0
        if (done := counter.see(standing(arms=share), float(t))) is not None:
            names.append((done.exercise, done.count))
    assert names == [("arm_raise", count) for count in range(1, 6)]
