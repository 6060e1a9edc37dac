"""Streams sound files through the ears in micro-turns, as a session would, and measures what comes out.

    python -m duologue_models.evaluate_ears BUNDLE/ears FILES... [--reference TEXT | --references FILE.jsonl] [--trace]

Prints what was heard, the word error rate where a reference is known, the real-time factor and the times of the steps.
A references file holds one JSON object a line with `file` (a name) and `text`.
"""

import argparse
import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile
import soxr

from duologue.core.microturn import Hearing, Samples, Utterance
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, boundary_s
from duologue.model.ears import Ears
from duologue.model.runtime import Runtime

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_NUMBERS = dict(enumerate(f"{_ONES} eighteen nineteen".split()))
_TEN_NAMES = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_TENS = dict(zip(range(20, 100, 10), _TEN_NAMES, strict=True))
_SPELLINGS = {"mr": "mister", "mrs": "missus", "dr": "doctor", "oh": "zero", "ok": "okay", "metres": "meters"}
_FILLERS = {"um", "uh", "er", "erm", "hmm", "mm", "ah"}


@dataclass(frozen=True)
class Errors:
    """Word errors against a reference of so many words."""

    substituted: int = 0
    lost: int = 0
    added: int = 0
    words: int = 0

    def __add__(self, other: "Errors") -> "Errors":
        return Errors(*(a + b for a, b in zip(self._parts(), other._parts(), strict=True)))

    def _parts(self) -> tuple[int, int, int, int]:
        return self.substituted, self.lost, self.added, self.words

    @property
    def rate(self) -> float:
        """Word error rate."""
        return (self.substituted + self.lost + self.added) / max(1, self.words)


@dataclass
class StreamedHearing:
    """What the ears made of a recording. step_ms: wall time of each micro-turn. cpu_s: processor time of them all."""

    hearings: list[Hearing] = field(default_factory=list)
    step_ms: list[float] = field(default_factory=list)
    cpu_s: float = 0.0

    @property
    def final(self) -> list[Utterance]:
        """The utterances as they ended."""
        return [utterance for hearing in self.hearings for utterance in hearing.utterances if utterance.final]

    @property
    def text(self) -> str:
        """All words, in order."""
        return " ".join(utterance.text for utterance in self.final if utterance.words)


def normalised(text: str) -> list[str]:
    """Words in lower case without punctuation and fillers, numbers spelled out digit by digit from 100 on."""
    words = re.sub(r"[^a-z0-9' ]", " ", text.lower().replace("’", "'")).replace("'", "").split()
    spelled = (_spelled(word) for word in words if word not in _FILLERS)
    return [part for parts in spelled for part in parts]


def _spelled(word: str) -> list[str]:
    if not word.isdigit():
        return [_SPELLINGS.get(word, word)]
    number = int(word)
    if number < 20 and len(word) <= 2:
        return [_NUMBERS[number]]
    if number < 100 and len(word) == 2:
        return [_TENS[number - number % 10], *([_NUMBERS[number % 10]] if number % 10 else [])]
    return [_NUMBERS[int(digit)] for digit in word]


def word_errors(reference: Sequence[str], heard: Sequence[str]) -> Errors:
    """The fewest substitutions, losses and additions that turn a reference into what was heard."""
    row = [Errors(added=count) for count in range(len(heard) + 1)]
    for expected in reference:
        above, row = row, [row[0] + Errors(lost=1)]
        for index, word in enumerate(heard):
            same = above[index] + Errors(substituted=int(word != expected))
            row.append(min(same, above[index + 1] + Errors(lost=1), row[index] + Errors(added=1), key=_count))
    best = row[-1]
    return Errors(best.substituted, best.lost, best.added, len(reference))


def _count(errors: Errors) -> int:
    return errors.substituted + errors.lost + errors.added


def read_mono(path: Path) -> Samples:
    """A sound file as [N] at 16 kHz."""
    sound, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    mono = sound.mean(axis=1)
    return mono if rate_hz == MIC_RATE_HZ else soxr.resample(mono, rate_hz, MIC_RATE_HZ).astype(np.float32)


def microturns(sound: Samples) -> Iterator[Samples]:
    """The sound [N] in micro-turns [3200], the last one filled up with silence."""
    for start in range(0, sound.size, MIC_SAMPLES):
        piece = sound[start : start + MIC_SAMPLES]
        yield np.pad(piece, (0, MIC_SAMPLES - piece.size))


def stream(ears: Ears, sound: Samples, *, silence_s: float = 1.0) -> StreamedHearing:
    """Lets the ears hear a recording from a fresh start, and some silence after it. sound: [N] at 16 kHz."""
    ears.reset()
    streamed = StreamedHearing()
    began_s = time.process_time()
    for mic in microturns(np.pad(sound, (0, int(silence_s * MIC_RATE_HZ)))):
        step_began_s = time.perf_counter()
        streamed.hearings.append(ears.hear(mic))
        streamed.step_ms.append((time.perf_counter() - step_began_s) * 1000)
    streamed.cpu_s = time.process_time() - began_s
    return streamed


def open_ears(folder: Path, precision: str = "fp32", decoder_precision: str = "int8", threads: int = 2) -> Ears:
    """The ears of a bundle on the CPU, by default in the variants that bundles name for it."""
    runtime = Runtime.choose("cpu", folder / "vad.onnx", threads)
    return Ears.load(folder, runtime.open, precision, decoder_precision)


def trace(streamed: StreamedHearing) -> Iterator[str]:
    """One line for every report of an utterance; words that may still change carry a tilde."""
    for index, hearing in enumerate(streamed.hearings):
        for utterance in hearing.utterances:
            words = " ".join(word.text + ("" if word.stable else "~") for word in utterance.words)
            mark = "!" if utterance.final else " "
            times = f"{utterance.start_s:6.2f} {utterance.end_s:6.2f}"
            yield f"{boundary_s(index + 1):7.1f} {utterance.id:>4}{mark} {times}  {words}"


def _references(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["file"]: row["text"] for row in rows if row.get("text")}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the `ears` folder of a bundle")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--reference", help="what is said in the one file")
    parser.add_argument("--references", type=Path, help="what is said in each file, as JSON lines")
    parser.add_argument("--precision", default="fp32", help="of the encoder")
    parser.add_argument("--decoder-precision", default="int8")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--trace", action="store_true", help="print every report, not only the final text")
    options = parser.parse_args()
    ears = open_ears(options.folder, options.precision, options.decoder_precision, options.threads)
    ears.warm_up()
    references = _references(options.references)
    total, seconds, cpu_s, step_ms = Errors(), 0.0, 0.0, []
    for path in options.files:
        sound = read_mono(path)
        streamed = stream(ears, sound)
        print(path.name, "\n".join(["", *trace(streamed)]) if options.trace else streamed.text, sep=": ")
        reference = options.reference or references.get(path.name)
        if reference is not None:
            errors = word_errors(normalised(reference), normalised(streamed.text))
            total += errors
            print(f"   word error rate {errors.rate:.3f} {errors}")
        seconds += len(streamed.step_ms) * boundary_s(1)
        cpu_s += streamed.cpu_s
        step_ms += streamed.step_ms
    p50, p95, p99 = np.percentile(step_ms, [50, 95, 99])
    print(f"{seconds:.0f} s of sound, processor time {cpu_s / seconds:.3f} s a second, real-time factor ", end="")
    print(
        f"{sum(step_ms) / 1000 / seconds:.3f}, step p50 {p50:.0f} p95 {p95:.0f} p99 {p99:.0f} max {max(step_ms):.0f} ms"
    )
    if total.words:
        print(f"word error rate {total.rate:.4f} {total}")


if __name__ == "__main__":
    main()
