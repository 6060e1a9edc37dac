"""What the user wants to find again: lists, notes, timers and reminders, in a SQLite file.

Every change is written at once, on the event loop: with a write-ahead log a commit is one short write (well under a
millisecond) that outlives the program, however it ends. The log is carried over into the file when the store is opened
and closed, never in between, as that takes longer.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from duologue.tools.base import ToolError

VERSION = 1
"""Of the tables; a file of a later version is left alone."""
BUSY_S = 0.2
"""How long another program that writes to the file is waited for."""
NOT_KEPT_SAY = "Sorry, I couldn't save that. The disk may be full."
_TABLES = """
CREATE TABLE items (id INTEGER PRIMARY KEY AUTOINCREMENT, list TEXT NOT NULL, item TEXT NOT NULL);
CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL);
CREATE TABLE alarms (
    id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
    label TEXT NOT NULL, seconds REAL NOT NULL, every_s REAL NOT NULL, is_timer INTEGER NOT NULL
);
PRAGMA user_version = 1;
"""


@dataclass(frozen=True, slots=True)
class KeptAlarm:
    """A timer or reminder that runs. due: seconds since 1970. every_s: 0 if it ends then. id: 0 before it is kept."""

    due: float
    kind: str
    text: str
    label: str
    seconds: float
    every_s: float
    is_timer: bool
    id: int = 0


class Store:
    """The user's file, or one in memory that ends with the program.

    Raises (on creation):
        sqlite3.Error: the file cannot be used.
    """

    def __init__(self, path: Path | None = None) -> None:
        where = ":memory:" if path is None else str(path)
        self._file = sqlite3.connect(where, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            self._open()
        except BaseException:
            self._file.close()
            raise

    def _open(self) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "wal_autocheckpoint = 0"):
            self._file.execute(f"PRAGMA {pragma}")
        (version,) = self._file.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise sqlite3.NotSupportedError("it was written by a later version of Duologue")
        if version == 0:
            self._file.executescript(f"BEGIN; {_TABLES} COMMIT;")
        (sound,) = self._file.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
        self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def lists(self) -> dict[str, list[str]]:
        """The items of each list, in the order in which they were added."""
        found: dict[str, list[str]] = {}
        for name, item in self._file.execute("SELECT list, item FROM items ORDER BY id"):
            found.setdefault(name, []).append(item)
        return found

    def add_item(self, name: str, item: str) -> None:
        """Adds an item to a list.

        Raises:
            ToolError: it cannot be written.
        """
        self._write("INSERT INTO items (list, item) VALUES (?, ?)", (name, item))

    def remove_item(self, name: str, item: str) -> None:
        """Removes an item from a list.

        Raises:
            ToolError: it cannot be written.
        """
        self._write("DELETE FROM items WHERE list = ? AND item = ?", (name, item))

    def notes(self) -> list[str]:
        """All notes, oldest first."""
        return [text for (text,) in self._file.execute("SELECT text FROM notes ORDER BY id")]

    def add_note(self, text: str) -> None:
        """Keeps a note.

        Raises:
            ToolError: it cannot be written.
        """
        self._write("INSERT INTO notes (text) VALUES (?)", (text,))

    def alarms(self) -> list[KeptAlarm]:
        """The timers and reminders that run, oldest first."""
        rows = self._file.execute(
            "SELECT due, kind, text, label, seconds, every_s, is_timer, id FROM alarms ORDER BY id"
        )
        return [
            KeptAlarm(due, kind, text, label, seconds, every_s, bool(is_timer), id_)
            for due, kind, text, label, seconds, every_s, is_timer, id_ in rows
        ]

    def start(self, alarm: KeptAlarm) -> int:
        """Keeps a timer or reminder; returns its id.

        Raises:
            ToolError: it cannot be written.
        """
        values = (alarm.due, alarm.kind, alarm.text, alarm.label, alarm.seconds, alarm.every_s, alarm.is_timer)
        return self._write(
            "INSERT INTO alarms (due, kind, text, label, seconds, every_s, is_timer) VALUES (?, ?, ?, ?, ?, ?, ?)",
            values,
        )

    def end(self, id_: int) -> None:
        """Forgets a timer or reminder.

        Raises:
            ToolError: it cannot be written.
        """
        self._write("DELETE FROM alarms WHERE id = ?", (id_,))

    def close(self) -> None:
        """Carries the log over into the file and closes it; what cannot be carried over stays in the log."""
        try:
            self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._file.close()

    def _write(self, sql: str, values: Iterable[object]) -> int:
        try:
            return self._file.execute(sql, tuple(values)).lastrowid or 0
        except sqlite3.Error as error:
            raise ToolError(f"It could not be saved ({error}).", NOT_KEPT_SAY) from error


def open_store(path: Path) -> tuple[Store, str]:
    """The store of a file, and "" or a sentence for the user.

    A file that is broken is moved aside and a new one begun. Where there can be no file, one in memory takes its place.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return Store(path), ""
    except (sqlite3.OperationalError, sqlite3.NotSupportedError, OSError) as error:
        return Store(), f"Lists, notes and timers last as long as this session: '{path}' cannot be used ({error})."
    except sqlite3.DatabaseError as error:
        aside = _moved_aside(path)
        told = f"Lists, notes and timers could not be read ({error}). They begin anew; the old file is '{aside}'."
        return Store(path), told


def _moved_aside(path: Path) -> Path:
    number = next(n for n in range(1, 10_000) if not path.with_suffix(f".broken-{n}").exists())
    aside = path.rename(path.with_suffix(f".broken-{number}"))
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return aside
