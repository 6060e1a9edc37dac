"""What the assistant means to say, and the bounded place where it waits until the core lets it."""

from collections import deque
from dataclasses import dataclass
from enum import IntEnum

from duologue.core.events import SpeechKind
from duologue.core.languages import ENGLISH

ASIDE_KINDS = frozenset({SpeechKind.BACKCHANNEL, SpeechKind.INTERJECTION})
"""Speech that leaves the turn with the user."""


class Urgency(IntEnum):
    """What is said first when several statements wait; within one rank the oldest."""

    ALARM = 0
    RESULT = 1
    STREAM = 2


@dataclass(slots=True, eq=False)
class Statement:
    """Clauses to be said one after the other.

    since_s: session time at which it became known. source: id of the question or call that it answers. open: more
    clauses of it are still to come. whole: a line that is typed meanwhile does not end it (see conversation.py).
    filler: it says nothing but that something will take a moment. said_s: length of its sound so far, with its pauses,
    in seconds. language: of its clauses, ISO 639-1.
    """

    kind: SpeechKind
    clauses: deque[str]
    since_s: float
    urgency: Urgency = Urgency.RESULT
    source: str = ""
    open: bool = False
    whole: bool = False
    filler: bool = False
    said_s: float = 0.0
    language: str = ENGLISH

    @property
    def unfinished(self) -> bool:
        """There is more to say, or there may be."""
        return bool(self.clauses) or self.open


class StatementQueue:
    """Statements that wait for the core's RELAY, at most `size`; when full, the least urgent and oldest goes."""

    def __init__(self, size: int = 32) -> None:
        self._size = size
        self._items: list[Statement] = []
        self.peak = 0
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._items)

    def add(self, statement: Statement) -> None:
        """Takes in a statement."""
        self._items.append(statement)
        if len(self._items) > self._size:
            self._items.remove(max(self._items, key=lambda item: (item.urgency, -item.since_s)))
            self.dropped += 1
        self.peak = max(self.peak, len(self._items))

    def __contains__(self, statement: Statement) -> bool:
        return any(item is statement for item in self._items)

    def first(self) -> Statement | None:
        """The most urgent one that has something to say."""
        return min(
            (item for item in self._items if item.clauses), key=lambda item: (item.urgency, item.since_s), default=None
        )

    def take(self) -> Statement | None:
        """Removes and returns the most urgent one that has something to say."""
        if (item := self.first()) is not None:
            self._items.remove(item)
        return item

    def remove(self, statement: Statement) -> None:
        """Forgets a statement, if it waits."""
        self._items = [item for item in self._items if item is not statement]

    def calmed(self) -> list[Statement]:
        """Removes and returns all but the alarms, in the order in which they came."""
        calm = [item for item in self._items if item.urgency is not Urgency.ALARM]
        self._items = [item for item in self._items if item.urgency is Urgency.ALARM]
        return calm

    def drop(self, source: str) -> None:
        """Forgets what waits for a question or call."""
        self._items = [item for item in self._items if item.source != source]
