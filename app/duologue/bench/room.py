"""A room with a small loudspeaker in it, for measuring what of its sound the assistant takes for the user's."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from duologue.audio.echo.path import EchoPath, Played, at_microphone_rate
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

REVERBERATION_S = 0.2
"""Until an echo has sunk by 60 dB, in seconds."""
DIRECT = 3.0
"""How much stronger the direct way is than the first reflections."""
DRIVE = 2.0
"""How hard the loudspeaker is driven: it bends what is louder than about -10 dBFS."""
NOISE = 1e-4
"""The room's own noise, -80 dBFS."""
_SEED = 1


@dataclass(frozen=True)
class RoomPath(EchoPath):
    """An echo with reverberation, from a loudspeaker that distorts."""

    def echo(self, played: Played, start_s: float, samples: int) -> Samples:
        """As of a path without a room."""
        taps = self._taps
        before = len(taps) - 1
        start_s -= self.delay_ms / 1000 + before / MIC_RATE_HZ
        dry = np.tanh(DRIVE * at_microphone_rate(played, start_s, samples + before)) / DRIVE
        return np.convolve(dry, taps, "valid").astype(np.float32)

    @cached_property
    def _taps(self) -> Samples:
        count = round(REVERBERATION_S * MIC_RATE_HZ)
        tail = np.random.default_rng(_SEED).standard_normal(count) * 10 ** (-3 * np.arange(count) / count)
        tail[0] = DIRECT
        return np.asarray(10 ** (self.gain_db / 20) * tail / np.linalg.norm(tail), np.float32)


def room_noise(seconds: float) -> Samples:
    """What the microphone hears while nobody speaks, [N] at 16 kHz."""
    rng = np.random.default_rng(_SEED)
    return np.asarray(NOISE * rng.standard_normal(round(seconds * MIC_RATE_HZ)), np.float32)
