"""Whether the words that count as spoken when a voice is stopped are those that were heard.

    uv run --with pocketsphinx==5.1.1 python -m duologue_models.evaluate_stops [VOICE ...] [--count N]

Each voice says English sentences of tests/data/voices and is stopped at random. PocketSphinx is told what is said and
finds in the sound where each word begins (forced alignment, in frames of 10 ms). A stop is off by as much as it would
have to lie elsewhere for both to count the same words. It knows natural voices alone: those of espeak-ng it loses.
Sentences that it loses, or of which it does not know a word, are left out and counted.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.registry import Voices
from duologue_models.evaluate_voices import SILENCE_S, Said, chosen, compared, own_entries, say, sentences
from duologue_models.failing import in_one_line

STOPS, SEED = 50, 1
TOLERANCE_S = 0.06
"""How far from the beginning of a word a stop may lie, in seconds, so that the word counts either way."""
FIRST_S = 0.3
"""How soon a voice is stopped at the earliest, in seconds."""
FRAMES_PER_S = 100
_BEAM = 1e-200


@dataclass(frozen=True, slots=True)
class Compared:
    """The words of a sentence: when each begins, as the voice says and as it was found, in seconds; how long it is."""

    told_s: tuple[float, ...]
    found_s: tuple[float, ...]
    length_s: float

    def off_s(self, stop_s: float) -> float:
        """By how much a stop would have to lie elsewhere, in seconds, for the same words to have begun."""
        spoken = sum(start_s < stop_s for start_s in self.told_s)
        late = max((start_s - stop_s for start_s in self.found_s[:spoken]), default=0.0)
        early = max((stop_s - start_s for start_s in self.found_s[spoken:]), default=0.0)
        return max(late, early, 0.0)


class Aligner:
    """PocketSphinx with its American model."""

    def __init__(self) -> None:
        self._sphinx: Any = import_module("pocketsphinx").Decoder(
            lm=None, loglevel="FATAL", beam=_BEAM, wbeam=_BEAM, pbeam=_BEAM
        )

    def compare(self, said: Said) -> Compared | None:
        """When the words of a sentence begin, None where they were not found."""
        written = [(compared(word, "en"), start_s) for word, start_s in said.words]
        written = [(words, start_s) for words, start_s in written if words]
        starts_s = self._find(said, [word for words, _ in written for word in words])
        if starts_s is None:
            return None
        firsts = np.cumsum([0, *(len(words) for words, _ in written[:-1])])
        return Compared(
            tuple(start_s for _, start_s in written),
            tuple(starts_s[first] for first in firsts),
            len(said.sound) / SPEAKER_RATE_HZ,
        )

    def _find(self, said: Said, words: Sequence[str]) -> list[float] | None:
        if any(self._sphinx.lookup_word(word) is None for word in words):
            return None
        sound = (np.clip(said.heard, -1, 1) * 32767).astype(np.int16)
        self._sphinx.set_align_text(" ".join(words))
        self._sphinx.start_utt()
        self._sphinx.process_raw(sound.tobytes(), full_utt=True)
        self._sphinx.end_utt()
        if self._sphinx.hyp() is None:
            return None
        found = [each for each in self._sphinx.seg() if each.word[0] not in "<["]
        if [each.word.split("(")[0] for each in found] != list(words):
            return None
        return [each.start_frame / FRAMES_PER_S - SILENCE_S for each in found]


def aligned(aligner: Aligner, voices: Voices, count: int) -> Iterator[Compared | None]:
    """As many sentences as are wanted, and None for each that was left out."""
    texts = sentences("en")
    random.Random(SEED).shuffle(texts)
    kept = 0
    for text in texts:
        if kept == count:
            return
        found = aligner.compare(say(voices, text, "en"))
        kept += found is not None
        yield found


def report(name: str, tried: Sequence[Compared | None]) -> Iterator[str]:
    """How many stops are within TOLERANCE_S, and how far off words begin."""
    found = [each for each in tried if each is not None]
    if not found:
        yield f"{name}: no sentence was found again in its sound"
        return
    rng = random.Random(SEED)
    off = np.array([each.off_s(rng.uniform(FIRST_S, each.length_s)) for each in found])
    begins = np.array([told - at for each in found for told, at in zip(each.told_s, each.found_s, strict=True)])
    yield (
        f"{name}: {np.sum(off <= TOLERANCE_S)} of {len(off)} stops within {TOLERANCE_S * 1000:.0f} ms, at most "
        f"{off.max() * 1000:.0f} ms off; {len(begins)} words begin {np.median(begins) * 1000:+.0f} ms off (median), "
        f"{np.mean(abs(begins) <= TOLERANCE_S):.1%} within {TOLERANCE_S * 1000:.0f} ms; "
        f"{len(tried) - len(found)} sentences left out"
    )


@in_one_line
def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="duologue_models.evaluate_stops", description=__doc__.splitlines()[0])
    parser.add_argument("voices", nargs="*", metavar="VOICE", help="their names; without, one of each network")
    parser.add_argument("--count", type=int, default=STOPS, help="how many stops of each")
    args = parser.parse_args()
    entries = own_entries()
    aligner = Aligner()
    for name in chosen(entries, "en", args.voices):
        for line in report(name, list(aligned(aligner, Voices("en", name, entries), args.count))):
            print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
