"""Calls as servers stream them, and arguments as models write them."""

import json
from typing import Any

import pytest

from duologue.background.wanted import Functions, WantedCall, WantedCalls

TOOLS = Functions.of(
    [
        {
            "name": "timer.start",
            "parameters": {
                "type": "object",
                "properties": {
                    "seconds": {"type": "number"},
                    "times": {"type": "integer"},
                    "on": {"type": "boolean"},
                    "label": {"type": "string"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "where": {"type": ["object", "null"]},
                    "steps": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}},
                },
                "required": ["seconds"],
                "additionalProperties": False,
            },
        }
    ]
)


def piece(name: str | None = None, arguments: Any = None, **more: Any) -> dict[str, Any]:
    function = {} if name is None else {"name": name}
    return {"function": function if arguments is None else {**function, "arguments": arguments}, **more}


def taken(*pieces: dict[str, Any]) -> list[tuple[str, Any]]:
    """The calls that pieces come to; their ids are checked."""
    calls = WantedCalls()
    for each in pieces:
        calls.take(each)
    calls.close()
    ids = [call.id for call in calls]
    assert len(set(ids)) == len(ids)
    assert all(ids)
    return [(call.name, json.loads(call.arguments)) for call in calls]


TWO = [("a", {"x": 1, "y": 2}), ("b", {"z": 3})]
STREAMS = {
    "as OpenAI does": [
        piece("a", "", index=0, id="1"),
        piece(None, '{"x": 1,', index=0),
        piece(None, ' "y": 2}', index=0),
        piece("b", "", index=1, id="2"),
        piece(None, '{"z": 3}', index=1),
    ],
    "all numbered 0": [
        piece("a", "", index=0, id="1"),
        piece(None, '{"x": 1,', index=0),
        piece(None, ' "y": 2}', index=0),
        piece("b", "", index=0, id="2"),
        piece(None, '{"z": 3}', index=0),
    ],
    "all numbered 0, empty ids": [
        piece("a", "", index=0, id="1"),
        piece(None, '{"x": 1,', index=0, id=""),
        piece(None, ' "y": 2}', index=0, id=""),
        piece("b", "", index=0, id="2"),
        piece(None, '{"z": 3}', index=0, id=""),
    ],
    "all numbered 0, no ids": [piece("a", '{"x": 1, "y": 2}', index=0), piece("b", '{"z": 3}', index=0)],
    "no numbers": [
        piece("a", "", id="1"),
        piece(None, '{"x": 1,'),
        piece(None, ' "y": 2}'),
        piece("b", "", id="2"),
        piece(None, '{"z": 3}'),
    ],
    "no numbers, no ids": [piece("a", '{"x": 1, "y": 2}'), piece("b", '{"z": 3}')],
    "numbers are null": [
        piece("a", '{"x": 1, "y": 2}', index=None, id=None),
        piece("b", '{"z": 3}', index=None, id=None),
    ],
    "numbers as text": [piece("a", '{"x": 1, "y": 2}', index="0"), piece("b", '{"z": 3}', index="1")],
    "ids with each piece": [
        piece("a", '{"x": 1,', index=0, id="1"),
        piece(None, ' "y": 2}', index=0, id="1"),
        piece("b", '{"z": 3}', index=1, id="2"),
    ],
    "names with each piece": [
        piece("a", '{"x": 1,', index=0, id="1"),
        piece("a", ' "y": 2}', index=0),
        piece("b", "", index=1, id="2"),
        piece("b", '{"z": 3}', index=1),
    ],
    "mixed": [
        piece("a", "", index=0, id="1"),
        piece("b", "", index=1, id="2"),
        piece(None, '{"x": 1,', index=0),
        piece(None, '{"z": 3}', index=1),
        piece(None, ' "y": 2}', index=0),
    ],
    "whole calls again at the end": [
        piece("a", '{"x": 1,', index=0, id="1"),
        piece(None, ' "y": 2}', index=0),
        piece("b", '{"z": 3}', index=1, id="2"),
        piece("a", '{"x": 1, "y": 2}', index=0, id="1"),
        piece("b", '{"z": 3}', index=1, id="2"),
    ],
    "whole calls again without ids": [
        piece("a", '{"x": 1, "y": 2}', index=0),
        piece("b", '{"z": 3}', index=1),
        piece("a", '{"x": 1, "y": 2}', index=0),
        piece("b", '{"z": 3}', index=1),
    ],
    "the same id": [piece("a", '{"x": 1, "y": 2}', index=0, id="call"), piece("b", '{"z": 3}', index=1, id="call")],
    "objects for text": [piece("a", {"x": 1, "y": 2}, index=0, id="1"), piece("b", {"z": 3}, index=1, id="2")],
    "an empty object ahead": [
        piece("a", "{}", index=0, id="1"),
        piece(None, '{"x": 1, "y": 2}', index=0),
        piece("b", "{}", index=1, id="2"),
        piece(None, '{"z": 3}', index=1),
    ],
    "without a function": [{"name": "a", "arguments": '{"x": 1, "y": 2}'}, {"name": "b", "parameters": {"z": 3}}],
}


@pytest.mark.parametrize("kind", STREAMS)
def test_calls_are_put_together_however_they_are_numbered(kind: str) -> None:
    assert taken(*STREAMS[kind]) == TWO


def test_the_name_may_come_in_pieces_or_grow() -> None:
    assert taken(piece("timer_", "", index=0, id="1"), piece("start", "{}", index=0)) == [("timer_start", {})]
    assert taken(piece("timer_", "", index=0, id="1"), piece("timer_start", "{}", index=0)) == [("timer_start", {})]


def test_two_calls_of_one_function_stay_two() -> None:
    wanted = [("a", {"x": 1}), ("a", {"x": 2})]
    assert taken(piece("a", '{"x": 1}', index=0, id="1"), piece("a", '{"x": 2}', index=1, id="2")) == wanted
    assert taken(piece("a", '{"x": 1}', index=0, id="c"), piece("a", '{"x": 2}', index=1, id="c")) == wanted
    assert taken(piece("a", '{"x": 1}', index=0), piece("a", '{"x": 2}', index=0)) == wanted
    assert taken(piece("a", '{"x": 1}'), piece("a", ""), piece(None, '{"x"'), piece(None, ": 2}")) == wanted


@pytest.mark.parametrize("bad", [None, "call", 7, ["a"]])
def test_what_is_no_call_is_refused(bad: Any) -> None:
    with pytest.raises(TypeError):
        WantedCalls().take(bad)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('{"seconds": 300}', {"seconds": 300}),
        ('{"seconds": "300"}', {"seconds": 300}),
        ('{"seconds": " 2.5 "}', {"seconds": 2.5}),
        ('{"seconds": 1, "times": "3"}', {"seconds": 1, "times": 3}),
        ('{"seconds": 1, "times": "3.0"}', {"seconds": 1, "times": 3}),
        ('{"seconds": "1", "on": "True"}', {"seconds": 1, "on": True}),
        ('{"seconds": 1, "tags": "[\\"a\\"]"}', {"seconds": 1, "tags": ["a"]}),
        ('{"seconds": 1, "where": "{\\"x\\": 1}"}', {"seconds": 1, "where": {"x": 1}}),
        ('{"seconds": 1, "where": null, "label": null}', {"seconds": 1, "where": None}),
        ('{"seconds": 1, "steps": [{"n": "2"}, {"n": "3"}]}', {"seconds": 1, "steps": [{"n": 2}, {"n": 3}]}),
        ('"{\\"seconds\\": 300}"', {"seconds": 300}),
        ('{}{"seconds": 300}', {"seconds": 300}),
        ('{"seconds": 300}{"seconds": 300}', {"seconds": 300}),
        ('```json\n{"seconds": 300}\n```', {"seconds": 300}),
        ("{'seconds': 300, 'on': True, 'label': 'tea'}", {"seconds": 300, "on": True, "label": "tea"}),
        ('{"seconds": 1, "label": "7"}', {"seconds": 1, "label": "7"}),
    ],
)
def test_arguments_are_read_as_they_are_meant(written: str, meant: dict[str, Any]) -> None:
    assert TOOLS.read(WantedCall("1", "timer_start", written)) == ("timer.start", meant)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ('{"seconds": "five"}', "is not of type 'number'"),
        ('{"seconds": true}', "is not of type 'number'"),
        ('{"seconds": "true"}', "is not of type 'number'"),
        ('{"seconds": 1, "times": "2.5"}', "is not of type 'integer'"),
        ('{"seconds": 1, "label": 7}', "is not of type 'string'"),
        ('{"seconds": null}', "is not of type 'number'"),
        ('{"seconds": 3', "not valid JSON"),
        ("[300]", "must be a JSON object"),
        ('"tea"', "not valid JSON"),
    ],
)
def test_arguments_that_mean_nothing_are_told_to_the_model(written: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        TOOLS.read(WantedCall("1", "timer_start", written))


@pytest.mark.parametrize(
    "name",
    ["timer_start", "timer.start", "functions.timer_start", "Timer-Start", "default_api.timer_start", " timerStart"],
)
def test_a_function_is_known_by_other_spellings(name: str) -> None:
    assert TOOLS.read(WantedCall("1", name, '{"seconds": 1}'))[0] == "timer.start"


@pytest.mark.parametrize("name", ["timer", "start", "timer_stop", "", "x.timer_stop"])
def test_another_function_is_not_taken_for_it(name: str) -> None:
    with pytest.raises(ValueError, match="There is no function"):
        TOOLS.read(WantedCall("1", name, '{"seconds": 1}'))
