"""How often the assistant hears itself: `duologue bench echo`, or `python -m duologue.bench.echo BUNDLES VOICES
--minutes N --gain DB NAME ...` with the folders.

Each voice answers typed questions at length, and a room carries what its loudspeaker plays into its microphone; nobody
else speaks. The session is replayed, canceller, ears and core included, as fast as it goes. Whatever is understood is
its own voice, and so is whatever stops it.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr

from duologue.audio.echo.canceller import EchoCanceller
from duologue.bench.analysis import OwnVoiceErrors
from duologue.bench.room import RoomPath, room_noise
from duologue.bench.track import stretches
from duologue.bench.voices import TEXTS, chosen
from duologue.core.errors import DuologueError
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, SPEAKER_RATE_HZ
from duologue.model.bundle import load_bundle
from duologue.model.contents import DEFAULT_BUNDLE
from duologue.model.families import LoadOptions, open_model
from duologue.model.voice.entry import VoiceEntry
from duologue.model.voice.registry import find_entries
from duologue.session.case import Case, read_case
from duologue.session.replay import SOUND_NAME, TIMELINE_NAME, Replay

QUESTION = "Why do old lighthouses keep their lamps lit?"
EVERY_S = 75.0
"""From one question to the next, in seconds: an answer takes about a minute."""
FIRST_S = 2.0
DELAY_MS = 60.0
FAINT_DB = -60.0
"""Level in dBFS above which the assistant is heard."""
COST_S = 60.0
"""How much of the sound the canceller is timed on, in seconds."""


@dataclass(frozen=True, slots=True)
class EchoFigures:
    """What came of one voice. state, reduction_db: how the canceller ended. canceller_ms: processor time it takes for a
    micro-turn, p50 and p95."""

    name: str
    own: OwnVoiceErrors
    state: str
    reduction_db: int
    canceller_ms: tuple[float, float]


def case_of(voice: str, minutes: float, gain_db: float, folder: Path) -> Case:
    """A session in which a voice answers one question after the other; its sound is written to a folder."""
    seconds = minutes * 60
    soundfile.write(folder / "room.wav", room_noise(seconds), MIC_RATE_HZ)
    rng = random.Random(0)
    texts = [text for text in TEXTS if len(text.split()) > 3]
    asked = [FIRST_S + EVERY_S * i for i in range(max(1, round(seconds / EVERY_S)))]
    turns = [{"chunks": [f"{text} " for text in rng.sample(texts, len(texts))], "chunk_gap": 0.1}]
    values: dict[str, Any] = {
        "id": f"echo-{voice}",
        "audio": "room.wav",
        "background": {"type": "script", "turns": turns},
        "inject": [{"t": t, "type": "text", "text": QUESTION} for t in asked],
    }
    case = read_case(values, "the case", folder)
    return replace(case, settings=replace(case.settings, voice=voice), echo=RoomPath(gain_db, DELAY_MS))


def measure(voice: str, minutes: float, gain_db: float, bundles: Path, voices: Path) -> EchoFigures:
    """Has a voice talk into its own microphone for some minutes. gain_db: of the echo beside the voice.

    Raises:
        DuologueError: the model or the voice does not work.
    """
    with tempfile.TemporaryDirectory(prefix="duo-") as folder:
        place = Path(folder)
        case = case_of(voice, minutes, gain_db, place)
        replay = Replay(case, place / "out")
        try:
            wish = LoadOptions("cpu", voice=voice, voices=voices, bundles=bundles)
            loaded = open_model(load_bundle(DEFAULT_BUNDLE, bundles), wish)
            replay.use(loaded.model, loaded.voice, loaded.bundle, loaded.fallback, read_text=loaded.read_text)
            asyncio.run(replay.run())
        finally:
            replay.close()
        lines = (place / "out" / TIMELINE_NAME).read_text(encoding="utf-8").splitlines()
        timeline = [json.loads(line) for line in lines]
        said = np.asarray(soundfile.read(place / "out" / SOUND_NAME, dtype="float32")[0], np.float32)
    return figures(voice, case, timeline, said)


def figures(voice: str, case: Case, timeline: list[dict[str, Any]], said: Samples) -> EchoFigures:
    """From what was recorded. said: what the speaker played, [N] at 24 kHz."""
    typed = [(item.t, item.t) for item in case.inject]  # a line that is typed may end an answer
    own = OwnVoiceErrors.of(typed, stretches(said, SPEAKER_RATE_HZ, FAINT_DB), timeline)
    canceller, spent_ms = EchoCanceller(), []
    assert case.echo is not None
    played = soxr.resample(said[: round(COST_S * SPEAKER_RATE_HZ)], SPEAKER_RATE_HZ, MIC_RATE_HZ)
    heard = room_noise(len(played) / MIC_RATE_HZ)
    for at in range(0, len(played) - MIC_SAMPLES + 1, MIC_SAMPLES):
        echo = case.echo.echo(lambda first, last: _between(said, first, last), at / MIC_RATE_HZ, MIC_SAMPLES)
        began = time.thread_time()
        canceller.process(heard[at : at + MIC_SAMPLES] + echo, played[at : at + MIC_SAMPLES])
        spent_ms.append((time.thread_time() - began) * 1000)
    p50, p95 = np.quantile(spent_ms, (0.5, 0.95)) if spent_ms else (0.0, 0.0)
    return EchoFigures(
        voice, own, canceller.report.state.value, canceller.report.reduction_db, (float(p50), float(p95))
    )


def _between(sound: Samples, first: int, last: int) -> Samples:
    """The samples from one to another, zeros where there are none."""
    kept = sound[max(first, 0) : max(last, 0)]
    before = min(max(-first, 0), last - first)
    return np.pad(kept, (before, last - first - before - len(kept)))


def table(found: EchoFigures) -> Iterator[str]:
    """A line for a voice."""
    own = found.own
    yield (
        f"{found.name}: spoke {own.seconds:.0f} s alone, heard {own.words} words in its own voice, stopped by itself "
        f"{own.stops} times; echo {found.state}, {found.reduction_db} dB; the canceller takes "
        f"{found.canceller_ms[0]:.1f} ms of a core a micro-turn (p50), {found.canceller_ms[1]:.1f} ms (p95)"
    )


def main() -> int:
    """Command line; the exit status."""
    parser = argparse.ArgumentParser(prog="duologue bench echo", description=__doc__.splitlines()[0])
    parser.add_argument("bundles", type=Path)
    parser.add_argument("voices", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--gain", type=float, required=True)
    options = parser.parse_args()
    try:
        bundle = load_bundle(DEFAULT_BUNDLE, options.bundles)
        entries: dict[str, VoiceEntry] = find_entries(bundle, options.voices, options.bundles)
        for name in chosen(entries, options.names):
            found = measure(name, options.minutes, options.gain, options.bundles, options.voices)
            sys.stdout.write("".join(f"{line}\n" for line in table(found)))
            sys.stdout.flush()
    except DuologueError as error:
        sys.stderr.write(f"duologue: {error.message}\n")
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
