"""timeline.jsonl: events as lines, in order, each on disk before the next."""

import dataclasses
import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from duologue.core.errors import OutputError
from duologue.core.events import EVENTS, TIMELINE_TYPES, Event, ToolResult

_EXACT_DIGITS = 3


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _EXACT_DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value


def to_json(event: Event, *, whole: bool = False) -> dict[str, Any]:
    """An event as REPLAY.md writes it: type first, times in whole milliseconds. whole: with the fields that REPLAY.md
    leaves out."""
    fields = [f for f in dataclasses.fields(event) if whole or not f.metadata.get("window_only")]
    line: dict[str, Any] = {"type": event.TYPE}
    for f in fields:
        value = getattr(event, f.name)
        if value is None and f.metadata.get("if_known"):
            continue
        line |= value if f.metadata.get("beside") else {f.name: value}
    if isinstance(event, ToolResult):
        del line["error" if event.ok else "result"]
        return line | {"t": _rounded(event.t)}  # a tool's numbers are its own
    return {name: _rounded(value) for name, value in line.items()}


def from_json(line: Mapping[str, Any]) -> Event | None:
    """The event that a line of a timeline holds; None for a kind that this version does not know, or lines that lack a
    field."""
    kind = EVENTS.get(str(line.get("type")))
    if kind is None:
        return None
    rest = {name: value for name, value in line.items() if name != "type"}
    for f in dataclasses.fields(kind):
        if f.metadata.get("beside"):
            own = {other.name for other in dataclasses.fields(kind)}
            rest = {name: value for name, value in rest.items() if name in own} | {
                f.name: {name: value for name, value in rest.items() if name not in own}
            }
    try:
        return kind(**rest)
    except TypeError:
        return None


def read_events(path: Path) -> list[Event]:
    """The events in a timeline.jsonl, in their order, as far as this version knows them.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no timeline.
    """
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if not all(isinstance(line, dict) for line in lines):
        raise ValueError("a line is no JSON object")
    return [event for line in lines if (event := from_json(line)) is not None]


class TimelineFile:
    """Writes the events that belong in a timeline. whole: all of them, so that a session can be shown again as it was.

    Raises (on creation and in write):
        OutputError: the file cannot be written.
    """

    def __init__(self, path: Path, *, whole: bool = False) -> None:
        self._path, self._whole = path, whole
        try:
            self._file = path.open("wb", buffering=0)
        except OSError as error:
            raise cannot_write(path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def write(self, event: Event) -> None:
        """Appends the event's line, unless REPLAY.md leaves it out."""
        if not self._whole and event.TYPE not in TIMELINE_TYPES:
            return
        line = (json.dumps(to_json(event, whole=self._whole), ensure_ascii=False) + "\n").encode(
            errors="backslashreplace"
        )
        try:
            if self._file.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            raise cannot_write(self._path, error) from error


def cannot_write(path: Path, error: OSError) -> OutputError:
    """One sentence about a file that cannot be written."""
    return OutputError("output.write", f"Cannot write {path}: {error.strerror or error}.")
