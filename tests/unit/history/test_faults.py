"""A history that is broken, locked, read-only or full costs one sentence; the session goes on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from duologue.history import writing
from duologue.history.opening import HistoryError, connect
from helpers.kept_talk import History, asked, history, started, talk
from helpers.waiting import wait_until


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "RETRY_S", 0.02)
    monkeypatch.setattr("duologue.history.opening.BUSY_S", 0.01)


def told(path: Path, why: str) -> str:
    return f"This conversation is not being kept: the history '{path}' cannot be written, {why}."


@pytest.mark.parametrize(
    "rubbish", [b"no database at all, but long enough to look like one" * 40, b"SQLite format 3\0x"]
)
def test_a_broken_file_is_moved_aside_and_a_new_one_begun(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "history.db"
    path.write_bytes(rubbish)
    with history(path) as kept:
        kept.keep(*talk("hello"))
        assert kept.titles == ["hello"]
        assert len(kept.problems[0].split(". ")) <= 3
        assert kept.problems[0].startswith("The history could not be read (")
        assert kept.problems[0].endswith(f"A new one is begun; the old file is '{path}.broken-1'.")
    assert Path(f"{path}.broken-1").read_bytes() == rubbish


def test_a_file_that_breaks_while_it_is_used_is_replaced_as_well(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with history(path) as kept:
        kept.keep(started(), asked(1.0, "before"))
        writes = kept.writer._write_row

        def breaks(*_args: object) -> None:
            kept.writer._write_row = writes  # type: ignore[method-assign]
            error = sqlite3.DatabaseError("database disk image is malformed")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error

        kept.writer._write_row = breaks  # type: ignore[method-assign]
        kept.keep(asked(5.0, "after", "u2"))
        assert kept.titles == ["after"]
        assert len([problem for problem in kept.problems if problem]) == 1


def test_a_locked_file_is_told_once_and_what_was_said_is_written_later(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with history(path) as kept:
        kept.keep(started(), asked(1.0, "before"))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            for event in (asked(5.0, "mean", "u2", final=False), asked(5.0, "meanwhile", "u2")):
                kept.keeper.note(event)
            wait_until(lambda: bool(kept.problems))
            assert kept.problems == [told(path, "another program has it locked")]
            assert not kept.writer.behind
            with pytest.raises(HistoryError, match="another program has it locked"):
                kept.writer.do(lambda _: None).result(30)
            other.execute("COMMIT")
        wait_until(lambda: len(kept.writer) == 0 and not kept.writer.problem)
        assert [each.text for each in kept.reader.utterances(1)] == ["before", "meanwhile"]
        assert kept.problems == [told(path, "another program has it locked"), ""]


def test_a_folder_that_cannot_be_written_costs_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    kept = History(tmp_path / "file" / "history.db")
    for event in talk("hello"):
        kept.keeper.note(event)
    kept.writer.close()
    assert kept.problems == [told(kept.path, "file exists")]


@pytest.mark.parametrize(
    ("code", "why"), [(sqlite3.SQLITE_FULL, "the disk is full"), (sqlite3.SQLITE_READONLY, "it is read-only")]
)
def test_a_full_disk_and_a_read_only_file_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, why: str
) -> None:
    def refuse(_path: Path) -> sqlite3.Connection:
        error = sqlite3.OperationalError("no")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(writing, "connect", refuse)
    with history(tmp_path / "history.db") as kept:
        for event in talk("hello")[:-1]:
            kept.keeper.note(event)
        wait_until(lambda: bool(kept.problems))
        monkeypatch.setattr(writing, "connect", connect)
        wait_until(lambda: len(kept.writer) == 0 and not kept.writer.problem)
        assert kept.problems == [told(kept.path, why), ""]
        assert kept.titles == ["hello"]


def test_a_history_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    path.write_bytes(b"rubbish" * 400)
    with pytest.raises(HistoryError, match=r"The history '.*' cannot be read: file is not a database\."):
        History(path).reader.conversations()
