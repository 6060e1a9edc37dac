"""Sessions of real human voices: read passages of LibriSpeech, told to an assistant, heard by the real ears.

A voice tells one to four passages with short gaps. The pauses inside are no end (hold); what the silence after the last
means is left open for 1.5 s (a passage may break off in the middle), from then on it is taken up with a remark. Now and
then the voice begins while the assistant speaks, which gives way. Short requests by people (speech-vendor-samples) are
over at their end: a real voice must not stand for pauses alone. One reader in five, `speech-ami` and
`speech-pocketsphinx` are held out for measuring; the former also because the yardstick of real meetings tests on them.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import soundfile as sf

from duologue.core.microturn import Hearing, Samples, Utterance, Word
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, MICROTURN_S
from duologue.core.writing import Move
from duologue.model.ears import Ears
from duologue.model.runtime import CPU, Provider, Runtime
from duologue_models.interaction.pauses import stretches
from duologue_models.interaction.render import Studio
from duologue_models.interaction.requests import Wanted
from duologue_models.interaction.scenarios import DECISION_S, boundary
from duologue_models.interaction.session import WAITS, Interval, OwnSpeech, Script, Write
from duologue_models.interaction.speech import Said, spoken

SESSION_S = 70.0
PIECE_S = 44.0
"""A longer session is cut, so that it fits a row of training."""
OPEN_S = 1.5
"""For so long after a passage nothing is taught."""
LEVEL_DB = -23.0
_HELD_OUT_OF = 5
REQUESTS = (
    "gcp_230pm gcp_audio gcp_book_a_room gcp_half_an_hour gcp_hello_gemini_are_you_there gcp_mountain_view gcp_today "
    "gcp_two_people ms_kws_whatstheweatherlike unmute_Bear-or-shark-trim unmute_dog-or-cat-3-nowait unmute_seine"
).split()
"""Clips in which a person asks or answers a machine something."""
_NO_EMBEDDING = np.zeros(0, np.float32)
REMARKS = [
    "that sounds like quite a story",
    "i see, thank you for telling me",
    "how interesting",
    "oh, that is good to know",
    "i am listening, please tell me more about it whenever you like",
    "thank you, i will remember that you told me about it, and we can talk about it again at any time",
]
SAVED = ("duration", "user", "own", "taken_up", "respond", "yields", "ignored", "thinking")
"""What a tape writes into a script."""
WAITS_A_PIECE = 3
"""In so many pauses of a piece it is written that one waits."""
REMARKED = (Wanted(Move.REMARK.value),)
Recorded = tuple[Script, list[Hearing]]
Hear = Callable[[Samples], list[Hearing]]
"""Sound at 16 kHz, whole micro-turns -> what the ears make of each."""


@dataclass(frozen=True)
class Clip:
    """A recording of one voice."""

    path: Path
    voice: str
    text: str = ""

    def sound(self) -> Samples:
        """16 kHz, speech at -23 dBFS."""
        wave, rate = sf.read(self.path, dtype="float32")
        if rate != MIC_RATE_HZ:
            raise ValueError(f"{self.path} has {rate} Hz, not {MIC_RATE_HZ}")
        said = np.concatenate([wave[int(a * rate) : int(b * rate)] for a, b in stretches(wave)])
        return np.clip(wave * 10 ** (LEVEL_DB / 20) / np.sqrt(np.mean(said**2)), -0.98, 0.98).astype(np.float32)


def read_clips(folder: Path) -> list[Clip]:
    """The clips of a folder with an index.jsonl."""
    lines = (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Clip(folder / row["file"], row.get("spk") or row["file"], row.get("text") or "")
        for row in map(json.loads, lines)
    ]


def readers(data: Path, *, held_out: bool) -> list[list[Clip]]:
    """LibriSpeech by reader, in order of the reader's id; every fifth reader is held out."""
    by_voice: dict[str, list[Clip]] = {}
    for clip in read_clips(data / "speech-librispeech"):
        by_voice.setdefault(clip.voice, []).append(clip)
    return [by_voice[v] for i, v in enumerate(sorted(by_voice)) if (i % _HELD_OUT_OF == _HELD_OUT_OF - 1) == held_out]


def room_tone(wave: Samples, n: int, rng: np.random.Generator) -> Samples:
    """Noise [n] with level and spectrum of the quietest tenth of a recording, for the gaps beside it."""
    frames = wave[: len(wave) // 512 * 512].reshape(-1, 512)
    power = np.mean(frames**2, 1)
    quiet = frames[power <= np.quantile(power, 0.1)]
    spectrum = np.sqrt(np.mean(np.abs(np.fft.rfft(quiet * np.hanning(512))) ** 2, 0))
    noise = np.fft.rfft(rng.standard_normal(n))
    shaped = np.fft.irfft(noise * np.interp(np.linspace(0, 1, len(noise)), np.linspace(0, 1, 257), spectrum), n)
    return (shaped * np.sqrt(np.mean(quiet**2)) / max(float(shaped.std()), 1e-9)).astype(np.float32)


@dataclass
class Tape:
    """Lays passages on one line of time, with the targets. All randomness from `rng`."""

    rng: np.random.Generator
    script: Script = field(default_factory=Script)
    studio: Studio = field(default_factory=lambda: Studio("", ""))
    now: float = 0.5

    def ask(self, clip: Samples) -> None:
        """A voice asks something in one go; the assistant notices the end, mostly late, and answers."""
        end = self.tell([clip])
        waits = [self.rng.uniform(0.05, 0.4), self.rng.uniform(0.4, 2.6), self.rng.uniform(2.6, 5)]
        self._decided(end, boundary(end + self.rng.choice(waits, p=[0.15, 0.68, 0.17])))

    def tell(self, passages: list[Samples]) -> float:
        """A voice tells all passages; returns the end of its last word."""
        said: list[tuple[float, float]] = []
        for wave in passages:
            parts = stretches(wave)
            begin = max(0.0, parts[0][0] - 0.1)
            cut = wave[int(begin * MIC_RATE_HZ) : int((parts[-1][1] + 0.1) * MIC_RATE_HZ)]
            start = said[-1][1] + self.rng.uniform(0.3, 1.2) if said else self.now
            at = start - (parts[0][0] - begin)
            self._tone(wave, at - 2.0, at)
            self.studio.pieces.append((at, cut))
            said += [(a - begin + at, b - begin + at) for a, b in parts]
        self._tone(passages[-1], said[-1][1] + 0.1, said[-1][1] + 5.0)
        self.script.user += [Said("", a, b) for a, b in said]
        self.script.thinking += [(a[1], b[0]) for a, b in pairwise(said)]
        return said[-1][1]

    def _tone(self, wave: Samples, start: float, end: float) -> None:
        last = max((at + len(piece) / MIC_RATE_HZ for at, piece in self.studio.pieces), default=0.0)
        start = max(start, last)
        if end - start > 0.05:
            self.studio.pieces.append((start, room_tone(wave, int((end - start) * MIC_RATE_HZ), self.rng)))

    def take_up(self, end: float) -> None:
        """A passage is over: the assistant says something about it, 1.5 s later or after more."""
        self.script.ignored.append((end, end + OPEN_S))
        self._decided(end + OPEN_S, boundary(end + self.rng.uniform(OPEN_S + 0.3, 4.5)))

    def _decided(self, since: float, decided: float) -> None:
        self.script.respond.append((since, decided))
        self.script.taken_up.append(decided)
        self.now = decided + DECISION_S

    def remark(self, *, cut_short: bool) -> None:
        """The assistant speaks; where cut short, the next passage begins meanwhile and it gives way."""
        count = 4 if cut_short else 1
        words = " ".join(str(r) for r in self.rng.choice(REMARKS, count)).split()
        said = spoken(words, self.now, self.rng, 1.05)
        planned = said[-1].end
        if not cut_short:
            self.script.own.append(OwnSpeech(self.now, planned, planned, "response", said))
            self.now = planned + self.rng.uniform(0.5, 3.0)
            return
        onset = self.now + self.rng.uniform(1.0, 4.0)
        stop = boundary(onset + self.rng.uniform(0.3, 2.0)) + DECISION_S
        said = [w for w in said if w.end <= stop]
        self.script.own.append(OwnSpeech(self.now, min(stop, planned), planned, "response", said))
        self.script.yields.append((onset + 0.05, min(stop, planned)))
        self.now = onset


def tapes(data: Path, seed: int) -> Iterator[Tape]:
    """Sessions of about 70 s in which every clip for training is heard once, in an order drawn from the seed."""
    rng = np.random.default_rng([seed, 11])
    told: list[list[Clip]] = []
    for clips in readers(data, held_out=False):
        left = [clips[i] for i in rng.permutation(len(clips))]
        while left:
            count = min(len(left), int(rng.integers(1, 5)))
            told.append([left.pop() for _ in range(count)])
    tape = Tape(rng)
    asked = [Clip(data / "speech-vendor-samples" / f"{name}.flac", name) for name in REQUESTS]
    for index in rng.permutation(len(told)):
        end = tape.tell([clip.sound() for clip in told[index]])
        tape.take_up(end)
        cut_short = tape.now < SESSION_S - 12 and rng.random() < 0.4
        tape.remark(cut_short=cut_short)
        if not cut_short and rng.random() < 0.8:
            tape.ask(asked[int(rng.integers(len(asked)))].sound())
            tape.remark(cut_short=False)
        if tape.now > SESSION_S - 12:
            tape.script.duration = boundary(tape.now)
            yield tape
            tape = Tape(rng)


def listener(bundle: Path) -> Hear:
    """The real ears of a built bundle, from a fresh start for every sound."""
    ears = Ears.load(bundle / "ears", Runtime(Provider("cpu", CPU), threads=1).open, precision="fp32")

    def hear(wave: Samples) -> list[Hearing]:
        ears.reset()
        return [ears.hear(wave[i : i + MIC_SAMPLES]) for i in range(0, len(wave) - MIC_SAMPLES + 1, MIC_SAMPLES)]

    return hear


def listened(data: Path, hear: Hear, seed: int) -> Iterator[Recorded]:
    """Each session as the ears hear it, with room, level and noise."""
    for tape in tapes(data, seed):
        wave = tape.studio.sound(tape.script.duration, tape.rng)
        yield tape.script, hear(wave[: round(tape.script.duration / MICROTURN_S) * MIC_SAMPLES])


# ---- what was heard, on disk ---------------------------------------------------------------------------------------


def _revived(kind: type, values: dict[str, Any]) -> Any:
    """A script or a stretch of speech out of what asdict() made of it; JSON has lists for tuples."""
    inner: dict[str, type] = {"user": Said, "words": Said, "own": OwnSpeech}
    made: dict[str, Any] = {}
    for name, value in values.items():
        if name in inner:
            made[name] = [_revived(inner[name], v) for v in value]
        elif isinstance(value, list):
            made[name] = [tuple(v) if isinstance(v, list) else v for v in value]
        else:
            made[name] = value
    return kind(**made)


def save(recorded: Iterable[Recorded], path: Path) -> None:
    """Writes scripts and hearings (without the recogniser's embedding) as one .npz file."""
    pairs = list(recorded)
    told = [
        {
            "script": {name: value for name, value in asdict(script).items() if name in SAVED},
            "utterances": [
                [[u.id, u.final, [[w.text, w.start_s, w.end_s, w.stable] for w in u.words]] for u in h.utterances]
                for h in hearings
            ],
        }
        for script, hearings in pairs
    ]
    flat = [h for _, hearings in pairs for h in hearings]
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        told=np.array(json.dumps(told)),
        speech=np.stack([h.speech for h in flat]),
        level_db=np.stack([h.level_db for h in flat]),
        pitch_hz=np.stack([h.pitch_hz for h in flat]),
    )


def load(path: Path) -> list[Recorded]:
    """Reads what save() wrote."""
    with np.load(path) as file:
        told = json.loads(str(file["told"]))
        sound = zip(file["speech"], file["level_db"], file["pitch_hz"], strict=True)
    result = []
    for session in told:
        hearings = [
            Hearing(
                *next(sound),
                _NO_EMBEDDING,
                tuple(Utterance(name, tuple(Word(*w) for w in words), final) for name, final, words in changed),
            )
            for changed in session["utterances"]
        ]
        result.append((_revived(Script, session["script"]), hearings))
    return result


def recorded(data: Path, bundle: Path, cache: Path, seed: int = 1) -> list[Recorded]:
    """Every session with what the ears of the bundle heard in it, in pieces; from `cache` if that file is there."""
    if not cache.exists():
        began, made = time.monotonic(), []
        for pair in listened(data, listener(bundle), seed):
            made.append(pair)
            print(f"{len(made)} sessions of human voices heard, {time.monotonic() - began:.0f} s", flush=True)
        save(made, cache)
    parts = [part for pair in load(cache) for part in pieces(pair, PIECE_S)]
    rng = np.random.default_rng([seed, 13])
    for script, _ in parts:
        script.writes = writes(script, rng)
    return parts


def writes(script: Script, rng: np.random.Generator) -> list[Write]:
    """What is written: nothing yet in some of the pauses, a remark about what was told."""
    pauses = [p for p in script.thinking if p[1] - p[0] > 0.3]
    chosen = [pauses[i] for i in rng.permutation(len(pauses))[:WAITS_A_PIECE]]
    moments = [(boundary(a + rng.uniform(0.0, b - a - 0.2)), a, WAITS) for a, b in chosen]
    told = {end for _, end in script.ignored}
    moments += [(until, since, REMARKED) for since, until in script.respond if since in told]
    return [
        Write(at, ("",), plan, since=max((t for t in script.taken_up if t < at), default=0.0), ends=ends)
        for at, ends, plan in moments
    ]


def piece(pair: Recorded, start: float, end: float) -> Recorded:
    """A part of a session, which then begins at 0. start, end: ends of micro-turns at which nobody speaks."""
    script, hearings = pair

    def moved(intervals: list[Interval]) -> list[Interval]:
        return [(a - start, b - start) for a, b in intervals if start <= a < end]

    def said(words: Iterable[Said]) -> list[Said]:
        return [Said(w.text, w.start - start, w.end - start) for w in words]

    def heard(utterance: Utterance) -> Utterance:
        words = (Word(w.text, w.start_s - start, w.end_s - start, w.stable) for w in utterance.words)
        return replace(utterance, words=tuple(words))

    part = Script(
        duration=end - start,
        user=said(w for w in script.user if start <= w.start < end),
        own=[
            OwnSpeech(s.start - start, s.end - start, s.planned_end - start, s.kind, said(s.words))
            for s in script.own
            if start <= s.start < end
        ],
        taken_up=[t - start for t in script.taken_up if start < t <= end],
        respond=moved(script.respond),
        yields=moved(script.yields),
        ignored=moved(script.ignored),
        thinking=moved(script.thinking),
    )
    inside = hearings[round(start / MICROTURN_S) : round(end / MICROTURN_S)]
    return part, [replace(h, utterances=tuple(heard(u) for u in h.utterances)) for h in inside]


def pieces(pair: Recorded, most_s: float) -> Iterator[Recorded]:
    """Cuts a session after remarks that were heard to their end, so that no piece with several lasts over `most_s`."""
    script, _ = pair
    rests = [boundary(s.end + 0.1) for s in script.own if s.end == s.planned_end]
    start, end = 0.0, 0.0
    for rest in [r for r in rests if r < script.duration] + [script.duration]:
        if rest - start > most_s and end > start:
            yield piece(pair, start, end)
            start = end
        end = rest
    if end > start:
        yield piece(pair, start, end)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--bundle", type=Path, required=True, help="folder of a built bundle")
    parser.add_argument("--cache", type=Path, default=Path("build/interaction/recorded.npz"))
    args = parser.parse_args()
    recorded(args.data, args.bundle, args.cache)


if __name__ == "__main__":
    main()
