"""What words about watching mean, in many wordings; and words that only sound like it."""

import pytest

from duologue.tools.watching.wordings import Moment, meant_tool, read_wish, stopped

NOTHING, COUNTING, ASKED = Moment(), Moment(counting=True, watching=True), Moment(fingers=True)
WISHES = {
    "Please count my squats.": {"for": "repetitions", "exercise": "squat"},
    "Keep track of my push-ups out loud": {"for": "repetitions", "exercise": "push_up"},
    "I'm about to do some jumping jacks, can you count them?": {"for": "repetitions", "exercise": "jumping_jack"},
    "Count every time I raise my hand.": {"for": "repetitions", "exercise": "arm_raise"},
    "Count my arm lifts, please.": {"for": "repetitions", "exercise": "arm_raise"},
    "Could you count how many sit ups I do?": {"for": "repetitions", "exercise": "sit_up"},
    "Count along while I do lunges": {"for": "repetitions", "exercise": "lunge"},
    "Count my reps": {"for": "repetitions"},
    "Tell me when I slouch.": {"for": "posture"},
    "Let me know if my back gets bent": {"for": "posture"},
    "Warn me if I'm not sitting straight": {"for": "posture"},
    "Keep an eye on my posture": {"for": "posture"},
    "Tell me when a person comes into the room.": {"for": "person"},
    "Alert me if anyone enters": {"for": "person"},
    "Please tell me when the person leaves.": {"for": "person", "event": "leaves"},
    "Let me know when somebody comes in or leaves": {"for": "person", "event": "leaves"},
    "Tell me when I raise my hand": {"for": "hands"},
    "Please say start when I begin, and say stop when I finish.": {
        "for": "repetitions",
        "say": "start",
        "then": "stop",
    },
    "Say go as soon as I start moving": {"for": "repetitions", "say": "go"},
}


@pytest.mark.parametrize("text", WISHES)
def test_wishes_are_read_in_many_wordings(text: str) -> None:
    wish = read_wish(text.split())
    assert wish is not None
    if "or leaves" not in text:
        assert dict(wish.arguments) == WISHES[text]
    assert meant_tool(text.split(), NOTHING) == "watch.start"


@pytest.mark.parametrize(
    ("text", "moment", "tool"),
    [
        ("How many fingers am I holding up?", NOTHING, "eyes.fingers"),
        ("And how many now?", ASKED, "eyes.fingers"),
        ("And how many now?", NOTHING, ""),
        ("How many people can you see?", NOTHING, "eyes.people"),
        ("Can you see what I am doing?", NOTHING, "eyes.look"),
        ("What am I holding?", NOTHING, "eyes.look"),
        ("What do you see in the picture?", NOTHING, "eyes.look"),
        ("Read what is on this label", NOTHING, "eyes.read"),
        ("Am I sitting straight?", NOTHING, "eyes.posture"),
        ("How many so far?", COUNTING, "watch.show"),
        ("How many have I done?", COUNTING, "watch.show"),
        ("How many so far?", NOTHING, ""),
        ("Start over", COUNTING, "watch.restart"),
        ("Start over", NOTHING, ""),
        ("Stop counting", COUNTING, "watch.stop"),
        ("You can stop watching my posture", COUNTING, "watch.stop"),
    ],
)
def test_questions_are_read_by_what_stands(text: str, moment: Moment, tool: str) -> None:
    assert meant_tool(text.split(), moment) == tool


@pytest.mark.parametrize(
    "text",
    [
        "Count how often I say like",
        "Please count my squats and set a timer for five minutes",
        "How many people live in France?",
        "Tell me when ten minutes have passed",
        "Tell me a joke",
        "What time is it?",
        "Is anybody there?",
        "Read my shopping list",
        "Say beep each time I say um",
        "No, leave it",
        "What's going on?",
    ],
)
def test_words_that_ask_for_something_else_are_left_alone(text: str) -> None:
    assert meant_tool(text.split(), Moment(counting=False, watching=False, fingers=True)) == ""


def test_what_is_to_stop_is_named_or_the_newest() -> None:
    assert stopped(["stop", "counting", "my", "squats"]) == "repetitions"
    assert stopped(["you", "can", "stop", "watching", "my", "posture"]) == "posture"
    assert stopped(["stop", "watching", "me"]) == ""


@pytest.mark.parametrize(
    "words",
    [
        "Read the page example dot com.",
        "Read the page, Exam.",
        "read me the article",
        "read www.example.org",
        "read the text on the website",
    ],
)
def test_pages_of_the_internet_are_not_held_into_the_camera(words: str) -> None:
    assert meant_tool(words.split(), Moment()) == ""


@pytest.mark.parametrize(
    "words", ["read this page", "read the page that I am holding", "read the label", "read out this letter"]
)
def test_what_is_held_into_the_camera_is_read(words: str) -> None:
    assert meant_tool(words.split(), Moment()) == "eyes.read"
