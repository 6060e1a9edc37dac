"""Compares variants of the core at equal data:
`python -m duologue_models.interaction.judge.compare --data DIR --bundle DIR`.

Each variant learns from the same few sessions, in the same order, once, and is measured on the same held-out sessions;
the table shows what each part is worth, not how good the shipped core is.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from duologue.model.position import FEATURE_GROUPS, FEATURES
from duologue_models.export.minilm import read_weights
from duologue_models.interaction.learn import minilm
from duologue_models.interaction.learn.network import CoreNetwork, Shape
from duologue_models.interaction.learn.train import Batches, Sources, Tables, Trainer, TrainingPlan, curves_of, sessions
from duologue_models.interaction.simulate.sound import sound
from duologue_models.interaction.targets.dataset import world

SMALL = TrainingPlan(
    talk=1_600, meetings=500, practice=400, sound_weight=1, epochs=1.0, warmup=30, held_out=160, exposure=0.0
)
RENDERED = 96


@dataclass(frozen=True)
class Variant:
    """A core to try. hidden: groups of features left out. meaning: whether words come with MiniLM's vectors."""

    make: Callable[[], CoreNetwork]
    hidden: tuple[str, ...] = ()
    meaning: bool = True
    rate: float = SMALL.rate


def variants(minilm_weights: Path | None) -> dict[str, Variant]:
    """By name. minilm_weights: the published safetensors file; without it that variant is left out."""

    def scratch() -> CoreNetwork:
        return CoreNetwork(Shape(features=FEATURES))

    found = {
        "from nothing": Variant(scratch),
        "without sound": Variant(scratch, ("sound", "pitch")),
        "without clocks": Variant(scratch, ("clocks",)),
        "without meaning": Variant(scratch, meaning=False),
        "smaller": Variant(lambda: CoreNetwork(Shape(features=FEATURES, width=128, layers=3))),
    }
    if minilm_weights is not None:
        weights = read_weights(minilm_weights.read_bytes())
        found["from MiniLM's layers"] = Variant(lambda: minilm.begin(FEATURES, weights), rate=5e-4)
    return found


def without_meaning(batches: Batches, seed: int) -> None:
    """Every word keeps a vector of its own, but no longer one that says what it means."""
    order = np.random.default_rng(seed).permutation(len(batches.table))
    batches.table = batches.table[torch.from_numpy(order)]
    batches.rows = replace(batches.rows, sentences=np.zeros_like(batches.rows.sentences))


def measure(name: str, variant: Variant, tables: Tables, where: Sources, work: Path) -> list[str]:
    """Trains and measures one variant; returns lines for the log."""
    torch.manual_seed(where.seed)
    here = world(where.data, where.bundle, where.seed)
    hidden = tuple(FEATURE_GROUPS[group] for group in variant.hidden)
    batches, practice, held_out = (
        Batches(rows, here, where.bundle, where.seed, hidden=hidden) for rows in vars(tables).values()
    )
    if not variant.meaning:
        for part in (batches, practice, held_out):
            without_meaning(part, where.seed)
    core = variant.make()
    plan = replace(SMALL, rate=variant.rate)
    began = time.monotonic()
    trainer = Trainer(core, plan, len(batches) // plan.batch, work / "compare.pt")
    trainer.run(batches, practice, held_out, work / "compare.jsonl")
    loss, curves, score = curves_of(core, held_out, plan.batch)
    ends, stops = curves.threshold(0.05, "respond"), curves.threshold(0.05, "yield")
    size = sum(p.numel() for p in core.parameters()) / 1e6
    return [
        f"{name}: {size:.1f} M, {time.monotonic() - began:.0f} s, held out {loss:.3f}; ends within 2 micro-turns "
        f"{np.mean(curves.ends[:, 1] > ends):.2f}, barge-ins within 3 {np.mean(curves.barge_ins[:, 2] > stops):.2f}",
        *score.table(),
    ]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="duologue_models.interaction.judge.compare", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--work", type=Path, default=Path("build/interaction"))
    parser.add_argument("--only", default="", help="variants whose name contains this")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    heard = sound(args.data, args.bundle, args.work, count=RENDERED, seed=args.seed, workers=2)
    where = Sources(args.data, args.bundle, args.seed, 2, heard)
    tables = sessions(SMALL, where)
    for name, variant in variants(args.minilm).items():
        if args.only in name:
            print(*measure(name, variant, tables, where, args.work), sep="\n  ", flush=True)


if __name__ == "__main__":
    main()
