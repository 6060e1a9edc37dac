"""Work beside the micro-turns: one job at a time in a thread of its own, whose result comes at a later micro-turn.

On live devices the jobs run while the session goes on. A replay waits for each, so that two runs agree, and charges it:
its result is handed out at the first micro-turn that ends after the job would have.
"""

import asyncio
from collections.abc import Callable

from duologue.core.tasks import Tasks
from duologue.session.timekeeping import Timekeeper
from duologue.session.worker import Worker

Apply = Callable[[], None]
"""Does what a job has come to, in the session."""
Job = Callable[[], Apply]
"""Work in the thread; returns what is to be done about it."""


class Beside:
    """One place for one job."""

    def __init__(self, worker: Worker, time: Timekeeper) -> None:
        self._worker, self._time = worker, time
        self._tasks = Tasks(self._crashed)
        self._task: asyncio.Task[None] | None = None
        self._crash: BaseException | None = None
        self._done: tuple[Apply, float] | None = None

    @property
    def busy(self) -> bool:
        """A job is under way, or its result has not been taken yet."""
        return self._task is not None or self._done is not None

    async def start(self, job: Job, boundary_s: float, spent_ms: float) -> None:
        """Begins a job; not while busy. spent_ms: wall time of the micro-turn that ended at boundary_s so far."""
        began_s = boundary_s + spent_ms / 1000
        if self._time.waits:
            await self._run(job, began_s)
        else:
            self._task = self._tasks.spawn("translation", self._run(job, 0.0))

    def take(self, boundary_s: float) -> None:
        """Does what a job has come to that has ended by boundary_s. Raises what the job raised."""
        if self._crash is not None:
            raise self._crash
        if self._done is not None and self._done[1] <= boundary_s:
            apply, self._done, self._task = self._done[0], None, None
            apply()

    async def close(self) -> None:
        """Ends with what is under way."""
        await self._tasks.close()

    async def _run(self, job: Job, began_s: float) -> None:
        apply, ms = await self._worker.run(job)
        self._done = apply, began_s + ms / 1000 if self._time.waits else 0.0

    def _crashed(self, _name: str, error: BaseException) -> None:
        self._crash = error
