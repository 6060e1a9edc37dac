"""A short sound of the program itself, mixed into what a device plays. The session's line knows nothing of it."""

from typing import Any

import numpy as np

from duologue.core.microturn import Samples

AT_ONCE = 4
"""How many sounds can play at once; with one more, the oldest ends."""


class Overlay:
    """Sounds that are added to each other and to what is played."""

    def __init__(self) -> None:
        self._sounds: tuple[tuple[int, Samples], ...] = ()  # replaced as a whole: another thread reads it

    @property
    def end(self) -> int:
        """One past the last device sample with sound, 0 before the first sound."""
        return max((start + len(sound) for start, sound in self._sounds), default=0)

    def play(self, at: int, sound: Samples) -> None:
        """Schedules sound [N], at the device's rate, from device sample `at`."""
        self._sounds = (*self._sounds[1 - AT_ONCE :], (at, sound))

    def mix(self, outdata: Any, at: int) -> None:
        """Callback: adds to outdata [frames, channels], which begins at device sample `at`."""
        for start, sound in self._sounds:
            first, last = max(start, at), min(start + len(sound), at + len(outdata))
            if first < last:
                outdata[first - at : last - at] += sound[first - start : last - start, np.newaxis]
