"""Timers and reminders in session time."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.core.events import SpeechKind
from duologue.tools.base import Alarm, ToolOutcome
from duologue.tools.registry import Toolbox
from duologue.tools.reminders import reminder_text
from duologue.tools.timers import MAX_RUNNING


class Bench:
    """A toolbox at nine in the morning, and calls with running ids."""

    def __init__(self) -> None:
        self.toolbox = Toolbox(datetime(2026, 3, 14, 9, 0, tzinfo=UTC))
        self.calls = 0
        self.rung: list[Alarm] = []

    def call(self, name: str, t: float, asked_t: float | None = None, **arguments: Any) -> ToolOutcome:
        self.calls += 1
        self.toolbox.call(f"c{self.calls}", name, arguments, t, asked_t=asked_t)
        items = self.toolbox.due(t)
        self.rung += [item for item in items if isinstance(item, Alarm)]
        (outcome,) = [item for item in items if isinstance(item, ToolOutcome)]
        return outcome

    def alarms(self, t: float) -> list[Alarm]:
        alarms, self.rung = [*self.rung, *self.toolbox.due(t)], []
        return [alarm for alarm in alarms if isinstance(alarm, Alarm)]


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_timer_ends_once_and_on_time(bench: Bench) -> None:
    assert bench.call("timer.start", 2.0, seconds=15).say == "Timer set for fifteen seconds."
    assert bench.alarms(16.9) == []
    assert bench.alarms(17.0) == [Alarm("c1", 17.0, SpeechKind.RESPONSE, "Fifteen seconds are up.")]
    assert bench.alarms(1000.0) == []


def test_durations_count_from_the_end_of_the_request(bench: Bench) -> None:
    bench.call("timer.start", 2.4, asked_t=1.8, seconds=10)
    assert [alarm.t for alarm in bench.alarms(60)] == [11.8]


def test_an_end_that_has_passed_before_the_call_comes_at_the_call(bench: Bench) -> None:
    bench.call("timer.start", 2.4, asked_t=1.0, seconds=0.5)
    assert [alarm.t for alarm in bench.alarms(60)] == [2.4]


def test_an_asking_time_that_cannot_be_is_ignored(bench: Bench) -> None:
    bench.call("timer.start", 100.0, asked_t=130.0, seconds=10)
    bench.call("timer.start", 100.0, asked_t=1.0, seconds=10)
    assert [alarm.t for alarm in bench.alarms(500)] == [110.0, 110.0]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"seconds": 15}, "Fifteen seconds are up."),
        ({"seconds": 60}, "One minute is up."),
        ({"seconds": 90}, "One minute and thirty seconds are up."),
        ({"seconds": 300, "label": "pasta"}, "Your pasta timer is done."),
    ],
)
def test_what_is_said_at_the_end(bench: Bench, arguments: dict[str, Any], text: str) -> None:
    bench.call("timer.start", 0.0, **arguments)
    assert [alarm.text for alarm in bench.alarms(1e6)] == [text]


def test_several_timers_run_at_once(bench: Bench) -> None:
    for seconds, label in ((30, "eggs"), (10, "tea"), (20, "")):
        bench.call("timer.start", 0.0, seconds=seconds, **({"label": label} if label else {}))
    assert [alarm.label for alarm in bench.alarms(60)] == ["tea", "", "eggs"]


def test_cancel_takes_the_newest_or_the_one_that_is_named(bench: Bench) -> None:
    for seconds, label in ((300, "tea"), (600, "eggs"), (120, "")):
        bench.call("timer.start", 0.0, seconds=seconds, **({"label": label} if label else {}))
    assert bench.call("timer.cancel", 1.0).result["cancelled"] == "c3"
    assert bench.call("timer.cancel", 1.0, label="the tea timer").result["cancelled"] == "c1"
    assert bench.call("timer.cancel", 1.0, label="ten minute").result["cancelled"] == "c2"
    assert bench.call("timer.cancel", 1.0).error == "There is no timer running."
    assert bench.alarms(1e6) == []


def test_cancelling_what_is_not_there_says_so(bench: Bench) -> None:
    bench.call("timer.start", 0.0, seconds=300, label="tea")
    outcome = bench.call("timer.cancel", 1.0, label="eggs")
    assert (outcome.ok, outcome.say) == (False, "There is no timer called eggs.")
    assert bench.call("reminder.cancel", 1.0).say == "There is no reminder set."


def test_tells_how_much_is_left(bench: Bench) -> None:
    bench.call("timer.start", 0.0, seconds=300)
    assert bench.call("timer.show", 8.0).say == "Four minutes and fifty seconds left."
    bench.call("timer.start", 8.0, seconds=30, label="tea")
    say = bench.call("timer.show", 18.0).say
    assert say == "Four minutes and forty seconds left and twenty seconds left on the tea timer."
    assert bench.call("timer.show", 18.0, label="tea").result["timers"] == [
        {"id": "c3", "label": "tea", "left_s": 20.0}
    ]
    assert not bench.call("timer.show", 400.0).ok


def test_a_reminder_comes_back_until_cancelled(bench: Bench) -> None:
    assert (
        bench.call("reminder.every", 0.0, seconds=10, message="breathe").say
        == "I'll remind you every ten seconds: breathe."
    )
    alarms = bench.alarms(35.0)
    assert [alarm.t for alarm in alarms] == [10, 20, 30]
    assert {(alarm.kind, alarm.text) for alarm in alarms} == {(SpeechKind.INTERJECTION, "Breathe.")}
    assert bench.call("reminder.cancel", 36.0, message="breathe").say == "Reminder cancelled."
    assert bench.alarms(1000.0) == []


def test_a_reminder_in_a_while_comes_once(bench: Bench) -> None:
    assert bench.call("reminder.at", 1.0, seconds=20, message="Hello.").say == "Okay, in twenty seconds."
    assert bench.alarms(100.0) == [Alarm("c1", 21.0, SpeechKind.RESPONSE, "Hello.", "Hello.")]


def test_a_reminder_that_time_has_passed_says_how_much(bench: Bench) -> None:
    assert bench.call("reminder.at", 0.0, seconds=15, message="have passed").say == "Okay, in fifteen seconds."
    (alarm,) = bench.alarms(100.0)
    assert (alarm.t, alarm.text) == (15.0, "Fifteen seconds have passed.")


@pytest.mark.parametrize(
    ("time", "seconds"), [("09:30", 1800), ("18:30", 34_200), ("08:00", 82_800), ("09:00", 86_400)]
)
def test_a_reminder_at_a_clock_time_is_the_next_such_time(bench: Bench, time: str, seconds: float) -> None:
    bench.call("reminder.at", 0.0, time=time, message="call mom")
    (alarm,) = bench.alarms(2 * 86_400)
    assert (alarm.t, alarm.text) == (seconds, "Reminder: Call mom.")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("timer.start", {"seconds": 0}),
        ("timer.start", {"seconds": -5}),
        ("timer.start", {"seconds": 1e9}),
        ("reminder.every", {"seconds": 0.5, "message": "x"}),
        ("reminder.at", {"message": "x"}),
        ("reminder.at", {"message": "x", "seconds": 5, "time": "18:30"}),
        ("reminder.at", {"message": "x", "time": "half past six"}),
    ],
)
def test_what_cannot_be_set_is_refused_in_a_sentence(bench: Bench, name: str, arguments: dict[str, Any]) -> None:
    outcome = bench.call(name, 0.0, **arguments)
    assert not outcome.ok
    assert outcome.error
    assert outcome.say[-1] in ".?"
    assert bench.alarms(1e6) == []


def test_the_number_of_timers_is_bounded(bench: Bench) -> None:
    for _ in range(MAX_RUNNING):
        assert bench.call("timer.start", 0.0, seconds=60).ok
    assert bench.call("timer.start", 0.0, seconds=60).say == "There are too many timers and reminders already."
    assert bench.call("timer.start", 61.0, seconds=60).ok


@given(st.lists(st.floats(min_value=0.1, max_value=100), max_size=8), st.lists(st.floats(min_value=0.1, max_value=50)))
def test_however_often_it_is_asked_each_timer_ends_once_in_order(seconds: list[float], steps: list[float]) -> None:
    bench, t, ended = Bench(), 0.0, []
    for duration in seconds:
        bench.call("timer.start", 0.0, seconds=duration)
    for step in (*steps, 101.0):
        t += step
        ended += bench.alarms(t)
    assert [alarm.t for alarm in ended] == pytest.approx(sorted(seconds))


@pytest.mark.parametrize(
    ("message", "soon", "later"),
    [
        ("breathe", "Breathe.", "Reminder: Breathe."),
        ("call my mother", "Call your mother.", "Reminder: Call your mother."),
        ("I have a meeting", "You have a meeting.", "Reminder: You have a meeting."),
        ("Ready?", "Ready?", "Ready?"),
    ],
)
def test_what_reminders_say(message: str, soon: str, later: str) -> None:
    assert reminder_text(message, soon=True) == soon
    assert reminder_text(message, soon=False) == later
