"""The sound of several programs as one: each comes in pieces of its own, at moments of its own, and begins and ends.

One thread adds sound, another takes it. What is taken is as long as was asked for, whatever has come.
"""

import threading
from collections import deque
from collections.abc import Hashable

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ as RATE_HZ

RESERVE_S = 0.1
"""Sound of a program, in seconds, that is kept back when it begins, as its pieces do not come evenly."""
MOST_S = 2.0
"""Most sound of a program, in seconds, that waits to be taken; of more, the oldest is given up."""


class Mixer:
    """Sound of programs at 16 kHz, by a name for each."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._strands: dict[Hashable, _Strand] = {}

    def add(self, name: Hashable, piece: Samples) -> None:
        """Adds the next sound [N] of a program."""
        with self._lock:
            self._strands.setdefault(name, _Strand()).add(piece)

    def end(self, name: Hashable) -> None:
        """A program plays nothing any more; what it played is still handed on."""
        with self._lock:
            if (strand := self._strands.get(name)) is not None:
                strand.over = True

    def take(self, count: int) -> Samples:
        """The next `count` samples of all programs together, between -1 and 1; zeros where nothing was played."""
        mixed = np.zeros(count, np.float32)
        with self._lock:
            for strand in self._strands.values():
                piece = strand.take(count)
                mixed[: len(piece)] += piece
            self._strands = {name: each for name, each in self._strands.items() if not each.spent}
        return np.clip(mixed, -1.0, 1.0)


class _Strand:
    """The sound of one program. over: no more of it comes."""

    def __init__(self) -> None:
        self._pieces: deque[Samples] = deque()
        self._length = 0
        self._runs = False
        self.over = False

    @property
    def spent(self) -> bool:
        return self.over and not self._length

    def add(self, piece: Samples) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
        while self._length > MOST_S * RATE_HZ:
            self._length -= len(self._pieces.popleft())

    def take(self, count: int) -> Samples:
        """At most `count` samples: fewer where it ends or pauses, none while it is about to begin."""
        self._runs = self._runs or self.over or self._length >= count + RESERVE_S * RATE_HZ
        if not self._runs:
            return np.zeros(0, np.float32)
        sound = np.concatenate([*self._pieces, np.zeros(0, np.float32)])
        rest = sound[count:]
        self._pieces, self._length = deque([rest] if len(rest) else []), len(rest)
        self._runs = len(sound) >= count
        return sound[:count]
