"""Notes told, deleted after asking, and brought back; a file of the version before."""

import sqlite3
from pathlib import Path

import pytest
from tests.unit.tools.test_whole_lists import Bench

from duologue.tools.consent import ConsentWanted, Policy
from duologue.tools.store import Store

NOTES = ("the boiler key is blue", "Anna likes tulips", "the blue car needs oil")


@pytest.fixture
def bench() -> Bench:
    bench = Bench()
    for note in NOTES:
        bench.call("notes.add", text=note)
    return bench


@pytest.mark.parametrize(
    ("which", "meant"),
    [
        ("", NOTES), ("all", NOTES), ("the last note", NOTES[2:]), ("first", NOTES[:1]), ("the second one", NOTES[1:2]),
        ("last two", NOTES[1:]), ("about tulips", NOTES[1:2]), ("about the boiler", NOTES[:1]),
        ("the note about the car", NOTES[2:]), ("number two", NOTES[1:2]), ("all but the first", NOTES[1:]),
    ],
)  # fmt: skip
def test_notes_are_told_by_place_and_by_what_they_are_about(bench: Bench, which: str, meant: tuple[str, ...]) -> None:
    shown = bench.call("notes.show", **({"which": which} if which else {}))
    assert shown.result["notes"] == list(meant)
    assert bench.call("notes.show").result["notes"] == list(NOTES)


@pytest.mark.parametrize(
    ("which", "gone"),
    [
        ("all", NOTES), ("notes", NOTES), ("every", NOTES), ("the last", NOTES[2:]), ("", NOTES[2:]),
        ("the first note", NOTES[:1]), ("about tulips", NOTES[1:2]), ("the last two", NOTES[1:]),
        ("all but the last", NOTES[:2]), ("the note about the boiler", NOTES[:1]),
    ],
)  # fmt: skip
def test_notes_are_deleted_and_come_back_in_order(bench: Bench, which: str, gone: tuple[str, ...]) -> None:
    outcome = bench.call("notes.delete", **({"which": which} if which else {}))
    assert outcome.result["deleted"] == list(gone)
    assert bench.call("notes.show").result["notes"] == [note for note in NOTES if note not in gone]
    bench.call("undo.last")
    assert bench.call("notes.show").result["notes"] == list(NOTES)


@pytest.mark.parametrize(
    ("which", "question"),
    [
        ("all", "Delete three notes?"),
        ("last two", "Delete two notes?"),
        ("", "Delete the note the blue car needs oil?"),
        ("about tulips", ""),
        ("the first", ""),
    ],
)
def test_the_user_is_asked_before_what_was_not_named(which: str, question: str) -> None:
    bench = Bench(policy=Policy.ASK)
    for note in NOTES:
        bench.call("notes.add", text=note)
    first = bench.begin("notes.delete", **({"which": which} if which else {}))[0]
    assert (first.question if isinstance(first, ConsentWanted) else "") == question


def test_what_is_not_there_is_said(bench: Bench) -> None:
    assert bench.call("notes.delete", which="about whales").say == "I found no note like about whales."
    assert bench.call("notes.show", which="about whales").say == "I found no note like about whales."
    bench.call("notes.delete", which="all")
    assert bench.call("notes.show").say == "You have no notes."
    assert bench.call("notes.delete").say == "You have no notes."


def test_a_note_of_any_length_is_kept_whole(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(2000))
    Bench(Store(tmp_path / "kept.db")).call("notes.add", text=words)
    assert Bench(Store(tmp_path / "kept.db")).call("notes.show").result["notes"] == [words]


def test_a_file_of_the_version_before_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    with sqlite3.connect(path) as file:
        file.executescript(
            "CREATE TABLE items (id INTEGER PRIMARY KEY AUTOINCREMENT, list TEXT NOT NULL, item TEXT NOT NULL);"
            "CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL);"
            "CREATE TABLE alarms (id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, kind TEXT NOT NULL,"
            " text TEXT NOT NULL, label TEXT NOT NULL, seconds REAL NOT NULL, every_s REAL NOT NULL,"
            " is_timer INTEGER NOT NULL);"
            "INSERT INTO notes (text) VALUES ('old'); INSERT INTO items (list, item) VALUES ('shopping', 'milk');"
            "PRAGMA user_version = 1;"
        )
    bench = Bench(Store(path))
    bench.call("list.create", list="party")
    assert bench.call("notes.show").result["notes"] == ["old"]
    assert bench.call("list.names").result == {"lists": {"shopping": ["milk"], "party": []}}
