"""What a trained core would do, from its logits: how often it takes the turn in a pause, how fast at an end, and so on.

Runs of equal targets are taken as the events: a run of "respond" is one end of a turn, a run of "thinking" one pause, a
run of "yield" one barge-in, a stretch of user speech under "continue" one acknowledgement that must not stop us.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import Act, FloorState
from duologue_models.interaction.session import ACTS, FLOORS

Flat = npt.NDArray[np.float32]
_RESPOND, _YIELD, _CONTINUE = (ACTS.index(a) for a in (Act.RESPOND, Act.YIELD, Act.CONTINUE))
_THINKING, _SPEAKING = (FLOORS.index(f) for f in (FloorState.THINKING, FloorState.SPEAKING))
MAX_STEPS = 6
"""Ends are followed for so many micro-turns; an end not taken within them is missed."""


@dataclass(frozen=True)
class Curves:
    """Highest score in each event and, for ends and barge-ins, the running maximum by micro-turn [N, MAX_STEPS]."""

    ends: Flat
    pauses: Flat
    barge_ins: Flat
    overlaps: Flat

    def threshold(self, false_rate: float, kind: str) -> float:
        """The score that this share of pauses (kind "respond") or acknowledgements ("yield") exceeds."""
        false = self.pauses if kind == "respond" else self.overlaps
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
    edges = np.flatnonzero(np.diff(np.r_[False, mask, False].astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def measure(rows: list[tuple[npt.NDArray[np.int8], npt.NDArray[np.int8], Flat]]) -> Curves:
    """rows: for each session the act targets, floor targets and act logits [T, 6] of its continuous positions."""
    ends, pauses, barge_ins, overlaps = [], [], [], []
    for act, floor, logits in rows:
        others = np.delete(logits, _RESPOND, 1).max(1)
        respond = logits[:, _RESPOND] - others
        give_way = logits[:, _YIELD] - logits[:, _CONTINUE]
        for targets, scores, found in ((act == _RESPOND, respond, ends), (act == _YIELD, give_way, barge_ins)):
            for start, stop in _runs(targets):
                best = np.maximum.accumulate(scores[start : min(stop, start + MAX_STEPS)])
                found.append(np.r_[best, np.full(MAX_STEPS - len(best), best[-1])])
        for start, stop in _runs((floor == _THINKING) & (act >= 0)):
            pauses.append(respond[start:stop].max())
        for start, stop in _runs((floor == _SPEAKING) & (act == _CONTINUE)):
            overlaps.append(give_way[start : min(stop + 2, len(act))].max())
    empty = np.zeros((0, MAX_STEPS), np.float32)
    return Curves(
        np.array(ends) if ends else empty,
        np.array(pauses),
        np.array(barge_ins) if barge_ins else empty,
        np.array(overlaps),
    )
