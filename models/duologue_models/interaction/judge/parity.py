"""Checks an exported core against a recorded run of its PyTorch original. Needs no PyTorch."""

from typing import Any

import numpy as np
import numpy.typing as npt

STEPS = 300
"""How many positions a recorded run has."""
EVERY = 8
"""How many positions lie from one that is recorded to the next."""
HEADS = ("act", "floor", "choice", "point", "mark", "absent")
"""Outputs of the graph at each position, beside its state."""
TOLERANCE = 1e-4
"""Largest allowed difference of a logit between PyTorch and ONNX Runtime."""

Arrays = dict[str, npt.NDArray[Any]]


def example_input(shape: dict[str, int], length: int, seed: int) -> Arrays:
    """Random positions [1, length, ...], the last a continuous one. shape: as in core.json."""
    rng = np.random.default_rng(seed)
    roles = rng.integers(0, shape["roles"], (1, length))
    roles[0, -1] = 0
    text = rng.standard_normal((1, length, shape["text"])) * (roles != 0)[..., None]
    features = rng.standard_normal((1, length, shape["features"])) * (roles == 0)[..., None]
    return {"text": text.astype(np.float32), "roles": roles, "features": features.astype(np.float32)}


def empty_state(shape: dict[str, int]) -> npt.NDArray[np.float32]:
    """The cache before the first position: [layers, 1, heads, window, width / heads]."""
    return np.zeros((shape["layers"], 1, shape["heads"], shape["window"], shape["width"] // shape["heads"]), np.float32)


def run_in_groups(session: Any, shape: dict[str, int], whole: Arrays, sizes: npt.NDArray[Any]) -> Arrays:
    """Feeds the positions in groups of the given sizes; returns the heads [1, n, .] of all that fitted."""
    keys = values = empty_state(shape)
    at, found = 0, []
    for size in sizes:
        if at + size > whole["roles"].shape[1]:
            break
        part = {name: array[:, at : at + size] for name, array in whole.items()}
        feed = {**part, "position": np.array([at]), "past_k": keys, "past_v": values}
        *heads, keys, values = session.run([*HEADS, "present_k", "present_v"], feed)
        found.append(heads)
        at += int(size)
    return {name: np.concatenate([heads[i] for heads in found], 1) for i, name in enumerate(HEADS)}


def worst_difference(session: Any, shape: dict[str, int], recorded: Arrays) -> float:
    """Largest difference of a logit from the recorded whole-sequence run, fed in groups of 1 to 5 positions.

    recorded: heads [1, n, .] of every EVERY-th position, and the seed.
    """
    sizes = np.random.default_rng(2).integers(1, 6, STEPS)
    got = run_in_groups(session, shape, example_input(shape, STEPS, int(recorded["seed"])), sizes)
    n = len(range(0, got["act"].shape[1], EVERY))
    return max(float(np.abs(got[name][:, ::EVERY] - recorded[name][:, :n]).max()) for name in HEADS)
