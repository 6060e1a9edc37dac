"""Sessions rendered to sound and heard by the real ears.

The user's part is spoken by flite and espeak-ng voices (both must be installed) at several rates, in several rooms,
at several levels and with several noises; the ears of a bundle listen to it micro-turn by micro-turn. What they
report, with all its lag and errors, becomes training sessions with real acoustic features.
"""

import multiprocessing
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES, MICROTURN_S
from duologue_models.interaction.simulate.clips import Clip, readers
from duologue_models.interaction.simulate.hearings import Hear, Recorded, listener, load, save
from duologue_models.interaction.simulate.scenarios import Scenario
from duologue_models.interaction.simulate.speech import TimedWord, ends_sentence
from duologue_models.interaction.simulate.voices import Voices
from duologue_models.interaction.targets.dataset import SourceMaterial, world

FAR_DB = -6.0
"""Gain in dB below which somebody counts as far away (see speech.TimedWord)."""
IN_COMPANY = 0.25
"""Share of the sessions with natural voices in which other people talk in the background."""
COMPANY_DB = (-28.0, -14.0)
"""Their level in dB against that of the user."""
SESSION_S, SHORT_S = 44.0, 8.0
LONG_EVERY = 3
"""How many sessions there are for each long one. The others are little more than a first request: one with a short
answer, one with a long answer, over which the user talks. Sessions with sound are few and read over and over: of a
request that only one of them holds, the core remembers how that session went."""


def coloured_noise(kind: str, n: int, rng: np.random.Generator) -> Samples:
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

    voices: Voices
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
        parts = [words[first:last] for first, last in pairwise(cuts)]
        voice = self.other if far else self.voice
        waves = self.voices.read(voice, [" ".join(part) for part in parts], min(max(rate, 0.8), 1.25))
        said, at = [], start
        for first, part, near in zip(cuts, parts, waves, strict=False):
            at += (pauses or {}).get(first, 0.0)
            wave = np.asarray(in_a_room(near, rng) * 10 ** (gain_db / 20), np.float32) if far else near
            self.pieces.append((at, wave))
            length = len(wave) / MIC_RATE_HZ
            weights = np.cumsum([0.0, *(len(w) + 1.5 for w in part)])
            edges = at + length * weights / weights[-1]
            said += [
                TimedWord(w, float(a), float(b), gain_db, ends_sentence(words, first + i))
                for i, (w, a, b) in enumerate(zip(part, edges, edges[1:], strict=False))
            ]
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
            wave = in_a_room(wave, rng)
        wave *= 10 ** (rng.uniform(-14, 6) / 20)
        if rng.random() < 0.55:
            kind = str(rng.choice(["pink", "brown", "hiss", "clicks"]))
            wave += 10 ** (rng.uniform(-70, -40) / 20) * coloured_noise(kind, len(wave), rng)
        return np.clip(wave, -1, 1)


def company(clips: list[Clip], n: int, rng: np.random.Generator) -> Samples:
    """People who talk in the background [n], one after the other or several at once, as from a television or a room."""
    wave = np.zeros(n + MIC_RATE_HZ * 60, np.float32)
    for _ in range(int(rng.choice([1, 1, 1, 2, 4]))):
        at = int(rng.uniform(0, n / 2))
        while at < n:
            part = clips[int(rng.integers(len(clips)))].sound()
            wave[at : at + len(part)] += part[: len(wave) - at]
            at += len(part) + int(rng.uniform(0.2, 3.0) * MIC_RATE_HZ)
    return np.asarray(in_a_room(wave[:n], rng) * 10 ** (rng.uniform(*COMPANY_DB) / 20), np.float32)


def in_a_room(wave: Samples, rng: np.random.Generator) -> Samples:
    """The sound [N] with the echo of a room."""
    n = int(rng.uniform(0.15, 0.5) * MIC_RATE_HZ)
    tail = rng.standard_normal(n) * 10 ** (-3 * np.arange(n) / n)
    tail *= 10 ** (-rng.uniform(2, 12) / 20) / np.sqrt(np.sum(tail**2))
    tail[0] = 1
    size = 1 << (len(wave) + n).bit_length()
    return np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(tail, size), size)[: len(wave)].astype(np.float32)


@dataclass(frozen=True)
class Stage:
    """What a worker renders with. others: recordings of people who talk in the background. out: folder for sessions."""

    hear: Hear
    material: SourceMaterial
    voices: Voices
    others: list[Clip]
    seed: int
    out: Path

    def session(self, number: int) -> Recorded:
        """A session, spoken and heard."""
        rng = np.random.default_rng([self.seed, number, 7])
        names = self.voices.names
        studio = Studio(self.voices, names[number % len(names)], str(rng.choice(names)))
        scenario = Scenario(self.material.requests, self.material.stories, rng, studio.say)
        of_three = number % LONG_EVERY
        script = scenario.build(SHORT_S if of_three else SESSION_S, answered=of_three == 1)
        wave = studio.sound(script.duration, rng)
        if self.others and rng.random() < IN_COMPANY:
            wave = np.clip(wave + company(self.others, len(wave), rng), -1, 1)
        return script, self.hear(wave[: round(script.duration / MICROTURN_S) * MIC_SAMPLES])

    def kept(self, number: int) -> Path:
        """The file of a session, made unless it is there."""
        path = self.out / f"{number:05}.npz"
        if not path.exists():
            save([self.session(number)], path)
        return path


_STAGE: list[Stage] = []


def _prepare(bundle: Path, data: Path, out: Path, seed: int, natural: Path | None) -> None:
    others = [clip for reader in readers(data, held_out=False) for clip in reader] if natural is not None else []
    _STAGE[:] = [Stage(listener(bundle), world(data, bundle, seed), Voices(natural), others, seed, out)]


def _render(number: int) -> Path:
    return _STAGE[0].kept(number)


def render(
    bundle: Path, data: Path, out: Path, *, count: int, seed: int, workers: int, natural: Path | None = None
) -> list[Recorded]:
    """Sessions spoken and heard: what the scripts say and what the ears made of it. The bundle's core is not used.

    out: folder that keeps a file for each session; a run that was broken off goes on from there. natural: see Voices.
    """
    world(data, bundle, seed)
    out.mkdir(parents=True, exist_ok=True)
    began, heard = time.monotonic(), []
    with multiprocessing.get_context("fork").Pool(workers, _prepare, (bundle, data, out, seed, natural)) as pool:
        for path in pool.imap(_render, range(count)):
            heard += load(path)
            print(f"{len(heard)}/{count} sessions heard, {time.monotonic() - began:.0f} s", flush=True)
    return heard
