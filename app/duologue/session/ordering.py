"""Events of a session in order of time, what the user did among them."""

import dataclasses

from duologue.core.events import Event
from duologue.session.stream import Follower


class OrderedEvents:
    """Sends events in order of time, and none later than the session's end.

    send: takes them. end_s: session time at which the session ends, None if that is not known.
    """

    def __init__(self, send: Follower, end_s: float | None) -> None:
        self._send, self._end_s = send, end_s
        self._noted: list[Event] = []
        self.last_t = 0.0

    def note(self, event: Event) -> None:
        """Keeps what the user did until the first event that is no earlier: no other event gets a later time for it."""
        self._noted.append(event)
        self._noted.sort(key=lambda each: each.t)

    def emit(self, event: Event) -> None:
        """Sends an event after what the user did before it."""
        self.send_noted(event.t)
        self._put(event)

    def send_noted(self, until_s: float) -> None:
        """Sends what the user did until then."""
        while self._noted and self._noted[0].t <= until_s:
            self._put(self._noted.pop(0))

    def _put(self, event: Event) -> None:
        t = max(event.t, self.last_t)
        self.last_t = t if self._end_s is None else min(t, self._end_s)
        self._send(event if event.t == self.last_t else dataclasses.replace(event, t=self.last_t))
