"""Collects what is faster than the screen into one update per frame. Knows nothing of Qt."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from duologue.core.events import Event, Failure, Panel, Rang, RingEnded, SessionEnded, SessionStarted, Typed
from duologue.core.meters import Echo, Meter
from duologue.core.notices import Mend, Notice, NoticeWithdrawn
from duologue.core.outline import Outlined, Stroke
from duologue.view.countdowns import Countdowns
from duologue.view.status import Status, StatusTracker
from duologue.view.tracks import Tracks
from duologue.view.transcript import Line, Transcript, typed_line
from duologue.view.translation import Translations
from duologue.view.typed_lines import TypedLines

MAX_NOTICES = 20
"""How many notices are kept between two updates; with more, the oldest are dropped."""

MAX_PANELS = 1000
"""How many messages of panels are kept between two updates; with more, the oldest are dropped."""


@dataclass(frozen=True, slots=True)
class FooterFigures:
    """What the footer shows."""

    provider: str = ""
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    p99_ms: float = 0.0
    late: int = 0
    underruns: int = 0
    dropped: int = 0
    drift_ms: float = 0.0
    drift_ppm: int = 0
    echo: str = ""
    """As in events.Echo; "" before anything is known."""
    reduction_db: int = 0


@dataclass(frozen=True, slots=True)
class Update:
    """Everything that changed since the update before; None where nothing did."""

    lines: tuple[Line, ...] = ()
    status: Status | None = None
    muted: bool | None = None
    hearing: bool | None = None
    busy: bool | None = None
    level_db: float | None = None
    strokes: tuple[Stroke, ...] | None = None
    """What the eyes see, to be drawn over the picture."""
    figures: FooterFigures | None = None
    panels: tuple[Panel, ...] = ()
    notices: tuple[Notice, ...] = ()
    withdrawn: tuple[str, ...] = ()
    """Messages of notices that no longer hold."""
    rang: tuple[Rang, ...] = ()
    started: SessionStarted | None = None
    ended: SessionEnded | None = None
    cleared: bool = False
    """The lines so far are gone; `lines` holds those that take their place."""
    translated: bool = False
    """What was translated has changed."""


@dataclass(slots=True)
class _Pending:
    lines: dict[int, None] = field(default_factory=dict)
    level_db: float | None = None
    strokes: tuple[Stroke, ...] | None = None
    panels: deque[Panel] = field(default_factory=lambda: deque(maxlen=MAX_PANELS))
    notices: deque[Notice] = field(default_factory=lambda: deque(maxlen=MAX_NOTICES))
    withdrawn: deque[str] = field(default_factory=lambda: deque(maxlen=MAX_NOTICES))
    rang: deque[Rang] = field(default_factory=lambda: deque(maxlen=MAX_NOTICES))
    started: SessionStarted | None = None
    ended: SessionEnded | None = None
    cleared: bool = False
    translated: bool = False


class Coalescer:
    """Folds events into the state that the window shows and hands out the differences.

    Lines that change several times between two updates appear once, in their newest form; of several microphone
    levels the loudest counts, so that no peak is lost. `typed` are lines that no session has taken up yet: they stand
    below the transcript until one has, and take their place in it then.
    """

    def __init__(self) -> None:
        self.transcript = Transcript()
        self.typed = TypedLines()
        self.tracker = StatusTracker()
        self.tracks = Tracks()
        self.translations = Translations()
        self.figures = FooterFigures()
        self.now_s = 0.0
        self.countdowns = Countdowns()
        self._rings = ""  # the notice of what rings
        self._pending = _Pending()
        self._shown_status: Status | None = None
        self._shown_muted: bool | None = None
        self._shown_hearing = True
        self._shown_busy = False
        self._shown_figures: FooterFigures | None = None
        self._shown_pending: dict[int, Line] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """The transcript, and below it what is typed and not taken up yet."""
        return (*self.transcript.lines, *self._pending_lines())

    def accept(self, event: Event) -> None:
        """Folds in one event."""
        self.now_s = event.t
        self.tracker.apply(event)
        self.tracks.apply(event)
        self._touch(self.transcript.apply(event))
        self._pending.translated |= self.translations.apply(event)
        match event:
            case Meter():
                self._meter(event)
                self.typed.micro_turn_ended()
            case Outlined():
                self._pending.strokes = event.strokes
            case Typed():
                self.typed.taken_up(event.text)
            case Echo():
                self.figures = replace(self.figures, echo=event.state, reduction_db=event.reduction_db)
            case SessionStarted():
                self._pending.started = event
                self.figures = FooterFigures(provider=event.provider)
            case SessionEnded():
                self._pending.ended = event
                self.countdowns.clear()
                self._ring_ended()
                self._pending.level_db = -100.0
            case Panel():
                self._pending.panels.append(event)
                self.countdowns.take(event)
            case Rang():
                self._rang(event)
            case RingEnded():
                self._ring_ended()
            case Notice():
                self._notice(event)
            case NoticeWithdrawn():
                self._withdraw(event.message)
            case Failure():
                self._notice(Notice(event.t, "warning", event.message, f"Reported by: {event.where}"))

    def show_past(self, events: Iterable[Event]) -> None:
        """Shows the lines of these events in place of all lines so far."""
        self.transcript, self.translations = Transcript(), Translations()
        self._pending.lines.clear()
        self._pending.cleared = self._pending.translated = True
        self._shown_pending = {}
        for event in events:
            self._touch(self.transcript.apply(event))
            self.translations.apply(event)

    def begin(self) -> None:
        """A session is about to begin: its time starts anew."""
        self.now_s = 0.0

    def take(self) -> Update:
        """What changed since the last call."""
        pending, self._pending = self._pending, _Pending()
        status, muted = self.tracker.status, self.tracker.muted
        hearing, busy = self.tracker.hearing, self.tracker.busy
        waiting = {line.index: line for line in self._pending_lines()}
        lines = [self.transcript.line(index) for index in pending.lines]
        lines += [line for index, line in waiting.items() if line != self._shown_pending.get(index)]
        self._shown_pending = waiting
        update = Update(
            lines=tuple(lines),
            status=status if status != self._shown_status else None,
            muted=muted if muted != self._shown_muted else None,
            hearing=hearing if hearing != self._shown_hearing else None,
            busy=busy if busy != self._shown_busy else None,
            level_db=pending.level_db,
            strokes=pending.strokes,
            figures=self.figures if self.figures != self._shown_figures else None,
            panels=tuple(pending.panels),
            notices=tuple(pending.notices),
            withdrawn=tuple(pending.withdrawn),
            rang=tuple(pending.rang),
            started=pending.started,
            ended=pending.ended,
            cleared=pending.cleared,
            translated=pending.translated,
        )
        self._shown_status, self._shown_muted, self._shown_figures = status, muted, self.figures
        self._shown_hearing, self._shown_busy = hearing, busy
        return update

    def _pending_lines(self) -> list[Line]:
        first = len(self.transcript)
        return [
            typed_line(first + at, line.text, line.t, waiting=line.waiting, began_s=self.transcript.began_s)
            for at, line in enumerate(self.typed.pending)
        ]

    def _touch(self, index: int | None) -> None:
        if index is not None:
            self._pending.lines[index] = None

    def _rang(self, event: Rang) -> None:
        self._pending.rang.append(event)
        if event.rings:
            self._rings = event.text
            self._notice(Notice(event.t, "info", event.text, about="ringing", mend=Mend.STOP))

    def _ring_ended(self) -> None:
        if self._rings:
            self._withdraw(self._rings)
            self._rings = ""

    def _notice(self, notice: Notice) -> None:
        for old in [old for old in self._pending.notices if notice.about and old.about == notice.about]:
            self._pending.notices.remove(old)
        if not any(old.message == notice.message for old in self._pending.notices):
            self._pending.notices.append(notice)

    def _withdraw(self, message: str) -> None:
        for notice in [notice for notice in self._pending.notices if notice.message == message]:
            self._pending.notices.remove(notice)
        self._pending.withdrawn.append(message)

    def _meter(self, meter: Meter) -> None:
        level = -100.0 if meter.muted else meter.mic_db
        before = self._pending.level_db
        self._pending.level_db = level if before is None else max(before, level)
        self.figures = replace(
            self.figures,
            p50_ms=meter.p50_ms,
            p95_ms=meter.p95_ms,
            p99_ms=meter.p99_ms,
            late=meter.late,
            underruns=meter.underruns,
            dropped=meter.dropped,
            drift_ms=round(meter.drift_ms, 1),
            drift_ppm=round(meter.drift_ppm),
        )
