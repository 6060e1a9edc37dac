"""Looking into the history: conversations, what was said in them, and where words are found.

Each reader has a connection of its own, for one thread at a time; it sees what has been written so far.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from duologue.core.events import Event
from duologue.history.changing import NOT_DELETED, recordings_of
from duologue.history.folding import KeptSide, settled
from duologue.history.opening import HistoryError, connect_reading, why
from duologue.history.plain import LEAST_INDEXED, terms

MOST_FOUND = 200
"""Utterances that a search brings at most, the newest."""
MOST_LISTED = 1000
"""Conversations that are listed at once at most, the newest."""
T = TypeVar("T")
Decode = Callable[[Mapping[str, Any]], Event | None]
"""Plain data as the event that it was, None for what this version does not know."""


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation in a list. began, changed: seconds since 1970. utterances: how many. found: the newest that a
    search has found in it, "" for none; hits: how many. recorded: there is sound.
    """

    id: int
    title: str
    began: float
    changed: float
    utterances: int
    found: str = ""
    hits: int = 0
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one side said or what was done. at: seconds since 1970. type: of the event."""

    at: float
    side: KeptSide
    type: str
    text: str


class HistoryReader:
    """Reads a file, which need not be there yet. decode: how an event was written.

    Raises (each method):
        HistoryError: the file cannot be read.
    """

    def __init__(self, path: Path, decode: Decode) -> None:
        self._path, self._decode = path, decode

    def conversations(self, query: str = "", most: int = MOST_LISTED) -> list[ConversationRow]:
        """All conversations, or those in which something is found; the one with the newest words first."""
        return self._ask(lambda file: _found(file, query, most) if terms(query) else _listed(file, "", (), most), [])

    def conversation(self, id_: int) -> ConversationRow:
        """One conversation.

        Raises:
            HistoryError: it is not there.
        """
        rows: list[ConversationRow] = self._ask(lambda file: _listed(file, "AND c.id = ?", (id_,), 1), [])
        if not rows:
            raise HistoryError("history.none", f"There is no conversation {id_} in the history.")
        return rows[0]

    def events(self, id_: int) -> list[Event]:
        """What happened in a conversation; whoever folds it sees what was shown."""

        def read(file: sqlite3.Connection) -> list[Event]:
            rows = file.execute("SELECT body FROM entries WHERE conversation = ? ORDER BY seq", (id_,))
            found = (self._decode(json.loads(body)) for (body,) in rows)
            return [settled(event) for event in found if event is not None]

        return self._ask(read, [])

    def utterances(self, id_: int) -> list[Utterance]:
        """What was said and done in a conversation, in order."""

        def read(file: sqlite3.Connection) -> list[Utterance]:
            rows = file.execute(
                "SELECT at, side, type, text FROM entries WHERE conversation = ? AND text != '' ORDER BY seq", (id_,)
            )
            return [Utterance(at, KeptSide(side), type_, text) for at, side, type_, text in rows]

        return self._ask(read, [])

    def bodies(self, id_: int) -> list[dict[str, Any]]:
        """The events of a conversation as plain data."""

        def read(file: sqlite3.Connection) -> list[dict[str, Any]]:
            rows = file.execute("SELECT body FROM entries WHERE conversation = ? ORDER BY seq", (id_,))
            return [json.loads(body) for (body,) in rows]

        return self._ask(read, [])

    def recordings(self, id_: int) -> list[str]:
        """The folders with sound of a conversation, oldest first."""
        return self._ask(lambda file: recordings_of(file, id_), [])

    def _ask(self, read: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        if not self._path.exists():
            return nothing
        try:
            with closing(connect_reading(self._path)) as file:
                (version,) = file.execute("PRAGMA user_version").fetchone()
                return read(file) if version else nothing
        except (sqlite3.Error, ValueError) as error:
            raise HistoryError("history.read", f"The history '{self._path}' cannot be read: {why(error)}.") from error


_COLUMNS = (
    "c.id, c.title, c.began, c.changed, "
    "(SELECT count(*) FROM entries e WHERE e.conversation = c.id AND e.text != '' AND e.side != 'note'), "
    "EXISTS (SELECT 1 FROM recordings r WHERE r.conversation = c.id)"
)


def _listed(file: sqlite3.Connection, where: str, values: tuple[Any, ...], most: int) -> list[ConversationRow]:
    rows = file.execute(
        f"SELECT {_COLUMNS} FROM conversations c WHERE c.{NOT_DELETED} {where} "
        "ORDER BY c.changed DESC, c.id DESC LIMIT ?",
        (*values, most),
    )
    return [
        ConversationRow(id_, title, began, changed, count, recorded=bool(recorded))
        for id_, title, began, changed, count, recorded in rows
    ]


def _found(file: sqlite3.Connection, query: str, most: int) -> list[ConversationRow]:
    """Conversations with the newest hits, and those whose title holds the terms, the newest."""
    newest: dict[int, str] = {}
    hits: dict[int, int] = {}
    for conversation, text in _utterances(file, query):
        newest.setdefault(conversation, text)
        hits[conversation] = hits.get(conversation, 0) + 1
    likes, values = _likes("c.title", terms(query))
    titles = file.execute(
        f"SELECT c.id FROM conversations c WHERE {likes} ORDER BY c.changed DESC LIMIT ?", (*values, MOST_FOUND)
    )
    named = [id_ for (id_,) in titles]
    ids = list(dict.fromkeys([*newest, *named]))[:most]
    places = ", ".join("?" * len(ids))
    rows = {row.id: row for row in _listed(file, f"AND c.id IN ({places})", tuple(ids), most)}
    return [
        ConversationRow(
            id_, row.title, row.began, row.changed, row.utterances, newest.get(id_, ""), hits.get(id_, 0), row.recorded
        )
        for id_, row in rows.items()
    ]


def _utterances(file: sqlite3.Connection, query: str) -> list[tuple[int, str]]:
    """The newest utterances that hold all terms, each with its conversation."""
    wanted = terms(query)
    indexed = [term for term in wanted if len(term) >= LEAST_INDEXED]
    likes, values = _likes("s.plain", [term for term in wanted if len(term) < LEAST_INDEXED])
    if indexed:
        match = " AND ".join('"{}"'.format(term.replace('"', '""')) for term in indexed)
        newest = (
            f"SELECT w.rowid AS id FROM words w CROSS JOIN spoken s ON s.id = w.rowid WHERE words MATCH ? AND {likes}"
        )
        values = [match, *values]
    else:
        newest = f"SELECT s.id FROM spoken s WHERE {likes}"
    rows = file.execute(
        f"SELECT e.conversation, e.text FROM ({newest}) n CROSS JOIN entries e ON e.id = n.id "
        f"CROSS JOIN conversations c ON c.id = e.conversation WHERE c.{NOT_DELETED} ORDER BY n.id DESC LIMIT ?",
        (*values, MOST_FOUND),
    )
    return rows.fetchall()


def _likes(column: str, wanted: list[str]) -> tuple[str, list[str]]:
    """Conditions that a column holds all of the texts, and their values."""
    escaped = [term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for term in wanted]
    return " AND ".join(f"{column} LIKE ? ESCAPE '\\'" for _ in wanted) or "1", [f"%{term}%" for term in escaped]
