"""When a decision takes effect: at the edge of the next slot in a replay, at once on live devices."""

import math
from typing import Protocol

from duologue.core.devices import Speaker
from duologue.core.timing import SPEAKER_RATE_HZ

SLOT_MS = 100
"""Unit in which the compute of a replay is charged, in milliseconds: two runs agree if each step takes as many."""


class Timekeeper(Protocol):
    """Session time of what a micro-turn brings about."""

    def begin(self, boundary_ms: int) -> None:
        """A micro-turn's input is complete, at this session time."""

    def after(self, spent_ms: float) -> float:
        """Session time in seconds at which work of spent_ms of wall time since begin() takes effect."""

    @property
    def waits(self) -> bool:
        """Whether the session waits for sound that is being made; otherwise it is made beside the micro-turns."""

    def sounds_after(self, spent_ms: float, voice_ms: float) -> int:
        """The first sample of the line at which sound can be heard.

        spent_ms: wall time between begin() and the wish for it. voice_ms: wall time of making it, after what was made
        before. Moves nothing: making sound delays no step.
        """


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
        self._voice_free_ms = 0.0

    @property
    def waits(self) -> bool:
        """Sound is waited for, so that two runs agree."""
        return True

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

    def sounds_after(self, spent_ms: float, voice_ms: float) -> int:
        """The end of the slot in which the sound was made, by a voice that makes one piece after the other."""
        self._voice_free_ms = max(self._began_ms + spent_ms, self._voice_free_ms) + voice_ms
        slots = max(1, math.ceil((self._voice_free_ms - self._began_ms) / SLOT_MS))
        return (self._began_ms + slots * SLOT_MS) * SPEAKER_RATE_HZ // 1000

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

    @property
    def waits(self) -> bool:
        """Sound is made beside the micro-turns."""
        return False

    def sounds_after(self, spent_ms: float, voice_ms: float) -> int:
        """The speaker's position: live compute charges itself."""
        return self._speaker.position()
