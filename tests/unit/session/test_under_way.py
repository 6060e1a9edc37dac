"""Which of the things under way the user means, and that exactly that one is ended."""

import pytest

from duologue.core.events import Background, Speech, ToolResult
from duologue.core.microturn import Act
from duologue.core.writing import WriteResult
from duologue.session.under_way import QUESTION as QUESTION_WORDS
from duologue.session.under_way import TaskUnderWay, meant, question_task
from duologue.tools.canned import read_canned
from duologue.tools.registry import builtin_facts
from helpers.playbook import calls, cue, heard, play, script


def task(id_: str, name: str, about: str) -> TaskUnderWay:
    facts = builtin_facts()[name]
    return TaskUnderWay(id_, name, about, facts.ended_as, facts.also_called)


SEARCH = task("c1", "web.search", "hiking trails")
WEATHER = task("c2", "weather.now", "Rome")
QUESTION = question_task("q1", "Why is the sky blue?")
OTHER = task("c3", "web.search", "cheap flights")
KINDS = QUESTION_WORDS.union(*(facts.also_called for facts in builtin_facts().values()))
FOREIGN = TaskUnderWay("c4", "calendar.create_event", "dentist")


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("", OTHER),
        ("that", OTHER),
        ("the search", OTHER),
        ("hiking trails", SEARCH),
        ("the search for trails", SEARCH),
        ("the weather", WEATHER),
        ("my question", QUESTION),
        ("thinking", QUESTION),
        ("the sky", QUESTION),
        ("something else", OTHER),
    ],
)
def test_the_words_find_the_task(what: str, found: TaskUnderWay) -> None:
    assert meant([SEARCH, WEATHER, QUESTION, OTHER], what, KINDS) == [found]


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("both searches", [SEARCH, OTHER]),
        ("everything", [SEARCH, WEATHER, QUESTION, OTHER]),
        ("the first search", [SEARCH]),
        ("the last two", [QUESTION, OTHER]),
        ("searching", [OTHER]),
    ],
)
def test_several_and_those_of_a_place_are_found(what: str, found: list[TaskUnderWay]) -> None:
    assert meant([SEARCH, WEATHER, QUESTION, OTHER], what, KINDS) == found


@pytest.mark.parametrize("what", ["the search", "the weather", "searching", "that page"])
def test_a_question_is_not_stopped_in_the_place_of_something_else(what: str) -> None:
    assert meant([QUESTION], what, KINDS) == []
    assert meant([QUESTION], "it", KINDS) == [QUESTION]


def test_a_tool_of_a_server_is_known_by_its_name() -> None:
    assert meant([FOREIGN, SEARCH], "the calendar event", KINDS) == [FOREIGN]
    assert FOREIGN.told == "calendar create event"
    assert meant([], "the search", KINDS) == []


def test_the_right_one_of_two_searches_and_a_question_is_stopped_and_the_others_come_back() -> None:
    found = {"results": [{"title": "Found", "url": "https://a.example", "snippet": "here"}]}
    canned = read_canned({"web.search": [{"delay": 12.0, "result": found}]}, "case", frozenset({"web.search"}))
    background = script(("", 9.0, ["The answer."]))
    played = play(
        {
            2: cue(Act.RESPOND, heard("trails", 0.1, final=True)),
            18: cue(Act.RESPOND, heard("flights", 3.3, "u2", final=True)),
            34: cue(Act.RESPOND, heard("why", 6.5, "u3", final=True)),
            50: cue(Act.RESPOND, heard("stop it", 9.7, "u4", final=True)),
        },
        18.0,
        replies={
            "trails": calls(("web.search", {"query": "hiking trails"})),
            "flights": calls(("web.search", {"query": "cheap flights"})),
            "why": WriteResult(ask="why is the sky blue"),
            "stop it": calls(("task.cancel", {"what": "the trails"})),
        },
        canned=canned,
        background=background,
    )
    results = {event.id: event for event in played.of(ToolResult)}
    assert [results[id_].ok for id_ in ("c1", "c2", "c3")] == [False, True, True]
    assert results["c3"].result == {"stopped": "the search"}
    assert [event.text for event in played.of(Background)] == ["The answer."]
    assert any(speech.text == "I've stopped the search." for speech in played.of(Speech))
    assert played.model.requests[-1].standing == (
        "web search hiking trails", "web search cheap flights", "ask why is the sky blue",
    )  # fmt: skip


def test_a_question_is_stopped_by_its_name() -> None:
    played = play(
        {
            2: cue(Act.RESPOND, heard("why", 0.1, final=True)),
            18: cue(Act.RESPOND, heard("stop it", 3.3, "u2", final=True)),
        },
        9.0,
        replies={
            "why": WriteResult(ask="why is the sky blue"),
            "stop it": calls(("task.cancel", {"what": "question"})),
        },
        background=script(("", 6.0, ["The answer."])),
    )
    assert [(event.id, event.text, event.cancelled) for event in played.of(Background)] == [("q1", "", True)]
    assert any(speech.text == "I've stopped thinking about that." for speech in played.of(Speech))
