"""What the speaker of Windows plays, all of it together (WASAPI loopback). Not tried on a real machine yet.

The assistant's own voice is in it. So nothing is heard while it sounds: better a gap in a film than a caption of what
the assistant says.
"""

import importlib
import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from duologue.audio.computer.mixing import Mixer
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ as RATE_HZ

AGAIN_S = 2.0
"""Seconds before a speaker that was lost is tried again."""
BLOCK = RATE_HZ // 20
"""Samples that are fetched at a time."""
LOST = "What the computer plays is not heard: the speaker cannot be listened to."


class Loopback:
    """core.devices.ComputerSound of a whole speaker. Listens at once, in a thread, until close().

    sounds: whether the assistant's own voice is, or was a moment ago, in what is played. backend: the module soundcard.
    """

    def __init__(self, sounds: Callable[[], bool], *, backend: Any = None) -> None:
        self._sounds, self._backend = sounds, backend
        self._mixer = Mixer()
        self._over = threading.Event()
        self.problem = ""
        threading.Thread(target=self._run, name="computer sound", daemon=True).start()

    def take(self, count: int) -> Samples:
        """The next `count` samples at 16 kHz; zeros while nothing is played, and while the assistant speaks."""
        sound = self._mixer.take(count)
        return np.zeros(count, np.float32) if self._sounds() else sound

    def close(self) -> None:
        """Stops listening; does not wait for a speaker that hangs."""
        self._over.set()

    def _run(self) -> None:
        backend = self._backend or importlib.import_module("soundcard")
        while not self._over.is_set():
            try:
                speaker = backend.default_speaker()
                with backend.get_microphone(speaker.id, include_loopback=True).recorder(
                    samplerate=RATE_HZ, channels=1, blocksize=BLOCK
                ) as recorder:
                    self.problem = ""
                    while not self._over.is_set():
                        self._mixer.add("speaker", recorder.record(BLOCK)[:, 0].astype(np.float32))
            except Exception:  # noqa: BLE001 - drivers and their library fail in ways of their own
                self.problem = LOST
                self._over.wait(AGAIN_S)
