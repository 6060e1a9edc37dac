"""Which events of a session are kept, and as what: one row for each utterance, speech, line, call and translation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from duologue.core.events import (
    Background,
    ConsentAsked,
    ConsentOver,
    Delegate,
    Event,
    Heard,
    Percept,
    Saying,
    SessionStarted,
    Speech,
    SpeechKind,
    ToolCall,
    ToolResult,
    Translation,
    Typed,
)

LONGEST_RESULT = 20_000
"""Characters of a text in a tool's result that are kept."""


class KeptSide(StrEnum):
    """Whose words a row holds; notes are about what was done."""

    USER = "user"
    ASSISTANT = "assistant"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of an event. seq: its place in the session; the same place again takes the place of what stood
    there. at: seconds since 1970. settled: its words will not change, so that they can be searched.
    """

    seq: int
    at: float
    side: KeptSide
    text: str
    event: Event
    settled: bool


class SessionFold:
    """Turns the events of one session into rows. The first row is what began the session; it comes with the first that
    has something to keep, so that a session in which nothing happens leaves nothing.

    percepts: whether what the eyes report is kept.
    """

    def __init__(self, started: SessionStarted, *, percepts: bool) -> None:
        self._started = started
        self._percepts = percepts
        self._places: dict[tuple[str, str], int] = {}
        self._rows = 0

    @property
    def began(self) -> bool:
        """There was something to keep."""
        return self._rows > 0

    def rows(self, event: Event) -> list[Row]:
        """The rows that an event adds or changes."""
        kept = _kept(event, percepts=self._percepts)
        if kept is None:
            return []
        key, side, text, settled = kept
        first = [] if self._rows else [self._row("", KeptSide.NOTE, "", self._started, settled=False)]
        return [*first, self._row(key, side, text, event, settled=settled)]

    def _row(self, key: str, side: KeptSide, text: str, event: Event, *, settled: bool) -> Row:
        place = self._places.setdefault((event_kind(event), key), self._rows) if key else self._rows
        self._rows = max(self._rows, place + 1)
        began_s = event.start if isinstance(event, Heard | Speech) else event.t
        return Row(place, self._started.wall_s + began_s, side, text.strip(), event, settled)


def event_kind(event: Event) -> str:
    """The kind by which events with one id belong together: a speech takes the place of its captions."""
    return Speech.TYPE if isinstance(event, Saying) else event.TYPE


def _kept(event: Event, *, percepts: bool) -> tuple[str, KeptSide, str, bool] | None:
    """Id ("" for what comes once), side, words and whether they are settled; None for what is not kept."""
    match event:
        case Heard():
            kept = event.id, KeptSide.USER, event.text, event.final
        case Typed():
            kept = "", KeptSide.USER, event.text, True
        case Saying() | Speech():
            kept = event.id, KeptSide.ASSISTANT, event.text, isinstance(event, Speech)
        case Translation():
            kept = event.id, KeptSide.ASSISTANT, event.text, event.final
        case ToolCall():
            kept = event.id, KeptSide.NOTE, event.label or event.name, False
        case Delegate():
            kept = event.id, KeptSide.NOTE, event.question, False
        case ToolResult() | ConsentAsked() | ConsentOver() | Background(final=True):
            kept = "", KeptSide.NOTE, "", False
        case Percept() if percepts:
            kept = "", KeptSide.NOTE, "", False
        case _:
            return None
    return kept


def shortened(value: Any) -> Any:
    """A tool's result with its long texts cut: a page that was read need not be kept whole."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST_RESULT else f"{value[:LONGEST_RESULT]}…"
    if isinstance(value, Mapping):
        return {key: shortened(each) for key, each in value.items()}
    return [shortened(each) for each in value] if isinstance(value, list | tuple) else value


def settled(event: Event) -> Event:
    """An event as it is shown later: what was under way when the program ended is over."""
    match event:
        case Heard(final=False):
            return replace(event, final=True)
        case Saying():
            return Speech(event.t, event.id, event.kind, event.text, event.t, event.t, False, event.t)
        case Translation(final=False):
            return replace(event, final=True)
        case _:
            return event


def dialogue(events: "list[Event]") -> list[tuple[bool, str]]:
    """What both sides said to each other, oldest first: each with whether the user said it."""
    said: list[tuple[bool, str]] = []
    for event in events:
        match event:
            case Heard(text=text) | Typed(text=text) if text.strip():
                said.append((True, text.strip()))
            case Speech(text=text, filler=False, kind=kind) if text.strip() and kind != SpeechKind.BACKCHANNEL:
                said.append((False, text.strip()))
            case _:
                pass
    return said
