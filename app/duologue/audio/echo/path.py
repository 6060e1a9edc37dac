"""What the speaker plays as a microphone hears it: at its rate, and as an echo in a recorded session."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import soxr

from duologue.core.devices import Microphone
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, SPEAKER_RATE_HZ

LONGEST_DELAY_MS = 500.0
"""Longest delay of an echo in milliseconds."""
CONTEXT_S = 0.02
"""Seconds of sound on either side that the resampling of a stretch takes into account."""
HISTORY_SAMPLES = round((LONGEST_DELAY_MS / 1000 + 2 * CONTEXT_S) * SPEAKER_RATE_HZ)
"""How many samples back what was played can still be heard."""

Played = Callable[[int, int], Samples]
"""What the speaker plays from one sample to another, at 24 kHz."""


def at_microphone_rate(played: Played, start_s: float, samples: int) -> Samples:
    """What the speaker plays from session time start_s on, [samples] at 16 kHz."""
    first = round((start_s - CONTEXT_S) * SPEAKER_RATE_HZ)
    last = round((start_s + samples / MIC_RATE_HZ + CONTEXT_S) * SPEAKER_RATE_HZ)
    line = played(first, last)
    if not line.any():
        return np.zeros(samples, np.float32)
    context = round(CONTEXT_S * MIC_RATE_HZ)
    resampled = soxr.resample(line, SPEAKER_RATE_HZ, MIC_RATE_HZ)
    return np.asarray(resampled[context : context + samples], np.float32)


@dataclass(frozen=True)
class EchoPath:
    """How an echo reaches the microphone (REPLAY.md): so much louder than what is played, so much later."""

    gain_db: float = -12.0
    delay_ms: float = 60.0

    def echo(self, played: Played, start_s: float, samples: int) -> Samples:
        """What of it reaches the microphone from session time start_s on, [samples] at 16 kHz."""
        return np.float32(10 ** (self.gain_db / 20)) * at_microphone_rate(
            played, start_s - self.delay_ms / 1000, samples
        )


class EchoingMicrophone:
    """core.devices.Microphone: another one that hears the speaker, too."""

    def __init__(self, microphone: Microphone, played: Played, path: EchoPath) -> None:
        self._microphone, self._played, self._path = microphone, played, path
        self._read = 0

    @property
    def overruns(self) -> int:
        """As of the microphone itself."""
        return self._microphone.overruns

    def now_s(self) -> float:
        """As of the microphone itself."""
        return self._microphone.now_s()

    async def read(self) -> Samples | None:
        """The next sound with the echo, [N] at 16 kHz; None at the end."""
        heard = await self._microphone.read()
        if heard is None:
            return None
        echo = self._path.echo(self._played, self._read / MIC_RATE_HZ, len(heard))
        self._read += len(heard)
        return heard + echo

    def close(self) -> None:
        """Releases the microphone."""
        self._microphone.close()
