"""Reading text: what the networks give becomes lines in order."""

from collections.abc import Mapping, Sequence
from typing import Any

import cv2
import numpy as np
import pytest

from duologue.core.microturn import Frame
from duologue.model.eyes.text_reader import TextReader, decode, find_lines

CHARACTERS = ("", "a", "b", "c", " ")


def steps(text: Sequence[int], sure: float = 0.9) -> np.ndarray:
    """Probabilities of a reader that gives these characters, one in each step."""
    given = np.full((len(text), len(CHARACTERS)), (1 - sure) / 4, np.float32)
    given[np.arange(len(text)), text] = sure
    return given


def test_what_is_given_twice_running_is_one_character_and_nothing_between_makes_two() -> None:
    assert decode(steps([0, 1, 1, 2, 0, 2, 4, 3, 0]), CHARACTERS) == ("abb c", pytest.approx(0.9))
    assert decode(steps([0, 0]), CHARACTERS) == ("", 0.0)


class Bright:
    """Finds lines where the picture is bright; keeps what size it was given."""

    def __init__(self) -> None:
        self.shape: tuple[int, ...] = ()

    def run(self, _names: Sequence[str] | None, feed: Mapping[str, Any], /) -> Sequence[Any]:
        self.shape = feed["x"].shape
        return [(feed["x"][:, 2:] > 0.5).astype(np.float32)]


class ByColour:
    """Reads "a" of a line that is more red than blue at its left end, else "b", less surely; keeps the strips."""

    def __init__(self) -> None:
        self.widths: list[int] = []

    def run(self, _names: Sequence[str] | None, feed: Mapping[str, Any], /) -> Sequence[Any]:
        x = feed["x"]
        self.widths.append(x.shape[3])
        assert x.shape[2] == 48
        red = float(x[0, 2, 10:-10, 20].mean()) > float(x[0, 0, 10:-10, 20].mean())
        return [steps([1], 0.95)[None] if red else steps([2], 0.75)[None]]


def page(*boxes: tuple[int, int, int, int], turned: float = 0.0) -> np.ndarray:
    """Bright lines on black. boxes: left, top, right, bottom."""
    rgb = np.zeros((736, 800, 3), np.uint8)
    for left, top, right, bottom in boxes:
        rgb[top:bottom, left:right] = 255
    matrix = cv2.getRotationMatrix2D((400, 368), turned, 1.0)
    return np.asarray(cv2.warpAffine(rgb, matrix, (800, 736)))


def test_a_line_is_grown_to_what_the_network_shrank() -> None:
    network = Bright()
    (corners,) = find_lines(network, page((200, 300, 500, 340)))
    assert network.shape == (1, 3, 736, 800)
    more = 1.6 * 300 * 40 / 680
    wanted = [[200 - more, 300 - more], [500 + more, 300 - more], [500 + more, 340 + more], [200 - more, 340 + more]]
    assert corners == pytest.approx(np.array(wanted), abs=3)


def test_small_pictures_are_looked_at_larger_and_lines_lie_in_their_own_pixels() -> None:
    network, small = Bright(), np.zeros((120, 160, 3), np.uint8)
    small[40:50, 30:90] = 255
    (corners,) = find_lines(network, small)
    assert network.shape == (1, 3, 736, 992)
    assert corners.mean(axis=0) == pytest.approx([60, 45], abs=1)


def test_a_line_that_is_turned_keeps_its_corners_in_order() -> None:
    (corners,) = find_lines(Bright(), page((200, 350, 600, 390), turned=10.0))
    way = corners[1] - corners[0]
    assert np.degrees(np.arctan2(-way[1], way[0])) == pytest.approx(10.0, abs=1)


def reader(words: ByColour) -> TextReader:
    return TextReader(lambda: (Bright(), words), ("a", "b", "c"))


def test_lines_are_read_from_the_top_and_from_the_left() -> None:
    words = ByColour()
    rgb = page((420, 110, 700, 150), (60, 100, 340, 140), (60, 400, 780, 440))
    rgb[400:440, :200, 2] = 130  # red, and bright enough
    lines = reader(words).read_text(Frame(0, rgb))
    assert [(line.text, round(line.x, 1), round(line.y, 1)) for line in lines] == [
        ("b", 0.3, 0.2),
        ("b", 0.8, 0.2),
        ("a", 0.6, 0.6),
    ]
    assert [line.sure for line in lines] == pytest.approx([0.75, 0.75, 0.95])


def test_a_line_upside_down_is_tried_the_other_way_up() -> None:
    words = ByColour()
    rgb = page((60, 400, 780, 440))
    rgb[400:440, 600:, 2] = 130
    (line,) = reader(words).read_text(Frame(0, rgb))
    assert line.text == "a"
    assert words.widths[0] > 320


def test_nothing_is_made_up_of_an_empty_picture() -> None:
    words = ByColour()
    assert reader(words).read_text(Frame(0, page())) == ()
    assert words.widths == []
