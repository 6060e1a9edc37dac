"""What was translated, as lines of two languages, built from events. Knows nothing of Qt; lines are immutable.

A line is a sentence. Those that are final stand in the order in which they became so, and never change or move; those
that still grow come after them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from duologue.core.events import Event, Failure, SessionEnded, SessionStarted, SourceText, Translation
from duologue.view.transcript import clock_text, time_of_day

LAG_HOLDS_S = 10.0
"""How long, in seconds, the lag of what was translated last is the lag now."""


@dataclass(frozen=True, slots=True)
class TranslatedLine:
    """A sentence in both languages. source, target: ISO 639-1. settled, stable: how many leading words of the source
    and of the translation are not expected to change. final: none of them will.

    start_s, end_s: session times between which it was said. began_s: seconds since 1970 at session time 0, 0 where
    nobody knows. played: the computer played it.
    """

    id: str
    source: str
    target: str
    source_text: str
    settled: int
    text: str = ""
    stable: int = 0
    final: bool = False
    start_s: float = 0.0
    end_s: float = 0.0
    began_s: float = 0.0
    played: bool = False

    @property
    def captions(self) -> bool:
        """It stands in its own language, and is shown once."""
        return self.source == self.target

    @property
    def when(self) -> str:
        """The time of day at which it began, "19:24"; the time into the session where no clock is known."""
        return time_of_day(self.began_s + self.start_s) if self.began_s else clock_text(self.start_s)

    @property
    def source_runs(self) -> tuple[str, str]:
        """The words that were said: settled, and tentative."""
        return _split(self.source_text, self.settled, final=self.final)

    @property
    def target_runs(self) -> tuple[str, str]:
        """The words of the translation: those that stand for good, and tentative ones. Of captions, what is heard."""
        if self.captions:
            return self.source_runs
        return _split(self.text, self.stable, final=self.final)


class Translations:
    """All lines of the sessions so far, a fold of their events alone (0.6 kB a line)."""

    def __init__(self) -> None:
        self._lines: list[TranslatedLine] = []
        self._open: dict[str, TranslatedLine] = {}
        self._began_s = 0.0
        self._now_s = self._lag_at_s = 0.0
        self._lag_s: float | None = None
        self.problem = ""
        """One sentence on what does not work, "" while nothing is known not to."""

    @property
    def lines(self) -> Sequence[TranslatedLine]:
        """Those that are final. The list grows; what is in it stays."""
        return self._lines

    @property
    def growing(self) -> tuple[TranslatedLine, ...]:
        """Those that are not, in the order in which they were begun to be said."""
        return tuple(sorted(self._open.values(), key=lambda line: line.start_s))

    @property
    def lag_s(self) -> float | None:
        """How long after the last word it rests on the newest translation stood, in seconds; None while there is none
        that is recent."""
        return self._lag_s if self._now_s - self._lag_at_s <= LAG_HOLDS_S else None

    def apply(self, event: Event) -> bool:
        """Folds in an event; whether lines have changed."""
        self._now_s = event.t
        match event:
            case SessionStarted():
                self._began_s, self._lag_s, self._lag_at_s, self.problem = event.wall_s, None, 0.0, ""
                self._settle()
                return True
            case SessionEnded():
                return self._settle()
            case SourceText():
                return self._hear(event)
            case Translation():
                return self._translate(event)
            case Failure(where="translation"):
                self.problem = event.message
                return True
            case _:
                return False

    def _hear(self, event: SourceText) -> bool:
        before = self._open.get(event.id)
        if not event.text:
            if before is not None and not before.text:  # it was not meant to be translated
                del self._open[event.id]
                return True
            return False
        line = before or TranslatedLine(
            event.id, event.source, event.target, "", 0, began_s=self._began_s, played=event.played
        )
        self._open[event.id] = replace(
            line, source_text=_plain(event.text), settled=event.settled, start_s=event.start, end_s=event.end
        )
        return True

    def _translate(self, event: Translation) -> bool:
        self.problem = ""
        before = self._open.get(event.id)
        if event.final or before is None or event.stable > before.stable:
            self._lag_s, self._lag_at_s = max(0.0, event.t - event.end), event.t
        settled = 0 if before is None else before.settled
        line = TranslatedLine(
            event.id, event.source, event.target, _plain(event.source_text), settled, _plain(event.text),
            event.stable, event.final, event.start, event.end, self._began_s, event.played,
        )  # fmt: skip
        if not event.final:
            self._open[event.id] = line
            return True
        self._open.pop(event.id, None)
        if event.text:
            self._lines.append(line)
        return True

    def _settle(self) -> bool:
        """A session is over: what grew stays as it is, and what has no translation goes."""
        changed = bool(self._open)
        self._lines += [replace(line, final=True) for line in self.growing if line.text]
        self._open.clear()
        return changed


def _plain(text: str) -> str:
    return " ".join(text.split())


def _split(text: str, count: int, *, final: bool) -> tuple[str, str]:
    words = text.split()
    if final:
        return " ".join(words), ""
    return " ".join(words[:count]), " ".join(words[count:])
