"""Teaches the shipped core new tools: `python -m duologue_models.interaction.learn.teach --data DIR --bundle DIR`.

Only the head that chooses among tools, moves and options is trained, on the hidden states of the core as it is. What it
hears, when it speaks and which words it copies stay as they were, and the run takes minutes. A new kind of behaviour
needs the whole training (`python -m duologue_models.interaction`).
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from duologue.core.writing import Move
from duologue_models.interaction.learn.export import export, facts_of, read_core
from duologue_models.interaction.learn.losses import FIRST_CHOICE, NEVER, Queries, WriterScore
from duologue_models.interaction.learn.network import CoreNetwork
from duologue_models.interaction.learn.train import HELD_OUT_FROM, Batches, Sources, made
from duologue_models.interaction.targets.branches import ABSENT, CHOICE, SPAN
from duologue_models.interaction.targets.dataset import SourceMaterial, world

WEIGHTS = Path(__file__).resolve().parents[3] / "weights"
RATE, BATCH, EPOCHS = 1e-3, 1024, 30
STAY = 3e-4
"""Weight of the squared distance from the head as it was."""


@dataclass(frozen=True)
class Choices:
    """What the head is trained on. hidden: [Q, W]; absent: [Q, 1]; candidates: [Q, schema + 1]; wanted: [Q]; kind: [Q];
    first: whether it is the first choice of a turn [Q]."""

    hidden: Tensor
    absent: Tensor
    candidates: Tensor
    wanted: Tensor
    kind: Tensor
    first: Tensor

    def logits(self, core: CoreNetwork, schema: Tensor, index: Tensor) -> Tensor:
        """[n, schema + 1]."""
        scores = torch.cat((core.meant(self.hidden[index]) @ schema.T, self.absent[index]), 1)
        return scores.masked_fill(~self.candidates[index], NEVER)


def choices_of(core: CoreNetwork, batches: Batches) -> Choices:
    """Runs the core over sessions and keeps what it makes of each place where something is chosen."""
    parts: dict[str, list[Tensor]] = defaultdict(list)
    for inputs, queries in _queries(core, batches):
        with torch.no_grad(), batches.mixed():
            x = core(*inputs[:3], inputs[3].to(batches.dtype), inputs[4]).writing
        here = (queries.kind != SPAN).nonzero().squeeze(1)
        hidden = x[queries.row[here], queries.at[here]].float()
        parts["hidden"].append(hidden)
        parts["absent"].append(core.absent(hidden).detach())
        parts["candidates"].append(queries.candidates[here])
        parts["wanted"].append(torch.where(queries.a[here] == ABSENT, len(batches.schema), queries.a[here]))
        parts["kind"].append(queries.kind[here])
        parts["first"].append(queries.at[here] == queries.last[here] + FIRST_CHOICE)
    return Choices(**{name: torch.cat(tensors) for name, tensors in parts.items()})


def _queries(core: CoreNetwork, batches: Batches) -> Iterator[tuple[tuple[Tensor, ...], Queries]]:
    for i in range(0, len(batches), 8):
        inputs, targets = batches.take(np.arange(i, min(i + 8, len(batches))), core.shape.window)
        yield inputs, targets.queries


def measure(
    core: CoreNetwork, schema: Tensor, wait: int, choices: Choices, names: dict[int, str]
) -> tuple[WriterScore, str]:
    """The score on choices that were held out, and right and all first choices by name. schema: [n, 384]."""
    with torch.no_grad():
        logits = choices.logits(core, schema, torch.arange(len(choices.wanted)))
    right = logits.argmax(1) == choices.wanted
    score, chosen = WriterScore(), choices.kind == CHOICE
    others = logits[choices.first].clone()
    others[:, wait] = NEVER
    score.waited(others.max(1).values - logits[choices.first][:, wait], choices.wanted[choices.first] == wait)
    score.add("choices", right[chosen])
    score.add("options", right[~chosen])
    parts = []
    for row, name in names.items():
        here = choices.first & (choices.wanted == row)
        if here.any():
            parts.append(f"{name} {float(right[here].float().mean()):.2f} ({int(here.sum())})")
    return score, ", ".join(parts)


def fit(core: CoreNetwork, schema: Tensor, choices: Choices, seed: int) -> None:
    """Trains the head. schema: [n, 384]."""
    for parameter in core.parameters():
        parameter.requires_grad_(False)
    head = list(core.choice.parameters())
    before = [parameter.detach().clone() for parameter in head]
    for parameter in head:
        parameter.requires_grad_(True)
    draws = torch.Generator().manual_seed(seed)
    steps = EPOCHS * (len(choices.wanted) // BATCH)
    optimiser = torch.optim.AdamW(head, RATE, (0.9, 0.98), weight_decay=0.0)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for epoch in range(EPOCHS):
        order = torch.randperm(len(choices.wanted), generator=draws)
        for i in range(len(order) // BATCH):
            index = order[i * BATCH : (i + 1) * BATCH]
            loss = F.cross_entropy(choices.logits(core, schema, index), choices.wanted[index])
            moved = sum((now - then).square().sum() for now, then in zip(head, before, strict=True))
            optimiser.zero_grad()
            (loss + STAY * moved).backward()
            optimiser.step()
            schedule.step()
        if epoch % 5 == 4:
            print(f"epoch {epoch + 1}: loss {loss.item():.4f}, moved {moved.item() ** 0.5:.2f}", flush=True)


def names_of(here: SourceMaterial) -> dict[int, str]:
    """Names of moves and built-in tools by row."""
    return {row: move.value for move, row in here.schema.moves.items()} | here.builtin_rows()


def teaching(name: str, description: str | None) -> argparse.ArgumentParser:
    """The command line of a module that trains a part of a core that is there."""
    parser = argparse.ArgumentParser(prog=f"duologue_models.interaction.learn.{name}", description=description)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--bundle", type=Path, required=True, help="folder of a built bundle")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="core.onnx to begin from")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the new one goes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    return parser


def main() -> None:
    """Command line."""
    parser = teaching("teach", __doc__)
    parser.add_argument("--practice", type=int, default=4_000)
    parser.add_argument("--talk", type=int, default=4_000)
    args = parser.parse_args()
    where = Sources(args.data, args.bundle, args.seed, args.workers)
    kinds = (("practice", args.practice), ("talk", args.talk))
    rows = [made(kind, count, where) for kind, count in kinds]
    held = [made(kind, count // 8, where, HELD_OUT_FROM) for kind, count in kinds]
    here = world(args.data, args.bundle, args.seed)
    core = read_core(args.weights)
    taught, apart = (
        _joined([choices_of(core, Batches(part, here, args.bundle, args.seed)) for part in parts])
        for parts in (rows, held)
    )
    schema, wait, names = torch.from_numpy(here.schema.vectors()), here.schema.moves[Move.WAIT], names_of(here)
    for what in ("before", "after"):
        score, each = measure(core, schema, wait, apart, names)
        print(what, *score.table(), each, sep="\n  ", flush=True)
        if what == "before":
            fit(core, schema, taught, args.seed)
    export(core, args.out, facts_of(args.weights))


def _joined(parts: list[Choices]) -> Choices:
    return Choices(**{name: torch.cat([getattr(part, name) for part in parts]) for name in vars(parts[0])})


if __name__ == "__main__":
    main()
