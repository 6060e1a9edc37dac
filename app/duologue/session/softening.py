"""Makes the assistant softer while the user starts to talk over it, by how loud the microphone is alone.

This is metering for the mixer: it neither takes nor gives the floor. Whether the assistant goes on or falls silent is
decided by the core, which is told nothing of it; when it has gone on for MOST_SOFT_S it is as loud as before.
"""

from collections import deque
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

SOFT_GAIN = 10 ** (-10 / 20)
"""How loud it is meanwhile, in times its sound pressure: 10 dB softer."""
DOWN_MS, UP_MS = 60.0, 250.0
"""Length of the ramp when it gets softer, and when it comes back, in milliseconds."""
HOLD_S = 0.4
"""How long the user must be silent, in seconds, for it to come back."""
MOST_SOFT_S = 2.0
"""Longest time that it stays soft, in seconds: the core has gone on by then."""
MIXER_S = 0.02
"""How long after the end of the sound that is heard at once the mixer follows, in seconds."""
ROOM_S = 2.0
"""How long the level of the room is remembered, in seconds."""
OVER_ROOM_DB, QUIETEST_DB = 15.0, -50.0
"""How much louder than the room speech must be, in dB, and how loud at least, in dBFS."""
FRAME_S = 0.01
PITCH_HZ = (70, 400)
"""Range of the human voice."""
PERIODIC = 0.5
"""Normalised autocorrelation from which on a frame is voiced."""
NEW_S = 0.3
"""How long the user must have been silent before, in seconds, for speech to be a start."""
_WINDOW = MIC_RATE_HZ * 32 // 1000
_HOP = round(MIC_RATE_HZ * FRAME_S)

Soften = Callable[[float, float, float], None]
"""Takes the session time from which on, the gain, and the length of the ramp in milliseconds."""


class Softener:
    """Listens to the microphone. soften: see Soften. sounds: whether at a session time a longer speech is heard that
    the user may want to talk over."""

    def __init__(self, soften: Soften, sounds: Callable[[float], bool]) -> None:
        self._soften, self._sounds = soften, sounds
        self._tail = np.zeros(_WINDOW - _HOP, np.float32)
        self._room_db: deque[float] = deque(maxlen=round(ROOM_S / FRAME_S))
        self._loud: deque[bool] = deque([False] * 6, maxlen=6)
        self._voiced: deque[bool] = deque([False] * 4, maxlen=4)
        self._heard = -_frames(NEW_S) - 1  # the frame in which speech was heard last
        self._soft: int | None = None  # the frame since which it is soft

    def hear(self, sound: Samples, start_s: float) -> None:
        """Takes in the microphone's sound [N], whole frames, from session time start_s on."""
        known = np.concatenate([self._tail, sound])
        self._tail = known[len(sound) :]
        loud = [self._is_loud(level_db) for level_db in _levels_db(sound).tolist()]
        voiced = (_periodicity(known, len(loud)) > PERIODIC).tolist() if any(loud) else loud
        follows_s = start_s + len(sound) / MIC_RATE_HZ + MIXER_S
        for index, is_loud in enumerate(loud):
            self._loud.append(is_loud)
            self._voiced.append(is_loud and voiced[index])
            self._frame(_frames(start_s) + index + 1, follows_s)

    def _is_loud(self, level_db: float) -> bool:
        """Whether a frame is louder than the room, whose level it tells as well."""
        loud = level_db > max(min(self._room_db, default=level_db) + OVER_ROOM_DB, QUIETEST_DB)
        self._room_db.append(level_db)
        return loud

    def _frame(self, end: int, follows_s: float) -> None:
        """Takes in the frame that ends where frame number `end` begins. follows_s: when the mixer can follow."""
        speech = sum(self._voiced) >= 3 or sum(self._loud) >= 5
        starts = speech and end - self._heard > _frames(NEW_S)
        if speech:
            self._heard = end
        if self._soft is None:
            if starts and self._sounds(end * FRAME_S):
                self._soft = end
                self._soften(follows_s, SOFT_GAIN, DOWN_MS)
        elif not self._sounds(end * FRAME_S):
            self._come_back(follows_s, 0.0)
        elif end - self._heard > _frames(HOLD_S) or end - self._soft > _frames(MOST_SOFT_S):
            self._come_back(follows_s, UP_MS)

    def _come_back(self, follows_s: float, ramp_ms: float) -> None:
        self._soft = None
        self._soften(follows_s, 1.0, ramp_ms)


def _frames(seconds: float) -> int:
    return round(seconds / FRAME_S)


def _levels_db(sound: Samples) -> npt.NDArray[np.float32]:
    """Loudness of each frame in dBFS, -100 for digital silence."""
    power = np.square(sound.reshape(-1, _HOP), dtype=np.float32).mean(axis=1)
    return np.asarray(10 * np.log10(np.maximum(power, 1e-10)), np.float32)


def _periodicity(known: Samples, frames: int) -> npt.NDArray[np.float32]:
    """For each of the last frames how much the window that ends with it repeats itself at the pitch of a voice, 0 to 1.

    known: [window - hop + frames * hop].
    """
    windows = np.lib.stride_tricks.sliding_window_view(known, _WINDOW)[::_HOP][:frames]
    spectrum = np.fft.rfft(windows - windows.mean(axis=1, keepdims=True), 2 * _WINDOW, axis=1)
    repeats = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)[:, : MIC_RATE_HZ // PITCH_HZ[0] + 1]
    lags = np.arange(repeats.shape[1])
    even = repeats / np.maximum(repeats[:, :1], 1e-9) / (1 - lags / _WINDOW)  # what overlaps gets less
    return np.asarray(even[:, MIC_RATE_HZ // PITCH_HZ[1] :].max(axis=1), np.float32)
