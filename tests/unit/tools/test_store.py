"""What the user wants to find again outlives the program, and what cannot be kept is said."""

import random
import resource
import sqlite3
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duologue.core.events import SpeechKind
from duologue.tools.base import Alarm, ToolError, ToolOutcome
from duologue.tools.missed import MAX_TOLD
from duologue.tools.registry import Toolbox
from duologue.tools.store import IN_USE_SAY, NOT_KEPT_SAY, KeptAlarm, Store, open_store

NINE = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


class Home:
    """A program that is started again and again with the same file."""

    def __init__(self, path: Path) -> None:
        self.path, self.calls = path, 0
        self.start(NINE)

    def start(self, now: datetime) -> None:
        self.store = Store(self.path)
        self.box = Toolbox(now, store=self.store)

    def restart(self, later: timedelta) -> None:
        self.store.close()
        self.start(NINE + later)

    def call(self, name: str, t: float = 0.0, **arguments: Any) -> ToolOutcome:
        self.calls += 1
        self.box.call(f"c{self.calls}", name, self.box.complete(name, arguments), t)
        (outcome,) = [item for item in self.box.due(t) if isinstance(item, ToolOutcome)]
        return outcome

    def alarms(self, t: float) -> list[Alarm]:
        return [item for item in self.box.due(t) if isinstance(item, Alarm)]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "kept.db")


def test_lists_and_notes_are_there_again(home: Home) -> None:
    for item in ("milk", "eggs", "tea"):
        home.call("list.add", item=item)
    home.call("list.remove", item="eggs")
    home.call("notes.add", text="the spare key is under the pot")
    home.restart(timedelta(days=3))
    assert home.call("list.show").result == {"list": "shopping", "items": ["milk", "tea"]}
    assert home.call("notes.search", query="key").result == {"notes": ["the spare key is under the pot"]}


def test_a_timer_goes_on_by_the_clock_on_the_wall(home: Home) -> None:
    home.call("timer.start", 2.0, seconds=600, label="pasta")
    home.restart(timedelta(minutes=4))
    assert home.call("timer.show", 0.0, label="pasta").result["timers"][0]["left_s"] == 362.0
    assert home.alarms(361.9) == []
    (alarm,) = home.alarms(362.1)
    assert (alarm.t, alarm.text) == (362.0, "Your pasta timer is done.")
    home.restart(timedelta(hours=1))
    assert home.alarms(0.0) == []


def test_what_came_due_meanwhile_is_told_once(home: Home) -> None:
    home.call("timer.start", seconds=60, label="tea")
    home.call("reminder.at", seconds=120, message="call my mother")
    home.restart(timedelta(hours=2))
    (alarm,) = home.alarms(0.0)
    assert (alarm.kind, alarm.t) == (SpeechKind.RESPONSE, 0.0)
    assert alarm.text == "While I was off, your tea timer ended and a reminder came due: Call your mother."
    home.restart(timedelta(hours=3))
    assert home.alarms(0.0) == []


def test_what_comes_again_and_again_goes_on_at_its_own_rhythm(home: Home) -> None:
    home.call("reminder.every", seconds=60, message="breathe")
    home.restart(timedelta(seconds=150))
    assert [alarm.t for alarm in home.alarms(100.0)] == [30.0, 90.0]


def test_what_was_kept_can_be_cancelled_by_name(home: Home) -> None:
    home.call("timer.start", seconds=600, label="pasta")
    home.call("timer.start", seconds=900, label="tea")
    home.restart(timedelta(minutes=1))
    resumed = {one.arguments["label"]: one for one in home.box.resumed()}
    assert resumed["tea"].result["ends"] == "2026-03-14T09:15:00+00:00"
    assert home.call("timer.cancel", label="pasta").result["cancelled"] == resumed["pasta"].id
    home.restart(timedelta(minutes=2))
    assert [one.arguments["label"] for one in home.box.resumed()] == ["tea"]


steps = st.lists(
    st.tuples(
        st.sampled_from(["list.add", "list.remove", "notes.add", "timer.start", "timer.cancel", "again"]),
        st.sampled_from(["milk", "eggs", "Brot", "a 'quoted'; DROP TABLE items", "茶"]),
    ),
    max_size=20,
)


@settings(max_examples=30)
@given(steps)
def test_memory_and_file_agree_after_any_calls(tmp_path_factory: pytest.TempPathFactory, done: list[Any]) -> None:
    home = Home(tmp_path_factory.mktemp("kept") / "kept.db")
    for name, word in done:
        if name == "again":
            home.restart(timedelta(0))
        elif name == "timer.start":
            home.call(name, seconds=600, label=word)
        elif name == "timer.cancel":
            home.call(name)
        else:
            home.call(name, **{"text" if name == "notes.add" else "item": word})
    seen = state(home)
    home.restart(timedelta(0))
    assert state(home) == seen
    home.store.close()


def state(home: Home) -> tuple[Any, ...]:
    timers = [one.arguments for one in home.box.resumed()]
    return home.call("list.show").result, home.call("notes.search", query="milk eggs Brot").result, timers


def test_a_full_disk_is_said_and_nothing_is_there_that_was_not_kept(home: Home) -> None:
    pages = home.store._file.execute("PRAGMA page_count").fetchone()[0]
    home.store._file.execute(f"PRAGMA max_page_count = {pages}")
    failed = next(outcome for outcome in (home.call("notes.add", text="x" * 3000) for _ in range(20)) if not outcome.ok)
    assert failed.say == NOT_KEPT_SAY
    assert "full" in str(failed.error)
    assert not home.call("timer.start", seconds=60, label="t" * 5000).ok
    assert home.box.resumed() == []


def test_an_alarm_rings_although_it_cannot_be_forgotten_and_is_forgotten_later(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.call("timer.start", seconds=5)

    def full(_id: int) -> None:
        raise ToolError("It could not be saved (disk full).")

    with monkeypatch.context() as patch:
        patch.setattr(home.store, "end", full)
        assert len(home.alarms(6.0)) == 1
        assert len(home.store.alarms()) == 1
    assert home.alarms(7.0) == []
    assert home.store.alarms() == []


def test_a_broken_file_is_moved_aside_and_a_new_one_begun(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    path.write_bytes(b"this is no database" * 300)
    store, told = open_store(path)
    store.add_note("new")
    assert "start empty" in told
    assert (tmp_path / "kept.broken-1").read_bytes().startswith(b"this is no")
    store.close()
    again, told = open_store(path)
    assert (list(again.notes().values()), told) == (["new"], "")
    again.close()


def make_newer(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 99")
    file.close()


def make_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("spoil", [make_newer, make_folder])
def test_a_file_that_cannot_be_used_is_left_alone_and_told(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = tmp_path / "kept.db"
    spoil(path)
    before = stat.S_IFMT(path.stat().st_mode), path.stat().st_size
    store, told = open_store(path)
    store.add_note("for now")
    assert list(store.notes().values()) == ["for now"]
    assert "will be gone after this session" in told
    assert (stat.S_IFMT(path.stat().st_mode), path.stat().st_size) == before


def test_two_programs_can_use_one_file(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "kept.db"), Store(tmp_path / "kept.db")
    one.add_note("one")
    other.add_note("other")
    assert list(one.notes().values()) == list(other.notes().values()) == ["one", "other"]
    one._file.execute("BEGIN IMMEDIATE")
    with pytest.raises(ToolError, match="locked") as refused:
        other.add_note("no")
    assert refused.value.say == IN_USE_SAY
    one._file.execute("ROLLBACK")
    one.close()
    other.close()


def test_alarms_come_back_as_they_were(tmp_path: Path) -> None:
    alarm = KeptAlarm(1.5e9 + 0.25, SpeechKind.RESPONSE, "Tea is ready.", "tea", 90.5, 0.0, True)
    store = Store(tmp_path / "kept.db")
    row = store.start(alarm)
    (kept,) = store.alarms()
    assert (kept.id, kept.due, kept.text, kept.is_timer) == (row, 1.5e9 + 0.25, "Tea is ready.", True)
    store.close()


def test_of_much_that_came_due_a_part_is_told_one_by_one(home: Home) -> None:
    for n in range(MAX_TOLD + 2):
        home.call("timer.start", seconds=60 + n, label=f"number {n}")
    home.restart(timedelta(days=7))
    (alarm,) = home.alarms(0.0)
    assert alarm.text.count("your number") == MAX_TOLD
    assert alarm.text.endswith("And two more.")


def test_a_clock_that_was_set_back_makes_nothing_longer(home: Home) -> None:
    home.call("timer.start", seconds=600, label="pasta")
    home.call("reminder.every", seconds=60, message="breathe")
    home.restart(timedelta(days=-365, seconds=-20))
    assert [(alarm.t, alarm.label) for alarm in home.alarms(90.0)] == [(20.0, "breathe"), (80.0, "breathe")]
    assert home.call("timer.show", 90.0).result["timers"][0]["left_s"] == 510.0


def test_what_is_kept_is_for_the_user_alone(home: Home) -> None:
    home.call("notes.add", text="the code of the door")
    files = list(home.path.parent.iterdir())
    assert len(files) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_whatever_is_broken_in_a_file_the_program_starts_and_says_so(home: Home, tmp_path: Path) -> None:
    for n in range(20):
        home.call("notes.add", text=f"note {n} about the key under the pot")
        home.call("list.add", item=f"thing {n}")
        home.call("timer.start", seconds=600 + n, label="pasta")
    home.store.close()
    sound, told_of, rng = home.path.read_bytes(), 0, random.Random(1)
    for n in range(300):
        path = tmp_path / str(n) / "kept.db"
        path.parent.mkdir()
        broken, at = bytearray(sound), rng.randrange(len(sound))
        broken[at : at + 4] = rng.randbytes(4)
        path.write_bytes(broken)
        store, told = open_store(path)
        box = Toolbox(NINE, store=store)
        box.resumed()
        box.due(1.0)
        store.close()
        if told:
            told_of += 1
            assert path.with_suffix(".broken-1").read_bytes()
    assert told_of > 15


def test_a_broken_file_that_cannot_be_moved_is_left_alone_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.db"
    path.write_bytes(b"this is no database" * 300)

    def refuse(*_: object) -> None:
        raise PermissionError("Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    store, told = open_store(path)
    store.add_note("for now")
    assert "will be gone after this session" in told
    assert path.read_bytes().startswith(b"this is no")


def test_what_cannot_be_carried_over_when_it_is_closed_stays_in_the_log(home: Home) -> None:
    home.store.close()
    assert [file.name for file in home.path.parent.iterdir()] == ["kept.db"]
    home.start(NINE)
    for n in range(20):
        home.call("notes.add", text=f"{n}" + "x" * 3000)
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (home.path.stat().st_size, unlimited[1]))
    try:
        home.store.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert len(Store(home.path).notes()) == 20


def test_a_program_whose_file_another_has_just_begun_shares_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, make = tmp_path / "kept.db", Store._make_tables

    def begun_by_another(store: Store) -> None:
        monkeypatch.setattr(Store, "_make_tables", make)
        Store(path).close()
        make(store)

    monkeypatch.setattr(Store, "_make_tables", begun_by_another)
    store, told = open_store(path)
    store.add_note("both")
    assert (list(store.notes().values()), told) == (["both"], "")
    store.close()
