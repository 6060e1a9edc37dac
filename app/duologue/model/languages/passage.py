"""One passage of sound as text, with whatever tells whether to believe it."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ as RATE_HZ
from duologue.model.languages.log_mel import HOP, log_mel
from duologue.model.languages.timing import word_times
from duologue.model.languages.vocabulary import Vocabulary
from duologue.model.runtime import Graph

LONGEST_S = 28.0
"""Longest sound of one passage, in seconds."""
_TAIL_S = 1.0
"""Silence after the sound, in seconds: the model was trained on sound that ends before its window does."""
_TOKENS_PER_S = 9.0
_SPARE_TOKENS = 16
"""Tokens that a passage may have at most: for each second, and beside."""
_FASTEST_PER_S = 6.0
"""Tokens that are said in a second at most."""
_GUESSED_PER_S = 6.0
"""Tokens of a guess at most, for each second: those of a longer one are more likely another passage's."""
_SHORTEST_LOOP = 3
"""Fewest tokens whose repetition may be a loop."""
_LAYERS, _HEADS, _HEAD_WIDTH = 6, 8, 64
_LEAST = -1e9


@dataclass(frozen=True, slots=True)
class PassageWord:
    """A word with its times in seconds from the beginning of the sound, and its probability."""

    text: str
    start_s: float
    end_s: float
    sure: float


@dataclass(frozen=True, slots=True)
class Passage:
    """What was heard.

    language: ISO 639-1. language_p: probability of it. no_speech: probability that nothing was said, None where the
    recogniser does not tell. log_prob: mean of the tokens that were written. repeats: how many times shorter the text
    becomes when it is packed; loops pack well.
    """

    language: str
    language_p: float
    no_speech: float | None
    words: tuple[PassageWord, ...] = ()
    log_prob: float = 0.0
    repeats: float = 0.0
    languages: dict[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words joined by spaces."""
        return " ".join(word.text for word in self.words)


def packing(words: Sequence[PassageWord]) -> float:
    """How many times shorter the text of some words becomes when it is packed, 0 without words."""
    text = " ".join(word.text for word in words).encode()
    return len(text) / len(zlib.compress(text)) if text else 0.0


class Transcribes(Protocol):
    """What hears a passage."""

    def hear(
        self,
        sound: Samples,
        language: str = "",
        *,
        into_english: bool = False,
        prefix: str = "",
        among: Sequence[str] = (),
    ) -> Passage:
        """The words of a sound; see PassageTranscriber."""


class PassageTranscriber:
    """Hears one passage at a time. Not thread-safe: one worker thread calls it.

    Passages are mostly the one before and some more sound. So the text before is read once as what may well be written
    again, and only what leaves it is written token by token.
    """

    def __init__(self, encoder: Graph, decoder: Graph, vocabulary: Vocabulary) -> None:
        self._encoder, self._decoder, self._vocabulary = encoder, decoder, vocabulary
        self._latest: dict[bool, list[int]] = {}  # tokens written last, into English or not

    def warm_up(self) -> None:
        """Runs both graphs once."""
        self.hear(np.zeros(RATE_HZ, np.float32), "es")

    def hear(
        self,
        sound: Samples,
        language: str = "",
        *,
        into_english: bool = False,
        prefix: str = "",
        among: Sequence[str] = (),
    ) -> Passage:
        """The words of a sound.

        sound: [N] at 16 kHz, at most LONGEST_S. language: ISO 639-1, "" if it is to be found. among: languages that it
        may be, all for none. into_english: the words are a translation into English. prefix: the text begins with this.
        """
        vocabulary = self._vocabulary
        memory = self._listen(sound)
        cache = _Cache()
        first = self._run([vocabulary.begin], memory, cache)[0][0]
        scores = {name: first[token] for name, token in vocabulary.languages.items() if not among or name in among}
        languages = _shares(scores)
        language = language or max(languages, key=lambda name: languages[name])
        no_speech = float(np.exp(first[vocabulary.no_speech] - _log_sum(first)))
        prompt = vocabulary.task(language, into_english=into_english)
        given = vocabulary.encode(f" {prefix.strip()}") if prefix.strip() else []
        length_s = len(sound) / RATE_HZ
        guess = _after(given, self._latest.get(into_english, []))[: round(length_s * _GUESSED_PER_S)]
        tokens, log_probs, attention = self._write(prompt, given, guess, _Sounding(memory, length_s), cache)
        self._latest[into_english] = tokens
        words = self._words(tokens, log_probs, attention, length_s)
        written = log_probs[len(given) :]
        return Passage(
            language,
            languages.get(language, 0.0),
            no_speech,
            tuple(words),
            float(np.mean(written)) if written else 0.0,
            packing(words),
            languages,
        )

    def _listen(self, sound: Samples) -> dict[str, np.ndarray]:
        frames = 2 * -(-len(sound) // (2 * HOP)) + round(_TAIL_S * RATE_HZ / HOP)
        outputs = self._encoder.run(None, {"mel": log_mel(sound, frames)})
        return dict(zip(self._encoder.outputs, outputs, strict=True))

    def _write(
        self,
        prompt: list[int],
        given: list[int],
        guess: list[int],
        sound: "_Sounding",
        cache: "_Cache",
    ) -> tuple[list[int], list[float], list[np.ndarray]]:
        """Writes the most probable text after what is given; returns tokens, their log probabilities and attention [S].

        guess: tokens that may well follow; what they are does not change the text, only how soon it is written.
        """
        vocabulary = self._vocabulary
        tokens, log_probs = list(given), [0.0] * len(given)
        logits, rows = self._run([*prompt, *given, *guess], sound.memory, cache)
        attention = list(rows[len(prompt) - 1 :][: len(given)])
        at = len(prompt) + len(given) - 1
        while len(tokens) < sound.most:
            scores, row = logits[at], rows[at]
            scores[vocabulary.suppressed] = _LEAST
            scores[vocabulary.end + 1 :] = _LEAST
            if not tokens:
                scores[vocabulary.suppressed_first] = _LEAST
            token = int(scores.argmax())
            if token == vocabulary.end:
                break
            tokens.append(token)
            log_probs.append(float(scores[token] - _log_sum(scores)))
            attention.append(row)
            if len(tokens) > sound.fastest and (again := _repeated(tokens)):
                kept = len(tokens) - again
                return tokens[:kept], log_probs[:kept], attention[:kept]
            if guess[:1] == [token]:
                guess, at = guess[1:], at + 1
            else:
                cache.forget(len(guess))
                guess, at = [], 0
                logits, rows = self._run([token], sound.memory, cache)
        return tokens, log_probs, attention

    def _run(self, tokens: list[int], memory: dict[str, np.ndarray], cache: "_Cache") -> tuple[np.ndarray, np.ndarray]:
        """Logits [T, V] and attention [T, S] of the next tokens."""
        feed = {"tokens": np.array([tokens], np.int64), "past_k": cache.keys, "past_v": cache.values, **memory}
        logits, cache.keys, cache.values, attention = self._decoder.run(
            ["logits", "present_k", "present_v", "attention"], feed
        )
        return logits[0], attention[0]

    def _words(
        self, tokens: list[int], log_probs: list[float], attention: list[np.ndarray], length_s: float
    ) -> list[PassageWord]:
        spans = self._vocabulary.words(tokens)
        if not spans:
            return []
        times = word_times(np.stack(attention), [first for _, first, _ in spans], length_s)
        sure = [float(np.exp(min(log_probs[first:last]))) for _, first, last in spans]
        return [PassageWord(text, *time, p) for (text, _, _), time, p in zip(spans, times, sure, strict=True)]


@dataclass(frozen=True, slots=True)
class _Sounding:
    """What was heard of a sound and how long it is, in seconds."""

    memory: dict[str, np.ndarray]
    length_s: float

    @property
    def most(self) -> int:
        """Tokens of its text at most."""
        return round(self.length_s * _TOKENS_PER_S) + _SPARE_TOKENS

    @property
    def fastest(self) -> int:
        """Tokens that can be said in the time: what goes on beyond them with saying the same is a loop."""
        return round(self.length_s * _FASTEST_PER_S)


class _Cache:
    """Keys and values of the tokens so far, [6, 1, 8, P, 64]."""

    def __init__(self) -> None:
        self.keys = self.values = np.zeros((_LAYERS, 1, _HEADS, 0, _HEAD_WIDTH), np.float32)

    def forget(self, count: int) -> None:
        """The last tokens were others."""
        kept = self.keys.shape[3] - count
        self.keys, self.values = self.keys[:, :, :, :kept], self.values[:, :, :, :kept]


def _repeated(tokens: Sequence[int]) -> int:
    """How many of the last tokens say again what stands before them, 0 for none."""
    for many in range(_SHORTEST_LOOP, len(tokens) // 2 + 1):
        end = len(tokens)
        while end >= 2 * many and tokens[end - many : end] == tokens[end - 2 * many : end - many]:
            end -= many
        if end < len(tokens):
            return len(tokens) - end
    return 0


def _after(given: Sequence[int], written: list[int]) -> list[int]:
    """What followed some tokens where they were first written, nothing if they were not."""
    many = len(given)
    return next((written[at + many :] for at in range(len(written)) if written[at : at + many] == list(given)), [])


def _log_sum(scores: np.ndarray) -> float:
    top = float(scores.max())
    return top + float(np.log(np.exp(scores - top).sum()))


def _shares(scores: dict[str, float]) -> dict[str, float]:
    values = np.exp(np.array(list(scores.values())) - max(scores.values()))
    return dict(zip(scores, (values / values.sum()).tolist(), strict=True))
