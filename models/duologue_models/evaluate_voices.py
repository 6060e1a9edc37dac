"""How well a recogniser understands the voices, and where they really are when they are stopped.

    uv run --with faster-whisper==1.2.1 python -m duologue_models.evaluate_voices WHISPER words joe --language en
    uv run --with faster-whisper==1.2.1 python -m duologue_models.evaluate_voices WHISPER stops joe

WHISPER is the folder of a Whisper model in CTranslate2's format. `words` prints the word error rate over the sentences
in tests/data/voices; `stops` cuts their sound at random and compares the words that count as spoken with those whose
beginnings the recogniser hears before the cut. Texts are compared in lower case, without marks, figures as words.
"""

import argparse
import random
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from num2words import num2words

from duologue.core.microturn import Samples
from duologue.core.paths import Paths
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.bundle import load_bundle
from duologue.model.contents import DEFAULT_BUNDLE
from duologue.model.voice.base import SpokenPiece
from duologue.model.voice.clauses import split_clauses
from duologue.model.voice.loudness import loudness_lufs
from duologue.model.voice.registry import Voices, find_entries

SENTENCES = Path(__file__).resolve().parents[2] / "tests/data/voices"
RECOGNISER_HZ = 16000
STOPS, SEED = 50, 1
TOLERANCE_S = 0.06
"""How far from a word's beginning a stop may lie so that it counts on either side."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, its sound [N] at 24 kHz, and the words of it with the seconds at which they begin."""

    text: str
    sound: Samples
    words: tuple[tuple[str, float], ...]


def say(voices: Voices, text: str, language: str) -> Said:
    """Has a sentence spoken clause by clause, with the pauses between."""
    pieces: list[Samples] = []
    words: list[tuple[str, float]] = []
    for clause in split_clauses(text, language):
        began_s = sum(map(len, pieces)) / SPEAKER_RATE_HZ
        for piece in voices.speak(clause, language):
            words += [(word.text, began_s + word.start_s) for word in piece.words]
            pieces += _with_pause(piece)
    return Said(text, np.concatenate(pieces), tuple(words))


def _with_pause(piece: SpokenPiece) -> list[Samples]:
    return [piece.samples, np.zeros(round(piece.pause_s * SPEAKER_RATE_HZ), np.float32)]


def compared(text: str, language: str) -> list[str]:
    """The words of a text as they are compared."""
    text = _NUMBER.sub(lambda found: f" {num2words(int(found[0]), lang=language)} ", text.lower())
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[^\w\s]", " ", plain.replace("'", "")).split()


def errors(wanted: Sequence[str], heard: Sequence[str]) -> int:
    """Words to change, leave out or put in (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(wanted, start=1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def _recognise(whisper: Any, sound: Samples, language: str, *, times: bool) -> tuple[str, list[tuple[str, float]]]:
    """What is heard, and with times the words of it with the seconds at which they begin."""
    heard = soxr.resample(np.pad(sound, SPEAKER_RATE_HZ // 4), SPEAKER_RATE_HZ, RECOGNISER_HZ)
    segments = list(
        whisper.transcribe(heard, language=language, beam_size=5, word_timestamps=times, temperature=0.0)[0]
    )
    words = [(word.word.strip(), word.start - 0.25) for segment in segments for word in (segment.words or ())]
    return " ".join(segment.text for segment in segments), words


def word_errors(whisper: Any, said: Sequence[Said], language: str) -> Iterator[tuple[Said, str, int, int]]:
    """For each sentence what was heard, how many words are wrong, and how many it has."""
    for one in said:
        heard, _ = _recognise(whisper, one.sound, language, times=False)
        wanted = compared(one.text, language)
        yield one, heard, errors(wanted, compared(heard, language)), len(wanted)


def stop_errors(whisper: Any, said: Sequence[Said], language: str, stops: int) -> Iterator[float]:
    """For random stops by how many seconds the last word that counts as spoken is off: 0 where the recogniser hears it
    begin before the stop and the next one after it, within TOLERANCE_S."""
    rng = random.Random(SEED)
    for one in rng.sample(list(said), min(stops, len(said))):
        _, heard = _recognise(whisper, one.sound, language, times=True)
        same = [compared(word, language) for word, _ in heard] == [compared(word, language) for word, _ in one.words]
        if not same:
            continue  # another text was understood: its times are those of other words
        stop_s = rng.uniform(0.3, len(one.sound) / SPEAKER_RATE_HZ)
        spoken = sum(start_s < stop_s for _, start_s in one.words)
        late = max((start_s - stop_s for _, start_s in heard[:spoken]), default=0.0)
        early = max((stop_s - start_s for _, start_s in heard[spoken:]), default=0.0)
        yield max(late, early, 0.0)


def main() -> int:
    """Command line; the exit status."""
    parser = argparse.ArgumentParser(prog="duologue_models.evaluate_voices", description=__doc__.splitlines()[0])
    parser.add_argument("whisper", type=Path, help="folder of a Whisper model")
    parser.add_argument("what", choices=("words", "stops"))
    parser.add_argument("voice", help="name of the voice")
    parser.add_argument("--language", default="en", help="ISO 639-1")
    parser.add_argument("--count", type=int, default=100, help="how many sentences or stops at most")
    args = parser.parse_args()
    paths = _paths()
    entries = find_entries(load_bundle(DEFAULT_BUNDLE, paths.bundles, needs_core=False), paths.voices, paths.bundles)
    voices = Voices(args.language, args.voice, entries)
    lines = (SENTENCES / f"sentences.{args.language}.txt").read_text(encoding="utf-8").splitlines()
    said = [say(voices, line, args.language) for line in lines[: args.count]]
    sys.stderr.write("".join(f"{fault}\n" for fault in voices.take_faults()))
    whisper = import_module("faster_whisper").WhisperModel(str(args.whisper), compute_type="int8", cpu_threads=1)
    if args.what == "words":
        _print_words(whisper, said, args.language)
    else:
        off = np.array(list(stop_errors(whisper, said, args.language, min(args.count, STOPS))))
        within = int(np.sum(off <= TOLERANCE_S))
        sys.stdout.write(f"{within} of {len(off)} stops within {TOLERANCE_S * 1000:.0f} ms; ")
        sys.stdout.write(f"off by p95 {np.quantile(off, 0.95) * 1000:.0f} ms, at most {off.max() * 1000:.0f} ms\n")
    return 0


def _paths() -> Paths:
    return import_module("duologue.cli").user_paths()  # type: ignore[no-any-return]


def _print_words(whisper: Any, said: Sequence[Said], language: str) -> None:
    wrong = total = 0
    for one, heard, errors_, words in word_errors(whisper, said, language):
        wrong, total = wrong + errors_, total + words
        if errors_:
            sys.stdout.write(f"{errors_}: {one.text} | {heard.strip()}\n")
    levels = [loudness_lufs(one.sound) for one in said]
    sys.stdout.write(f"word error rate {wrong / total:.1%} ({wrong} of {total}); ")
    sys.stdout.write(f"level {np.mean(levels):.1f} LUFS, {min(levels):.1f} to {max(levels):.1f}\n")


if __name__ == "__main__":
    sys.exit(main())
