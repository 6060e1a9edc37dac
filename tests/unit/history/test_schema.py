"""A file of every version there was is brought up to this one, all of the way or not at all, and copied before."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from duologue.history.opening import connect
from duologue.history.schema import STEPS, backups, migrate, version_of
from helpers.kept_talk import History, asked, ended, history, started

DATA = Path(__file__).parents[2] / "data" / "history"
VERSIONS = range(1, len(STEPS) + 1)
NEXT = "ALTER TABLE conversations ADD COLUMN pinned INTEGER NOT NULL DEFAULT 1;"
BAD = "ALTER TABLE conversations ADD COLUMN mood TEXT; UPDATE nowhere SET nothing = 1;"


def stored(path: Path, version: int) -> Path:
    """A file as a program of that version left it."""
    with closing(sqlite3.connect(path)) as file:
        file.executescript((DATA / f"version-{version}.sql").read_text(encoding="utf-8"))
    return path


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_of_every_version_is_read_searched_and_written_on(tmp_path: Path, version: int) -> None:
    path = stored(tmp_path / "history.db", version)
    with history(path) as kept:
        kept.keeper.go_on_with(1)
        kept.keep(started(1_773_490_000.0), asked(1.0, "and now?"), ended(3.0))
        assert kept.problems == []
        assert [row.id for row in kept.reader.conversations("lisbon")] == [1]
        assert [each.text for each in kept.reader.utterances(1)] == [
            "When does the train to Lisbon leave?",
            "At seven.",
            "and now?",
        ]
        assert len(backups(path)) == (0 if version == len(STEPS) else 1)


def test_the_files_of_all_versions_are_there() -> None:
    assert {path.name for path in DATA.iterdir()} == {f"version-{version}.sql" for version in VERSIONS}


def test_before_a_step_the_file_is_copied_for_this_user_alone(tmp_path: Path) -> None:
    path = stored(tmp_path / "history.db", 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        migrate(file, path, [*STEPS[:1], NEXT])
        assert file.execute("SELECT pinned FROM conversations").fetchall() == [(1,)]
        assert version_of(file) == 2
    (copy,) = backups(path)
    assert (copy.name, stat.S_IMODE(copy.stat().st_mode)) == ("history.db.version-1", 0o600)
    with closing(sqlite3.connect(copy)) as file:
        assert version_of(file) == 1
        assert file.execute("SELECT count(*) FROM entries").fetchone() == (3,)


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = stored(tmp_path / "history.db", 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        with pytest.raises(sqlite3.OperationalError):
            migrate(file, path, [*STEPS[:1], NEXT, BAD])
        assert version_of(file) == 1
        columns = {name for _, name, *_ in file.execute("PRAGMA table_info(conversations)")}
        assert not {"pinned", "mood"} & columns


def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(connect(path)) as file:
        file.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    kept = History(path)
    kept.keeper.note(started())
    kept.keeper.note(asked(1.0, "hello"))
    kept.writer.close()
    assert kept.problems == [
        f"This conversation is not being kept: the history '{path}' cannot be written, "
        "it was written by a later version of Duologue."
    ]
    assert path.read_bytes() == before
