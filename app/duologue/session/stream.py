"""What happens in a session, told to everybody who follows it: window, recorder, timeline, sample, history."""

from collections.abc import Callable

from duologue.core.events import Event

Follower = Callable[[Event], None]
"""Takes each event of a session, on the event loop."""


class EventStream:
    """One list of followers. Each gets every event, in the order in which events become known.

    What a follower raises ends the session: whoever must not do that catches it.
    """

    def __init__(self, *followers: Follower) -> None:
        self._followers = list(followers)

    def follow(self, follower: Follower) -> None:
        """Has all events from now on told to one more, after those who follow already."""
        self._followers.append(follower)

    def send(self, event: Event) -> None:
        """Tells an event."""
        for follower in self._followers:
            follower(event)
