"""The commands `duologue models build | download | list | verify`: what they print, and with which status they end."""

import argparse
import sys
from typing import Any, TextIO

from duologue.core.errors import BundleError
from duologue.core.helper_program import Progress
from duologue.core.paths import Paths
from duologue.model.building import build_bundle
from duologue.model.contents import DEFAULT_BUNDLE, VOICES_BUNDLE

_BAR = 30
_MB = 1_000_000


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> argparse.ArgumentParser:
    """Adds the command `models`."""
    about = "build, download, list and verify model bundles"
    parser: argparse.ArgumentParser = subparsers.add_parser("models", help=about)
    commands = parser.add_subparsers(dest="models_command", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="build a bundle on this machine")
    build.add_argument("name", nargs="?", default=DEFAULT_BUNDLE, help=f"which bundle (default: {DEFAULT_BUNDLE})")
    build.add_argument("--without-core", action="store_true", help="leave out the interaction core (for its training)")
    download = commands.add_parser("download", help="download a bundle that somebody published; Ctrl+C pauses it")
    download.add_argument("repo", metavar="REPO", help="owner/name of a repository of the Hugging Face hub")
    download.add_argument("--revision", default="", help="a branch, tag or commit of it (default: the newest)")
    download.add_argument("--name", default="", help="what the bundle is called here (default: as the repository)")
    commands.add_parser("list", help="show the bundles on this machine")
    verify = commands.add_parser("verify", help="read every file of a bundle and compare its digest")
    verify.add_argument("name", nargs="?", default=DEFAULT_BUNDLE, help=f"name or folder (default: {DEFAULT_BUNDLE})")
    return parser


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Carries out a command; returns the exit status.

    Raises:
        DuologueError: what cannot be done, in one sentence, for the caller to show.
    """
    if args.models_command == "build":
        return build(args.name, paths, without_core=args.without_core)
    if args.models_command == "download":
        return _download(args, paths)
    if args.models_command == "list":
        return _list(paths)
    return _verify(args, paths)


def build(name: str, paths: Paths, *, without_core: bool = False) -> int:
    """Builds a bundle and tells how far it is; returns the exit status.

    Raises:
        DuologueError: it cannot be built.
    """
    with Meter(sys.stderr) as meter:
        built = build_bundle(name, paths.bundles, meter.show, without_core=without_core)
    folder = paths.bundles / name
    _say(f"built {folder}" if built else f"{name} is up to date in {folder}")
    if name == VOICES_BUNDLE:
        _try_voices(paths)
    return 0


def _try_voices(paths: Paths) -> None:
    """Finds out how fast the voices are here; where there is no model to try them beside, that is said."""
    from duologue.model.voice.speed import measure_voices, verdict  # noqa: PLC0415 - heavy to import, see cli.py

    try:
        _say(verdict(measure_voices(paths.bundles)))
    except BundleError as error:
        _say(f"How fast they are could not be tried: {error.message}")


def _download(args: argparse.Namespace, paths: Paths) -> int:
    from duologue.model.downloading import bundle_download  # noqa: PLC0415 - heavy to import, see cli.py

    download = bundle_download(args.repo, paths.bundles, revision=args.revision, name=args.name)
    try:
        with Meter(sys.stderr) as meter:
            download.run(meter.show)
    except KeyboardInterrupt:
        _say("Paused. What is there is kept, and the same command goes on from it.")
        raise
    _say(f"downloaded {download.target}")
    return 0


def _list(paths: Paths) -> int:
    from duologue.model.bundle import list_bundles  # noqa: PLC0415 - heavy to import, see cli.py

    found = list_bundles(paths.bundles)
    if not found:
        _say(f"no bundles in {paths.bundles}; build one with: duologue models build {DEFAULT_BUNDLE}")
    for entry in found:
        if entry.bundle is None:
            _say(f"{entry.name}  unusable: {entry.problem}")
            continue
        bundle = entry.bundle
        _say(f"{entry.name}  {bundle.version}  {bundle.bytes / _MB:.0f} MB  {bundle.sha256[:12]}  {entry.folder}")
    return 0


def _verify(args: argparse.Namespace, paths: Paths) -> int:
    from duologue.model.bundle import load_bundle, verify_bundle  # noqa: PLC0415 - heavy to import, see cli.py

    bundle = load_bundle(args.name, paths.bundles)
    with Meter(sys.stderr) as meter:
        verify_bundle(
            bundle, lambda done, total: meter.show(Progress(f"verifying {bundle.name}", done, total, "bytes"))
        )
    _say(f"{bundle.name} {bundle.version} is whole: {len(bundle.manifest.files)} files, {bundle.bytes / _MB:.0f} MB")
    return 0


class Meter:
    """Shows progress: a bar that is redrawn on a terminal, one line for each finished stage elsewhere."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._live = out.isatty()
        self._stage = ""
        self._open = False

    def __enter__(self) -> "Meter":
        return self

    def __exit__(self, *_: object) -> None:
        self._end_line()

    def show(self, progress: Progress) -> None:
        """Takes in how far a stage is."""
        if self._live:
            self._draw(progress)
        elif progress.done >= progress.total and progress.stage != self._stage:
            self._stage = progress.stage
            self._out.write(f"{progress.stage}: {_amount(progress)}\n")
            self._out.flush()

    def _draw(self, progress: Progress) -> None:
        if progress.stage != self._stage:
            self._end_line()
            self._stage = progress.stage
        share = progress.done / max(progress.total, 1)
        bar = "#" * round(share * _BAR)
        self._out.write(f"\r\033[K{progress.stage:40} [{bar:{_BAR}}] {share:4.0%}  {_amount(progress)}")
        self._out.flush()
        self._open = True

    def _end_line(self) -> None:
        if self._open:
            self._out.write("\n")
            self._out.flush()
            self._open = False


def _amount(progress: Progress) -> str:
    if progress.unit == "bytes":
        return f"{progress.done / _MB:.1f} of {progress.total / _MB:.1f} MB"
    return f"{progress.done} of {progress.total}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
