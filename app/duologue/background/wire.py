"""The wire format of chat completions, streamed or whole. Sans I/O: bytes in, pieces of the answer and calls out."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from duologue.background.wanted import WantedCalls, WireError
from duologue.core.display_text import plain_line
from duologue.core.events import Json

LONGEST_LINE = 1 << 20
"""Most bytes of one event."""
MOST_BYTES = 16 << 20
"""Most bytes of one answer."""
REPEATED = 24
"""Characters from which on a piece that begins with all that was said before is taken for a repetition of it."""
DONE = "[DONE]"


class EventLines:
    """What a server sends, from bytes to the data of each event; an answer that is no stream is one event."""

    def __init__(self) -> None:
        self._held = b""
        self._data: list[str] = []
        self._bytes = 0
        self._error = False
        self._whole: bool | None = None

    def feed(self, piece: bytes) -> Iterator[str]:
        """The data of the events that are complete.

        Raises:
            WireError: a line or the whole is too long, or it is a page.
        """
        self._bytes += len(piece)
        self._held += piece
        if self._bytes > MOST_BYTES:
            raise WireError("its answer is too long")
        if self._whole is None:
            self._held = self._held.removeprefix(_BYTE_ORDER_MARK)
            if not self._held.strip() or _BYTE_ORDER_MARK.startswith(self._held):
                return
            if self._held.lstrip().startswith(b"<"):
                raise WireError("it is a page; is it the address of an OpenAI-compatible server?")
            self._whole = self._held.lstrip()[:1] in (b"{", b"[")
        *lines, self._held = _END_OF_LINE.split(self._held)
        if self._whole:
            yield from self._objects([*lines, self._held])
            return
        if len(self._held) > LONGEST_LINE:
            raise WireError("a line of its answer is too long")
        for line in lines:
            yield from self._line(line)

    def close(self) -> Iterator[str]:
        """The data of an event that was not ended by an empty line."""
        if self._whole:
            yield from (line.decode("utf-8", "replace") for line in [self._held] if line.strip())
            return
        yield from self._line(self._held.rstrip(b"\r"))
        yield from self._line(b"")

    def _objects(self, lines: list[bytes]) -> Iterator[str]:
        """JSON without a frame: one object to its end, or one a line."""
        held = b""
        for line in lines:
            held = held + b"\n" + line if held else line
            if held.rstrip()[-1:] not in (b"}", b"]"):
                continue
            try:
                json.loads(held)
            except (ValueError, RecursionError):
                continue
            yield held.decode("utf-8", "replace")
            held = b""
        self._held = held

    def _line(self, line: bytes) -> Iterator[str]:
        field_, _, value = line.partition(b":")
        if field_ in (b"data", b"error"):
            if self._data:  # servers that leave out the empty line: each line is an event
                yield self._take()
            self._error = self._error or field_ == b"error"  # as old servers of llama.cpp send it
            self._data.append(value.strip().decode("utf-8", "replace"))
        elif field_ == b"event":
            self._error = value.strip() == b"error"
        elif not line.strip() and self._data:
            yield self._take()

    def _take(self) -> str:
        data, self._data = "\n".join(self._data), []
        error, self._error = self._error, False
        return _as_error(data) if error else data


_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_END_OF_LINE = re.compile(rb"\r\n|\n|\r(?!\Z)")


def _as_error(data: str) -> str:
    """The data of an event that is named an error, as all others say it."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        told = data
    return data if isinstance(told, dict) and told.get("error") else json.dumps({"error": told})


@dataclass(slots=True)
class StreamedAnswer:
    """One answer, taken in event by event.

    calls: those that it wants. finish: why it ended, "" if that was not said. malformed: events that could not be read.
    error: what the server reported in the stream. read, to_read: how far it is with the prompt, in tokens, as llama.cpp
    tells it.
    """

    text: str = ""
    calls: WantedCalls = field(default_factory=WantedCalls)
    finish: str = ""
    malformed: int = 0
    error: str = ""
    read: int = 0
    to_read: int = 0

    @property
    def begun(self) -> bool:
        """Words or calls have come."""
        return bool(self.text or len(self.calls))

    def take(self, data: str) -> str:
        """Takes in the data of an event; returns the words that it brings.

        Raises:
            WireError: the calls in it are out of bounds.
        """
        try:
            event = json.loads(data)
            if reported(event):
                self.error = told_error(event) or "it does not say which"
                return ""
            self._progress(event.get("prompt_progress"))
            choices = event.get("choices") or []
            if not choices and not isinstance(event.get("message"), dict):  # figures, or a sign of life
                return ""
            choice = choices[0] if choices else {"delta": event["message"], "finish_reason": event.get("done_reason")}
            delta = choice.get("delta") or choice.get("message") or {}
            words = _words(delta.get("content")) or _words(delta.get("refusal")) or _words(choice.get("text"))
            if choice.get("message") or len(self.text) >= REPEATED:
                words = words.removeprefix(self.text)  # some end with all of it again
            calls = delta.get("tool_calls") or []
            legacy = delta.get("function_call")
            for call in [*(calls if isinstance(calls, list) else [calls]), *([legacy] if legacy else [])]:
                self.calls.take(call)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.malformed += 1
            return ""
        self.finish = str(choice.get("finish_reason") or self.finish)
        self.text += words
        return words

    def _progress(self, told: Json) -> None:
        if isinstance(told, dict):
            self.read, self.to_read = int(told.get("processed") or 0), int(told.get("total") or 0)


_UNSAID = ("think", "reason", "summary")
"""What stands in the types of parts of content that are no words of the answer."""


def _words(content: Json) -> str:
    """The words of content: a text, null, a part, or a list of parts.

    Raises:
        TypeError: it is none of them.
    """
    if content is None or isinstance(content, str):
        return content or ""
    if isinstance(content, list):
        return "".join(map(_words, content))
    if isinstance(content, dict):
        kind = str(content.get("type", "text"))
        if any(part in kind for part in _UNSAID):
            return ""
        text = next((content[key] for key in ("text", "refusal", "content") if content.get(key)), "")
        return _words(text.get("value") if isinstance(text, dict) and "value" in text else text)
    raise TypeError("content is no text")


def reported(event: Json) -> bool:
    """Whether an event, or a whole answer, reports an error: in its field, or by having nothing else."""
    if not isinstance(event, dict):
        return False
    told = [word for word in ("message", "detail") if isinstance(event.get(word), str | list) and event[word]]
    return bool(event.get("error")) or (bool(told) and not event.get("choices") and "usage" not in event)


def told_error(body: Json) -> str:
    """What a server says went wrong, on one line, with its own word for the kind; "" if it says nothing."""
    error = body.get("error") or body if isinstance(body, dict) else body
    if not isinstance(error, dict):
        return plain_line(error, 200) if isinstance(error, str) else ""
    said = next((error[key] for key in ("message", "detail", "error", "msg") if error.get(key)), "")
    if isinstance(said, list):  # of a server that checks the fields of a request
        said = "; ".join(_fault(each) for each in said if isinstance(each, dict))
    elif isinstance(said, dict):
        said = told_error(said)
    return plain_line(said, 200) if isinstance(said, str) else ""


def _fault(fault: Json) -> str:
    place = ".".join(str(step) for step in fault.get("loc", ()) if step != "body")
    return f"{place}: {fault.get('msg', '')}" if place else str(fault.get("msg", ""))


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a server answers in place of an answer. status: of HTTP, or as the body gives it; 0 if nobody says.

    told: what it says. kind: its own words for the kind of error. tokens: that the model takes, if it is named.
    """

    status: int
    told: str
    kind: str = ""
    tokens: int | None = None


def refusal_in(data: str, status: int = 0) -> Refusal | None:
    """What a body, or an event, reports as an error; None if it is anything else."""
    if status == 0 and not any(word in data for word in _SUSPECT):
        return None
    try:
        event = json.loads(data)
    except (ValueError, RecursionError):  # counted as malformed where it is taken in
        return None
    if not (status or reported(event)):
        return None
    error = event.get("error") if isinstance(event, dict) else None
    error = error if isinstance(error, dict) else event if isinstance(event, dict) else {}
    code, tokens = error.get("code"), error.get("n_ctx")
    kind = " ".join(word for word in (code, error.get("type")) if isinstance(word, str))
    own = int(str(code)) if str(code).isdigit() and len(str(code)) == _STATUS_DIGITS else 0
    return Refusal(status or own, told_error(event), kind, tokens if isinstance(tokens, int) else None)


_SUSPECT = ('"error"', '"detail"', '"message"')
_STATUS_DIGITS = 3
