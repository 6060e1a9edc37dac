"""How people talk around their requests: corrections, several at once, small talk, stories, and what breaks off."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.tools.calculator import is_expression
from duologue.tools.registry import Toolbox
from duologue.tools.request_parser import Call, ParseContext, Plan, parse

NOW = datetime(2026, 3, 14, 9, 26)  # noqa: DTZ001 - local time, as settings give it
CONTEXT = ParseContext(now_s=20.0, speech_start_s=8.0, wall=NOW)
"""Twelve seconds into what the user says, at 9:26 in the morning."""


def made(text: str, *recent: Call) -> list[tuple[str, dict[str, Any]]]:
    """Names and arguments of the calls that a text makes."""
    plan = parse(text, ParseContext(20.0, 8.0, NOW, recent))
    assert plan.ask == ""
    return [(call.name, call.arguments) for call in plan.calls]


@pytest.mark.parametrize(
    ("text", "name", "arguments"),
    [
        ("Set a timer for five, no, ten minutes.", "timer.start", {"seconds": 600}),
        ("set a timer for five no ten minutes", "timer.start", {"seconds": 600}),
        ("Set a timer for five minutes. No, ten minutes.", "timer.start", {"seconds": 600}),
        ("Set a five minute timer. Actually, make that ten.", "timer.start", {"seconds": 600}),
        ("Set a timer for 5 minutes, sorry, 50 minutes.", "timer.start", {"seconds": 3000}),
        ("set a timer for an hour, no wait, half an hour", "timer.start", {"seconds": 1800}),
        ("Set a timer for twenty... um, no, wait, thirty seconds.", "timer.start", {"seconds": 30}),
        ("Set a timer for 2 minutes, I mean 3 minutes, no, 4 minutes.", "timer.start", {"seconds": 240}),
        ("Set an eight minute, oops, a nine minute timer.", "timer.start", {"seconds": 540}),
        ("What's twelve times three, sorry, I mean twelve times four?", "calculator.evaluate", {"expression": "12*4"}),
        ("What's 17 times six no sorry seven", "calculator.evaluate", {"expression": "17*7"}),
        ("What's 20 minus 5? No, 6.", "calculator.evaluate", {"expression": "20-6"}),
        ("What's 30 plus 12. Actually 30 minus 12.", "calculator.evaluate", {"expression": "30-12"}),
        ("Add milk, no, oat milk, to my shopping list.", "list.add", {"list": "shopping", "item": "oat milk"}),
        ("Add milk to my shopping list. No, butter.", "list.add", {"list": "shopping", "item": "butter"}),
        ("put figs on my shopping, I mean on my grocery list", "list.add", {"list": "grocery", "item": "figs"}),
        ("Remind me to call mom, no, dad in five minutes.", "reminder.at", {"seconds": 300, "message": "call dad"}),
        ("remind me to call Anna at six, no, at seven pm", "reminder.at", {"time": "19:00", "message": "call Anna"}),
        ("Remind me to pat the dog, no, the cat in a day", "reminder.at", {"seconds": 86400, "message": "pat the cat"}),
        ("remind me to rest every five, sorry, ten minutes", "reminder.every", {"seconds": 600, "message": "rest"}),
        ("convert 5 miles, no, 6 miles to feet", "units.convert", {"value": 6, "from": "mile", "to": "foot"}),
        ("what's the date, I mean the time", "clock.now", {}),
        ("Cancel the pasta, I mean the tea timer.", "timer.cancel", {"label": "tea"}),
    ],
)  # fmt: skip
def test_self_corrections(text: str, name: str, arguments: dict[str, Any]) -> None:
    assert made(text) == [(name, arguments)]


def test_a_request_that_is_taken_back_at_once_is_not_made() -> None:
    assert parse("Set a timer for ten minutes. Never mind.") == Plan(say="Okay.")


@pytest.mark.parametrize(
    ("text", "names", "ask"),
    [
        ("What time is it and set a timer for five minutes.", ["clock.now", "timer.start"], ""),
        ("what's the time and what's the date", ["clock.now", "clock.now"], ""),
        ("What's two plus two and what's three times three?", ["calculator.evaluate"] * 2, ""),
        ("Add milk to my shopping list and remind me to go shopping at five pm.", ["list.add", "reminder.at"], ""),
        ("Take a note that the meeting is at ten and set a timer for one minute.", ["notes.add", "timer.start"], ""),
        ("First set a timer for 30 seconds, then tell me the time.", ["timer.start", "clock.now"], ""),
        ("Set a timer for five minutes, sorry, what time is it?", ["timer.start", "clock.now"], ""),
        ("What time is it and who wrote Hamlet?", ["clock.now"], "Who wrote Hamlet?"),
        ("Set a timer for five minutes and tell me about the moon.", ["timer.start"], "Tell me about the moon."),
        ("What's 3 plus 4? And why is the sky blue?", ["calculator.evaluate"], "Why is the sky blue?"),
        (
            "Remind me to call mom, no, dad in five minutes, and add milk and eggs to my list, and what time is it?",
            ["reminder.at", "list.add", "list.add", "clock.now"],
            "",
        ),
    ],
)
def test_several_requests_in_one_breath(text: str, names: list[str], ask: str) -> None:
    plan = parse(text, CONTEXT)
    assert [call.name for call in plan.calls] == names
    assert plan.ask == ask


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("Hello.", "Hello."), ("Hi there!", "Hello."), ("Good morning.", "Hello."), ("Hey Duologue", "Hello."),
        ("Hi there, how are you?", "I'm fine, thank you."), ("Thanks a lot!", "You're welcome."),
        ("Okay, thank you.", "You're welcome."),
        ("Thank you, that's all.", "You're welcome."),
        ("Good night.", "Goodbye."),
        ("Thanks, bye.", "Goodbye."),
        ("Can you hear me?", "Yes, I can hear you."),
        ("Hello, can you hear me?", "Yes, I can hear you."),
        ("Are you still there?", "Yes, I'm here."), ("Testing, one, two, three.", "I can hear you."),
        ("Who are you?", "I'm Duologue, your assistant."), ("never mind", "Okay."), ("cancel that", "Okay."),
    ],
)  # fmt: skip
def test_small_talk(text: str, say: str) -> None:
    assert parse(text, CONTEXT).say == say
    assert parse(text, CONTEXT).calls == ()
    assert parse(text, CONTEXT).ask == ""


NOTHING = """
|.|...|um|Uh...|Hmm.|Mm-hmm.|mm-hm|Mhm.
Uh-huh.|yeah|Yeah, right, okay.|Yes.|No.|okay|Okay, okay.|I see.|I see, I see.|Right.
Stop.|stop, please|Stop talking.|Please be quiet.|Wait.
Wait a minute.|wait a second|Hold on.|Just a moment.|No, wait.|Enough.
Oh really?|That's interesting.|Wow.|Great.|you|Sure.|go on|That's right.|Exactly.|Makes sense.|Oh, okay.|Sorry.|Shh.
Okay, stop.|Stop, stop, stop.|That's enough.|Um, okay.|Well...|Of course.|Let me think.|Wait, wait.|Hang on a second.
"""


def test_nothing_to_do() -> None:
    heard = {text: parse(text, CONTEXT) for text in NOTHING.replace("\n", "|").split("|")}
    assert {text for text, plan in heard.items() if plan != Plan()} == set()


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("Tell me about the moon.", "Tell me about the moon."),
        ("Um, why is, uh, the sky blue?", "Why is the sky blue?"),
        ("Okay, thank you. Tell me about coffee.", "Tell me about coffee."),
        ("How do I bake bread?", "How do I bake bread?"),
        ("Wait, stop. What's the capital of France?", "What's the capital of France?"),
        ("wait stop how do airplanes fly", "How do airplanes fly"),
        ("How many people live in Tokyo?", "How many people live in Tokyo?"),
        ("how many moons does Jupiter have", "How many moons does Jupiter have"),
        ("Tell me a joke.", "Tell me a joke."),
        ("how long is the Nile", "How long is the Nile"), ("read me a story", "Read me a story"),
        ("translate good morning to French", "Translate good morning to French"),
        ("what's 5 factorial", "What's 5 factorial"),
        ("Who invented the telephone, and when?", "Who invented the telephone, and when?"),
        ("count to ten", "Count to ten"),
        ("What is it for?", "What is it for?"), ("I wonder where that comes from", "I wonder where that comes from"),
        ("tell me what it is made of", "Tell me what it is made of"), ("I love you.", "I love you."),
        ("How long should I boil an egg?", "How long should I boil an egg?"),
        ("What year did the war end?", "What year did the war end?"),
        ("When is the best time to plant a tree?", "When is the best time to plant a tree?"),
        ("What was the weather like in 1816?", "What was the weather like in 1816?"),
        ("Which day of the week was the moon landing?", "Which day of the week was the moon landing?"),
    ],
)  # fmt: skip
def test_everything_else_is_a_question_for_the_background_model(text: str, ask: str) -> None:
    assert parse(text, CONTEXT) == Plan(ask=ask)


STORY = (
    "So yesterday I went down to the harbour with my brother, and we wanted to rent a boat, but it was too windy. "
    "Then I asked a man what time is it and he told me that his clock had stopped in nineteen eighty seven. After that "
    "we set a table for two, and I read the list of soups, and in the end we took the bus home, and that was my day."
)


def test_a_story_is_not_a_request() -> None:
    plan = parse(STORY, CONTEXT)
    assert plan.calls == ()
    assert plan.ask.startswith("Yesterday I went down")
    assert plan.ask.endswith("that was my day.")


@pytest.mark.parametrize(
    "text",
    [
        "Set a timer for", "Please set a timer for...", "Remind me to", "What is", "What's the", "so what is",
        "tell me when",
        "what's 12 plus",
        "What is seventeen times", "what's twelve plus thirty because", "set a timer for five minutes and",
        "set a timer for five minutes, no,", "Add milk and", "Could you", "I wanted to ask you", "Remind me every",
        "wait ten seconds and then", "What's fifty divided by",
    ],
)  # fmt: skip
def test_what_breaks_off_is_kept_for_later(text: str) -> None:
    assert parse(text, CONTEXT) == Plan(unfinished=True)


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("Set a timer.", "For how long?"),
        ("remind me to call mom", "When should I remind you?"),
        ("remind me every ten seconds", "What should I remind you of?"),
    ],
)
def test_what_lacks_something_is_asked_for(text: str, say: str) -> None:
    assert parse(text, CONTEXT) == Plan(say=say, unfinished=True)


@pytest.mark.parametrize(
    ("parts", "name", "arguments"),
    [
        (("Set a timer.", "For five minutes."), "timer.start", {"seconds": 300}),
        (("Please set a timer for", "twenty five minutes."), "timer.start", {"seconds": 1500}),
        (("Remind me to call mom.", "In ten minutes."), "reminder.at", {"seconds": 600, "message": "call mom"}),
        (("Remind me every ten seconds.", "To breathe."), "reminder.every", {"seconds": 10, "message": "breathe"}),
        (("What's seventeen.", "Times six?"), "calculator.evaluate", {"expression": "17*6"}),
        (("Add eggs, um.", "And butter to my shopping list."), "list.add", {"list": "shopping", "item": "butter"}),
        (("Set a.", "A timer for.", "Uh, ten seconds."), "timer.start", {"seconds": 10}),
    ],
)
def test_a_request_in_parts_is_read_as_one(parts: tuple[str, ...], name: str, arguments: dict[str, Any]) -> None:
    assert made(" ".join(parts))[-1] == (name, arguments)


WORDS = """
set a timer for five ten minutes no sorry what time is it and add milk to my list remind me every 3 times , . ? um the
"""
words = st.sampled_from(WORDS.split())


@given(st.one_of(st.text(max_size=80), st.lists(words, max_size=25).map(" ".join)))
def test_whatever_is_said_the_plan_can_be_carried_out(text: str) -> None:
    plan = parse(text, CONTEXT)
    toolbox = Toolbox(NOW)
    for call in plan.calls:
        toolbox.call("c", call.name, call.arguments, 0.0, focus=call.focus)
    assert len(toolbox.due(0.0)) == len(plan.calls)
    assert all(is_expression(c.arguments["expression"]) for c in plan.calls if c.name == "calculator.evaluate")
    assert not (plan.say and plan.ask)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("Said a timer for ten minutes.", "Set a timer for ten minutes."),
        ("Set a time or for ten minutes.", "Set a timer for ten minutes."),
        ("Start a time of four ninety seconds.", "Start a timer for ninety seconds."),
        ("Set in alarm for seven.", "Set an alarm for seven."),
        ("Counsel the timer.", "Cancel the timer."),
        ("Tell me, went fifteen seconds of past.", "Tell me when fifteen seconds have passed."),
        ("Weighed five seconds.", "Wait five seconds."),
        ("Set a timer for free minutes.", "Set a timer for three minutes."),
        ("Remain me to breathe every ten seconds.", "Remind me to breathe every ten seconds."),
        ("At milk to my shopping list.", "Add milk to my shopping list."),
        ("Bread me my shopping list.", "Read me my shopping list."),
        ("What's to-day's date?", "What's today's date?"),
        ("Remind me to eat at six p M..", "Remind me to eat at six p.m."),
        ("What's to plus too?", "What's two plus two?"),
        ("What's one thousand times free?", "What's one thousand times three?"),
        ("What's a square root of eighty one?", "What's the square root of eighty one?"),
        ("How many days are in the year?", "How many days are in a year?"),
        ("What's the day?", "What's the date?"),
    ],
)
def test_what_is_misheard_in_known_ways_is_understood(heard: str, meant: str) -> None:
    assert parse(heard, CONTEXT) == parse(meant, CONTEXT)
    assert parse(heard, CONTEXT).calls


@pytest.mark.parametrize(
    "text", ["She said a timer is useful.", "I had eggs on my list.", "The red list of soups.", "Had a great day."]
)
def test_other_words_are_left_as_they_were_heard(text: str) -> None:
    assert parse(text, CONTEXT) == Plan(ask=text)
