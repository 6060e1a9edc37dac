"""Looks at frames in a thread of its own, beside the ears: the newest frame wins, within a share of the time."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

from duologue.core.clock import Stopwatch
from duologue.core.microturn import Frame
from duologue.model.eyes.sight import Looker, Sight

SHARE = 0.3
"""Most of the time that is spent on looking, 0 to 1: 60 ms of each 200."""
PATIENCE_S = 0.06
"""Most seconds, from when a frame was handed over, that a micro-turn of live devices waits for what is seen in it."""


class Watching:
    """Hands frames to a looker and brings back what it saw. begin() and take() are called by one thread.

    open_looker: opens the looker, in that thread, when the first frame comes: who shows it nothing pays nothing for it.
    stopwatch: for tests.
    """

    def __init__(self, open_looker: Callable[[], Looker], stopwatch: Callable[[], Stopwatch] = Stopwatch) -> None:
        self._open_looker, self._stopwatch = open_looker, stopwatch
        self._looker: Looker | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._looking: Future[tuple[Sight, float]] | None = None
        self._begun = self._stopwatch()
        self._rest_ms = 0.0
        self._number: int | None = None

    def begin(self, frame: Frame | None, t: float, *, all_frames: bool) -> None:
        """Begins to look at a frame that is new.

        all_frames: True looks at each, however long it takes; False leaves out those that come before the one before
        is done, or before its time is made up for.
        """
        if frame is None or frame.number == self._number or self._looking is not None:
            return
        if not all_frames and self._begun.ms() < self._rest_ms:
            return
        self._number = frame.number
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, "duologue-eyes")
        self._begun = self._stopwatch()
        self._looking = self._pool.submit(self._look, frame, t)

    def take(self, *, all_frames: bool) -> Sight | None:
        """What was seen, once for each frame that was looked at; None if there is nothing new.

        all_frames: waits for the frame that was handed over; otherwise at most PATIENCE_S, and it is brought later.
        """
        if self._looking is None:
            return None
        if not all_frames:
            wait([self._looking], max(0.0, PATIENCE_S - self._begun.ms() / 1000))
            if not self._looking.done():
                return None
        looking, self._looking = self._looking, None
        sight, ms = looking.result()
        self._rest_ms = ms / SHARE
        return sight

    def reset(self) -> None:
        """Forgets the session; waits for a look that is under way, and ends the thread."""
        if self._pool is not None:
            self._pool.shutdown(wait=True)
        self._pool = self._looking = self._number = None
        self._rest_ms = 0.0
        if self._looker is not None:
            self._looker.reset()

    def _look(self, frame: Frame, t: float) -> tuple[Sight, float]:
        if self._looker is None:
            self._looker = self._open_looker()
            self._looker.warm_up()
        stopwatch = self._stopwatch()
        sight = self._looker.look(frame, t)
        return sight, stopwatch.ms()
