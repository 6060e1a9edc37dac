"""What the core is trained on: acts and floor at every micro-turn, last words, and the decisions of branches."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from duologue.core.microturn import Act
from duologue_models.interaction.learn.network import CoreNetwork, Hidden
from duologue_models.interaction.targets.branches import ABSENT, CHOICE, OPTION, SPAN
from duologue_models.interaction.targets.script import IGNORE

MAX_PIECES = 128
"""Most positions that a turn's words take (layout.MAX_TURN_WORDS words)."""
NEVER = -1e4
FIRST_CHOICE = 2
"""How many positions behind the turn's last word the first choice stands (layout.prompt)."""


@dataclass(frozen=True)
class Queries:
    """The decisions of a batch. row, at, kind, a, b, first, last: [Q] (see branches.py); candidates: [Q, schema + 1],
    the last column stands for "left out"."""

    row: Tensor
    at: Tensor
    kind: Tensor
    a: Tensor
    b: Tensor
    first: Tensor
    last: Tensor
    candidates: Tensor

    @classmethod
    def of(cls, queries: Tensor, offered: Tensor, options: Tensor) -> "Queries":
        """queries: [B, QUERIES, 6]; offered: [B, schema]; options: [schema, schema]."""
        row, number = (queries[..., 0] >= 0).nonzero(as_tuple=True)
        at, kind, a, b, first, last = queries[row, number].unbind(-1)
        option = kind == OPTION
        candidates = torch.where(option[:, None], options[torch.where(option, b, 0)], offered[row])
        return cls(row, at, kind, a, b, first, last, torch.cat((candidates, option[:, None]), 1))


@dataclass(frozen=True)
class FloorTargets:
    """act, floor, last: [B, MAIN]. stopped: [B, MAIN], whether the user's words have stopped what waits to be said."""

    act: Tensor
    floor: Tensor
    last: Tensor
    stopped: Tensor


@dataclass(frozen=True)
class Targets(FloorTargets):
    """Those of the floor, and the decisions of the branches."""

    queries: Queries


class WriterScore:
    """Counts right decisions on held-out branches by kind."""

    def __init__(self) -> None:
        self._right: dict[str, list[float]] = defaultdict(list)
        self._margins: dict[bool, list[float]] = {True: [], False: []}

    def waited(self, margin: Tensor, wanted: Tensor) -> None:
        """Takes in first choices: by how much the best other choice beats waiting [n], and whether to wait is right."""
        for wait in (True, False):
            self._margins[wait] += margin[wanted == wait].tolist()

    def wait_bias(self, passed: float, held: float) -> float:
        """What is to be added to the score of waiting, so that at most the share `passed` of unfinished turns gets
        through, but no more than the share `held` of finished ones is held back."""
        if not all(self._margins.values()):
            return 0.0
        return float(min(np.quantile(self._margins[True], 1 - passed), np.quantile(self._margins[False], held)))

    def add(self, name: str, right: Tensor) -> None:
        """Takes in decisions of one kind [n]."""
        self._right[name] += right.float().tolist()

    def table(self) -> list[str]:
        """One line."""
        parts = (f"{name} {np.mean(right):.3f} ({len(right)})" for name, right in self._right.items() if right)
        through = [f"{np.mean(np.array(margins) > 0):.3f}" for margins in self._margins.values() if margins]
        return [
            "writing, teacher forced: " + ", ".join(parts),
            "taken up, of unfinished and of finished turns: " + ", ".join(through),
        ]


ACTS_COUNT, FLOOR_COUNTS, WRITING_COUNTS = 3.0, 0.7, 0.4
"""Weights of the cross entropies. With equal weights the gradient of writing in the trunk is ten times that of the
acts, and barge-ins are not learnt at all (models/LOG.md)."""
RARE = [{Act.YIELD: 3.0, Act.ACKNOWLEDGE: 3.0, Act.CALL: 1.5}.get(act, 1.0) for act in Act]
"""Weights of the acts in the loss: rare ones count more; their biases are set afterwards."""


STOPPED_COUNTS = 3.0
"""The same for every act after the user's words have stopped the assistant: whether to go on is decided within three
micro-turns, which few of the others are like."""


def _acts(logits: Tensor, targets: FloorTargets) -> Tensor:
    """Mean cross entropy of the acts, rare acts and moments counting more. logits: [B * MAIN, acts]."""
    wanted = targets.act.flatten()
    each = F.cross_entropy(logits, wanted, ignore_index=IGNORE, reduction="none")
    counts = logits.new_tensor(RARE)[wanted.clamp(min=0)] * (1 + (STOPPED_COUNTS - 1) * targets.stopped.flatten())
    counts = counts * (wanted != IGNORE)
    return (each * counts).sum() / counts.sum()


def floor_loss(core: CoreNetwork, main: Tensor, targets: FloorTargets) -> Tensor:
    """Weighted sum of the cross entropies of acts, floor and last words. main: the floor's last hidden states
    [B, MAIN, W]."""
    act, floor, last = (o.flatten(0, 1).float() for o in (core.acts(main), core.floor(main), core.last(main)))
    floors = F.cross_entropy(floor, targets.floor.flatten(), ignore_index=IGNORE)
    marked = targets.last.flatten() != IGNORE
    lasts = F.binary_cross_entropy_with_logits(last.squeeze(-1)[marked], targets.last.flatten()[marked].float())
    return ACTS_COUNT * _acts(act, targets) + FLOOR_COUNTS * (floors + lasts)


class Loss:
    """Weighted sum of the cross entropies of acts, floor, last words, choices and stretches."""

    def __init__(self, schema: Tensor, wait: int) -> None:
        """schema: [n, 384]. wait: row of the move that waits."""
        self._schema, self._wait = schema, wait

    def __call__(self, core: CoreNetwork, hidden: Hidden, targets: Targets, score: WriterScore | None = None) -> Tensor:
        """The weighted sum []."""
        x, loss = hidden.writing, floor_loss(core, hidden.floor[:, : targets.act.shape[1]], targets)
        if len(targets.queries.row):
            written = self._choices(core, x, targets.queries, score) + self._spans(core, x, targets.queries, score)
            loss = loss + WRITING_COUNTS * written
        return loss

    def choices(self, core: CoreNetwork, x: Tensor, queries: Queries) -> tuple[Tensor, Tensor]:
        """Numbers of the queries that choose among descriptions [n], and their logits [n, schema + 1]."""
        here = (queries.kind != SPAN).nonzero().squeeze(1)
        h = x[queries.row[here], queries.at[here]]
        logits = torch.cat((core.meant(h).float() @ self._schema.T, core.absent(h).float()), 1)
        return here, logits.masked_fill(~queries.candidates[here], NEVER)

    def spans(self, core: CoreNetwork, x: Tensor, queries: Queries) -> tuple[Tensor, Tensor, Tensor]:
        """Numbers of the queries that point at stretches [n], logits of the first position among those of the turn or
        of "left out" [n, MAX_PIECES + 1], and of the last one [n, MAX_PIECES]."""
        here = (queries.kind == SPAN).nonzero().squeeze(1)
        row, first = queries.row[here], queries.first[here]
        h = x[row, queries.at[here]]
        places = first[:, None] + torch.arange(MAX_PIECES, device=first.device)
        inside = places <= queries.last[here][:, None]
        marks = core.mark(x)[row[:, None], torch.where(inside, places, first[:, None])].float()
        parts = zip(core.point(h).float().chunk(2, -1), marks.chunk(2, -1), strict=True)
        begins, ends = (
            (torch.einsum("qd,qpd->qp", query, keys) / query.shape[-1] ** 0.5).masked_fill(~inside, NEVER)
            for query, keys in parts
        )
        return here, torch.cat((begins, core.absent(h).float()), 1), ends

    def _choices(self, core: CoreNetwork, x: Tensor, queries: Queries, score: WriterScore | None) -> Tensor:
        """The loss [] of what is chosen. x: [B, T, W]."""
        here, logits = self.choices(core, x, queries)
        wanted = torch.where(queries.a[here] == ABSENT, len(self._schema), queries.a[here])
        if score is not None:
            first = queries.at[here] == queries.last[here] + FIRST_CHOICE
            others = logits[first].clone()
            others[:, self._wait] = NEVER
            score.waited(others.max(1).values - logits[first][:, self._wait], wanted[first] == self._wait)
            right = logits.argmax(1) == wanted
            choice = queries.kind[here] == CHOICE
            score.add("choices", right[choice])
            score.add("options", right[~choice])
        return F.cross_entropy(logits, wanted)

    def _spans(self, core: CoreNetwork, x: Tensor, queries: Queries, score: WriterScore | None) -> Tensor:
        """The loss [] of the stretches that are pointed at. x: [B, T, W]."""
        here, begins, ends = self.spans(core, x, queries)
        if not len(here):
            return x.new_zeros(())
        a, b, first = queries.a[here], queries.b[here], queries.first[here]
        left_out = a == ABSENT
        begin = torch.where(left_out, MAX_PIECES, a - first)
        end = torch.where(left_out, IGNORE, b - first)
        if score is not None:
            right = (begins.argmax(1) == begin) & ((ends.argmax(1) == end) | left_out)
            score.add("left out", right[left_out])
            score.add("spans", right[~left_out])
        last = F.cross_entropy(ends, end, ignore_index=IGNORE) if not left_out.all() else x.new_zeros(())
        return F.cross_entropy(begins, begin) + last
