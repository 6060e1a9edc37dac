"""Natural voices read sentences in one go; each is cut after some of its words, as if the speaker paused there.

The ears listen to each piece as they do in a session, with room, level and noise, a moment after the last word. A word
that ends a sentence is an end, any other is none.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES
from duologue.model.ears.acoustics import level_db, pitch_hz
from duologue.model.ears.ending import Tone, states
from duologue.model.ears.recogniser import FRAME, Recogniser
from duologue.model.ears.segment import TAIL, padded
from duologue.model.ears.segmenter import Segmenter, SpeechOpened
from duologue.model.ears.vad import VoiceActivity
from duologue.model.runtime import CPU, Provider, Runtime
from duologue_models.interaction.simulate.natural import TRAINING_VOICES, NaturalVoices
from duologue_models.interaction.simulate.render import coloured_noise, in_a_room
from duologue_models.interaction.simulate.requests import Requests
from duologue_models.interaction.simulate.speech import SENTENCE_ENDS, ends_sentence
from duologue_models.interaction.simulate.voices import LEVEL_DB

INSIDE = 5
"""Most places inside a sentence that are listened to, beside its end."""
MOST_WORDS = 26
LATER_S = (0.05, 0.45)
"""Seconds (uniform) after the last word at which the ears listen."""
EDGE_DB = -38.0
"""Level in dB below the peak under which the edges of a piece are cut off."""
CLOSED_S, LONGEST_S = 0.25, 6.0
"""Silence before a piece, and the longest stretch that is heard at once, in seconds."""
SAVED_EVERY = 25
_ASKS = frozenset("what who how where when why is can could do does which are did will would".split())


@dataclass(frozen=True)
class Samplings:
    """What the ears had of each piece. states: [N, 3 x 288]. tone: [N, TONE]. ends: [N]. voices: [N], by number."""

    states: npt.NDArray[np.float16]
    tone: npt.NDArray[np.float32]
    ends: npt.NDArray[np.bool_]
    voices: npt.NDArray[np.int8]

    def save(self, path: Path) -> None:
        """Writes them, whole or not at all."""
        partial = path.with_suffix(".part")
        with partial.open("wb") as file:
            np.savez_compressed(file, **vars(self))
        partial.replace(path)

    @classmethod
    def load(cls, paths: list[Path]) -> "Samplings":
        """Reads one or several."""
        files = [np.load(path) for path in paths]
        return cls(**{name: np.concatenate([file[name] for file in files]) for name in cls.__dataclass_fields__})


def sentences(requests: Requests, rng: np.random.Generator) -> Iterator[list[str]]:
    """What is said to an assistant: requests, acknowledgements, stories, replies, each with a mark at its end."""
    while True:
        kind = rng.random()
        if kind < 0.08:
            words = requests.backchannel(rng)
        elif kind < 0.15:
            words = [word for sentence in requests.narrative(rng)[:3] for word in sentence]
        elif kind < 0.22:
            words = list(requests.question_back(rng)[1].words)
        else:
            background = bool(rng.random() < 0.7)
            asked = requests.request(rng, corrected=0.1, background=background, extra=frozenset()).words
            words = [*(requests.beginning(rng) if kind < 0.28 else ()), *asked]
        words = [word for word in words if any(c.isalnum() for c in word)][:MOST_WORDS]
        if not words:
            continue
        if words[-1][-1] not in SENTENCE_ENDS:
            words[-1] += "?" if words[0].lower() in _ASKS else "."
        yield words


class Listener:
    """The ears up to what the network is given. ears: that folder of a bundle."""

    def __init__(self, ears: Path) -> None:
        open_graph = Runtime(Provider("cpu", CPU), threads=1).open
        self._encoder = Recogniser(open_graph(ears / "encoder.fp32.onnx"), open_graph(ears / "decoder.int8.onnx"))
        self._vad = VoiceActivity(open_graph(ears / "vad.onnx"))

    def hear(self, wave: Samples) -> tuple[npt.NDArray[np.float32], Samples] | None:
        """States and tone at the end of a sound of whole micro-turns, [N] at 16 kHz; None if no speech is open then."""
        self._vad.reset()
        segmenter, tone, begin = Segmenter(), Tone(), None
        for block in wave.reshape(-1, MIC_SAMPLES):
            for change in segmenter.feed(self._vad.feed(block)):
                begin = change.at if isinstance(change, SpeechOpened) else None
            tone.add(level_db(block), pitch_hz(block))
        if begin is None:
            return None
        now, end = len(wave), segmenter.last_speech
        begin = max(begin, now - int(LONGEST_S * MIC_RATE_HZ))
        hidden = self._encoder.encode(padded(wave[begin : min(now, end + TAIL)])).hidden
        return states(hidden, max(0, end - begin) // FRAME), tone.until(now - end)


def pieces(parts: list[Samples], rng: np.random.Generator) -> Iterator[tuple[int, Samples]]:
    """The end of an utterance and places inside it: number of the last word, and the sound of whole micro-turns."""
    said = np.concatenate(parts)
    loud = said[np.abs(said) > 0.01]
    if not len(loud):
        return
    gain = 10 ** ((LEVEL_DB + rng.uniform(-14, 6)) / 20) / float(np.sqrt(np.mean(loud**2)))
    room, noise = rng.random() < 0.35, rng.random() < 0.55
    inside = rng.permutation(len(parts) - 1)[:INSIDE]
    for last in (len(parts) - 1, *map(int, inside)):
        wave = np.concatenate(parts[: last + 1]) * gain
        heard = np.flatnonzero(np.abs(wave) > np.abs(wave).max() * 10 ** (EDGE_DB / 20))
        if not len(heard):
            continue
        wave = wave[heard[0] : heard[-1] + 1]
        after = int(rng.uniform(*LATER_S) * MIC_RATE_HZ)
        before = int(CLOSED_S * MIC_RATE_HZ)
        before += -(before + len(wave) + after) % MIC_SAMPLES
        wave = np.pad(wave, (before, after)).astype(np.float32)
        wave = in_a_room(wave, rng) if room else wave
        if noise:
            kind = str(rng.choice(["pink", "brown", "hiss"]))
            wave = wave + 10 ** (rng.uniform(-70, -42) / 20) * coloured_noise(kind, len(wave), rng)
        yield last, np.clip(wave, -1, 1).astype(np.float32)


def make(data: Path, ears: Path, natural: Path, out: Path, *, count: int, seed: int) -> None:
    """Has `count` sentences read and heard; what there is so far is kept in `out` now and then. natural: folder of the
    voices (simulate/natural.py)."""
    rng = np.random.default_rng([seed, 17])
    drawn, voices, listener = sentences(Requests(data, seed), rng), NaturalVoices(natural), Listener(ears)
    rows: list[tuple[npt.NDArray[np.float16], Samples, bool, int]] = []
    began = time.monotonic()
    for number in range(count):
        words, voice = next(drawn), int(rng.integers(len(TRAINING_VOICES)))
        for last, wave in pieces(voices.read(TRAINING_VOICES[voice], words, float(rng.uniform(0.85, 1.25))), rng):
            if (heard := listener.hear(wave)) is not None:
                rows.append((heard[0].astype(np.float16), heard[1], ends_sentence(words, last), voice))
        if (number + 1) % SAVED_EVERY == 0 or number + 1 == count:
            columns = [np.stack(column) for column in zip(*rows, strict=True)]
            Samplings(columns[0], columns[1], columns[2], columns[3].astype(np.int8)).save(out)
            print(f"{number + 1} sentences, {len(rows)} pieces, {time.monotonic() - began:.0f} s", flush=True)
