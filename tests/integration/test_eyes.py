"""The built bundle's eyes look at a picture of a woman who holds her right hand to her forehead (tests/data/eyes)."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from duologue.core.microturn import Frame
from duologue.model.eyes.landmarks import LandmarkLooker
from duologue.model.eyes.registry import open_looker
from duologue.model.runtime import Runtime
from helpers.built_bundle import built_bundle

PICTURE = Path(__file__).parents[1] / "data" / "eyes" / "orange.jpg"
HEIGHT = 360
NOSE, LEFT_SHOULDER, RIGHT_SHOULDER, RIGHT_WRIST = 0, 11, 12, 16


@pytest.fixture(scope="module")
def looker() -> LandmarkLooker:
    bundle = built_bundle()
    return open_looker(bundle, Runtime.choose("cpu", bundle.path("ears/vad.onnx")))


@pytest.fixture(scope="module")
def rgb() -> np.ndarray:
    picture = cv2.imread(str(PICTURE))
    assert picture is not None
    return np.ascontiguousarray(picture[:, :, ::-1])


def test_a_real_person_is_seen_with_hands_and_face(looker: LandmarkLooker, rgb: np.ndarray) -> None:
    looker.reset()
    sights = [looker.look(Frame(i, rgb, 0.2 * i), 0.2 * i) for i in range(3)]
    for sight in sights:
        assert sight.people == 1
        assert sight.face is not None
        assert sight.face.sure > 0.9
        (body,) = sight.bodies
        assert body.points[NOSE, :2] * HEIGHT == pytest.approx([230, 98], abs=5)
        assert body.points[LEFT_SHOULDER, 0] > body.points[RIGHT_SHOULDER, 0]
        assert body.points[RIGHT_WRIST, 1] < body.points[RIGHT_SHOULDER, 1]
        assert sight.face.points[:, :2].mean(axis=0) * HEIGHT == pytest.approx([224, 102], abs=8)
    hands = {hand.side: hand for hand in sights[-1].hands}  # hands are not looked for in the very first frame
    assert hands["right"].sure > 0.8
    assert hands["right"].points[:, :2].mean(axis=0) * HEIGHT == pytest.approx([188, 93], abs=8)


def test_a_mirrored_person_has_hands_as_the_picture_shows_them(looker: LandmarkLooker, rgb: np.ndarray) -> None:
    looker.reset()
    mirrored = np.ascontiguousarray(rgb[:, ::-1])
    sight = [looker.look(Frame(i, mirrored, 0.2 * i), 0.2 * i) for i in range(3)][-1]
    raised = min(sight.hands, key=lambda hand: float(hand.points[:, 1].mean()))
    assert raised.side == "left"


@pytest.mark.parametrize("level", [0, 128])
def test_an_empty_picture_has_nobody_in_it(looker: LandmarkLooker, level: int) -> None:
    looker.reset()
    sight = looker.look(Frame(0, np.full((HEIGHT, 480, 3), level, np.uint8), 0.0), 0.0)
    assert (sight.people, sight.bodies, sight.hands, sight.face) == (0, (), (), None)
