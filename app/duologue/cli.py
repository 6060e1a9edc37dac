"""The command line: `duologue` opens the window, `duologue replay` plays a recorded session, `duologue models` bundles.

What is heavy to import (the model runtime, Qt) is imported where it is needed, so that errors and help come at once.
"""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import platformdirs

from duologue import __version__
from duologue.commands import completion, devices, history, models, tools, translate, voices
from duologue.core.errors import EXIT_UNUSABLE, DuologueError, InputError
from duologue.core.paths import HOME_VARIABLE, Paths

EXIT_INTERRUPTED = 130
EXIT_UNREAD = 141
"""Whoever read what is written has closed the pipe, as `head` does: the status that a shell gives for it."""
MOST_CHARGED_MS = 10_000.0
"""The most milliseconds that a replay can be told to charge a piece of work."""
RUNNING = "Duologue is already running; its window is now in front.\n"
_LIGHT: dict[str, Callable[[argparse.Namespace, Paths], int]] = {
    "devices": devices.run,
    "history": history.run,
    "models": models.run,
    "tools": tools.run,
    "translate": translate.run,
    "voices": voices.run,
}
"""Commands whose modules are light to import."""
_HEAVY = frozenset({"bench", "doctor", "replay"})
"""Commands whose modules, named as they are, are imported when they are asked for."""


class _Parser(argparse.ArgumentParser):
    """Refuses what it does not know with one line and exit status 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_UNUSABLE, f"{self.prog}: {message}\n")


def user_paths() -> Paths:
    """Where this user's data and settings live.

    Raises:
        InputError: this user has no home folder.
    """
    if home := os.environ.get(HOME_VARIABLE):
        return Paths(Path(home).absolute(), Path(home).absolute())
    try:
        return Paths(
            Path(platformdirs.user_data_path("duologue", appauthor=False)),
            Path(platformdirs.user_config_path("duologue", appauthor=False)),
        )
    except RuntimeError as error:
        message = f"There is no home folder: set HOME, or {HOME_VARIABLE} to a folder for data and settings."
        raise InputError("paths.home", message) from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; returns its exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        status = completion.run(options, parser) if options.command == "completion" else _run(options)
        if sys.stdout is not None:  # as it is in a program without a terminal on Windows
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the rest is written at the end, to nobody
        return EXIT_UNREAD
    except DuologueError as error:
        sys.stderr.write(f"duologue: {error.message}\n")
        return error.exit_status
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _run(options: argparse.Namespace) -> int:
    paths = user_paths()
    if options.command in _LIGHT:
        return _LIGHT[options.command](options, paths)
    if options.command in _HEAVY:
        status: int = importlib.import_module(f"duologue.commands.{options.command}").run(options, paths)
        return status
    if options.toggle_mute:
        from duologue.desktop.remote import toggle_mute  # noqa: PLC0415 - see the head of this file

        sys.stdout.write(f"The microphone is {'off' if toggle_mute(paths) else 'on'}.\n")
        return 0
    from duologue.desktop.remote import show_running  # noqa: PLC0415 - see the head of this file
    from duologue.ui.application import has_screen  # noqa: PLC0415

    if has_screen() and show_running(paths):
        sys.stdout.write(RUNNING)
        return 0
    gc.disable()  # until everything is there (program/loading.py): a tenth of the start is spent on it
    try:
        from duologue.program.window import run_window  # noqa: PLC0415 - see the head of this file

        return run_window(options, paths)
    finally:
        gc.enable()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="duologue", description="Talk with an assistant that listens and speaks at the same time.")
    parser.add_argument("--version", action="version", version=f"duologue {__version__}")
    parser.add_argument(
        "--toggle-mute", action="store_true", help="turn the microphone of the running window off or on, and end"
    )
    parser.set_defaults(**_WINDOW_DEFAULTS)
    _add_window_options(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_window_options(commands.add_parser("run", help="open the window, as without a command"))
    _add_replay(commands)
    _add_bench(commands)
    _add_doctor(commands)
    for command in (models, voices, translate, tools, devices, history, completion):
        command.add_parser(commands)
    return parser


_WINDOW_DEFAULTS = {
    "sample": False,
    "results": Path("out"),
    "record": None,
    "stand_ins": None,
    "hidden": False,
    "fill_transcript": 0,
    "load_test": None,
    "start_times": None,
    "idle_times": None,
    "idle_seconds": 60.0,
}


def _add_window_options(parser: argparse.ArgumentParser) -> None:
    """Those of the window, before and after `run`. What is not given is left alone: one of both has the defaults."""
    parser.argument_default = argparse.SUPPRESS
    parser.add_argument("--sample", action="store_true", help="play the sample session instead of listening")
    parser.add_argument("--hidden", action="store_true", help="stay in the tray, if there is one, until it is opened")
    parser.add_argument("--results", type=Path, metavar="DIR", help="where the sample session's results go (out)")
    parser.add_argument(
        "--record", type=Path, metavar="DIR", help="keep the session: its timeline, what was heard and what was said"
    )
    parser.add_argument(
        "--stand-ins",
        type=Path,
        metavar="CASE.json",
        help="a case whose background model and tools stand in for real ones",
    )
    parser.add_argument("--fill-transcript", type=int, metavar="N", help=argparse.SUPPRESS)
    parser.add_argument("--load-test", type=Path, metavar="DIR", help=argparse.SUPPRESS)
    parser.add_argument("--start-times", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--idle-times", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--idle-seconds", type=float, metavar="N", help=argparse.SUPPRESS)


def _add_doctor(commands: "argparse._SubParsersAction[_Parser]") -> None:
    doctor = commands.add_parser(
        "doctor",
        help="look what is wrong with sound, camera, models and desktop",
        description="Says what is wrong and what to do; ends with status 1 where something is.",
    )
    doctor.add_argument("--json", action="store_true", help="the findings as JSON")
    doctor.add_argument("--network", action="store_true", help="look as well whether the internet can be reached")


def _add_bench(commands: "argparse._SubParsersAction[_Parser]") -> None:
    bench = commands.add_parser("bench", help="measure the program")
    kinds = bench.add_subparsers(dest="kind", metavar="KIND", parser_class=_Parser, required=True)
    kinds.add_parser("panels", help="how fast panels are drawn and changed, without a screen")
    frames = kinds.add_parser("frames", help="how often the window draws while everything in it moves")
    frames.add_argument("--seconds", type=float, default=10.0, metavar="N", help="for how long is measured (10)")
    voices_ = kinds.add_parser("voices", help="how soon each voice is heard after its text, and what it costs")
    voices_.add_argument("names", nargs="*", metavar="NAME", help="which voices (one of each kind)")
    echo = kinds.add_parser("echo", help="how often each voice hears itself in a room, faster than it talks")
    echo.add_argument("names", nargs="*", metavar="NAME", help="which voices (one of each kind)")
    echo.add_argument(
        "--minutes", type=float, default=13.0, metavar="N", help="length of the session (13: talks for 10)"
    )
    echo.add_argument("--gain", type=float, default=-6.0, metavar="DB", help="loudness of the echo (-6)")
    start = kinds.add_parser("start", help="from nothing to the window, to listening, and to the first answer")
    start.add_argument("--runs", type=int, default=5, metavar="N", help="start it so often (5)")
    start.add_argument("--program", type=Path, metavar="FILE", help="an installed program instead of this one")
    start.add_argument("--json", type=Path, metavar="FILE", help="where the figures go as JSON")
    idle = kinds.add_parser("idle", help="how much of a processor it takes while it listens to silence")
    idle.add_argument("--seconds", type=float, default=60.0, metavar="N", help="for how long each is measured (60)")
    idle.add_argument("--program", type=Path, metavar="FILE", help="an installed program instead of this one")
    idle.add_argument("--json", type=Path, metavar="FILE", help="where the figures go as JSON")
    kept = kinds.add_parser("history", help="search, writing, deleting, and being killed while writing")
    kept.add_argument("--utterances", type=int, default=100_000, metavar="N", help="how many are searched (100,000)")
    kept.add_argument("--kills", type=int, default=50, metavar="N", help="how often a program is killed (50)")
    live = kinds.add_parser(
        "live",
        help="from microphone to loudspeaker, in its window, through a sound server of its own",
        description="Replays recorded users, then plays them to the running program, without and with an echo path.",
    )
    live.add_argument(
        "sound", nargs="*", type=Path, metavar="FILE", help="sound files or cases: what the users say (the sample)"
    )
    live.add_argument("--minutes", type=float, default=0.0, metavar="N", help="repeat the recordings for so long")
    live.add_argument("--echo", type=float, default=-6.0, metavar="DB", help="loudness of the echo path (-6)")
    passes = live.add_mutually_exclusive_group()
    passes.add_argument(
        "--no-echo", dest="echo", action="store_const", const=None, help="without the pass with an echo"
    )
    passes.add_argument(
        "--only-echo", action="store_true", help="only the pass with an echo, without the replay it is compared with"
    )
    live.add_argument(
        "--stress", action="store_true", help="resize the window and scroll a transcript of 10,000 lines meanwhile"
    )
    live.add_argument(
        "--load", action="store_true", help="meanwhile 50 panels change ten times a second, 200 tools run at once"
    )
    live.add_argument("--keep", type=Path, metavar="DIR", help="keep what was recorded")
    live.add_argument("--json", type=Path, metavar="FILE", help="where the figures go as JSON")


def _milliseconds(text: str) -> float:
    try:
        ms = float(text)
    except ValueError:
        ms = -1.0
    if 0 <= ms <= MOST_CHARGED_MS:
        return ms
    raise argparse.ArgumentTypeError(f"'{text}' is not a number of milliseconds from 0 to {MOST_CHARGED_MS:.0f}")


def _add_replay(commands: "argparse._SubParsersAction[_Parser]") -> None:
    replay = commands.add_parser(
        "replay",
        help="play a recorded session to the assistant",
        description="Runs the whole assistant on a recorded session; writes assistant.wav and timeline.jsonl.",
    )
    replay.add_argument("case", nargs="?", type=Path, metavar="CASE.json", help="the session, with events and settings")
    replay.add_argument("--audio", type=Path, metavar="FILE", help="a sound file instead of a case")
    replay.add_argument("--video", type=Path, metavar="FILE", help="what the camera sees, with --audio")
    replay.add_argument("--out", type=Path, metavar="DIR", help="where the results go; must be given")
    replay.add_argument("--pace", choices=("fast", "realtime"), default="fast", help="fast skips the waiting")
    replay.add_argument(
        "--charge",
        type=_milliseconds,
        metavar="MS",
        help="charge each piece of work MS milliseconds, not the time it took, so that all machines agree",
    )
    replay.add_argument("--provider", choices=("auto", "cuda", "cpu"), default="auto", help="where the model runs")
    replay.add_argument("--bundle", default="duologue-1", metavar="NAME_OR_DIR", help="the model bundle")
    replay.add_argument("--background", metavar="URL", help="an OpenAI-compatible server as background model")
    replay.add_argument("--servers", type=Path, metavar="FILE", help="MCP servers that bring tools, as in mcp.json")
    replay.add_argument("--seed", type=int, default=0, metavar="N", help="fixes everything drawn at random")
