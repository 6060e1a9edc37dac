from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from duologue.core.timing import MIC_SAMPLES
from duologue.model.ears.vad import WINDOW, VoiceActivity


class Listening:
    """Stands in for silero: the probability is the level of the window, the state counts the windows."""

    def __init__(self) -> None:
        self.windows: list[np.ndarray] = []

    def run(self, output_names: Sequence[str] | None, input_feed: Mapping[str, Any], /) -> Sequence[Any]:
        windows = input_feed["input"]
        self.windows += list(windows)
        return windows[:, 64:].max(axis=1), input_feed["h"] + len(windows), input_feed["c"]


def ramp(count: int) -> np.ndarray:
    return np.arange(1, count + 1, dtype=np.float32)


def test_windows_follow_each_other_with_their_context() -> None:
    graph = Listening()
    vad = VoiceActivity(graph)
    for start in range(0, 4 * MIC_SAMPLES, MIC_SAMPLES):
        vad.feed(ramp(4 * MIC_SAMPLES)[start : start + MIC_SAMPLES])
    assert len(graph.windows) == 4 * MIC_SAMPLES // WINDOW
    whole = np.concatenate([np.zeros(64, np.float32), ramp(4 * MIC_SAMPLES)])
    for index, window in enumerate(graph.windows):
        assert np.array_equal(window, whole[index * WINDOW : index * WINDOW + 576])


@pytest.mark.parametrize("size", [1, 100, 511, 512, 513, 5000])
def test_any_chunk_size_gives_the_same_probabilities(size: int) -> None:
    sound = np.random.default_rng(2).random(6000).astype(np.float32)
    whole = VoiceActivity(Listening()).feed(sound)
    chunked = VoiceActivity(Listening())
    parts = [chunked.feed(sound[start : start + size]) for start in range(0, sound.size, size)]
    assert np.concatenate(parts) == pytest.approx(whole)


def test_a_frame_takes_the_mean_of_its_windows() -> None:
    vad = VoiceActivity(Listening())
    sound = np.zeros(MIC_SAMPLES, np.float32)
    sound[WINDOW - 1] = 1.0  # window 0 alone is speech, it covers 512 of the 800 samples of frame 0
    frames = vad.by_frame(vad.feed(sound))
    assert frames == pytest.approx([512 / 800, 0, 0, 0])


def test_the_last_frame_makes_do_with_the_windows_it_has() -> None:
    vad = VoiceActivity(Listening())
    assert vad.by_frame(vad.feed(np.ones(MIC_SAMPLES, np.float32))) == pytest.approx([1, 1, 1, 1])


def test_reset_forgets() -> None:
    graph = Listening()
    vad = VoiceActivity(graph)
    vad.feed(ramp(700))
    vad.reset()
    vad.feed(ramp(700))
    assert np.array_equal(graph.windows[0], graph.windows[1])
