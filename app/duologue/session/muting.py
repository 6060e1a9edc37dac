"""The microphone's mute switch: sound is silenced sample by sample before anything sees it."""

from collections import deque

import numpy as np

from duologue.core.microturn import Samples


class MuteGate:
    """Silences the microphone between switches, each at an exact sample of the session."""

    def __init__(self) -> None:
        self._switches: deque[tuple[int, bool]] = deque()
        self.muted = False

    def switch(self, at: int, on: bool) -> None:
        """Mutes (on) or opens the microphone from sample `at` on. Switches come in order of time."""
        self._switches.append((at, on))

    def apply(self, first: int, sound: Samples) -> Samples:
        """The sound [N] that begins at sample `first`, zero where muted; `muted` then holds for its last sample."""
        end = first + len(sound)
        open_ = np.empty(len(sound), np.float32)
        done = first
        while done < end:
            while self._switches and self._switches[0][0] <= done:
                self.muted = self._switches.popleft()[1]
            until = min(self._switches[0][0], end) if self._switches else end
            open_[done - first : until - first] = 0.0 if self.muted else 1.0
            done = until
        return sound * open_
