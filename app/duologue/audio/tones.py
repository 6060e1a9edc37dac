"""The program's own sounds: of the microphone's switch, of a session that begins, of a timer that is over."""

from collections.abc import Sequence

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ

TONE_MS, FADE_MS = 80, 20
LEVEL_DB = -30.0
"""Loudness between the fades, dBFS (RMS)."""
LOW_HZ, HIGH_HZ = 520.0, 660.0
START_S = 0.7
CHIMES = ((523.25, 0.0), (659.25, 0.18))
"""Pitch in Hz and beginning in seconds of the start sound's two chimes: a major third."""
CHIME_DB, BREATH_DB = -34.0, -38.0
RING_S = 1.1
RING = ((659.25, 0.0), (783.99, 0.16), (1046.5, 0.32), (783.99, 0.48))
"""Pitch in Hz and beginning in seconds of the strikes of one ring."""
RING_DB = -27.0
"""Loudness of a ring, dBFS (RMS): it has to be heard in the next room, and is no alarm."""
BREATH_HZ = (250.0, 7000.0)
"""Range in Hz of the soft noise behind the chimes: it covers speech, so that the echo canceller learns the path to the
microphone.
"""


def mute_tone(*, off: bool) -> Samples:
    """The tone that says that the microphone is off, or on: [1920] at 24 kHz."""
    count, fade = SPEAKER_RATE_HZ * TONE_MS // 1000, SPEAKER_RATE_HZ * FADE_MS // 1000
    pitch_hz = np.linspace(LOW_HZ, HIGH_HZ, count)
    sine = np.sin(2 * np.pi * np.cumsum(pitch_hz[::-1] if off else pitch_hz) / SPEAKER_RATE_HZ)
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(fade) + 0.5) / fade)
    envelope = np.concatenate([rise, np.ones(count - 2 * fade), rise[::-1]])
    return np.asarray(np.sqrt(2) * 10 ** (LEVEL_DB / 20) * envelope * sine, np.float32)


def start_sound() -> Samples:
    """The sound with which a session begins: [16800] at 24 kHz, always the same."""
    count = round(START_S * SPEAKER_RATE_HZ)
    t = np.arange(count) / SPEAKER_RATE_HZ
    breath = np.sin(np.pi * t / START_S) ** 0.7 * _at(_breath(count), BREATH_DB)
    fade = np.minimum(1.0, t[::-1] / 0.05)
    return np.asarray(fade * (breath + _at(_chimes(t, CHIMES), CHIME_DB)), np.float32)


def ring_sound() -> Samples:
    """One ring of a timer that is over: [26400] at 24 kHz."""
    t = np.arange(round(RING_S * SPEAKER_RATE_HZ)) / SPEAKER_RATE_HZ
    return np.asarray(np.minimum(1.0, t[::-1] / 0.1) * _at(_chimes(t, RING), RING_DB), np.float32)


def _chimes(t: "np.ndarray[tuple[int], np.dtype[np.float64]]", strikes: Sequence[tuple[float, float]]) -> Samples:
    sound = np.zeros(len(t))
    for pitch_hz, begin_s in strikes:
        since = np.maximum(t - begin_s, 0.0)
        strike = (1 - np.exp(-since / 0.01)) * np.exp(-since / 0.15)
        sound += strike * (np.sin(2 * np.pi * pitch_hz * since) + 0.3 * np.sin(4 * np.pi * pitch_hz * since))
    return np.asarray(sound, np.float32)


def _breath(count: int) -> Samples:
    """Noise that is even up to the lower end of BREATH_HZ and falls by 3 dB an octave from there."""
    spectrum = np.fft.rfft(np.random.default_rng(5).standard_normal(count))
    hz = np.fft.rfftfreq(count, 1 / SPEAKER_RATE_HZ)
    low, high = BREATH_HZ
    spectrum *= np.where((hz > low) & (hz < high), np.sqrt(low / np.maximum(hz, low)), 0.0)
    return np.asarray(np.fft.irfft(spectrum, count), np.float32)


def _at(sound: Samples, level_db: float) -> Samples:
    return np.asarray(sound * (10 ** (level_db / 20) / np.sqrt(np.mean(np.square(sound)))), np.float32)
