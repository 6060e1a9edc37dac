"""What is said about a watch, and when there is something to say: rarely, kindly, and never twice about one thing."""

from collections import deque
from collections.abc import Sequence
from typing import Protocol

from duologue.core.events import Percept
from duologue.tools.wording import number_words, sentence

HELD_S = 0.8
"""How long, in seconds, a slouch must be held to be mentioned."""
APART_S = 8.0
"""Least seconds from one mention of the posture to the next."""
STILL_S = 1.6
"""How long, in seconds, nothing may have moved for an exercise to have ended; beside the usual period."""
KEPT = 6
"""How many of the newest repetitions tell the pace."""
TREND = 20
"""How many of the newest states of the posture make its trend."""
SLOUCHES = (
    "You're slouching a little.",
    "Your back could use a stretch.",
    "Maybe sit up a bit?",
    "You're slouching again.",
)
_BACK = {"slouching": "↓", "upright": "↑", "leaning": "→", "close": "•"}
"""How each posture is drawn in the trend."""


class Remarks(Protocol):
    """What is said about one watch."""

    @property
    def count(self) -> int:
        """How many repetitions were counted, 0 for what is not counted."""

    def see(self, percepts: Sequence[Percept], t: float) -> str:
        """What is to be said at session time t, "" for nothing. percepts: those that have changed."""

    def restart(self, t: float) -> None:
        """Begins anew at session time t."""

    def title(self, watched: str) -> str:
        """The line on the panel. watched: what the watch is called."""

    def note(self) -> str:
        """What stands below it."""


class Counting:
    """Says the number of each repetition."""

    def __init__(self) -> None:
        self.count = 0
        self._ends: deque[float] = deque(maxlen=KEPT)

    def restart(self, t: float) -> None:
        """From zero."""
        self.count = 0
        self._ends.clear()

    def see(self, percepts: Sequence[Percept], t: float) -> str:
        """The newest number."""
        newest = next((each for each in reversed(percepts) if each.kind == "repetition"), None)
        if newest is None or int(newest.fields["count"]) <= self.count:
            return ""
        self.count = int(newest.fields["count"])
        self._ends.append(newest.seen)
        return sentence(number_words(self.count))

    def title(self, watched: str) -> str:
        """How many. watched: what is counted, in the number that is right for it."""
        return f"{self.count} {watched}"

    def note(self) -> str:
        """The pace of the newest."""
        if len(self._ends) < 2:
            return "Counting aloud"
        pace_s = (self._ends[-1] - self._ends[0]) / (len(self._ends) - 1)
        return f"One every {pace_s:.1f} seconds"


class Begun:
    """Says when an exercise begins and when it ends."""

    def __init__(self, say: str, then: str) -> None:
        self._say, self._then = say, then
        self.restart(0.0)

    @property
    def count(self) -> int:
        """It is not counted."""
        return 0

    def restart(self, t: float) -> None:
        """Nothing has begun."""
        self._going = self._moving = False
        self._moved_s = t

    def see(self, percepts: Sequence[Percept], t: float) -> str:
        """What to say at the beginning and at the end."""
        for percept in percepts:
            if percept.kind == "pose":
                self._moving = percept.fields.get("activity") == "moving"
            if percept.kind in ("pose", "repetition"):
                self._moved_s = t
        if self._moving:
            self._moved_s = t
        if not self._going and self._moving:
            self._going = True
            return sentence(self._say) if self._say else ""
        if self._going and not self._moving and t - self._moved_s >= STILL_S - 1.0:
            self._going = False
            return sentence(self._then) if self._then else ""
        return ""

    def title(self, watched: str) -> str:
        """Whether it goes on."""
        return "You're moving" if self._going else "Waiting for you to start"

    def note(self) -> str:
        """What will be said."""
        return " / ".join(word for word in (self._say, self._then) if word)


class Sitting:
    """Mentions a slouch that is held, once."""

    count = 0

    def __init__(self) -> None:
        self.restart(0.0)
        self._told = 0
        self._told_s = -APART_S
        self._trend: deque[str] = deque(maxlen=TREND)

    def restart(self, t: float) -> None:
        """Nothing is known of how the user sits."""
        self._since_s: float | None = None
        self._mentioned = False
        self._state = ""

    def see(self, percepts: Sequence[Percept], t: float) -> str:
        """A kind word about a slouch."""
        for percept in percepts:
            if percept.kind == "posture":
                self._take(str(percept.fields["state"]), t)
            elif percept.kind == "person" and not percept.fields["present"]:
                self._since_s = None
        slouches = self._since_s is not None and t - self._since_s >= HELD_S
        if not slouches or self._mentioned or t - self._told_s < APART_S:
            return ""
        self._mentioned, self._told_s = True, t
        self._told += 1
        return SLOUCHES[(self._told - 1) % len(SLOUCHES)]

    def _take(self, state: str, t: float) -> None:
        if state == self._state:
            return
        self._state = state
        self._trend.append(state)
        self._since_s = t if state == "slouching" else None
        self._mentioned = self._mentioned and state == "slouching"

    def title(self, watched: str) -> str:
        """How the user sits."""
        return f"Posture: {self._state}" if self._state else "Sit upright for a moment, so that I know how you sit"

    def note(self) -> str:
        """The trend."""
        trend = " ".join(_BACK[state] for state in self._trend)
        times = {1: "once", 2: "twice"}.get(self._told, f"{self._told} times")
        return f"{trend}  mentioned {times}" if self._told else trend


class Coming:
    """Tells who comes and goes. event: "comes", "leaves" or "both". people: how many are there, None if not known."""

    count = 0

    def __init__(self, event: str, people: int | None) -> None:
        self._comes, self._leaves = event in ("comes", "both"), event in ("leaves", "both")
        self._people = people

    def restart(self, t: float) -> None:
        """Whoever is there stays."""

    def see(self, percepts: Sequence[Percept], t: float) -> str:
        """That somebody has come, or gone."""
        newest = next((each for each in reversed(percepts) if each.kind == "person"), None)
        if newest is None:
            return ""
        before, self._people = self._people, int(newest.fields["count"])
        if before is None:
            return ""
        if self._people > before:
            return "Somebody has come in." if self._comes else ""
        return "Somebody has left." if self._people < before and self._leaves else ""

    def title(self, watched: str) -> str:
        """What is told."""
        return f"Watching {watched}"

    def note(self) -> str:
        """How many people are there."""
        return "" if self._people is None else f"{self._people} in the picture"


class HandUp:
    """Tells when a hand goes up."""

    count = 0

    def __init__(self) -> None:
        self._raised: set[str] = set()

    def restart(self, t: float) -> None:
        """No hand is up."""
        self._raised.clear()

    def see(self, percepts: Sequence[Percept], t: float) -> str:
        """That a hand is up."""
        went_up = False
        for percept in percepts:
            if percept.kind == "hand":
                side = str(percept.fields["side"])
                went_up = went_up or (bool(percept.fields["raised"]) and side not in self._raised)
                (self._raised.add if percept.fields["raised"] else self._raised.discard)(side)
        return "Your hand is up." if went_up else ""

    def title(self, watched: str) -> str:
        """What is told."""
        return f"Watching {watched}"

    def note(self) -> str:
        """Whether one is up."""
        return "A hand is up" if self._raised else ""
