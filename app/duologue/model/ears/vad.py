"""Voice activity: the silero network, window by window, in step with the micro-turns."""

import numpy as np

from duologue.core.microturn import SUBFRAMES, Samples
from duologue.core.timing import MIC_SAMPLES
from duologue.model.ears.graph import Array, Graph

WINDOW = 512
"""Samples that silero judges at a time at 16 kHz (32 ms)."""
_CONTEXT = 64
"""Samples of the window before that it sees as well."""
_STATE = (1, 1, 128)


class VoiceActivity:
    """Probability of speech for each window of 512 samples of an endless sound.

    The sequence form of silero-vad judges all windows of a micro-turn in one call: `input` [windows, 576], `h`, `c`
    [1, 1, 128] -> `speech_probs` [windows], `hn`, `cn`. What does not fill a window waits for the next micro-turn.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.reset()

    def reset(self) -> None:
        """Forgets all sound."""
        self._hidden = np.zeros(_STATE, np.float32)
        self._cell = np.zeros(_STATE, np.float32)
        self._rest: Samples = np.zeros(_CONTEXT, np.float32)  # context of the next window, then what is left over

    def feed(self, sound: Samples) -> Array:
        """Probabilities of the windows that this sound completes, none if it is too short. sound: [N]."""
        sound = np.concatenate([self._rest, sound])
        count = (sound.size - _CONTEXT) // WINDOW
        self._rest = sound[count * WINDOW :]
        if not count:
            return np.zeros(0, np.float32)
        windows = np.lib.stride_tricks.sliding_window_view(sound, WINDOW + _CONTEXT)[: count * WINDOW : WINDOW]
        probabilities, self._hidden, self._cell = self._graph.run(
            ["speech_probs", "hn", "cn"],
            {"input": np.ascontiguousarray(windows), "h": self._hidden, "c": self._cell},
        )
        return np.asarray(probabilities, np.float32).reshape(-1)

    def by_frame(self, probabilities: Array) -> Array:
        """Speech probability of each 50 ms frame of the micro-turn that feed() was just given.

        The mean over the windows that reach into the frame, weighted by how far. The last 0 to 31 ms of the micro-turn
        lie in a window that is not complete yet and are left out. Returns [4].
        """
        rest = self._rest.size - _CONTEXT
        ends = MIC_SAMPLES - rest - WINDOW * np.arange(probabilities.size - 1, -1, -1)
        edges = np.arange(SUBFRAMES + 1) * (MIC_SAMPLES // SUBFRAMES)
        reach = np.minimum(ends, edges[1:, None]) - np.maximum(ends - WINDOW, edges[:-1, None])
        weights = np.maximum(reach, 0)
        return np.asarray((weights @ probabilities) / weights.sum(axis=1), np.float32)
