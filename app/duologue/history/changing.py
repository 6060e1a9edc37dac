"""What changes the history beside what is kept: names, deleting for good, what was left unfinished."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from duologue.history.schema import backups

NOT_DELETED = "deleted IS NULL"


def close_conversation(file: sqlite3.Connection, conversation: int | None) -> None:
    """A conversation is whole: nothing went wrong while it was kept."""
    file.execute("UPDATE conversations SET open = 0 WHERE id = ?", (conversation,))


def take_unfinished(file: sqlite3.Connection) -> int | None:
    """The newest conversation that was not closed, None if all were; each is told of once."""
    found = file.execute(
        f"SELECT id FROM conversations WHERE open = 1 AND {NOT_DELETED} ORDER BY changed DESC LIMIT 1"
    ).fetchone()
    file.execute("UPDATE conversations SET open = 0 WHERE open = 1")
    return found[0] if found is not None else None


def rename(file: sqlite3.Connection, conversation: int, title: str) -> None:
    """Gives a conversation a title of the user's."""
    file.execute("UPDATE conversations SET title = ?, named = 1 WHERE id = ?", (title, conversation))


def hide(file: sqlite3.Connection, conversations: Iterable[int], now_s: float) -> None:
    """Deletes conversations so that it can still be undone."""
    file.executemany("UPDATE conversations SET deleted = ? WHERE id = ?", [(now_s, id_) for id_ in conversations])


def bring_back(file: sqlite3.Connection, conversations: Iterable[int]) -> None:
    """Undoes hide()."""
    file.executemany("UPDATE conversations SET deleted = NULL WHERE id = ?", [(id_,) for id_ in conversations])


def purge(file: sqlite3.Connection, conversations: Sequence[int], path: Path) -> list[str]:
    """Deletes conversations for good: rows, index, free space, log and copies from before a migration. Returns the
    folders of their recordings, for the caller to delete.
    """
    if not conversations:
        return []
    recorded = []
    file.execute("BEGIN IMMEDIATE")
    for id_ in conversations:
        recorded += recordings_of(file, id_)
        file.execute("DELETE FROM spoken WHERE id IN (SELECT id FROM entries WHERE conversation = ?)", (id_,))
        file.execute("DELETE FROM entries WHERE conversation = ?", (id_,))
        file.execute("DELETE FROM recordings WHERE conversation = ?", (id_,))
        file.execute("DELETE FROM conversations WHERE id = ?", (id_,))
    file.execute("COMMIT")
    file.execute("INSERT INTO words (words) VALUES ('optimize')")  # what was deleted leaves the index only then
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.execute("VACUUM")
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for copy in backups(path):
        copy.unlink(missing_ok=True)
    return recorded


def hidden(file: sqlite3.Connection) -> list[int]:
    """Conversations whose deletion can still be undone."""
    return [id_ for (id_,) in file.execute("SELECT id FROM conversations WHERE deleted IS NOT NULL")]


def older_than(file: sqlite3.Connection, before_s: float) -> list[int]:
    """Conversations in which nothing has happened since a time."""
    return [id_ for (id_,) in file.execute("SELECT id FROM conversations WHERE changed < ?", (before_s,))]


def note_recording(file: sqlite3.Connection, conversation: int, folder: str, began_s: float) -> None:
    """Sound of a conversation lies in a folder. began_s: when it began, in seconds since 1970."""
    file.execute(
        "INSERT INTO recordings (conversation, folder, began) VALUES (?, ?, ?)", (conversation, folder, began_s)
    )


def recordings_of(file: sqlite3.Connection, conversation: int) -> list[str]:
    """The folders with sound of a conversation, oldest first."""
    found = file.execute("SELECT folder FROM recordings WHERE conversation = ? ORDER BY began", (conversation,))
    return [folder for (folder,) in found]


def recorded(file: sqlite3.Connection) -> set[str]:
    """The folders of all recordings that belong to a conversation."""
    return {folder for (folder,) in file.execute("SELECT folder FROM recordings")}
