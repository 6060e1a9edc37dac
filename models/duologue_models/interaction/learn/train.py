"""Trains the interaction core. Same seed, same corpora: same sessions, same order, weights that agree up to rounding.

Checkpoints are written every few minutes; a run that was broken off goes on from the last one.
"""

import json
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional as F

from duologue.core.microturn import Act
from duologue.core.writing import Move
from duologue.model.interaction_core import MOST_TAKEN_BACK
from duologue.model.position import FEATURE_GROUPS, FEATURES, PITCH_FEATURES, Role
from duologue_models.interaction.judge.curves import Curves, Decided, measure
from duologue_models.interaction.learn.export import export, read_core
from duologue_models.interaction.learn.exposure import with_own_outputs
from duologue_models.interaction.learn.losses import Loss, Queries, Targets, WriterScore
from duologue_models.interaction.learn.muon import Muon, precision
from duologue_models.interaction.learn.network import CoreNetwork, Shape, tree_mask
from duologue_models.interaction.targets.dataset import MAIN, Rows, SourceMaterial, generate, join, world
from duologue_models.interaction.targets.script import ACTS, IGNORE

STOPPED_FEATURE = FEATURE_GROUPS["stopped"].start
CHECKPOINT_S = 180
APART = 16
"""How many sessions with sound are held out as one group: the pieces of one session lie side by side."""
HELD_OUT_FROM = 1_000_000
"""Number of the first held-out piece: far from those that are trained on."""


@dataclass(frozen=True)
class TrainingPlan:
    """Sizes of a training run."""

    talk: int = 18_000
    meetings: int = 5_000
    epochs: float = 4.0
    batch: int = 8
    rate: float = 2e-3
    begin: Path | None = None
    """Checkpoint of an earlier run, or folder of a core.onnx; those weights are trained on, without optimisers and
    schedule."""
    minutes: float = float("inf")
    """Longest time that the steps take; the learning rate sinks with it."""
    device: str = "cpu"
    """Where the core is trained, as PyTorch names it."""
    warmup: int = 200
    weight_decay: float = 0.05
    held_out: int = 320
    sound_weight: int = 3
    """How often the sessions with sound are repeated in an epoch."""
    practice: int = 3_200
    practice_every: int = 6
    """How many batches there are for each one of practice in writing."""
    exposure: float = 0.3
    """Share of the batches, reached at the end, in which the core reads what it has written itself."""
    pause_rate: float = 0.11
    """The share of simulated pauses in which the exported core may take the turn; sets the respond bias."""
    stop_rate: float = 0.38
    """The share of acknowledgements and asides at which it may stop; sets the yield bias."""
    call_rate: float = 0.015
    """The share of stretches of an unfinished request in which it may call early; sets the call bias."""
    acknowledged: float = 0.95
    """The share of the places fit for an acknowledgement at which it gives one; sets the acknowledge bias."""
    taken_unfinished: float = 0.10
    held_finished: float = 0.05
    """The share of unfinished turns that the writer may take up all the same, as long as no more than the other share
    of finished ones is held back; set its bias for waiting."""
    go_on_bias: float = 2.0
    """Bias of going on with what was interrupted, in nats: on held-out sessions it then goes on in 96 % of the
    micro-turns in which that is due, and in 4 % of the others after a stop (models/LOG.md)."""
    more_bias: float = -1.0
    """Bias of asking for what is missing. "Remind me to call my" sounds complete to the simulator and is a pause in
    life: set on spoken cases of our own (models/LOG.md)."""


@dataclass(frozen=True)
class Sources:
    """What a run learns from. bundle: folder with semantics/. sound: sessions that the real ears heard."""

    data: Path
    bundle: Path
    seed: int
    workers: int
    sound: Rows | None = None


class Batches:
    """Rows as tensors, text looked up in the frozen tables. Draws in a seeded order."""

    def __init__(
        self,
        rows: Rows,
        here: SourceMaterial,
        bundle: Path,
        seed: int,
        *,
        hidden: tuple[slice, ...] = (),
        device: str = "cpu",
    ) -> None:
        """hidden: features that are left out, for ablations. device: where the tensors are put."""
        self.rows, self.seed, self.hidden, self.device = rows, seed, hidden, device
        self.dtype = precision(device)
        self.table = torch.from_numpy(np.load(bundle / "semantics/embeddings.npy").astype(np.float32)).to(device)
        self.schema = torch.from_numpy(here.schema.vectors()).to(device)
        self.options = _options(here).to(device)
        self.wait = here.schema.moves[Move.WAIT]

    def __len__(self) -> int:
        return len(self.rows)

    def mixed(self) -> AbstractContextManager[object]:
        """Where the core is run: in bfloat16 beside float32, if the machine has it."""
        mixed: AbstractContextManager[object] = torch.autocast(
            self.device, torch.bfloat16, enabled=self.dtype is torch.bfloat16
        )
        return mixed

    def order(self, epoch: int) -> np.ndarray:
        """A permutation [rows] of the rows."""
        return np.random.default_rng([self.seed, epoch]).permutation(len(self.rows))

    def take(self, index: np.ndarray, window: int, *, blank: float = 0.0) -> tuple[tuple[Tensor, ...], Targets]:
        """Inputs of CoreNetwork.forward, and targets. index: [B]. blank: share of rows whose pitch is hidden."""
        rows = self.rows.pick(index)
        tokens, roles, features = self._put(rows.tokens), self._put(rows.roles), self._put(rows.features).float()
        features = F.pad(features, (0, 0, 0, tokens.shape[1] - features.shape[1]))
        if blank:
            hidden = np.random.default_rng([self.seed, int(index[0])]).random(len(index)) < blank
            features[torch.from_numpy(hidden).to(self.device), :, PITCH_FEATURES] = 0
        for group in self.hidden:
            features[..., group] = 0
        position, line, parent = (self._put(values) for values in (rows.position, rows.line, rows.parent))
        text = self._text(tokens, roles, self._put(rows.sentences).float())
        mask = tree_mask(position, line, parent, window)
        act, floor, last = (self._put(values) for values in (rows.act, rows.floor, rows.last))
        queries = Queries.of(self._put(rows.queries), self._put(rows.offered), self.options)
        stopped = features[:, : act.shape[1], STOPPED_FEATURE]
        return (text, roles, features, mask, position), Targets(act, floor, last, stopped, queries)

    def _put(self, values: npt.NDArray[Any]) -> Tensor:
        """An array on the device, whole numbers as indices."""
        tensor = torch.from_numpy(values).to(self.device)
        return tensor.long() if values.dtype.kind == "i" else tensor

    def _text(self, tokens: Tensor, roles: Tensor, sentences: Tensor) -> Tensor:
        """Embeddings [B, T, 384]: words from the table, descriptions from the schema, sentences of the row; a
        taken-back mark carries its count in the first column."""
        meant = (roles == int(Role.CHOICE)) | (roles == int(Role.ARGUMENT))
        sentence, back = roles == int(Role.SENTENCE), roles == int(Role.TAKEN_BACK)
        no_text = (roles == int(Role.FEATURES)) | (roles == int(Role.NEXT)) | back
        text = self.table[torch.where(meant | sentence | no_text, 0, tokens)]
        text[no_text] = 0
        text[meant] = self.schema[tokens[meant]]
        if sentence.any():
            text[sentence] = sentences[sentence.nonzero()[:, 0], tokens[sentence]]
        text[..., 0] += back * tokens.clamp(max=MOST_TAKEN_BACK) / MOST_TAKEN_BACK
        return text


def _options(here: SourceMaterial) -> Tensor:
    """[schema, schema]: which rows are options of an argument's row."""
    mask = torch.zeros(len(here.schema), len(here.schema), dtype=torch.bool)
    for row, options in here.options():
        mask[row, list(options)] = True
    return mask


def decided(roles: Tensor, acts: Tensor, floors: Tensor, scores: Tensor) -> list[Decided]:
    """What curves are measured on: targets and scores of the places at which something is decided, for each session.

    roles, acts, floors: [B, MAIN]. scores: of the acts [B, MAIN, 7].
    """
    rows = []
    for role, act, floor, score in zip(roles, acts, floors, scores, strict=True):
        here = (role == int(Role.FEATURES)) & ((floor != IGNORE) | (act != IGNORE))
        rows.append((act[here].numpy().astype(np.int8), floor[here].numpy().astype(np.int8), score[here].numpy()))
    return rows


def curves_of(core: CoreNetwork, batches: Batches, batch: int) -> tuple[float, Curves, WriterScore]:
    """Loss, curves and writing on held-out sessions."""
    core.eval()
    losses, rows, score, loss = [], [], WriterScore(), Loss(batches.schema, batches.wait)
    with torch.no_grad():
        for i in range(0, len(batches), batch):
            inputs, targets = batches.take(np.arange(i, min(i + batch, len(batches))), core.shape.window)
            with batches.mixed():
                hidden = core(*inputs[:3], inputs[3].to(batches.dtype), inputs[4])
                losses.append(float(loss(core, hidden, targets, score)))
                logits = core.acts(hidden.floor[:, :MAIN]).float()
            rows += decided(*(each.cpu() for each in (inputs[1][:, :MAIN], targets.act, targets.floor, logits)))
    core.train()
    return float(np.mean(losses)), measure(rows), score


class Trainer:
    """One run with its checkpoint.

    The blocks' matrices are trained by Muon, everything else by AdamW.
    """

    def __init__(self, core: CoreNetwork, plan: TrainingPlan, total: int, checkpoint: Path) -> None:
        self.core, self.plan, self.total, self.checkpoint = core, plan, total, checkpoint
        self.began = time.monotonic()
        for block in core.blocks:
            block.compile()  # a quarter faster on a CPU
        hidden = [p for p in core.blocks.parameters() if p.dim() == 2]
        inner = {id(p) for p in hidden}
        other = [p for p in core.parameters() if id(p) not in inner]
        groups = [
            {"params": [p for p in other if p.dim() > 1], "weight_decay": plan.weight_decay},
            {"params": [p for p in other if p.dim() <= 1], "weight_decay": 0.0},
        ]
        self.optimisers: tuple[torch.optim.Optimizer, ...] = (
            Muon(hidden, plan.rate, plan.weight_decay, precision(plan.device)),
            torch.optim.AdamW(groups, plan.rate, (0.9, 0.95), fused=True),
        )
        self.schedules = [torch.optim.lr_scheduler.LambdaLR(o, self._rate) for o in self.optimisers]
        self.step = 0

    def _rate(self, step: int) -> float:
        if step < self.plan.warmup:
            return (step + 1) / self.plan.warmup
        done = self._done((step - self.plan.warmup) / max(1, self.total - self.plan.warmup))
        return 0.03 + 0.97 * 0.5 * (1 + float(np.cos(np.pi * done)))

    def _done(self, share: float) -> float:
        """The share of the run that is over: of its steps or of its time, whichever is more."""
        return min(1.0, max(share, (time.monotonic() - self.began) / 60 / self.plan.minutes))

    def _batch(self, batches: Batches, practice: Batches) -> tuple[tuple[Tensor, ...], Targets]:
        """The batch of the next step."""
        practised, into = divmod(self.step, self.plan.practice_every)
        last = into == self.plan.practice_every - 1
        source, number = (practice, practised) if last else (batches, self.step - practised)
        epoch, at = divmod(number, len(source) // self.plan.batch)
        index = source.order(epoch)[at * self.plan.batch : (at + 1) * self.plan.batch]
        return source.take(index, self.core.shape.window, blank=0.5)

    def save(self) -> None:
        """Writes the checkpoint."""
        state = {
            "core": self.core.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "schedules": [schedule.state_dict() for schedule in self.schedules],
            "step": self.step,
        }
        partial = self.checkpoint.with_suffix(".part")
        torch.save(state, partial)
        partial.replace(self.checkpoint)

    def resume(self) -> None:
        """Goes on from the checkpoint."""
        state = torch.load(self.checkpoint, weights_only=True, map_location=self.plan.device)
        self.core.load_state_dict(state["core"])
        for name, parts in (("optimisers", self.optimisers), ("schedules", self.schedules)):
            for part, saved in zip(parts, state[name], strict=True):
                part.load_state_dict(saved)
        self.step = state["step"]

    def run(self, batches: Batches, practice: Batches, held_out: Batches, log: Path) -> None:
        """Trains to the planned number of steps, with a progress line and a curve in `log` (JSON lines)."""
        plan, loss_of = self.plan, Loss(batches.schema, batches.wait)
        draws = np.random.default_rng([batches.seed, self.step])
        began, saved, running = time.monotonic(), time.monotonic(), 0.0
        while self._done(self.step / self.total) < 1:
            inputs, targets = self._batch(batches, practice)
            inputs = (*inputs[:3], inputs[3].to(batches.dtype), inputs[4])
            with batches.mixed():
                if draws.random() < plan.exposure * self._done(self.step / self.total):
                    inputs = (with_own_outputs(self.core, loss_of, inputs, targets, batches.schema), *inputs[1:])
                loss = loss_of(self.core, self.core(*inputs), targets)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.core.parameters(), 1.0)
            for optimiser, schedule in zip(self.optimisers, self.schedules, strict=True):
                optimiser.step()
                optimiser.zero_grad()
                schedule.step()
            self.step += 1
            running = float(loss.detach()) if running == 0 else 0.98 * running + 0.02 * float(loss.detach())
            if self.step % 100 == 0:
                print(
                    f"step {self.step}/{self.total}  loss {running:.4f}  {time.monotonic() - began:.0f} s", flush=True
                )
            if self.step % 1000 == 0 and self.step < self.total:
                held, curves, score = curves_of(self.core, held_out, plan.batch)
                print(f"held out {held:.4f}", *curves.table((0.05,)), *score.table(), sep="\n  ", flush=True)
                with log.open("a") as out:
                    out.write(json.dumps({"step": self.step, "loss": running, "held_out": held}) + "\n")
            if time.monotonic() - saved > CHECKPOINT_S:
                self.save()
                saved = time.monotonic()
        self.save()


def calibrate(core: CoreNetwork, curves: Curves, plan: TrainingPlan) -> None:
    """Shifts acts so that the best act keeps to the planned rates."""
    rates = ((Act.RESPOND, plan.pause_rate), (Act.YIELD, plan.stop_rate), (Act.CALL, plan.call_rate))
    for act, rate in rates:
        core.act_bias[ACTS.index(act)] -= curves.threshold(rate, act.value)
    if len(curves.acknowledged):
        core.act_bias[ACTS.index(Act.ACKNOWLEDGE)] -= float(np.quantile(curves.acknowledged, 1 - plan.acknowledged))


def made(kind: str, count: int, where: Sources, first: int = 0) -> Rows:
    """Simulated sessions of a kind."""
    return join(list(generate(kind, count, where.seed, where.data, where.bundle, where.workers, first)))


@dataclass(frozen=True)
class Tables:
    """Sessions to train on, practice in writing, and sessions that are held out."""

    train: Rows
    practice: Rows
    held_out: Rows


def sessions(plan: TrainingPlan, where: Sources) -> Tables:
    """Generates what a run needs; what is held out are further draws of the same generators."""
    train, held_out = heard_and_drawn(plan, where)
    return Tables(train, made("practice", plan.practice, where), held_out)


def heard_and_drawn(plan: TrainingPlan, where: Sources) -> tuple[Rows, Rows]:
    """The sessions of a run, and those that are held out."""
    began = time.monotonic()
    parts = [made("talk", plan.talk, where), made("meeting", plan.meetings, where)]
    held = [made("talk", plan.held_out, where, HELD_OUT_FROM)]
    if where.sound is not None:
        apart = np.arange(len(where.sound)) // APART % 8 == 0
        parts += [where.sound.pick(~apart)] * plan.sound_weight
        held += [where.sound.pick(apart)]
    drawn = join(parts), join(held)
    print(f"{len(drawn[0])} sessions in {time.monotonic() - began:.0f} s", flush=True)
    return drawn


KEPT_BEFORE = 0.3
"""Share that the weights a core began from have in the final mean."""


def begun(begin: Path | None) -> CoreNetwork:
    """The core that a plan begins from, a new one if it begins from nothing."""
    if begin is not None and begin.is_dir():
        return read_core(begin)
    core = CoreNetwork(Shape(features=FEATURES))
    if begin is not None:
        core.load_state_dict(torch.load(begin, weights_only=True)["core"])
    return core


def average(core: CoreNetwork, before: dict[str, Tensor], share: float = KEPT_BEFORE) -> None:
    """Takes a mean of a core and of the weights that it began from, which have this share in it (Wortsman et al. 2022,
    "Model soups")."""
    with torch.no_grad():
        for name, value in core.state_dict().items():
            if value.is_floating_point():
                value.lerp_(before[name].to(value), share)


def train(plan: TrainingPlan, where: Sources, out: Path, work: Path) -> None:
    """From corpora and sessions with sound to core.onnx, core.json and core_parity.npz in `out`.

    work: keeps checkpoint.pt and curve.jsonl; a checkpoint found there is continued.
    """
    torch.manual_seed(where.seed)
    work.mkdir(parents=True, exist_ok=True)
    tables = sessions(plan, where)
    here = world(where.data, where.bundle, where.seed)
    batches, practice, held_out = (
        Batches(rows, here, where.bundle, where.seed, device=plan.device) for rows in vars(tables).values()
    )
    core = begun(plan.begin).to(plan.device).train()
    trainer = Trainer(core, plan, int(plan.epochs * (len(batches) // plan.batch)), work / "checkpoint.pt")
    if trainer.checkpoint.exists():
        trainer.resume()
        print(f"going on from step {trainer.step}", flush=True)
    trainer.run(batches, practice, held_out, work / "curve.jsonl")
    if plan.begin is not None:
        average(core, begun(plan.begin).state_dict())
    held, curves, score = curves_of(core, held_out, plan.batch)
    print(f"final: held out {held:.4f}", *curves.table(), *score.table(), sep="\n  ", flush=True)
    calibrate(core, curves, plan)
    facts = {"seed": where.seed, "held_out_loss": round(held, 4), "sessions": len(batches)}
    wait = round(score.wait_bias(plan.taken_unfinished, plan.held_finished), 3)
    plain = CoreNetwork(core.shape)  # on the processor; what was compiled cannot be traced
    plain.load_state_dict(core.state_dict())
    biases = {Move.WAIT.value: wait, Move.MORE.value: plan.more_bias}
    export(plain, out, {**facts, "biases": biases, "go_on_bias": plan.go_on_bias})
