"""What the user wants to find again: lists, notes, timers and reminders, in a SQLite file.

Every change is written at once, on the event loop: with a write-ahead log a commit is one short write (well under a
millisecond) that outlives the program, however it ends. The log is carried over into the file when the store is opened
and, by SQLite itself, when it is closed; never in between, as that takes longer.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from duologue.core.events import SpeechKind
from duologue.tools.base import ToolError
from duologue.tools.reminders import WallTime

VERSION = 3
"""Of the tables; a file of a later version is left alone, one of an earlier version is brought up to this one."""
BUSY_S = 0.05
"""How long another program that writes to the file is waited for: what happens in a micro-turn has to wait as well."""
NOT_KEPT_SAY = "Sorry, I couldn't save that. The disk may be full."
IN_USE_SAY = "Sorry, I couldn't save that because another Duologue is writing right now. Please say it again."
_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNUSABLE = _IN_USE | {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
"""What says nothing against the file itself."""
_TABLES = """
CREATE TABLE items (id INTEGER PRIMARY KEY AUTOINCREMENT, list TEXT NOT NULL, item TEXT NOT NULL);
CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL);
CREATE TABLE alarms (
    id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
    label TEXT NOT NULL, seconds REAL NOT NULL, every_s REAL NOT NULL, is_timer INTEGER NOT NULL
);
"""
_CHANGES = (
    """
CREATE TABLE empty_lists (list TEXT PRIMARY KEY);
ALTER TABLE alarms ADD COLUMN paused_s REAL NOT NULL DEFAULT 0;
""",
    """
ALTER TABLE alarms ADD COLUMN wall TEXT NOT NULL DEFAULT '';
ALTER TABLE alarms ADD COLUMN zone TEXT NOT NULL DEFAULT '';
ALTER TABLE alarms ADD COLUMN rule TEXT NOT NULL DEFAULT '';
""",
)
"""What brings the tables from each version to the next: from 1 to 2, and so on."""


@dataclass(frozen=True, slots=True)
class KeptAlarm:
    """A timer or reminder that runs. due: seconds since 1970. every_s: 0 if it ends then. id: 0 before it is kept.
    paused_s: seconds that are left of one that stands still, 0 if it runs. wall: what the clock on the wall shows when
    it comes, None for what comes after a length of time.
    """

    due: float
    kind: SpeechKind
    text: str
    label: str
    seconds: float
    every_s: float
    is_timer: bool
    id: int = 0
    paused_s: float = 0.0
    wall: WallTime | None = None


class Store:
    """The user's file, or one in memory that ends with the program.

    Raises (on creation):
        sqlite3.Error, ValueError: the file cannot be used, or holds what no store has written.
        OSError: it cannot be made.
    """

    def __init__(self, path: Path | None = None) -> None:
        where = ":memory:" if path is None else str(path)
        if path is not None and not path.exists():
            path.touch(mode=0o600)  # nobody else's business; the log is made with the same rights
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
        if version < VERSION:
            self._make_tables()
        (sound,) = self._file.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
        self.lists(), self.notes(), self.alarms()  # a sound structure may still hold what cannot be read
        self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _make_tables(self) -> None:
        """Makes the tables or what they lack, unless another program has done so just now."""
        self._file.execute("BEGIN IMMEDIATE")
        (version,) = self._file.execute("PRAGMA user_version").fetchone()
        for step in (_TABLES, *_CHANGES)[version:]:
            for statement in step.strip().removesuffix(";").split(";"):
                self._file.execute(statement)
        self._file.execute(f"PRAGMA user_version = {VERSION}")
        self._file.execute("COMMIT")

    def lists(self) -> dict[str, list[str]]:
        """The items of each list, in the order in which they were added; last the lists that are empty."""
        found: dict[str, list[str]] = {}
        for name, item in self._file.execute("SELECT list, item FROM items ORDER BY id"):
            found.setdefault(name, []).append(item)
        for (name,) in self._file.execute("SELECT list FROM empty_lists ORDER BY rowid"):
            found.setdefault(name, [])
        return found

    def put_list(self, name: str, items: Sequence[str] | None) -> None:
        """Makes a list hold these items alone. items: None if there is to be no such list.

        Raises:
            ToolError: it cannot be written.
        """
        empty = [("INSERT INTO empty_lists (list) VALUES (?)", (name,))] if items is not None and not items else []
        self._write_all(
            [
                ("DELETE FROM items WHERE list = ?", (name,)),
                ("DELETE FROM empty_lists WHERE list = ?", (name,)),
                *(("INSERT INTO items (list, item) VALUES (?, ?)", (name, item)) for item in items or ()),
                *empty,
            ]
        )

    def add_item(self, name: str, item: str) -> None:
        """Adds an item to a list.

        Raises:
            ToolError: it cannot be written.
        """
        self._write("INSERT INTO items (list, item) VALUES (?, ?)", (name, item))

    def notes(self) -> dict[int, str]:
        """All notes by their ids, oldest first."""
        return dict(self._file.execute("SELECT id, text FROM notes ORDER BY id"))

    def add_note(self, text: str, id_: int | None = None) -> int:
        """Keeps a note; returns its id. id_: of one that was deleted and comes back.

        Raises:
            ToolError: it cannot be written.
        """
        return self._write("INSERT INTO notes (id, text) VALUES (?, ?)", (id_, text))

    def remove_notes(self, ids: Iterable[int]) -> None:
        """Deletes notes, all of them or none.

        Raises:
            ToolError: it cannot be written.
        """
        self._write_all([("DELETE FROM notes WHERE id = ?", (id_,)) for id_ in ids])

    def alarms(self) -> list[KeptAlarm]:
        """The timers and reminders that run, oldest first."""
        rows = self._file.execute(
            "SELECT due, kind, text, label, seconds, every_s, is_timer, id, paused_s, wall, zone, rule FROM alarms "
            "ORDER BY id"
        )
        return [
            KeptAlarm(
                due,
                SpeechKind(kind),
                text,
                label,
                seconds,
                every_s,
                bool(is_timer),
                id_,
                paused_s,
                WallTime.read(wall, zone, rule) if wall else None,
            )
            for due, kind, text, label, seconds, every_s, is_timer, id_, paused_s, wall, zone, rule in rows
        ]

    def start(self, alarm: KeptAlarm) -> int:
        """Keeps a timer or reminder, anew if it has an id already; returns its id.

        Raises:
            ToolError: it cannot be written.
        """
        values = (
            alarm.id or None, alarm.due, alarm.kind.value, alarm.text, alarm.label, alarm.seconds, alarm.every_s,
            alarm.is_timer, alarm.paused_s, *(alarm.wall.written if alarm.wall else ("", "", "")),
        )  # fmt: skip
        return self._write(
            "INSERT OR REPLACE INTO alarms (id, due, kind, text, label, seconds, every_s, is_timer, paused_s, wall, "
            "zone, rule) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        self._file.close()

    def _write(self, sql: str, values: Iterable[object]) -> int:
        try:
            return self._file.execute(sql, tuple(values)).lastrowid or 0
        except sqlite3.Error as error:
            raise _not_kept(error) from error

    def _write_all(self, changes: Sequence[tuple[str, tuple[object, ...]]]) -> None:
        """All of the changes, or none."""
        try:
            self._file.execute("BEGIN IMMEDIATE")
            for sql, values in changes:
                self._file.execute(sql, values)
            self._file.execute("COMMIT")
        except sqlite3.Error as error:
            if self._file.in_transaction:
                self._file.execute("ROLLBACK")
            raise _not_kept(error) from error


def _not_kept(error: sqlite3.Error) -> ToolError:
    say = IN_USE_SAY if _code(error) in _IN_USE else NOT_KEPT_SAY
    return ToolError(f"It could not be saved ({error}).", say)


def open_store(path: Path) -> tuple[Store, str]:
    """The store of a file, and "" or a sentence for the user.

    A file that is broken is moved aside and a new one begun. Where there can be no file, one in memory takes its place.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return Store(path), ""
    except (sqlite3.Error, ValueError, OSError) as error:
        if isinstance(error, sqlite3.NotSupportedError | OSError) or _code(error) in _UNUSABLE:
            return _for_now(path, error)
        try:
            aside = _moved_aside(path)
            told = f"Lists, notes and timers could not be read ({error}). They start empty; the old file is '{aside}'."
            return Store(path), told
        except (sqlite3.Error, OSError) as again:
            return _for_now(path, again)


def _for_now(path: Path, error: Exception) -> tuple[Store, str]:
    return Store(), f"Lists, notes and timers will be gone after this session: '{path}' cannot be used ({error})."


def _code(error: Exception) -> int:
    """SQLite's primary code of an error, 0 if it came from elsewhere."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _moved_aside(path: Path) -> Path:
    """Renames a file and its log, so that both can still be looked into."""
    number = next(n for n in range(1, 10_000) if not path.with_suffix(f".broken-{n}").exists())
    aside = path.rename(path.with_suffix(f".broken-{number}"))
    for ending in ("-wal", "-shm"):
        if (log := path.with_name(path.name + ending)).exists():
            log.rename(aside.with_name(aside.name + ending))
    return aside
