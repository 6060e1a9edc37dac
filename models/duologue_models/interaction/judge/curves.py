"""What a trained core would do, from its logits: how often it takes the turn in a pause, how fast at an end, and so on.

Runs of equal targets are taken as the events: a run of "respond" is one end of a turn, a run of "thinking" one pause, a
run of "yield" one barge-in, a stretch of user speech under "continue" one acknowledgement that must not stop us.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import Act, FloorState
from duologue_models.interaction.targets.script import ACTS, FLOORS

Flat = npt.NDArray[np.float32]
_RESPOND, _YIELD, _CONTINUE, _HOLD, _ACKNOWLEDGE, _CALL = (
    ACTS.index(a) for a in (Act.RESPOND, Act.YIELD, Act.CONTINUE, Act.HOLD, Act.ACKNOWLEDGE, Act.CALL)
)
_THINKING, _SPEAKING = (FLOORS.index(f) for f in (FloorState.THINKING, FloorState.SPEAKING))
MAX_STEPS = 6
"""How many micro-turns an end of a turn is followed for; one not taken within them is missed."""


@dataclass(frozen=True)
class Curves:
    """Highest score in each event: of answering at ends and in pauses, of giving way at barge-ins and at overlaps that
    are none, of acknowledging at fitting places, of calling early at fitting places and while a request is under way.

    ends, barge_ins: the running maximum by micro-turn [N, MAX_STEPS]; the others [N].
    """

    ends: Flat
    pauses: Flat
    barge_ins: Flat
    overlaps: Flat
    acknowledged: Flat
    calls: Flat
    unready: Flat

    def threshold(self, false_rate: float, kind: str) -> float:
        """The score that this share of pauses (kind "respond"), overlaps ("yield") or requests under way ("call")
        exceeds."""
        false = {"respond": self.pauses, "yield": self.overlaps, "call": self.unready}[kind]
        return float(np.quantile(false, 1 - false_rate)) if len(false) else 0.0

    def table(self, rates: tuple[float, ...] = (0.02, 0.05, 0.1, 0.2)) -> list[str]:
        """One line per false rate: how many ends are taken within 1, 2, ... micro-turns; the same for barge-ins."""
        lines = []
        for name, true, kind in (("ends", self.ends, "respond"), ("barge-ins", self.barge_ins, "yield")):
            for rate in rates:
                level = self.threshold(rate, kind)
                taken = " ".join(f"{np.mean(true[:, i] > level):.2f}" for i in range(MAX_STEPS)) if len(true) else "-"
                lines.append(
                    f"{name:9} at {rate:.0%} false (score {level:+.2f}): within 1..{MAX_STEPS} micro-turns {taken}"
                )
        return lines


def _runs(mask: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Start and end of each run of true values in [T]."""
    edges = np.flatnonzero(np.diff(np.r_[False, mask, False].astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


Decided = tuple[npt.NDArray[np.int8], npt.NDArray[np.int8], Flat]
"""Of a session, the act targets [T], floor targets [T] and act logits [T, 7] of its continuous positions."""


def measure(rows: list[Decided]) -> Curves:
    """rows: one for each session."""
    found: dict[str, list[Flat | float]] = defaultdict(list)
    for act, floor, logits in rows:
        respond, acknowledge, call = (
            logits[:, a] - np.delete(logits, a, 1).max(1) for a in (_RESPOND, _ACKNOWLEDGE, _CALL)
        )
        give_way = logits[:, _YIELD] - logits[:, _CONTINUE]
        for name, wanted, scores in (("ends", act == _RESPOND, respond), ("barge_ins", act == _YIELD, give_way)):
            for start, stop in _runs(wanted):
                best = np.maximum.accumulate(scores[start : min(stop, start + MAX_STEPS)])
                found[name].append(np.r_[best, np.full(MAX_STEPS - len(best), best[-1])])
        single = (
            ("pauses", (floor == _THINKING) & (act >= 0), respond, 0),
            ("overlaps", (floor == _SPEAKING) & (act == _CONTINUE), give_way, 2),
            ("acknowledged", act == _ACKNOWLEDGE, acknowledge, 0),
            ("calls", act == _CALL, call, 0),
            ("unready", (floor == _SPEAKING) & (act == _HOLD), call, 0),
        )
        for name, here, scores, more in single:
            found[name] += [scores[start : min(stop + more, len(act))].max() for start, stop in _runs(here)]
    empty = np.zeros((0, MAX_STEPS), np.float32)
    long = {name: np.array(found[name]) if found[name] else empty for name in ("ends", "barge_ins")}
    names = ("pauses", "overlaps", "acknowledged", "calls", "unready")
    return Curves(**long, **{name: np.array(found[name]) for name in names})
