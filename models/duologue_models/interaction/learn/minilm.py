"""The core on MiniLM's layers: post-norm blocks that begin as those of all-MiniLM-L6-v2, made causal.

For comparison with training from nothing (models/LOG.md). Positions enter by rotation as in the other family, since a
session has no end; MiniLM's own position embeddings are left out.
"""

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from duologue_models.export.minilm import HEADS, LAYERS, WIDTH
from duologue_models.interaction.learn.network import CoreNetwork, Shape, attend

Weights = dict[str, npt.NDArray[np.float32]]


def shape(features: int) -> Shape:
    """MiniLM's sizes."""
    return Shape(features=features, width=WIDTH, heads=HEADS, layers=LAYERS)


class PostNormBlock(nn.Module):
    """Attention and a GELU network, each followed by a layer norm (Devlin et al. 2019)."""

    def __init__(self, weights: Weights, name: str) -> None:
        super().__init__()
        self.heads = HEADS
        parts = ("query", "key", "value")
        self.qkv = _linear(*(np.concatenate([weights[f"{name}.attention.self.{p}.{kind}"] for p in parts])
                             for kind in ("weight", "bias")))  # fmt: skip
        self.out, self.norm_a = _dense_and_norm(weights, f"{name}.attention.output")
        self.up = _linear(weights[f"{name}.intermediate.dense.weight"], weights[f"{name}.intermediate.dense.bias"])
        self.down, self.norm_f = _dense_and_norm(weights, f"{name}.output")

    def forward(
        self, x: Tensor, angles: Tensor, mask: Tensor, past: tuple[Tensor, Tensor] | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """As network.Block.forward, x: [B, T, W]."""
        mixed, k, v = attend(self.qkv(x), self.heads, angles, mask, past)
        x = self.norm_a(x + self.out(mixed))
        return self.norm_f(x + self.down(F.gelu(self.up(x)))), k, v


def begin(features: int, weights: Weights) -> CoreNetwork:
    """A core whose blocks and word projection are MiniLM's. weights: as export.minilm.read_weights gives them."""
    core = CoreNetwork(shape(features))
    core.blocks = nn.ModuleList(PostNormBlock(weights, f"encoder.layer.{i}") for i in range(LAYERS))
    with torch.no_grad():
        for layer in (core.text, core.meaning):
            layer.weight.copy_(torch.eye(WIDTH))
        core.role.weight.mul_(0.05)
    return core


def _linear(weight: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> nn.Linear:
    """weight: [out, in]. bias: [out]."""
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(weight))
        layer.bias.copy_(torch.from_numpy(bias))
    return layer


def _dense_and_norm(weights: Weights, name: str) -> tuple[nn.Linear, nn.LayerNorm]:
    norm = nn.LayerNorm(WIDTH, eps=1e-12)
    with torch.no_grad():
        norm.weight.copy_(torch.from_numpy(weights[f"{name}.LayerNorm.weight"]))
        norm.bias.copy_(torch.from_numpy(weights[f"{name}.LayerNorm.bias"]))
    return _linear(weights[f"{name}.dense.weight"], weights[f"{name}.dense.bias"]), norm
