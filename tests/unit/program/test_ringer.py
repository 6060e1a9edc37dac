"""A timer that is over is heard again and again until it is stopped, in the pauses of what is said."""

from itertools import pairwise

import pytest

from duologue.core.events import Event, Rang, RingEnded
from duologue.program.ringer import EVERY_S, Ringer
from helpers import script_player as script

TEA, CALL = Rang(1.0, "c1", "Your tea timer is done.", True), Rang(1.0, "c2", "Call Anna.", False)


def heard(*events: Event) -> list[float]:
    """When it rings, in a session whose micro-turns are told from 0 to 10 s."""
    at: list[float] = []
    now = 0.0
    ringer = Ringer(lambda: at.append(now))
    turns = [script.meter(round(0.2 * n, 1), speaking=3.0 <= 0.2 * n < 5.0) for n in range(50)]
    for event in sorted((*events, *turns), key=lambda event: event.t):
        now = event.t
        ringer.follow(event)
    return at


@pytest.mark.parametrize(
    ("events", "first", "last"),
    [
        ((TEA,), 1.0, 9.8),
        ((TEA, RingEnded(6.0)), 1.0, 6.0),
        ((TEA, RingEnded(1.1)), 1.0, 1.1),
        ((TEA, script.ended(6.0)), 1.0, 6.0),
        ((TEA, RingEnded(2.0), Rang(7.0, "c3", "Eggs.", True)), 1.0, 9.8),
    ],
)
def test_it_rings_from_the_end_of_the_timer_until_it_is_stopped(
    events: tuple[Event, ...], first: float, last: float
) -> None:
    at = heard(*events)
    assert at[0] == first
    assert at[-1] <= last
    assert all(after - before >= EVERY_S - 0.01 for before, after in pairwise(at))


def test_it_is_silent_while_the_assistant_speaks() -> None:
    assert not [t for t in heard(TEA) if 3.0 <= t < 5.0]
    assert [t for t in heard(TEA) if t >= 5.0]


@pytest.mark.parametrize("events", [(), (CALL,), (RingEnded(1.0),), (CALL, RingEnded(3.0))])
def test_nothing_else_rings(events: tuple[Event, ...]) -> None:
    assert heard(*events) == []
