"""Measures the voices: `duologue bench voices [NAME ...]`, or `python -m duologue.bench.voices BUNDLES VOICES NAME ...`
with the folders. Without names, one of those that share a network.

For each voice: how long opening it takes and how much memory, how soon the first sound of a text is there, and how
long the whole takes beside the sound it gives. A program of its own, so that memory is that of the voices alone.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from duologue.core.errors import DuologueError, InputError
from duologue.model.bundle import load_bundle
from duologue.model.contents import DEFAULT_BUNDLE
from duologue.model.voice.base import Voice
from duologue.model.voice.clauses import split_clauses
from duologue.model.voice.entry import VoiceEntry
from duologue.model.voice.registry import find_entries

TEXTS = (
    "Mm-hm.", "I see.", "Right.", "It is half past four.", "Your timer for the eggs is over.", "Sure, go on.",
    "The list has milk, bread, six eggs and a bag of flour.", "That comes to 3.5 miles, which is 5.6 kilometers.",
    "I added soap to the shopping list, and I moved the meeting with the gardener to Thursday at three.",
    "The bridge was closed for repairs in 1987 and opened again four years later.",
    "In short, the old lighthouse keeps its lamp lit because the fishing boats still steer by it at night.",
    "You have two reminders tomorrow: the dentist at nine, and a call with your sister in the evening.",
    "Bread rises because yeast turns sugar into gas. The gas is held by the dough.",
    "I could not find anything about that, so please tell me a little more about what you are looking for.",
    "Good morning! It will be sunny with a light wind from the west.",
    "No, the train at seven is full.", "Say stop when you have had enough.", "Thirty seconds have passed.",
)  # fmt: skip
"""What is said: clauses as an assistant speaks them, short and long."""


@dataclass(frozen=True, slots=True)
class VoiceFigures:
    """What was measured of a voice. Times in ms, of one core: wall, and used by the processor. memory: MB at its peak.

    factor: processor time for a second of sound, in seconds.
    """

    name: str
    open_ms: float
    first_ms: tuple[float, ...]
    first_used_ms: tuple[float, ...]
    factor: float
    memory_mb: float


def measure(name: str, entry: VoiceEntry) -> VoiceFigures:
    """Has a voice say TEXTS in its first language.

    Raises:
        DuologueError: it cannot be used.
    """
    process = psutil.Process()
    before, began = process.memory_info().rss, time.perf_counter()
    voice = entry.open()
    open_ms = (time.perf_counter() - began) * 1000
    peak = process.memory_info().rss
    waits, used, spent_s, sound_s = [], [], 0.0, 0.0
    for clause in (clause for text in TEXTS for clause in split_clauses(text)):
        first, clause_s, clause_sound_s = _say(voice, clause, entry.languages[0])
        waits.append(first[0])
        used.append(first[1])
        spent_s, sound_s = spent_s + clause_s, sound_s + clause_sound_s
        peak = max(peak, process.memory_info().rss)
    return VoiceFigures(name, open_ms, tuple(waits), tuple(used), spent_s / sound_s, (peak - before) / 1e6)


def _say(voice: Voice, clause: str, language: str) -> tuple[tuple[float, float], float, float]:
    """Wall and processor time to the first piece in ms, processor time in all and length of the sound in seconds."""
    began, used, sound_s = time.perf_counter(), time.thread_time(), 0.0
    first: tuple[float, float] | None = None
    for piece in voice.speak(clause, language):
        if first is None:
            first = (time.perf_counter() - began) * 1000, (time.thread_time() - used) * 1000
        sound_s += piece.duration_s
    assert first is not None
    return first, time.thread_time() - used, sound_s


def table(figures: list[VoiceFigures]) -> Iterator[str]:
    """A line for each voice under a heading."""
    heads = ("opened", 8), ("first sound p50 / p95", 24), ("of processor", 16), ("real time", 10), ("memory", 8)
    yield f"{'voice':20} {' '.join(head.rjust(width) for head, width in heads)}"
    for voice in figures:
        first, used = (np.quantile(times, (0.5, 0.95)) for times in (voice.first_ms, voice.first_used_ms))
        yield (
            f"{voice.name:20} {voice.open_ms:5.0f} ms {first[0]:14.0f} / {first[1]:4.0f} ms "
            f"{used[0]:6.0f} / {used[1]:4.0f} ms {voice.factor:10.3f} {voice.memory_mb:5.0f} MB"
        )


def chosen(entries: dict[str, VoiceEntry], names: list[str]) -> dict[str, VoiceEntry]:
    """Those of these names, else one of each network.

    Raises:
        InputError: there is no voice of one of these names.
    """
    if unknown := sorted(set(names) - set(entries)):
        raise InputError("voices.name", f"There is no voice '{unknown[0]}'; there is: {', '.join(entries)}.")
    packages = [entry.package or name for name, entry in entries.items()]
    firsts = [name for at, name in enumerate(entries) if packages.index(packages[at]) == at]
    return {name: entries[name] for name in names or firsts}


def main() -> int:
    """Command line; the exit status."""
    bundles, voices = map(Path, sys.argv[1:3])
    figures = []
    try:
        entries = find_entries(load_bundle(DEFAULT_BUNDLE, bundles, needs_core=False), voices, bundles)
        for name, entry in chosen(entries, sys.argv[3:]).items():
            if entry.problem:
                sys.stderr.write(f"{name}: {entry.problem}\n")
            else:
                figures.append(measure(name, entry))
    except DuologueError as error:
        sys.stderr.write(f"duologue: {error.message}\n")
        return error.exit_status
    sys.stdout.write("\n".join(table(figures)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
