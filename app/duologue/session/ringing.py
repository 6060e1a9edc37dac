"""What has come due and calls for the user. Sans I/O: the sound itself is made by whoever follows the events."""

from collections.abc import Callable

from duologue.core.events import Event, Rang, RingEnded

RING_FOR_S = 180.0
"""Longest time for which a timer rings, in seconds, if nobody stops it."""


class Ringing:
    """Rings from the moment at which a timer comes due until the user has noticed. emit: takes what begins and ends."""

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._emit = emit
        self._since_s: float | None = None

    def rang(self, id_: str, text: str, t: float, *, rings: bool) -> None:
        """A timer or reminder came due at session time t. rings: a sound goes on until it is stopped."""
        if rings:
            self._since_s = t
        self._emit(Rang(t, id_, text, rings))

    def stop(self, t: float) -> bool:
        """The user has noticed; whether anything rang."""
        if self._since_s is None:
            return False
        self._since_s = None
        self._emit(RingEnded(t))
        return True

    def pass_to(self, t: float) -> None:
        """Session time goes on to t."""
        if self._since_s is not None and t - self._since_s >= RING_FOR_S:
            self.stop(t)
