"""How long a program takes from nothing to its window, until it listens, and until a typed question is answered.

It is started again and again on a screen and a sound card in memory, with the user's model and a home of its own, in
which the first start, told apart, finds nothing that an earlier one kept.
"""

import os
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from duologue.bench.fresh import Fresh, fresh
from duologue.core.errors import DuologueError

RUNS = 5
WITHIN_S = 450.0
"""Longest a start may take, in seconds."""
_STAGES = {"window": "window can be seen and typed into", "listens": "listens", "answers": "typed question is answered"}


@dataclass(frozen=True)
class StageTimes:
    """When a stage was reached in each start, in seconds since then, and the processor time until then."""

    stage: str
    seconds: tuple[float, ...]
    processor_s: tuple[float, ...]


@dataclass(frozen=True)
class StartReport:
    """All stages in order, in each start but the first. first: that one, of which nothing was kept from before.
    load: how many programs wanted a processor meanwhile, on the mean of a minute."""

    stages: tuple[StageTimes, ...]
    first: tuple[StageTimes, ...]
    load: float

    def as_json(self) -> dict[str, Any]:
        """For a file."""
        return asdict(self)

    def table(self) -> str:
        """A line for each stage."""
        lines = [f"{'from the start until it':38} {'p50, s':>7} {'best':>6} {'worst':>6} {'processor, s':>13}"]
        for one in self.stages:
            times = f"{statistics.median(one.seconds):7.2f} {min(one.seconds):6.2f} {max(one.seconds):6.2f}"
            lines.append(f"{_STAGES[one.stage]:38} {times} {statistics.median(one.processor_s):13.2f}")
        runs = len(self.stages[0].seconds) if self.stages else 0
        first = ", ".join(f"{one.stage} {one.seconds[0]:.2f} ({one.processor_s[0]:.2f})" for one in self.first)
        return "\n".join(
            [
                *lines,
                f"the first start of all: {first}",
                f"{runs} starts, load {self.load:.1f} on {os.cpu_count()} processors",
            ]
        )


def measure_starts(bundles: Path, *, runs: int = RUNS, program: Path | None = None) -> StartReport:
    """Starts the program so often. bundles: the folder of models. program: an installed one instead of this.

    Raises:
        DuologueError: a screen or sound server in memory is missing, or the program did not answer.
    """
    with fresh(bundles, program) as place:
        reached = [_start(place) for _ in range(runs + 1)]
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    first, others = (tuple(_collected(stage, some) for stage in _STAGES) for some in (reached[:1], reached[1:]))
    return StartReport(others, first, load)


def _collected(stage: str, reached: Sequence[Mapping[str, tuple[float, float]]]) -> StageTimes:
    return StageTimes(stage, tuple(one[stage][0] for one in reached), tuple(one[stage][1] for one in reached))


def _start(place: Fresh) -> dict[str, tuple[float, float]]:
    """One start; by stage, the seconds since then and those of the processor.

    Raises:
        DuologueError: it did not answer, or ended by itself.
    """
    began = time.perf_counter()
    times, said = place.run("--start-times", within_s=WITHIN_S)
    if missing := [stage for stage in _STAGES if stage not in times]:
        raise DuologueError("bench.start", f"The program did not get as far as this: {', '.join(missing)}.{said}")
    return {stage: (at - began, worked) for stage, (at, worked) in times.items()}
