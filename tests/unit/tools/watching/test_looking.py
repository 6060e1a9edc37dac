"""Questions about the picture: what the eyes know, and honest sentences where they know nothing."""

import pytest

from duologue.core.events import Json, Percept
from duologue.tools.watching.seen import NOBODY, Seen


def seen(*percepts: tuple[str, dict[str, Json]], t: float = 1.0) -> Seen:
    knows = Seen()
    knows.see([Percept(t, kind, t, fields) for kind, fields in percepts], t)
    return knows


OK = ("picture", {"state": "ok"})
ONE = ("person", {"present": True, "count": 1})


@pytest.mark.parametrize(("state", "word"), [("dark", "dark"), ("frozen", "frozen"), ("none", "no camera picture")])
def test_a_picture_that_shows_nothing_is_owned_up_to(state: str, word: str) -> None:
    knows = seen(OK, ONE, ("picture", {"state": state}))
    assert word in knows.blind
    assert word in knows.summary()
    assert knows.people is None, "nothing from before is told of"


def test_fingers_of_both_hands_are_added_and_unclear_ones_left_out() -> None:
    right = ("hand", {"side": "right", "raised": False, "fingers": 3})
    assert seen(OK, right).fingers_words() == "You're holding up three fingers."
    assert seen(OK, right, ("hand", {"side": "left", "raised": False, "fingers": 5})).fingers == 8
    assert seen(OK, ("hand", {"side": "left", "raised": False, "fingers": None})).fingers_words() == ""
    assert "No fingers" in seen(OK, ("hand", {"side": "left", "raised": False, "fingers": 0})).fingers_words()


def test_the_background_model_is_told_what_is_seen() -> None:
    squats = ("repetition", {"exercise": "squat", "count": 4})
    face = ("face", {"looking": False, "yaw": 40})
    assert seen(OK, ONE, squats, face).text() == (
        "The camera shows one person. The user is doing squats, four so far and looking away."
    )
    assert seen(OK, ("person", {"present": True, "count": 2})).text() == "The camera shows two people."
    assert seen(OK, ("person", {"present": False, "count": 0})).text() == "The camera shows nobody."
    assert seen().text() is None, "no camera at all"


def test_an_exercise_that_is_over_is_not_told_of() -> None:
    knows = seen(OK, ONE, ("repetition", {"exercise": "squat", "count": 4}))
    knows.see([], 20.0)
    assert knows.doing() == ""


def test_nobody_is_told_as_nobody() -> None:
    assert seen(OK, ("person", {"present": False, "count": 0})).people_words() == NOBODY
