"""When a decision takes effect: at the edge of the next slot in a replay, at once on live devices."""

import math
from typing import Protocol

from duologue.core.devices import Speaker
from duologue.core.timing import SPEAKER_RATE_HZ

SLOT_MS = 100
"""Replayed compute is charged in whole slots, so that two runs agree as long as each step keeps to its slots."""


class Timekeeper(Protocol):
    """Session time of what a micro-turn brings about."""

    def begin(self, boundary_ms: int) -> None:
        """A micro-turn's input is complete, at this session time."""

    def after(self, spent_ms: float) -> float:
        """Session time in seconds at which work of spent_ms of wall time since begin() takes effect."""


class Advancing(Protocol):
    """A speaker without a device, whose time is moved by hand."""

    def advance(self, to_sample: int) -> None:
        """Moves on to a sample; what lies before can no longer be changed."""


class SlotTime:
    """Charges compute in slots of 100 ms; a step begins where the one before it ended (REPLAY.md, "Time")."""

    def __init__(self, line: Advancing, samples: int) -> None:
        self._line = line
        self._samples = samples
        self._began_ms = 0
        self._ready_ms = 0

    def begin(self, boundary_ms: int) -> None:
        """A step begins when its input is complete and the step before has ended."""
        self._began_ms = max(boundary_ms, self._ready_ms)
        self._move(self._began_ms)

    def after(self, spent_ms: float) -> float:
        """The end of the slot in which the work was done; the line moves on to it."""
        slots = max(1, math.ceil(spent_ms / SLOT_MS))
        self._ready_ms = self._began_ms + slots * SLOT_MS
        self._move(self._ready_ms)
        return self._ready_ms / 1000

    def _move(self, to_ms: int) -> None:
        self._line.advance(min(to_ms * SPEAKER_RATE_HZ // 1000, self._samples))


class LiveTime:
    """The first moment at which the speaker can still change what is heard."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker

    def begin(self, boundary_ms: int) -> None:
        """Nothing to remember: live compute charges itself."""

    def after(self, spent_ms: float) -> float:
        """Session time of the speaker's position."""
        return self._speaker.position() / SPEAKER_RATE_HZ
