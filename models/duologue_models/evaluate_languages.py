"""How much the recogniser of other languages loses by hearing speech while it goes on, and what it makes of noise.

    uv run --with faster-whisper==1.2.1 python -m duologue_models.evaluate_languages INDEX.jsonl [--languages CODE ...]
    python -m duologue_models.evaluate_languages --noise MINUTES

INDEX.jsonl holds one JSON object a line with `file` (beside it), `lang` and perhaps `text`. Each recording is streamed
through the bundle `languages` as a session does it, a pass beginning when the one before has ended, and heard as a
whole by CTranslate2 with the same weights. A line for each language: word error rates of both where the text is known,
and how many words of the whole the stream has otherwise. With --noise: words that are heard in noise and silence.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.paths import Paths
from duologue.core.timing import MIC_RATE_HZ, boundary_s
from duologue.model.bundle import load_bundle
from duologue.model.contents import DEFAULT_BUNDLE
from duologue.model.ears.passages import open_activity
from duologue.model.languages.listening import Activity
from duologue.model.languages.opening import open_languages
from duologue.model.languages.passage import Transcribes
from duologue.model.languages.stream import LanguageStream
from duologue_models.evaluate_ears import microturns, read_mono
from duologue_models.evaluate_voices import compared, errors, open_whisper
from duologue_models.failing import in_one_line

LANGUAGES = ("es", "fr", "de", "it", "pt")
SILENCE_S = 3
"""Silence after a recording, in seconds."""


def streamed(ears: Transcribes, activity: Activity, sound: Samples, among: Sequence[str]) -> str:
    """All that is heard of a sound [N] at 16 kHz and the silence after it; passes take as long as they compute."""
    stream, said, ready_s, heard = LanguageStream(ears, among), list[str](), 0.0, None
    for index, mic in enumerate(microturns(np.pad(sound, (0, SILENCE_S * MIC_RATE_HZ)))):
        end_s = boundary_s(index + 1)
        stream.feed(mic, [float(p) for p in activity.by_frame(activity.feed(mic))], end_s)
        if heard is not None and ready_s <= end_s:
            found = stream.take(*heard)
            said += [found.utterance.text] if found is not None and found.utterance.final else []
            heard = None
        if heard is None and (made := stream.due()) is not None:
            began_s = time.process_time()
            heard = made()
            ready_s = end_s + time.process_time() - began_s
    return " ".join(text for text in said if text)


def noise(minutes: float, seed: int = 1) -> Iterator[tuple[str, Samples]]:
    """Kinds of sound without words, each as long as the others, of so many minutes in all."""
    count = round(minutes * 60 * MIC_RATE_HZ / 5)
    random = np.random.default_rng(seed)
    hiss = random.normal(0, 1, count)
    rumble = np.convolve(hiss, np.ones(200) / 200**0.5, "same")
    t = np.arange(count) / MIC_RATE_HZ
    knocks = np.where(random.random(count) < 1 / MIC_RATE_HZ, 1.0, 0.0)
    decay = np.exp(-np.arange(1600) / 200) * np.sin(np.arange(1600) / 3)
    chord = sum(np.sin(2 * np.pi * hz * t) * (1 + np.sin(2 * np.pi * t * hz / 200)) for hz in (220, 277, 330))
    for name, sound in (
        ("silence", 0 * hiss), ("hiss", 0.03 * hiss), ("rumble", 0.05 * rumble),
        ("knocks", 0.3 * np.convolve(knocks, decay, "same") + 0.001 * hiss), ("music", 0.05 * chord),
    ):  # fmt: skip
        yield name, sound.astype(np.float32)


def _recordings(index: Path, languages: Sequence[str]) -> dict[str, list[tuple[Path, str]]]:
    found = defaultdict(list)
    for line in index.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("lang") in languages:
            found[row["lang"]].append((index.parent / row["file"], row.get("text") or ""))
    return found


def _report(ears: Transcribes, activity: Activity, whisper: Any, language: str, files: list[tuple[Path, str]]) -> None:
    """A line for a language, before it one for each recording that is heard otherwise."""
    off = words = known = wrong = wrong_whole = 0
    for path, text in files:
        sound = read_mono(path)
        segments, _ = whisper.transcribe(sound, language=language, beam_size=1, temperature=0.0)
        whole = compared(" ".join(segment.text for segment in segments), language)
        ours = compared(streamed(ears, activity, sound, (language,)), language)
        differing = errors(whole, ours)
        off, words = off + differing, words + len(whole)
        if text:
            wanted = compared(text, language)
            known += len(wanted)
            wrong, wrong_whole = wrong + errors(wanted, ours), wrong_whole + errors(wanted, whole)
        if differing:
            print(f"  {path.name}, {differing}: {' '.join(whole)} | {' '.join(ours)}", flush=True)
    rates = f", word error rate {wrong / known:.1%}, whole {wrong_whole / known:.1%}" if known else ""
    print(f"{language}: {off / max(words, 1):.1%} of {words} words otherwise{rates}", flush=True)


@in_one_line
def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="duologue_models.evaluate_languages", description=__doc__.splitlines()[0])
    parser.add_argument("index", type=Path, nargs="?", help="the recordings, as JSON lines")
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES, help="ISO 639-1; all")
    parser.add_argument("--noise", type=float, default=0.0, metavar="MINUTES", help="how much noise and silence")
    args = parser.parse_args()
    paths: Paths = import_module("duologue.cli").user_paths()
    ears = open_languages(paths.bundles, "cpu")
    activity = open_activity(load_bundle(DEFAULT_BUNDLE, paths.bundles, needs_core=False))
    for name, sound in noise(args.noise) if args.noise else ():
        heard = streamed(ears, activity, sound, ())
        print(f"{name}, {len(sound) / MIC_RATE_HZ:.0f} s: {len(heard.split())} words {heard}".rstrip(), flush=True)
    if args.index is not None:
        with TemporaryDirectory(prefix="duo-") as folder:
            whisper = open_whisper(Path(folder))
            for language, files in _recordings(args.index, args.languages).items():
                _report(ears, activity, whisper, language, files)


if __name__ == "__main__":
    sys.exit(main())
