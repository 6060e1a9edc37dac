"""Sound as Whisper takes it: the logarithm of 80 mel bands, a hundred times a second."""

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ as RATE_HZ

HOP = 160
"""Samples from one mel frame to the next: 10 ms."""
_WINDOW = 400
_BANDS = 80
_LEAST = 1e-10
_RANGE = 8.0
"""Decades below the loudest value that are told apart."""
_LINEAR_HZ, _LINEAR_MELS = 1000.0, 15.0
"""Up to here a mel is 200/3 Hz; above, bands widen by equal factors (the scale of Slaney's toolbox)."""
_STEP = np.log(6.4) / 27.0


def log_mel(sound: Samples, frames: int) -> Samples:
    """The log mel spectrogram of a sound, [1, 80, frames], silence after its end.

    sound: [N] at 16 kHz. frames: even, at least N / 160.
    """
    padded = np.pad(sound, (0, max(0, frames * HOP - len(sound))))
    padded = np.pad(padded, _WINDOW // 2, mode="reflect")
    rows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::HOP][:frames]
    power = np.abs(np.fft.rfft(rows * _HANN, axis=1)) ** 2
    logs = np.log10(np.maximum(power @ _FILTERS, _LEAST))
    logs = np.maximum(logs, logs.max() - _RANGE)
    return np.ascontiguousarray(((logs + 4.0) / 4.0).T[None], np.float32)


def _mels(hz: np.ndarray) -> np.ndarray:
    high = _LINEAR_MELS + np.log(np.maximum(hz, _LINEAR_HZ) / _LINEAR_HZ) / _STEP
    mels: np.ndarray = np.where(hz < _LINEAR_HZ, hz * _LINEAR_MELS / _LINEAR_HZ, high)
    return mels


def _hertz(mels: np.ndarray) -> np.ndarray:
    high = _LINEAR_HZ * np.exp(_STEP * (mels - _LINEAR_MELS))
    hz: np.ndarray = np.where(mels < _LINEAR_MELS, mels * _LINEAR_HZ / _LINEAR_MELS, high)
    return hz


def _filters() -> np.ndarray:
    """Triangles of equal area, [201, 80]."""
    bins = np.linspace(0, RATE_HZ / 2, _WINDOW // 2 + 1)
    corners = _hertz(np.linspace(0.0, float(_mels(np.array(RATE_HZ / 2))), _BANDS + 2))
    widths = np.diff(corners)
    slopes = corners[:, None] - bins[None]
    rising, falling = -slopes[:-2] / widths[:-1, None], slopes[2:] / widths[1:, None]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    scaled: np.ndarray = (triangles * (2.0 / (corners[2:] - corners[:-2]))[:, None]).T
    return scaled


_HANN = np.hanning(_WINDOW + 1)[:-1]
_FILTERS = _filters()
