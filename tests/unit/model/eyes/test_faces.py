"""Where a face is turned, and whether it nods."""

import numpy as np

from duologue.core.microturn import Samples
from duologue.model.eyes.faces import FaceTrack, SeenFace
from duologue.model.eyes.sight import Face


def face(yaw: float = 0.0, pitch: float = 0.0, gap: float = 0.0) -> Face:
    """A face turned to the user's left by yaw and down by pitch, in degrees."""
    points = np.zeros((468, 3))
    points[33], points[263] = (-0.1, 0, 0), (0.1, 0, 0)
    points[10], points[152] = (0, -0.15, 0), (0, 0.15, 0)
    points[13], points[14] = (0, 0.08, 0), (0, 0.08 + gap, 0)
    a, b = np.radians(yaw), np.radians(pitch)
    around_y = np.array([[np.cos(a), 0, -np.sin(a)], [0, 1, 0], [np.sin(a), 0, np.cos(a)]])
    around_x = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    turned: Samples = np.asarray(points @ around_x.T @ around_y.T + (0.66, 0.4, 0), np.float32)
    return Face(turned, 1.0)


def seen(faces: list[Face | None]) -> list[SeenFace | None]:
    track = FaceTrack()
    return [track.see(each, 0.2 * at) for at, each in enumerate(faces)]


def test_a_face_turned_away_does_not_look() -> None:
    ahead, left, right = seen([face(), face(40), face(-40)])
    assert ahead is not None
    assert left is not None
    assert right is not None
    assert [ahead.looking, left.looking, right.looking] == [True, False, False]
    assert round(left.yaw) == 40
    assert round(right.yaw) == -40


def test_nods_and_shakes_are_told_apart() -> None:
    nod = seen([face(), face(), face(pitch=14), face(), face(pitch=14), face()])[-1]
    shake = seen([face(), face(), face(14), face(-14), face(14), face(-14)])[-1]
    assert nod is not None
    assert shake is not None
    assert (nod.gesture, shake.gesture) == ("nod", "shake")


def test_an_open_mouth_and_no_face() -> None:
    opened = seen([face(gap=0.05)])[0]
    assert opened is not None
    assert opened.mouth_open
    assert seen([None]) == [None]
