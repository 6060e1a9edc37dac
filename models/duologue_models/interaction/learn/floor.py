"""Teaches the shipped core when to speak: `python -m duologue_models.interaction.learn.floor --data DIR --bundle DIR`.

The floor gets last blocks of its own, which begin as copies of those that it shared with writing, and these blocks and
the heads of floor and acts are trained alone. What is written stays as it is, to the last bit: a short run of the whole
core unlearns writing faster than it learns the floor (models/LOG.md).
"""

import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from duologue.core.microturn import Act
from duologue_models.interaction.judge.curves import Curves, measure
from duologue_models.interaction.learn.export import export, facts_of, read_core
from duologue_models.interaction.learn.losses import FloorTargets, floor_loss
from duologue_models.interaction.learn.network import CoreNetwork, tree_mask
from duologue_models.interaction.learn.teach import teaching
from duologue_models.interaction.learn.train import (
    Batches,
    Sources,
    TrainingPlan,
    average,
    calibrate,
    decided,
    heard_and_drawn,
)
from duologue_models.interaction.simulate.sound import sound
from duologue_models.interaction.targets.dataset import MAIN, Rows, world
from duologue_models.interaction.targets.script import ACTS, IGNORE

APART = 2
"""How many blocks the floor gets for itself."""
ROWS = 16
"""How many sessions are trained on at a time."""
CHECKPOINT_S = 180.0
WEIGHT_DECAY, WARM_UP = 0.05, 0.1
GO_ON_NATS = (1.0, 2.0, 3.0, 4.0)
BLANK = 0.5
"""Share of the sessions whose pitch is hidden."""


@dataclass(frozen=True)
class Plan:
    """A run. begin: folder of the core.onnx that it begins from. rate: highest learning rate."""

    begin: Path
    seed: int = 1
    epochs: float = 3.0
    rate: float = 5e-4
    stop_rate: float = 0.28
    """The share of acknowledgements and asides at which it may stop (TrainingPlan). Barge-ins are given way to within
    two micro-turns in 83 % then, within three in 92 % (models/LOG.md)."""
    kept: float = 0.5
    """Share that the floor's end as it was has in the mean that is exported (models/LOG.md)."""
    go_on_bias: float = 2.5
    """Bias of going on with what was interrupted, in nats: on held-out sessions it then goes on in 96 to 100 % of the
    micro-turns in which that is due, and in 4 to 7 % of the others after a stop (models/LOG.md)."""


@dataclass(frozen=True)
class Reached:
    """Sessions as far as the shared blocks bring them.

    x: [N, MAIN, W], in half precision. roles, position, line: [N, MAIN] (see dataset.Rows). features: [N, MAIN, F], in
    half precision. targets: act, floor, last and stopped [N, MAIN].
    """

    x: Tensor
    roles: Tensor
    position: Tensor
    line: Tensor
    features: Tensor
    act: Tensor
    floor: Tensor
    last: Tensor
    stopped: Tensor

    def __len__(self) -> int:
        return len(self.x)

    def pick(self, index: Tensor) -> "Reached":
        """Some of the sessions. index: [B]."""
        return Reached(**{name: tensor[index] for name, tensor in vars(self).items()})


def parted(core: CoreNetwork) -> CoreNetwork:
    """The same core, in whose last blocks floor and writing go apart; it decides as it did."""
    if core.shape.apart:
        return core
    shape = replace(core.shape, layers=core.shape.layers + APART, apart=APART)
    found = CoreNetwork(shape)
    state = core.state_dict()
    for number in range(APART):
        copied, own = f"blocks.{core.shape.layers - APART + number}.", f"blocks.{core.shape.layers + number}."
        state |= {own + name[len(copied) :]: value for name, value in state.items() if name.startswith(copied)}
    state["floor_norm.weight"] = state["norm.weight"].clone()
    state["again.weight"] = torch.zeros_like(found.again.weight)
    found.load_state_dict(state)
    return found


def reached(core: CoreNetwork, batches: Batches, *, blank: float = 0.0) -> Reached:
    """Runs sessions through the shared blocks. blank: share of them whose pitch is hidden."""
    parts: dict[str, list[Tensor]] = {name: [] for name in Reached.__annotations__}
    for i in range(0, len(batches), ROWS):
        rows = np.arange(i, min(i + ROWS, len(batches)))
        inputs, targets = batches.take(rows, core.shape.window, blank=blank)
        text, roles, features, mask, position = (tensor[:, :MAIN] for tensor in inputs)
        mask = inputs[3][..., :MAIN, :MAIN]
        with torch.no_grad(), batches.mixed():
            through = core.through(mask.to(batches.dtype), position)
            x = core.common(core.embed(text, roles, features), through)
        line = torch.from_numpy(batches.rows.line[rows, :MAIN])
        told = (x.half(), roles.to(torch.int8), position.to(torch.int16), line, features.half())
        wanted = (targets.act, targets.floor, targets.last, targets.stopped.half())
        for kept, tensor in zip(parts.values(), (*told, *wanted), strict=True):
            kept.append(tensor.cpu())
        if i % (50 * ROWS) == 0:
            print(f"{i} of {len(batches)} sessions", flush=True)
    return Reached(**{name: torch.cat(tensors) for name, tensors in parts.items()})


def own_end(core: CoreNetwork, part: Reached) -> Tensor:
    """The last hidden states of the floor [B, MAIN, W]."""
    position, line = part.position.long(), part.line.long()
    mask = tree_mask(position, line, position, core.shape.window)
    again = core.repeated(part.roles.long(), part.features.float())
    return core.floor_end(part.x.float() + again, core.through(mask, position))


def loss_of(core: CoreNetwork, part: Reached) -> tuple[Tensor, Tensor]:
    """The loss [] and the last hidden states of the floor [B, MAIN, W]."""
    x = own_end(core, part)
    return floor_loss(core, x, FloorTargets(part.act, part.floor, part.last, part.stopped.float())), x


def curves_of(core: CoreNetwork, apart: Reached) -> tuple[float, Curves]:
    """Loss and curves on sessions that were held out."""
    rows, losses = [], []
    with torch.no_grad():
        for index in torch.arange(len(apart)).split(ROWS):
            part = apart.pick(index)
            loss, x = loss_of(core, part)
            losses.append(float(loss))
            rows += decided(part.roles, part.act, part.floor, core.acts(x))
    return float(np.mean(losses)), measure(rows)


def going_on(core: CoreNetwork, apart: Reached) -> list[str]:
    """A line for each bias of going on with what was interrupted: in what share of the micro-turns in which that is
    due, and of the others after a stop, the core would go on."""
    due: dict[bool, list[Tensor]] = {True: [], False: []}
    silent = [number for number, act in enumerate(ACTS) if act not in (Act.RELAY, Act.YIELD, Act.CONTINUE)]
    for index in torch.arange(len(apart)).split(ROWS):
        part = apart.pick(index)
        with torch.no_grad():
            scores = core.acts(own_end(core, part))
        margin = scores[..., ACTS.index(Act.RELAY)] - scores[..., silent].max(-1).values
        spoken = (part.act == ACTS.index(Act.YIELD)) | (part.act == ACTS.index(Act.CONTINUE))
        here = (part.stopped > 0.5) & (part.act != IGNORE) & ~spoken
        for wanted, found in due.items():
            found.append(margin[here & ((part.act == ACTS.index(Act.RELAY)) == wanted)])
    wanted, others = (torch.cat(found) for found in due.values())
    return [
        f"going on at {bias} nats: {float((wanted > -bias).float().mean()):.3f} of {len(wanted)} when it is due, "
        f"{float((others > -bias).float().mean()):.3f} of {len(others)} others"
        for bias in GO_ON_NATS
    ]


def fit(core: CoreNetwork, taught: Reached, plan: Plan, kept: Path) -> None:
    """Trains the floor's end. kept: its checkpoint, from which a run that was broken off goes on."""
    for parameter in core.parameters():
        parameter.requires_grad_(False)
    modules = (*core.blocks[core.shape.layers - core.shape.apart :], core.floor_norm, core.again)
    own = [parameter for module in (*modules, core.act, core.floor, core.last) for parameter in module.parameters()]
    for parameter in own:
        parameter.requires_grad_(True)
    steps = int(plan.epochs * (len(taught) // ROWS))
    optimiser = torch.optim.AdamW(own, plan.rate, (0.9, 0.98), weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, plan.rate, steps, pct_start=WARM_UP)
    step, saved, running, began = 0, time.monotonic(), 0.0, time.monotonic()
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        core.load_state_dict(state["core"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        step = state["step"]
    while step < steps:
        epoch, at = divmod(step, len(taught) // ROWS)
        order = torch.randperm(len(taught), generator=torch.Generator().manual_seed(plan.seed + epoch))
        loss, _ = loss_of(core, taught.pick(order[at * ROWS : (at + 1) * ROWS]))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(own, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        schedule.step()
        step += 1
        running = float(loss.detach()) if running == 0 else 0.98 * running + 0.02 * float(loss.detach())
        if step % 50 == 0:
            print(f"step {step}/{steps}  loss {running:.4f}  {time.monotonic() - began:.0f} s", flush=True)
        if time.monotonic() - saved > CHECKPOINT_S or step == steps:
            state = {"core": core.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
            torch.save({**state, "step": step}, kept.with_suffix(".part"))
            kept.with_suffix(".part").replace(kept)
            saved = time.monotonic()


def teach(plan: Plan, tables: tuple[Rows, Rows], where: Sources, out: Path, work: Path) -> None:
    """From sessions, and those that are held out, to core.onnx, core.json and core_parity.npz in `out`.

    work: keeps a checkpoint.
    """
    here = world(where.data, where.bundle, where.seed)
    core = parted(read_core(plan.begin))
    taught, apart = (
        reached(core, Batches(rows, here, where.bundle, where.seed), blank=blank)
        for rows, blank in zip(tables, (BLANK, 0.0), strict=True)
    )
    before = {name: value.clone() for name, value in core.state_dict().items()}
    for what in ("before", "after"):
        if what == "after":
            fit(core, taught, plan, work / "floor.pt")
            average(core, before, plan.kept)
        held, curves = curves_of(core, apart)
        lines = (*curves.table((0.05, 0.1)), *going_on(core, apart))
        print(f"{what}: held out {held:.4f}", *lines, sep="\n  ", flush=True)
    calibrate(core, curves, TrainingPlan(stop_rate=plan.stop_rate))
    of_floor = {"seed": plan.seed, "held_out_loss": round(held, 4), "sessions": len(taught)}
    export(core, out, {**facts_of(plan.begin), "go_on_bias": plan.go_on_bias, "floor": of_floor})


def main() -> None:
    """Command line."""
    parser = teaching("floor", __doc__)
    parser.add_argument("--work", type=Path, default=Path("build/interaction"), help="keeps a checkpoint")
    parser.add_argument("--talk", type=int, default=4_200)
    parser.add_argument("--meetings", type=int, default=900)
    parser.add_argument("--epochs", type=float, default=Plan.epochs)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    heard = sound(args.data, args.bundle, args.work, count=0, seed=args.seed, workers=args.workers)
    where = Sources(args.data, args.bundle, args.seed, args.workers, heard)
    tables = heard_and_drawn(TrainingPlan(talk=args.talk, meetings=args.meetings), where)
    teach(Plan(args.weights, args.seed, args.epochs), tables, where, args.out, args.work)


if __name__ == "__main__":
    main()
