"""Whether what the adaptive filter leaves over is the user, who is then to be heard unaltered.

Two signs must agree. What is left is louder than what the filter usually leaves of an echo so loud; and it has nothing
to do with what is played, at whatever delay: otherwise the path has changed and the filter has not yet followed.
"""

import numpy as np

from duologue.audio.echo.delay import sharp_cross_spectrum
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

WINDOW = MIC_RATE_HZ * 6 // 10
"""Samples of what is left and of what is played that are compared, three micro-turns."""
EARLIEST, LATEST = -MIC_RATE_HZ // 20, MIC_RATE_HZ // 4
"""Range of delays in samples, around the one that the filter was given, in which an echo is looked for."""
ECHO = 8.0
"""Height in standard deviations of a peak that is an echo; other people's speech reaches 6."""
LOUDER = 4.0
"""How much louder (6 dB, as power) the user is than what is left of the echo, and than the room."""
SMOOTHING = 0.6
"""Smoothing of the powers per block."""
LEAK_SINKS, LEAK_RISES = 0.3, 1.004
"""How quickly, per block, the estimate of what the filter leaves over may sink, and rise (1.7 dB a second)."""
MOST_LEAK = 0.1
"""Largest share of the echo (-10 dB) that a filter which is relied on may leave over."""
LASTS = 15
"""How many blocks longer the user counts as speaking (150 ms): words have quiet parts, too."""


class DoubleTalk:
    """Looks at a micro-turn as a whole, then at its blocks one after the other."""

    def __init__(self) -> None:
        self._rest = np.zeros(WINDOW, np.float32)
        self._far = np.zeros(WINDOW, np.float32)
        self._related = False
        self._rest_power = self._echo_power = 0.0
        self._leak = 1.0
        self._left = 0

    def begin(self, rest: Samples, far: Samples) -> None:
        """A micro-turn: what is left over, and what was played, delayed as the echo is; both [N]."""
        self._rest = np.concatenate((self._rest[len(rest) :], rest))
        self._far = np.concatenate((self._far[len(far) :], far))
        self._related = False
        if np.any(self._far):
            likely = np.fft.irfft(sharp_cross_spectrum(self._rest, self._far))
            likely = np.concatenate((likely[EARLIEST:], likely[:LATEST]))
            self._related = float(np.max(np.abs(likely))) > ECHO * float(np.std(likely))

    def user_speaks(self, heard: Samples, rest: Samples, room: float) -> bool:
        """The next block of it, both [BLOCK_SAMPLES]. room: its power when nobody speaks."""
        self._rest_power += (1 - SMOOTHING) * (_power(rest) - self._rest_power)
        self._echo_power += (1 - SMOOTHING) * (_power(heard - rest) - self._echo_power)
        if self._echo_power > room:
            leak = self._rest_power / self._echo_power
            sunk = self._leak + LEAK_SINKS * (leak - self._leak)
            self._leak = sunk if leak < self._leak else min(self._leak * LEAK_RISES, 1.0)
        loud = self._rest_power > LOUDER * max(self._leak * self._echo_power, room)
        self._left = LASTS if loud else max(self._left - 1, 0)
        return self._left > 0 and self._leak < MOST_LEAK and not self._related


def _power(sound: Samples) -> float:
    return float(np.mean(np.square(sound)))
