"""The wire format of streamed chat completions. Sans I/O: bytes in, pieces of the answer and whole calls out."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from duologue.core.display_text import plain_line
from duologue.core.events import Json

LONGEST_LINE = 1 << 20
"""Most bytes of one event."""
MOST_BYTES = 16 << 20
"""Most bytes of one answer."""
MOST_CALLS = 16
"""Most calls in one round."""
LONGEST_ARGUMENTS = 1 << 17
"""Most characters of the arguments of a call; panels are long."""
LONGEST_NAME = 64
"""Most characters of a function's name that servers take."""
DONE = "[DONE]"


class WireError(Exception):
    """The server sends what cannot be an answer."""


class EventLines:
    """Server-sent events, from bytes to the data of each."""

    def __init__(self) -> None:
        self._held = b""
        self._data: list[str] = []
        self._bytes = 0

    def feed(self, piece: bytes) -> Iterator[str]:
        """The data of the events that are complete.

        Raises:
            WireError: a line or the whole is too long.
        """
        self._bytes += len(piece)
        self._held += piece
        if self._bytes > MOST_BYTES:
            raise WireError("its answer is too long")
        *lines, self._held = self._held.replace(b"\r\n", b"\n").split(b"\n")
        if len(self._held) > LONGEST_LINE:
            raise WireError("a line of its answer is too long")
        for line in lines:
            yield from self._line(line)

    def close(self) -> Iterator[str]:
        """The data of an event that was not ended by an empty line."""
        yield from self._line(self._held)
        yield from self._line(b"")

    def _line(self, line: bytes) -> Iterator[str]:
        if line.startswith(b"data:"):
            if self._data:  # servers that leave out the empty line: each line is an event
                yield self._take()
            self._data.append(line[5:].strip().decode("utf-8", "replace"))
        elif not line.strip() and self._data:
            yield self._take()

    def _take(self) -> str:
        data, self._data = "\n".join(self._data), []
        return data


@dataclass(slots=True)
class WantedCall:
    """A call as it was streamed: name and arguments are what the model wrote, not yet checked."""

    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(slots=True)
class StreamedAnswer:
    """One answer, taken in event by event.

    calls: by their place. finish: why it ended, "" if it has not. malformed: events that could not be read. error: what
    the server reported in the stream.
    """

    text: str = ""
    calls: dict[int, WantedCall] = field(default_factory=dict)
    finish: str = ""
    malformed: int = 0
    error: str = ""

    def take(self, data: str) -> str:
        """Takes in the data of an event; returns the words that it brings.

        Raises:
            WireError: the calls in it are out of bounds.
        """
        try:
            event = json.loads(data)
            if isinstance(event, dict) and event.get("error"):
                self.error = told_error(event)
                return ""
            choices = event["choices"]
            if not choices:  # the last event of some servers only holds figures
                return ""
            choice = choices[0]
            delta = choice.get("delta") or {}
            words = delta.get("content") or ""
            calls = delta.get("tool_calls") or []
            if not isinstance(words, str):
                raise TypeError("content is no text")
            for at, call in enumerate(calls):
                self._call(at, call)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.malformed += 1
            return ""
        self.finish = str(choice.get("finish_reason") or self.finish)
        self.text += words
        return words

    def _call(self, at: int, delta: Mapping[str, Json]) -> None:
        place = delta.get("index", at)
        function = delta.get("function") or {}
        if not isinstance(place, int):
            raise TypeError("no place")
        begun = str(delta.get("id") or "")
        known = self.calls.get(place)
        if known is not None and begun and known.id and begun != known.id:  # servers that number every call 0
            place, known = max(self.calls) + 1, None
        if known is None:
            if len(self.calls) >= MOST_CALLS:
                raise WireError("it wants too many calls at once")
            known = self.calls[place] = WantedCall()
        known.id = known.id or begun
        known.name += str(function.get("name") or "")
        arguments = function.get("arguments") or ""
        known.arguments += arguments if isinstance(arguments, str) else json.dumps(arguments)
        if len(known.arguments) > LONGEST_ARGUMENTS or len(known.name) > LONGEST_NAME:
            raise WireError("a call that it wants is too long")


def told_error(body: Json) -> str:
    """What a server says went wrong, on one line; "" if it says nothing."""
    error = body.get("error", body) if isinstance(body, dict) else body
    if isinstance(error, dict):
        error = error.get("message") or error.get("detail") or ""
    return plain_line(error, 200) if isinstance(error, str) else ""


def error_in(data: str) -> str:
    """What the data of an event reports as an error, "" if it is anything else."""
    if '"error"' not in data:
        return ""
    try:
        event = json.loads(data)
    except (ValueError, RecursionError):  # counted as malformed where it is taken in
        return ""
    return told_error(event) if isinstance(event, dict) and event.get("error") else ""


_NO_TOOLS = re.compile(
    r"\b(?:tools?|functions?)\b.*\b(?:support|requires?|enabled?|allowed|implemented|jinja)"
    r"|\b(?:support|implement|enable|allow)\w*\b.*\b(?:tools?|functions?)\b",
    re.IGNORECASE,
)
"""How servers word that a model takes no tools: llama.cpp, vLLM, Ollama, hosted ones."""


def refuses_tools(told: str) -> bool:
    """Whether a server says that the model takes no tools."""
    return _NO_TOOLS.search(told) is not None


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
        """Our name of the tool, and the arguments, checked by its schema.

        Raises:
            ValueError: there is no such tool, or they do not fit; the message is for the model.
        """
        tool = self.by_name.get(call.name)
        if tool is None:
            raise ValueError(f"There is no function {plain_line(call.name, LONGEST_NAME)!r}.")
        try:
            arguments = json.loads(call.arguments or "{}")
        except (ValueError, RecursionError) as error:
            raise ValueError(f"The arguments are not valid JSON: {error}.") from error
        if not isinstance(arguments, dict):
            raise ValueError("The arguments must be a JSON object.")
        if fault := misfit(arguments, tool["parameters"]):
            raise ValueError(f"The arguments do not fit: {fault}.")
        return tool["name"], arguments


def misfit(arguments: Mapping[str, Json], schema: Json) -> str:
    """What is wrong with arguments by their JSON schema, "" if nothing is. Nothing is fetched that it refers to."""
    import jsonschema  # type: ignore[import-untyped]  # noqa: PLC0415 - takes 0.1 s, before the session starts
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


def wanted_message(text: str, calls: Sequence[WantedCall]) -> Json:
    """What the model wrote in a round, as it is told again in the next."""
    wanted = [
        {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments or "{}"}}
        for call in calls
    ]
    return {"role": "assistant", "content": text or None, "tool_calls": wanted}
