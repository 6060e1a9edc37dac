"""What the users in a measurement say: recordings laid out one after the other in one sound."""

from dataclasses import dataclass

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

LOUD_DB = -45.0
GAP_S = 0.25
"""Shortest gap in seconds between phrases; shorter ones are inside words and phrases."""
Stretch = tuple[float, float]


@dataclass(frozen=True)
class Track:
    """sound: [N] at 16 kHz. spoken: stretches of speech in it, in seconds."""

    sound: Samples
    spoken: tuple[Stretch, ...]

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.sound) / MIC_RATE_HZ


def track_of(sounds: list[Samples], seconds: float) -> Track:
    """Recordings [N] at 16 kHz, over and over, until so many seconds are full; at least each once."""
    parts = list(sounds)
    while sum(map(len, parts)) < seconds * MIC_RATE_HZ:
        parts += sounds
    sound = np.concatenate(parts)
    return Track(sound, stretches(sound, MIC_RATE_HZ))


def stretches(sound: Samples, rate_hz: int, loud_db: float = LOUD_DB) -> tuple[Stretch, ...]:
    """Where [N] sounds, in seconds, to 10 ms; gaps of less than GAP_S do not count."""
    frame = rate_hz // 100
    whole = sound[: len(sound) // frame * frame].reshape(-1, frame)
    loud = np.sqrt(np.mean(np.square(whole, dtype=np.float32), axis=1)) > 10 ** (loud_db / 20)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], loud, [False])).astype(int))).reshape(-1, 2) / 100
    found: list[Stretch] = []
    for start, end in edges.tolist():
        if found and start - found[-1][1] < GAP_S:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
