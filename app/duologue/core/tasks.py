"""The one way to start a task: named, kept alive, its failure reported."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any


async def all_of(*works: Awaitable[Any]) -> None:
    """Waits for all works, which run at once; then raises what the first that failed raised."""
    for result in await asyncio.gather(*works, return_exceptions=True):
        if isinstance(result, BaseException):
            raise result


class Tasks:
    """A set of running tasks. `report` is called with the name and the exception of each task that fails."""

    def __init__(self, report: Callable[[str, BaseException], None]) -> None:
        self._report = report
        self._running: set[asyncio.Task[Any]] = set()

    def spawn(self, name: str, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Starts work as a task that lives until it ends or close() is called."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._report(task.get_name(), error)

    async def close(self) -> None:
        """Cancels what still runs and waits for it; a task of this set that closes it is left to end by itself."""
        running = [task for task in self._running if task is not asyncio.current_task()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
