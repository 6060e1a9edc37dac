"""`duologue bench`: measures the program in use through a sound server, its start, rest, frames, panels and voices."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from duologue.bench import history
from duologue.bench.cases import read_source
from duologue.bench.idle import measure_idle
from duologue.bench.live import measure
from duologue.bench.report import table
from duologue.bench.screen import screen
from duologue.bench.start import measure_starts
from duologue.core.errors import InputError
from duologue.core.paths import Paths, assets_folder
from duologue.core.programs import own_program

SAMPLE = "sample/session.json"
_ON_X11 = {"QT_QPA_PLATFORM": "xcb"}
"""For a window on a screen in memory, whatever the user's own desktop is."""


def run(options: argparse.Namespace, paths: Paths) -> int:
    """Measures, prints the table, writes the figures; returns the exit status.

    Raises:
        DuologueError: something that is needed is missing, a recording cannot be read, or the program failed.
    """
    if options.kind == "start":
        started = measure_starts(paths.bundles, runs=max(1, options.runs), program=options.program)
        sys.stdout.write(f"{started.table()}\n")
        if options.json is not None:
            _write(options.json, json.dumps(started.as_json(), indent=1))
        return 0
    if options.kind == "idle":
        idle = measure_idle(paths.bundles, max(1.0, options.seconds), program=options.program)
        sys.stdout.write(f"{idle.table()}\n")
        if options.json is not None:
            _write(options.json, json.dumps(idle.as_json(), indent=1))
        return 0
    if options.kind == "history":
        return history.run(options)
    if options.kind == "frames":
        with screen(own=True) as shown:
            command = own_program("duologue.bench.frames", str(options.seconds))
            return subprocess.run(command, env=os.environ | shown | _ON_X11, check=False).returncode
    if options.kind != "live":
        rest = [str(paths.bundles), str(paths.voices), *options.names] if options.kind in ("voices", "echo") else []
        rest += ["--minutes", str(options.minutes), "--gain", str(options.gain)] if options.kind == "echo" else []
        return subprocess.run(own_program(f"duologue.bench.{options.kind}", *rest), check=False).returncode
    sources = [read_source(path) for path in options.sound or [assets_folder() / SAMPLE]]
    echoes: list[float | None] = [] if options.only_echo else [None]
    if options.echo is not None:
        echoes.append(options.echo)
    report = measure(
        sources, options.minutes * 60, echoes, paths.bundles, _Progress(),
        replay=not options.only_echo, stress=options.stress, load=options.load, keep=options.keep,
    )  # fmt: skip
    sys.stdout.write(f"{table(report)}\n")
    if options.json is not None:
        _write(options.json, json.dumps(report.as_json(), indent=1))
    return 0


class _Progress:
    """Tells the terminal; how far something is only where a person looks at it."""

    def begin(self, what: str) -> None:
        """A line for what begins."""
        self._tell(f"{what} ...\n")

    def at(self, seconds: float, of: float) -> None:
        """The same line again and again; the last is wiped out."""
        if sys.stderr.isatty():
            self._tell(f"\r  {seconds:.0f} of {of:.0f} s\r")

    @staticmethod
    def _tell(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise InputError("bench.json", f"'{path}' cannot be written: {error.strerror or error}.") from error
