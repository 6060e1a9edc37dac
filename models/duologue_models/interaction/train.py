"""Trains the interaction core. Same seed, same corpora: same sessions, same order, weights that agree up to rounding.

Checkpoints are written every few minutes; a run that was broken off goes on from the last one.
"""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional as F

from duologue.core.microturn import Act
from duologue.model.position import FEATURES, PITCH_FEATURES, Role
from duologue_models.interaction.curves import Curves, measure
from duologue_models.interaction.dataset import Rows, generate, join
from duologue_models.interaction.export import export
from duologue_models.interaction.network import Core, Shape, window_mask
from duologue_models.interaction.session import ACTS, IGNORE

CHECKPOINT_S = 180
HELD_OUT_FROM = 1_000_000
"""Number of the first held-out piece: far from those that are trained on."""


@dataclass(frozen=True)
class Plan:
    """Sizes of a training run."""

    talk: int = 8_000
    meetings: int = 2_400
    epochs: float = 3.0
    batch: int = 16
    rate: float = 2e-3
    warmup: int = 200
    weight_decay: float = 0.05
    held_out: int = 480
    rendered_weight: int = 4
    """How often the rendered sessions are repeated in an epoch."""
    pause_rate: float = 0.15
    """The share of simulated pauses in which the exported core may take the turn; sets the respond bias."""
    stop_rate: float = 0.08
    """The share of acknowledgements at which it may stop; sets the yield bias."""


@dataclass(frozen=True)
class Sources:
    """What a run learns from. rendered: files of render.py."""

    data: Path
    tokenizer: Path
    embeddings: Path
    rendered: list[Path]
    seed: int
    workers: int


@dataclass(frozen=True)
class Targets:
    """act, floor, last: [B, T]."""

    act: Tensor
    floor: Tensor
    last: Tensor


class Batches:
    """Rows as tensors, text looked up in the frozen embedding table. Draws in a seeded order."""

    def __init__(self, rows: Rows, table: npt.NDArray[np.float16], seed: int) -> None:
        self.rows, self.seed = rows, seed
        self.table = torch.from_numpy(table.astype(np.float32))

    def __len__(self) -> int:
        return len(self.rows)

    def order(self, epoch: int) -> npt.NDArray[np.int64]:
        """A permutation of the rows."""
        return np.random.default_rng([self.seed, epoch]).permutation(len(self.rows))

    def take(self, index: npt.NDArray[np.int64], *, blank: float = 0.0) -> tuple[Tensor, Tensor, Tensor, Targets]:
        """Text [B, T, 384], roles, features, targets. `blank`: share of rows whose pitch is hidden."""
        rows = self.rows
        tokens, roles = torch.from_numpy(rows.tokens[index]).long(), torch.from_numpy(rows.roles[index]).long()
        features = torch.from_numpy(rows.features[index].astype(np.float32))
        if blank:
            hidden = np.random.default_rng([self.seed, int(index[0])]).random(len(index)) < blank
            features[torch.from_numpy(hidden), :, PITCH_FEATURES] = 0
        return (
            text_of(self.table, tokens, roles),
            roles,
            features,
            Targets(*(torch.from_numpy(target[index]).long() for target in (rows.act, rows.floor, rows.last))),
        )


def text_of(table: Tensor, tokens: Tensor, roles: Tensor) -> Tensor:
    """Embeddings [B, T, 384]: words from the table; a taken-back mark carries its count in the first column."""
    text = table[tokens] * ((roles != int(Role.FEATURES)) & (roles != int(Role.TAKEN_BACK))).unsqueeze(-1)
    text[..., 0] += (roles == int(Role.TAKEN_BACK)) * tokens.clamp(max=8) / 8
    return text


def loss_of(outputs: tuple[Tensor, Tensor, Tensor], targets: Targets) -> Tensor:
    """Cross entropy of the acts, plus a third of that of the floor and of the last words."""
    act, floor, last = (o.flatten(0, 1).float() for o in outputs)
    acts = F.cross_entropy(act, targets.act.flatten(), ignore_index=IGNORE)
    floors = F.cross_entropy(floor, targets.floor.flatten(), ignore_index=IGNORE)
    marked = targets.last.flatten() != IGNORE
    lasts = F.binary_cross_entropy_with_logits(last[marked], targets.last.flatten()[marked].float())
    return acts + floors / 3 + lasts / 3


def curves_of(core: Core, batches: Batches, batch: int) -> tuple[float, Curves]:
    """Loss and curves on held-out sessions."""
    core.eval()
    losses, rows = [], []
    mask = window_mask(batches.rows.tokens.shape[1], core.shape.window)
    with torch.no_grad():
        for i in range(0, len(batches), batch):
            text, roles, features, targets = batches.take(np.arange(i, min(i + batch, len(batches))))
            outputs = core(text, roles, features, mask)
            losses.append(float(loss_of(outputs, targets)))
            for r, a, f, logits in zip(roles, targets.act, targets.floor, outputs[0], strict=True):
                here = (r == int(Role.FEATURES)) & ((f != IGNORE) | (a != IGNORE))
                rows.append((a[here].numpy().astype(np.int8), f[here].numpy().astype(np.int8), logits[here].numpy()))
    core.train()
    return float(np.mean(losses)), measure(rows)


class Trainer:
    """One run with its checkpoint."""

    def __init__(self, core: Core, plan: Plan, total: int, checkpoint: Path) -> None:
        self.core, self.plan, self.total, self.checkpoint = core, plan, total, checkpoint
        decay = [p for p in core.parameters() if p.dim() > 1]
        plain = [p for p in core.parameters() if p.dim() <= 1]
        self.optimiser = torch.optim.AdamW(
            [{"params": decay, "weight_decay": plan.weight_decay}, {"params": plain, "weight_decay": 0.0}],
            plan.rate,
            (0.9, 0.95),
            fused=True,
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        self.step = 0

    def _rate(self, step: int) -> float:
        if step < self.plan.warmup:
            return (step + 1) / self.plan.warmup
        done = min(1.0, (step - self.plan.warmup) / max(1, self.total - self.plan.warmup))
        return 0.03 + 0.97 * 0.5 * (1 + float(np.cos(np.pi * done)))

    def save(self) -> None:
        """Writes the checkpoint."""
        state = {
            "core": self.core.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "step": self.step,
        }
        partial = self.checkpoint.with_suffix(".part")
        torch.save(state, partial)
        partial.replace(self.checkpoint)

    def resume(self) -> None:
        """Goes on from the checkpoint."""
        state = torch.load(self.checkpoint, weights_only=True)
        self.core.load_state_dict(state["core"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        self.step = state["step"]

    def run(self, batches: Batches, held_out: Batches, log: Path) -> None:
        """Trains to the planned number of steps, with a progress line and a curve in `log` (JSON lines)."""
        plan, mask = self.plan, window_mask(batches.rows.tokens.shape[1], self.core.shape.window)
        per_epoch = len(batches) // plan.batch
        began, saved, running = time.monotonic(), time.monotonic(), 0.0
        order, epoch = batches.order(0), 0
        while self.step < self.total:
            if self.step // per_epoch != epoch:
                epoch = self.step // per_epoch
                order = batches.order(epoch)
            at = self.step % per_epoch * plan.batch
            text, roles, features, targets = batches.take(order[at : at + plan.batch], blank=0.5)
            with torch.autocast("cpu", torch.bfloat16):
                outputs = self.core(text, roles, features, mask.bfloat16())
            loss = loss_of(outputs, targets)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.core.parameters(), 1.0)
            self.optimiser.step()
            self.optimiser.zero_grad()
            self.schedule.step()
            self.step += 1
            running = float(loss.detach()) if running == 0 else 0.98 * running + 0.02 * float(loss.detach())
            if self.step % 100 == 0:
                print(
                    f"step {self.step}/{self.total}  loss {running:.4f}  {time.monotonic() - began:.0f} s", flush=True
                )
            if self.step % 500 == 0 or self.step == self.total:
                held, curves = curves_of(self.core, held_out, plan.batch)
                print(f"held out {held:.4f}", *curves.table((0.05,)), sep="\n  ", flush=True)
                with log.open("a") as out:
                    out.write(json.dumps({"step": self.step, "loss": running, "held_out": held}) + "\n")
            if time.monotonic() - saved > CHECKPOINT_S or self.step == self.total:
                self.save()
                saved = time.monotonic()


def calibrate(core: Core, curves: Curves, plan: Plan) -> None:
    """Shifts respond and yield so that the best act keeps to the planned false rates."""
    core.act_bias[ACTS.index(Act.RESPOND)] -= curves.threshold(plan.pause_rate, "respond")
    core.act_bias[ACTS.index(Act.YIELD)] -= curves.threshold(plan.stop_rate, "yield")


def sessions(plan: Plan, where: Sources, table: npt.NDArray[np.float16]) -> tuple[Batches, Batches]:
    """Training and held-out sessions; the held-out ones are further draws of the same generators."""

    def made(kind: str, count: int, first: int) -> Rows:
        return join(list(generate(kind, count, where.seed, where.data, where.tokenizer, where.workers, first)))

    began = time.monotonic()
    parts = [made("talk", plan.talk, 0), made("meeting", plan.meetings, 0)]
    held = [made("talk", plan.held_out, HELD_OUT_FROM)]
    for path in where.rendered:
        rows = Rows.load(path)
        apart = np.arange(len(rows)) % 8 == 0
        parts += [rows.pick(~apart)] * plan.rendered_weight
        held += [rows.pick(apart)] * plan.rendered_weight
    train = join(parts)
    print(f"{len(train)} sessions in {time.monotonic() - began:.0f} s", flush=True)
    return Batches(train, table, where.seed), Batches(join(held), table, where.seed)


def train(plan: Plan, where: Sources, out: Path, work: Path) -> None:
    """From corpora and rendered sessions to core.onnx, core.json and core_parity.npz in `out`.

    work: keeps checkpoint.pt and curve.jsonl; a checkpoint found there is continued.
    """
    torch.manual_seed(where.seed)
    work.mkdir(parents=True, exist_ok=True)
    batches, held_out = sessions(plan, where, np.load(where.embeddings))
    core = Core(Shape(features=FEATURES))
    trainer = Trainer(core, plan, int(plan.epochs * (len(batches) // plan.batch)), work / "checkpoint.pt")
    if trainer.checkpoint.exists():
        trainer.resume()
        print(f"going on from step {trainer.step}", flush=True)
    trainer.run(batches, held_out, work / "curve.jsonl")
    held, curves = curves_of(core, held_out, plan.batch)
    print(f"final: held out {held:.4f}", *curves.table(), sep="\n  ", flush=True)
    calibrate(core, curves, plan)
    export(core, out, {"seed": where.seed, "held_out_loss": round(held, 4), "sessions": len(batches)})
