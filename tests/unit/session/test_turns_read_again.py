"""Turns that are read again: the answer was stopped, the words came out otherwise, a call came too early."""

import pytest

from duologue.core.events import Speech
from duologue.core.microturn import Act
from duologue.core.writing import Move, WriteResult
from duologue.session.replies import REPLIES
from helpers.playbook import NOTHING, WAIT, Played, calls, cue, heard, play, says, script

RESPOND, RELAY, YIELD, ACKNOWLEDGE, CALL = Act.RESPOND, Act.RELAY, Act.YIELD, Act.ACKNOWLEDGE, Act.CALL
ANSWER = ["One two three four. ", "Five six seven eight. ", "Nine ten."]


@pytest.mark.parametrize(
    ("written", "resumed"),
    [
        (NOTHING, True),
        (WriteResult(say=Move.STOP), False),
        (calls(("timer.start", {"seconds": 60})), False),
        (WriteResult(say=Move.RESUME), True),
    ],
    ids=["for somebody else", "stop", "a request", "go on"],
)
def test_a_stopped_answer_goes_on_unless_the_user_wants_something_else(written: WriteResult, *, resumed: bool) -> None:
    played = play(
        {
            2: cue(RESPOND, heard("why", 0.1)),
            10: cue(RELAY),
            17: cue(YIELD, heard("well then", 3.3, "u2")),
            19: cue(RESPOND),
            32: cue(RELAY),
        },
        10.0,
        replies={"why": WriteResult(ask="why"), "well then": written},
        background=script(("", 0.8, ANSWER)),
    )
    assert played.asked == ["why", "well then"]
    assert ("Five six seven eight. Nine ten." in [speech.text for speech in played.of(Speech)]) == resumed


def test_what_was_put_away_can_be_asked_for_and_only_once() -> None:
    played = play(
        {
            2: cue(RESPOND, heard("why", 0.1)),
            10: cue(RELAY),
            17: cue(YIELD, heard("stop", 3.3, "u2", final=True)),
            19: cue(RESPOND),
            30: cue(RESPOND, heard("go on", 5.5, "u3", final=True)),
            50: cue(RESPOND, heard("go on", 9.5, "u4", final=True)),
        },
        13.0,
        replies={
            "why": WriteResult(ask="why"),
            "stop": WriteResult(say=Move.STOP),
            "go on": WriteResult(say=Move.RESUME),
        },
        background=script(("", 0.8, ANSWER)),
    )
    after = [speech.text for speech in played.of(Speech)][2:]
    assert after[0] == "Five six seven eight. Nine ten."
    assert after[1] in REPLIES[Move.RESUME]


def test_words_that_come_out_otherwise_after_the_answer_began_are_read_again() -> None:
    played = play(
        {
            5: cue(RESPOND, heard("set a timer four", 0.0)),
            6: cue(Act.CONTINUE, heard("set a timer forty", 0.0)),
            7: cue(Act.CONTINUE, heard("set a timer for", 0.0)),
            8: cue(Act.CONTINUE, heard("set a timer for", 0.0, final=True)),
            22: cue(RESPOND, heard("go on", 3.8, "u2", final=True)),
        },
        7.0,
        replies={
            "go on": WriteResult(say=Move.RESUME),
            "set a timer four": calls(("timer.start", {"seconds": 4})),
            "set a timer for": calls(("timer.start", {"seconds": 40})),
        },
    )
    assert "set a timer forty" not in played.asked
    assert [line.split(" ", 1)[1] for line in played.lines() if "call" in line] == [
        "call timer.start {'seconds': 4}",
        "call timer.cancel {}",
        "call timer.start {'seconds': 40}",
    ]
    first, second, third = played.of(Speech)
    assert (first.completed, second.completed) == (False, True)
    assert third.text in REPLIES[Move.RESUME], "what was said wrongly is not resumed"


def test_a_question_that_only_reads_otherwise_is_not_put_again() -> None:
    played = play(
        {
            3: cue(RESPOND, heard("why is color", 0.0)),
            4: cue(Act.CONTINUE, heard("why is colour", 0.0)),
            5: cue(Act.CONTINUE, heard("why is colour", 0.0, final=True)),
        },
        4.0,
        replies={name: WriteResult(ask=name) for name in ("why is color", "why is colour")},
        background=script(("", 3.0, ["One two."])),
    )
    assert played.asked == ["why is color", "why is colour"]
    assert [line for line in played.lines() if " ask " in line] == ["0.90 ask 'why is color'"]
    assert all(speech.completed for speech in played.of(Speech))


def test_before_it_goes_on_it_reads_the_words_that_stopped_it() -> None:
    played = play(
        {
            2: cue(RESPOND, heard("why", 0.1)),
            10: cue(RELAY),
            17: cue(YIELD, heard("set a timer", 3.3, "u2")),
            22: cue(RELAY),
            23: cue(RELAY),
        },
        9.0,
        replies={"why": WriteResult(ask="why"), "set a timer": calls(("timer.start", {"seconds": 60}))},
        background=script(("", 0.8, ANSWER)),
    )
    assert played.asked == ["why", "set a timer"]
    assert [line.split(" ", 1)[1] for line in played.lines() if "call" in line] == ["call timer.start {'seconds': 60}"]
    assert played.of(Speech)[-1].kind == "response"


def test_a_question_about_what_is_missing_is_not_resumed() -> None:
    played = play(
        {4: cue(RESPOND, heard("remind me", 0.1)), 7: cue(YIELD, heard("to call", 1.3, "u2")), 14: cue(RELAY)},
        5.0,
        replies={"remind me": WriteResult(say=Move.MORE)},
    )
    assert [speech.completed for speech in played.of(Speech)] == [False]


def test_what_cannot_be_taken_back_is_not_done_twice() -> None:
    played = play(
        {
            5: cue(RESPOND, heard("start over", 0.0)),
            6: cue(Act.CONTINUE, heard("start listening", 0.0)),
            7: cue(Act.CONTINUE, heard("start listening", 0.0, final=True)),
        },
        4.0,
        replies={
            "start over": calls(("conversation.restart", {})),
            "start listening": calls(("listen.start", {"for": "um"})),
        },
    )
    assert played.asked == ["start over", "start listening"]
    assert made(played) == ["call conversation.restart {}"]


def test_what_can_be_taken_back_is_done_anew() -> None:
    played = play(
        {
            5: cue(RESPOND, heard("note the grass", 0.0)),
            6: cue(Act.CONTINUE, heard("note the garage", 0.0)),
            7: cue(Act.CONTINUE, heard("note the garage", 0.0, final=True)),
            20: cue(RESPOND, heard("undo", 3.5, "u2", final=True)),
        },
        6.0,
        replies={
            **{f"note the {name}": calls(("notes.add", {"text": name})) for name in ("grass", "garage")},
            "undo": calls(("undo.last", {})),
        },
    )
    notes = ["call notes.add {'text': 'grass'}", "call undo.last {}", "call notes.add {'text': 'garage'}"]
    assert made(played) == [*notes, "call undo.last {}"]
    assert played.of(Speech)[-1].text == "I've removed the note garage."


def made(played: Played) -> list[str]:
    return [line.split(" ", 1)[1] for line in played.lines() if "call" in line]


def test_a_call_that_is_written_again_is_not_made_again_although_it_would_be_completed_otherwise() -> None:
    add = calls(("list.add", {"item": "tea"}), ("list.add", {"item": "eggs"}))
    played = play(
        {
            8: cue(RESPOND, heard("tea and eggs", 0.0, final=True)),
            20: cue(CALL, heard("take it off", 3.3, "u2")),
            22: cue(RESPOND, heard("take it off please", 3.3, "u2", final=True)),
        },
        7.0,
        replies={
            "tea and eggs": add,
            "take it off": calls(("list.remove", {})),
            "take it off please": calls(("list.remove", {})),
        },
    )
    assert [call for call in made(played) if "remove" in call] == [
        "call list.remove {'item': 'eggs', 'list': 'shopping'}"
    ]


def test_what_cannot_be_taken_back_is_not_replaced_when_the_words_come_out_otherwise() -> None:
    played = play(
        {
            1: cue(RESPOND, heard("go", 0.0, final=True)),
            15: cue(RESPOND, heard("cancel the time", 2.3, "u2")),
            16: cue(Act.CONTINUE, heard("cancel the times", 2.3, "u2")),
            17: cue(Act.CONTINUE, heard("cancel the times", 2.3, "u2", final=True)),
        },
        6.0,
        replies={
            "go": calls(("timer.start", {"seconds": 60}), ("reminder.at", {"seconds": 60, "message": "tea"})),
            "cancel the time": calls(("timer.cancel", {})),
            "cancel the times": calls(("reminder.cancel", {})),
        },
    )
    assert "cancel the times" in played.asked
    assert [call for call in made(played) if "cancel" in call] == ["call timer.cancel {}"]
    assert all(speech.completed for speech in played.of(Speech))


def test_a_response_that_was_stopped_is_reported_as_what_it_was() -> None:
    played = play(
        {2: cue(RESPOND, heard("go", 0.1)), 14: cue(YIELD, heard("wait", 2.6, "u2"))},
        5.0,
        replies={"go": says("One two three four five six seven eight nine ten eleven twelve.")},
    )
    assert [(speech.kind, speech.completed) for speech in played.of(Speech)] == [("response", False)]


@pytest.mark.parametrize("stopped", [16, 17])
def test_a_timer_that_was_stopped_before_it_sounded_is_told_later(stopped: int) -> None:
    long = "One two three four five. Six seven eight nine ten. Eleven twelve thirteen."
    played = play(
        {2: cue(RESPOND, heard("go", 0.1)), 10: cue(RELAY), stopped: cue(YIELD), 38: cue(RELAY)},
        12.0,
        replies={"go": calls(("timer.start", {"seconds": 1}), say=long)},
    )
    assert any(speech.text.startswith("One second") for speech in played.of(Speech)), played.lines()


def test_words_that_nothing_was_made_of_are_read_again_when_they_come_out_otherwise() -> None:
    played = play(
        {
            2: cue(RESPOND, heard("why", 0.1)),
            10: cue(RELAY),
            17: cue(YIELD, heard("shop", 3.3, "u2")),
            19: cue(RELAY),
            20: cue(Act.CONTINUE, heard("stop", 3.3, "u2")),
            21: cue(Act.CONTINUE, heard("stop", 3.3, "u2", final=True)),
        },
        9.0,
        replies={"why": WriteResult(ask="why"), "shop": NOTHING, "stop": WriteResult(say=Move.STOP)},
        background=script(("", 0.8, ANSWER)),
    )
    assert played.asked[:3] == ["why", "shop", "stop"]


def test_a_call_that_was_made_too_early_is_taken_back_when_the_user_wants_the_rest() -> None:
    played = play(
        {
            2: cue(RESPOND, heard("why", 0.1)),
            10: cue(RELAY),
            17: cue(YIELD, heard("start", 3.3, "u2")),
            18: cue(CALL),
            20: cue(RESPOND, heard("start again", 3.3, "u2", final=True)),
        },
        9.0,
        replies={
            "why": WriteResult(ask="why"),
            "start": calls(("timer.start", {"seconds": 60})),
            "start again": WriteResult(say=Move.RESUME),
        },
        background=script(("", 0.8, ANSWER)),
    )
    assert made(played) == ["call timer.start {'seconds': 60}", "call timer.cancel {}"]


def test_one_revision_is_read_once() -> None:
    played = play(
        {
            5: cue(RESPOND, heard("set a timer four", 0.0)),
            6: cue(Act.CONTINUE, heard("set a timer for", 0.0)),
            7: cue(Act.CONTINUE, heard("set a timer for", 0.0)),
        },
        4.0,
        replies={"set a timer four": calls(("timer.start", {"seconds": 4})), "set a timer for": WAIT},
    )
    assert played.asked == ["set a timer four", "set a timer for"]
