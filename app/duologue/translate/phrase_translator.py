"""A translator that puts sentences together out of phrases seen in translations (statistical phrase-based translation).

What it does not know it leaves as it is, so names come out exactly, and numbers in figures are copied.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from duologue.core.errors import BundleError, InputError
from duologue.translate.base import Translated
from duologue.translate.ngrams import Ngrams
from duologue.translate.phrases import NUMBER, Choice, Phrases
from duologue.translate.search import Part, Search, Weights, written
from duologue.translate.spoken_part import Made, cut
from duologue.translate.tokens import contracted, contraction, ends_sentence, figures, number, text_of, tokens

ENGLISH = "en"
_AT_ONCE = 40
"""Words that are translated at once; a longer sentence is cut, at a comma where there is one."""
_LIKELY = 20
"""Complete translations that are compared to tell how sure each word is."""


_PLACE = "duologue-1/translate"
"""Where its tables lie in the folder of bundles."""


def open_phrases(bundles: Path) -> "PhraseTranslator | None":
    """The translator that the model bundle holds, None for a bundle without one."""
    folder = bundles / _PLACE
    return PhraseTranslator(folder) if any(folder.glob("en-??.npz")) else None


@dataclass(frozen=True, slots=True)
class Direction:
    """What it takes to translate one way."""

    phrases: Phrases
    target: Ngrams
    weights: Weights


class PhraseTranslator:
    """English with each language for which the folder holds a table (Translator). Tables are read when first needed.

    Raises:
        BundleError: the folder holds no tables.
    """

    name = "phrases"

    def __init__(self, folder: Path) -> None:
        others = [path.stem.removeprefix("en-") for path in sorted(folder.glob("en-??.npz"))]
        if not others:
            raise BundleError("translate.none", f"There is no phrase table in {folder}.")
        self._folder = folder
        self._languages: dict[str, Ngrams] = {}
        self._directions: dict[tuple[str, str], Direction] = {}
        self._made: dict[tuple[str, str], Made] = {}  # the newest translation of each direction
        self.pairs = frozenset(pair for other in others for pair in ((ENGLISH, other), (other, ENGLISH)))

    def translate(self, text: str, source: str, target: str, context: str = "", prefix: str = "") -> Translated:
        """As Translator says. context: not used.

        Raises:
            InputError: the pair of languages is none of `pairs`.
            BundleError: a table cannot be read.
        """
        _ = context
        self.direction(source, target)
        spoken, read = tokens(prefix, target), tokens(text, source)
        known = self._made.get((source, target))
        done = cut(known, read, spoken, target) if spoken and known is not None else None
        words, before, first = ([], (), 0) if done is None else (spoken[: done.target], done.ids, done.source)
        sure = [1.0] * len(words)
        parts = [] if done is None else [Part(0, first, before, tuple(words), 0.0)]
        for sentence in _cut(read[first:]):
            made = self._sentence((source, target), sentence, spoken[len(words) :], before)
            words, sure = words + made.words, sure + made.sure
            parts += [replace(part, begin=part.begin + first, end=part.end + first) for part in made.parts]
            before, first = (), first + len(sentence)
        self._made[source, target] = Made(read, parts)
        if len(words) < len(spoken):
            sure += [1.0] * (len(spoken) - len(words))
            words = spoken
        sure[: len(spoken)] = [1.0] * len(spoken)
        for at in reversed(contracted(words, target, len(spoken))):
            words[at - 1 : at + 1] = [contraction((words[at - 1], words[at]), target)]
            sure[at - 1 : at + 1] = [min(sure[at - 1 : at + 1])]
        return _written(words, sure, target, prefix)

    def direction(self, source: str, target: str) -> Direction:
        """The tables of a direction, read now if they were not before."""
        pair = source, target
        if pair not in self.pairs:
            raise InputError("translate.pair", f"'{source}' cannot be translated into '{target}' by phrases.")
        if pair not in self._directions:
            other = target if source == ENGLISH else source
            languages = [self._language(code) for code in pair]
            table = Phrases(self._folder / f"en-{other}.npz", languages[0], from_left=source == ENGLISH)
            self._directions[pair] = Direction(table, languages[1], _weights(self._folder, source, target))
        return self._directions[pair]

    def _language(self, code: str) -> Ngrams:
        if code not in self._languages:
            self._languages[code] = Ngrams.load(self._folder / f"{code}.npz")
        return self._languages[code]

    def _sentence(
        self, pair: tuple[str, str], words: Sequence[str], forced: Sequence[str], before: Sequence[int]
    ) -> "_Sentence":
        direction = self.direction(*pair)
        ways = parts_of(direction, words, *pair, direction.weights, drops=bool(forced))
        search = partial(Search, len(words), ways, direction.target, direction.weights, before=before)
        found = search(forced=forced).best()
        if not found:  # what was spoken is too far from what is said now to be led on from it
            return _Sentence(list(forced), [1.0] * len(forced), [])
        likely = [(score, written(parts)) for score, parts in found[:_LIKELY]]
        return _Sentence(likely[0][1], _sure(likely), found[0][1])


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A translated sentence. sure: of each word. parts: what it was put together from."""

    words: list[str]
    sure: list[float]
    parts: list[Part]


def parts_of(
    direction: Direction, words: Sequence[str], source: str, target: str, weights: Weights, *, drops: bool
) -> list[Part]:
    """The ways to translate each part of a sentence. drops: also to leave a word out, for what was spoken already."""
    numbers, names = direction.target.numbers, direction.target.words
    lower = [word.lower() for word in words]
    parts = []
    marked = [NUMBER if number(word) else word for word in lower]
    found: dict[tuple[int, int], list[Choice]] = direction.phrases.find(marked)
    if marked != lower:
        for place, choices in direction.phrases.find(lower).items():
            if NUMBER in marked[place[0] : place[1]]:
                found[place] = found.get(place, []) + choices
    for (begin, end), choices in found.items():
        digits = [figures(word, source, target) for word in words[begin:end] if number(word)]
        for choice in choices:
            texts = [names[word] for word in choice.words]
            if texts.count(NUMBER) > len(digits):
                continue
            left = iter(digits)
            texts = [next(left) if text == NUMBER else text for text in texts]
            score = sum(w * s for w, s in zip(weights.phrases, choice.scores, strict=True))
            score += weights.phrase + weights.word * len(texts)
            parts.append(Part(begin, end, choice.words, tuple(texts), score, choice.scores))
    for at, word in enumerate(words):
        if (at, at + 1) not in found:
            copied = figures(word, source, target)
            ids = (numbers.get(NUMBER if number(word) else copied, 0),)
            parts.append(Part(at, at + 1, ids, (copied,), weights.unknown + weights.word))
        if drops:
            parts.append(Part(at, at + 1, (), (), weights.dropped))
    return parts


def _weights(folder: Path, source: str, target: str) -> Weights:
    try:
        known = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BundleError("translate.weights", f"The weights of the translator cannot be read: {error}") from error
    values: dict[str, Any] = known.get(f"{source}-{target}", {})
    if "phrases" in values:
        values["phrases"] = tuple(values["phrases"])
    return Weights(**values)


def _cut(words: list[str]) -> list[list[str]]:
    """Sentences, none longer than what is translated at once."""
    out: list[list[str]] = [[]]
    for before, word in zip(["", *words], words, strict=False):
        out[-1].append(word)
        if ends_sentence(before, word) or (len(out[-1]) >= _AT_ONCE // 2 and word == ",") or len(out[-1]) >= _AT_ONCE:
            out.append([])
    return [sentence for sentence in out if sentence]


def _sure(found: Sequence[tuple[float, list[str]]]) -> list[float]:
    """For each word of the best translation the share of all that begin the same up to it."""
    top = found[0][0]
    shares = [math.exp(score - top) for score, _ in found]
    best, total = found[0][1], sum(shares)
    return [
        sum(share for share, (_, words) in zip(shares, found, strict=True) if words[: at + 1] == best[: at + 1]) / total
        for at in range(len(best))
    ]


def _written(words: Sequence[str], sure: Sequence[float], language: str, prefix: str) -> Translated:
    """The text with its words at white space; each of them is as sure as the least sure of its parts."""
    text = text_of(words, language)
    if prefix.strip():
        text = _after(text, prefix.strip())
    out = text.split()
    compact, owners = 0, []
    for word, value in zip(words, sure, strict=True):
        owners += [value] * len(word)
    shown = []
    for word in out:
        size = len(re.sub("[¿¡]", "", word))
        shown.append(min(owners[compact : compact + size], default=1.0))
        compact += size
    return Translated(text, tuple(out), tuple(shown))


def _after(text: str, prefix: str) -> str:
    """The text with its beginning as the prefix writes it: as many letters and digits as that has."""
    many, at = sum(c.isalnum() for c in prefix), 0
    while many and at < len(text):
        many -= text[at].isalnum()
        at += 1
    rest = text[at:]
    if rest[:1] and not rest[0].isalnum() and not rest[0].isspace() and prefix.endswith(rest[0]):
        rest = rest[1:]
    return prefix + rest
