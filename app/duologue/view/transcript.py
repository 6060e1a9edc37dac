"""The conversation as lines of two sides, built from events. Knows nothing of Qt; lines are immutable snapshots.

A line collects what one side says in one go: a pause or a new clause joins the line as a further part, an
interruption closes it. Lines are appended and updated in place, never reordered or removed, so that a view can
address them by index.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from duologue.core.display_text import plain_line
from duologue.core.events import (
    Background,
    BrokenOff,
    ConsentAsked,
    ConsentOver,
    Delegate,
    Event,
    Heard,
    Saying,
    SessionStarted,
    Speech,
    SpeechKind,
    ToolCall,
    ToolProgress,
    ToolResult,
    Typed,
    Written,
)
from duologue.view.tool_notes import tool_call_note, tool_result_note


class Side(StrEnum):
    """Whose line it is. Notes are about what the assistant does, not words spoken."""

    USER = "user"
    ASSISTANT = "assistant"
    NOTE = "note"


LONGEST_PROGRESS = 80
"""Characters of how far a tool has come."""
ASKED, REFUSED = "waiting for your answer", "not allowed"
"""What the note of a call says while the user is asked about it, and after a no."""
JOIN_S = {Side.USER: 3.0, Side.ASSISTANT: 1.0}
"""Seconds after its last words within which what a side says joins the same line."""


@dataclass(frozen=True, slots=True)
class Part:
    """One utterance or one speech inside a line. The first `stable` words are not expected to change."""

    id: str
    text: str
    stable: int
    final: bool
    completed: bool = True
    end_s: float = 0.0

    def split(self) -> tuple[str, str]:
        """The settled and the tentative words."""
        words = self.text.split()
        if self.final:
            return " ".join(words), ""
        return " ".join(words[: self.stable]), " ".join(words[self.stable :])


@dataclass(frozen=True, slots=True)
class Line:
    """What one side said in one go. `t` is the session time in seconds at which the line began.

    waiting: it was typed and no session has got it yet, so that it is no part of a transcript.
    """

    index: int
    side: Side
    kind: str
    t: float
    parts: tuple[Part, ...]
    waiting: bool = False
    began_s: float = 0.0
    """Seconds since 1970 at session time 0, 0 where nobody knows."""

    @property
    def when(self) -> str:
        """The time of day at which the line began, "19:24"; the time into the session where no clock is known."""
        if not self.began_s:
            return clock_text(self.t)
        return time_of_day(self.began_s + self.t)

    @property
    def text(self) -> str:
        """All words so far."""
        return " ".join(part.text for part in self.parts if part.text)

    @property
    def running(self) -> bool:
        """More words may come, or those shown may change."""
        return not self.parts[-1].final

    @property
    def interrupted(self) -> bool:
        """The assistant stopped before it had said all it meant to say."""
        return not self.parts[-1].completed

    @property
    def subtle(self) -> bool:
        """A backchannel: not a turn of its own."""
        return self.kind == SpeechKind.BACKCHANNEL

    def runs(self) -> list[tuple[str, bool]]:
        """The text in pieces as (words, tentative), without spaces between the pieces."""
        runs: list[tuple[str, bool]] = []
        for part in self.parts:
            settled, tentative = part.split()
            runs += [(settled, False)] if settled else []
            runs += [(tentative, True)] if tentative else []
        return runs


def typed_line(index: int, text: str, t: float, *, waiting: bool = False, began_s: float = 0.0) -> Line:
    """A line that the user typed."""
    part = Part(f"typed-{index}", text.strip(), 0, final=True, end_s=t)
    return Line(index, Side.USER, "typed", t, (part,), waiting, began_s)


class Transcript:
    """All lines of the sessions so far, a fold of their events alone: a session that is replayed, or read from where it
    was recorded, gives the lines that it gave live. It is kept whole for saving (about 1 kB a line)."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._line_of: dict[tuple[Side, str], int] = {}
        self._questions: dict[str, str] = {}  # that the background model is at
        self._calls: dict[str, ToolCall] = {}  # that have not come back
        self._refused: set[str] = set()  # calls that the user did not allow
        self.began_s = 0.0
        """Seconds since 1970 at the beginning of the session, 0 where nobody knows."""
        self._first = 0

    @property
    def lines(self) -> tuple[Line, ...]:
        """A snapshot of all lines."""
        return tuple(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, index: int) -> Line:
        """The line with this index as it stands now."""
        return self._lines[index]

    def apply(self, event: Event) -> int | None:
        """Folds in an event; the index of the line that changed, None if none did."""
        if isinstance(event, SessionStarted):
            self._begin(event)
        match event:
            case Heard() | Saying() | Speech() | Typed() | Written():
                return self._spoken(event)
            case ToolCall() | ConsentAsked() | ConsentOver() | ToolProgress() | ToolResult():
                return self._called(event)
            case Delegate():
                return self._delegated(event)
            case Background(final=True) | BrokenOff():
                return self._ended(event)
            case _:
                return None

    def _begin(self, started: SessionStarted) -> None:
        """A session begins: its ids and times are its own, nothing joins the lines of the one before."""
        self._line_of.clear()
        self._questions.clear()
        self._calls.clear()
        self._refused.clear()
        self.began_s = started.wall_s
        self._first = len(self._lines)

    def _spoken(self, event: Heard | Saying | Speech | Typed | Written) -> int | None:
        text = event.text.strip()
        if isinstance(event, Saying | Speech) and event.written:
            return None  # it stands there already
        match event:
            case Heard():
                part = Part(event.id, text, event.stable, event.final, end_s=event.end)
                return self._put(Side.USER, "", event.start, part)
            case Saying():
                part = Part(event.id, text, len(text.split()), final=False, end_s=event.t)
                return self._put(Side.ASSISTANT, event.kind, event.t, part)
            case Speech():
                part = Part(event.id, text, 0, True, event.completed, event.end)
                return self._put(Side.ASSISTANT, event.kind, event.start, part)
            case Written():
                return self._put(
                    Side.ASSISTANT, SpeechKind.RESPONSE, event.t, Part(event.id, text, 0, True, end_s=event.t)
                )
            case Typed():  # a line of its own
                self._lines.append(typed_line(len(self._lines), event.text, event.t, began_s=self.began_s))
                return len(self._lines) - 1

    def _put(self, side: Side, kind: str, t: float, part: Part) -> int | None:
        index = self._line_of.get((side, part.id))
        if index is not None:
            return self._update(index, part)
        if not part.text:
            return None
        last = self._joinable(side, kind, t)
        if last is not None:
            self._lines[last.index] = replace(last, parts=(*last.parts, part))
            index = last.index
        else:
            index = len(self._lines)
            self._lines.append(Line(index, side, kind, t, (part,), began_s=self.began_s))
        self._line_of[side, part.id] = index
        return index

    def _update(self, index: int, part: Part) -> int | None:
        line = self._lines[index]
        parts = tuple(part if old.id == part.id else old for old in line.parts)
        if parts == line.parts:
            return None
        self._lines[index] = replace(line, parts=parts)
        return index

    def _joinable(self, side: Side, kind: str, t: float) -> Line | None:
        """The newest line, if words of this side and kind at time t go on with it."""
        if len(self._lines) == self._first:
            return None
        last = self._lines[-1]
        same = last.side is side and last.kind == kind
        alone = side is Side.NOTE or kind == SpeechKind.BACKCHANNEL
        settled = not last.running and not last.interrupted
        return last if same and not alone and settled and t - last.parts[-1].end_s <= JOIN_S[side] else None

    def _ended(self, event: Background | BrokenOff) -> int | None:
        return self._answered(event) if isinstance(event, Background) else self._broken_off(event)

    def _broken_off(self, event: BrokenOff) -> int | None:
        """What a speech said is shown as interrupted."""
        index = self._line_of.get((Side.ASSISTANT, event.id))
        part = None if index is None else next((p for p in self._lines[index].parts if p.id == event.id), None)
        return None if index is None or part is None else self._update(index, replace(part, completed=False))

    def _called(self, event: ToolCall | ConsentAsked | ConsentOver | ToolProgress | ToolResult) -> int | None:
        match event:
            case ToolCall():
                self._calls[event.id] = event
                return self._put(Side.NOTE, "tool", event.t, _note(event.id, tool_call_note(event), final=False))
            case ConsentAsked():
                return self._consent(event.id, ASKED)
            case ConsentOver():
                self._refused |= set() if event.allowed else {event.id}
                return self._consent(event.id, "" if event.allowed else REFUSED)
            case ToolProgress():
                return self._consent(event.id, plain_line(event.text, LONGEST_PROGRESS))
            case ToolResult():
                return self._tool_result(event)

    def _consent(self, id_: str, state: str) -> int | None:
        """The note of a call says that the user is asked about it or did not allow it, or how far it has come."""
        index, call = self._line_of.get((Side.NOTE, id_)), self._calls.get(id_)
        if index is None or call is None:
            return None
        text = " · ".join(part for part in (tool_call_note(call), state) if part)
        return self._update(index, _note(id_, text, final=state == REFUSED))

    def _tool_result(self, event: ToolResult) -> int | None:
        index, call = self._line_of.get((Side.NOTE, event.id)), self._calls.pop(event.id, None)
        if index is None or call is None or event.id in self._refused:
            return None
        return self._update(index, _note(event.id, tool_result_note(call, event)))

    def _delegated(self, event: Delegate) -> int | None:
        self._questions[event.id] = event.question
        return self._put(Side.NOTE, "delegate", event.t, _note(event.id, f"Thinking about “{event.question}”"))

    def _answered(self, event: Background) -> int | None:
        """The note of a question that the user gave up says so."""
        question, index = self._questions.pop(event.id, ""), self._line_of.get((Side.NOTE, event.id))
        if index is None or not event.cancelled:
            return None
        return self._update(index, _note(event.id, f"Stopped: “{question}”"))


def _note(part_id: str, text: str, *, final: bool = True) -> Part:
    return Part(part_id, text, len(text.split()), final)


def clock_text(t: float) -> str:
    """Session time for people: "1:05", with hours where there are any."""
    minutes, seconds = divmod(int(max(t, 0.0)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def time_of_day(at_s: float) -> str:
    """Time of day for people, "19:24". at_s: seconds since 1970."""
    return datetime.fromtimestamp(at_s, UTC).astimezone().strftime("%H:%M")


NAMES = {Side.USER: "You", Side.ASSISTANT: "Duologue", Side.NOTE: "·"}


def as_text(lines: Sequence[Line]) -> str:
    """The transcript as plain text, one line each: "19:24  You: ...". Ends with a newline unless empty."""
    rows = []
    for line in lines:
        if line.text:
            mark = " — (interrupted)" if line.interrupted else " — (waiting)" if line.waiting else ""
            rows.append(f"{line.when:>7}  {NAMES[line.side]}: {line.text}{mark}\n")
    return "".join(rows)
