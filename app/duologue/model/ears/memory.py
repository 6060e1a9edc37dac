"""The last seconds of sound, and where in it speech was."""

import numpy as np

from duologue.core.microturn import Samples
from duologue.model.ears.graph import Array
from duologue.model.ears.vad import WINDOW


class SoundMemory:
    """Sound and speech probabilities from some sample of the session on; the older part is dropped when told."""

    def __init__(self) -> None:
        self._sound: Samples = np.zeros(0, np.float32)
        self._speech: Array = np.zeros(0, np.float32)
        self._window = 0  # index in the session of the first window kept; the sound kept begins with it
        self.end = 0
        """Samples heard in the session so far."""

    def add(self, sound: Samples, speech: Array) -> None:
        """Takes in what was heard next. sound: [N]. speech: probabilities of the windows that it completes."""
        self._sound = np.concatenate([self._sound, sound])
        self._speech = np.concatenate([self._speech, speech])
        self.end += sound.size

    def keep_from(self, sample: int) -> None:
        """Drops what is older than a sample of the session, by whole windows."""
        count = min(max(0, sample // WINDOW - self._window), self._speech.size)
        self._sound = self._sound[count * WINDOW :]
        self._speech = self._speech[count:]
        self._window += count

    def sound(self, start: int, stop: int) -> Samples:
        """The sound between two samples of the session, as far as it is kept."""
        origin = self._window * WINDOW
        return self._sound[max(0, start - origin) : max(0, stop - origin)]

    def speech(self, start: int, stop: int) -> Array:
        """Probabilities of the windows that reach into [start, stop), samples of the session."""
        first = max(0, start // WINDOW - self._window)
        return self._speech[first : max(first, -(-stop // WINDOW) - self._window)]

    def speech_bounds(self, start: int, stop: int, threshold: float) -> tuple[int, int] | None:
        """First and last sample of speech in [start, stop), to a window; None if nothing reaches the threshold.

        A last window that reaches beyond `stop` and has silence before it is taken for what follows.
        """
        likely = np.flatnonzero(self.speech(start, stop) >= threshold)
        if not likely.size:
            return None
        origin = max(start // WINDOW, self._window)
        beyond = (origin + int(likely[-1]) + 1) * WINDOW > stop
        if beyond and likely.size > 1 and likely[-1] - likely[-2] > 1:
            likely = likely[:-1]
        return max(start, (origin + int(likely[0])) * WINDOW), min(stop, (origin + int(likely[-1]) + 1) * WINDOW)
