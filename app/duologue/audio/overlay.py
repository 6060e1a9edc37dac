"""A short sound of the program itself, mixed into what a device plays. The session's line knows nothing of it."""

from typing import Any

import numpy as np

from duologue.core.microturn import Samples


class Overlay:
    """One sound at a time; a new one takes the place of the one before."""

    def __init__(self) -> None:
        self._sound = (0, np.zeros(0, np.float32))  # replaced as a whole: another thread reads it

    def play(self, at: int, sound: Samples) -> None:
        """Schedules sound [N], at the device's rate, from device sample `at`."""
        self._sound = (at, sound)

    def mix(self, outdata: Any, at: int) -> None:
        """Callback: adds to outdata [frames, channels], which begins at device sample `at`."""
        start, sound = self._sound
        first, last = max(start, at), min(start + len(sound), at + len(outdata))
        if first < last:
            outdata[first - at : last - at] += sound[first - start : last - start, np.newaxis]
