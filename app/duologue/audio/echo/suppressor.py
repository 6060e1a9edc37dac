"""The second stage: WebRTC's AEC3 by livekit's audio processing module, on what the adaptive filter leaves over.

By itself AEC3 reduces an echo by more, but in double talk at equal level it takes the user's words with it
(9 to 10 dB in the median, a third of the frames altogether); behind the adaptive filter it leaves them.
"""

from typing import Any

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ

FRAME_SAMPLES = MIC_RATE_HZ // 100
"""Samples of the frames that the module works on (10 ms)."""
FULL_SCALE = 32767.0


class Suppressor:
    """Echo suppression and a high-pass, ten milliseconds at a time."""

    def __init__(self) -> None:
        from livekit import rtc  # noqa: PLC0415 - takes 0.4 s, in the worker thread that opens the session

        self._frame = rtc.AudioFrame
        self._module = rtc.AudioProcessingModule(
            echo_cancellation=True, noise_suppression=False, high_pass_filter=True, auto_gain_control=False
        )
        self._module.set_stream_delay_ms(0)  # it stays

    def process(self, heard: Samples, played: Samples) -> Samples:
        """The sound heard [FRAME_SAMPLES] without what is left in it of what was played, [FRAME_SAMPLES]."""
        far, near = self._made(played), self._made(heard)
        self._module.process_reverse_stream(far)
        self._module.process_stream(near)
        return np.frombuffer(near.data, np.int16).astype(np.float32) / np.float32(FULL_SCALE)

    def _made(self, sound: Samples) -> Any:
        scaled = np.clip(np.rint(sound * FULL_SCALE), -FULL_SCALE - 1, FULL_SCALE).astype(np.int16)
        return self._frame(bytearray(scaled.tobytes()), MIC_RATE_HZ, 1, len(scaled))
