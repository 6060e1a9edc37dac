"""Writes the core as ONNX with explicit state, its manifest, and a recorded run to check the graph against."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from duologue_models.interaction.network import Core, window_mask

PARITY_STEPS = 300
PARITY = 1e-4
"""Largest allowed difference of a logit between PyTorch and ONNX Runtime."""


class _Step(nn.Module):
    def __init__(self, core: Core) -> None:
        super().__init__()
        self.core = core

    def forward(self, text: Tensor, roles: Tensor, features: Tensor, position: Tensor, past_k: Tensor,
                past_v: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.core.step(text, roles, features, position, past_k, past_v)


def example_input(core: Core, length: int, seed: int = 0) -> dict[str, np.ndarray]:
    """Random positions, one group."""
    rng = np.random.default_rng(seed)
    shape = core.shape
    roles = rng.integers(0, shape.roles, (1, length))
    roles[0, -1] = 0
    text = rng.standard_normal((1, length, shape.text)).astype(np.float32) * (roles != 0)[..., None]
    features = rng.standard_normal((1, length, shape.features)).astype(np.float32) * (roles == 0)[..., None]
    return {"text": text.astype(np.float32), "roles": roles, "features": features.astype(np.float32)}


def export(core: Core, folder: Path, facts: dict[str, Any]) -> None:
    """Writes core.onnx, core.json and core_parity.npz.

    Raises:
        AssertionError: ONNX Runtime and PyTorch disagree by more than PARITY.
    """
    folder.mkdir(parents=True, exist_ok=True)
    core = core.eval().float()
    shape = core.shape
    state = torch.zeros(shape.layers, 1, shape.heads, shape.window, shape.width // shape.heads)
    start = example_input(core, 3)
    inputs = (*(torch.from_numpy(start[n]) for n in ("text", "roles", "features")), torch.zeros(1, dtype=torch.int64),
              state, state)
    names = ["text", "roles", "features", "position", "past_k", "past_v"]
    outputs = ["act", "floor", "present_k", "present_v"]
    axes = {"text": {1: "n"}, "roles": {1: "n"}, "features": {1: "n"}, "act": {1: "n"}, "floor": {1: "n"}}
    torch.onnx.export(_Step(core), inputs, folder / "core.onnx", input_names=names, output_names=outputs,
                      dynamic_axes=axes, opset_version=18, dynamo=False)
    _record_parity(core, folder)
    manifest = {"format": 1, "shape": shape.as_dict(), "inputs": names, "outputs": outputs,
                "parameters": sum(p.numel() for p in core.parameters()), **facts}
    (folder / "core.json").write_text(json.dumps(manifest, indent=1) + "\n")


def _record_parity(core: Core, folder: Path) -> None:
    """Whole sequence in PyTorch against group by group in ONNX Runtime; the recording ships with the weights."""
    import onnxruntime  # noqa: PLC0415 - training alone does not need it

    whole = example_input(core, PARITY_STEPS, seed=1)
    with torch.no_grad():
        act, floor = core(*(torch.from_numpy(whole[n]) for n in ("text", "roles", "features")),
                          window_mask(PARITY_STEPS, core.shape.window))
    session = onnxruntime.InferenceSession(folder / "core.onnx", providers=["CPUExecutionProvider"])
    shape, at, worst = core.shape, 0, 0.0
    k = v = np.zeros((shape.layers, 1, shape.heads, shape.window, shape.width // shape.heads), np.float32)
    for size in np.random.default_rng(2).integers(1, 6, PARITY_STEPS):
        if at + size > PARITY_STEPS:
            break
        part = {n: whole[n][:, at:at + size] for n in whole}
        a, f, k, v = session.run(None, {**part, "position": np.array([at]), "past_k": k, "past_v": v})
        worst = max(worst, float(np.abs(a - act.numpy()[:, at:at + size]).max()),
                    float(np.abs(f - floor.numpy()[:, at:at + size]).max()))
        at += int(size)
    assert worst < PARITY, f"ONNX Runtime is off by {worst}"
    print(f"parity over {at} positions: {worst:.2e}", flush=True)
    np.savez_compressed(folder / "core_parity.npz", roles=whole["roles"].astype(np.int8),
                        act=act.numpy(), floor=floor.numpy(), seed=1)
