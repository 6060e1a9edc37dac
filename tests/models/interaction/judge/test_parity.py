"""The exported core against the recorded run of its PyTorch original, and against itself."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from duologue_models.interaction.judge import parity

WEIGHTS = Path(__file__).parents[4] / "models/weights"


@pytest.fixture(scope="module")
def shape() -> dict[str, int]:
    return json.loads((WEIGHTS / "core.json").read_text())["shape"]


@pytest.fixture(scope="module")
def session() -> Any:
    return onnxruntime.InferenceSession(WEIGHTS / "core.onnx", providers=["CPUExecutionProvider"])


def test_onnx_agrees_with_pytorch(session: Any, shape: dict[str, int]) -> None:
    with np.load(WEIGHTS / "core_parity.npz") as recorded:
        assert parity.worst_difference(session, shape, dict(recorded)) < parity.TOLERANCE


def test_groups_of_any_size_give_the_same(session: Any, shape: dict[str, int]) -> None:
    whole = parity.example_input(shape, 64, 5)
    by_one = parity.run_in_groups(session, shape, whole, np.ones(64, int))
    by_eight = parity.run_in_groups(session, shape, whole, np.full(8, 8))
    np.testing.assert_allclose(by_one["act"], by_eight["act"], atol=parity.TOLERANCE)


def test_a_prefix_gives_a_prefix(session: Any, shape: dict[str, int]) -> None:
    whole = parity.example_input(shape, 40, 6)
    changed = {name: array.copy() for name, array in whole.items()}
    changed["features"][:, 20:] = 1.0
    sizes = np.full(10, 4)
    a, b = (parity.run_in_groups(session, shape, x, sizes) for x in (whole, changed))
    np.testing.assert_array_equal(a["act"][:, :20], b["act"][:, :20])
    assert np.abs(a["act"][:, 20:] - b["act"][:, 20:]).max() > 0.01
