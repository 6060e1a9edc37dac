"""The thread that writes the history: everything that changes the file goes through it, in order.

Rows that wait are kept by their place, so that a caption that grows faster than the disk writes is written once. While
the file cannot be used, what comes waits and is tried again; the session goes on all the same.
"""

import json
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from duologue.core.display_text import shortened as cut
from duologue.core.events import Event, SessionStarted, ToolResult
from duologue.history.folding import KeptSide, Row, shortened
from duologue.history.opening import (
    SQL_ERRORS,
    HistoryError,
    connect,
    is_broken,
    move_aside,
    why,
)
from duologue.history.plain import plain

MOST_WAITING = 10_000
"""Rows that wait for the disk at most; further ones are lost, which is counted and told."""
RETRY_S = 5.0
"""Seconds after which a file that could not be used is tried again."""
LONGEST_TITLE = 80
"""Characters of a conversation's first words that are its title until it gets another."""
T = TypeVar("T")
Encode = Callable[[Event], Mapping[str, Any]]
"""An event as plain data."""
Job = Callable[[sqlite3.Connection], T]
"""Something that is done with the file, in the thread that writes."""


class KeptSession:
    """One session as it is kept: the conversation that it belongs to gets its number with the first row.

    conversation: number of the one that goes on, None for a new one.
    """

    def __init__(self, conversation: int | None = None) -> None:
        self.conversation = conversation
        self.base: int | None = None
        """How many places were taken before, None until something is written."""
        self.first: Row | None = None
        """The row that says how the session began."""


class HistoryWriter:
    """Owns the file. The thread starts with the first thing to write, close() waits for it to have written.

    encode: how an event is written. on_problem: takes, in the thread, a sentence for the user, and "" once it holds no
    longer. Counts depth, peak and what was dropped.
    """

    def __init__(self, path: Path, encode: Encode, on_problem: Callable[[str], None] = lambda _: None) -> None:
        self._path, self._encode, self._on_problem = path, encode, on_problem
        self._waiting: OrderedDict[object, tuple[KeptSession, Row] | _Task] = OrderedDict()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._file: sqlite3.Connection | None = None
        self._closing = self._writing = False
        self.problem = ""
        """Why nothing is kept just now, "" if all is."""
        self.peak = self.dropped = self.written = 0

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def behind(self) -> bool:
        """Something is about to be written: a moment later it will be on disk. False while the file cannot be used."""
        return bool(self._waiting or self._writing) and not self.problem

    def keep(self, session: KeptSession, row: Row) -> None:
        """Has a row written. Never waits."""
        with self._changed:
            place = (id(session), row.seq)
            if place not in self._waiting and len(self._waiting) >= MOST_WAITING:
                self.dropped += 1
                return
            self._put(place, (session, row))

    def do(self, work: Job[T]) -> "Future[T]":
        """Has something else done with the file, after all that waits. What it raises of SQLite is a HistoryError."""
        task = _Task(work)
        with self._changed:
            self._put(task, task)
        return task.result

    def close(self) -> None:
        """Writes what waits and ends the thread; what cannot be written is lost."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _put(self, place: object, item: "tuple[KeptSession, Row] | _Task") -> None:
        if self._closing:
            self.dropped += 1
            if isinstance(item, _Task):
                item.fail(HistoryError("history.closed", "The history is closed."))
            return
        self._waiting[place] = item
        self.peak = max(self.peak, len(self._waiting))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="history")
            self._thread.start()
        self._changed.notify()

    # ---- in the thread -----------------------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            with self._changed:
                self._writing = False
                while not self._waiting and not self._closing:
                    self._changed.wait()
                if not self._waiting:
                    break
                items, self._waiting, self._writing = self._waiting, OrderedDict(), True
                last = self._closing
            if not self._write(items):
                if last:
                    self._give_up(items)
                    break
                self._keep_waiting(items)
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self, items: "OrderedDict[object, tuple[KeptSession, Row] | _Task]") -> bool:
        """Takes out of the items what is done; False if the file cannot be used just now."""
        while items:
            rows = []
            for item in items.values():
                if isinstance(item, _Task):
                    break
                rows.append(item)
            try:
                file = self._open()
                if rows:
                    self._write_rows(file, rows)
                    for _ in rows:
                        items.popitem(last=False)
                else:
                    _, task = items.popitem(last=False)
                    assert isinstance(task, _Task)
                    task.run(file)
            except SQL_ERRORS as error:
                if not self._recover(error):
                    return False
            else:
                self._tell("")
        return True

    def _open(self) -> sqlite3.Connection:
        if self._file is None:
            self._file = connect(self._path)
        return self._file

    def _recover(self, error: Exception) -> bool:
        """Begins a new file in place of a broken one; False if it is to be tried again later."""
        if self._file is not None:
            self._file.close()
            self._file = None
        try:
            if is_broken(error):
                aside = move_aside(self._path)
                self._tell(
                    f"The history could not be read ({why(error)}). A new one is begun; the old file is '{aside}'."
                )
                return True
        except OSError as again:
            error = again
        self._tell(f"This conversation is not being kept: the history '{self._path}' cannot be written, {why(error)}.")
        return False

    def _tell(self, problem: str) -> None:
        if problem != self.problem:
            self.problem = problem
            self._on_problem(problem)

    def _keep_waiting(self, items: "OrderedDict[object, tuple[KeptSession, Row] | _Task]") -> None:
        """Puts back what could not be written, under what came meanwhile; tasks fail, somebody waits for them."""
        refused = HistoryError("history.unusable", self.problem)
        with self._changed:
            self._writing = False
            newer, self._waiting = self._waiting, OrderedDict()
            for place, item in items.items():
                if isinstance(item, _Task):
                    item.fail(refused)
                else:
                    self._waiting[place] = item
            for place, item in newer.items():
                if isinstance(item, _Task):
                    item.fail(refused)
                elif place in self._waiting or len(self._waiting) < MOST_WAITING:
                    self._waiting[place] = item
                else:
                    self.dropped += 1
            if not self._closing:
                self._changed.wait(RETRY_S)

    def _give_up(self, items: "OrderedDict[object, tuple[KeptSession, Row] | _Task]") -> None:
        for item in items.values():
            self.dropped += 1
            if isinstance(item, _Task):
                item.fail(HistoryError("history.unusable", self.problem))

    def _write_rows(self, file: sqlite3.Connection, rows: "list[tuple[KeptSession, Row]]") -> None:
        """All of the rows, or none. Sessions learn their conversation once it is on disk."""
        began = {id(session): (session, session.conversation, session.base) for session, _ in rows}
        try:
            file.execute("BEGIN IMMEDIATE")
            for session, row in rows:
                self._write_row(file, session, row)
            file.execute("COMMIT")
        except BaseException:
            for session, conversation, base in began.values():
                session.conversation, session.base = conversation, base
            if file.in_transaction:
                file.execute("ROLLBACK")
            raise
        self.written += len(rows)

    def _write_row(self, file: sqlite3.Connection, session: KeptSession, row: Row) -> None:
        if session.base is None or not _is_there(file, session.conversation):
            _begin(file, session, row)
            if row.seq and session.first is not None:
                self._write_row(file, session, session.first)
        if isinstance(row.event, SessionStarted):
            session.first = row
        body = dict(self._encode(row.event))
        if isinstance(row.event, ToolResult) and "result" in body:
            body["result"] = shortened(body["result"])
        assert session.base is not None
        (entry,) = file.execute(
            "INSERT INTO entries (conversation, seq, at, type, side, text, body) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (conversation, seq) DO UPDATE SET type = excluded.type, text = excluded.text, "
            "body = excluded.body RETURNING id",
            (
                session.conversation, session.base + row.seq, row.at, row.event.TYPE, row.side.value, row.text,
                json.dumps(body, ensure_ascii=False, default=str),
            ),
        ).fetchone()  # fmt: skip
        if row.settled:
            file.execute(
                "INSERT INTO spoken (id, plain) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET plain = excluded.plain",
                (entry, plain(row.text)),
            )
        title = cut(row.text, LONGEST_TITLE) if row.settled and row.side is KeptSide.USER else ""
        file.execute(
            "UPDATE conversations SET changed = max(changed, ?), title = iif(title = '', ?, title) WHERE id = ?",
            (row.at, title, session.conversation),
        )


class _Task:
    """Something to be done with the file, and what came of it."""

    def __init__(self, work: Job[Any]) -> None:
        self._work = work
        self.result: Future[Any] = Future()

    def run(self, file: sqlite3.Connection) -> None:
        """Does it."""
        try:
            self.result.set_result(self._work(file))
        except SQL_ERRORS as error:
            if file.in_transaction:
                file.execute("ROLLBACK")
            self.fail(HistoryError("history.change", f"The history could not be changed: {why(error)}."))
            if is_broken(error):
                raise

    def fail(self, error: HistoryError) -> None:
        """It could not be done."""
        self.result.set_exception(error)


def _is_there(file: sqlite3.Connection, conversation: int | None) -> bool:
    """Whether a conversation is still there: it may have been deleted meanwhile, or its file set aside."""
    found = file.execute("SELECT 1 FROM conversations WHERE id = ?", (conversation,)).fetchone()
    return found is not None


def _begin(file: sqlite3.Connection, session: KeptSession, row: Row) -> None:
    """Makes the conversation of a session, or goes on with it."""
    if _is_there(file, session.conversation):
        file.execute("UPDATE conversations SET open = 1 WHERE id = ?", (session.conversation,))
        (session.base,) = file.execute(
            "SELECT ifnull(max(seq) + 1, 0) FROM entries WHERE conversation = ?", (session.conversation,)
        ).fetchone()
        return
    made = file.execute("INSERT INTO conversations (began, changed) VALUES (?, ?)", (row.at, row.at))
    session.conversation, session.base = made.lastrowid, 0
