"""Ending what runs: speech, questions and calls, before the first clause, between clauses and in the middle."""

import pytest

from duologue.core.commands import TypeText
from duologue.core.events import Background, Delegate, Speech, ToolResult
from duologue.core.microturn import Act
from duologue.core.writing import Move, WriteResult
from duologue.session.saying import LEAVING_OFF, LONG_ANSWER_S, MOST_LEFT
from duologue.tools.canned import read_canned
from helpers.playbook import Cue, Played, calls, cue, heard, play, script

STOP = WriteResult(say=Move.STOP)
RELAY = cue(Act.RELAY)
ASKED = {2: cue(Act.RESPOND, heard("a story", 0.1, final=True))}
SLOW = [f"Part {i} of the story. " for i in range(6)]


def told(played: Played) -> list[str]:
    return [speech.text for speech in played.of(Speech)]


def relaying(first: int, last: int) -> dict[int, Cue]:
    return dict.fromkeys(range(first, last), RELAY)


@pytest.mark.parametrize(
    ("stop_at", "situation"),
    [(10, "before the first clause"), (20, "in the middle of a clause"), (30, "between two clauses")],
)
@pytest.mark.parametrize("typed", [False, True])
def test_a_stop_ends_the_answer_and_its_request(stop_at: int, situation: str, typed: bool) -> None:
    stop_s = stop_at * 0.2
    said = {} if typed else {stop_at: cue(Act.RESPOND, heard("stop it", stop_s - 0.6, "u2", final=True))}
    said |= {} if typed else {stop_at - 1: cue(Act.YIELD)}
    played = play(
        {**ASKED, **relaying(11, 20), **relaying(21, 60), **said},
        12.0,
        replies={"a story": WriteResult(ask="a story"), "stop it": STOP},
        background=script(("", 2.8, SLOW), gap_s=3.4),
        inject=((stop_s, TypeText("stop it")),) if typed else (),
    )
    assert played.of(Background)[-1].cancelled, situation
    assert max(speech.end for speech in played.of(Speech)) < stop_s + 0.5
    assert len(played.of(Background)) == 1 + (situation != "before the first clause")


def test_never_mind_ends_a_call_that_is_under_way_if_nothing_else_is() -> None:
    found = {"results": [{"title": "Found", "url": "https://a.example", "snippet": "here"}]}
    canned = read_canned({"web.search": [{"delay": 4.0, "result": found}]}, "case", frozenset({"web.search"}))
    played = play(
        {2: cue(Act.RESPOND, heard("trails", 0.1, final=True)), **relaying(20, 40)},
        8.0,
        replies={"trails": calls(("web.search", {"query": "trails"})), "never mind": STOP},
        canned=canned,
        inject=((2.5, TypeText("never mind")),),
    )
    assert [result.ok for result in played.of(ToolResult)] == [False]
    assert not any("Found" in text for text in told(played))


@pytest.mark.parametrize("typed", [False, True])
def test_forget_the_question_ends_what_is_being_said(typed: bool) -> None:
    """The answer has come whole and is being said; the question is over at the server, not for the user."""
    forget = calls(("task.cancel", {"what": "the question"}))
    said = {} if typed else {19: cue(Act.YIELD), 21: cue(Act.RESPOND, heard("forget it", 3.8, "u2", final=True))}
    played = play(
        {**ASKED, **relaying(8, 12), **said},
        14.0,
        replies={"a story": WriteResult(ask="a story"), "forget it": forget},
        background=script(("", 0.5, SLOW), gap_s=0.01),
        inject=((4.0, TypeText("forget it")),) if typed else (),
    )
    assert told(played)[-1] == "I've stopped thinking about that."
    assert "Part 5" not in " ".join(told(played))


def test_forget_the_question_leaves_a_search_alone() -> None:
    found = {"results": [{"title": "Found", "url": "https://a.example", "snippet": "here"}]}
    canned = read_canned({"web.search": [{"delay": 5.0, "result": found}]}, "case", frozenset({"web.search"}))
    played = play(
        {
            2: cue(Act.RESPOND, heard("trails", 0.1, final=True)),
            8: cue(Act.RESPOND, heard("a story", 1.3, "u2", final=True)),
            **relaying(12, 18),
            **relaying(40, 50),
        },
        12.0,
        replies={
            "trails": calls(("web.search", {"query": "trails"})),
            "a story": WriteResult(ask="a story"),
            "forget the question": calls(("task.cancel", {"what": "the question"})),
        },
        background=script(("", 0.5, SLOW), gap_s=0.01),
        canned=canned,
        inject=((4.0, TypeText("forget the question")),),
    )
    assert [result.ok for result in played.of(ToolResult)] == [True, True]


def test_go_on_brings_back_the_rest_of_what_was_said() -> None:
    played = play(
        {**ASKED, **relaying(8, 12)},
        20.0,
        replies={"a story": WriteResult(ask="a story"), "stop": STOP, "go on": WriteResult(say=Move.RESUME)},
        background=script(("", 0.5, SLOW), gap_s=0.01),
        inject=((4.1, TypeText("stop")), (7.0, TypeText("go on"))),
    )
    cut, rest = played.of(Speech)[-2:]
    assert not cut.completed
    assert rest.text.endswith("Part 5 of the story.")
    assert rest.start < 8.0
    assert set(f"{cut.text} {rest.text}".split()) >= set(" ".join(SLOW).split()), "nothing is lost between the two"


def long_answer(*, clauses: int, gap_s: float = 0.01, lines: tuple[tuple[float, str], ...], seconds: float) -> Played:
    story = [f"This is the long part number {i}. " for i in range(clauses)]
    return play(
        {**ASKED, **relaying(8, 12)},
        seconds,
        replies={
            "a story": WriteResult(ask="a story"),
            "go on": WriteResult(say=Move.RESUME),
            "something else": WriteResult(say=Move.OKAY),
        },
        background=script(("", 0.5, story), gap_s=gap_s),
        inject=tuple((t, TypeText(line)) for t, line in lines),
    )


def test_a_long_answer_is_left_off_after_a_minute_and_goes_on_when_asked() -> None:
    played = long_answer(clauses=60, lines=((90.0, "go on"),), seconds=170.0)
    first, rest = [speech for speech in played.of(Speech) if speech.kind == "relay"][:2]
    assert LONG_ANSWER_S <= first.end - first.start < LONG_ANSWER_S + 20
    assert first.text.endswith(LEAVING_OFF)
    assert first.completed
    said = [int(word.rstrip(".")) for word in first.text.removesuffix(LEAVING_OFF).split() if word[0].isdigit()]
    goes_on = [int(word.rstrip(".")) for word in rest.text.split() if word[0].isdigit()]
    assert goes_on[0] == said[-1] + 1
    assert rest.start < 91.0


def test_an_endless_answer_that_was_left_off_is_ended_at_the_server() -> None:
    played = long_answer(clauses=MOST_LEFT + 300, gap_s=0.25, lines=(), seconds=110.0)
    assert played.of(Background)[-1].cancelled
    played = long_answer(clauses=400, gap_s=0.5, lines=((100.0, "something else"),), seconds=104.0)
    assert played.of(Background)[-1].cancelled
    assert played.of(Background)[-1].t < 100.5


def test_a_short_answer_is_not_left_off() -> None:
    played = long_answer(clauses=12, lines=(), seconds=40.0)
    assert LEAVING_OFF not in " ".join(told(played))
    assert len(played.of(Delegate)) == 1
