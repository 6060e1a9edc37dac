import pytest

from duologue.background.context import ChatRole
from duologue.core.events import Speech, SpeechKind
from duologue.session.dialogue import MOST_LINES, Dialogue


def speech(text: str, kind: SpeechKind = SpeechKind.RESPONSE, *, filler: bool = False) -> Speech:
    return Speech(1.0, "s1", kind.value, text, 0.0, 1.0, True, 0.0, filler)


def test_the_newest_lines_are_kept_and_the_others_counted() -> None:
    dialogue = Dialogue()
    for i in range(MOST_LINES + 3):
        dialogue.heard(f"line {i}", again=False)
    assert (len(dialogue.lines), dialogue.dropped) == (MOST_LINES, 3)
    assert (dialogue.lines[0].text, dialogue.lines[-1].text) == ("line 3", f"line {MOST_LINES + 2}")


@pytest.mark.parametrize(
    ("kind", "noted", "repeated"),
    [
        (SpeechKind.RESPONSE, True, True),
        (SpeechKind.RELAY, True, True),
        (SpeechKind.TRANSLATION, True, True),
        (SpeechKind.INTERJECTION, True, False),
        (SpeechKind.BACKCHANNEL, False, False),
    ],
)
def test_what_leaves_the_turn_with_the_user_is_not_repeated(kind: SpeechKind, noted: bool, repeated: bool) -> None:
    dialogue = Dialogue()
    dialogue.spoke(speech("The river."))
    dialogue.spoke(speech("Seven.", kind))
    assert [line.text for line in dialogue.lines] == ["The river.", *(["Seven."] if noted else [])]
    assert dialogue.last_said == ("Seven." if repeated else "The river.")


@pytest.mark.parametrize("nothing", [speech(""), speech("One moment.", filler=True)])
def test_what_was_not_heard_and_fillers_are_no_lines(nothing: Speech) -> None:
    dialogue = Dialogue()
    dialogue.spoke(nothing)
    assert (dialogue.lines, dialogue.last_said) == ((), "")


def test_a_conversation_that_begins_anew_knows_nothing_of_the_one_before() -> None:
    dialogue = Dialogue()
    for i in range(MOST_LINES + 1):
        dialogue.heard(f"line {i}", again=False)
    dialogue.spoke(speech("The river."))
    dialogue.forget()
    assert (dialogue.lines, dialogue.dropped, dialogue.last_said) == ((), 0, "")
    dialogue.heard("hello", again=True)
    assert [(line.who, line.text) for line in dialogue.lines] == [(ChatRole.USER, "hello")]


def test_a_conversation_that_goes_on_begins_with_what_was_said_before() -> None:
    dialogue = Dialogue([(True, "What is a fox?"), (False, "An animal."), (True, "Thanks.")])
    assert [(line.who, line.text) for line in dialogue.lines] == [
        (ChatRole.USER, "What is a fox?"),
        (ChatRole.ASSISTANT, "An animal."),
        (ChatRole.USER, "Thanks."),
    ]
    assert dialogue.last_said == "An animal."
