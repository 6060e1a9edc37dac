"""What stands of the calls that were made, and what takes it back."""

from dataclasses import replace

import pytest

from duologue.core.writing import Call
from duologue.session.standing import MAX_STANDING, StandingCalls
from duologue.tools.base import ToolOutcome
from duologue.tools.registry import builtin_facts

FIVE = Call("timer.start", {"seconds": 300})
TEA = Call("timer.start", {"seconds": 120, "label": "tea"})
MILK = Call("list.add", {"item": "milk", "list": "shopping"})


def settled(*calls: Call) -> StandingCalls:
    standing = StandingCalls()
    for at, call in enumerate(calls):
        settle(standing, call, ToolOutcome(f"c{at}", call.name, True, 0.0, {}))
    return standing


def settle(standing: StandingCalls, call: Call, outcome: ToolOutcome) -> None:
    standing.settle(call, builtin_facts()[call.name], outcome)


def test_what_was_set_up_is_told_in_words_newest_last() -> None:
    standing = settled(FIVE, Call("clock.now"), MILK)
    assert list(standing.lines().values()) == ["timer start 300", "list add milk shopping"]
    assert standing.lines(without=frozenset({"c2"})) == {"c0": "timer start 300"}


def test_what_failed_does_not_stand() -> None:
    standing = StandingCalls()
    settle(standing, FIVE, ToolOutcome("c1", FIVE.name, False, 0.0, error="No."))
    assert standing.lines() == {}


def test_what_was_cancelled_or_removed_stands_no_more() -> None:
    standing = settled(FIVE, TEA, MILK)
    settle(standing, Call("timer.cancel"), ToolOutcome("c9", "timer.cancel", True, 1.0, {"cancelled": "c0"}))
    settle(standing, Call("list.remove", MILK.arguments), ToolOutcome("c10", "list.remove", True, 1.0, {}))
    assert standing.lines() == {"c1": "timer start 120 tea"}


def test_a_timer_that_rang_is_over_and_a_reminder_that_comes_again_is_not() -> None:
    again = Call("reminder.every", {"seconds": 60, "message": "stretch"})
    standing = settled(FIVE, again)
    for id_ in ("c0", "c1", "c7"):
        standing.rang(id_)
    assert standing.lines() == {"c1": "reminder every 60 stretch"}


@pytest.mark.parametrize(
    ("calls", "undo"),
    [
        ((FIVE,), Call("timer.cancel")),
        ((TEA, FIVE), Call("timer.cancel", {"label": "tea"})),
        ((FIVE, TEA), Call("timer.cancel", {"label": "5 minutes"})),
        ((MILK, FIVE), Call("list.remove", MILK.arguments)),
        ((Call("listen.start", {"for": "um"}), FIVE), Call("listen.stop")),
        (
            (Call("reminder.at", {"seconds": 60, "message": "call Tom"}), Call("reminder.every", {"seconds": 9})),
            Call("reminder.cancel", {"message": "call Tom"}),
        ),
        (
            (Call("translate.start", {"target": "es"}), Call("translate.start", {"target": "fr"})),
            Call("translate.stop"),
        ),
        ((Call("notes.add", {"text": "x"}),), Call("undo.last")),
        ((Call("microphone.mute"),), None),
    ],
)
def test_how_the_first_of_the_calls_is_taken_back(calls: tuple[Call, ...], undo: Call | None) -> None:
    addressed = None if undo is None else replace(undo, target="c0")
    assert settled(*calls).undoing("c0") == addressed


def test_it_is_bounded_and_the_newest_stand() -> None:
    standing = settled(*(Call("list.add", {"item": f"thing {i}"}) for i in range(3 * MAX_STANDING)))
    assert len(standing.lines()) == MAX_STANDING
    assert list(standing.lines().values())[-1].endswith(f"thing {3 * MAX_STANDING - 1}")
    assert standing.undoing("c0") is None
