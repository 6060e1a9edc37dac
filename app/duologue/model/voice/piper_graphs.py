"""Runs the parts of a Piper voice: phonemes to latents and durations at once, then sound window by window.

A window is made with a margin of frames on either side, as wide as the networks look; what is kept of it is exactly
what the whole would have given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from duologue.core.errors import DuologueError
from duologue.core.microturn import Samples
from duologue.model.runtime import Graph, open_beside
from duologue.model.voice.piper_parts import CHANNELS

FLOW_MARGIN = 32
"""Frames that the flow looks ahead and back: four couplings, each of four convolutions over five frames."""
FLOW_BLOCK = 128
"""Fewest frames that the flow makes at once after the first window, so that its margins weigh less."""
SOUND_MARGIN = 12
"""Frames that the decoder looks ahead and back."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Manner:
    """How an utterance is drawn. noise: of the sound, length_noise: of the durations. length: in times the usual."""

    noise: float
    length_noise: float
    length: float = 1.0


class PiperGraphs:
    """The three parts of a voice (piper_parts.py), open on one thread each."""

    def __init__(self, text: Graph, flow: Graph, sound: Graph) -> None:
        self._text, self._flow, self._sound = text, flow, sound
        self.frame_samples = len(self.sound(np.zeros((1, CHANNELS, 8), np.float32))) // 8
        """Samples of sound that a frame gives."""

    @classmethod
    def open(cls, parts: Mapping[str, Path | bytes], name: str) -> Self:
        """Opens the parts of the voice `name`, files or models in memory.

        Raises:
            BundleError: a part cannot be run.
        """
        opened = {part: open_beside(model, f"{part} of {name}", plan=part != "text") for part, model in parts.items()}
        return cls(opened["text"], opened["flow"], opened["sound"])

    def begin(self, phonemes: list[int], manner: Manner, rng: np.random.Generator) -> "Utterance":
        """Makes of phonemes all but the sound. The same phonemes, manner and state of rng give the same utterance.

        Raises:
            DuologueError: the graph failed.
        """
        count = len(phonemes)
        feed = {
            "input": np.array([phonemes], np.int64),
            "input_lengths": np.array([count], np.int64),
            "scales": np.array([manner.noise, manner.length, manner.length_noise], np.float32),
            "length_noise": rng.standard_normal((1, 2, count), np.float32),
        }
        mean, deviation, durations = _run(self._text, ["mean", "deviation", "durations"], feed)
        frames = np.maximum(durations[0, 0], 0).astype(np.int64)  # [count]
        mean, deviation = (np.repeat(value, frames, axis=2) for value in (mean, deviation))
        noise = rng.standard_normal(mean.shape, np.float32)
        latents = mean + noise * np.exp(deviation) * np.float32(manner.noise)
        return Utterance(self, latents, np.concatenate([[0], np.cumsum(frames)]))

    def frames(self, latents: Floats) -> Floats:
        """The flow: latents [1, CHANNELS, n] to frames of the same shape."""
        mask = np.ones((1, 1, latents.shape[2]), np.float32)
        frames: Floats = _run(self._flow, ["frames"], {"latents": latents, "mask": mask})[0]
        return frames

    def sound(self, frames: Floats) -> Samples:
        """The decoder: frames [1, CHANNELS, n] to sound [n * frame_samples]."""
        sound: Samples = _run(self._sound, ["sound"], {"frames": frames})[0].reshape(-1)
        return sound


class Utterance:
    """What is to be heard of some phonemes.

    starts: the frame at which each begins, and one past the last, [count + 1].
    """

    def __init__(self, graphs: PiperGraphs, latents: Floats, starts: npt.NDArray[np.int64]) -> None:
        self._graphs, self._latents, self.starts = graphs, latents, starts
        self._frames = np.zeros((1, CHANNELS, 0), np.float32)

    @property
    def length(self) -> int:
        """How many frames it has."""
        return int(self._latents.shape[2])

    def sound(self, first: int, end: int) -> Samples:
        """The sound of frames first to end - 1; windows follow each other.

        Raises:
            DuologueError: a graph failed.
        """
        low, high = max(first - SOUND_MARGIN, 0), min(end + SOUND_MARGIN, self.length)
        self._flow_on(high)
        step = self._graphs.frame_samples
        sound = self._graphs.sound(self._frames[:, :, low:high])
        return sound[(first - low) * step : (end - low) * step]

    def _flow_on(self, end: int) -> None:
        """Has frames made up to one."""
        done = self._frames.shape[2]
        if done < end:
            end = min(max(end, done + FLOW_BLOCK if done else 0), self.length)
            low, high = max(done - FLOW_MARGIN, 0), min(end + FLOW_MARGIN, self.length)
            made = self._graphs.frames(self._latents[:, :, low:high])[:, :, done - low : end - low]
            self._frames = np.concatenate([self._frames, made], axis=2)


def _run(graph: Graph, outputs: list[str], feed: dict[str, Any]) -> Any:
    """Runs a part, as the first speaker where there are several."""
    if "sid" in graph.inputs:
        feed["sid"] = np.zeros(1, np.int64)
    try:
        return graph.run(outputs, feed)
    except Exception as error:  # ONNX Runtime raises many kinds, all of its own
        reason = " ".join(str(error).split())[:200]
        raise DuologueError("voice.failed", f"The voice failed to speak a sentence: {reason}") from error
