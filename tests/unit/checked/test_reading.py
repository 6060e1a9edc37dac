"""What is wrong with a JSON value is said in one sentence: file, field, fault and expectation."""

import re
from dataclasses import dataclass, field
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from duologue.checked.fields import AnyText, Count, Fields, Flag, MustBe, Regex, Seconds, Text, by_type, closed
from duologue.checked.reading import NotJson, check, parsed
from duologue.core.errors import InputError


@closed
@dataclass(frozen=True, slots=True)
class Leaf:
    when: Seconds
    on: Flag = False


@closed
@dataclass(frozen=True, slots=True)
class Twig:
    length: Seconds


@dataclass(frozen=True, slots=True)
class Tree:
    name: Text
    note: AnyText = ""
    rings: Count = 0
    leaves: Annotated[tuple[Leaf, ...], Field(max_length=3)] = ()
    words: Annotated[tuple[AnyText, ...], MustBe("a list of texts")] = ()
    match: Regex = re.compile("")
    more: Fields = field(default_factory=dict)
    part: Annotated[Leaf | Twig | None, by_type({"leaf": Leaf, "twig": Twig}, "twig")] = None
    inner: dict[str, tuple[Leaf, ...]] = field(default_factory=dict)


def test_a_value_becomes_its_dataclass() -> None:
    value = {
        "name": "oak",
        "rings": 3,
        "leaves": [{"when": 1}],
        "words": ["", "a"],
        "match": "LEAF",
        "part": {"type": "leaf", "when": 2},
        "inner": {"a.b": [{"when": 0.5, "on": True}]},
        "of another program": 1,
    }
    tree = check(Tree, value, "t.json", "tree")
    assert (tree.name, tree.rings, tree.words, tree.part) == ("oak", 3, ("", "a"), Leaf(2.0))
    assert tree.leaves == (Leaf(1.0),)
    assert isinstance(tree.leaves[0].when, float)
    assert tree.inner == {"a.b": (Leaf(0.5, True),)}
    assert tree.match.search("a leaf")
    assert check(Tree, {"name": "a", "part": {"length": 1}}, "t.json", "tree").part == Twig(1.0)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "t.json must be an object."),
        ("x", "t.json must be an object."),
        ({}, "t.json lacks the field 'name'."),
        ({"name": ""}, "t.json: 'name' must be a text."),
        ({"name": 5}, "t.json: 'name' must be a text."),
        ({"name": "\ud800"}, "t.json: 'name' must be a text."),
        ({"name": "a", "rings": True}, "t.json: 'rings' must be a whole number, 0 or more."),
        ({"name": "a", "rings": 1.0}, "t.json: 'rings' must be a whole number, 0 or more."),
        ({"name": "a", "leaves": {}}, "t.json: 'leaves' must be a list."),
        ({"name": "a", "leaves": "ab"}, "t.json: 'leaves' must be a list."),
        ({"name": "a", "leaves": [{"when": 1}] * 4}, "t.json: 'leaves' must be a list of at most 3."),
        ({"name": "a", "leaves": [5]}, "t.json: item 1 of 'leaves' must be an object."),
        ({"name": "a", "leaves": [{"when": 1}, {}]}, "t.json: item 2 of 'leaves' lacks the field 'when'."),
        (
            {"name": "a", "leaves": [{"when": "1"}]},
            "t.json: 'when' in item 1 of 'leaves' must be a number of seconds, 0 or more.",
        ),
        ({"name": "a", "leaves": [{"whem": 1}]}, "t.json: item 1 of 'leaves' has the unknown field 'whem'."),
        ({"name": "a", "words": [1]}, "t.json: 'words' must be a list of texts."),
        ({"name": "a", "match": "("}, "t.json: 'match' is not a regular expression ("),
        ({"name": "a", "match": 5}, "t.json: 'match' is not a regular expression."),
        ({"name": "a", "match": "({words}"}, "t.json: 'match' is not a regular expression ("),
        ({"name": "a", "more": 1}, "t.json: 'more' must be an object."),
        ({"name": "a", "part": 1}, "t.json: 'part' must be an object."),
        ({"name": "a", "part": {"type": "root\n"}}, "t.json: 'part' has the unknown type 'root'."),
        ({"name": "a", "part": {"type": []}}, "t.json: 'part' has the unknown type '[]'."),
        ({"name": "a", "part": {"type": "leaf"}}, "t.json: 'part' lacks the field 'when'."),
        ({"name": "a", "part": {"length": float("nan")}}, "t.json: 'part.length' must be a number"),
        ({"name": "a", "part": {"length": 10**400}}, "t.json: 'part.length' must be a number"),
        ({"name": "a", "inner": {"a.b": [{"when": -1}]}}, "t.json: 'when' in item 1 of 'inner.a.b' must be a number"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(value: Any, said: str) -> None:
    with pytest.raises(InputError) as caught:
        check(Tree, value, "t.json", "tree")
    assert caught.value.message.startswith(said)
    assert caught.value.message.endswith(".")


def test_the_code_tells_a_field_too_many_from_one_that_is_wrong() -> None:
    with pytest.raises(InputError) as unknown:
        check(Leaf, {"when": -1, "wehn": 1}, "t.json", "tree")
    with pytest.raises(InputError) as wrong:
        check(Leaf, {"when": -1}, "t.json", "tree")
    assert (unknown.value.code, wrong.value.code) == ("tree.unknown", "tree.field")


def test_the_place_of_a_part_stands_in_the_sentence() -> None:
    with pytest.raises(InputError, match=re.escape("t.json: 'leaf.when' in item 2 of 'trees' must be a number")):
        check(Leaf, {"when": None}, "t.json", "tree", ("trees", 1, "leaf"))
    with pytest.raises(InputError, match=re.escape("t.json: 'when' in item 1 of item 3 of the list must be a number")):
        check(Leaf, {"when": None}, "t.json", "tree", (2, 0))


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
names = st.sampled_from(["name", "note", "rings", "leaves", "words", "match", "more", "part", "inner", "when", "type"])


@given(st.dictionaries(names | st.text(), anything | st.dictionaries(names, anything)))
def test_whatever_stands_in_a_file_is_read_or_refused_in_one_printable_line(value: Any) -> None:
    said = ""
    try:
        check(Tree, value, "t.json", "tree")
    except InputError as error:
        said = error.message
    assert not said or said.isprintable()


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe\x00", "[" * 100_000, b'"\xff"'])
def test_a_text_that_is_no_json_is_told_from_one_that_is(data: bytes | str) -> None:
    with pytest.raises(NotJson):
        parsed(data)
    assert parsed(b'\xef\xbb\xbf{"a": [1]}') == {"a": [1]}
