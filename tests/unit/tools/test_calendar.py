"""Reminders and alarms by the clock on the wall: days, zones, summer time, a clock that is set, sleep."""

import sqlite3
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from duologue.tools.base import Alarm, ToolOutcome
from duologue.tools.machine import Machine
from duologue.tools.registry import Toolbox
from duologue.tools.store import Store

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
START = datetime(2026, 10, 24, 22, 0, tzinfo=BERLIN)


class World:
    """A machine whose clocks can be set, put to sleep and taken elsewhere, and the program on it."""

    def __init__(self, start: datetime = START, path: Path | None = None) -> None:
        self.path = path
        self.wall, self.running, self.t = start.astimezone(UTC), 0.0, 0.0
        self.zone: tzinfo | None = start.tzinfo
        self.calls = 0
        self.start()

    def start(self) -> None:
        self.t = 0.0
        self.store = Store(self.path)
        machine = Machine(lambda: self.wall, lambda: self.running, lambda: self.zone)
        self.box = Toolbox(self.wall.astimezone(self.zone), store=self.store, machine=machine)

    def call(self, name: str, **arguments: Any) -> ToolOutcome:
        self.calls += 1
        self.box.call(f"c{self.calls}", name, arguments, self.t)
        (outcome,) = [item for item in self.box.due(self.t) if isinstance(item, ToolOutcome)]
        return outcome

    def run(self, seconds: float) -> list[Alarm]:
        """The session goes on."""
        self.t += seconds
        self.running += seconds
        self.wall += timedelta(seconds=seconds)
        return self.alarms()

    def sleep(self, seconds: float) -> list[Alarm]:
        """The machine sleeps; the session stands still."""
        self.running += seconds
        self.wall += timedelta(seconds=seconds)
        return self.alarms()

    def set_clock(self, seconds: float) -> list[Alarm]:
        self.wall += timedelta(seconds=seconds)
        return self.alarms()

    def off(self, seconds: float) -> list[Alarm]:
        """The program is closed for so long."""
        self.store.close()
        self.wall += timedelta(seconds=seconds)
        self.start()
        return self.alarms()

    def alarms(self) -> list[Alarm]:
        return [item for item in self.box.due(self.t) if isinstance(item, Alarm)]


@pytest.fixture
def world() -> World:
    return World()


HOUR = 3600.0


def test_seven_is_seven_on_the_wall_when_summer_time_ends(world: World) -> None:
    assert world.call("reminder.at", time="07:00", message="alarm").result["at"] == "2026-10-25T07:00:00+01:00"
    assert world.run(9 * HOUR + 1800) == []
    (alarm,) = world.run(HOUR)
    assert (alarm.t, alarm.text) == (10 * HOUR, "This is your 7 a.m. alarm.")


def test_a_time_that_is_left_out_in_spring_comes_an_hour_later() -> None:
    world = World(datetime(2026, 3, 28, 22, 0, tzinfo=BERLIN))
    assert world.call("reminder.at", time="02:30", message="x").result["at"] == "2026-03-29T03:30:00+02:00"


def test_days_are_days_and_hours_are_hours_across_the_change(world: World) -> None:
    assert world.call("reminder.at", seconds=86_400, message="x").result["at"] == "2026-10-25T22:00:00+01:00"
    assert world.call("reminder.at", seconds=7 * HOUR, message="x").result["at"] == "2026-10-25T04:00:00+01:00"


def test_what_comes_every_day_keeps_its_time_on_the_wall(world: World) -> None:
    world.call("reminder.every", rule="FREQ=DAILY;BYHOUR=7;BYMINUTE=0", message="take my pills")
    times = [alarm.t for _ in range(72) for alarm in world.run(HOUR)]
    assert times == [10 * HOUR, 34 * HOUR, 58 * HOUR]


def test_what_came_due_in_sleep_is_told_on_waking(world: World) -> None:
    world.call("timer.start", seconds=480)
    (told,) = world.sleep(HOUR)
    assert told.text == "While I was off, your 8-minute timer ended."
    assert world.run(HOUR) == []


def test_a_reminder_that_came_due_in_sleep_is_told_too(world: World) -> None:
    world.call("reminder.at", time="23:00", message="call my mother")
    (told,) = world.sleep(2 * HOUR)
    assert told.text == "While I was off, a reminder came due: Call your mother."


def test_a_timer_that_sleep_has_not_ended_has_run_on(world: World) -> None:
    world.call("timer.start", seconds=2 * HOUR, label="bread")
    assert world.sleep(HOUR) == []
    assert world.run(HOUR - 1) == []
    assert [alarm.text for alarm in world.run(2)] == ["Your bread timer is done."]


def test_what_is_due_every_few_minutes_is_not_made_up_for(world: World) -> None:
    world.call("reminder.every", seconds=600, message="breathe")
    assert world.sleep(HOUR + 60) == []
    assert len(world.run(600)) == 1


def test_a_daily_reminder_that_was_slept_through_is_told_once_and_comes_again(world: World) -> None:
    world.call("reminder.every", rule="FREQ=DAILY;BYHOUR=23;BYMINUTE=0", message="lock the door")
    (told,) = world.sleep(30 * HOUR)
    assert told.text == "While I was off, a reminder came due: Lock the door."
    assert len(world.run(24 * HOUR)) == 1


def test_a_clock_that_is_set_forward_moves_alarms_and_not_timers(world: World) -> None:
    world.call("timer.start", seconds=2 * HOUR)
    world.call("reminder.at", time="23:00", message="x")
    assert world.set_clock(1800.0) == []
    assert [alarm.text for alarm in world.run(1801)] == ["Reminder: X."]
    assert world.run(HOUR) == []
    assert len(world.run(1800)) == 1


def test_a_clock_that_is_set_back_lets_an_alarm_wait(world: World) -> None:
    world.call("reminder.at", time="23:00", message="x")
    world.set_clock(-HOUR)
    assert world.run(HOUR + 1800) == []
    assert len(world.run(HOUR)) == 1


def test_an_alarm_rings_at_seven_wherever_one_is(world: World) -> None:
    world.call("reminder.at", time="07:00", message="alarm")
    world.zone = NEW_YORK
    assert world.sleep(12 * HOUR) == []  # 04:00 in New York
    assert world.run(2.9 * HOUR) == []
    assert len(world.run(0.2 * HOUR)) == 1


def test_a_time_of_another_place_stays_that_moment(world: World) -> None:
    outcome = world.call("reminder.at", time="2026-10-25T18:00[Asia/Tokyo]", message="call Ken")
    assert outcome.say == "I'll remind you tomorrow at 10 a.m., 6 p.m. in Tokyo: call Ken."
    world.zone = NEW_YORK
    (told,) = world.sleep(24 * HOUR)
    assert "Call Ken" in told.text


YEARS_S = (datetime(2026, 10, 24, 22, 0, tzinfo=UTC) - datetime(1970, 1, 1, 0, 5, tzinfo=UTC)).total_seconds()


def in_1970() -> World:
    """A machine that has not learnt the time yet."""
    return World(datetime(1970, 1, 1, 0, 5, tzinfo=UTC))


def test_a_machine_that_does_not_know_the_time_yet_keeps_timers() -> None:
    world = in_1970()
    assert world.call("timer.start", seconds=600).ok
    assert world.run(300) == []
    assert world.set_clock(YEARS_S) == [], "the time was learnt: five minutes are left all the same"
    assert world.call("timer.show").say == "Five minutes left."
    assert len(world.run(301)) == 1


def test_what_was_set_by_a_clock_that_was_wrong_is_told_once_the_time_is_known() -> None:
    world = in_1970()
    assert world.call("reminder.at", time="1970-01-02T09:00", message="stretch").ok
    assert world.run(60) == []
    (alarm,) = world.set_clock(YEARS_S)
    assert alarm.text == "While I was off, a reminder came due: Stretch."
    assert world.run(3600) == []


def test_what_comes_every_day_goes_on_from_the_right_time() -> None:
    world = in_1970()
    assert world.call("reminder.every", rule="DTSTART:19700102T090000\nRRULE:FREQ=DAILY", message="stretch").ok
    assert len(world.set_clock(YEARS_S)) <= 1, "56 years are not made up for"
    assert len(world.run(24 * 3600)) == 1


def test_a_machine_that_runs_on_time_jumps_nowhere(world: World) -> None:
    world.call("timer.start", seconds=600)
    assert [alarm.t for _ in range(100) for alarm in world.run(10.3)] == [600.0]


def test_reminders_are_kept_as_local_time_and_rule(tmp_path: Path) -> None:
    world = World(path=tmp_path / "kept.db")
    world.call("reminder.at", time="2026-10-26T09:00", message="call the bank")
    world.call("reminder.every", rule="FREQ=WEEKLY;BYDAY=MO;BYHOUR=7;BYMINUTE=0", message="bins")
    assert world.off(10 * HOUR) == []
    resumed = {one.arguments["message"]: one for one in world.box.resumed()}
    assert resumed["call the bank"].result["at"] == "2026-10-26T09:00:00+01:00"
    assert resumed["bins"].result["when"] == "every Monday at 7 a.m."
    (told,) = world.off(48 * HOUR)
    assert told.text == "While I was off, two reminders came due: Call the bank. Bins."
    assert [one.name for one in world.box.resumed()] == ["reminder.every"]
    assert world.off(1.0) == []
    world.store.close()


def test_a_file_of_the_first_version_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    file = sqlite3.connect(path)
    file.executescript(
        """
        CREATE TABLE items (id INTEGER PRIMARY KEY AUTOINCREMENT, list TEXT NOT NULL, item TEXT NOT NULL);
        CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL);
        CREATE TABLE alarms (
            id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
            label TEXT NOT NULL, seconds REAL NOT NULL, every_s REAL NOT NULL, is_timer INTEGER NOT NULL
        );
        INSERT INTO items (list, item) VALUES ('shopping', 'milk');
        INSERT INTO notes (text) VALUES ('the key is under the pot');
        PRAGMA user_version = 1;
        """
    )
    due = START.timestamp()
    rows = [
        (due + 600, "response", "Your tea timer is done.", "tea", 900, 0, 1),
        (due + 7200, "response", "Reminder: Call mom.", "call mom", 0, 0, 0),
        (due + 60, "interjection", "Breathe.", "breathe", 300, 300, 0),
    ]
    names = "due, kind, text, label, seconds, every_s, is_timer"
    file.executemany(f"INSERT INTO alarms ({names}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    file.commit()
    file.close()
    world = World(path=path)
    assert world.store.lists() == {"shopping": ["milk"]}
    assert [one.name for one in world.box.resumed()] == ["timer.start", "reminder.at", "reminder.every"]
    assert [(alarm.t, alarm.text) for alarm in world.run(7200) if "Breathe" not in alarm.text] == [
        (600.0, "Your tea timer is done."),
        (7200.0, "Reminder: Call mom."),
    ]
    world.store.close()


@pytest.mark.parametrize(
    ("arguments", "say"),
    [
        (
            {"time": "2026-10-25T09:00", "message": "call my mother"},
            "I'll remind you tomorrow at 9 a.m.: call your mother.",
        ),
        ({"time": "23:30", "message": "lock up"}, "I'll remind you today at 11:30 p.m.: lock up."),
        ({"time": "07:00", "message": "alarm"}, "Alarm set for tomorrow at 7 a.m."),
        ({"time": "2026-10-30T12:00", "message": "wake up"}, "Alarm set for Friday, October 30th at noon."),
        ({"time": "2027-06-01T12:00", "message": "x"}, "I'll remind you on Tuesday, June 1st, 2027 at noon: x."),
        ({"seconds": 1_209_600, "message": "x"}, "I'll remind you on Saturday, November 7th at 10 p.m.: x."),
        ({"seconds": 7200, "message": "eat"}, "Okay, in two hours, today at midnight: eat."),
        ({"seconds": 600, "message": "eat"}, "Okay, in ten minutes: eat."),
        ({"seconds": 20, "message": "eat"}, "Okay, in twenty seconds."),
    ],
)
def test_the_answer_names_day_time_and_what_for(world: World, arguments: dict[str, Any], say: str) -> None:
    said = world.call("reminder.at", **arguments).say
    assert said == say.replace("today at midnight", "tonight at midnight")


@pytest.mark.parametrize(
    ("rule", "when"),
    [
        ("FREQ=DAILY;BYHOUR=21;BYMINUTE=0", "every day at 9 p.m."),
        ("RRULE:FREQ=DAILY;INTERVAL=2;BYHOUR=21;BYMINUTE=30", "every other day at 9:30 p.m."),
        ("FREQ=DAILY;INTERVAL=3;BYHOUR=12;BYMINUTE=0", "every three days at noon"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=7;BYMINUTE=0", "every weekday at 7 a.m."),
        ("FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=7;BYMINUTE=0", "every Saturday and Sunday at 7 a.m."),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=18;BYMINUTE=0", "every other Tuesday at 6 p.m."),
        ("FREQ=MONTHLY;BYMONTHDAY=3;BYHOUR=12;BYMINUTE=0", "on the 3rd of every month at noon"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;BYHOUR=12;BYMINUTE=0", "on the 31st of every month at noon"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=12;BYMINUTE=0", "on the last day of every month at noon"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYHOUR=10;BYMINUTE=0", "on the first Monday of every month at 10 a.m."),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3;BYHOUR=10;BYMINUTE=0", "every year on March 3rd at 10 a.m."),
    ],
)
def test_how_often_is_said(world: World, rule: str, when: str) -> None:
    assert world.call("reminder.every", rule=rule, message="x").result["when"] == when


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("reminder.every", {"rule": "FREQ=SECONDLY"}),
        ("reminder.every", {"rule": "FREQ=DAILY;BYHOUR=1,2,3"}),
        ("reminder.every", {"rule": "nonsense"}),
        ("reminder.every", {"rule": "DTSTART:20200101T000000\nRRULE:FREQ=DAILY;COUNT=2"}),
        ("reminder.every", {"rule": "FREQ=DAILY;" * 100}),
        ("reminder.every", {"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}),
        ("reminder.at", {"time": "2026-10-23T09:00"}),
        ("reminder.at", {"time": "2026-02-30T09:00"}),
        ("reminder.at", {"time": "2026-12-30T09:00[Mars/Base]"}),
        ("reminder.at", {"time": "tomorrow"}),
    ],
)
def test_what_cannot_be_set_is_refused_in_a_sentence(world: World, name: str, arguments: dict[str, Any]) -> None:
    outcome = world.call(name, message="x", **arguments)
    assert not outcome.ok
    assert outcome.say.endswith(".")
    assert world.box.resumed() == []
