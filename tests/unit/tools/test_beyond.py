"""What is asked of the assistant in the world is refused in its own words; what there is a tool for is not."""

import pytest

from duologue.core.writing import Call
from duologue.tools.beyond import beyond_tools, mirrored
from duologue.tools.registry import builtin_specs

CANNOT = next(spec for spec in builtin_specs() if spec.name == "assistant.cannot")


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("call my mother", "call my mother"),
        ("Can you call a taxi for me, please?", "call a taxi"),
        ("call me a taxi", "call me a taxi"),
        ("send an email to Tom", "send an email to Tom"),
        ("Text Anna that I'm late.", "Text Anna that I'm late"),
        ("play some music", "play some music"),
        ("order a pizza", "order a pizza"),
        ("buy two tickets", "buy two tickets"),
        ("Turn on the lights!", "Turn on the lights"),
        ("switch the kitchen lights off", "switch the kitchen lights off"),
        ("take a screenshot", "take a screenshot"),
        ("okay, now open the browser", "open the browser"),
        ("I want you to lock the door", "lock the door"),
        ("shut down the computer", "shut down the computer"),
        ("book a table for two", "book a table for two"),
        ("print my shopping list", "print my shopping list"),
        ("add a meeting to my calendar", "add a meeting to my calendar"),
        ("read my emails", "read my emails"),
        ("put the kettle on", "put the kettle on"),
        ("would you make me a coffee", "make me a coffee"),
    ],
)
def test_an_order_in_the_world_is_refused(text: str, wish: str) -> None:
    assert beyond_tools(text) == wish
    assert CANNOT.sure(text.split()) == (Call("assistant.cannot", {"wish": wish}),)


@pytest.mark.parametrize(
    "text",
    [
        "call it pizza", "call that timer rice", "call me Tom", "call off the search", "set a timer for the coffee",
        "turn up the volume", "turn on dark mode", "open the settings", "open example.com", "play that again",
        "take a note", "add milk to my list", "send", "hang on a second", "pick a number", "make it ten minutes",
        "turn it off", "stop", "order", "read my notes", "watch my posture", "start a timer called car",
        "play some music and remind me at six to stop", "show me the weather", "move milk to the party list",
    ],
)  # fmt: skip
def test_what_there_is_a_tool_for_is_no_such_order(text: str) -> None:
    assert beyond_tools(text) == ""
    assert CANNOT.sure(text.split()) == ()


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("Call my mother", "call your mother"),
        ("text Anna that I'm late", "text Anna that you're late"),
        ("send us the photos", "send you the photos"),
    ],
)
def test_a_wish_is_told_back_to_the_user(wish: str, told: str) -> None:
    assert mirrored(wish) == told
