"""`duologue bench live`: measures the running program through a real sound server."""

import argparse
import json
import sys
from pathlib import Path

from duologue.bench.live import measure
from duologue.bench.report import table
from duologue.bench.track import track_of
from duologue.core.errors import InputError
from duologue.core.paths import Paths, assets_folder

SAMPLE = "sample/session.flac"


def run(options: argparse.Namespace, paths: Paths) -> int:
    """Measures, prints the table, writes the figures; returns the exit status.

    Raises:
        DuologueError: something that is needed is missing, a recording cannot be read, or the program failed.
    """
    sounds = options.sound or [assets_folder() / SAMPLE]
    track = track_of(sounds, options.minutes * 60)
    if not track.spoken:
        raise InputError("bench.silent", "Nobody speaks in these recordings.")
    echoes: list[float | None] = [None] if options.echo is None else [None, options.echo]
    report = measure(track, echoes, paths.bundles, lambda what: _tell(f"{what} ..."))
    sys.stdout.write(f"{table(report)}\n")
    if options.json is not None:
        _write(options.json, json.dumps(report.as_json(), indent=1))
    return 0


def _tell(what: str) -> None:
    sys.stderr.write(f"{what}\n")
    sys.stderr.flush()


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise InputError("bench.json", f"'{path}' cannot be written: {error.strerror or error}.") from error
