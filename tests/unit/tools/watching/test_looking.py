"""Questions about the picture: what the eyes know, and honest sentences where they know nothing."""

import asyncio
from datetime import UTC, datetime

import pytest

from duologue.core.events import Json, Percept
from duologue.tools.base import ToolOutcome
from duologue.tools.readers import tool_spec
from duologue.tools.registry import Toolbox
from duologue.tools.watching.looking import CANNOT_READ, NO_TEXT, Looking
from duologue.tools.watching.seen import NOBODY, Seen
from duologue.tools.watching.wordings import Moment


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


def test_what_is_read_is_told_and_shown_and_nothing_is_made_up() -> None:
    async def lines() -> list[str]:
        return ["Oat milk ", "", "1 liter."]

    async def nothing() -> list[str]:
        return []

    box = Toolbox(datetime(2026, 3, 14, tzinfo=UTC))
    box.see([Percept(0.2, "picture", 0.1, {"state": "ok"})], 0.2)
    assert read_aloud(box).error == CANNOT_READ
    box.eyes.sight.read_text = lines
    told = read_aloud(box)
    assert (told.say, told.text) == ("It says: Oat milk and 1 liter.", "Oat milk\n1 liter.")
    box.eyes.sight.read_text = nothing
    assert read_aloud(box).say == NO_TEXT


def read_aloud(box: Toolbox) -> ToolOutcome:
    async def ask() -> ToolOutcome:
        box.call("c1", "eyes.read", {}, 1.0)
        await box.keep_up(1e6)
        (outcome,) = [item for item in box.due(1e6) if isinstance(item, ToolOutcome)]
        return outcome

    return asyncio.run(ask())


@pytest.mark.parametrize(
    "words",
    ["Water, the plants.", "in ten minutes", "okay thank you", "tell me a joke", "put milk on my list", "good morning"],
)
def test_words_that_have_nothing_to_do_with_seeing_mean_no_tool_of_the_eyes(words: str) -> None:
    specs = [tool_spec(tool) for tool in Looking(Seen(), Moment).tools()]
    assert [spec.name for spec in specs if spec.apt(words.split())] == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("how many fingers am I holding up", "eyes.fingers"),
        ("is somebody else here", "eyes.people"),
        ("am I sitting straight", "eyes.posture"),
        ("can you read this label", "eyes.read"),
        ("what do you see", "eyes.look"),
    ],
)
def test_questions_to_the_eyes_may_mean_theirs(words: str, name: str) -> None:
    (spec,) = [tool_spec(tool) for tool in Looking(Seen(), Moment).tools() if tool.name == name]
    assert spec.apt(words.split())
