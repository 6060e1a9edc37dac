"""Percepts: sent on change, silent where nothing is sure, and true to the contract."""

import numpy as np

from duologue.core.events import Percept
from duologue.core.microturn import Frame, MicroTurn, Watched
from duologue.model.eyes.base import Sense
from duologue.model.eyes.senses import HandSense, PersonSense, PoseSense
from duologue.model.eyes.sight import Body, Sight
from duologue.model.eyes.watches import PostureSense, RepetitionSense
from helpers.figures import hand, sight, sitting, standing, swing, times

FRAME = Frame(0, np.zeros((48, 64, 3), np.uint8))
MIC = np.zeros(3200, np.float32)


def reported(sense: Sense, sights: list[Sight | None], *watched: Watched, frame: Frame | None = FRAME) -> list[Percept]:
    found: list[Percept] = []
    for at, each in enumerate(sights):
        turn = MicroTurn(at, MIC, frame=frame, watched=watched)
        found += sense.see(turn, each, 0.2 * (at + 1)).percepts
    return found


def stood(*there: int) -> list[Sight | None]:
    return [sight(0.2 * at, *([standing()] * count)) for at, count in enumerate(there)]


def test_somebody_comes_and_goes_once_a_few_frames_agree() -> None:
    found = reported(PersonSense(), stood(*[0] * 8, 1, *[0] * 8, *[1] * 8, 0, *[1] * 4, *[0] * 8))
    assert [percept.fields for percept in found] == [
        {"present": False, "count": 0},
        {"present": True, "count": 1},
        {"present": False, "count": 0},
    ]


def test_what_a_detector_makes_of_an_empty_room_is_nobody() -> None:
    crumpled = standing(scale=0.03)
    outside = standing(x=-0.4)
    faint = standing()
    faint.points[:13, 3] = 0.3
    for body in (crumpled, outside, faint):
        found = reported(PersonSense(), [sight(0.2 * at, body) for at in range(10)])
        assert [percept.fields["present"] for percept in found] == [False]


def test_two_people_are_two() -> None:
    found = reported(PersonSense(), stood(*[1] * 6, *[2] * 6))
    assert [percept.fields["count"] for percept in found] == [1, 2]


def test_nothing_is_told_without_frames() -> None:
    senses: list[Sense] = [PersonSense(), PoseSense(), HandSense(), RepetitionSense(), PostureSense()]
    for sense in senses:
        assert reported(sense, [None] * 10, Watched("1", "posture"), frame=None) == []


def test_a_pose_says_what_is_visible_and_whether_it_moves() -> None:
    still: list[Body] = [sitting()] * 8
    moving = [standing(arms=swing(t, 1.6)) for t in times(3)]
    found = reported(PoseSense(), [sight(0.2 * at, body) for at, body in enumerate([*still, *moving])])
    assert found[0].fields == {"visible": "upper", "activity": "still"}
    assert found[-1].fields == {"visible": "body", "activity": "moving"}


def test_a_hand_that_is_gone_takes_back_what_it_showed() -> None:
    shown = [sight(0.2 * at, sitting(), hands=(hand("01110"),)) for at in range(6)]
    found = reported(HandSense(), [*shown, *stood(*[1] * 6)])
    assert [percept.fields["fingers"] for percept in found] == [None, 3, None]
    assert {percept.fields["side"] for percept in found} == {"right"}


def test_repetitions_of_a_watch_count_from_its_beginning() -> None:
    sights = [sight(float(t), standing(squat=swing(t, 2.0), y=0.2)) for t in times(8.2)]
    sense = RepetitionSense()
    first = reported(sense, list(sights), Watched("c1.0", "repetitions", "squat"))
    again = reported(sense, list(sights), Watched("c1.1", "repetitions", "squat"))
    for found in (first, again):
        assert [percept.fields["count"] for percept in found] == [1, 2, 3, 4]
        assert {percept.fields["exercise"] for percept in found} == {"squat"}


def test_posture_is_told_while_it_is_watched_alone() -> None:
    sights: list[Sight | None] = [sight(0.2 * at, sitting()) for at in range(20)]
    sights += [sight(4 + 0.2 * at, sitting(sunk=0.35)) for at in range(6)]
    assert reported(PostureSense(), list(sights)) == []
    told = [percept.fields["state"] for percept in reported(PostureSense(), sights, Watched("c1.0", "posture"))]
    assert (told[0], told[-1]) == ("upright", "slouching")
