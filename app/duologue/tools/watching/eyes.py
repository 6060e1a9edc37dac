"""The tools of the eyes together with what they know and want."""

from collections.abc import Sequence

from duologue.core.events import Percept
from duologue.core.microturn import Watched
from duologue.tools.base import Tool
from duologue.tools.undoing import Undoing
from duologue.tools.watching.looking import Looking, Sight
from duologue.tools.watching.screen import ScreenTools
from duologue.tools.watching.seen import Seen
from duologue.tools.watching.watches import Watching

AFTER_FINGERS = ("now", "fingers")
WHILE_COUNTING = ("so", "far", "counting")


class EyesTools:
    """seen: what the eyes have reported. watching: what is watched."""

    def __init__(self, undoing: Undoing) -> None:
        self.seen = Seen()
        self.watching = Watching(undoing, self.seen)
        self._looking = Looking(self.seen, self.watching.moment)
        self.watching.fingers_asked = self._looking.fingers_asked

    def tools(self) -> list[Tool]:
        """All of them."""
        # the screen first: "read what is on my screen" asks for nothing that is held into the camera
        return [*ScreenTools(self.sight).tools(), *self.watching.tools(), *self._looking.tools()]

    def see(self, percepts: Sequence[Percept], t: float) -> None:
        """The eyes have reported so much by session time t, before the tools are told."""
        self.seen.see(percepts, t)

    @property
    def sight(self) -> Sight:
        """What the session can do for these tools."""
        return self._looking.sight

    @property
    def watched(self) -> tuple[Watched, ...]:
        """What the eyes are to watch."""
        return self.watching.watched()

    def expected(self) -> tuple[str, ...]:
        """What the user may well say next."""
        moment = self.watching.moment()
        return (*(AFTER_FINGERS if moment.fingers else ()), *(WHILE_COUNTING if moment.counting else ()))

    @property
    def pauses(self) -> bool:
        """A hand is raised to pause the assistant, not as part of what is watched."""
        return self.seen.hand_raised and not self.watching.hands_taken and not self._looking.hand_asked
