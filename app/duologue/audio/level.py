"""Levels of sound: how loud, and from where to where it can be heard."""

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ

SILENCE_DBFS = -100.0
AUDIBLE_DBFS = -55.0
FRAME_SAMPLES = SPEAKER_RATE_HZ * 10 // 1000
"""Frames of 10 ms on the 24 kHz line, the first one beginning at sample 0 (REPLAY.md)."""


def level_dbfs(sound: Samples) -> float:
    """RMS level of sound [N]; SILENCE_DBFS at least."""
    power = float(np.mean(np.square(sound, dtype=np.float64))) if len(sound) else 0.0
    return max(10 * float(np.log10(power)), SILENCE_DBFS) if power > 0 else SILENCE_DBFS


def audible_edges(sound: Samples, start: int = 0) -> tuple[int, int] | None:
    """Where sound [N] that begins at sample `start` of the 24 kHz line can be heard.

    Returns the first sample of the first frame and one past the last sample of the last frame of the line whose RMS
    is above AUDIBLE_DBFS, or None if there is no such frame. What lies outside the sound counts as silence, so give
    it all that sounds in the frames at its edges.
    """
    lead = start % FRAME_SAMPLES
    padded = np.pad(sound, (lead, -(lead + len(sound)) % FRAME_SAMPLES)).reshape(-1, FRAME_SAMPLES)
    audible = np.flatnonzero(np.mean(np.square(padded, dtype=np.float64), axis=1) > 10 ** (AUDIBLE_DBFS / 10))
    if len(audible) == 0:
        return None
    origin = start - lead
    return origin + int(audible[0]) * FRAME_SAMPLES, origin + (int(audible[-1]) + 1) * FRAME_SAMPLES
