"""The built bundle reads a label: upright, turned, on its side and in a mirror."""

import cv2
import numpy as np
import pytest

from duologue.core.microturn import Frame
from duologue.model.eyes.registry import open_reader
from duologue.model.eyes.text_reader import TextReader
from helpers.built_bundle import built_bundle

TEXTS = ["Fresh Orange Juice", "Best before 24 March 2027", "1.5 litres"]


@pytest.fixture(scope="module")
def reader() -> TextReader:
    reader = open_reader(built_bundle())
    assert reader is not None
    return reader


@pytest.fixture(scope="module")
def label() -> np.ndarray:
    picture = np.full((480, 640, 3), 235, np.uint8)
    for row, text in enumerate(TEXTS):
        cv2.putText(picture, text, (40, 120 + 110 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (40, 30, 20), 2, cv2.LINE_AA)
    return picture


@pytest.mark.parametrize("how", ["upright", "turned", "on its side", "mirrored"])
def test_a_label_is_read(reader: TextReader, label: np.ndarray, how: str) -> None:
    turn = cv2.getRotationMatrix2D((320, 240), 8, 0.9)
    shown = {
        "upright": label,
        "turned": cv2.warpAffine(label, turn, (640, 480), borderValue=(200, 200, 200)),
        "on its side": np.ascontiguousarray(np.rot90(label)),
        "mirrored": np.ascontiguousarray(label[:, ::-1]),
    }[how]
    lines = reader.read_text(Frame(0, np.asarray(shown)))
    assert sorted(line.text for line in lines) == sorted(TEXTS)
    assert min(line.sure for line in lines) > 0.85
    if how != "on its side":
        assert [line.text for line in lines] == TEXTS


def test_an_empty_wall_has_no_text(reader: TextReader) -> None:
    assert reader.read_text(Frame(0, np.full((480, 640, 3), 120, np.uint8))) == ()
