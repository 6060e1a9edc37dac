"""Loudness of short stretches of speech, and bringing them to a common level.

ITU-R BS.1770-5: K-weighting, mean square in blocks, absolute and relative gate. The weighting is applied in the
frequency domain, which gives the same energies as the two biquads of the recommendation without a filter loop.
"""

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ

TARGET_LUFS = -20.0
PEAK_DBFS = -1.0
BLOCK_SAMPLES = SPEAKER_RATE_HZ * 400 // 1000
"""Length of a gating block of BS.1770."""
HOP_SAMPLES = SPEAKER_RATE_HZ * 100 // 1000
KNEE_DBFS, TOP_DBFS = -5.0, -1.5
"""Peaks above the first are bent, none passes the second."""
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
_OFFSET_LUFS = -0.691


def _biquad_power(b: list[float], a: list[float], omega: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Squared magnitude response of a biquad at angular frequencies omega (radians a sample)."""
    z = np.exp(-1j * omega)
    numerator, denominator = (c[0] + c[1] * z + c[2] * z * z for c in (b, a))
    return np.asarray(np.abs(numerator / denominator) ** 2)


def _k_weighting(count: int) -> npt.NDArray[np.float64]:
    """Squared magnitude of the K-weighting for the bins of a real FFT over count samples at 24 kHz.

    Both stages are the analogue prototypes behind the coefficients that BS.1770 lists for 48 kHz, taken to 24 kHz by
    the bilinear transform: a shelf of +4 dB above 1.7 kHz and a high-pass at 38 Hz.
    """
    omega = np.linspace(0.0, np.pi, count // 2 + 1)
    centre, q, gain_db = 1681.974450955533, 0.7071752369554196, 3.999843853973347
    k = np.tan(np.pi * centre / SPEAKER_RATE_HZ)
    high = 10 ** (gain_db / 20)
    band = high**0.4996667741545416
    shelf_b = [high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k]
    shelf_a = [1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k]
    centre, q = 38.13547087602444, 0.5003270373238773
    k = np.tan(np.pi * centre / SPEAKER_RATE_HZ)
    pass_a = [1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k]
    pass_b = [1.0, -2.0, 1.0]
    return _biquad_power(shelf_b, shelf_a, omega) * _biquad_power(pass_b, pass_a, omega)


def loudness_lufs(sound: Samples) -> float:
    """Integrated loudness of mono sound [N] at 24 kHz; -inf for silence.

    Sound shorter than a gating block of 0.4 s is measured as one block of its own length.
    """
    if len(sound) == 0:
        return -np.inf
    padded = np.pad(sound.astype(np.float64), HOP_SAMPLES)  # room for the weighting to ring
    count = 1 << (len(padded) - 1).bit_length()
    weighted = np.fft.irfft(np.fft.rfft(padded, count) * np.sqrt(_k_weighting(count)), count)
    energy = np.concatenate(([0.0], np.cumsum(weighted[HOP_SAMPLES : HOP_SAMPLES + len(sound)] ** 2)))
    block = min(BLOCK_SAMPLES, len(sound))
    starts = np.arange(0, len(sound) - block + 1, HOP_SAMPLES)
    power = (energy[starts + block] - energy[starts]) / block
    power = power[power > _power(ABSOLUTE_GATE_LUFS)]
    if len(power) == 0:
        return -np.inf
    gate = np.mean(power) * 10 ** (RELATIVE_GATE_LU / 10)
    return float(_OFFSET_LUFS + 10 * np.log10(np.mean(power[power > gate])))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_LUFS) / 10))


def normalise(sound: Samples) -> Samples:
    """The sound at TARGET_LUFS, or quieter where its peak would pass PEAK_DBFS. Silence stays silence."""
    loudness = loudness_lufs(sound)
    if loudness == -np.inf:
        return sound
    peak = float(np.max(np.abs(sound)))
    gain = min(10 ** ((TARGET_LUFS - loudness) / 20), 10 ** (PEAK_DBFS / 20) / peak)
    return (sound * np.float32(gain)).astype(np.float32)


def bent(sound: Samples) -> Samples:
    """The sound with its highest peaks bent down, sample by sample."""
    knee, top = 10 ** (KNEE_DBFS / 20), 10 ** (TOP_DBFS / 20)
    over = np.maximum(np.abs(sound) - knee, 0)
    curved = knee + (top - knee) * np.tanh(over / (top - knee))
    return np.where(over > 0, np.sign(sound) * curved, sound).astype(np.float32)


def levelled(sound: Samples) -> Samples:
    """The sound at TARGET_LUFS whatever its peaks, which are bent. Silence stays silence."""
    loudness = loudness_lufs(sound)
    return bent(sound * np.float32(10 ** ((TARGET_LUFS - loudness) / 20))) if np.isfinite(loudness) else sound
