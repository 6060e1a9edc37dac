"""The microphone's mute switch: sound is silenced sample by sample before anything understands it."""

from collections import deque

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

TALKING_MUTED = "You are talking while the microphone is off."
UNMUTE_HINT = "None of it is heard. Turn it on, or hold the key while you talk (menu, Keys…)."
MUTE_TAIL_S = 0.15
"""How long the microphone stays open after it is muted by hand, in seconds, so that the end of a word is not lost."""
FRAME_SAMPLES = MIC_RATE_HZ // 50
TALK_OVER_FLOOR_DB, QUIETEST_TALK_DB = 15.0, -50.0
"""How much louder than the room talk must be, in dB, and how loud at least, in dBFS."""
GAP_BLOCKS = 5
"""How many blocks (1 s) always hold a gap in talk, in which the room is heard; the sound of a fan has no gaps."""
TALK_FRAMES = 60
"""How many more loud than quiet frames of 20 ms (1.2 s) count as somebody talking, rather than a cough or a door."""


class MuteGate:
    """Silences the microphone between switches, each at an exact sample of the session."""

    def __init__(self) -> None:
        self._switches: deque[tuple[int, bool]] = deque()
        self.muted = False
        self.switched: list[tuple[int, bool]] = []
        """Sample and direction (True: off) of each change in the sound that was gated last."""

    def switch(self, at: int, on: bool) -> None:
        """Mutes (on) or opens the microphone from sample `at` on; what was to be switched later is forgotten."""
        while self._switches and self._switches[-1][0] >= at:
            self._switches.pop()
        self._switches.append((at, on))

    def apply(self, first: int, sound: Samples) -> Samples:
        """The sound [N] that begins at sample `first`, zero where muted; `muted` then holds for its last sample."""
        end = first + len(sound)
        open_ = np.empty(len(sound), np.float32)
        done = first
        self.switched = []
        while done < end:
            while self._switches and self._switches[0][0] <= done:
                self._turn(done, self._switches.popleft()[1])
            until = min(self._switches[0][0], end) if self._switches else end
            open_[done - first : until - first] = 0.0 if self.muted else 1.0
            done = until
        return sound * open_

    def _turn(self, at: int, off: bool) -> None:
        if off is not self.muted:
            self.muted = off
            self.switched.append((at, off))


class MutedTalk:
    """Notices, by loudness alone, that somebody talks into a microphone that is off. Nothing of it is understood."""

    def __init__(self) -> None:
        self._quietest_db: deque[float] = deque(maxlen=GAP_BLOCKS)
        self._loud = 0
        self._told = False

    def goes_on(self, sound: Samples, *, muted: bool) -> bool:
        """Takes in the sound [N] as it was captured. True once in each time that the microphone is off."""
        levels = self._levels_db(sound)
        self._quietest_db.append(float(levels.min()))
        if not muted:
            self._loud, self._told = 0, False
            return False
        threshold = max(min(self._quietest_db) + TALK_OVER_FLOOR_DB, QUIETEST_TALK_DB)
        for level_db in levels.tolist():
            self._loud = max(0, self._loud + (1 if level_db > threshold else -1))
        tells = self._loud >= TALK_FRAMES and not self._told
        self._told = self._told or tells
        return tells

    @staticmethod
    def _levels_db(sound: Samples) -> Samples:
        """Loudness of each whole frame in dBFS, -100 for digital silence."""
        frames = sound[: len(sound) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
        power = np.square(frames, dtype=np.float32).mean(axis=1)
        return np.asarray(10 * np.log10(np.maximum(power, 1e-10)), np.float32)
