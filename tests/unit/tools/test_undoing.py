"""Undo takes back the newest change, whatever it was, and says what."""

from datetime import UTC, datetime
from typing import Any

import pytest

from duologue.tools.base import Answer, Request, Tool, ToolOutcome
from duologue.tools.consent import Consent, Policy
from duologue.tools.registry import Toolbox

NOON = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
Step = tuple[str, dict[str, Any]]


class Bench:
    """A toolbox at noon. Each call is a turn of its own, unless it is told which it belongs to."""

    def __init__(self, *more: Tool) -> None:
        self.toolbox = Toolbox(NOON, more=more, consent=Consent(Policy.ALLOW))
        self.settings: dict[str, Any] = {"voice_rate": 1.0, "volume": 1.0, "theme": "system"}
        self.toolbox.controls.read = self.settings.__getitem__
        self.toolbox.controls.change = self.settings.update
        self.toolbox.controls.mute = lambda _: None
        self.made = 0

    def call(self, tool: str, arguments: dict[str, Any], *, turn: float | None = None, t: float = 0.0) -> ToolOutcome:
        self.made += 1
        self.toolbox.call(f"c{self.made}", tool, arguments, t, speech_t=turn)
        return next(item for item in self.toolbox.due(t) if isinstance(item, ToolOutcome))

    def undo(self, t: float = 0.0) -> str:
        return self.call("undo.last", {}, t=t).say

    def stands(self) -> Any:
        """All that a change could have left behind."""
        told = [self.call(tool, {}) for tool in ("standing.show", "list.names", "timer.show")]
        return [each.result if each.ok else each.error for each in told], told[-1].say, dict(self.settings)


TIMER: Step = ("timer.start", {"seconds": 600, "label": "pasta"})
MILK: Step = ("list.add", {"item": "milk", "list": "shopping"})
NOTE: Step = ("notes.add", {"text": "the key is under the mat"})
REMINDER: Step = ("reminder.at", {"time": "18:00", "message": "call Anna"})
CHANGES: list[tuple[list[Step], Step, str]] = [
    ([], MILK, "I've taken milk back off your shopping list."),
    ([MILK], ("list.add", {"item": "eggs", "list": "shopping"}), "I've taken eggs back off your shopping list."),
    ([MILK], ("list.remove", {"item": "milk", "list": "shopping"}), "I've put milk back on your shopping list."),
    ([MILK], ("list.clear", {"list": "shopping"}), "I've brought back your shopping list."),
    ([MILK], ("list.rename", {"list": "shopping", "name": "weekend"}), "It's your shopping list again."),
    ([MILK], ("list.move", {"item": "milk", "to": "party"}), "I've moved milk back to your shopping list."),
    ([MILK], ("list.create", {"list": "packing"}), "I've removed your packing list."),
    ([MILK], NOTE, "I've removed the note the key is under the mat."),
    ([NOTE], ("notes.delete", {"which": "the key"}), "I've brought back your note."),
    ([MILK], TIMER, "I've cancelled your pasta timer."),
    ([MILK], REMINDER, "I've cancelled your reminder to call Anna."),
    ([MILK], ("reminder.every", {"seconds": 600, "message": "drink"}), "I've cancelled your reminder to drink."),
    ([TIMER], ("timer.pause", {}), "Pasta timer goes on."),
    ([TIMER, ("timer.pause", {})], ("timer.resume", {}), "Pasta timer is paused again."),
    ([TIMER], ("timer.extend", {"seconds": 120}), "The pasta timer is as it was."),
    ([TIMER], ("timer.rename", {"name": "pizza"}), "It's the pasta timer again."),
    ([TIMER], ("timer.cancel", {}), "I've brought back your pasta timer."),
    ([REMINDER], ("reminder.cancel", {}), "I've brought back your reminder to call Anna."),
    ([MILK], ("listen.start", {"for": "um"}), "I've stopped listening for um."),
    ([MILK], ("speech.adjust", {"how": "louder"}), "My voice is as it was."),
    ([TIMER], ("window.look", {"look": "dark"}), "It looks as it did before."),
]


@pytest.mark.parametrize(("before", "change", "told"), CHANGES, ids=[change[0] for _, change, _ in CHANGES])
def test_the_newest_change_is_taken_back_and_nothing_else(before: list[Step], change: Step, told: str) -> None:
    bench = Bench()
    for name, arguments in before:
        assert bench.call(name, arguments).ok
    stood = bench.stands()
    assert bench.call(*change).ok
    assert bench.stands() != stood
    assert bench.undo() == told
    assert bench.stands() == stood


def test_asked_twice_it_takes_back_two_and_then_says_that_there_is_nothing() -> None:
    bench = Bench()
    for name, arguments in (TIMER, MILK):
        bench.call(name, arguments)
    said = [bench.undo() for _ in range(3)]
    assert said == [
        "I've taken milk back off your shopping list.", "I've cancelled your pasta timer.", "There's nothing to undo.",
    ]  # fmt: skip


def test_what_was_said_in_one_breath_is_one_change() -> None:
    bench = Bench()
    bench.call(*TIMER, turn=0.0)
    for item in ("milk", "eggs", "tea"):
        bench.call("list.add", {"item": item, "list": "shopping"}, turn=3.0, t=4.0)
    assert bench.undo() == "I've taken milk, eggs and tea back off your shopping list."
    assert bench.undo() == "I've cancelled your pasta timer."


def test_a_timer_that_was_made_anew_becomes_the_old_one_again() -> None:
    bench = Bench()
    bench.call(*TIMER, turn=0.0)
    bench.call("timer.cancel", {}, turn=5.0, t=6.0)
    bench.call("timer.start", {"seconds": 900, "label": "rice"}, turn=5.0, t=6.0)
    assert bench.undo(6.0) == "I've brought back your pasta timer. I've cancelled your rice timer."
    assert "pasta" in bench.call("timer.show", {}, t=7.0).say


def test_what_is_over_is_said_to_be_and_is_asked_for_once() -> None:
    bench = Bench()
    bench.call(*MILK)
    bench.call("timer.start", {"seconds": 5})
    assert bench.undo(20.0) == "That timer is over already."
    assert bench.undo(20.0) == "I've taken milk back off your shopping list."


def test_what_cannot_be_taken_back_hides_nothing_older() -> None:
    def send(_: Request) -> Answer:
        return Answer({}, "Sent.")

    bench = Bench(Tool("mail.send", "sends a mail", send, acts=True))
    bench.call(*MILK)
    bench.toolbox.call("m1", "mail.send", {}, 0.0, allowed=True)
    bench.toolbox.due(0.0)
    assert bench.undo() == "I can't undo that."
    bench.call("microphone.mute", {})
    assert bench.undo() == "I can't undo that."
    assert bench.undo() == "I've taken milk back off your shopping list."


def test_what_only_looks_is_no_change() -> None:
    bench = Bench()
    bench.call(*MILK)
    for name, arguments in (("list.show", {"list": "shopping"}), MILK, ("clock.time", {}), ("timer.show", {})):
        bench.call(name, arguments)
    assert bench.undo() == "I've taken milk back off your shopping list."


def test_what_was_not_meant_is_no_change() -> None:
    bench = Bench()
    bench.call(*MILK)
    bench.call(*TIMER)
    bench.call("timer.cancel", {})
    bench.toolbox.retracted("c2", "c3")
    assert bench.undo() == "I've taken milk back off your shopping list."


def test_a_list_comes_back_with_what_was_added_since_behind_it() -> None:
    bench = Bench()
    for item in ("milk", "eggs"):
        bench.call("list.add", {"item": item, "list": "shopping"})
    bench.call("list.remove", {"item": "milk", "list": "shopping"})
    bench.call("list.add", {"item": "tea", "list": "shopping"})
    bench.toolbox.call("u", "undo.last", {}, 0.0, target="c3")
    (outcome,) = bench.toolbox.due(0.0)
    assert isinstance(outcome, ToolOutcome)
    assert outcome.result["items"] == ["milk", "eggs", "tea"]
