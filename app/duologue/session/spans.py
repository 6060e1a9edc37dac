"""Audible edges of sound on the speaker's line."""

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ

AUDIBLE_DBFS = -55.0
"""A 10 ms frame with an RMS above this is audible (REPLAY.md)."""
FRAME_SAMPLES = SPEAKER_RATE_HZ // 100


def audible_span(sound: Samples, at: int) -> tuple[int, int] | None:
    """First and last-plus-one sample of the line between which sound [N] placed at sample `at` is audible.

    The 10 ms frames are those of the line, counted from its first sample. None if nothing is audible.
    """
    before = at % FRAME_SAMPLES
    after = -(before + len(sound)) % FRAME_SAMPLES
    frames = np.pad(sound, (before, after)).reshape(-1, FRAME_SAMPLES)
    loud = np.flatnonzero((frames.astype(np.float64) ** 2).mean(axis=1) > 10 ** (AUDIBLE_DBFS / 10))
    if not len(loud):
        return None
    begin = at - before
    first, last = begin + int(loud[0]) * FRAME_SAMPLES, begin + (int(loud[-1]) + 1) * FRAME_SAMPLES
    return max(first, at), min(last, at + len(sound))


def faded(sound: Samples, at: int, samples: int) -> Samples:
    """The sound up to `at`, then fading out (a raised cosine) over so many samples; [at + samples] or shorter."""
    kept = sound[: at + samples].copy()
    tail = kept[at:]
    tail *= (0.5 + 0.5 * np.cos(np.pi * np.arange(1, len(tail) + 1) / (samples + 1))).astype(np.float32)
    return kept
