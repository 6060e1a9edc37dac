"""What is deleted is gone: from the list at once, from the disk for good."""

import sqlite3
from pathlib import Path

from duologue.history.changing import hidden, hide, note_recording, older_than, purge, take_unfinished
from helpers.kept_talk import NINE, History, asked, history, started, talk

SECRET = "xylophonequartz"


def everything(kept: History) -> bytes:
    return b"".join(path.read_bytes() for path in kept.path.parent.iterdir())


def delete(kept: History, *ids: int) -> list[str]:
    return kept.writer.do(lambda file: purge(file, ids, kept.path)).result(30)


def test_nothing_of_a_deleted_conversation_is_left_on_disk(tmp_path: Path) -> None:
    with history(tmp_path / "history.db") as kept:
        kept.keep(started(), *(asked(n, f"{SECRET[:n]} {SECRET}", final=False) for n in range(9)))
        kept.keep(*talk(f"The {SECRET} is under the pot.", f"I know about {SECRET}.", NINE + 10), *talk("harmless"))
        (kept.path.with_name("history.db.version-0")).write_text(SECRET, encoding="utf-8")
        assert SECRET.encode() in everything(kept)
        assert delete(kept, 1, 2) == []
        assert SECRET.encode() not in everything(kept)
        assert kept.titles == ["harmless"]
        words = sqlite3.connect(kept.path)
        words.execute("CREATE TEMP TABLE seen AS SELECT 1")
        words.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'words', 'row')")
        assert words.execute("SELECT term FROM temp.terms WHERE term IN ('xyl', 'rtz')").fetchall() == []
        words.close()


def test_the_conversation_that_runs_can_be_deleted_and_what_comes_is_kept(tmp_path: Path) -> None:
    with history(tmp_path / "history.db") as kept:
        kept.keep(started(), asked(1.0, SECRET))
        kept.keeper.begin_anew()
        delete(kept, 1)
        kept.keep(asked(5.0, "harmless", "u2"))
        assert kept.titles == ["harmless"]
        assert SECRET.encode() not in everything(kept)


def test_the_folders_of_its_sound_are_named(tmp_path: Path) -> None:
    with history(tmp_path / "history.db") as kept:
        kept.keep(*talk("one"), *talk("two"))
        kept.writer.do(lambda file: note_recording(file, 1, "sound-1", NINE)).result(30)
        assert [(row.id, row.recorded) for row in kept.reader.conversations()] == [(2, False), (1, True)]
        assert kept.reader.recordings(1) == ["sound-1"]
        assert delete(kept, 1, 2) == ["sound-1"]


def test_what_is_old_or_was_deleted_before_is_known(tmp_path: Path) -> None:
    with history(tmp_path / "history.db") as kept:
        kept.keep(*talk("old"), *talk("new", wall_s=NINE + 1000))
        assert kept.writer.do(lambda file: older_than(file, NINE + 500)).result(30) == [1]
        kept.writer.do(lambda file: hide(file, [2], NINE)).result(30)
        assert kept.writer.do(hidden).result(30) == [2]


def test_the_newest_unfinished_conversation_is_told_once(tmp_path: Path) -> None:
    for question in ("first", "second"):
        with history(tmp_path / "history.db") as kept:
            kept.keep(started(NINE if question == "first" else NINE + 50), asked(1.0, question))
    with history(tmp_path / "history.db") as kept:
        assert kept.writer.do(take_unfinished).result(30) == 2
        assert kept.writer.do(take_unfinished).result(30) is None
        kept.keep(*talk("whole"))
        assert kept.writer.do(take_unfinished).result(30) is None
