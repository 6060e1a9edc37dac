"""Writes the core as ONNX with explicit state, its manifest, and a recorded run to check the graph against; and reads
it again, to train on."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from duologue.model.core_manifest import FORMAT
from duologue.model.features import FeatureLayout
from duologue.model.position import FEATURE_LAYOUT, FEATURES
from duologue_models.interaction.judge import parity
from duologue_models.interaction.learn.network import CoreNetwork, Shape, tree_mask

INPUTS = ["text", "roles", "features", "position", "past_k", "past_v"]
OUTPUTS = [*parity.HEADS, "present_k", "present_v"]
RECORDED_SEED = 1


class _Step(nn.Module):
    def __init__(self, core: CoreNetwork) -> None:
        super().__init__()
        self.core = core

    def forward(
        self, text: Tensor, roles: Tensor, features: Tensor, position: Tensor, past_k: Tensor, past_v: Tensor
    ) -> tuple[Tensor, ...]:
        """The core's step: text [1, n, 384], roles [1, n], features [1, n, F], position [1], caches [L, 1, H, W, D]."""
        return self.core.step(text, roles, features, position, past_k, past_v)


def export(core: CoreNetwork, folder: Path, facts: dict[str, Any]) -> None:
    """Writes core.onnx, core.json and core_parity.npz.

    Raises:
        ValueError: ONNX Runtime and PyTorch disagree by more than the tolerance.
    """
    folder.mkdir(parents=True, exist_ok=True)
    core = core.eval().float()
    shape = core.shape.as_dict()
    start = parity.example_input(shape, 3, 0)
    state = torch.from_numpy(parity.empty_state(shape))
    inputs = (*(torch.from_numpy(start[n]) for n in INPUTS[:3]), torch.zeros(1, dtype=torch.int64), state, state)
    axes = {name: {1: "n"} for name in ("text", "roles", "features", *parity.HEADS)}
    torch.onnx.export(
        _Step(core),
        inputs,
        folder / "core.onnx",
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_axes=axes,
        opset_version=18,
        dynamo=False,
    )
    worst = _record(core, folder)
    manifest = {
        "format": FORMAT,
        "shape": shape,
        "groups": dict(FEATURE_LAYOUT.sizes),
        "inputs": INPUTS,
        "outputs": OUTPUTS,
        "parity": worst,
        "parameters": sum(p.numel() for p in core.parameters()),
        **facts,
    }
    (folder / "core.json").write_text(json.dumps(manifest, indent=1) + "\n")


FACTS = ("seed", "held_out_loss", "sessions", "biases", "go_on_bias", "floor")
"""What core.json tells of the training, beside what follows from the graph."""
READS = ("features.0.weight", "again.weight")
"""Of the network's parameters, those that read the features, [., F]."""


def _widened(columns: npt.NDArray[np.float32], known: FeatureLayout) -> npt.NDArray[np.float32]:
    """The weights of the features in the order of today's groups."""
    wide = np.zeros((len(columns), FEATURES), np.float32)
    old, new = known.slices(), FEATURE_LAYOUT.slices()
    for name in old.keys() & new.keys():
        wide[:, new[name]] = columns[:, old[name]]
    return wide


def _record(core: CoreNetwork, folder: Path) -> float:
    shape = core.shape.as_dict()
    whole = parity.example_input(shape, parity.STEPS, RECORDED_SEED)
    position = torch.arange(parity.STEPS)[None]
    line = torch.zeros_like(position)
    with torch.no_grad():
        mask = tree_mask(position, line, position, core.shape.window)
        heads = core.heads(core(*(torch.from_numpy(whole[n]) for n in INPUTS[:3]), mask, position))
    recorded = {name: head[:, :: parity.EVERY].numpy() for name, head in zip(parity.HEADS, heads, strict=True)}
    recorded["seed"] = np.array(RECORDED_SEED)
    np.savez_compressed(folder / "core_parity.npz", **recorded)
    session = onnxruntime.InferenceSession(folder / "core.onnx", providers=["CPUExecutionProvider"])
    worst = parity.worst_difference(session, shape, recorded)
    if worst > parity.TOLERANCE:
        raise ValueError(f"ONNX Runtime is off by {worst:.1e}, more than {parity.TOLERANCE:.0e}.")
    return worst


def facts_of(weights: Path) -> dict[str, Any]:
    """What an exported core tells of its training."""
    manifest = json.loads((weights / "core.json").read_text(encoding="utf-8"))
    return {name: manifest[name] for name in FACTS if name in manifest}


def read_core(weights: Path) -> CoreNetwork:
    """The core of an exported graph. The head for last words is not exported and begins anew; groups of features that
    the graph does not know begin with no weight.

    Raises:
        ValueError: the graph is none of this network's.
    """
    manifest = json.loads((weights / "core.json").read_text(encoding="utf-8"))
    core = CoreNetwork(Shape(**{**manifest["shape"], "features": FEATURES}))
    graph = onnx.load(weights / "core.onnx").graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    state = core.state_dict()
    named = {name for name in state if f"core.{name}" in stored}
    left = [name for name, _ in core.named_parameters() if name not in named and not name.startswith("last.")]
    products = [stored[node.input[1]].T for node in graph.node if node.op_type == "MatMul" and node.input[1] in stored]
    if len(left) != len(products):
        raise ValueError(f"{weights / 'core.onnx'}: {len(products)} matrices where the network has {len(left)}.")
    found = {name: stored[f"core.{name}"] for name in named} | dict(zip(left, products, strict=True))
    known = FeatureLayout(manifest["groups"])
    if known.sizes != FEATURE_LAYOUT.sizes:
        found |= {name: _widened(found[name], known) for name in READS if name in found}
    for name, values in found.items():
        if state[name].shape != values.shape:
            raise ValueError(f"{weights / 'core.onnx'}: {name} has the shape {values.shape}.")
        state[name] = torch.from_numpy(values.copy())
    core.load_state_dict(state)
    core.eval()
    return core
