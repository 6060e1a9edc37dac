"""`duologue replay`: from options to a replay that runs."""

import argparse
import asyncio
import subprocess
import sys
from pathlib import Path

from duologue.core.errors import InputError
from duologue.core.events import Event, Panel
from duologue.core.paths import Paths
from duologue.core.programs import own_program
from duologue.model.bundle import load_bundle
from duologue.model.families import LoadedModel, LoadOptions, open_model
from duologue.session.case import case_of_options
from duologue.session.replay import Replay, RunningClock
from duologue.session.translate.opening import open_interpreting
from duologue.session.translate.parts import InterpretingParts
from duologue.tools.mcp.config import load_servers
from duologue.tools.mcp.hub import Hub

NOTHING_GIVEN = "Say what is to be replayed, CASE.json or --audio FILE, and where the results go, --out DIR."
_DRAWING_S = 60.0
"""Most seconds that drawing the panels may take."""


def run(options: argparse.Namespace, paths: Paths) -> int:
    """Plays the session that the options name; returns the exit status. Input is checked before the model is loaded.

    Raises:
        DuologueError: the input, an option or the bundle cannot be used, or the engine failed part-way.
    """
    if options.case is None and options.audio is None and options.out is None:
        raise InputError("case.options", NOTHING_GIVEN)
    case = case_of_options(options.case, options.audio, options.video, options.background)
    if options.out is None:
        raise InputError("out.missing", "Say where the results go: --out DIR.")
    bundle = load_bundle(options.bundle, paths.bundles)
    clock = RunningClock() if options.pace == "realtime" else None
    drew = False

    def note(event: Event) -> None:
        nonlocal drew
        drew = drew or isinstance(event, Panel)

    replay = Replay(case, options.out, clock=clock, seed=options.seed, follower=note, charged_ms=options.charge)
    try:
        wish = LoadOptions(options.provider, voices=paths.voices, bundles=paths.bundles, meanings=paths.meanings)
        loaded = open_model(bundle, wish)
        interpreting = open_interpreting(paths.bundles, options.provider, charged_ms=options.charge)
        asyncio.run(_play(replay, loaded, interpreting, options.servers))
    finally:
        replay.close()
    if drew:
        _draw_panels(options.out, replay.theme)
    return 0


async def _play(replay: Replay, loaded: LoadedModel, interpreting: InterpretingParts, servers: Path | None) -> None:
    """Plays to the end. servers: a file that names MCP servers, which are started before and ended after.

    Raises:
        DuologueError: the engine failed, or the file cannot be used.
    """
    hub = None
    if servers is not None:
        configs, problems = load_servers(servers)
        if problems or not configs:
            raise InputError("mcp.file", " ".join(problems) or f"'{servers}' names no MCP server.")
        hub = Hub(lambda _level, message, _action: _tell(message))
        hub.use(configs)
        await hub.ready()
    try:
        replay.use(
            loaded.model,
            loaded.voice,
            loaded.bundle,
            loaded.fallback,
            hub=hub,
            read_text=loaded.read_text,
            interpreting=interpreting,
        )
        await replay.run()
    finally:
        if hub is not None:
            await hub.close()


def _tell(message: str) -> None:
    sys.stderr.write(f"duologue: {message}\n")


def _draw_panels(out: Path, theme: str) -> None:
    """Draws the panels of the replay in `out`. The replay is over: if this fails, it says so and nothing is lost."""
    command = own_program("duologue.ui.panels.pictures", str(out), theme)
    try:
        drawn = subprocess.run(command, capture_output=True, text=True, timeout=_DRAWING_S, check=False)
        last = next(
            (line for line in reversed(drawn.stderr.splitlines()) if line.strip()), f"status {drawn.returncode}"
        )
        reason = "" if drawn.returncode == 0 else last  # without Qt it is what a traceback ends with
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = str(error)
    if reason:
        _tell(f"the pictures of the panels could not be drawn: {reason}")
