"""Typed lines on their way to a session: kept until one is there, and until it has surely taken them up."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

MOST = 50
"""Typed lines that no session has taken up yet; a further one is refused."""
TAKEN_UP_AFTER = 2
"""Micro-turns that end after a line was handed over before the session has surely taken it up."""


@dataclass(slots=True)
class _Typed:
    """index: of its line in the transcript. returned: a session ended without having taken it up."""

    index: int
    text: str
    micro_turns: int = 0
    returned: bool = False


class TypedLines:
    """Keeps the order in which lines were typed. Knows nothing of Qt."""

    def __init__(self) -> None:
        self._waiting: deque[_Typed] = deque()
        self._handed: deque[_Typed] = deque()

    @property
    def waiting(self) -> tuple[int, ...]:
        """Transcript lines that wait for a session."""
        return tuple(line.index for line in self._waiting)

    @property
    def full(self) -> bool:
        """No more can be kept."""
        return len(self._waiting) + len(self._handed) >= MOST

    def add(self, index: int, text: str) -> None:
        """Takes a line in. There is room: it is not full."""
        self._waiting.append(_Typed(index, text))

    def hand_over(self, take: Callable[[str], None]) -> tuple[int, ...]:
        """Gives all that waits to a session; the transcript lines."""
        handed = self.waiting
        while self._waiting:
            line = self._waiting.popleft()
            line.micro_turns = 0
            take(line.text)
            self._handed.append(line)
        return handed

    def micro_turn_ended(self) -> None:
        """The session has ended a micro-turn."""
        for line in self._handed:
            line.micro_turns += 1
        while self._handed and self._handed[0].micro_turns >= TAKEN_UP_AFTER:
            self._handed.popleft()

    def session_ended(self) -> tuple[int, ...]:
        """What the session has not taken up waits for the next one; the transcript lines.

        Only once: a line at which sessions break off must not end all that follow.
        """
        back = [line for line in self._handed if not line.returned]
        self._handed.clear()
        for line in back:
            line.returned = True
        self._waiting.extendleft(reversed(back))
        return tuple(line.index for line in back)
