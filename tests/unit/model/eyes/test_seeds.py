"""Where a body's points say that its hands and its face are."""

import numpy as np
import pytest

from duologue.model.eyes.seeds import crop_of_face, crop_of_hand, side_by_wrists


def body(**seen: float) -> np.ndarray:
    """Somebody who looks into the camera with hands raised; the left hand is on the right of the picture."""
    points = np.zeros((33, 4), np.float32)
    points[:, 3] = 1.0
    points[:11, :2] = [
        (100, 50),
        (106, 44),
        (108, 44),
        (110, 44),
        (94, 44),
        (92, 44),
        (90, 44),
        (116, 46),
        (84, 46),
        (104, 58),
        (96, 58),
    ]
    points[[15, 17, 19], :2] = [(150, 60), (154, 50), (148, 48)]
    points[[16, 18, 20], :2] = [(50, 60), (46, 50), (52, 48)]
    for name, visibility in seen.items():
        points[int(name.removeprefix("p")), 3] = visibility
    return points


def test_a_face_is_around_the_points_of_the_head_unless_they_are_hidden() -> None:
    crop = crop_of_face(body())
    assert crop is not None
    assert (crop.x, crop.y) == pytest.approx((100, 51), abs=1)
    assert crop.side == pytest.approx(64)
    assert crop.angle == pytest.approx(0)
    assert crop_of_face(body(p0=0.2)) is None


def test_a_hand_is_beyond_its_wrist_unless_that_is_hidden() -> None:
    crop = crop_of_hand(body(), "right")
    assert crop is not None
    assert (crop.x, crop.y) == pytest.approx((50, 48.7), abs=1)
    assert abs(crop.angle) < 0.1
    assert crop.side == pytest.approx(2.7 * 2 * 11.3, rel=0.05)
    assert crop_of_hand(body(p16=0.1), "right") is None


@pytest.mark.parametrize(
    ("wrist", "side"), [((52, 62), "right"), ((148, 61), "left"), ((100, 60), None), ((150, 160), None)]
)
def test_a_hand_belongs_to_the_wrist_that_it_is_at(wrist: tuple[int, int], side: str | None) -> None:
    assert side_by_wrists(np.array(wrist, np.float32), 30.0, body()) == side


def test_wrists_that_are_hidden_say_nothing() -> None:
    assert side_by_wrists(np.array([52.0, 62.0]), 30.0, body(p15=0.1, p16=0.1)) is None
