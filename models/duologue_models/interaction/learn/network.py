"""The interaction core as a PyTorch module: a causal transformer over positions, with a sliding window.

Pre-norm blocks with rotary positions (Su et al. 2021), RMS norm (Zhang & Sennrich 2019) and SwiGLU (Shazeer 2020). Text
enters as frozen MiniLM word embeddings through a learned projection, so that words never seen in training have a
meaning; sound, voice and clocks enter as one continuous position a micro-turn, at which act and floor are read.

Writing: the choice among tools and moves is a product with the embedding of their descriptions, so that tools can be
added without training; arguments are pointers into the turn's words (Vinyals et al. 2015), from first to last.

Floor and writing may end apart: the last blocks are there twice, once for each, so that what decides when to speak can
be trained further and what is written stays as it is (learn/floor.py).
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from duologue.core.microturn import Act, FloorState
from duologue.model.position import Role

ROPE_BASE = 10_000.0
CHOICE_SCALE = 4.0
"""Factor on descriptions, vectors of length 1 that lie close together; without it, telling them apart is learnt slowly.
"""
MEANINGS = (Role.CHOICE, Role.ARGUMENT, Role.SENTENCE)
"""Roles whose text is a sentence embedding and not a word."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the core. window: how many positions each layer looks back, itself included. apart: how many of the
    layers, the last ones, are the floor's alone; as many before them are the writing's."""

    features: int
    text: int = 384
    roles: int = len(Role)
    width: int = 256
    heads: int = 4
    layers: int = 6
    window: int = 256
    keys: int = 64
    acts: int = len(Act)
    floors: int = len(FloorState)
    apart: int = 0

    def as_dict(self) -> dict[str, int]:
        """For the manifest."""
        return asdict(self)


def rotate(x: Tensor, angles: Tensor) -> Tensor:
    """Rotary position. x: [B, H, T, D]; angles: [T, D/2] or broadcastable."""
    a, b = x.chunk(2, -1)
    cos, sin = angles.cos(), angles.sin()
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1)


def attend(
    qkv: Tensor, heads: int, angles: Tensor, mask: Tensor, past: tuple[Tensor, Tensor] | None
) -> tuple[Tensor, Tensor, Tensor]:
    """qkv: [B, T, 3 W]. Returns what was attended to [B, T, W], and all keys and values [B, H, P + T, D]."""
    batch, length, width = qkv.shape
    q, k, v = qkv.view(batch, length, 3, heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
    q, k = rotate(q, angles), rotate(k, angles)
    if past is not None:
        k, v = torch.cat((past[0], k), 2), torch.cat((past[1], v), 2)
    y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return y.transpose(1, 2).reshape(batch, length, width // 3), k, v


class Norm(nn.Module):
    """RMS norm in plain operators, which ONNX has."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        """x: [..., W]."""
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-5) * self.weight


class Block(nn.Module):
    """Attention and feed-forward, each with a residual."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        w = shape.width
        self.heads = shape.heads
        self.norm_a, self.norm_f = Norm(w), Norm(w)
        self.qkv = nn.Linear(w, 3 * w, bias=False)
        self.out = nn.Linear(w, w, bias=False)
        self.gate_up = nn.Linear(w, 2 * (8 * w // 3 // 16 * 16), bias=False)
        self.down = nn.Linear(8 * w // 3 // 16 * 16, w, bias=False)

    def forward(
        self, x: Tensor, angles: Tensor, mask: Tensor, past: tuple[Tensor, Tensor] | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """x: [B, T, W]; angles: [T, D/2] or broadcastable; mask: [T, P + T] or broadcastable, added to the scores.
        Returns x and all keys and values [B, H, P + T, D]."""
        mixed, k, v = attend(self.qkv(self.norm_a(x)), self.heads, angles, mask, past)
        x = x + self.out(mixed)
        gate, up = self.gate_up(self.norm_f(x)).chunk(2, -1)
        return x + self.down(F.silu(gate) * up), k, v


Through = Callable[[int, Tensor], Tensor]
"""Runs hidden states [B, T, W] through one block, by its number."""


class Hidden(NamedTuple):
    """Last hidden states [B, T, W]: those that what is written is read from, and those of floor and acts."""

    writing: Tensor
    floor: Tensor


class CoreNetwork(nn.Module):
    """Positions in; floor, acts, and what writing needs out."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        w = shape.width
        self.text = nn.Linear(shape.text, w, bias=False)
        self.meaning = nn.Linear(shape.text, w, bias=False)
        self.role = nn.Embedding(shape.roles, w)
        self.features = nn.Sequential(nn.Linear(shape.features, 2 * w), nn.SiLU(), nn.Linear(2 * w, w))
        if shape.apart:
            self.again = nn.Linear(shape.features, w, bias=False)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = Norm(w)
        if shape.apart:
            self.floor_norm = Norm(w)
        self.act = nn.Linear(w, shape.acts)
        self.floor = nn.Linear(w, shape.floors)
        self.last = nn.Linear(w, 1)
        self.choice = nn.Linear(w, shape.text)
        self.point = nn.Linear(w, 2 * shape.keys)
        self.mark = nn.Linear(w, 2 * shape.keys)
        self.absent = nn.Linear(w, 1)
        self.register_buffer("act_bias", torch.zeros(shape.acts))
        half = w // shape.heads // 2
        self.register_buffer("frequencies", ROPE_BASE ** (-torch.arange(half) / half), persistent=False)

    def embed(self, text: Tensor, roles: Tensor, features: Tensor) -> Tensor:
        """text: [B, T, 384], zero where a position is no token; roles: [B, T]; features: [B, T, F]."""
        here = (roles == int(Role.FEATURES)).unsqueeze(-1)
        meant = torch.zeros_like(here)
        for role in MEANINGS:
            meant = meant | (roles == int(role)).unsqueeze(-1)
        return self.text(text * ~meant) + self.meaning(text * meant) + self.role(roles) + self.features(features) * here

    @property
    def shared(self) -> int:
        """How many of the blocks, the first ones, floor and writing have in common."""
        return self.shape.layers - 2 * self.shape.apart

    def repeated(self, roles: Tensor, features: Tensor) -> Tensor:
        """What the floor's own blocks are told of the features once more [B, T, W]; nothing at words."""
        return self.again(features) * (roles == int(Role.FEATURES)).unsqueeze(-1)

    def through(self, mask: Tensor, position: Tensor) -> Through:
        """What runs whole sequences through the blocks. mask, position: as of forward()."""
        angles = (position[..., None].float() * self.frequencies).unsqueeze(1)
        return lambda i, x: self.blocks[i](x, angles, mask)[0]

    def common(self, x: Tensor, through: Through) -> Tensor:
        """Runs x [B, T, W] through the blocks that floor and writing have in common."""
        for i in range(self.shared):
            x = through(i, x)
        return x

    def floor_end(self, x: Tensor, through: Through) -> Tensor:
        """The floor's last hidden states [B, T, W]. x: what common() gave, and what is repeated [B, T, W]."""
        for i in range(self.shape.layers - self.shape.apart, self.shape.layers):
            x = through(i, x)
        return self.floor_norm(x)

    def _ends(self, x: Tensor, roles: Tensor, features: Tensor, through: Through) -> Hidden:
        """Runs x [B, T, W] through all blocks."""
        again = self.repeated(roles, features) if self.shape.apart else None
        x = self.common(x, through)
        if again is None:
            x = self.norm(x)
            return Hidden(x, x)
        floor = x + again
        for i in range(self.shared, self.shape.layers - self.shape.apart):
            x = through(i, x)
        return Hidden(self.norm(x), self.floor_end(floor, through))

    def forward(self, text: Tensor, roles: Tensor, features: Tensor, mask: Tensor, position: Tensor) -> Hidden:
        """Whole sequences for training: what the heads read from.

        mask: [B, 1, T, T], added to the scores. position: [B, T], as the rotation counts.
        """
        return self._ends(self.embed(text, roles, features), roles, features, self.through(mask, position))

    def meant(self, x: Tensor) -> Tensor:
        """What a choice should mean [..., 384]: its products with descriptions are the logits."""
        return CHOICE_SCALE * self.choice(x)

    def acts(self, x: Tensor) -> Tensor:
        """Act logits [..., 7]."""
        return self.act(x) + self.act_bias

    def heads(self, hidden: Hidden) -> tuple[Tensor, ...]:
        """Act, floor, choice, point, mark and absent [B, T, .]."""
        x = hidden.writing
        floor = (self.acts(hidden.floor), self.floor(hidden.floor))
        return (*floor, self.meant(x), self.point(x), self.mark(x), self.absent(x))

    def step(
        self,
        text: Tensor,
        roles: Tensor,
        features: Tensor,
        position: Tensor,
        past_k: Tensor,
        past_v: Tensor,
    ) -> tuple[Tensor, ...]:
        """A few positions at a time with explicit state, as exported.

        position: [1] index of the first new position; past_k, past_v: [L, B, H, window, D], the newest last; slots
        before the start of the session are masked by position. Returns act, floor, choice, point, mark and absent
        [B, T, .] and the state.
        """
        x = self.embed(text, roles, features)
        length, window = x.shape[1], self.shape.window
        new = torch.arange(length, device=x.device)
        angles = (position + new)[:, None].float() * self.frequencies
        back = (window + new)[:, None] - torch.arange(window + length, device=x.device)  # how far each key lies back
        allowed = (back >= 0) & (back < window) & (back <= (position + new)[:, None])
        mask = torch.zeros(length, window + length).masked_fill(~allowed, -1e9)
        keys, values = [], []

        def through(i: int, x: Tensor) -> Tensor:
            x, k, v = self.blocks[i](x, angles, mask, (past_k[i], past_v[i]))
            keys.append(k[:, :, length:])
            values.append(v[:, :, length:])
            return x

        heads = self.heads(self._ends(x, roles, features, through))
        return (*heads, torch.stack(keys), torch.stack(values))


def tree_mask(position: Tensor, line: Tensor, parent: Tensor, window: int) -> Tensor:
    """[B, 1, T, T] additive mask of main lines with branches (see dataset.Rows): each position sees the main line up to
    its parent and its own branch up to itself, at most `window` positions back."""
    index = torch.arange(position.shape[1], device=position.device)
    on_main = (line == 0)[:, None, :] & (index[None, None, :] <= parent[:, :, None])
    same = (line[:, None, :] == line[:, :, None]) & (index[None, None, :] <= index[None, :, None])
    near = position[:, :, None] - position[:, None, :] < window
    allowed = (on_main | same) & near
    return torch.zeros(allowed.shape, device=position.device).masked_fill(~allowed, float("-inf")).unsqueeze(1)
