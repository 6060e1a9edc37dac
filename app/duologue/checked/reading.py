"""Reads JSON into dataclasses; what is wrong becomes an InputError that names file, field, fault and expectation."""

import json
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from duologue.core.display_text import plain_line
from duologue.core.errors import InputError
from duologue.core.events import Json

T = TypeVar("T")
Place = tuple[int | str, ...]
"""Where in a JSON value something is: names of fields, and numbers of items from 0."""

_UNKNOWN = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
_OBJECTS = frozenset({"dataclass_type", "dict_type", "model_type"})
_LISTS = frozenset({"list_type", "tuple_type"})


_KEY = "[key]"
"""What pydantic adds to the place of a name that is wrong itself."""


class NotJson(ValueError):  # noqa: N818 - it says what the text is
    """The text is no JSON; the message says why."""


def parsed(data: bytes | str) -> Json:
    """The value that a JSON text holds.

    Raises:
        NotJson: it holds none, or one that is nested without end.
    """
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:  # neither JSON nor text
        raise NotJson(str(error)) from error


def check(kind: type[T], value: Json, where: str, area: str, at: Place = ()) -> T:
    """The value as a dataclass, or a container of dataclasses; lists become tuples where the type says so.

    where: what to call the source in messages, "case.json". area: what the code of an error begins with. at: where in
    the source the value stands.

    Raises:
        InputError: "case.json: 't' in item 2 of 'inject' must be a number of seconds, 0 or more."
    """
    adapter: TypeAdapter[T] = _adapter(cast(Hashable, kind))
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        unknown = next((each for each in details if each["type"] in _UNKNOWN), None)
        code = f"{area}.unknown" if unknown else f"{area}.field"
        raise InputError(code, sentence(where, unknown or details[0], at)) from error


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def sentence(where: str, error: ErrorDetails, at: Place = ()) -> str:
    """What is wrong, for people: the file, the field, the fault."""
    place: Place = (*at, *(step for step in error["loc"] if step != _KEY))
    if error["type"] in _UNKNOWN:
        place, says = place[:-1], f"has the unknown field '{_plain(place[-1])}'"
    elif error["type"] == "missing":
        place, says = place[:-1], f"lacks the field '{_plain(place[-1])}'"
    elif error["type"] in _OBJECTS:
        says = "must be an object"
    elif error["type"] in _LISTS:
        says = "must be a list"
    elif error["type"] == "too_long":
        says = f"must be a list of at most {error['ctx']['max_length']}"
    else:
        says = error["msg"]
    return f"{where}: {_named(place)} {says}." if place else f"{where} {says}."


def _named(place: Place) -> str:
    """("inject", 1, "t") -> "'t' in item 2 of 'inject'"; names inside each other are joined with dots."""
    *outer, last = place
    if isinstance(last, int):
        return f"item {last + 1} of {_named(tuple(outer)) if outer else 'the list'}"
    names = [last]
    while outer and isinstance(name := outer[-1], str):
        names.insert(0, name)
        outer.pop()
    joined = f"'{'.'.join(map(_plain, names))}'"
    return f"{joined} in {_named(tuple(outer))}" if outer else joined


def _plain(step: int | str) -> str:
    return plain_line(str(step), 64)
