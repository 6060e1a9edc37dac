import time
from dataclasses import replace
from datetime import datetime

import pytest

from duologue.core.events import (
    Background,
    BrokenOff,
    ConsentAsked,
    ConsentOver,
    Delegate,
    Event,
    Heard,
    Saying,
    Speech,
    ToolCall,
    ToolProgress,
    ToolResult,
    Typed,
    Written,
)
from duologue.tools.base import CANCELLED_ERROR
from duologue.tools.registry import builtin_facts
from duologue.view.transcript import Side, Transcript, as_text, clock_text, typed_line
from helpers import script_player as script


def heard(utterance: str, text: str, start: float, end: float, *, final: bool = True, stable: int = 0) -> Heard:
    return Heard(end, utterance, text, final, start, end, stable)


def said(speech: str, text: str, start: float, end: float, kind: str = "response", *, completed: bool = True) -> Speech:
    return Speech(end, speech, kind, text, start, end, completed, start - 0.2)


def transcript(*events: Event) -> Transcript:
    result = Transcript()
    for event in events:
        result.apply(event)
    return result


def test_an_utterance_grows_in_its_line() -> None:
    lines = transcript(heard("u1", "what", 1, 1.2, final=False), heard("u1", "what time", 1, 1.4, final=False))
    assert [line.text for line in lines.lines] == ["what time"]
    assert lines.line(0).running


def test_stable_words_are_settled_and_the_rest_tentative() -> None:
    line = transcript(heard("u1", "one two three", 1, 2, final=False, stable=2)).line(0)
    assert line.runs() == [("one two", False), ("three", True)]


def test_a_pause_joins_the_line_and_a_long_silence_does_not() -> None:
    lines = transcript(
        heard("u1", "Set a timer", 1, 2), heard("u2", "for five minutes.", 4, 5), heard("u3", "Hm.", 30, 31)
    )
    assert [line.text for line in lines.lines] == ["Set a timer for five minutes.", "Hm."]


def test_the_other_side_in_between_starts_a_new_line() -> None:
    lines = transcript(said("s1", "One.", 1, 2), heard("u1", "mm-hm", 2, 2.4), said("s2", "Two.", 2.5, 3))
    assert [(line.side, line.text) for line in lines.lines] == [
        (Side.ASSISTANT, "One."),
        (Side.USER, "mm-hm"),
        (Side.ASSISTANT, "Two."),
    ]


def test_nothing_joins_an_interrupted_answer() -> None:
    lines = transcript(said("s1", "The moon", 1, 2, completed=False), said("s2", "It is nine.", 3, 4))
    assert len(lines) == 2
    assert lines.line(0).interrupted
    assert not lines.line(1).interrupted


def test_a_backchannel_keeps_to_itself() -> None:
    lines = transcript(said("s1", "mm-hm", 1, 1.3, "backchannel"), said("s2", "uh-huh", 2, 2.3, "backchannel"))
    assert [line.subtle for line in lines.lines] == [True, True]


def test_what_is_said_so_far_is_replaced_by_what_was_really_said() -> None:
    lines = transcript(
        Saying(1.2, "s1", "relay", "The moon is"), said("s1", "The moon", 1, 1.5, "relay", completed=False)
    )
    assert lines.line(0).text == "The moon"


def test_words_taken_back_leave_an_empty_line_and_nothing_in_the_text() -> None:
    lines = transcript(heard("u1", "the", 1, 1.2, final=False), heard("u1", "", 1, 1.2))
    assert lines.line(0).text == ""
    assert as_text(lines.lines) == ""


def test_an_utterance_without_words_makes_no_line() -> None:
    lines = Transcript()
    assert lines.apply(heard("u1", "  ", 1, 2)) is None
    assert len(lines) == 0


def test_repeating_an_event_changes_nothing() -> None:
    lines = transcript(heard("u1", "Hello.", 1, 2))
    assert lines.apply(heard("u1", "Hello.", 1, 2)) is None


def test_tools_and_questions_are_notes() -> None:
    lines = transcript(
        ToolCall(1, "c1", "timer.start", {"seconds": 90}),
        ToolCall(2, "c2", "calculator.evaluate", {"expression": "2*(-2+4)"}),
        ToolResult(2, "c2", True, {"value": 4}),
        ToolCall(3, "c3", "web.search", {"query": "x" * 200}),
        ToolResult(3, "c3", False, error="There is no network."),
        Delegate(4, "q1", "Why is the sky blue?"),
    )
    texts = [line.text for line in lines.lines]
    assert texts[:2] == ["Timer · 1 minute 30 seconds", ""]
    assert texts[2].endswith("… · failed: There is no network.")
    assert texts[3] == "Thinking about “Why is the sky blue?”"
    assert {line.side for line in lines.lines} == {Side.NOTE}


def test_typed_lines_are_marked_and_stand_alone() -> None:
    lines = transcript(heard("u1", "Hello.", 1, 2), Typed(2.5, "What time is it?"))
    assert [(line.kind, line.t, line.waiting) for line in lines.lines] == [("", 1, False), ("typed", 2.5, False)]


def test_lines_typed_in_quick_succession_stay_lines_of_their_own() -> None:
    lines = transcript(Typed(2.5, "train times"), Typed(2.5, "remember that my car is on level 3"))
    assert [line.text for line in lines.lines] == ["train times", "remember that my car is on level 3"]


def test_a_line_that_waits_for_a_session_says_so() -> None:
    assert as_text([typed_line(0, "What time is it?", 9.0, waiting=True)]) == (
        "   0:09  You: What time is it? — (waiting)\n"
    )


def test_nothing_joins_the_lines_of_the_session_before() -> None:
    lines = transcript(script.started(), heard("u1", "Set a", 1, 2), script.started(), heard("u1", "timer.", 2.1, 3))
    assert [line.text for line in lines.lines] == ["Set a", "timer."]


@pytest.mark.parametrize(
    ("event", "note"),
    [
        (Background(2, "q1", "Because", False), "Thinking about “Why is the sky blue?”"),
        (Background(2, "q1", "Because.", True), "Thinking about “Why is the sky blue?”"),
        (Background(2, "q1", "", True, cancelled=True), "Stopped: “Why is the sky blue?”"),
        (Background(2, "q2", "", True, cancelled=True), "Thinking about “Why is the sky blue?”"),
    ],
)
def test_a_question_that_was_given_up_says_so(event: Background, note: str) -> None:
    lines = transcript(Delegate(1, "q1", "Why is the sky blue?"), event)
    assert [line.text for line in lines.lines] == [note]


def test_a_call_that_was_given_up_is_stopped_and_has_not_failed() -> None:
    lines = transcript(
        ToolCall(1, "c1", "web.search", {"query": "train times"}),
        ToolResult(2, "c1", False, error=CANCELLED_ERROR),
    )
    assert lines.line(0).text == "Web search · train times · stopped"


def test_saved_text_names_sides_times_and_interruptions() -> None:
    lines = transcript(heard("u1", "Hello.", 5, 6), said("s1", "Good", 65, 66, completed=False))
    assert as_text(lines.lines) == "   0:05  You: Hello.\n   1:05  Duologue: Good — (interrupted)\n"


def test_clock_text() -> None:
    assert [clock_text(t) for t in (-1, 0, 65.9, 3661)] == ["0:00", "0:00", "1:05", "1:01:01"]


def test_snapshots_do_not_change_afterwards() -> None:
    lines = transcript(heard("u1", "one", 1, 1.2, final=False))
    before = lines.lines
    lines.apply(heard("u1", "one two", 1, 1.4, final=False))
    assert before[0].text == "one"


def test_a_whole_conversation_reads_as_it_was() -> None:
    lines = transcript(*script.conversation())
    spoken = [line.text for line in lines.lines if line.side is not Side.NOTE]
    assert spoken[0] == "Hello there, can you hear me?"
    assert "The dark spots are" in spoken[-6]
    assert sum(line.interrupted for line in lines.lines) == 1


CALLED = ToolCall(1, "c1", "weather.now", {"place": "Oslo"})
ASKED = ConsentAsked(1, "c1", "Look up the weather in Oslo online?")
ALLOWED, REFUSED = ConsentOver(2, "c1", True), ConsentOver(2, "c1", False)
FOUND, NOT_ALLOWED = ToolResult(3, "c1", True, {"condition": "rain"}), ToolResult(3, "c1", False, error="Not allowed.")


@pytest.mark.parametrize(
    ("events", "note"),
    [
        ((CALLED,), "Weather · Oslo"),
        ((CALLED, ASKED), "Weather · Oslo · waiting for your answer"),
        ((CALLED, ASKED, ALLOWED), "Weather · Oslo"),
        ((CALLED, ASKED, ALLOWED, FOUND), "Weather · Oslo"),
        ((CALLED, ASKED, REFUSED), "Weather · Oslo · not allowed"),
        ((CALLED, ASKED, REFUSED, NOT_ALLOWED), "Weather · Oslo · not allowed"),
        ((CALLED, FOUND), "Weather · Oslo"),
        ((CALLED, NOT_ALLOWED), "Weather · Oslo · failed: Not allowed."),
        ((CALLED, ConsentAsked(1, "c2", "Another?")), "Weather · Oslo"),
        ((CALLED, ASKED, ConsentOver(2, "c2", False)), "Weather · Oslo · waiting for your answer"),
    ],
)
def test_a_note_claims_nothing_before_it_was_allowed(events: tuple, note: str) -> None:
    assert [line.text for line in transcript(*events).lines] == [note]


def of_one(name: str, *, ok: bool = True, **result: object) -> str:
    """The note of one call that came back."""
    back = ToolResult(2, "c1", True, result) if ok else ToolResult(2, "c1", False, error="There is none.")
    return transcript(ToolCall(1, "c1", name, {"label": "tea"}), back).line(0).text


BUILTIN = sorted(builtin_facts())


@pytest.mark.parametrize("name", BUILTIN)
def test_what_is_said_and_shown_is_not_noted_as_well_but_what_left_the_machine_is(name: str) -> None:
    leaves = name.startswith(("web.", "weather."))
    assert bool(of_one(name, value=4)) is leaves
    assert of_one(name, ok=False).endswith("failed: There is none.")


def test_what_other_programs_did_stays_noted() -> None:
    assert of_one("mail.send") == "mail.send · tea"


@pytest.mark.parametrize("name", BUILTIN)
def test_no_label_claims_that_something_was_done(name: str) -> None:
    """It stands there before it is done, and when it was refused."""
    first = builtin_facts()[name].label.split(" ")[0]
    assert not first.endswith("ed"), first
    assert first not in {"Taken", "Read", "Found", "Put", "Set"}


@pytest.mark.parametrize(
    ("wall", "t", "shown"),
    [
        ("2026-11-29T19:24:00+00:00", 5.0, "19:24"),
        ("2026-11-29T19:24:00+00:00", 65.0, "19:25"),
        ("2026-11-29T23:59:30+00:00", 45.0, "00:00"),
        ("2026-11-29T09:05:00+00:00", 0.0, "09:05"),
        ("2026-11-29T19:24:00+00:00", 3 * 3600.0, "22:24"),
    ],
)
def test_a_line_bears_the_time_of_day(wall: str, t: float, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    began = replace(script.started(), wall_s=datetime.fromisoformat(wall).timestamp())
    lines = transcript(began, heard("u1", "Hello.", t, t + 1), Typed(t, "Hello?"), said("s1", "Hello.", t, t + 1))
    assert [line.when for line in lines.lines] == [shown] * 3
    assert all(row.startswith(f"{shown:>7}  ") for row in as_text(lines.lines).splitlines())


def test_where_no_clock_is_known_the_time_since_the_beginning_is_told() -> None:
    assert transcript(script.started(), heard("u1", "Hello.", 65, 66)).line(0).when == "1:05"


def test_how_far_a_tool_has_come_stands_in_its_note_until_it_is_back() -> None:
    lines = Transcript()
    lines.apply(ToolCall(1.0, "c1", "files.copy", {"what": "photos"}, "Copies"))
    for text in ("25 %", "50 % two of four", "x" * 200):
        assert lines.apply(ToolProgress(2.0, "c1", text)) == 0
        assert lines.line(0).text == f"Copies · photos · {text if len(text) < 80 else 'x' * 79 + '…'}"
        assert lines.line(0).running
    assert lines.apply(ToolProgress(2.0, "other", "25 %")) is None
    lines.apply(ToolResult(3.0, "c1", ok=True))
    assert lines.line(0).text == "Copies · photos"
    assert not lines.line(0).running


def test_an_answer_that_is_shown_stands_there_once_however_much_of_it_is_spoken() -> None:
    shown = transcript(
        Typed(1.0, "time"),
        Written(1.2, "w1", "It is nine."),
        Saying(2.0, "s1", "response", "It", "w1"),
        Typed(2.1, "date"),
        Written(2.3, "w2", "It is Monday."),
        replace(said("s1", "It is", 2.0, 2.5, completed=False), written="w1"),
    )
    assert [(line.side, line.text) for line in shown.lines] == [
        (Side.USER, "time"), (Side.ASSISTANT, "It is nine."), (Side.USER, "date"), (Side.ASSISTANT, "It is Monday."),
    ]  # fmt: skip
    assert not any(line.interrupted or line.running for line in shown.lines)


def test_a_speech_that_was_broken_off_between_two_sentences_is_shown_so() -> None:
    shown = transcript(said("s1", "Once upon a time.", 1.0, 3.0, "relay"), BrokenOff(4.0, "s1"), BrokenOff(4.0, "s7"))
    (line,) = shown.lines
    assert line.interrupted
    assert "(interrupted)" in as_text(shown.lines)
