"""The calls that a model wants: put together from the pieces of a stream, read by the schemas of the tools."""

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from duologue.background.written import WrittenCall, known
from duologue.core.display_text import plain_line
from duologue.core.events import Json

MOST_CALLS = 16
"""Most calls in one round."""
LONGEST_ARGUMENTS = 1 << 17
"""Most characters of the arguments of a call; panels are long."""
LONGEST_NAME = 64
"""Most characters of a function's name that servers take."""
MOST_MENDED = 32
"""So many values of one call are read as what its schema wants."""
_NOTHING = "{}"
_DECODER = json.JSONDecoder()


class WireError(Exception):
    """The server sends what cannot be an answer."""


@dataclass(slots=True)
class WantedCall:
    """A call as it was streamed: name and arguments are what the model wrote, not yet checked."""

    id: str = ""
    name: str = ""
    arguments: str = ""


class WantedCalls:
    """The calls of one answer, in the order in which they began.

    Servers number them or do not, give a number twice, send id and name once or with each piece, and at the end send a
    whole call again; what belongs together is told by all of that.
    """

    def __init__(self) -> None:
        self._calls: list[WantedCall] = []
        self._at: dict[str, WantedCall] = {}  # the newest call of each number
        self._newest: WantedCall | None = None

    def __iter__(self) -> Iterator[WantedCall]:
        return iter(self._calls)

    def __len__(self) -> int:
        return len(self._calls)

    def take(self, piece: Json) -> None:
        """Takes in a piece of a call.

        Raises:
            WireError: it is out of bounds.
            TypeError: it is no piece of a call.
        """
        if not isinstance(piece, dict):
            raise TypeError("no call")
        function = piece.get("function")
        if not isinstance(function, dict):
            function = {"name": function, **piece} if isinstance(function, str) else piece
        name, id_ = _text(function.get("name")), _text(piece.get("id"))
        arguments = next((function[key] for key in ("arguments", "parameters") if function.get(key) is not None), "")
        index = "" if piece.get("index") is None else str(piece["index"])
        call = self._of(index, id_, name, arguments)
        call.id = call.id or id_
        call.name = _joined(call.name, name)
        if not isinstance(arguments, str):
            call.arguments = json.dumps(arguments)
        elif call.arguments.strip() == _NOTHING and arguments.lstrip().startswith("{"):
            call.arguments = arguments  # some servers send an empty object ahead
        elif not (_whole(call.arguments) and _whole(arguments)):
            call.arguments += arguments
        if len(call.arguments) > LONGEST_ARGUMENTS or len(call.name) > LONGEST_NAME:
            raise WireError("a call that it wants is too long")

    def written(self, calls: Iterable[WrittenCall]) -> None:
        """Takes in calls that stood among the words, beside those that are there already."""
        there = {(call.name, call.arguments) for call in self}
        for call in calls:
            if (call.name, call.arguments) not in there and len(self) < MOST_CALLS:
                self._calls.append(WantedCall("", call.name[:LONGEST_NAME], call.arguments))

    def close(self) -> None:
        """Gives each call an id of its own, as all servers take it: nine letters and figures. What has none and is
        the same as another is that other.
        """
        there = {(call.name, call.arguments) for call in self if call.id}
        taken: set[str] = set()
        kept: list[WantedCall] = []
        for call in self._calls:
            if call.id or (call.name, call.arguments) not in there:
                there.add((call.name, call.arguments))
                kept.append(call)
                call.id = call.id if call.id and call.id not in taken else f"call{len(kept):05d}"
                taken.add(call.id)
        self._calls = kept

    def _of(self, index: str, id_: str, name: str, arguments: Json) -> WantedCall:
        """The call that a piece belongs to."""
        call = self._at.get(index) if index else self._newest
        if id_ and (call is None or call.id != id_):
            known_ = next((each for each in self._calls if each.id == id_), None)
            new = call is None or bool(call.id)
            call = known_ if known_ is not None and not index else None if new else call
        if call is None or _begins(call, name, arguments):
            if len(self._calls) >= MOST_CALLS:
                raise WireError("it wants too many calls at once")
            call = WantedCall(name=name or (call.name if call else ""))
            self._calls.append(call)
        self._at[index] = self._newest = call
        return call


def _begins(call: WantedCall, name: str, arguments: Json) -> bool:
    """Whether a piece begins another call, whatever its number and its id."""
    if _other(call, name):
        return True
    if not _whole(call.arguments) or call.arguments.strip() == _NOTHING:
        return False
    if _whole(arguments):
        return bool(_json(call.arguments) != _json(arguments))
    return isinstance(arguments, str) and arguments.lstrip().startswith("{")


def _other(call: WantedCall, name: str) -> bool:
    """Whether a name is not that of a call, nor its beginning, nor the same again."""
    return bool(name and call.name and call.arguments) and not (name.startswith(call.name) or call.name.endswith(name))


def _joined(known_: str, piece: str) -> str:
    """A name with one more piece of it, which may be all of it again."""
    if piece.startswith(known_):
        return piece
    return known_ if known_.endswith(piece) else known_ + piece


def _whole(arguments: Json) -> bool:
    """Whether they are all the arguments of a call, not a part."""
    return isinstance(arguments, dict) or (isinstance(arguments, str) and isinstance(_json(arguments), dict))


def _json(text: Json) -> Json:
    if not isinstance(text, str):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _text(value: Json) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Functions:
    """Tools under names that servers take: "web.search" is web_search."""

    by_name: Mapping[str, Json]

    @classmethod
    def of(cls, tools: Iterable[Json]) -> "Functions":
        """The tools of a context, each under a name of its own."""
        named: dict[str, Json] = {}
        for tool in tools:
            base = re.sub(r"[^A-Za-z0-9_-]", "_", tool["name"])[:LONGEST_NAME]
            name, n = base, 1
            while name in named:
                n += 1
                name = f"{base[: LONGEST_NAME - 3]}_{n}"
            named[name] = tool
        return cls(named)

    def offered(self) -> list[Json]:
        """As they stand in a request."""
        return [{"type": "function", "function": {**tool, "name": name}} for name, tool in self.by_name.items()]

    def read(self, call: WantedCall) -> tuple[str, dict[str, Json]]:
        """Our name of the tool, and the arguments, checked by its schema; numbers that are written as text and the like
        become what the schema wants.

        Raises:
            ValueError: there is no such tool, or they do not fit; the message is for the model.
        """
        tool = self.by_name.get(known(call.name, self.by_name))
        if tool is None:
            raise ValueError(f"There is no function {plain_line(call.name, LONGEST_NAME)!r}.")
        arguments = _mended(_arguments(call.arguments), tool["parameters"])
        if fault := misfit(arguments, tool["parameters"]):
            raise ValueError(f"The arguments do not fit: {fault}.")
        return tool["name"], arguments


def _arguments(text: str) -> dict[str, Json]:
    """The arguments that a model wrote: JSON, JSON in a text, the last of several objects, or Python's spelling."""
    text = re.sub(r"\A\s*```(?:json)?|```\s*\Z", "", text).strip()
    if not text:
        return {}
    try:
        value = json.loads(text)
        value = json.loads(value or "{}") if isinstance(value, str) else value
    except (ValueError, RecursionError) as error:
        value = _last_object(text)
        if value is None:
            raise ValueError(f"The arguments are not valid JSON: {error}.") from error
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError("The arguments must be a JSON object.")
    return value


def _last_object(text: str) -> Json:
    """The last of the objects that a text consists of; None if it is anything else."""
    value, at = None, 0
    try:
        while at < len(text):
            value, at = _DECODER.raw_decode(text, at)
            at += len(text[at:]) - len(text[at:].lstrip())
    except (ValueError, RecursionError):
        try:
            value = ast.literal_eval(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            return None
    return value if isinstance(value, dict) else None


def _mended(arguments: dict[str, Json], schema: Json) -> dict[str, Json]:
    """The arguments with numbers, truths, lists and objects that were written as text as what the schema wants; what
    may be left out and is None is left out.
    """
    for _ in range(MOST_MENDED):
        found = next(iter(_faults(arguments, schema)), None)
        if found is None:
            break
        path, wanted, value = found
        arguments = _with(arguments, path, wanted, value)
    return arguments


def _faults(arguments: dict[str, Json], schema: Json) -> Iterator[tuple[list[str | int], Json, bool]]:
    """What is not of its type and can be read as it: where, as what, and whether it is there at all."""
    import jsonschema  # type: ignore[import-untyped]  # noqa: PLC0415 - see misfit()
    import referencing  # noqa: PLC0415

    try:
        validator = jsonschema.Draft202012Validator(schema, registry=referencing.Registry())
        validator.check_schema(schema)
        for fault in validator.iter_errors(arguments):
            for leaf in (fault, *(fault.context or ())):
                path = list(leaf.absolute_path)
                if leaf.validator != "type" or not path:
                    continue
                types = leaf.validator_value if isinstance(leaf.validator_value, list) else [leaf.validator_value]
                if leaf.instance is None and len(path) == 1 and path[0] not in schema.get("required", ()):
                    yield path, None, False
                elif isinstance(leaf.instance, str) and (read := _read_as(leaf.instance, types)) is not None:
                    yield path, read, True
    except (jsonschema.exceptions.SchemaError, referencing.exceptions.Unresolvable, RecursionError):
        return  # whoever made the schema has to judge


_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict,
}  # fmt: skip


def _read_as(text: str, types: Sequence[str]) -> Json:
    """A text as one of the types of JSON schema that are wanted, None if it is none of them."""
    spelled = text.strip()
    value = _json(spelled.lower() if spelled.lower() in ("true", "false") else spelled)
    if isinstance(value, float) and value.is_integer() and "number" not in types:
        value = int(value)
    for kind in types:
        if isinstance(value, _TYPES.get(kind, ())) and (kind == "boolean" or not isinstance(value, bool)):
            return value
    return None


def _with(value: Json, path: Sequence[str | int], wanted: Json, there: bool) -> Json:
    """The value with another one at a place in it."""
    first, *rest = path
    copy: Json = dict(value) if isinstance(value, dict) else list(value)
    if rest:
        copy[first] = _with(copy[first], rest, wanted, there)
    elif there:
        copy[first] = wanted
    else:
        del copy[first]
    return copy


def misfit(arguments: Mapping[str, Json], schema: Json) -> str:
    """What is wrong with arguments by their JSON schema, "" if nothing is. Nothing is fetched that it refers to."""
    import jsonschema  # noqa: PLC0415 - takes 0.1 s, before the session starts
    import referencing  # noqa: PLC0415

    try:
        validator = jsonschema.Draft202012Validator(schema, registry=referencing.Registry())
        validator.check_schema(schema)
        fault = jsonschema.exceptions.best_match(validator.iter_errors(arguments))
    except (jsonschema.exceptions.SchemaError, referencing.exceptions.Unresolvable, RecursionError):
        return ""  # whoever made the schema has to judge
    if fault is None:
        return ""
    place = "/".join(map(str, fault.absolute_path))
    return plain_line(f"{place}: {fault.message}" if place else fault.message)


def wanted_message(text: str, calls: Iterable[WantedCall]) -> Json:
    """What the model wrote in a round, as it is told again in the next."""
    wanted = [
        {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments or "{}"}}
        for call in calls
    ]
    return {"role": "assistant", "content": text or None, "tool_calls": wanted}
