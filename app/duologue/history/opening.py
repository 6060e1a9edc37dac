"""Opening the file of the history: its rights, its tables, and what is said if it cannot be used."""

import os
import sqlite3
from pathlib import Path

from duologue.core.errors import DuologueError
from duologue.history.schema import migrate

BUSY_S = 2.0
"""How long another program that writes to the file is waited for, in seconds; nobody else waits for that."""
_CODES = {
    sqlite3.SQLITE_BUSY: "another program has it locked",
    sqlite3.SQLITE_LOCKED: "another program has it locked",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_PERM: "it may not be opened",
    sqlite3.SQLITE_IOERR: "the disk does not answer as it should",
}
"""What says nothing against the file itself, by SQLite's primary code."""
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
SQL_ERRORS = (sqlite3.Error, OSError)
"""What a file that cannot be used raises."""


class HistoryError(DuologueError):
    """Something cannot be done with the history; the sentence says why."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection that writes; the file is made if need be, for this user alone. What is deleted is overwritten.

    Raises:
        sqlite3.Error, OSError: it cannot be used.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # the log is made with the same rights
    path.chmod(0o600)
    file = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        for pragma in ("secure_delete = ON", "journal_mode = WAL", "synchronous = NORMAL"):
            file.execute(f"PRAGMA {pragma}")
        migrate(file, path)
        (sound,) = file.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise _corrupt(sound)
    except BaseException:
        file.close()
        raise
    return file


def connect_reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads.

    Raises:
        sqlite3.Error: there is no file, or it cannot be used.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=BUSY_S, isolation_level=None, check_same_thread=False)


def is_broken(error: Exception) -> bool:
    """Whether the file itself is to blame, so that no later try can do better."""
    return primary_code(error) in _BROKEN


def why(error: Exception) -> str:
    """The reason of an error, to follow a sentence."""
    if isinstance(error, OSError):
        return error.strerror.lower() if error.strerror else str(error)
    return _CODES.get(primary_code(error), str(error))


def primary_code(error: Exception) -> int:
    """SQLite's primary code of an error, 0 if it came from elsewhere."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def move_aside(path: Path) -> Path:
    """Renames a broken file and its log, so that both can still be looked into.

    Raises:
        OSError: it cannot be renamed.
    """
    number = next(n for n in range(1, 10_000) if not path.with_name(f"{path.name}.broken-{n}").exists())
    aside = path.rename(path.with_name(f"{path.name}.broken-{number}"))
    for ending in ("-wal", "-shm"):
        if (log := path.with_name(path.name + ending)).exists():
            log.rename(aside.with_name(aside.name + ending))
    return aside


def _corrupt(what: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(what)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error
