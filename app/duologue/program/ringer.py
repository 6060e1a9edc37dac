"""The sound of a timer that is over: soft strikes, again and again, in the pauses of what is said."""

from collections.abc import Callable

from duologue.core.events import Event, Rang, RingEnded, SessionEnded
from duologue.core.meters import Meter

EVERY_S = 2.4
"""Seconds from one ring to the next."""


class Ringer:
    """Follows the events of a session. play: has one ring heard."""

    def __init__(self, play: Callable[[], None]) -> None:
        self._play = play
        self._next_s: float | None = None

    def follow(self, event: Event) -> None:
        """Takes an event; each micro-turn tells how late it is."""
        match event:
            case Rang(rings=True):
                self._next_s = event.t
            case RingEnded() | SessionEnded():
                self._next_s = None
            case Meter(speaking=False) if self._next_s is not None and event.t >= self._next_s:
                self._next_s = event.t + EVERY_S
                self._play()
