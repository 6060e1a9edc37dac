"""Conversations in a history, for tests."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from duologue.core.events import Event, Heard, SessionEnded, SessionStarted, Speech
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.history.keeper import HistoryKeeper
from duologue.history.reading import HistoryReader
from duologue.history.writing import HistoryWriter
from duologue.session.timeline import from_json, to_json

NINE = 1_773_480_000.0
"""A morning in March 2026, in seconds since 1970."""


def started(wall_s: float = NINE) -> SessionStarted:
    return SessionStarted(0.0, "0.1.0", {}, "CPU", 200, 1, wall_s)


def asked(t: float, text: str, id_: str = "u1", *, final: bool = True) -> Heard:
    return Heard(t + 1.0, id_, text, final, t, t + 1.0)


def said(t: float, text: str, id_: str = "s1") -> Speech:
    return Speech(t + 1.0, id_, "response", text, t, t + 1.0, True, t)


def ended(t: float) -> SessionEnded:
    return SessionEnded(t, t, 1, 0, {}, 0.0)


def talk(question: str, answer: str = "I see.", wall_s: float = NINE) -> list[Event]:
    return [started(wall_s), asked(1.0, question), said(3.0, answer), ended(5.0)]


class History:
    """The history of a user, written and read as the program does."""

    def __init__(self, path: Path, settings: Settings | None = None) -> None:
        self.path = path
        self.problems: list[str] = []
        self.settings = SettingsStore(settings)
        self.writer = HistoryWriter(path, partial(to_json, whole=True), self.problems.append)
        self.keeper = HistoryKeeper(self.writer, self.settings, now_s=lambda: NINE)
        self.reader = HistoryReader(path, from_json)

    def keep(self, *events: Event) -> None:
        for event in events:
            self.keeper.note(event)
        self.writer.do(lambda _: None).result(30)

    def keep_all(self, conversations: Iterable[list[Event]]) -> None:
        for events in conversations:
            self.keep(*events)

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.reader.conversations()]


@contextmanager
def history(path: Path, settings: Settings | None = None) -> Iterator[History]:
    kept = History(path, settings)
    try:
        yield kept
    finally:
        kept.writer.close()
