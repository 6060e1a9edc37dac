"""Where the sound of a clause begins and ends, how its edges are rounded, and the silence that follows it."""

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ

FRAME_SAMPLES = SPEAKER_RATE_HZ * 10 // 1000
AUDIBLE_DBFS = -55.0
RAMP_SAMPLES = SPEAKER_RATE_HZ * 4 // 1000
PAUSE_COMMA_S = 0.12
PAUSE_SENTENCE_S = 0.25
PAUSE_NONE_S = 0.04


def audible_range(sound: Samples) -> tuple[int, int]:
    """First and one past the last sample of the 10 ms frames above AUDIBLE_DBFS; (0, 0) if there are none."""
    padded = np.pad(sound, (0, -len(sound) % FRAME_SAMPLES)).reshape(-1, FRAME_SAMPLES)
    audible = np.flatnonzero(np.mean(padded**2, axis=1) > 10 ** (AUDIBLE_DBFS / 10))
    if len(audible) == 0:
        return 0, 0
    return int(audible[0]) * FRAME_SAMPLES, min((int(audible[-1]) + 1) * FRAME_SAMPLES, len(sound))


def ramped(sound: Samples, *, begins: bool = True, ends: bool = True) -> Samples:
    """The sound with raised-cosine edges, so that it neither begins nor ends with a click."""
    count = min(RAMP_SAMPLES, len(sound) // 2)
    ramp = (0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / max(count, 1))).astype(np.float32)
    sound = sound.copy()
    if begins:
        sound[:count] *= ramp
    if ends:
        sound[len(sound) - count :] *= ramp[::-1]
    return sound


def pause_s(clause: str) -> float:
    """The silence that belongs between a clause and the next one."""
    clause = clause.rstrip("\"'”’)]*_` \n")
    if clause.endswith((".", "!", "?", "…")):
        return PAUSE_SENTENCE_S
    return PAUSE_COMMA_S if clause.endswith((",", ";", ":", "–", "—", "-")) else PAUSE_NONE_S


class EdgeTrimmer:
    """Takes the silence before and after a clause away while its sound comes in, and rounds its edges.

    skipped: samples of silence taken away before the first audible one, None before that is found.
    """

    def __init__(self) -> None:
        self._held = np.zeros(0, np.float32)
        self._ramps = True
        self.skipped: int | None = None

    def feed(self, sound: Samples) -> Samples:
        """Takes in more of the clause; returns what is certain to be heard of it.

        The last audible frame stays, for it may be the last of the clause.
        """
        self._held = np.concatenate([self._held, sound])
        end = self._find_end(len(self._held) // FRAME_SAMPLES * FRAME_SAMPLES) - FRAME_SAMPLES
        return self._give(end, ends=False) if end > 0 else np.zeros(0, np.float32)

    def close(self) -> Samples:
        """The rest, up to the last that can be heard."""
        return self._give(self._find_end(len(self._held)), ends=True)

    def _find_end(self, known: int) -> int:
        """Drops the silence before the sound; returns where the audible part of the first `known` samples ends."""
        first, end = audible_range(self._held[:known])
        if self.skipped is None and end:
            self.skipped = first
            self._held, end = self._held[first:], end - first
        return end

    def _give(self, end: int, *, ends: bool) -> Samples:
        given, self._held = self._held[:end], self._held[end:]
        begins, self._ramps = self._ramps, False
        return ramped(given, begins=begins, ends=ends)
