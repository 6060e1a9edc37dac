"""Timers paused, resumed, lengthened, renamed; several cancelled; reminders told; all of it brought back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from duologue.tools.base import Alarm, ToolOutcome
from duologue.tools.registry import Toolbox
from duologue.tools.running import ResumedAlarm
from duologue.tools.store import Store

NOON = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


class Bench:
    """A toolbox at noon, and calls with running ids."""

    def __init__(self, store: Store | None = None) -> None:
        self.toolbox = Toolbox(NOON, store=store)
        self.made = 0
        self.news: list[Any] = []

    def call(self, tool: str, t: float = 0.0, /, **arguments: Any) -> ToolOutcome:
        self.made += 1
        self.toolbox.call(f"c{self.made}", tool, arguments, t)
        items = self.toolbox.due(t)
        self.news += [item for item in items if not isinstance(item, ToolOutcome)]
        (outcome,) = [item for item in items if isinstance(item, ToolOutcome)]
        return outcome

    def rings(self, t: float) -> list[str]:
        return [item.text for item in self.toolbox.due(t) if isinstance(item, Alarm)]

    def three(self) -> None:
        for seconds, label in ((600, "pasta"), (900, "rice"), (420, "egg")):
            self.call("timer.start", seconds=seconds, label=label)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_paused_timer_stands_still_and_goes_on_with_what_was_left(bench: Bench) -> None:
    bench.call("timer.start", seconds=600, label="pasta")
    assert bench.call("timer.pause", 60.0).say == "Pasta timer paused, with nine minutes left."
    assert bench.rings(5000.0) == []
    assert bench.call("timer.show", 5000.0).say == "Nine minutes left on the pasta timer, paused."
    resumed = bench.call("timer.resume", 5000.0)
    assert (resumed.say, resumed.result["cancelled"]) == ("Pasta timer goes on, nine minutes left.", "c2")
    assert bench.rings(5539.0) == []
    assert bench.rings(5540.0) == ["Your pasta timer is done."]


def test_what_is_paused_is_not_paused_twice_and_what_runs_is_not_resumed(bench: Bench) -> None:
    bench.call("timer.start", seconds=600)
    bench.call("timer.pause", 1.0)
    assert bench.call("timer.pause", 2.0).error == "It is paused already."
    bench.call("timer.resume", 3.0)
    assert bench.call("timer.resume", 4.0).error == "No timer is paused."


def test_a_paused_timer_is_kept_over_sessions(tmp_path: Path) -> None:
    first = Bench(Store(tmp_path / "kept.db"))
    first.call("timer.start", seconds=600, label="pasta")
    first.call("timer.pause", 100.0)
    later = Bench(Store(tmp_path / "kept.db"))
    assert later.call("timer.show", 10_000.0).result["timers"][0]["left_s"] == 500.0


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        ({"seconds": 120}, 660),
        ({"seconds": 120, "label": "pasta"}, 660),
        ({"seconds": 120, "label": "the first timer"}, 660),
        ({"seconds": 120, "label": "ten minute"}, 660),
        ({"seconds": 120, "way": "more"}, 660),
        ({"seconds": 120, "way": "less"}, 420),
        ({"seconds": 30, "way": "less", "label": "pasta"}, 510),
    ],
)
def test_a_timer_gets_more_time_or_less(bench: Bench, arguments: dict[str, Any], left: float) -> None:
    bench.call("timer.start", seconds=600, label="pasta")
    outcome = bench.call("timer.extend", 60.0, **arguments)
    assert outcome.result["left_s"] == left
    assert bench.call("timer.show", 60.0).result["timers"][0]["left_s"] == left
    changed = [item for item in bench.news if isinstance(item, ResumedAlarm)]
    assert [item.id for item in changed] == ["c1"]
    bench.call("undo.last", 60.0)
    assert bench.call("timer.show", 60.0).result["timers"][0]["left_s"] == 540.0


def test_more_time_than_is_left_cannot_be_taken_off(bench: Bench) -> None:
    bench.call("timer.start", seconds=60)
    assert not bench.call("timer.extend", 10.0, seconds=60, way="less").ok
    assert bench.call("timer.show", 10.0).result["timers"][0]["left_s"] == 50.0


def test_a_timer_is_renamed_and_says_its_new_name(bench: Bench) -> None:
    bench.call("timer.start", seconds=60)
    assert bench.call("timer.rename", name="pizza").say == "The one minute timer is called pizza now."
    assert bench.call("timer.cancel", label="pizza").ok
    bench.call("undo.last")
    assert bench.rings(60.0) == ["Your pizza timer is done."]


@pytest.mark.parametrize(
    ("label", "gone", "say"),
    [
        ("the first one", ["c1"], "Pasta timer cancelled."),
        ("first", ["c1"], "Pasta timer cancelled."),
        ("second", ["c2"], "Rice timer cancelled."),
        ("the last", ["c3"], "Egg timer cancelled."),
        ("ten minute", ["c1"], "Pasta timer cancelled."),
        ("the fifteen minute timer", ["c2"], "Rice timer cancelled."),
        ("seven minutes", ["c3"], "Egg timer cancelled."),
        ("rice", ["c2"], "Rice timer cancelled."),
        ("all", ["c1", "c2", "c3"], "All three timers are cancelled."),
        ("timers", ["c1", "c2", "c3"], "All three timers are cancelled."),
        ("every", ["c1", "c2", "c3"], "All three timers are cancelled."),
        ("the last two", ["c2", "c3"], "Both timers are cancelled."),
        ("all but the pasta timer", ["c2", "c3"], "Both timers are cancelled."),
        ("everything except the last one", ["c1", "c2"], "Both timers are cancelled."),
        ("", ["c3"], "Egg timer cancelled."),
    ],
)
def test_timers_are_cancelled_by_place_by_length_by_name_and_all(
    bench: Bench, label: str, gone: list[str], say: str
) -> None:
    bench.three()
    outcome = bench.call("timer.cancel", 1.0, **({"label": label} if label else {}))
    cancelled = outcome.result["cancelled"]
    assert ([cancelled] if isinstance(cancelled, str) else cancelled, outcome.say) == (gone, say)
    left = [] if len(gone) == 3 else [each["id"] for each in bench.call("timer.show", 1.0).result["timers"]]
    assert left == [id_ for id_ in ("c1", "c2", "c3") if id_ not in gone]
    bench.call("undo.last", 2.0)
    assert [each["id"] for each in bench.call("timer.show", 2.0).result["timers"]] == ["c1", "c2", "c3"]


def test_a_length_that_no_timer_has_cancels_none_and_starts_none(bench: Bench) -> None:
    bench.three()
    assert not bench.call("timer.cancel", label="twenty minute").ok
    assert len(bench.call("timer.show").result["timers"]) == 3


def reminders(bench: Bench) -> None:
    bench.call("reminder.at", time="18:00", message="call the bank")
    bench.call("reminder.every", seconds=3600, message="drink water")


def test_reminders_are_told_and_nothing_changes(bench: Bench) -> None:
    reminders(bench)
    before = bench.call("reminder.show")
    assert before.say == "You have two reminders: call the bank, today at 6 p.m.; drink water, every one hour."
    assert bench.call("reminder.show", which="about the bank").result["reminders"] == before.result["reminders"][:1]
    assert bench.call("reminder.show", which="the last").result["reminders"] == before.result["reminders"][1:]
    assert bench.call("reminder.show").result == before.result


def test_without_reminders_it_says_so(bench: Bench) -> None:
    assert bench.call("reminder.show").say == "You have no reminders."


@pytest.mark.parametrize("message", ["all", "reminders", "both", "all of them", "every"])
def test_all_reminders_are_cancelled_and_brought_back(bench: Bench, message: str) -> None:
    reminders(bench)
    outcome = bench.call("reminder.cancel", message=message)
    assert (outcome.result["cancelled"], outcome.say) == (["c1", "c2"], "Both reminders are cancelled.")
    assert bench.call("reminder.show").say == "You have no reminders."
    assert bench.call("undo.last").say == "I've brought back your two reminders."
    assert len(bench.call("reminder.show").result["reminders"]) == 2


def test_what_is_over_by_now_is_not_brought_back(bench: Bench) -> None:
    bench.call("timer.start", seconds=60)
    bench.call("timer.cancel", 10.0)
    assert bench.call("undo.last", 100.0).error == "The time of that timer is over."
