"""When things are looked for, when they are followed, and when they are given up; with networks that play a scene."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from duologue.core.microturn import Frame
from duologue.model.eyes.landmarks import LOOK_AROUND, LandmarkLooker
from duologue.model.eyes.sight import Sight

PLACES = {"person": 2254, "palm": 2016, "head": 896}
PAIRS = {"person": 6, "palm": 9, "head": 8}
OUTSIDE = -100.0


class Scene:
    """What there is to see; the networks below play it. finds: how many things each detector finds; keeps: whether
    those that are followed are there. runs: how often each network ran.
    """

    def __init__(self) -> None:
        self.finds = Counter[str]()
        self.keeps = {"pose": True, "hand": True, "face": True}
        self.runs = Counter[str]()
        self.right = 0.9

    def looker(self) -> LandmarkLooker:
        return LandmarkLooker(
            {part: Playing(self, part) for part in ("person", "pose", "palm", "hand", "head", "face")}
        )


class Playing:
    """A network of the scene."""

    def __init__(self, scene: Scene, part: str) -> None:
        self._scene, self._part = scene, part

    def run(self, _names: Sequence[str] | None, _feed: Mapping[str, Any], /) -> Sequence[Any]:
        self._scene.runs[self._part] += 1
        if self._part in PLACES:
            return self._found()
        sure = 1.0 if self._scene.keeps[self._part] else 0.0
        if self._part == "pose":
            points = np.zeros((39, 5), np.float32)
            points[:, :2], points[:, 3:] = OUTSIDE, 9.0  # what the body has of hands and face is elsewhere
            points[33, :2], points[34, :2] = (128, 128), (128, 26)
            points[:11, 3] = points[15:23, 3] = -9.0
            return [points.reshape(1, -1), np.array([[sure]]), np.full((1, 64, 64, 39), -9.0, np.float32)]
        if self._part == "hand":
            points = 112 + 56 * np.array([[np.sin(i), np.cos(i), 0] for i in range(21)], np.float32)
            return [points.reshape(1, -1), np.array([[sure]]), np.array([[self._scene.right]])]
        points = 96 + 64 * np.array([[np.sin(i), np.cos(i), 0] for i in range(468)], np.float32)
        return [points.reshape(1, 1, 1, -1), np.array([[[[9.0 if sure else -9.0]]]])]

    def _found(self) -> Sequence[Any]:
        """Things beside each other, from left to right."""
        count = PLACES[self._part]
        boxes = np.zeros((1, count, 2 * PAIRS[self._part]), np.float32)
        scores = np.full((1, count, 1), -9.0, np.float32)
        side = {"person": 224, "palm": 192, "head": 128}[self._part]
        row = {"person": 28, "palm": 24, "head": 16}[self._part]
        for number in range(self._scene.finds[self._part]):
            place = 2 * (row // 2 * row + row // 8 + number * row // 3)
            boxes[0, place, 2:4] = side / 8
            boxes[0, place, 4:] = [0, 0, 0, -side / 8] * (PAIRS[self._part] // 2 - 1) + [0, 0] * (PAIRS[self._part] % 2)
            scores[0, place] = 3.0 - number
        return [boxes, scores]


def look(looker: LandmarkLooker, number: int, *, shape: tuple[int, int] = (96, 128), step_s: float = 0.2) -> Sight:
    return looker.look(Frame(number, np.zeros((*shape, 3), np.uint8), number * step_s), number * step_s)


def test_an_empty_room_is_looked_at_with_the_detectors_alone() -> None:
    scene = Scene()
    looker = scene.looker()
    sights = [look(looker, number) for number in range(4)]
    assert all((s.people, s.bodies, s.hands, s.face) == (0, (), (), None) for s in sights)
    assert scene.runs == Counter(person=4, palm=4, head=4)
    assert (sights[3].seen_s, sights[3].width, sights[3].height) == (pytest.approx(0.6), 128, 96)


def test_what_was_found_is_followed_and_not_looked_for_again() -> None:
    scene = Scene()
    scene.finds.update(person=1, palm=2, head=1)
    looker = scene.looker()
    first, second = look(looker, 0), look(looker, 1)
    assert (first.people, len(first.bodies), first.face is not None) == (1, 1, True)
    assert len(second.hands) == 2  # searches are spread over frames
    scene.runs.clear()
    for number in range(2, LOOK_AROUND):
        assert len(look(looker, number).hands) == 2
    assert scene.runs == Counter(pose=3, hand=6, face=3)
    look(looker, LOOK_AROUND)
    assert scene.runs["person"] == scene.runs["head"] == 1  # is anybody else there?


def test_what_a_network_is_not_sure_of_is_not_taken_up() -> None:
    scene = Scene()
    scene.finds.update(person=1, palm=1, head=1)
    scene.keeps = dict.fromkeys(scene.keeps, False)
    sight = look(scene.looker(), 0)
    assert (sight.people, sight.bodies, sight.hands, sight.face) == (0, (), (), None)


def test_what_is_lost_is_gone_at_once_and_found_again() -> None:
    scene = Scene()
    scene.finds.update(person=1, palm=1, head=1)
    looker = scene.looker()
    look(looker, 0)
    assert len(look(looker, 1).hands) == 1
    scene.keeps = dict.fromkeys(scene.keeps, False)
    sight = look(looker, 2)
    assert (sight.people, sight.bodies, sight.hands, sight.face) == (0, (), (), None)
    scene.keeps = dict.fromkeys(scene.keeps, True)
    sight = look(looker, 3)
    assert (sight.people, len(sight.bodies), len(sight.hands), sight.face is not None) == (1, 1, 1, True)


def test_hands_that_are_lost_and_found_again_take_three_runs_a_frame_at_most() -> None:
    scene = Scene()
    scene.finds.update(palm=2)
    looker = scene.looker()
    assert len(look(looker, 0).hands) == 2
    scene.keeps["hand"] = False
    scene.runs.clear()
    assert look(looker, 1).hands == ()
    assert scene.runs["hand"] == 3


def test_two_people_are_counted_and_both_are_followed() -> None:
    scene = Scene()
    scene.finds.update(person=2, head=3)
    looker = scene.looker()
    sights = [look(looker, number) for number in range(7)]
    assert {(s.people, len(s.bodies)) for s in sights} == {(3, 2)}


def test_one_thing_that_was_found_twice_is_one() -> None:
    scene = Scene()
    scene.finds.update(palm=1)
    looker = scene.looker()
    assert [len(look(looker, number).hands) for number in range(5)] == [1] * 5


def test_the_side_of_a_hand_is_what_the_network_says_over_time() -> None:
    scene = Scene()
    scene.finds.update(palm=1)
    looker = scene.looker()
    sides = [look(looker, 0).hands[0].side]
    scene.right = 0.0
    sides += [look(looker, number).hands[0].side for number in range(1, 4)]
    assert sides == ["right", "right", "left", "left"]


@pytest.mark.parametrize("change", ["shape", "gap", "back"])
def test_another_picture_begins_anew(change: str) -> None:
    scene = Scene()
    scene.finds.update(palm=1)
    looker = scene.looker()
    look(looker, 0)
    look(looker, 1)
    scene.runs.clear()
    shape, number = {"shape": ((128, 96), 2), "gap": ((96, 128), 20), "back": ((96, 128), 0)}[change]
    look(looker, number, shape=shape)
    assert scene.runs["palm"] == 1  # a hand that is followed would be looked for in every other frame


def test_the_same_frames_give_the_same_sights_after_a_reset() -> None:
    scene = Scene()
    scene.finds.update(person=1, palm=2, head=1)
    looker = scene.looker()
    first = [look(looker, number) for number in range(6)]
    looker.reset()
    for before, after in zip(first, [look(looker, number) for number in range(6)], strict=True):
        assert (before.people, before.width) == (after.people, after.width)
        np.testing.assert_array_equal(before.bodies[0].points, after.bodies[0].points)
