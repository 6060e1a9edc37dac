"""What the assistant means to say, and the bounded place where it waits until the core lets it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Telling:
    """A part of a statement that tells what calls have come to. calls: their ids. clauses: how many it has."""

    calls: frozenset[str]
    clauses: int


@dataclass(slots=True, eq=False)
class Statement:
    """Clauses to be said one after the other.

    since_s: session time at which it became known. source: id of the question or call that it answers. open: more
    clauses of it are still to come. whole: a line that is typed meanwhile does not end it (see conversation.py).
    filler: it says nothing but that something will take a moment. said_s: length of its sound so far, with its pauses,
    in seconds. language: of its clauses, ISO 639-1. tells: its parts in their order, down to the last clause. aside: it
    is called out in passing, a number that is counted; whoever has the floor keeps it. rate: how many times as fast as
    usual it is spoken. written: id under which all of it was shown in writing, "" if it was not. heard_as: id of the
    speech by which it was heard last, "" if it was not. in_part: what had come of it was heard to its end, and more
    comes later.
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
    tells: tuple[Telling, ...] = ()
    aside: bool = False
    rate: float = 1.0
    written: str = ""
    heard_as: str = ""
    in_part: bool = False

    @property
    def unfinished(self) -> bool:
        """There is more to say, or there may be."""
        return bool(self.clauses) or self.open

    def skip(self) -> None:
        """Leaves out all that has no sound yet."""
        self.clauses.clear()
        self.tells = ()

    def leave_out(self, gone: frozenset[str]) -> None:
        """Leaves out what would be told of nothing but calls that were taken back, unless it has begun."""
        kept: list[Telling] = []
        end = len(self.clauses)
        for telling in reversed(self.tells):
            first = end - telling.clauses
            calls = telling.calls - gone
            if calls or not telling.calls or first < 0:
                kept.append(replace(telling, calls=calls))
            else:
                for _ in range(telling.clauses):
                    del self.clauses[first]
            end = first
        self.tells = tuple(reversed(kept))


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

    def first(self, may: Callable[[Statement], bool] = lambda _: True) -> Statement | None:
        """The most urgent one that has something to say. may: which of them count."""
        return min(
            (item for item in self._items if item.clauses and may(item)),
            key=lambda item: (item.urgency, item.since_s),
            default=None,
        )

    def leave_out(self, gone: frozenset[str]) -> None:
        """Leaves out what would be told of calls that were taken back; see Statement."""
        for item in self._items:
            item.leave_out(gone)
        self._items = [item for item in self._items if item.unfinished]

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
