"""Who sounded when, and what was done meanwhile, on one time axis: a fold of events for the strip and the inspector."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice, takewhile
from typing import ClassVar, TypeVar

from duologue.core.decisions import Decided, Wrote
from duologue.core.events import (
    Background,
    Delegate,
    Event,
    Failure,
    Floor,
    Heard,
    Muted,
    Percept,
    Rang,
    Saying,
    SessionEnded,
    SessionStarted,
    Silenced,
    Speech,
    Step,
    ToolCall,
    ToolResult,
    Translation,
    Typed,
)
from duologue.core.meters import Meter

_Timed = TypeVar("_Timed", Decided, Wrote, "StepTick")
KEPT_S = 600.0
"""Seconds that a running session is kept for; what is older is forgotten."""
SETTLED_S = 0.6
"""Seconds after its newest word for which speech that has not ended is drawn as going on."""


class Track(StrEnum):
    """What stands in one row of the time axis."""

    USER = "user"
    FLOOR = "floor"
    ASSISTANT = "assistant"
    WORK = "work"
    SEEN = "seen"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasts, from start to end in seconds of session time; end is None while it goes on, and start for
    what has no length. kind: what it is within its track, as the event names it. note: what else is to be said."""

    track: Track
    id: str
    kind: str
    text: str
    start: float
    end: float | None
    note: str = ""

    def until(self, now_s: float) -> float:
        """Where it ends, as far as is known at now_s."""
        return now_s if self.end is None else self.end


@dataclass(frozen=True, slots=True)
class StepTick:
    """A micro-turn's step: how long it took, in milliseconds."""

    t: float
    ms: float
    late: bool


@dataclass(slots=True)
class Tracks:
    """Everything that was, up to now_s. kept_s: how much of the past is kept, None for all of it."""

    SOUNDING: ClassVar[tuple[Track, ...]] = (Track.USER, Track.ASSISTANT, Track.WORK)

    kept_s: float | None = KEPT_S
    now_s: float = 0.0
    levels: deque[tuple[float, float]] = field(default_factory=deque)
    """Level of the microphone in dBFS at the end of each micro-turn."""
    steps: deque[StepTick] = field(default_factory=deque)
    decisions: deque[Decided] = field(default_factory=deque)
    written: deque[Wrote] = field(default_factory=deque)
    running: bool = False
    _spans: dict[Track, dict[str, Span]] = field(default_factory=lambda: {track: {} for track in Track})
    _count: int = 0

    def apply(self, event: Event) -> None:
        """Folds in an event."""
        if isinstance(event, SessionStarted):
            self._begin()
        self.now_s = max(self.now_s, event.t)
        match event:
            case Meter():
                self.levels.append((event.t, -100.0 if event.muted else event.mic_db))
            case Step():
                self.steps.append(StepTick(event.t, event.ms, event.late))
                self._forget()
            case Decided():
                self.decisions.append(event)
            case Wrote():
                self.written.append(event)
            case SessionEnded():
                self._end()
            case _:
                self._lay(event)

    def spans(self, track: Track, start: float, end: float) -> Iterator[Span]:
        """Those of a track that touch a stretch of time, in the order in which they began to be known."""
        for span in self._spans[track].values():
            if span.start <= end and span.until(self.now_s) >= start:
                yield span

    def at(self, track: Track, t: float) -> Span | None:
        """The newest of a track at a moment."""
        found = list(self.spans(track, t, t))
        return found[-1] if found else None

    @property
    def sounding(self) -> bool:
        """Somebody speaks, or something is worked on."""
        return any(span.end is None or span.end > self.now_s - SETTLED_S for span in self._newest())

    @property
    def last_s(self) -> float:
        """When something sounded last, or was worked on; minus infinity if never."""
        return max((span.until(self.now_s) for span in self._newest()), default=float("-inf"))

    def loudest(self, start: float, end: float) -> float | None:
        """The highest level of the microphone in a stretch of time, in dBFS; None if none is known."""
        since = takewhile(lambda level: level[0] >= start, reversed(self.levels))
        return max((db for t, db in since if t <= end), default=None)

    def _newest(self) -> Iterator[Span]:
        """The last few of what sounds or is worked on."""
        for track in self.SOUNDING:
            yield from islice(reversed(self._spans[track].values()), 3)

    def _begin(self) -> None:
        self.now_s, self._count, self.running = 0.0, 0, True
        for kept in (self.levels, self.steps, self.decisions, self.written):
            kept.clear()
        for spans in self._spans.values():
            spans.clear()

    def _end(self) -> None:
        self.running = False
        for track, spans in self._spans.items():
            for span in [span for span in spans.values() if span.end is None]:
                self._spans[track][span.id] = replace(span, end=self.now_s)

    def _lay(self, event: Event) -> None:
        """What lasts, or happens at a moment."""
        match event:
            case Heard():
                kind = "said" if event.final else "being said"
                self._put(Span(Track.USER, event.id, kind, event.text, event.start, event.end))
            case Typed():
                self._mark(Track.USER, "typed", event.text, event.t)
            case Silenced():
                self._mark(Track.USER, "silenced", "Stop", event.t)
            case Muted():
                self._close(Track.USER, "mute", event.t)
                if event.on:
                    self._put(Span(Track.USER, f"mute{self._next()}", "muted", "microphone off", event.t, None))
            case Floor():
                self._close(Track.FLOOR, "floor", event.t)
                name = f"floor{self._next()}"
                self._put(Span(Track.FLOOR, name, event.state, event.state, event.t, None, f"{event.p:.2f}"))
            case Saying():
                before = self._spans[Track.ASSISTANT].get(event.id)
                start = event.t if before is None else before.start
                self._put(Span(Track.ASSISTANT, event.id, event.kind, event.text, start, None))
            case Speech():
                note = "" if event.completed else "cut short"
                self._put(Span(Track.ASSISTANT, event.id, event.kind, event.text, event.start, event.end, note))
            case Percept():
                told = ", ".join(f"{name} {value}" for name, value in event.fields.items())
                self._mark(Track.SEEN, event.kind, told, event.t)
            case Translation():
                before = self._spans[Track.TRANSLATION].get(event.id)
                start = event.t if before is None else before.start
                kind = "final" if event.final else "growing"
                note = f"{event.source} to {event.target}: {event.source_text}"
                self._put(Span(Track.TRANSLATION, event.id, kind, event.text, start, event.t, note))
            case ToolCall() | ToolResult() | Delegate() | Background() | Rang() | Failure():
                self._work(event)

    def _work(self, event: ToolCall | ToolResult | Delegate | Background | Rang | Failure) -> None:
        match event:
            case ToolCall():
                said = ", ".join(f"{name} {value}" for name, value in event.arguments.items())
                self._put(Span(Track.WORK, event.id, "tool", event.name, event.t, None, said))
            case ToolResult():
                self._close(Track.WORK, event.id, event.t, kind="" if event.ok else "failed", note=event.error or "")
            case Delegate():
                self._put(Span(Track.WORK, event.id, "background", event.question, event.t, None))
            case Background() if event.final:
                self._close(Track.WORK, event.id, event.t, kind="cancelled" if event.cancelled else "")
            case Rang():
                self._mark(Track.WORK, "rang", event.text, event.t)
            case Failure():
                self._mark(Track.WORK, "failed", event.message, event.t)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _put(self, span: Span) -> None:
        self._spans[span.track][span.id] = span

    def _mark(self, track: Track, kind: str, text: str, t: float) -> None:
        self._put(Span(track, f"{kind}{self._next()}", kind, text, t, t))

    def _close(self, track: Track, name: str, t: float, *, kind: str = "", note: str = "") -> None:
        """Ends what goes on in a track under a name, or under the name and a number."""
        for key, span in self._spans[track].items():
            if span.end is None and (key == name or key.rstrip("0123456789") == name):
                self._spans[track][key] = replace(span, end=t, kind=kind or span.kind, note=note or span.note)

    def _forget(self) -> None:
        if self.kept_s is None:
            return
        oldest = self.now_s - self.kept_s
        while self.levels and self.levels[0][0] < oldest:
            self.levels.popleft()
        for kept in (self.steps, self.decisions, self.written):
            while kept and kept[0].t < oldest:
                kept.popleft()
        for spans in self._spans.values():
            for key in [key for key, span in spans.items() if span.until(self.now_s) < oldest]:
                del spans[key]


def why(tracks: Tracks, t: float) -> Mapping[str, str]:
    """What is to be said of the micro-turn at session time t, by heading: the reasons of what was done then."""
    told: dict[str, str] = {}
    for name, track in (("You", Track.USER), ("Duologue", Track.ASSISTANT), ("Under way", Track.WORK)):
        if (span := tracks.at(track, t)) is not None:
            told[name] = f"{span.text} ({span.kind}{', ' + span.note if span.note else ''})"
    if (floor := tracks.at(Track.FLOOR, t)) is not None:
        told["Floor"] = f"{floor.text}, probability {floor.note}"
    if (decided := _first_after(tracks.decisions, t)) is not None:
        ranked = sorted(decided.scores.items(), key=lambda item: -item[1])
        scores = ", ".join(f"{name} {score:+.1f}" for name, score in ranked)
        told["Decided"] = f"{decided.act}{' (' + scores + ')' if scores else ''}"
        if (wrote := _first_after(tracks.written, t)) is not None and wrote.t <= decided.t:
            told["Wrote"] = f"of “{wrote.words}”: {wrote.result}"
    if (step := _first_after(tracks.steps, t)) is not None:
        told["Step"] = f"{step.ms:.0f} ms of 200 ms{', late' if step.late else ''}"
    return told


def _first_after(kept: deque[_Timed], t: float) -> _Timed | None:
    return next((each for each in kept if each.t >= t), None)
