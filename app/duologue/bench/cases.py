"""Cases and recordings as what the users of a measurement say, and what answers them."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile

from duologue.audio.files import read_sound
from duologue.bench.track import Track
from duologue.core.errors import InputError
from duologue.core.events import Json
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ
from duologue.session.case import load_case

CASE_NAME, SOUND_NAME = "case.json", "track.wav"


@dataclass(frozen=True)
class Source:
    """One recorded user. sound: [N] at 16 kHz, with room for the answers.

    turns: of a scripted background model. tools: canned results by tool name.
    """

    sound: Samples
    turns: list[Json] = field(default_factory=list)
    tools: dict[str, list[Json]] = field(default_factory=dict)


def read_source(path: Path) -> Source:
    """A case, or any sound file.

    Raises:
        InputError: it cannot be read, or has what only a replay can do.
    """
    if path.suffix.lower() != ".json":
        return Source(read_sound(path))
    case = load_case(path)
    values = json.loads(path.read_bytes())
    background = values.get("background") or {}
    if case.inject or "video" in values or background.get("type") == "openai":
        raise InputError(
            "bench.case", f"'{path}' cannot be measured live: it injects events, shows a video or needs a server."
        )
    return Source(
        _fitted(read_sound(case.audio), case.duration_s), background.get("turns", []), values.get("tools", {})
    )


def _fitted(sound: Samples, duration_s: float | None) -> Samples:
    """The sound, cut or padded with silence to the case's length."""
    samples = len(sound) if duration_s is None else round(duration_s * MIC_RATE_HZ)
    return np.pad(sound[:samples], (0, max(0, samples - len(sound))))


def write_case(track: Track, sources: list[Source], folder: Path) -> Path:
    """Writes a case of the whole track and its sound to a folder; returns the case's path.

    Raises:
        OSError: the folder cannot be written to.
    """
    tools: dict[str, list[Json]] = {}
    for source in sources:
        for name, entries in source.tools.items():
            tools.setdefault(name, []).extend(entries)
    turns = [turn for source in sources for turn in source.turns]
    soundfile.write(folder / SOUND_NAME, track.sound, MIC_RATE_HZ)
    case = {
        "id": "bench",
        "audio": SOUND_NAME,
        "settings": {"consent": "allow"},
        "background": {"type": "script", "turns": turns} if turns else {"type": "none"},
        "tools": tools,
    }
    path = folder / CASE_NAME
    path.write_text(json.dumps(case), encoding="utf-8")
    return path
