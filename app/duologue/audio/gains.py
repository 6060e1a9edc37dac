"""How loud a line of sound is played at each sample: changes with smooth ramps between.

What is soft already is left as it is: a frame that can be heard can be heard still, only the loud ones get softer.
"""

from dataclasses import dataclass

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ

FRAME_SAMPLES = SPEAKER_RATE_HZ // 100
LEAST_DBFS = -50.0
"""Level to which a frame is made softer at most; below that it is left as it is."""
AROUND = 2
"""Frames on either side that a frame's gain takes into account."""


def whole_frames(start: int, end: int) -> tuple[int, int]:
    """The stretch of whole frames that the gains from sample start to sample end depend on."""
    first, last = start // FRAME_SAMPLES - AROUND, -(-end // FRAME_SAMPLES) + AROUND
    return max(first, 0) * FRAME_SAMPLES, last * FRAME_SAMPLES


@dataclass(frozen=True, slots=True)
class _Change:
    """The gain goes from `before` to `after` over `ramp` samples, beginning at sample `at`."""

    at: int
    before: float
    after: float
    ramp: int

    def at_samples(self, samples: "np.typing.NDArray[np.int64]") -> Samples:
        """The gains at samples from `at` on. The ramp is a raised cosine in decibels."""
        share = np.clip((samples - self.at) / max(self.ramp, 1), 0.0, 1.0)
        bend = 0.5 - 0.5 * np.cos(np.pi * share)
        gains: Samples = (self.before * (self.after / self.before) ** bend).astype(np.float32)
        return gains


class Gains:
    """The gain at each sample, 1 from the beginning on."""

    def __init__(self) -> None:
        self._changes: list[_Change] = []  # in order of `at`

    def change(self, at: int, gain: float, ramp: int) -> None:
        """Goes to a gain above 0 over `ramp` samples, beginning at sample `at`; changes after that are forgotten."""
        before = float(self.between(at, at + 1)[0])
        self._changes = [change for change in self._changes if change.at < at]
        self._changes.append(_Change(at, before, gain, ramp))

    def between(self, start: int, end: int) -> Samples:
        """The gains [end - start] from sample start to sample end."""
        gains = np.ones(max(end - start, 0), np.float32)
        for change in self._changes:
            first = max(change.at, start)
            if first < end:
                gains[first - start :] = change.at_samples(np.arange(first, end))
        return gains

    def apply(self, sound: Samples, start: int) -> Samples:
        """The sound of whole frames [N] from sample start on as it is played."""
        made: Samples = sound * np.maximum(self.between(start, start + len(sound)), _least_gains(sound))
        return made

    def even(self, start: int, end: int) -> bool:
        """Whether the gain is 1 throughout."""
        return not any(change.at < end for change in self._changes) or bool(np.all(self.between(start, end) == 1.0))

    def trim(self, before: int) -> None:
        """Forgets the changes that were over before a sample, but for the gain that they led to."""
        over = [change for change in self._changes if change.at + change.ramp < before]
        if over:
            self._changes = [change for change in self._changes if change not in over[:-1]]
            if over[-1].after == 1.0:
                self._changes.remove(over[-1])


def _least_gains(sound: Samples) -> Samples:
    """For each sample of whole frames the gain below which what can be heard could not be heard any more."""
    frames = sound.reshape(-1, FRAME_SAMPLES).astype(np.float64)
    levels_db = 10 * np.log10(np.maximum(np.mean(frames**2, axis=1), 1e-12))
    least = 10 ** (np.minimum(LEAST_DBFS - levels_db, 0.0) / 20)
    beside = np.pad(least, 1, mode="edge")
    least = np.maximum(least, np.maximum(beside[:-2], beside[2:]))
    centres = (np.arange(len(least)) + 0.5) * FRAME_SAMPLES
    made: Samples = np.interp(np.arange(len(sound)), centres, least).astype(np.float32)
    return made
