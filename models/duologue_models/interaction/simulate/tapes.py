"""Human voices laid out as sessions: read passages of LibriSpeech, told to an assistant.

A voice tells one to four passages with gaps. The pauses inside are no end (hold); what the silence after the last
means is left open for 2.1 s (a passage may break off in the middle), from then on it is taken up with a remark. Now and
then the voice begins while the assistant speaks, which gives way. One reader in five is held out for measuring, and so
is every reader of LibriSpeech's test parts: they are kept for judging.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ
from duologue_models.interaction.simulate.clips import Clip, readers
from duologue_models.interaction.simulate.pauses import stretches
from duologue_models.interaction.simulate.render import Studio
from duologue_models.interaction.simulate.speech import TimedWord, spoken
from duologue_models.interaction.simulate.telling import READING_S
from duologue_models.interaction.simulate.turns import boundary
from duologue_models.interaction.simulate.voices import Voices
from duologue_models.interaction.targets.script import DECISION_S, OwnSpeech, Script

SESSION_S = 70.0
OPEN_S = READING_S
"""Seconds after a passage in which nothing is taught."""
REMARKS = [
    "what an unusual tale",
    "all right, now i know",
    "how interesting",
    "oh, that is good to know",
    "i am listening, please tell me more about it whenever you like",
    "i will keep in mind what you have read to me, and you can come back to it at any hour of the day",
]


def room_tone(wave: Samples, n: int, rng: np.random.Generator) -> Samples:
    """Noise [n] with level and spectrum of the quietest tenth of a recording, for the gaps beside it."""
    frames = wave[: len(wave) // 512 * 512].reshape(-1, 512)
    power = np.mean(frames**2, 1)
    quiet = frames[power <= np.quantile(power, 0.1)]
    spectrum = np.sqrt(np.mean(np.abs(np.fft.rfft(quiet * np.hanning(512))) ** 2, 0))
    noise = np.fft.rfft(rng.standard_normal(n))
    shaped = np.fft.irfft(noise * np.interp(np.linspace(0, 1, len(noise)), np.linspace(0, 1, 257), spectrum), n)
    return np.asarray(shaped * np.sqrt(np.mean(quiet**2)) / max(float(shaped.std()), 1e-9), np.float32)


@dataclass
class Tape:
    """Lays passages on one line of time, with the targets. All randomness from `rng`."""

    rng: np.random.Generator
    script: Script = field(default_factory=Script)
    studio: Studio = field(default_factory=lambda: Studio(Voices(), "", ""))
    now: float = 0.5

    def tell(self, passages: list[Samples]) -> float:
        """A voice tells all passages; returns the end of its last word."""
        said: list[tuple[float, float]] = []
        for wave in passages:
            parts = stretches(wave)
            begin = max(0.0, parts[0][0] - 0.1)
            cut = wave[int(begin * MIC_RATE_HZ) : int((parts[-1][1] + 0.1) * MIC_RATE_HZ)]
            start = said[-1][1] + self.rng.uniform(0.4, READING_S - 0.1) if said else self.now
            at = start - (parts[0][0] - begin)
            self._tone(wave, at - 2.0, at)
            self.studio.pieces.append((at, cut))
            said += [(a - begin + at, b - begin + at) for a, b in parts]
        self._tone(passages[-1], said[-1][1] + 0.1, said[-1][1] + 5.0)
        self.script.user += [TimedWord("", a, b) for a, b in said]
        self.script.thinking += [(a[1], b[0]) for a, b in pairwise(said)]
        return said[-1][1]

    def _tone(self, wave: Samples, start: float, end: float) -> None:
        last = max((at + len(piece) / MIC_RATE_HZ for at, piece in self.studio.pieces), default=0.0)
        start = max(start, last)
        if end - start > 0.05:
            self.studio.pieces.append((start, room_tone(wave, int((end - start) * MIC_RATE_HZ), self.rng)))

    def take_up(self, end: float) -> None:
        """A passage is over: the assistant says something about it, OPEN_S later or after more."""
        self.script.ignored.append((end, end + OPEN_S))
        decided = boundary(end + self.rng.uniform(OPEN_S + 0.3, 4.8))
        self.script.respond.append((end + OPEN_S, decided))
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
    for index in rng.permutation(len(told)):
        end = tape.tell([clip.sound() for clip in told[index]])
        tape.take_up(end)
        cut_short = tape.now < SESSION_S - 12 and rng.random() < 0.4
        tape.remark(cut_short=cut_short)
        if tape.now > SESSION_S - 12:
            tape.script.duration = boundary(tape.now)
            yield tape
            tape = Tape(rng)
