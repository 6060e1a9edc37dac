"""A conversation as a file for other programs: Markdown, JSON, or subtitles."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from duologue.core.events import Delegate, Event, Heard, SessionStarted, Speech, ToolCall, Translation, Typed
from duologue.history.reading import ConversationRow

FORMATS = {"md": "Markdown", "json": "JSON", "srt": "Subtitles"}
"""Formats by the ending of their files."""
SHOWN_S = 2.0
"""Seconds for which a subtitle is shown that has no end of its own."""
_NAMES = {True: "You", False: "Duologue"}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")


@dataclass(frozen=True, slots=True)
class _Said:
    """at, end: seconds since 1970. user: whose words, None for what was done."""

    at: float
    end: float
    user: bool | None
    text: str
    interrupted: bool = False


def export(ending: str, row: ConversationRow, events: Sequence[Event], bodies: Sequence[Mapping[str, Any]]) -> str:
    """A conversation in one of FORMATS.

    bodies: the events as plain data.
    """
    match ending:
        case "md":
            return markdown(row, events)
        case "srt":
            return subtitles(events)
        case _:
            return as_json(row, bodies)


def markdown(row: ConversationRow, events: Iterable[Event]) -> str:
    """A heading, the day, and a paragraph for each utterance."""
    began = _local(row.began)
    parts = [f"# {_escaped(row.title or 'Conversation')}", f"*{began:%A}, {began.day} {began:%B %Y, %H:%M}*"]
    for said in sorted(_said(events), key=lambda each: each.at):
        if said.user is None:
            parts.append(f"> {_escaped(said.text)}")
        else:
            mark = " — *(interrupted)*" if said.interrupted else ""
            parts.append(f"**{_NAMES[said.user]}** ({_local(said.at):%H:%M}): {_escaped(said.text)}{mark}")
    return "\n\n".join(parts) + "\n"


def subtitles(events: Iterable[Event]) -> str:
    """SubRip (SRT): what was said, timed from the beginning of the conversation."""
    said = sorted((each for each in _said(events) if each.user is not None), key=lambda each: each.at)
    zero = next((event.wall_s for event in events if isinstance(event, SessionStarted)), said[0].at if said else 0.0)
    cues = [
        f"{number}\n{_stamp(each.at - zero)} --> {_stamp(max(each.end, each.at + 0.5) - zero)}\n"
        f"{_NAMES[bool(each.user)]}: {' '.join(each.text.split())}\n"
        for number, each in enumerate(said, 1)
    ]
    return "\n".join(cues)


def as_json(row: ConversationRow, bodies: Sequence[Mapping[str, Any]]) -> str:
    """All that is kept of it: title, times, and the events as timeline.jsonl names them."""
    whole = {
        "format": "duologue-conversation",
        "version": 1,
        "title": row.title,
        "began": _local(row.began).isoformat(timespec="seconds"),
        "changed": _local(row.changed).isoformat(timespec="seconds"),
        "events": list(bodies),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def file_name(row: ConversationRow, ending: str) -> str:
    """What an exported file is called unless the user says otherwise."""
    words = re.sub(r"[^\w-]+", "-", row.title).strip("-")[:40].rstrip("-").lower()
    return "-".join(part for part in (f"{_local(row.began):%Y-%m-%d}", words or "conversation") if part) + f".{ending}"


def _said(events: Iterable[Event]) -> Iterator[_Said]:
    zero = 0.0
    for event in events:
        match event:
            case SessionStarted():
                zero = event.wall_s
            case Heard() if event.text:
                yield _Said(zero + event.start, zero + event.end, True, event.text)
            case Typed():
                yield _Said(zero + event.t, zero + event.t + SHOWN_S, True, event.text)
            case Speech() if event.text:
                yield _Said(zero + event.start, zero + event.end, False, event.text, not event.completed)
            case Translation() if event.text:
                yield _Said(zero + event.t, zero + event.t + SHOWN_S, None, f"{event.target}: {event.text}")
            case ToolCall():
                yield _Said(zero + event.t, zero + event.t, None, event.label or event.name)
            case Delegate():
                yield _Said(zero + event.t, zero + event.t, None, f"Question: {event.question}")
            case _:
                pass


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _local(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone()


def _stamp(seconds: float) -> str:
    milliseconds = round(max(seconds, 0.0) * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{milliseconds // 1000:02d},{milliseconds % 1000:03d}"
