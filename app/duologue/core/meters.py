"""Events of how microphone, speaker and model get on: a part of the vocabulary in events.py."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Meter:
    """For the window, once a micro-turn: microphone level, model times so far, what the assistant is doing."""

    TYPE: ClassVar[str] = "meter"
    t: float
    mic_db: float
    muted: bool
    speaking: bool
    awaiting: bool
    step_ms: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    late: int
    underruns: int
    dropped: int
    drift_ms: float = 0.0
    """By how much the speaker's line was off when it was last compared with the microphone's clock."""
    drift_ppm: float = 0.0
    """How much faster the microphone's clock runs than the speaker's, in millionths."""


@dataclass(frozen=True, slots=True)
class Echo:
    """For the window: how the microphone and the speaker get on.

    state: "unknown", "headphones" (no echo), "cancelled" or "too strong" (then the user is not heard while the
    assistant speaks). reduction_db: by how much an echo that is cancelled gets quieter.
    """

    TYPE: ClassVar[str] = "echo"
    t: float
    state: str
    reduction_db: int = 0


@dataclass(frozen=True, slots=True)
class Hearing:
    """For the window: whether there is a microphone. Without one the session hears silence."""

    TYPE: ClassVar[str] = "hearing"
    t: float
    possible: bool
