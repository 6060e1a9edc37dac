"""Where a detector looks, and how boxes of one thing become one."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from duologue.core.microturn import Frame
from duologue.model.eyes.detector import Detector, lattice, merged, sigmoid


def test_the_lattice_has_as_many_places_as_the_published_networks() -> None:
    assert len(lattice(224, (8, 16, 32, 32, 32))) == 2254
    assert len(lattice(192, (8, 16, 16, 16))) == 2016
    assert len(lattice(128, (8, 16, 16, 16))) == 896
    places = lattice(128, (8, 16, 16, 16))
    assert places[0] == pytest.approx([4 / 128, 4 / 128])
    assert places[1] == pytest.approx(places[0])
    assert places[2] == pytest.approx([12 / 128, 4 / 128])
    assert places[512] == pytest.approx([8 / 128, 8 / 128])
    assert places[517] == pytest.approx(places[512])


def box(left: float, top: float, side: float) -> list[list[float]]:
    return [[left, top], [left + side, top + side], [left + side / 2, top + side / 2]]


def test_boxes_of_one_thing_give_their_mean_by_how_sure_they_are() -> None:
    points = np.array([box(0.1, 0.1, 0.2), box(0.6, 0.6, 0.2), box(0.12, 0.1, 0.2)], np.float32)
    (near, sure), (far, less) = merged(points, np.array([0.9, 0.6, 0.3], np.float32))
    assert sure == pytest.approx(0.9)
    assert less == pytest.approx(0.6)
    assert near[0] == pytest.approx([0.105, 0.1])
    assert far[2] == pytest.approx([0.7, 0.7])


def test_nothing_gives_nothing() -> None:
    assert merged(np.zeros((0, 3, 2), np.float32), np.zeros(0, np.float32)) == []


class Once:
    """Says that one thing is at one of its places: a box of a quarter of the crop, and one point at its middle."""

    def __init__(self, place: int, logit: float) -> None:
        self._place, self._logit = place, logit

    def run(self, _names: Sequence[str] | None, _feed: Mapping[str, Any], /) -> Sequence[Any]:
        boxes = np.zeros((1, 896, 6), np.float32)
        boxes[0, self._place] = [0, 0, 32, 32, 0, 0]
        scores = np.full((1, 896, 1), -200.0, np.float32)
        scores[0, self._place] = self._logit
        return [boxes, scores]


@pytest.mark.parametrize(("width", "height"), [(120, 60), (60, 120), (80, 80)])
def test_what_is_found_is_in_pixels_of_the_picture(width: int, height: int) -> None:
    frame = Frame(0, np.zeros((height, width, 3), np.uint8))
    place = (8 * 16 + 8) * 2  # just behind the middle
    (found,) = Detector(Once(place, 2.0), 128, (8, 16, 16, 16), low=0.0).find(frame)
    side = max(width, height)
    x, y = width / 2 + side * 4 / 128, height / 2 + side * 4 / 128
    assert found.points[0] == pytest.approx([x, y], abs=1e-3)
    assert found.box == pytest.approx([x - side / 8, y - side / 8, x + side / 8, y + side / 8], abs=1e-3)
    assert found.sure == pytest.approx(float(sigmoid(np.array(2.0))))
    assert Detector(Once(place, -0.1), 128, (8, 16, 16, 16), low=0.0).find(frame) == []
