"""Follows a session and has kept what happens in it."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from duologue.core.events import Event, SessionEnded, SessionStarted
from duologue.core.settings_store import SettingsStore
from duologue.history.changing import close_conversation, note_recording
from duologue.history.folding import SessionFold
from duologue.history.writing import HistoryWriter, KeptSession


def _now_s() -> float:
    return datetime.now(UTC).timestamp()


class HistoryKeeper:
    """Follows one session after the other, on the event loop; what there is to write goes to the writer's thread.

    settings: whether anything is kept, and what. now_s: seconds since 1970, for sessions that do not say when they
    began.
    """

    def __init__(self, writer: HistoryWriter, settings: SettingsStore, *, now_s: Callable[[], float] = _now_s) -> None:
        self._writer, self._settings, self._now_s = writer, settings, now_s
        self._started: SessionStarted | None = None
        self._fold: SessionFold | None = None
        self._session = KeptSession()
        self._next: int | None = None
        self._folders: list[tuple[str, float]] = []
        self._private = False
        settings.subscribe(lambda *_: self._part_anew(), "history", "history_percepts")

    @property
    def keeping(self) -> bool:
        """What happens is kept."""
        return self._settings.now.history and not self._private

    @property
    def private(self) -> bool:
        """Nothing of this conversation is kept from now on."""
        return self._private

    @private.setter
    def private(self, on: bool) -> None:
        if on != self._private:
            self._private = on
            self._part_anew()

    @property
    def conversation(self) -> int | None:
        """The number of the conversation that is being kept, None before its first words."""
        return self._session.conversation

    def go_on_with(self, conversation: int | None) -> None:
        """The next session goes on with a conversation, or begins one."""
        self._next = conversation

    def begin_anew(self) -> None:
        """What comes from now on belongs to a conversation of its own."""
        self._close()
        self._begin(None)

    def recorded(self, folder: str) -> None:
        """Sound of the conversation is from now on kept in a folder; it belongs to it once there are words as well."""
        self._folders.append((folder, self._now_s()))
        self._note_folders()

    def note(self, event: Event) -> None:
        """Takes an event of the session."""
        if isinstance(event, SessionStarted):
            self._close()
            self._started = event if event.wall_s else replace(event, wall_s=self._now_s())
            self._begin(self._next)
            self._next = None
        if self._fold is None:
            return
        for row in self._fold.rows(event):
            self._writer.keep(self._session, row)
        self._note_folders()
        if isinstance(event, SessionEnded):
            self.close()

    def close(self) -> None:
        """The session is over; its conversation is whole."""
        self._close()
        self._fold, self._started = None, None

    def _part_anew(self) -> None:
        """What is kept has changed: one conversation ends, and where something is kept, another begins."""
        self.begin_anew()

    def _begin(self, conversation: int | None) -> None:
        self._session = KeptSession(conversation)
        wanted = self.keeping and self._started is not None
        percepts = self._settings.now.history_percepts
        self._fold = SessionFold(self._started, percepts=percepts) if wanted and self._started is not None else None

    def _close(self) -> None:
        session = self._session
        if self._fold is not None and self._fold.began:
            self._writer.do(lambda file: close_conversation(file, session.conversation))
        self._session, self._folders = KeptSession(), []

    def _note_folders(self) -> None:
        session = self._session
        if self._fold is None or not self._fold.began:
            return
        for folder, at_s in self._folders:
            self._writer.do(partial(_note_folder, session=session, folder=folder, at_s=at_s))
        self._folders = []


def _note_folder(file: sqlite3.Connection, *, session: KeptSession, folder: str, at_s: float) -> None:
    if session.conversation is not None:
        note_recording(file, session.conversation, folder, at_s)
