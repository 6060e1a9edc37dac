"""How a server stands, how long things may take, and when it is started again."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class WaitLimits:
    """How long things may take, in seconds.

    connect: until a server has told its tools. first: the same for a program that lives meanwhile, since it may be
    downloaded the first time. slow: after so long a start is told of. quiet: a call without a word of progress. check:
    a sign of life from a server whose call took too long. relist: at least between two lists of tools. delays: before
    each start anew; when they are used up within `within`, the server is set aside.
    """

    connect: float = 30.0
    first: float = 600.0
    slow: float = 8.0
    quiet: float = 30.0
    check: float = 5.0
    relist: float = 1.0
    delays: tuple[float, ...] = (1.0, 4.0, 16.0)
    within: float = 300.0


class State(StrEnum):
    """What a server is doing."""

    STARTING = "starting"
    RUNNING = "running"
    WAITING = "waiting"
    """Stopped, and about to be started again."""
    ASIDE = "aside"
    """Given up until the user starts it again."""


class Restarts:
    """Says how long to wait before a server is started again, and when not to."""

    def __init__(self, limits: WaitLimits, now: Callable[[], float] = time.monotonic) -> None:
        self._delays, self._within, self._now = limits.delays, limits.within, now
        self._starts: list[float] = []

    def delay_s(self) -> float | None:
        """Seconds to wait after a failure, None if it has failed too often of late."""
        now = self._now()
        self._starts = [start for start in self._starts if now - start < self._within]
        if len(self._starts) >= len(self._delays):
            return None
        self._starts.append(now)
        return self._delays[len(self._starts) - 1]
