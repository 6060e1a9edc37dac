"""Crops at any place, size and angle, and the way back from them."""

import math

import numpy as np
import pytest

from duologue.core.microturn import Frame
from duologue.model.eyes.crops import Crop, level, upright


def picture(width: int, height: int, *spots: tuple[int, int]) -> Frame:
    """Black, with white spots of 5 by 5 pixels around x, y."""
    rgb = np.zeros((height, width, 3), np.uint8)
    for x, y in spots:
        rgb[y - 2 : y + 3, x - 2 : x + 3] = 255
    return Frame(0, rgb)


def brightest(cut: np.ndarray) -> np.ndarray:
    """x, y of the middle of what is bright in [1, n, n, 3], from 0 to 1."""
    light = cut[0, :, :, 0] - cut.min()
    rows, columns = np.indices(light.shape)
    return (
        np.array([(columns * light).sum(), (rows * light).sum()]) / light.sum() / light.shape[0] + 0.5 / light.shape[0]
    )


@pytest.mark.parametrize("angle", [0.0, 0.7, -2.5, math.pi / 2])
def test_what_is_cut_out_is_placed_where_it_was(angle: float) -> None:
    frame = picture(200, 120, (90, 50))
    crop = Crop(100.0, 60.0, 60.0, angle)
    found = brightest(crop.cut(frame, 96, 0.0))
    placed = crop.place(np.array([[*found, 0.5]]))
    assert placed[0, :2] == pytest.approx([90.5, 50.5], abs=0.6)
    assert placed[0, 2] == pytest.approx(30.0)


def test_values_go_from_low_to_one_and_bars_are_black() -> None:
    frame = Frame(0, np.full((60, 120, 3), 255, np.uint8))
    cut = Crop.whole(frame).cut(frame, 64, -1.0, blank=True)
    assert cut.shape == (1, 64, 64, 3)
    assert cut.dtype == np.float32
    assert cut[0, 32, 32] == pytest.approx([1, 1, 1])
    assert cut[0, 2, 32] == pytest.approx([-1, -1, -1])
    assert Crop.whole(frame).cut(frame, 64, 0.0)[0, 2, 32] == pytest.approx([1, 1, 1])


def test_a_crop_turned_upright_shows_its_way_upwards() -> None:
    """A limb that leads to the right of the picture leads up in the crop."""
    start, end = np.array([100.0, 60.0]), np.array([130.0, 60.0])
    frame = picture(200, 120, (130, 60))
    crop = Crop(100.0, 60.0, 100.0, upright(start, end))
    x, y = brightest(crop.cut(frame, 100, 0.0))
    assert x == pytest.approx(0.5, abs=0.02)
    assert y == pytest.approx(0.2, abs=0.02)


def test_a_crop_turned_level_shows_its_way_to_the_right() -> None:
    start, end = np.array([100.0, 60.0]), np.array([100.0, 90.0])
    frame = picture(200, 120, (100, 90))
    x, y = brightest(Crop(100.0, 60.0, 100.0, level(start, end)).cut(frame, 100, 0.0))
    assert (x, y) == pytest.approx((0.8, 0.5), abs=0.02)


def test_a_crop_around_points_holds_them_and_moves_ahead() -> None:
    points = np.array([[10.0, 20.0, 0.0], [30.0, 60.0, 0.0]])
    crop = Crop.around(points, 0.0, scale=1.5)
    assert (crop.x, crop.y, crop.side) == pytest.approx((20.0, 40.0, 60.0))
    assert Crop.around(points, 0.0, scale=1.5, ahead=0.5).y == pytest.approx(20.0)
    turned = Crop.around(points, math.pi / 2, scale=1.0, ahead=0.5)  # what is up in the crop is right in the picture
    assert (turned.x, turned.y) == pytest.approx((30.0, 40.0))


def test_overlap_and_use() -> None:
    crop = Crop(50.0, 50.0, 20.0)
    assert crop.overlap(crop) == pytest.approx(1.0)
    assert crop.overlap(Crop(60.0, 50.0, 20.0)) == pytest.approx(1 / 3)
    assert crop.overlap(Crop(90.0, 50.0, 20.0)) == 0.0
    assert crop.usable
    assert not Crop(50.0, 50.0, 1.0).usable
    assert not Crop(math.nan, 50.0, 20.0).usable
