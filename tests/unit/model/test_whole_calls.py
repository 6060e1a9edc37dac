"""Calls made exact by the words: every thing of a series, all of what was dictated, and long turns whole."""

from collections.abc import Mapping, Sequence

import pytest

from duologue.model.schema import ASK
from duologue.model.whole_calls import Draft, plain_call, whole_calls
from duologue.tools.registry import builtin_specs

SPECS = {spec.name: spec for spec in builtin_specs()} | {ASK.name: ASK}


def place(words: Sequence[str], phrase: str) -> tuple[int, int]:
    parts = phrase.split()
    at = next(i for i in range(len(words)) if list(words[i : i + len(parts)]) == parts)
    return at, at + len(parts) - 1


def draft(words: Sequence[str], name: str, given: Mapping[str, str]) -> Draft:
    """A call as the core writes it that has marked these words."""
    tool = SPECS[name]
    stretches = {argument: (place(words, said),) for argument, said in given.items()}
    read = {argument.name: argument.read for argument in tool.arguments}
    return Draft(tool, {name: read[name](said) for name, said in given.items()}, stretches)


def made(text: str, *calls: tuple[str, Mapping[str, str]]) -> list[tuple[str, dict[str, object]]]:
    """What becomes of calls whose arguments were marked in a text."""
    words = text.split()
    drafts = [draft(words, tool, given) for tool, given in calls]
    return [(call.name, dict(call.arguments)) for call in whole_calls(words, drafts).calls]


def test_a_series_gets_a_call_for_each_thing_with_the_same_list() -> None:
    text = "Add tea, rice, salt, oil and soap to my shopping list."
    calls = made(text, ("list.add", {"item": "tea,", "list": "shopping"}))
    assert calls == [
        ("list.add", {"item": item, "list": "shopping"}) for item in ("tea", "rice", "salt", "oil", "soap")
    ]


@pytest.mark.parametrize(
    ("text", "marked", "things"),
    [
        ("add carrots peas onions and leeks to the list", ["carrots", "peas", "onions", "onions and leeks"],
         ["carrots", "peas", "onions", "leeks"]),
        ("put tape and glue on my list", ["tape", "tape and glue"], ["tape", "glue"]),
        ("put tape and glue on my list", ["tape and glue"], ["tape and glue"]),
        ("add mac and cheese to my list", ["mac", "mac and cheese"], ["mac and cheese"]),
    ],
)  # fmt: skip
def test_what_was_marked_alone_is_a_thing_of_its_own(text: str, marked: list[str], things: list[str]) -> None:
    calls = made(text, *(("list.add", {"item": item}) for item in marked))
    assert [arguments["item"] for _, arguments in calls] == things


def test_a_thing_goes_on_up_to_the_name_of_its_list() -> None:
    calls = made(
        "add batteries for the smoke alarm to my shopping list",
        ("list.add", {"item": "batteries", "list": "shopping"}),
    )
    assert calls == [("list.add", {"item": "batteries for the smoke alarm", "list": "shopping"})]


def test_things_for_two_lists_of_which_one_was_read_are_asked_about() -> None:
    words = ["add", "tickets", "and", "a", "passport", "to", "packing", "and", "sun", "cream", "to", "shopping"]
    written = [draft(words, "list.add", {"item": item, "list": "shopping"}) for item in ("tickets", "passport")]
    assert whole_calls(words, written).lacks == "What goes on which list?"


@pytest.mark.parametrize(
    ("text", "complete"), [("milk, eggs, bread", False), ("no, eggs", True), ("take it off", True)]
)
def test_what_is_not_named_goes_only_where_something_is_taken_back(text: str, complete: bool) -> None:
    words = text.split()
    assert whole_calls(words, [draft(words, "list.remove", {})]).complete is complete


def test_things_for_different_lists_stay_apart() -> None:
    text = "put milk on my shopping list and a tent on my camping list"
    calls = made(
        text,
        ("list.add", {"item": "milk", "list": "shopping"}),
        ("list.add", {"item": "a tent", "list": "camping"}),
    )
    assert calls == [
        ("list.add", {"item": "milk", "list": "shopping"}),
        ("list.add", {"item": "tent", "list": "camping"}),
    ]


def test_other_calls_stay_as_they_are() -> None:
    text = "add milk and eggs and set a timer for ten minutes"
    calls = made(
        text,
        ("list.add", {"item": "milk"}),
        ("list.add", {"item": "eggs"}),
        ("timer.start", {"seconds": "ten minutes"}),
    )
    assert calls == [
        ("list.add", {"item": "milk"}),
        ("list.add", {"item": "eggs"}),
        ("timer.start", {"seconds": 600}),
    ]


@pytest.mark.parametrize("words", [10, 60, 61, 300, 2000])
def test_a_note_of_any_length_is_whole(words: int) -> None:
    note = " ".join(f"word{number}" for number in range(words))
    assert made(f"Take a note. {note}", ("notes.add", {"text": "word3 word4"})) == [("notes.add", {"text": note})]


@pytest.mark.parametrize(
    ("text", "chosen", "meant"),
    [
        ("put milk on my list", "list.has", "list.add"),
        ("okay, can you please put milk on my list?", "list.has", "list.add"),
        ("did I put milk on my list?", "list.has", "list.has"),
        ("is milk on my list", "list.has", "list.has"),
        ("tell me whether milk is on my list", "list.has", "list.has"),
        ("did I put milk on my list?", "list.add", "list.has"),
        ("so, is milk on my list", "list.add", "list.has"),
        ("do I have milk on my list", "list.add", "list.has"),
        ("is it possible to add milk to my list", "list.add", "list.add"),
        ("would you add milk to my list", "list.add", "list.add"),
        ("is milk on my list", "list.remove", "list.has"),
        ("is it possible to take milk off my list", "list.remove", "list.remove"),
    ],
)
def test_a_question_changes_nothing_and_an_order_does(text: str, chosen: str, meant: str) -> None:
    assert made(text, (chosen, {"item": "milk"})) == [(meant, {"item": "milk"})]


def test_an_order_of_several_things_that_was_taken_for_a_question() -> None:
    calls = made("put milk, eggs and tea on my list", ("list.has", {"item": "milk,"}))
    assert calls == [("list.add", {"item": item}) for item in ("milk", "eggs", "tea")]


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("20% off 45", "45-20%"), ("(3+4)*2-1", "(3+4)*2-1"), ("12 x 12", "12*12"), ("half of 50", "50/2"),
        ("minus five plus eight", "-5+8"), ("45", None), ("-5", None), ("tomorrow at nine", None),
        ("milk and eggs", None),
        ("the eighth of March", None), ("what is love", None), ("ten minutes", None), ("two or three", None),
    ],
)  # fmt: skip
def test_a_mere_sum_is_worked_out(text: str, expression: str | None) -> None:
    call = plain_call(text.split(), SPECS.values())
    assert (call and (call.name, call.arguments)) == (
        expression and ("calculator.evaluate", {"expression": expression})
    )


def test_a_note_that_was_marked_in_pieces_is_one() -> None:
    text = "Note that the tap drips. The lamp in the hall flickers, too."
    calls = made(text, ("notes.add", {"text": "the tap drips."}), ("notes.add", {"text": "lamp in the hall"}))
    assert calls == [("notes.add", {"text": "the tap drips. The lamp in the hall flickers, too"})]


def test_a_note_before_another_request_is_whole() -> None:
    text = "note that the key is blue and under the mat and set a timer for ten minutes"
    calls = made(text, ("notes.add", {"text": "the key"}), ("timer.start", {"seconds": "ten minutes"}))
    assert calls == [("notes.add", {"text": "the key is blue and under the mat"}), ("timer.start", {"seconds": 600})]


def test_what_cannot_be_done_and_stands_in_a_note_is_part_of_it() -> None:
    text = "remember that Tom set aside an hour on Saturday for the pump"
    calls = made(text, ("notes.add", {"text": "Tom set aside"}), ("timer.start", {"seconds": "an hour"}))
    assert calls == [("notes.add", {"text": "Tom set aside an hour on Saturday for the pump"})]


def test_what_is_asked_for_by_name_is_no_part_of_a_note() -> None:
    words = ["note", "that", "the", "tap", "drips", "and", "set", "a", "timer", "for", "a", "few", "minutes"]
    written = [
        draft(words, "notes.add", {"text": "the tap"}),
        Draft(SPECS["timer.start"], {}, {"seconds": ((11, 11),)}),
    ]
    made = whole_calls(words, written)
    assert [call.arguments for call in made.calls] == [{"text": "the tap drips"}]
    assert (made.complete, made.lacks) == (False, "How long exactly?")


def test_two_notes_stay_two() -> None:
    text = "note that the tap drips and take another note that the lamp flickers"
    calls = made(text, ("notes.add", {"text": "the tap drips"}), ("notes.add", {"text": "the lamp flickers"}))
    assert [call[1]["text"] for call in calls] == ["the tap drips", "the lamp flickers"]


def test_a_note_beside_another_request_ends_where_it_was_marked() -> None:
    text = "note that the key is blue and set a timer for ten minutes"
    calls = made(text, ("notes.add", {"text": "the key is blue"}), ("timer.start", {"seconds": "ten minutes"}))
    assert calls == [("notes.add", {"text": "the key is blue"}), ("timer.start", {"seconds": 600})]


def test_calls_before_one_that_lacks_something_are_whole() -> None:
    words = ["add", "milk,", "eggs", "and", "soap", "and", "set", "a", "timer", "for", "a", "few", "minutes"]
    made = whole_calls(
        words,
        [draft(words, "list.add", {"item": "milk,"}), Draft(SPECS["timer.start"], {}, {"seconds": ((12, 12),)})],
    )
    assert [call.arguments["item"] for call in made.calls] == ["milk", "eggs", "soap"]
    assert (made.complete, made.lacks) == (False, "How long exactly?")


def test_a_series_ends_where_another_call_begins() -> None:
    calls = made(
        "put milk, bread and nails on my list",
        ("list.add", {"item": "milk,"}),
        ("list.add", {"item": "nails", "list": "my"}),
    )
    assert [call[1]["item"] for call in calls] == ["milk", "bread", "nails"]


def test_what_is_taken_off_a_list_is_a_series_too() -> None:
    text = "take milk, eggs and the brown bread off my list"
    calls = made(text, ("list.remove", {"item": "milk,"}))
    assert [call[1]["item"] for call in calls] == ["milk", "eggs", "brown bread"]


def test_a_note_before_a_question_ends_where_it_was_marked() -> None:
    calls = made(
        "note that the key is blue and who was Euler",
        ("notes.add", {"text": "the key is blue"}),
        (ASK.name, {"question": "who was Euler"}),
    )
    assert calls[0] == ("notes.add", {"text": "the key is blue"})


@pytest.mark.parametrize(
    "text", ["Can you please remind me to? Water, the plants.", "well that is nice", "I was thinking about it", "blue"]
)
def test_words_without_a_value_are_no_call_of_a_tool_that_takes_all_words(text: str) -> None:
    assert plain_call(text.split(), SPECS.values()) is None
