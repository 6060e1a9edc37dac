"""The two soft tones of the microphone's switch: falling when it goes off, rising when it goes on."""

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ

TONE_MS, FADE_MS = 80, 20
LEVEL_DB = -30.0
"""Loudness between the fades, dBFS (RMS)."""
LOW_HZ, HIGH_HZ = 520.0, 660.0


def mute_tone(*, off: bool) -> Samples:
    """The tone that says that the microphone is off, or on: [1920] at 24 kHz."""
    count, fade = SPEAKER_RATE_HZ * TONE_MS // 1000, SPEAKER_RATE_HZ * FADE_MS // 1000
    pitch_hz = np.linspace(LOW_HZ, HIGH_HZ, count)
    sine = np.sin(2 * np.pi * np.cumsum(pitch_hz[::-1] if off else pitch_hz) / SPEAKER_RATE_HZ)
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(fade) + 0.5) / fade)
    envelope = np.concatenate([rise, np.ones(count - 2 * fade), rise[::-1]])
    return np.asarray(np.sqrt(2) * 10 ** (LEVEL_DB / 20) * envelope * sine, np.float32)
