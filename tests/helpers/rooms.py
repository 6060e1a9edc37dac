"""Sound for tests of echo: something like speech, and rooms that it is heard in."""

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

SYLLABLE_S = 0.2


def babble(seconds: float, seed: int) -> Samples:
    """Noise with the spectrum and the rhythm of speech, about -23 dBFS where it is loud; [N] at 16 kHz."""
    rng = np.random.default_rng(seed)
    n = round(seconds * MIC_RATE_HZ)
    spectrum = np.fft.rfft(rng.standard_normal(n))
    hz = np.fft.rfftfreq(n, 1 / MIC_RATE_HZ)
    wave = np.fft.irfft(spectrum * (hz > 80) / np.maximum(hz, 300), n)
    syllables = np.repeat(rng.choice([0.0, 0.4, 1.0], round(seconds / SYLLABLE_S) + 1), round(SYLLABLE_S * MIC_RATE_HZ))
    smooth = np.convolve(syllables, np.hanning(800) / 400, "same")[:n]
    return (wave / wave.std() * 0.07 * smooth).astype(np.float32)


def echo_of(sound: Samples, delay_s: float, gain_db: float, seed: int = 1) -> Samples:
    """What a room with a reverberation of 0.2 s makes of it, [N]."""
    rng = np.random.default_rng(seed)
    n = MIC_RATE_HZ // 5
    tail = rng.standard_normal(n) * 10 ** (-3 * np.arange(n) / n)
    tail[0] = 3
    path = np.concatenate((np.zeros(round(delay_s * MIC_RATE_HZ)), tail / np.sqrt(np.sum(tail**2))))
    size = 1 << (len(sound) + len(path)).bit_length()
    whole = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(path, size), size)
    return (whole[: len(sound)] * 10 ** (gain_db / 20)).astype(np.float32)


def room_noise(n: int, seed: int = 2) -> Samples:
    """-80 dBFS, [n]."""
    return (1e-4 * np.random.default_rng(seed).standard_normal(n)).astype(np.float32)


def level_db(sound: Samples) -> float:
    """RMS in dBFS."""
    return float(10 * np.log10(np.mean(np.square(sound)) + 1e-12))
