"""How much of a processor the program takes while it listens to silence, its window shown and then hidden."""

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from duologue.bench.fresh import fresh
from duologue.core.errors import DuologueError

START_S = 450.0
"""Longest that the program may take to listen and to end, in seconds."""
_STRETCHES = ("shown", "hidden")
_LEAST = 0.0005
"""Share of a core from which on a thread has a line of its own."""


@dataclass(frozen=True)
class IdleReport:
    """Shares of one core, by whether the window is shown and by thread. load: how many programs wanted a processor
    meanwhile, on the mean of a minute."""

    threads: dict[str, dict[str, float]]
    seconds: float
    load: float

    @property
    def shares(self) -> dict[str, float]:
        """Of all threads together."""
        return {stretch: sum(threads.values()) for stretch, threads in self.threads.items()}

    def as_json(self) -> dict[str, Any]:
        """For a file."""
        return asdict(self) | {"shares": self.shares}

    def table(self) -> str:
        """A line for all threads, and one for each that counts."""
        lines = [f"{'of one core, window':28} " + " ".join(f"{stretch:>8}" for stretch in self.threads)]
        lines.append(_line("all threads", self.shares))
        names = {name for threads in self.threads.values() for name in threads}
        rows = {name: {stretch: self.threads[stretch].get(name, 0.0) for stretch in self.threads} for name in names}
        lines += [
            _line(name, row)
            for name, row in sorted(rows.items(), key=lambda each: -sum(each[1].values()))
            if max(row.values()) >= _LEAST
        ]
        return "\n".join([*lines, f"{self.seconds:.0f} s each, load {self.load:.1f} on {os.cpu_count()} processors"])


def _line(name: str, shares: dict[str, float]) -> str:
    return f"{name:28} " + " ".join(f"{share:8.2%}" for share in shares.values())


def measure_idle(bundles: Path, seconds: float, *, program: Path | None = None) -> IdleReport:
    """Starts the program and lets it listen to silence, once with its window shown and once hidden.

    bundles: the folder of models. seconds: how long it is measured each time. program: an installed one instead of
    this.

    Raises:
        DuologueError: a screen or sound server in memory is missing, or the program did not come to listen.
    """
    with fresh(bundles, program) as place:
        taken, said = place.run("--idle-times", "--idle-seconds", str(seconds), within_s=START_S + 2 * seconds)
    if any(stretch not in taken for stretch in _STRETCHES):
        raise DuologueError("bench.idle", f"The program did not listen for long enough.{said}")
    shares = {
        stretch: {thread: worked / passed for thread, worked in threads.items()}
        for stretch, (passed, threads) in taken.items()
    }
    return IdleReport(shares, seconds, os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0)
