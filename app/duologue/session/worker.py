"""The threads in which models run, and the time that what they do there is said to take."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from duologue.core.clock import Stopwatch

T = TypeVar("T")


class Worker:
    """Runs one piece of work after the other in a thread of its own, away from the event loop.

    charged_ms: milliseconds that each piece of work is said to have taken, None for the wall time that it took.
    """

    def __init__(self, name: str = "model", charged_ms: float | None = None) -> None:
        self._charged_ms = charged_ms
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"duologue-{name}")

    async def run(self, work: Callable[[], T]) -> tuple[T, float]:
        """Does the work in the thread; returns its result and the milliseconds that are charged for it."""
        result, took_ms = await asyncio.get_running_loop().run_in_executor(self._pool, _timed, work)
        return result, took_ms if self._charged_ms is None else self._charged_ms

    def close(self) -> None:
        """Waits for the work that is under way and ends the thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    stopwatch = Stopwatch()
    result = work()
    return result, stopwatch.ms()
