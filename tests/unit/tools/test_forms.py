"""Forms that other programs want filled in: asked field by field by voice, or all at once in the window."""

from typing import Any

import pytest

from duologue.core.sheets import FormField, FormKind
from duologue.tools.consent import ConsentReply, read_reply
from duologue.tools.forms import Field, Form, Taken

COLOURS = (("red", "Red"), ("blue", "Deep blue"), ("green", "Green"))


def yes(text: str) -> bool | None:
    reply = read_reply(text)
    return None if reply is None else reply is not ConsentReply.DENY


def field(name: str, kind: FormKind = FormKind.TEXT, *, required: bool = True, **more: Any) -> Field:
    spelled = more.pop("spelled", False)
    return Field(name, FormField(name.capitalize(), kind, required, **more), spelled=spelled)


def form(*fields: Field, **more: Any) -> Form:
    return Form("The server post asks: who are you", fields, yes=yes, **more)


def test_what_is_needed_is_asked_for_and_read_back_before_it_goes() -> None:
    asked = form(field("name"), field("age", FormKind.WHOLE), field("note", required=False))
    assert asked.question == "The server post asks: who are you. Name?"
    assert asked.take("Ada Lovelace.") is Taken.MORE
    assert asked.question == "Age?"
    assert asked.take("thirty six") is Taken.MORE
    assert asked.question == "Name: Ada Lovelace. Age: 36. There is more to fill in in the window. Shall I?"
    assert asked.take("yes please") is Taken.DONE
    assert asked.values == {"name": "Ada Lovelace", "age": 36}


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        (FormKind.TEXT, "the red house", "the red house"),
        (FormKind.TEXT, "What time is it?", None),
        (FormKind.NUMBER, "two and a half", 2.5),
        (FormKind.NUMBER, "minus 4", -4),
        (FormKind.NUMBER, "a lot of them", None),
        (FormKind.WHOLE, "two and a half", None),
        (FormKind.WHOLE, "twelve.", 12),
        (FormKind.YES_NO, "No.", False),
        (FormKind.YES_NO, "Yeah", True),
        (FormKind.YES_NO, "perhaps", None),
        (FormKind.ONE, "deep blue", "blue"),
        (FormKind.ONE, "Green!", "green"),
        (FormKind.ONE, "the second", "blue"),
        (FormKind.ONE, "purple", None),
        (FormKind.SOME, "red and green", ["red", "green"]),
        (FormKind.SOME, "red, purple", None),
    ],
)
def test_words_are_a_value_or_no_answer(kind: FormKind, said: str, value: Any) -> None:
    asked = form(field("it", kind, options=COLOURS))
    assert asked.take(said) is (Taken.NOTHING if value is None else Taken.MORE)
    assert asked.values.get("it") == value


@pytest.mark.parametrize("said", ["no", "never mind", "cancel", "I'd rather not"])
def test_a_no_refuses_it_at_any_time(said: str) -> None:
    assert form(field("name")).take(said) is Taken.REFUSED
    assert form().take(said) is Taken.REFUSED


def test_without_fields_it_is_a_question() -> None:
    asked = form(send="Open")
    assert asked.question == "The server post asks: who are you. Shall I?"
    assert asked.take("well, the weather is nice") is Taken.NOTHING
    assert asked.take("go ahead") is Taken.DONE


def test_an_address_of_a_mailbox_may_be_spelled() -> None:
    asked = form(field("mail", spelled=True))
    asked.take("ada at example dot org")
    assert asked.values == {"mail": "ada@example.org"}


def test_options_are_named_and_many_are_not() -> None:
    assert form(field("colour", FormKind.ONE, options=COLOURS)).question.endswith("Colour: Red, Deep blue or Green?")
    many = tuple((str(at), str(at)) for at in range(9))
    assert form(field("size", FormKind.ONE, options=many)).question.endswith(
        "There are 9 to choose from, in the window."
    )


def test_what_it_begins_with_stays_where_nothing_else_is_said() -> None:
    asked = form(field("colour", FormKind.ONE, options=COLOURS), begins={"colour": "red"})
    assert asked.question.endswith("Colour: Red. Shall I?")
    assert [each.value for each in asked.shown] == ["red"]
    assert (asked.take("yes"), asked.values) == (Taken.DONE, {"colour": "red"})


@pytest.mark.parametrize(
    ("kind", "entered", "value"),
    [
        (FormKind.TEXT, " Ada ", "Ada"), (FormKind.TEXT, "", None), (FormKind.TEXT, None, None),
        (FormKind.NUMBER, "2,5", 2.5), (FormKind.NUMBER, "x", "problem"), (FormKind.NUMBER, "inf", "problem"),
        (FormKind.WHOLE, "3", 3), (FormKind.WHOLE, "2.5", "problem"), (FormKind.WHOLE, "", None),
        (FormKind.YES_NO, True, True), (FormKind.YES_NO, "true", None),
        (FormKind.ONE, ["red"], "red"), (FormKind.ONE, ["purple"], None), (FormKind.ONE, "red", None),
        (FormKind.SOME, ["red", "blue"], ["red", "blue"]), (FormKind.SOME, [], None),
    ],
)  # fmt: skip
def test_what_is_entered_in_the_window_is_checked(kind: FormKind, entered: Any, value: Any) -> None:
    asked = form(field("it", kind, required=False, options=COLOURS))
    taken = asked.fill({0: entered})
    if value == "problem":
        assert taken is Taken.MORE
        assert "number" in asked.problem
        assert asked.problem in asked.question
    else:
        assert (taken, asked.values) == (Taken.DONE, {} if value is None else {"it": value})


def test_what_is_lacking_is_told_and_what_was_entered_stays() -> None:
    asked = form(field("name"), field("town"))
    assert asked.fill({0: "Ada"}) is Taken.MORE
    assert asked.question == "Town is needed. Town?"
    assert [each.value for each in asked.shown] == ["Ada", None]


def test_what_the_whole_must_be_is_checked() -> None:
    asked = form(field("name"), check=lambda values: "" if len(values["name"]) > 2 else "Name is too short")
    assert asked.fill({0: "Al"}) is Taken.MORE
    assert asked.problem == "Name is too short"
    spoken = form(field("name"), check=lambda values: "" if len(values["name"]) > 2 else "Name is too short")
    assert spoken.take("Al") is Taken.MORE
    assert spoken.question == "Name is too short. Name?"
    assert spoken.take("Alan") is Taken.MORE
    assert spoken.take("yes") is Taken.DONE
