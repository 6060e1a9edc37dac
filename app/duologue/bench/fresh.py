"""A program that is started afresh to be measured: on a screen and a sound card in memory, with a home of its own."""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duologue.bench.screen import screen
from duologue.bench.sound_server import sound_server
from duologue.core.paths import HOME_VARIABLE
from duologue.core.programs import own_program


@dataclass(frozen=True, slots=True)
class Fresh:
    """Where such a program runs. What it keeps is there at its next start."""

    command: tuple[str, ...]
    environment: dict[str, str]
    home: Path

    def run(self, option: str, *more: str, within_s: float) -> tuple[dict[str, Any], str]:
        """Starts it with an option that has it write figures to a file and end. The figures, empty if it wrote none;
        and the last it said of what went wrong, as a sentence to be added.

        Raises:
            subprocess.TimeoutExpired: it has not ended within within_s seconds.
        """
        file = self.home / "figures.json"
        file.unlink(missing_ok=True)
        done = subprocess.run(
            [*self.command, option, str(file), *more],
            env=self.environment, capture_output=True, text=True, timeout=within_s, check=False,
        )  # fmt: skip
        said = done.stderr.strip().splitlines()
        figures = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        return figures, f" It said: {said[-1]}" if said else ""


@contextmanager
def fresh(bundles: Path, program: Path | None = None) -> Iterator[Fresh]:
    """bundles: the folder of models that it uses. program: an installed one instead of this.

    Raises:
        DuologueError: a screen or sound server in memory is missing.
    """
    command = own_program("duologue") if program is None else [str(program)]
    with (
        screen(own=True) as display,
        tempfile.TemporaryDirectory(prefix="dl-") as place,
        sound_server(Path(place)) as server,
    ):
        home = Path(place) / "home"
        home.mkdir()
        if bundles.is_dir():
            (home / "bundles").symlink_to(bundles.resolve())
        yield Fresh(tuple(command), {**server.environment, **display, HOME_VARIABLE: str(home)}, home)
