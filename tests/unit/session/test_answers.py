"""What answers the assistant's own question is read together with the request, and what does not is not."""

from dataclasses import replace

import pytest

from duologue.core.commands import TypeText
from duologue.core.events import Speech, ToolCall
from duologue.core.microturn import Act
from duologue.core.writing import Call, Lack, Move, WriteResult
from duologue.session.answers import Asked
from duologue.tools.registry import builtin_facts
from helpers.playbook import calls, cue, heard, play

FREE = Lack(frozenset({"message"}), free=True)
REMINDER = Asked("reminder.at", FREE, lead="to")
TIMER = Asked("timer.start", Lack(frozenset({"seconds"})), unit="minutes")


@pytest.mark.parametrize(
    ("asked", "request_", "answer", "together"),
    [
        (REMINDER, "remind me at six", "call my mom", "remind me at six to call my mom"),
        (REMINDER, "remind me at six", "to call my mom", "remind me at six to call my mom"),
        (REMINDER, "remind me of something", "the meeting.", "remind me of the meeting"),
        (TIMER, "set a timer", "ten", "set a timer ten minutes"),
        (TIMER, "set a timer", "ten minutes", "set a timer ten minutes"),
        (TIMER, "set a timer", "an hour and a half", "set a timer an hour and a half"),
        (Asked("list.add", Lack(frozenset({"item"}), free=True)), "add something to my list", "milk and eggs",
         "add milk and eggs to my list"),
        (Asked("reminder.at", Lack(void="at 25:00")), "remind me at 25:00 to eat", "at six", "remind me to eat at six"),
    ],
)  # fmt: skip
def test_a_request_and_its_answer_together(asked: Asked, request_: str, answer: str, together: str) -> None:
    assert asked.together(request_, answer) == together


CANNOT = WriteResult((Call("assistant.cannot", {"wish": "call my mom"}),))


@pytest.mark.parametrize(
    ("asked", "text", "alone", "part"),
    [
        (REMINDER, "call my mom", CANNOT, True),
        (REMINDER, "buy milk", WriteResult(say=Move.UNABLE), True),
        (REMINDER, "what time is it?", calls(("clock.now", {})), False),
        (REMINDER, "never mind", WriteResult(say=Move.OKAY), False),
        (REMINDER, "set a timer for ten minutes", calls(("timer.start", {"seconds": 600})), False),
        (REMINDER, "tomorrow at nine", calls(("clock.now", {})), True),
        (TIMER, "ten", replace(calls(("chance.draw", {"what": "dice"})), mere=True), True),
        (TIMER, "call my mom", CANNOT, False),
        (TIMER, "how about ten?", replace(calls(("chance.draw", {"what": "dice"})), mere=True), False),
    ],
)
def test_what_is_an_answer(asked: Asked, text: str, alone: WriteResult, part: bool) -> None:
    assert asked.is_part(alone, text) is part


@pytest.mark.parametrize(
    ("missing", "question"),
    [
        ({"message", "seconds"}, "What should I remind you of, and when?"),
        ({"message"}, "What should I remind you of?"),
        ({"seconds"}, "When should I remind you?"),
    ],
)
def test_what_is_asked_is_what_is_missing(missing: set[str], question: str) -> None:
    assert builtin_facts()["reminder.at"].question(missing) == question


TEN = ("timer.start", {"seconds": 600})
SAYS = {
    "set a timer": WriteResult(say=Move.MORE, lacking="timer.start", lack=TIMER.lack),
    "ten": replace(calls(("chance.draw", {"what": "dice"})), mere=True),
    "set a timer ten minutes": calls(TEN),
}


def test_a_typed_number_answers_for_how_long() -> None:
    typed = ((0.5, TypeText("set a timer")), (3.0, TypeText("ten")))
    played = play({}, 6.0, replies=SAYS, inject=typed)
    assert [(call.name, call.arguments) for call in played.of(ToolCall)] == [TEN]


def test_a_spoken_number_answers_for_how_long() -> None:
    spoken = {3: cue(Act.RESPOND, heard("set a timer", 0.0)), 14: cue(Act.RESPOND, heard("ten", 2.2, "u2"))}
    played = play(spoken, 6.0, replies=SAYS)
    assert [(call.name, call.arguments) for call in played.of(ToolCall)] == [TEN]
    assert played.of(Speech)[-1].text == "Timer set for ten minutes."
