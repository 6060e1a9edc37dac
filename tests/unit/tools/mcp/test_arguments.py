"""Schemas as real servers write them: what of them can be said."""

from typing import Any

import pytest

from duologue.tools.base import Reads
from duologue.tools.mcp.arguments import Arguments, plain_name, several

TEXT, NUMBER = {"type": "string"}, {"type": "number"}


@pytest.mark.parametrize(
    ("schema", "reads"),
    [
        ({"anyOf": [TEXT, {"type": "null"}]}, Reads.PHRASE),
        ({"oneOf": [{"type": "null"}, NUMBER]}, Reads.NUMBER),
        ({"anyOf": [TEXT, {"type": "integer"}]}, Reads.PHRASE),
        ({"anyOf": [{"type": "object"}, NUMBER]}, Reads.NUMBER),
        ({"anyOf": [{"type": "array", "items": TEXT}, TEXT]}, Reads.PHRASE),
        ({"type": ["string", "null"]}, Reads.PHRASE),
        ({"type": ["null", "integer", "object"]}, Reads.NUMBER),
        ({"$ref": "#/$defs/Name"}, Reads.PHRASE),
        ({"allOf": [{"$ref": "#/$defs/Name"}], "description": "who"}, Reads.PHRASE),
        ({"allOf": [{"$ref": "#/$defs/Level"}]}, Reads.OPTION),
        ({"anyOf": [{"$ref": "#/$defs/Level"}, {"type": "null"}]}, Reads.OPTION),
        ({"oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]}, Reads.OPTION),
        ({"enum": ["a", None]}, Reads.OPTION),
        ({"const": "a"}, Reads.OPTION),
        ({"type": "boolean"}, Reads.OPTION),
        ({"type": "string", "format": "uri"}, Reads.URL),
        ({"minLength": 1}, Reads.PHRASE),
        ({"type": "array", "items": TEXT}, Reads.PHRASE),
        ({"type": "array"}, Reads.PHRASE),
        ({"type": "array", "items": {"$ref": "#/$defs/Name"}}, Reads.PHRASE),
    ],
)  # fmt: skip
def test_a_value_that_can_be_said_is(schema: dict[str, Any], reads: Reads) -> None:
    defs = {"Name": {"type": "string"}, "Level": {"enum": ["low", "high"]}}
    found = Arguments({"type": "object", "properties": {"it": schema}, "required": ["it"], "$defs": defs})
    assert [(argument.name, argument.reads) for argument in found.spoken] == [("it", reads)]
    assert found.speakable


@pytest.mark.parametrize(
    "schema",
    [{"type": "object"}, {"type": "array", "items": NUMBER}, {"$ref": "#/$defs/Loop"}, {"$ref": "other.json"},
     {"anyOf": []}, {"type": "null"}, {"enum": []}, {"enum": [{"a": 1}]}, True, None, {}],
)  # fmt: skip
def test_a_value_that_cannot_be_said_is_for_language_models(schema: Any) -> None:
    loop = {"Loop": {"$ref": "#/$defs/Loop"}}
    assert not Arguments({"properties": {"it": schema}, "required": ["it"], "$defs": loop}).speakable
    assert Arguments({"properties": {"it": schema}, "$defs": loop}).speakable


@pytest.mark.parametrize(
    ("schema", "names", "needed"),
    [
        ({}, [], []),
        ({"properties": None, "required": None}, [], []),
        ({"$ref": "#/$defs/All", "$defs": {"All": {"properties": {"a": TEXT}, "required": ["a"]}}}, ["a"], ["a"]),
        ({"anyOf": [{"properties": {"a": TEXT, "b": TEXT}, "required": ["a", "b"]},
                    {"properties": {"c": TEXT}, "required": ["c"]}]}, ["c"], ["c"]),
        ({"properties": {"a": TEXT}, "required": ["a", 5]}, ["a"], ["a"]),
        ({"required": ["a"]}, [], ["a"]),
    ],
)  # fmt: skip
def test_the_arguments_of_a_schema_are_found(schema: dict[str, Any], names: list[str], needed: list[str]) -> None:
    found = Arguments(schema)
    assert ([argument.name for argument in found.spoken], found.needed) == (names, needed)


def test_several_things_become_a_list() -> None:
    assert several("milk, eggs and brown rice") == ["milk", "eggs", "brown rice"]
    assert several("Ada") == ["Ada"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [("getUserInfo", "get user info"), ("read_graph", "read graph"), ("HTTPServer", "http server"), ("a-b.c", "a b c")],
)
def test_a_name_is_said_in_words(name: str, plain: str) -> None:
    assert plain_name(name) == plain
