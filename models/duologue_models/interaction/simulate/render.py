"""Sessions rendered to sound and heard by the real ears.

The user's part is spoken by flite and espeak-ng voices (both must be installed) at several rates, in several rooms,
at several levels and with several noises; the ears of a bundle listen to it micro-turn by micro-turn. What they
report, with all its lag and errors, becomes training sessions with real acoustic features.
"""

import multiprocessing
import pickle
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile as sf

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, MICROTURN_S
from duologue_models.interaction.simulate.hearings import Hear, Recorded, listener
from duologue_models.interaction.simulate.scenarios import Scenario
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.targets.dataset import SourceMaterial, world

VOICES = [
    "flite:slt",
    "flite:rms",
    "flite:awb",
    "flite:kal16",
    "espeak:en-us+f1",
    "espeak:en-us+f4",
    "espeak:en-us+m3",
    "espeak:en-us+m1",
    "espeak:en-gb-x-rp",
    "espeak:en-us+f5",
    "espeak:en-gb-scotland",
    "espeak:en-us",
]
TRIM_DB = -42.0
FAR_DB = -6.0
"""Gain in dB below which somebody counts as far away (see speech.TimedWord)."""
SESSION_S, SHORT_S = 44.0, 8.0
LONG_EVERY = 3
"""How many sessions there are for each long one; the others are little more than a first request. Sessions with sound
are few and read over and over: of a request that only one of them holds, the core remembers how that session went.
"""


def synthesise(voice: str, text: str, rate: float) -> Samples:
    """[N] at 16 kHz: speech without its padding, at -23 dBFS."""
    engine, name = voice.split(":")
    with tempfile.TemporaryDirectory() as folder:
        raw, cooked = f"{folder}/raw.wav", f"{folder}/cooked.wav"
        command = (
            ["flite", "-voice", name, "-t", text, "-o", raw]
            if engine == "flite"
            else ["espeak-ng", "-v", name, "-s", str(int(155 * rate)), "-w", raw, text]
        )
        subprocess.run(command, check=True, capture_output=True)
        tempo = ["tempo", "-s", f"{rate:.2f}"] if engine == "flite" else []
        subprocess.run(
            ["sox", "-D", "-v", "0.8", raw, "-c", "1", cooked, *tempo, "rate", str(MIC_RATE_HZ)],
            check=True,
            capture_output=True,
        )
        wave = sf.read(cooked, dtype="float32")[0]
    if not len(wave) or not np.abs(wave).max():
        return np.zeros(1600, np.float32)
    loud = np.flatnonzero(np.abs(wave) > np.abs(wave).max() * 10 ** (TRIM_DB / 20))
    wave = wave[loud[0] : loud[-1] + 1]
    level = np.sqrt(np.mean(wave**2))
    return np.asarray(np.clip(wave * 10 ** (-23 / 20) / level, -0.98, 0.98), np.float32)


def noise(kind: str, n: int, rng: np.random.Generator) -> Samples:
    """Background [n] of RMS 1."""
    if kind == "clicks":
        wave = np.zeros(n)
        for at in rng.integers(0, n - 800, n // 8000):
            wave[at : at + 800] += rng.standard_normal(800) * np.exp(-np.arange(800) / 90)
    else:
        frequency = np.maximum(np.fft.rfftfreq(n, 1 / MIC_RATE_HZ), 40)
        power = {"pink": 0.5, "brown": 1.0, "hiss": 0.1}[kind]
        wave = np.fft.irfft(np.fft.rfft(rng.standard_normal(n)) / frequency**power, n)
    return np.asarray(wave / max(wave.std(), 1e-9), np.float32)


@dataclass
class Studio:
    """Speaks the user's words and keeps the sound. Word times inside a piece are spread by length."""

    voice: str
    other: str
    """The voice of whoever speaks across the room."""
    pieces: list[tuple[float, Samples]] = field(default_factory=list)

    def say(
        self,
        words: list[str],
        start: float,
        rng: np.random.Generator,
        rate: float = 1.0,
        pauses: dict[int, float] | None = None,
        gain_db: float = 0.0,
    ) -> list[TimedWord]:
        """As speech.spoken, but for real."""
        far = gain_db < FAR_DB
        cuts = sorted({0, *(p for p in (pauses or {}) if p < len(words)), len(words)})
        said, at = [], start
        for first, last in pairwise(cuts):
            at += (pauses or {}).get(first, 0.0)
            part = words[first:last]
            wave = synthesise(self.other if far else self.voice, " ".join(part), min(max(rate, 0.8), 1.25))
            if far:
                wave = _room(wave, rng) * 10 ** (gain_db / 20)
            self.pieces.append((at, wave))
            length = len(wave) / MIC_RATE_HZ
            weights = np.cumsum([0.0, *(len(w) + 1.5 for w in part)])
            edges = at + length * weights / weights[-1]
            said += [TimedWord(w, float(a), float(b), gain_db) for w, a, b in zip(part, edges, edges[1:], strict=False)]
            at += length
        return said

    def sound(self, duration: float, rng: np.random.Generator) -> Samples:
        """The microphone's signal [N] at 16 kHz: voice, room, level, noise."""
        wave = np.zeros(int(duration * MIC_RATE_HZ) + MIC_RATE_HZ, np.float32)
        for at, piece in self.pieces:
            first = int(at * MIC_RATE_HZ)
            part = piece[: max(0, len(wave) - first)]
            wave[first : first + len(part)] += part
        if rng.random() < 0.35:
            wave = _room(wave, rng)
        wave *= 10 ** (rng.uniform(-14, 6) / 20)
        if rng.random() < 0.55:
            kind = str(rng.choice(["pink", "brown", "hiss", "clicks"]))
            wave += 10 ** (rng.uniform(-70, -40) / 20) * noise(kind, len(wave), rng)
        return np.clip(wave, -1, 1)


def _room(wave: Samples, rng: np.random.Generator) -> Samples:
    n = int(rng.uniform(0.15, 0.5) * MIC_RATE_HZ)
    tail = rng.standard_normal(n) * 10 ** (-3 * np.arange(n) / n)
    tail *= 10 ** (-rng.uniform(2, 12) / 20) / np.sqrt(np.sum(tail**2))
    tail[0] = 1
    size = 1 << (len(wave) + n).bit_length()
    return np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(tail, size), size)[: len(wave)].astype(np.float32)


_STATE: dict[str, object] = {}


def _prepare(bundle: Path, data: Path, seed: int) -> None:
    _STATE["hear"], _STATE["world"], _STATE["seed"] = listener(bundle), world(data, bundle, seed), seed


def _render(number: int) -> Recorded:
    here: SourceMaterial = _STATE["world"]  # type: ignore[assignment]
    hear: Hear = _STATE["hear"]  # type: ignore[assignment]
    rng = np.random.default_rng([int(_STATE["seed"]), number, 7])  # type: ignore[call-overload]
    studio = Studio(VOICES[number % len(VOICES)], VOICES[int(rng.integers(len(VOICES)))])
    script = Scenario(here.requests, here.stories, rng, studio.say).build(SHORT_S if number % LONG_EVERY else SESSION_S)
    wave = studio.sound(script.duration, rng)
    return script, hear(wave[: round(script.duration / MICROTURN_S) * MIC_SAMPLES])


def render(bundle: Path, data: Path, out: Path, *, count: int, seed: int, workers: int) -> list[Recorded]:
    """Sessions spoken and heard: what the scripts say and what the ears made of it. The bundle's core is not used.

    out: keeps the result; it is read again if it is there.
    """
    if out.exists():
        kept: list[Recorded] = pickle.loads(out.read_bytes())  # noqa: S301 - our own file
        return kept
    world(data, bundle, seed)
    began, heard = time.monotonic(), []
    with multiprocessing.get_context("fork").Pool(workers, _prepare, (bundle, data, seed)) as pool:
        for one in pool.imap(_render, range(count)):
            heard.append(one)
            print(f"{len(heard)}/{count} sessions heard, {time.monotonic() - began:.0f} s", flush=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(pickle.dumps(heard))
    return heard
