"""The linear stage: an adaptive filter that learns the path from the speaker to the microphone.

A partitioned-block frequency-domain Kalman filter: Enzner and Vary, "Frequency-domain adaptive Kalman filter for
acoustic echo control in hands-free telephones", 2006; in partitions: Kuech, Mabande and Enzner, "State-space
architecture of the partitioned-block-based acoustic echo controller", 2014. It needs no detector of double talk: while
the user speaks, what is left over is loud and the filter learns slowly by itself. What the user says passes unchanged.
"""

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import Samples

BLOCK_SAMPLES = 160
"""Samples of a block, 10 ms at 16 kHz; also the delay between two partitions."""
PARTITIONS = 24
"""Blocks that the filter spans (240 ms): its lead, the error of the devices' latencies, and the room."""
KEPT = 0.999
"""Share of the path that is taken to last from block to block (A of the papers, by amplitude)."""
LEFT_OVER_KEPT = 0.9
"""Smoothing per block of the power of what the filter leaves over."""
UNKNOWN = 0.02
"""Variance of the path at the beginning, when nothing is known of it."""
FLOOR = 1e-8


class AdaptiveFilter:
    """Subtracts what the speaker made of a signal. State is bounded; a block takes about 0.2 ms."""

    def __init__(self) -> None:
        bins = BLOCK_SAMPLES + 1
        self._far = np.zeros((PARTITIONS, bins), np.complex64)  # spectra of what was played, the newest first
        self._path = np.zeros((PARTITIONS, bins), np.complex64)
        self._variance = np.full((PARTITIONS, bins), UNKNOWN, np.float32)
        self._left_over = np.full(bins, 1e-3, np.float32)
        self._before = np.zeros(BLOCK_SAMPLES, np.float32)
        self._silent = PARTITIONS  # newest blocks of which nothing was played

    def process(self, heard: Samples, played: Samples) -> Samples:
        """What was heard [BLOCK_SAMPLES] without the echo of what was played, [BLOCK_SAMPLES]."""
        self._silent = 0 if np.any(played) or np.any(self._before) else self._silent + 1
        if self._silent > PARTITIONS:  # there is nothing to take out, and nothing to learn from
            self._before = played
            self._spectrum(heard)
            self._age(1.0)
            return heard.astype(np.float32)
        self._far = np.roll(self._far, 1, axis=0)
        self._far[0] = np.fft.rfft(np.concatenate((self._before, played)))
        self._before = played
        echo = np.fft.irfft(np.sum(self._far * self._path, axis=0))[BLOCK_SAMPLES:]
        rest = (heard - echo).astype(np.float32)
        self._learn(rest)
        return rest

    def _spectrum(self, rest: Samples) -> npt.NDArray[np.complex128]:
        """The spectrum of what is left over, whose power is noted."""
        spectrum = np.fft.rfft(np.concatenate((np.zeros(BLOCK_SAMPLES, np.float32), rest)))
        self._left_over *= LEFT_OVER_KEPT
        self._left_over += (1 - LEFT_OVER_KEPT) * np.square(np.abs(spectrum)).astype(np.float32)
        return spectrum

    def _learn(self, rest: Samples) -> None:
        spectrum = self._spectrum(rest)
        far_power = np.square(np.abs(self._far))
        gain = self._variance / (0.5 * np.sum(far_power * self._variance, axis=0) + self._left_over + FLOOR)
        step = np.fft.irfft(gain * np.conj(self._far) * spectrum, axis=1)
        step[:, BLOCK_SAMPLES:] = 0  # the path of a partition is no longer than a block
        self._path += np.fft.rfft(step, axis=1).astype(np.complex64)
        self._age(np.maximum(1 - 0.5 * gain * far_power, 0))

    def _age(self, known: Samples | float) -> None:
        """The path may have changed a little. known: how much less is unknown of it."""
        kept = KEPT**2
        self._variance *= kept * known
        self._variance += ((1 - kept) * np.square(np.abs(self._path)) + 1e-12).astype(np.float32)
