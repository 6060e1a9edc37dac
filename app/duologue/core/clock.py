"""Session time, injected: decision code is handed seconds and never asks the machine."""

import time
from typing import Protocol


class Clock(Protocol):
    """Seconds since the start of the session, and a stopwatch for measuring compute."""

    def now_s(self) -> float:
        """Session time in seconds."""

    async def wait_until(self, t_s: float) -> None:
        """Returns at session time t_s, at once if it has passed."""


class Stopwatch:
    """Wall time of a piece of work."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    def ms(self) -> float:
        """Milliseconds since the stopwatch was made."""
        return (time.perf_counter() - self._began) * 1000
