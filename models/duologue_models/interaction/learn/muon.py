"""Muon (Jordan et al. 2024) with steps of the size of AdamW's (Liu et al. 2025), as exact as the machine likes.

PyTorch's own computes in bfloat16 alone: on a processor without it a step of training takes a minute instead of two
seconds.
"""

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn

MOMENTUM = 0.95
COEFFICIENTS = (3.4445, -4.7750, 2.0315)
"""Of the quintic iteration, chosen by Jordan for the steepest slope at zero."""
ITERATIONS = 5
LIKE_ADAMW = 0.2
"""Root mean square of AdamW's steps, measured by Liu et al."""


def precision(device: str) -> torch.dtype:
    """What is computed in: bfloat16 on a GPU and where the processor has it, else float32."""
    can: dict[str, Any] = torch.cpu.get_capabilities()
    half = not device.startswith("cpu") or can.get("avx512_bf16") or can.get("amx_bf16")
    return torch.bfloat16 if half else torch.float32


def orthogonal(matrix: Tensor, dtype: torch.dtype) -> Tensor:
    """A matrix [n, m] with singular values near 1 and the same directions, by Newton and Schulz's iteration."""
    a, b, c = COEFFICIENTS
    x = matrix.to(dtype, copy=True)
    upright = x.shape[0] > x.shape[1]
    x = x.T if upright else x
    x = x / x.norm().clamp(min=1e-7)
    for _ in range(ITERATIONS):
        gram = x @ x.T
        x = torch.addmm(x, torch.addmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return (x.T if upright else x).to(matrix.dtype)


class Muon(torch.optim.Optimizer):
    """For matrices alone. dtype: what the iteration is computed in."""

    def __init__(self, params: Iterable[nn.Parameter], lr: float, weight_decay: float, dtype: torch.dtype) -> None:
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay})
        self._dtype = dtype

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        """Takes a step along the gradients."""
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                mean = state.setdefault("momentum", torch.zeros_like(parameter))
                mean.lerp_(parameter.grad, 1 - MOMENTUM)
                direction = orthogonal(parameter.grad.lerp(mean, MOMENTUM), self._dtype)
                parameter.mul_(1 - group["lr"] * group["weight_decay"])
                parameter.add_(direction, alpha=-group["lr"] * LIKE_ADAMW * max(parameter.shape) ** 0.5)
