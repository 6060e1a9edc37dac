"""For how long a server is waited for."""

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WaitLimits:
    """For how long is waited, in seconds.

    first_s: until the first words, or from one sign that the prompt is being read to the next: a laptop loads a model
    and reads a long prompt for minutes. between_s: from piece to piece of the words. total_s: for one question with all
    its calls. tries: of one request. pause_s: before the second, twice as long before the third and so on. longest_s: a
    server that asks for more is not asked again. loading_s: for a server that says that it is loading its model; it is
    asked again every loading_pause_s.
    """

    connect_s: float = 5.0
    first_s: float = 600.0
    between_s: float = 120.0
    total_s: float = 1800.0
    tries: int = 4
    pause_s: float = 0.5
    longest_s: float = 20.0
    loading_s: float = 600.0
    loading_pause_s: float = 1.0


class Waiting:
    """For how long an answer is still waited for. until_s: time of the event loop at which it is given up.

    loading: the server says that it is loading its model.
    """

    def __init__(self, limits: WaitLimits, until_s: float) -> None:
        self._limits = limits
        self._until_s = until_s
        self.loading = False
        self.begun = False
        self.goes_on()

    @property
    def at_latest(self) -> float:
        """Time of the event loop up to which the next piece has to come."""
        return min(self._until_s, now_s() + self._limits.between_s) if self.begun else self._first_s

    def goes_on(self) -> None:
        """The server shows that it works on the prompt."""
        self._first_s = min(self._until_s, now_s() + self._limits.first_s)

    def words(self) -> None:
        """Words or calls have come."""
        self.begun = True


def now_s() -> float:
    """Time of the event loop, in seconds."""
    return asyncio.get_running_loop().time()
