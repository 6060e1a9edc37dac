"""The state of the picture: ok, dark, frozen, none; told on change."""

import numpy as np

from duologue.core.microturn import Frame, MicroTurn
from duologue.model.eyes.picture import PictureSense

MIC = np.zeros(3200, np.float32)


def told(levels: list[int | None], *, moving: bool = True) -> list[tuple[float, float, str]]:
    """What is told of so many micro-turns. levels: brightness of each picture, None for none. moving: each differs."""
    sense, found = PictureSense(), []
    for index, level in enumerate(levels):
        frame = None
        if level is not None:
            shade = level + (3 * (index % 2) if moving else 0)
            frame = Frame(index, np.full((48, 64, 3), shade, np.uint8), round(0.2 * index + 0.1, 1))
        percepts = sense.see(MicroTurn(index, MIC, frame=frame), None, round(0.2 * (index + 1), 1)).percepts
        found += [(percept.t, percept.seen, percept.fields["state"]) for percept in percepts]
    return found


def test_nothing_is_told_where_there_never_was_a_camera() -> None:
    assert told([None] * 20) == []


def test_each_change_is_told_once_with_the_time_of_its_frame() -> None:
    assert told([None, 100, 100, 4, 4, 4, 100, None, None]) == [
        (0.4, 0.3, "ok"),
        (0.8, 0.7, "dark"),
        (1.4, 1.3, "ok"),
        (1.6, 1.3, "none"),
    ]


def test_a_picture_that_stays_the_same_is_frozen() -> None:
    assert told([100] * 15, moving=False) == [(0.2, 0.1, "ok"), (2.2, 2.1, "frozen")]
    assert told([100] * 15) == [(0.2, 0.1, "ok")]


def test_a_camera_that_delivers_no_other_picture_is_frozen() -> None:
    sense, frame = PictureSense(), Frame(0, np.full((48, 64, 3), 100, np.uint8))
    states = [sense.see(MicroTurn(i, MIC, frame=frame), None, 0.2 * (i + 1)).percepts for i in range(15)]
    assert [percept.fields["state"] for percepts in states for percept in percepts] == ["ok", "frozen"]
