"""Work that takes real time, on the clock of a session: what leaves the machine, or thinks for long.

A piece of work is an asynchronous generator. What it yields carries the session time at which it began plus the wall
time that has passed since. So a session that runs faster than time (a replay) hears of it no earlier than one that does
not, as long as it calls keep_up() before it goes on.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from duologue.core.tasks import Tasks

T = TypeVar("T")

MOST_ITEMS = 1000
"""Items of one piece of work that wait to be fetched; while there are so many, it is not asked for more."""


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """What a piece of work has come to at session time t. error: how it failed. The last one is final."""

    id: str
    t: float
    value: T | None = None
    error: Exception | None = None
    final: bool = False


@dataclass(slots=True, eq=False)
class _Work(Generic[T]):
    id: str
    t: float
    began: float
    items: "deque[Item[T]]" = field(default_factory=deque)
    room: asyncio.Event = field(default_factory=asyncio.Event)
    task: "asyncio.Task[None] | None" = None


class Ongoing(Generic[T]):
    """The pieces of work of one session; for its event loop. now: seconds of a clock that runs evenly."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._work: dict[str, _Work[T]] = {}
        self._tasks = Tasks(_impossible)

    @property
    def open(self) -> frozenset[str]:
        """Ids of the work that has not been handed out to its end."""
        return frozenset(self._work)

    def start(self, id_: str, work: AsyncGenerator[T, None], t: float, timeout_s: float | None = None) -> None:
        """Starts a piece of work at session time t. timeout_s: it fails with TimeoutError after so long.

        Raises:
            ValueError: the id is of open work.
        """
        if id_ in self._work:
            raise ValueError(f"{id_} is under way already")
        piece = _Work[T](id_, t, self._now())
        self._work[id_] = piece
        piece.task = self._tasks.spawn(f"ongoing {id_}", self._run(piece, work, timeout_s))

    def cancel(self, id_: str) -> bool:
        """Drops what is still to come of a piece of work; whether there was one."""
        piece = self._work.pop(id_, None)
        if piece is None:
            return False
        if piece.task is not None:
            piece.task.cancel()
        return True

    def age_s(self, id_: str) -> float:
        """Seconds since a piece of work began; 0 if it is unknown."""
        piece = self._work.get(id_)
        return 0.0 if piece is None else self._now() - piece.began

    def take_back(self, id_: str) -> None:
        """Drops what a piece of work has come to and nobody has fetched yet; it goes on."""
        if (piece := self._work.get(id_)) is not None:
            piece.items.clear()
            piece.room.set()

    def due(self, t: float) -> list[Item[T]]:
        """What came up to session time t and was not handed out before, in order of time."""
        ready: list[Item[T]] = []
        for piece in list(self._work.values()):
            while piece.items and piece.items[0].t <= t:
                ready.append(piece.items.popleft())
                piece.room.set()
            if ready and ready[-1].final and ready[-1].id == piece.id:
                del self._work[piece.id]
        return sorted(ready, key=lambda item: item.t)

    async def keep_up(self, t: float) -> None:
        """Waits until nothing that is under way can still come to anything before session time t."""
        for piece in list(self._work.values()):
            left_s = t - self._time(piece)
            if piece.task is not None and left_s > 0:
                await asyncio.wait({piece.task}, timeout=left_s)

    async def close(self) -> None:
        """Ends everything."""
        self._work.clear()
        await self._tasks.close()

    async def _run(self, piece: _Work[T], work: AsyncGenerator[T, None], timeout_s: float | None) -> None:
        failed: Exception | None = None
        try:
            async with asyncio.timeout(timeout_s), aclosing(work):
                async for value in work:
                    if len(piece.items) >= MOST_ITEMS:
                        piece.room.clear()
                        await piece.room.wait()
                    piece.items.append(Item(piece.id, self._time(piece), value))
        except Exception as error:  # noqa: BLE001 - handed to whoever started it
            failed = error
        finally:
            piece.items.append(Item(piece.id, self._time(piece), error=failed, final=True))

    def _time(self, piece: _Work[T]) -> float:
        return piece.t + self._now() - piece.began


def _impossible(name: str, error: BaseException) -> None:
    """What fails is handed to whoever started it; anything else is for the event loop to report."""
    raise RuntimeError(f"{name} failed") from error


async def single(work: Coroutine[object, object, T]) -> AsyncGenerator[T, None]:
    """A coroutine as work that comes to one thing."""
    yield await work
