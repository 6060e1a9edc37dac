"""Lines that are typed: each is a turn of its own, ends what is being said, and is answered or refused in sight."""

from dataclasses import replace

import pytest

from duologue.core.commands import Mute, Silence, TypeText
from duologue.core.events import Background, Delegate, Failure, Speech, ToolCall
from duologue.core.microturn import Act
from duologue.core.tool_facts import NO_FACTS
from duologue.core.turn_text import Turn
from duologue.core.writing import Call, Move, ToolSpec, WriteRequest, WriteResult
from duologue.session.calls import ToolCallRecord
from duologue.session.replies import REPLIES
from duologue.session.turn_taking import TurnTaking
from duologue.session.typed import MOST_LINES, only_takes_in
from helpers.playbook import NOTHING, Played, calls, cue, heard, play, says, script

STORY = [f"Part {i} of the story is told. " for i in range(12)]
ASKED = {2: cue(Act.RESPOND, heard("a story", 0.1, final=True)), **{k: cue(Act.RELAY) for k in range(8, 11)}}
"""A question whose answer streams, and is being said from about 2 s on."""
TELLS = {"a story": WriteResult(ask="a story")}


LACKS_LENGTH = WriteResult(say=Move.MORE, lacking="timer.start")


def told(played: Played) -> list[str]:
    return [speech.text for speech in played.of(Speech)]


def story(**more: WriteResult) -> dict[str, WriteResult]:
    return {**TELLS, **{words.replace("_", " "): written for words, written in more.items()}}


def test_a_line_ends_a_stream_is_answered_and_nothing_of_the_stream_comes_later() -> None:
    played = play(
        ASKED,
        14.0,
        replies=story(six_times_seven=says("It is 42.")),
        background=script(("", 0.6, STORY), gap_s=0.05),
        inject=((4.1, TypeText("six times seven")),),
    )
    cut, answer = played.of(Speech)[-2:]
    assert not cut.completed
    assert 4.1 <= cut.end < 4.45
    assert answer.text == "It is 42."
    assert answer.start < 5.0
    assert [event.cancelled for event in played.of(Background)][-1] is False, "all of it had come"


def test_a_request_that_still_streams_is_cancelled() -> None:
    played = play(
        ASKED,
        10.0,
        replies=story(stop=WriteResult(say=Move.STOP)),
        background=script(("", 0.6, STORY), gap_s=0.5),
        inject=((3.1, TypeText("stop")),),
    )
    assert played.of(Background)[-1].cancelled
    assert played.of(Background)[-1].t < 3.5
    assert max(speech.end for speech in played.of(Speech)) < 3.5, "silence is the answer to a stop"


def test_an_acknowledgement_lets_it_speak_on() -> None:
    played = play(
        ASKED,
        14.0,
        replies=story(ok=NOTHING, go_on=WriteResult(say=Move.RESUME)),
        background=script(("", 0.6, STORY[:4]), gap_s=0.05),
        inject=((3.5, TypeText("ok")), (4.5, TypeText("go on"))),
    )
    assert told(played)[-1] == " ".join(part.strip() for part in STORY[:4])
    assert all(speech.completed for speech in played.of(Speech))


def test_lines_in_quick_succession_are_each_answered_in_full() -> None:
    lines = [f"line {i}" for i in range(8)]
    played = play(
        ASKED,
        26.0,
        replies=TELLS | {line: says(f"Answer to {line}.") for line in lines},
        background=script(("", 0.6, STORY), gap_s=0.05),
        inject=tuple((3.0 + 0.5 * i, TypeText(line)) for i, line in enumerate(lines)),
    )
    assert [speech.text for speech in played.of(Speech) if speech.kind == "response"][-8:] == [
        f"Answer to {line}." for line in lines
    ]
    assert all(speech.completed for speech in played.of(Speech) if "Answer" in speech.text)
    assert played.asked[1:] == lines, "no line is read together with another"


def test_lines_of_one_micro_turn_are_each_answered() -> None:
    played = play(
        {},
        8.0,
        replies={"one": says("First."), "two": says("Second."), "three": says("Third.")},
        inject=tuple((1.0, TypeText(line)) for line in ("one", "two", "three")),
    )
    assert told(played) == ["First.", "Second.", "Third."]


def test_a_line_and_words_that_are_heard_at_the_same_time_are_two_turns() -> None:
    played = play(
        {5: cue(Act.HOLD, heard("what is the", 0.5)), 8: cue(Act.RESPOND, heard("what is the time", 0.5, final=True))},
        6.0,
        replies={"a note": says("Noted."), "what is the time": says("Nine.")},
        inject=((1.1, TypeText("a note")),),
    )
    assert sorted(played.asked) == ["a note", "what is the time"]
    assert "Noted." in told(played)
    assert "Nine." in told(played)


def test_a_line_is_answered_while_the_microphone_is_off_and_before_anything_was_heard() -> None:
    played = play(
        {},
        3.0,
        replies={"hello": says("Hello to you.")},
        inject=((0.0, Mute(on=True)), (0.1, TypeText("hello"))),
    )
    assert told(played) == ["Hello to you."]


def test_a_silent_assistant_never_takes_a_line_for_words_to_somebody_else() -> None:
    played = play({}, 3.0, inject=((0.5, TypeText("blue")),))
    assert played.model.requests[0].without == {Move.WAIT, Move.NOTHING}
    assert told(played)


def test_a_line_is_answered_beside_a_call_and_a_question_that_are_under_way() -> None:
    played = play(
        {2: cue(Act.RESPOND, heard("a story", 0.1, final=True)), **{k: cue(Act.RELAY) for k in range(30, 40)}},
        12.0,
        replies=story(time=says("Nine.")),
        background=script(("", 5.0, ["The story."])),
        inject=((2.5, TypeText("time")),),
    )
    assert told(played)[-2:] == ["Nine.", "The story."]


def test_an_answer_that_had_barely_begun_is_said_after_the_line() -> None:
    played = play(
        {**ASKED, 30: cue(Act.RELAY), 31: cue(Act.RELAY), 40: cue(Act.RELAY)},
        14.0,
        replies=story(time=says("Nine.")),
        background=script(("", 0.6, STORY[:2]), gap_s=0.05),
        inject=((2.2, TypeText("time")),),
    )
    assert told(played)[-1] == " ".join(part.strip() for part in STORY[:2])
    assert "Nine." in told(played)


def test_what_a_line_left_out_is_read_together_with_the_next() -> None:
    timer = calls(("timer.start", {"seconds": 300}))
    played = play(
        {},
        8.0,
        replies={
            "set a timer": LACKS_LENGTH,
            "five minutes": WriteResult(say=Move.MORE),
            "set a timer five minutes": timer,
        },
        inject=((0.5, TypeText("set a timer")), (3.0, TypeText("five minutes"))),
    )
    assert [call.arguments for call in played.of(ToolCall)] == [{"seconds": 300}]


@pytest.mark.parametrize(
    ("line", "alone", "joined"),
    [
        ("never mind", WriteResult(say=Move.STOP), WriteResult(say=Move.MORE)),
        ("thanks", WriteResult(say=Move.WELCOME), calls(("timer.start", {"seconds": 1}))),
        ("what time is it", calls(("clock.now", {})), calls(("timer.start", {"seconds": 1}))),
        ("two and two", replace(calls(("clock.now", {})), mere=True), calls(("clock.date", {}))),
        ("who won", WriteResult(say=Move.UNABLE), WriteResult(say=Move.MORE)),
        ("a poem", WriteResult(say=Move.UNABLE), calls(("clock.date", {}))),
    ],
)
def test_a_line_that_completes_nothing_is_answered_by_itself(
    line: str, alone: WriteResult, joined: WriteResult
) -> None:
    played = play(
        {},
        8.0,
        replies={"set a timer": LACKS_LENGTH, line: alone, f"set a timer {line}": joined},
        inject=((0.5, TypeText("set a timer")), (3.0, TypeText(line))),
    )
    assert [call.name for call in played.of(ToolCall)] == [call.name for call in alone.calls]
    question, answer = told(played)
    assert question == "For how long?"
    assert answer not in (question, *REPLIES[Move.MORE])


@pytest.mark.parametrize("alone", [("clock.date", {}), ("timer.start", {"seconds": 9})])
def test_a_mere_time_completes_a_request_whatever_it_would_mean_alone(alone: tuple[str, dict[str, object]]) -> None:
    reminder = ("reminder.at", {"time": "21:00", "message": "drink"})
    played = play(
        {},
        8.0,
        replies={
            "remind me to drink": WriteResult(say=Move.MORE, lacking="reminder.every"),
            "tomorrow at nine": calls(alone),
            "remind me to drink tomorrow at nine": calls(reminder),
        },
        inject=((0.5, TypeText("remind me to drink")), (3.0, TypeText("tomorrow at nine"))),
    )
    assert [call.name for call in played.of(ToolCall)] == ["reminder.at"]


def test_a_part_of_what_is_still_lacking_is_kept_with_it() -> None:
    timer = calls(("timer.start", {"seconds": 300, "label": "pasta"}))
    played = play(
        {},
        11.0,
        replies={
            "set a timer": LACKS_LENGTH,
            "for the pasta": replace(calls(("timer.rename", {"name": "pasta"})), mere=True),
            "set a timer for the pasta": LACKS_LENGTH,
            "five minutes": WriteResult(say=Move.MORE),
            "set a timer for the pasta five minutes": timer,
        },
        inject=((0.5, TypeText("set a timer")), (3.0, TypeText("for the pasta")), (6.0, TypeText("five minutes"))),
    )
    assert [call.arguments for call in played.of(ToolCall)] == [{"seconds": 300, "label": "pasta"}]


REFUSED = WriteResult(say=Move.UNABLE, words="Sorry, I can't work that out.")


def test_what_cannot_be_done_is_said_and_the_next_line_is_read_alone() -> None:
    played = play(
        {},
        8.0,
        replies={"five plus apple": REFUSED, "five minutes": calls(("timer.start", {"seconds": 300}))},
        inject=((0.5, TypeText("five plus apple")), (3.5, TypeText("five minutes"))),
    )
    assert told(played) == ["Sorry, I can't work that out.", "Timer set for five minutes."]
    assert played.asked == ["five plus apple", "five minutes"]


@pytest.mark.parametrize("made", [(), (Call("clock.now", {}),)])
def test_what_cannot_be_done_is_asked_whole_where_nothing_else_was_done(made: tuple[Call, ...]) -> None:
    played = play(
        {},
        6.0,
        replies={"five plus apple": replace(REFUSED, calls=made)},
        background=script(("", 0.2, ["Fruit."])),
        inject=((0.5, TypeText("five plus apple")),),
    )
    assert [asked.question for asked in played.of(Delegate)] == ([] if made else ["five plus apple"])
    assert any("can't work that out" in text for text in told(played)) is bool(made)


def test_a_line_that_is_a_request_of_its_own_is_not_what_was_left_out() -> None:
    played = play(
        {},
        8.0,
        replies={
            "train times": WriteResult(say=Move.MORE),
            "my car is on level 3": calls(("notes.add", {"text": "car"})),
        },
        inject=((0.5, TypeText("train times")), (3.0, TypeText("my car is on level 3"))),
    )
    assert played.asked == ["train times", "my car is on level 3"]
    assert [call.name for call in played.of(ToolCall)] == ["notes.add"]


def test_too_many_lines_at_once_are_refused_by_name() -> None:
    lines = [f"line {i}" for i in range(MOST_LINES + 2)]
    played = play({}, 2.0, inject=tuple((0.5, TypeText(line)) for line in lines))
    refused = [failure.message for failure in played.of(Failure)]
    assert len(refused) == 2
    assert refused[0].endswith(f"line {MOST_LINES}")


@pytest.mark.parametrize("at_s", [2.5, 5.0])
def test_silence_ends_speech_and_what_is_on_its_way(at_s: float) -> None:
    played = play(
        ASKED,
        9.0,
        replies=TELLS,
        background=script(("", 0.6, STORY), gap_s=0.7),
        commands={round(at_s / 0.2): Silence()},
    )
    assert max(speech.end for speech in played.of(Speech)) < at_s + 0.45
    assert played.of(Background)[-1].cancelled


def test_silence_before_the_first_word_of_an_answer_ends_the_question() -> None:
    played = play(
        {2: cue(Act.RESPOND, heard("a story", 0.1, final=True)), **{k: cue(Act.RELAY) for k in range(15, 40)}},
        8.0,
        replies=TELLS,
        background=script(("", 2.5, STORY)),
        commands={8: Silence()},
    )
    assert len(played.of(Delegate)) == 1
    assert [(event.text, event.cancelled) for event in played.of(Background)] == [("", True)]
    assert not any("story" in text for text in told(played))


@pytest.mark.parametrize("blank", ["", "   ", "\t"])
def test_a_line_without_a_word_is_refused_and_the_session_goes_on(blank: str) -> None:
    played = play({}, 4.0, replies={"hello": says("Hi.")}, inject=((0.5, TypeText(blank)), (1.5, TypeText("hello"))))
    assert [failure.where for failure in played.of(Failure)] == ["typed"]
    assert told(played) == ["Hi."]


@pytest.mark.parametrize("line", ["ok", "go on"])
def test_an_acknowledgement_while_an_answer_is_waited_for_cancels_nothing(line: str) -> None:
    played = play(
        {2: cue(Act.RESPOND, heard("a story", 0.1, final=True)), **dict.fromkeys(range(18, 40), cue(Act.RELAY))},
        10.0,
        replies=story(ok=NOTHING, go_on=WriteResult(say=Move.RESUME)),
        background=script(("", 3.0, STORY[:2]), gap_s=0.05),
        inject=((2.5, TypeText(line)),),
    )
    assert Move.NOTHING not in played.model.requests[-1].without
    assert told(played)[-1] == " ".join(part.strip() for part in STORY[:2])
    assert len(told(played)) == 2, "the filler and the story"


def test_an_answer_to_a_line_that_is_cut_by_the_users_voice_is_said_later() -> None:
    played = play(
        {
            7: cue(Act.YIELD, heard("i was thinking about", 0.5)),
            16: cue(Act.RESPOND, heard("i was thinking about the market", 0.5, final=True)),
            **dict.fromkeys(range(22, 30), cue(Act.RELAY)),
        },
        10.0,
        replies={
            "six times seven": says("It is 42 and nothing else."),
            "i was thinking about the market": says("I see."),
        },
        inject=((1.1, TypeText("six times seven")),),
    )
    assert told(played)[-1] == "It is 42 and nothing else."
    assert "I see." in told(played)


def test_what_completes_a_line_takes_nothing_else_back() -> None:
    played = play(
        {},
        12.0,
        replies={
            "set a timer for five minutes": calls(("timer.start", {"seconds": 300})),
            "set a timer": LACKS_LENGTH,
            "ten minutes": calls(("timer.cancel", {}), ("timer.start", {"seconds": 600})),
            "set a timer ten minutes": calls(("timer.start", {"seconds": 600})),
        },
        inject=tuple(
            (t, TypeText(line))
            for t, line in ((0.5, "set a timer for five minutes"), (4.0, "set a timer"), (6.0, "ten minutes"))
        ),
    )
    assert [call.name for call in played.of(ToolCall)] == ["timer.start", "timer.start"]


@pytest.mark.parametrize("busy", [True, False])
@pytest.mark.parametrize(
    "text", ["?", "???", "...", "\N{THUMBS UP SIGN}", ":)", "!", "-", "¿", "\N{WHITE SMILING FACE}"]
)
def test_a_line_without_a_word_can_do_nothing(text: str, *, busy: bool) -> None:
    tool = ToolSpec("undo.last", "undoes the last")

    def ask(turn: Turn, early: tuple[ToolCallRecord, ...], without: frozenset[Move]) -> WriteRequest:
        return WriteRequest(tuple(turn.text.split()), tools=(tool,), without=without)

    turns = TurnTaking(ask, lambda _: NO_FACTS)
    turns.lines.add(text, 1.0)
    inquiry = turns.next_line(1.2, busy=busy)
    assert inquiry is not None
    assert (inquiry.request.tools, inquiry.request.background) == ((), False)
    assert set(Move) - inquiry.request.without == {Move.NOTHING if busy else Move.MORE}


@pytest.mark.parametrize(
    "text",
    [
        "ok", "Okay.", "great!", "perfect", "all right", "got it", "oh I see", "fine", "very good", "that's great",
        "makes sense", "sounds good", "okay great", "fair enough", "good to know", "mm-hm", "of course", "ok cool",
        "ah", "no problem", "Right.", "understood", "yep", "lovely", "that's really interesting",
    ],
)  # fmt: skip
def test_what_only_takes_something_in_is_acknowledged_and_asks_for_nothing(text: str) -> None:
    played = play({}, 3.0, inject=((0.5, TypeText(text)),))
    (request,) = played.model.requests
    assert frozenset(Move) - request.without == {Move.OKAY}
    assert (request.tools, request.background) == ((), False)


@pytest.mark.parametrize(
    "text",
    [
        "thanks", "ok thanks", "stop", "okay stop", "enough", "that's enough", "right?", "is that right", "good night",
        "good morning", "no", "sure, and milk", "yes do it", "louder", "undo", "see my timers", "one", "time", "all",
        "okay what's the date", "great, now a timer", "go on", "why", "help", "that's it",
    ],
)  # fmt: skip
def test_what_asks_for_something_is_read(text: str) -> None:
    assert not only_takes_in(text)


def test_that_a_question_takes_a_moment_is_not_said_late() -> None:
    played = play(
        {},
        9.0,
        replies={"one": says("The first answer."), "why": WriteResult(ask="why"), "two": says("The second answer.")},
        background=script(("", 20.0, ["Because."])),
        inject=((0.5, TypeText("one")), (0.8, TypeText("why")), (1.1, TypeText("why")), (1.4, TypeText("two"))),
    )
    assert told(played) == ["The first answer.", "The second answer."]
    assert len(played.of(Delegate)) == 2
