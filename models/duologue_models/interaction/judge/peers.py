"""What others decide turns by, to be measured beside the core: silence alone, and Smart Turn on top of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
import webrtcvad

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ
from duologue.model.ears.vad import WINDOW, VoiceActivity
from duologue.model.runtime import CPU, Provider, Runtime
from duologue_models.export.wheels import Wheel, cache_folder, fetch, read_member

PIPECAT = Wheel(
    "pipecat-ai",
    "1.14.0",
    "pipecat_ai-1.14.0-py3-none-any.whl",
    "0352f504b44e78bdf524e45af4bc759601c835b9b7dc195efe5e03384b974a44",
    12109725,
)
"""BSD-2-Clause. Only measured with; nothing of it is shipped."""
SMART_TURN = "pipecat/audio/turn/smart_turn/data/smart-turn-v3.2-cpu.onnx"
SMART_TURN_S, FIRST_LOOK_S, LOOKS_EVERY_S = 8.0, 0.2, 0.2
"""Smart Turn judges so many of the last seconds. pipecat asks it once, after so much silence, and answers after 3 s if
it said no; here it is asked again as often as the core decides."""
SPEECH_P = 0.5
"""Probability from which silero counts a window as speech, its authors' own."""
WEBRTC_FRAME_S, WEBRTC_STRICTNESS = 0.03, 3
Stretches = list[tuple[float, float]]
"""Start and end in seconds, in order."""
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Detector:
    """Voice activity: where somebody speaks in a sound [N] at 16 kHz."""

    name: str
    speech: Callable[[Samples], Stretches]


def silences(speech: Stretches, seconds: float) -> Stretches:
    """The silences after something was said, to the end of a sound of so many seconds."""
    starts = [end for _, end in speech]
    return list(zip(starts, [*(start for start, _ in speech[1:]), seconds], strict=True)) if speech else []


def silero(bundle: Path) -> Detector:
    """The silero network of a built bundle."""
    graph = Runtime(Provider("cpu", CPU), threads=1).open(bundle / "ears" / "vad.onnx")

    def speech(wave: Samples) -> Stretches:
        return _stretches(VoiceActivity(graph).feed(wave) > SPEECH_P, WINDOW / MIC_RATE_HZ)

    return Detector("silero", speech)


def webrtc() -> Detector:
    """WebRTC's detector, at its strictest."""

    def speech(wave: Samples) -> Stretches:
        judge, size = webrtcvad.Vad(WEBRTC_STRICTNESS), int(WEBRTC_FRAME_S * MIC_RATE_HZ)
        frames = (np.clip(wave[: len(wave) // size * size], -1, 1) * 32767).astype("<i2").reshape(-1, size)
        spoken = np.array([judge.is_speech(frame.tobytes(), MIC_RATE_HZ) for frame in frames], bool)
        return _stretches(spoken, WEBRTC_FRAME_S)

    return Detector("webrtcvad", speech)


def _stretches(spoken: npt.NDArray[np.bool_], step: float) -> Stretches:
    found, at = [], 0
    for is_speech, run in groupby(spoken.tolist()):
        length = len(list(run))
        if is_speech:
            found.append((at * step, (at + length) * step))
        at += length
    return found


class SmartTurn:
    """Smart Turn v3.2: how complete a turn sounds. Its input is Whisper's log-mel picture of the last eight seconds."""

    def __init__(self) -> None:
        """Fetches the graph.

        Raises:
            BundleError: it cannot be fetched.
        """
        graph = read_member(fetch(PIPECAT, cache_folder(), lambda done, total: None), SMART_TURN)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._graph: Any = onnxruntime.InferenceSession(graph, options, providers=[CPU])

    def complete(self, heard: Samples) -> float:
        """Probability that the turn is over. heard: [N] at 16 kHz, up to now."""
        size = int(SMART_TURN_S * MIC_RATE_HZ)
        last = np.pad(heard[-size:], (max(0, size - len(heard)), 0))
        picture = log_mel((last - last.mean()) / np.sqrt(last.var() + 1e-7))
        return float(self._graph.run(None, {"input_features": picture[None]})[0][0, 0])


def log_mel(wave: Samples) -> Floats:
    """Whisper's features [80, N / 160] of a sound [N] at 16 kHz (Radford et al. 2022, section 2.2)."""
    padded = np.pad(wave.astype(np.float64), 200, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, 400)[::160][: len(wave) // 160]
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 400)
    power = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2
    scale = np.log10(np.maximum(power @ mel_filters().T, 1e-10))
    return np.asarray((np.maximum(scale, scale.max() - 8.0) + 4.0) / 4.0, np.float32).T


@cache
def mel_filters() -> npt.NDArray[np.float64]:
    """80 triangles [80, 201] of equal area between 0 and 8 kHz on Slaney's mel scale: linear to 1 kHz, then
    logarithmic."""
    hertz = np.linspace(0.0, MIC_RATE_HZ / 2, 201)
    step = np.log(6.4) / 27

    def to_hertz(mel: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp(step * (mel - 15)))

    edges = to_hertz(np.linspace(0.0, 15 + np.log(8.0) / step, 82))
    rising = (hertz - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - hertz) / np.diff(edges)[1:, None]
    return np.asarray(np.maximum(0, np.minimum(rising, falling)) * 2 / (edges[2:] - edges[:-2])[:, None])
