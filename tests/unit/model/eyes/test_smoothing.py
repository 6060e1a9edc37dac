"""What is still does not tremble, what moves is not late."""

import numpy as np

from duologue.model.eyes.smoothing import Smoothing

STEP_S = 0.2


def smoothed(values: list[float], step_s: float = STEP_S) -> np.ndarray:
    smoothing = Smoothing()
    return np.array(
        [float(smoothing.smooth(np.array([[v]], np.float32), 100.0, i * step_s)[0, 0]) for i, v in enumerate(values)]
    )


def test_trembling_is_taken_out_of_what_is_still() -> None:
    noise = np.random.default_rng(1).normal(0, 0.3, 60)
    assert smoothed([50 + float(n) for n in noise])[20:].std() < 0.5 * noise[20:].std()


def test_a_fast_movement_is_followed_within_two_frames() -> None:
    followed = smoothed([10.0] * 5 + [60.0] * 3)
    assert followed[5] > 45
    assert followed[6] > 55


def test_a_time_that_does_not_go_on_begins_anew() -> None:
    smoothing = Smoothing()
    first, other = np.zeros((2, 2), np.float32), np.full((2, 2), 9.0, np.float32)
    smoothing.smooth(first, 10.0, 5.0)
    assert (smoothing.smooth(other, 10.0, 5.0) == other).all()
    assert (smoothing.smooth(first, 10.0, 1.0) == first).all()
