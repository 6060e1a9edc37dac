"""The tables of the history, by version, and how a file of an earlier version is brought up to this one."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

_TABLES = """
CREATE TABLE conversations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, began REAL NOT NULL, changed REAL NOT NULL, title TEXT NOT NULL DEFAULT '',
    named INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 1, deleted REAL
);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, conversation INTEGER NOT NULL, seq INTEGER NOT NULL, at REAL NOT NULL,
    type TEXT NOT NULL, side TEXT NOT NULL, text TEXT NOT NULL, body TEXT NOT NULL
);
CREATE UNIQUE INDEX entry_of ON entries (conversation, seq);
CREATE TABLE recordings (
    folder TEXT PRIMARY KEY, conversation INTEGER NOT NULL, began REAL NOT NULL
);
CREATE TABLE spoken (id INTEGER PRIMARY KEY, plain TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(plain, content='spoken', content_rowid='id', tokenize='trigram');
CREATE TRIGGER spoken_added AFTER INSERT ON spoken BEGIN
    INSERT INTO words (rowid, plain) VALUES (new.id, new.plain); END;
CREATE TRIGGER spoken_removed AFTER DELETE ON spoken BEGIN
    INSERT INTO words (words, rowid, plain) VALUES ('delete', old.id, old.plain); END;
CREATE TRIGGER spoken_changed AFTER UPDATE ON spoken BEGIN
    INSERT INTO words (words, rowid, plain) VALUES ('delete', old.id, old.plain);
    INSERT INTO words (rowid, plain) VALUES (new.id, new.plain); END;
"""
STEPS: tuple[str, ...] = (_TABLES,)
"""What brings the tables from each version to the next: from 0, an empty file, to 1, and so on. Steps that were
released never change."""


def migrate(file: sqlite3.Connection, path: Path | None, steps: Sequence[str] = STEPS) -> None:
    """Brings the tables up to the last step, all of the way or not at all. A file that holds something is copied
    before, beside itself. path: where it lies, None for one in memory.

    Raises:
        sqlite3.Error: it cannot be done, or the file was written by a later version (NotSupportedError).
    """
    version = version_of(file)
    if version > len(steps):
        raise sqlite3.NotSupportedError("it was written by a later version of Duologue")
    if version == len(steps):
        return
    if version and path is not None:
        _back_up(file, path, version)
    file.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[version_of(file) :]:  # read anew: another program may have done so just now
            for statement in statements(step):
                file.execute(statement)
        file.execute(f"PRAGMA user_version = {len(steps)}")
        file.execute("COMMIT")
    except BaseException:
        if file.in_transaction:
            file.execute("ROLLBACK")
        raise


def version_of(file: sqlite3.Connection) -> int:
    """The version of a file's tables, 0 for an empty file."""
    (version,) = file.execute("PRAGMA user_version").fetchone()
    return int(version)


def statements(script: str) -> list[str]:
    """The statements of a script, triggers whole."""
    found, so_far = [], ""
    for piece in script.split(";"):
        so_far += f"{piece};"
        if sqlite3.complete_statement(so_far):
            found.append(so_far.strip())
            so_far = ""
    return [statement for statement in found if statement != ";"]


def backups(path: Path) -> list[Path]:
    """The copies of a file that were made before it was brought up to another version."""
    return sorted(path.parent.glob(f"{path.name}.version-*"))


def _back_up(file: sqlite3.Connection, path: Path, version: int) -> None:
    aside = path.with_name(f"{path.name}.version-{version}")
    aside.unlink(missing_ok=True)
    aside.touch(mode=0o600)
    with closing(sqlite3.connect(aside)) as copy:
        file.backup(copy)
