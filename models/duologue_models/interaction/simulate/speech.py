"""Simulated speech at text level: when words sound, and what voice activity and the recogniser make of them.

The figures in RecogniserHabits were measured on the real ears (see models/LOG.md), with spreads widened on purpose.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from duologue.core.microturn import SUBFRAMES, Hearing, Samples, Utterance, Word
from duologue.core.timing import MICROTURN_S
from duologue_models.interaction.simulate.ending_sounds import log_odds

FRAME_S = MICROTURN_S / SUBFRAMES
ENDING_SETTLES_S = 0.05
"""Seconds after a word before which it does not sound like an end yet."""
SENTENCE_ENDS = (".", "?", "!")
BEGUN_S = 0.08
"""From so much of a word on, the recogniser writes something for it."""
_NO_PITCH = np.zeros(SUBFRAMES, np.float32)


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word that really sounds from start to end (seconds). gain_db: beside the near talker's level; far: from across
    the room. ends: it is the last of a sentence, and sounds like it."""

    text: str
    start: float
    end: float
    gain_db: float = 0.0
    ends: bool = False

    @property
    def far(self) -> bool:
        """Whether somebody else says it, from across the room."""
        return self.gain_db < -6


@dataclass(frozen=True)
class RecogniserHabits:
    """How the recogniser behaves. Times in seconds, rates as probabilities per word."""

    lag: tuple[float, float] = (-0.3, 0.05)
    """Seconds (uniform) from a word's end until it is written right, but not before its first half is over."""
    late_word: float = 0.04
    """Share of the words that come a micro-turn or two later still."""
    partial: float = 0.75
    """Chance, at each micro-turn, that a word that has begun is guessed."""
    partial_right: float = 0.3
    wrong_first: float = 0.08
    """Share of the words that are first written wrong and put right a micro-turn later."""
    substituted: float = 0.04
    dropped: float = 0.02
    flips: float = 0.12
    """Chance at an update that one of the last words reads differently until the next."""
    far_substituted: float = 0.25
    far_dropped: float = 0.15
    """The same share of words from across the room."""
    flip_depth: float = 0.2
    """Chance that the flipped word is the last one; else one further back, and so on."""
    closes_after: tuple[float, float] = (0.4, 1.05)
    """Seconds of silence (uniform) after which an utterance is closed."""


EXACT = RecogniserHabits(lag=(0.0, 0.0), late_word=0, partial=0, wrong_first=0, substituted=0, dropped=0, flips=0)
"""Habits of a recogniser that writes the true words at once, as transcripts of meetings do."""


def spoken(
    words: list[str],
    start: float,
    rng: np.random.Generator,
    rate: float = 1.0,
    pauses: dict[int, float] | None = None,
    gain_db: float = 0.0,
) -> list[TimedWord]:
    """Times for words: about 60 ms plus 55 ms a letter, a fifth of spread; pauses[i] seconds stand before word i.

    rate: above 1 is faster speech. gain_db: level beside the near talker's; below -6 it is somebody far away.
    """
    said, at = [], start
    for i, word in enumerate(words):
        at += (pauses or {}).get(i, 0.0)
        letters = 3 * sum(c.isdigit() for c in word) + sum(c.isalpha() for c in word)
        length = (0.07 + 0.052 * min(letters, 14)) * rng.uniform(0.75, 1.3) / rate
        if i + 1 == len(words) or (i + 1) in (pauses or {}):
            length *= 1.25  # final lengthening
        said.append(TimedWord(word, at, at + length, gain_db, ends_sentence(words, i)))
        at += length + (rng.uniform(0.02, 0.15) if word[-1:] in ",.?!" and i + 1 < len(words) else 0.0)
    return said


def ends_sentence(words: Sequence[str], i: int) -> bool:
    """Whether word i of what is said in one go is the last of a sentence."""
    return i + 1 == len(words) or words[i][-1:] in SENTENCE_ENDS


class Vocabulary:
    """Words that a recogniser may take another for: mostly such as begin alike: more it has not heard."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(words)
        self._alike: dict[str, list[str]] = {}
        for word in self._words:
            for beginning in {word[:1].lower(), word[:2].lower()}:
                self._alike.setdefault(beginning, []).append(word)

    def alike(self, word: str, rng: np.random.Generator) -> str:
        """Another word, or the beginning of this one."""
        kind = rng.random()
        if kind < 0.12 and len(word) > 4:
            return word[: int(rng.integers(2, len(word) - 1))]
        beginning = word[:2] if kind < 0.5 else word[:1] if kind < 0.7 else ""
        words = self._alike.get(beginning.lower(), self._words)
        return words[int(rng.integers(len(words)))]


@dataclass
class _Guess:
    """What the recogniser will write for one word, and from when on."""

    said: TimedWord
    text: str
    first: str
    visible: float
    right_from: float


@dataclass
class _HeardUtterance:
    id: str
    guesses: list[_Guess]
    closes: float
    last: tuple[str, ...] | None = None
    done: bool = False


@dataclass
class Ears:
    """Produces the Hearing of each micro-turn of a simulated session from the words that sound."""

    rng: np.random.Generator
    vocabulary: Vocabulary
    habits: RecogniserHabits = field(default_factory=RecogniserHabits)

    def hear(self, said: list[TimedWord], steps: int) -> Iterator[Hearing]:
        """One Hearing for each of `steps` micro-turns. said: in order of start."""
        speech, level_db = self._sound(said, steps)
        utterances = self._utterances(said)
        endings = self._endings(said, steps)
        for k in range(steps):
            now = (k + 1) * MICROTURN_S
            changed = []
            while utterances and utterances[0].done:
                utterances.pop(0)
            for heard in utterances:
                if heard.guesses[0].said.start > now:
                    break
                if (update := self._update(heard, now)) is not None:
                    changed.append(update)
            frames = slice(k * SUBFRAMES, (k + 1) * SUBFRAMES)
            yield Hearing(speech[frames], level_db[frames], _NO_PITCH, tuple(changed), endings[k])

    def _endings(self, said: list[TimedWord], steps: int) -> list[float]:
        """The log odds of an end at each micro-turn: of the newest word, drawn anew while it still sounds. Transcripts
        that do not say where sentences end tell nothing."""
        told, newest, next_word = 0.0, -1, 0
        found = []
        for k in range(steps):
            now = (k + 1) * MICROTURN_S
            while next_word < len(said) and said[next_word].start + BEGUN_S < now:
                next_word += 1
            still = next_word and said[next_word - 1].end > now - MICROTURN_S - ENDING_SETTLES_S
            if next_word and (still or next_word - 1 != newest):
                newest = next_word - 1
                over = said[newest].end < now - ENDING_SETTLES_S
                told = log_odds(self.rng, ends=said[newest].ends and over)
            found.append(told)
        return found if any(word.ends for word in said) else [0.0] * steps

    def _sound(self, said: list[TimedWord], steps: int) -> tuple[Samples, Samples]:
        rng, n = self.rng, steps * SUBFRAMES
        active = np.zeros(n + 8, bool)
        gain_db = np.zeros(n)
        for word in said:
            frames = slice(int(word.start / FRAME_S), int(np.ceil(word.end / FRAME_S)))
            active[frames] = True
            gain_db[frames] = word.gain_db
        for _ in range(2):  # the detector bridges gaps of up to 100 ms and hangs on for as long after an end
            active[1:] |= active[:-1] & (rng.random(n + 7) < 0.75)
        active = active[:n]
        speech = np.where(active, rng.beta(9, 1.0, n), rng.beta(0.6, 12, n))
        speech = np.where(rng.random(n) < 0.01, rng.random(n), speech)
        room_db = -100.0 if rng.random() < 0.3 else rng.uniform(-75, -42)
        talker_db = rng.uniform(-36, -18)
        room = rng.normal(room_db, 1.5, n) if room_db > -99 else np.full(n, -100.0)
        level = np.where(active, rng.normal(talker_db, 4, n) + gain_db, room)
        return speech.astype(np.float32), np.maximum(level, room_db).astype(np.float32)

    def _utterances(self, said: list[TimedWord]) -> list[_HeardUtterance]:
        groups: list[_HeardUtterance] = []
        for word in said:
            if self.rng.random() < (self.habits.far_dropped if word.far else self.habits.dropped):
                continue
            guess = self._guess(word)
            if not groups or word.start > groups[-1].closes - 0.1:
                groups.append(_HeardUtterance(f"u{len(groups)}", [], 0.0))
            groups[-1].guesses.append(guess)
            groups[-1].closes = word.end + self.rng.uniform(*self.habits.closes_after)
        return groups

    def _guess(self, word: TimedWord) -> _Guess:
        rng, habits = self.rng, self.habits
        substituted = habits.far_substituted if word.far else habits.substituted
        text = self.vocabulary.alike(word.text, rng) if rng.random() < substituted else word.text
        visible = word.end + max(rng.uniform(*habits.lag), (word.start - word.end) / 2)
        if rng.random() < habits.late_word:
            visible += rng.uniform(0.2, 0.4)
        first, right_from = text, visible
        if rng.random() < habits.wrong_first:
            first, right_from = self.vocabulary.alike(text, rng), visible + MICROTURN_S
        return _Guess(word, text, first, visible, right_from)

    def _update(self, heard: _HeardUtterance, now: float) -> Utterance | None:
        rng, habits, words = self.rng, self.habits, []
        for g in heard.guesses:
            if g.visible <= now:
                words.append(Word(g.text if g.right_from <= now else g.first, g.said.start, min(g.said.end, now), True))
            elif now > g.said.start + BEGUN_S and rng.random() < habits.partial:
                partial = g.text if rng.random() < habits.partial_right else self.vocabulary.alike(g.text, rng)
                words.append(Word(partial, g.said.start, min(g.said.end, now), False))
        final = heard.closes <= now
        if words and not final and rng.random() < habits.flips:
            at = max(0, len(words) - int(rng.geometric(habits.flip_depth)))
            words[at] = Word(self.vocabulary.alike(words[at].text, rng), words[at].start_s, words[at].end_s, False)
        texts = tuple(w.text for w in words)
        if final:
            heard.done = True
        elif texts == (heard.last or ()):
            return None
        heard.last = texts
        return Utterance(heard.id, tuple(words), final)
