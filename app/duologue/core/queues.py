"""A bounded queue that says what happens when it is full and counts what it did."""

import asyncio
from collections import deque
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class WhenFull(StrEnum):
    """What put() does at capacity."""

    DROP_OLDEST = "drop_oldest"
    DROP_NEWEST = "drop_newest"
    REFUSE = "refuse"
    """Raises asyncio.QueueFull: the producer must know."""


class BoundedQueue(Generic[T]):
    """First in, first out; for one event loop. Counts depth, peak and drops.

    Raises:
        ValueError: a size below 1.
    """

    def __init__(self, size: int, when_full: WhenFull) -> None:
        if size < 1:
            raise ValueError(f"a queue of size {size} can hold nothing")
        self._items: deque[T] = deque()
        self._size = size
        self._when_full = when_full
        self._arrived = asyncio.Event()
        self.peak = 0
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._items)

    def put(self, item: T) -> None:
        """Adds an item.

        Raises:
            asyncio.QueueFull: at capacity, if this queue refuses.
        """
        if len(self._items) >= self._size:
            if self._when_full is WhenFull.REFUSE:
                raise asyncio.QueueFull
            self.dropped += 1
            if self._when_full is WhenFull.DROP_NEWEST:
                return
            self._items.popleft()
        self._items.append(item)
        self.peak = max(self.peak, len(self._items))
        self._arrived.set()

    async def get(self) -> T:
        """Waits for the next item and removes it."""
        while not self._items:
            self._arrived.clear()
            await self._arrived.wait()
        return self._items.popleft()

    def drain(self) -> list[T]:
        """Removes and returns all that waits."""
        items = list(self._items)
        self._items.clear()
        return items
