"""`duologue replay`: from options to a replay that runs."""

import argparse
import asyncio

from duologue.core.paths import Paths
from duologue.model.bundle import load_bundle
from duologue.model.interaction import BundleModel
from duologue.model.voice.espeak import EspeakVoice
from duologue.session.case import case_of_options
from duologue.session.replay import Replay, RunningClock


def run(options: argparse.Namespace, paths: Paths) -> int:
    """Plays the session that the options name; returns the exit status. Input is checked before the model is loaded.

    Raises:
        DuologueError: the input, an option or the bundle cannot be used, or the engine failed part-way.
    """
    case = case_of_options(options.case, options.audio, options.video, options.background)
    bundle = load_bundle(options.bundle, paths.bundles)
    clock = RunningClock() if options.pace == "realtime" else None
    replay = Replay(case, options.out, clock=clock, seed=options.seed)
    try:
        model = BundleModel.load(bundle, options.provider)
        names = {"name": bundle.name, "version": bundle.version, "sha256": bundle.sha256}
        replay.use(model, EspeakVoice(), names, model.fallback)
        asyncio.run(replay.run())
    finally:
        replay.close()
    return 0
