"""Typed lines on their way to a session: kept until one is there, and until it has surely taken them up."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

MOST = 50
"""Typed lines that no session has surely taken up yet; a further one is refused."""
TAKEN_UP_AFTER = 2
"""Micro-turns that end after a session took a line up before that is sure: it may break off at the line."""


@dataclass(slots=True, eq=False)
class _Typed:
    """t: session time at which it was typed or handed over. taken_up: the session has said so. returned: a session
    ended at it, or right after it."""

    text: str
    t: float
    taken_up: bool = False
    micro_turns: int = 0
    returned: bool = False


@dataclass(frozen=True, slots=True)
class PendingLine:
    """A line that no session has taken up yet. waiting: none has got it either."""

    text: str
    t: float
    waiting: bool


class TypedLines:
    """Keeps the order in which lines were typed. Knows nothing of Qt."""

    def __init__(self) -> None:
        self._waiting: deque[_Typed] = deque()
        self._handed: deque[_Typed] = deque()

    @property
    def waiting(self) -> int:
        """How many lines wait for a session."""
        return len(self._waiting)

    @property
    def pending(self) -> tuple[PendingLine, ...]:
        """What is not among the events of any session yet, in order."""
        handed = [PendingLine(line.text, line.t, waiting=False) for line in self._handed if not line.taken_up]
        return (*handed, *(PendingLine(line.text, line.t, waiting=True) for line in self._waiting))

    @property
    def full(self) -> bool:
        """No more can be kept."""
        return len(self._waiting) + len(self._handed) >= MOST

    def add(self, text: str, t: float) -> None:
        """Takes a line in. There is room: it is not full."""
        self._waiting.append(_Typed(text, t))

    def hand_over(self, take: Callable[[str], None], t: float) -> None:
        """Gives all that waits to a session, at session time t."""
        while self._waiting:
            line = self._waiting.popleft()
            line.t, line.taken_up, line.micro_turns = t, False, 0
            self._handed.append(line)
            take(line.text)

    def taken_up(self, text: str) -> None:
        """The session says that it has taken up a line: the oldest with these words, if it came from here."""
        line = next((line for line in self._handed if not line.taken_up and line.text == text), None)
        if line is not None:
            line.taken_up = True

    def micro_turn_ended(self) -> None:
        """The session has ended a micro-turn."""
        for line in self._handed:
            line.micro_turns += line.taken_up
        while self._handed and self._handed[0].micro_turns >= TAKEN_UP_AFTER:
            self._handed.popleft()

    def session_ended(self) -> None:
        """What the session has not surely taken up waits for the next one.

        A line that was taken up comes back only once: if sessions break off at it, it must not end all that follow.
        """
        back = [line for line in self._handed if not (line.taken_up and line.returned)]
        for line in back:
            line.returned = line.returned or line.taken_up
        self._handed.clear()
        self._waiting.extendleft(reversed(back))
