"""timeline.jsonl: events as lines, in order, each on disk before the next."""

import dataclasses
import errno
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from duologue.core.errors import OutputError
from duologue.core.events import TIMELINE_TYPES, Event, ToolResult

_EXACT_DIGITS = 3


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _EXACT_DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value


def to_json(event: Event) -> dict[str, Any]:
    """An event as REPLAY.md writes it: type first, times in whole milliseconds, without what is for windows only."""
    fields = [f for f in dataclasses.fields(event) if not f.metadata.get("window_only")]
    line: dict[str, Any] = {"type": event.TYPE}
    for f in fields:
        value = getattr(event, f.name)
        line |= value if f.metadata.get("beside") else {f.name: value}
    if isinstance(event, ToolResult):
        del line["error" if event.ok else "result"]
        return line | {"t": _rounded(event.t)}  # a tool's numbers are its own
    return {name: _rounded(value) for name, value in line.items()}


class TimelineFile:
    """Writes the events that belong in a timeline.

    Raises (on creation and in write):
        OutputError: the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
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
        """Appends the event's line, unless it is for windows only."""
        if event.TYPE not in TIMELINE_TYPES:
            return
        line = (json.dumps(to_json(event), ensure_ascii=False) + "\n").encode(errors="backslashreplace")
        try:
            if self._file.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            raise cannot_write(self._path, error) from error


def cannot_write(path: Path, error: OSError) -> OutputError:
    """One sentence about a file that cannot be written."""
    return OutputError("output.write", f"Cannot write {path}: {error.strerror or error}.")
