"""The voice activity graph of the bundle against the published one for both rates."""

from pathlib import Path

import numpy as np
import pytest

from duologue.model.bundle import Bundle
from duologue_models.export import silero
from duologue_models.export.wheels import read_member
from helpers.published import open_graph, speech

WINDOW, CONTEXT = 512, 64


def test_many_windows_at_once_give_what_the_published_graph_gives_one_by_one(
    bundle: Bundle, moonshine_wheel: Path, silero_wheel: Path
) -> None:
    sound = speech(moonshine_wheel, "beckett")
    padded = np.concatenate([np.zeros(CONTEXT, np.float32), sound])
    windows = np.stack([padded[i : i + CONTEXT + WINDOW] for i in range(0, sound.size - WINDOW, WINDOW)])
    one_by_one = open_graph(read_member(silero_wheel, "silero_vad/data/silero_vad.onnx"))
    state, known = np.zeros((2, 1, 128), np.float32), []
    for window in windows:
        speech_probability, state = one_by_one.run(None, {"input": window[None], "state": state, "sr": np.array(16000)})
        known.append(speech_probability.item())
    at_once = open_graph(bundle.path("ears/vad.onnx"))
    h = c = np.zeros((1, 1, 128), np.float32)
    found: list[float] = []
    for block in np.array_split(windows, len(windows) // 6):
        probabilities, h, c = at_once.run(None, {"input": block, "h": h, "c": c})
        found += probabilities.ravel().tolist()
    np.testing.assert_allclose(found, known, atol=1e-5)
    assert max(known) > 0.9
    assert min(known) < 0.1


def test_another_graph_is_refused(silero_wheel: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="other inputs and outputs"):
        silero.write_graph(read_member(silero_wheel, "silero_vad/data/silero_vad.onnx"), tmp_path / "vad.onnx")
