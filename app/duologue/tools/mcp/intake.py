"""Bounds on what a server may send, so that one that has lost its mind neither fills the memory nor stops the clock."""

import time
from collections import deque
from collections.abc import Callable

LONGEST_LINE = 8 << 20
"""Most bytes of one message."""
MOST_BYTES = 32 << 20
"""Most bytes that a server may send within SPAN_S."""
SPAN_S = 10.0
LONGEST_LOG = 1 << 16
"""Most bytes that are kept of what a server writes about itself."""


class TooMuchError(Exception):
    """A server sends more than is taken in."""


class Intake:
    """Counts what comes from a server. now: seconds of a clock that runs evenly."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._taken: deque[tuple[float, int]] = deque()
        self._within = 0
        self._line = 0

    def take(self, chunk: bytes) -> bytes:
        """The chunk, if it may come in.

        Raises:
            TooMuchError: a line gets too long, or too much has come in the last seconds.
        """
        first, *others = chunk.split(b"\n")
        longest = max(self._line + len(first), *(len(line) for line in others), 0)
        self._line = len(others[-1]) if others else self._line + len(chunk)
        now = self._now()
        self._taken.append((now, len(chunk)))
        self._within += len(chunk)
        while self._taken and now - self._taken[0][0] > SPAN_S:
            self._within -= self._taken.popleft()[1]
        if longest > LONGEST_LINE or self._within > MOST_BYTES:
            raise TooMuchError
        return chunk


class Log:
    """What a server wrote of late, to its error output and as messages of its log."""

    def __init__(self) -> None:
        self._kept = b""
        self._begun = 0  # so much of it is older than the newest start

    @property
    def text(self) -> str:
        """All of it, the newest at the end."""
        return self._kept.decode(errors="replace")

    def begin(self) -> None:
        """The server is started anew."""
        if self._kept:
            self.say("—")
        self._begun = len(self._kept)

    def add(self, chunk: bytes) -> None:
        """Takes in more of the error output."""
        whole = self._kept + chunk
        self._kept = whole[-LONGEST_LOG:]
        self._begun = max(0, self._begun - (len(whole) - len(self._kept)))

    def say(self, line: str) -> None:
        """Takes in a message."""
        self.add(("" if self._kept.endswith(b"\n") or not self._kept else "\n").encode() + f"{line}\n".encode())

    def last_line(self) -> str:
        """The last line since the newest start that says something, "" if there is none."""
        lines = self._kept[self._begun :].decode(errors="replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "")
