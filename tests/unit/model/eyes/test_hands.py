"""Fingers and hands: right whichever way the hand is turned, by a vote, and refused edge-on."""

import pytest

from duologue.model.eyes.fingers import stretched
from duologue.model.eyes.hands import HandTrack, hands_by_side
from helpers.figures import hand, sight, sitting

SHAPES = {"00000": 0, "01000": 1, "01100": 2, "01110": 3, "01111": 4, "11111": 5, "10001": 2}


@pytest.mark.parametrize("turn_deg", [0, 90, 180])
@pytest.mark.parametrize("shape", SHAPES)
def test_fingers_are_counted_whichever_way_the_hand_is_turned(shape: str, turn_deg: int) -> None:
    found = stretched(hand(shape, turn_deg=turn_deg).points)
    assert found is not None
    assert sum(found) == SHAPES[shape]


def test_a_hand_that_is_turned_edge_on_is_refused() -> None:
    assert stretched(hand("11111", edge=True).points) is None


def test_one_frame_does_not_change_the_number() -> None:
    track, body = HandTrack("right"), sitting()
    told = [
        track.see(hand(shape), body, 0.2 * at) for at, shape in enumerate(["01110"] * 5 + ["01111"] + ["01110"] * 3)
    ]
    assert [each.fingers for each in told[2:] if each is not None] == [3] * 7


def test_a_hand_beside_the_head_is_raised_and_a_pointing_finger_is_not() -> None:
    for shape, raised in (("11111", True), ("01000", False)):
        track = HandTrack("right")
        up = hand(shape)
        up.points[:, 1] -= 0.1
        told = [track.see(up, sitting(), 0.2 * at) for at in range(3)][-1]
        assert told is not None
        assert told.raised is raised
    gone = [track.see(None, sitting(), 1 + 0.2 * at) for at in range(4)]
    assert gone[-1] is None


def test_one_hand_seen_twice_is_one() -> None:
    assert list(hands_by_side(sight(0.0, hands=(hand("11111"), hand("11111", side="left"))))) == ["right"]
    away = hand("11111")
    away.points[:, 0] += 0.5
    assert sorted(hands_by_side(sight(0.0, hands=(hand("11111"), away)))) == ["left", "right"]
