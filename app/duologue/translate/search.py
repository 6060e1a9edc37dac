"""Finds the best way to put a sentence together in another language out of translated phrases.

Source of the method: Koehn, Och and Marcu, "Statistical Phrase-Based Translation", 2003, and Koehn, "Pharaoh: a Beam
Search Decoder for Phrase-Based Statistical Machine Translation Models", 2004: partial translations with as many source
words done compete, with an estimate of what the rest will cost.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from duologue.translate.ngrams import END, NOWHERE, ORDER, START, Ngrams

_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the score counts. phrases: [4] see phrases.FEATURES. The others are nats for each."""

    phrases: tuple[float, ...] = (0.2, 0.1, 0.1, 0.1)
    language: float = 0.5
    word: float = 0.5
    phrase: float = -0.2
    jump: float = -0.15
    unknown: float = -8.0
    forced: float = -5.0
    dropped: float = -15.0


@dataclass(frozen=True, slots=True)
class Part:
    """One way to translate the source words from begin to before end.

    ids: their target words as numbers, texts: as they are written. score: weighted, without the words before it.
    scores: what it was weighted from, nothing for a word that is copied.
    """

    begin: int
    end: int
    ids: tuple[int, ...]
    texts: tuple[str, ...]
    score: float
    scores: tuple[float, ...] = ()
    mask: int = 0
    inner: float = 0.0


@dataclass(slots=True)
class Partial:
    """A translation of some of the source words."""

    score: float
    done: int
    at: int
    """The source word after the last one translated."""
    before: tuple[int, ...]
    length: int
    part: Part | None = None
    last: "Partial | None" = None
    hope: float = field(default=0.0)

    def parts(self) -> list[Part]:
        """The parts of it, in the order of the target."""
        out: list[Part] = []
        step: Partial | None = self
        while step is not None and step.part is not None:
            out.append(step.part)
            step = step.last
        return out[::-1]


class Search:
    """One sentence. parts: the ways to translate its parts. forced: words that the translation begins with. before:
    numbers of the target words before it."""

    def __init__(
        self, length: int, parts: Sequence[Part], language: Ngrams, weights: Weights, *,
        forced: Sequence[str] = (), before: Sequence[int] = (), beam: int = 30, reach: int = 6,
    ) -> None:  # fmt: skip
        self._length, self._language, self._weights = length, language, weights
        self._beam, self._reach = beam, reach
        self._forced = [word.lower() for word in forced]
        self._forced_texts = list(forced)
        self._parts = self._scored(parts)
        self._by_begin: list[list[Part]] = [[] for _ in range(length)]
        for part in self._parts:
            self._by_begin[part.begin].append(part)
        self._costs = self._future()
        self._hopes: dict[int, float] = {}
        self._before = ((NOWHERE,) * (ORDER - 2) + (START, *before))[-(ORDER - 1) :]

    def best(self) -> list[tuple[float, list[Part]]]:
        """(score, parts) of the complete translations that were found, the best first."""
        stacks: list[dict[tuple[int, int, tuple[int, ...], int], Partial]] = [{} for _ in range(self._length + 1)]
        first = Partial(0.0, 0, 0, self._before, 0)
        stacks[0][self._key(first)] = first
        waiting: list[list[tuple[float, int, Partial, Part]]] = [[] for _ in range(self._length + 1)]
        count = 0
        for many in range(self._length + 1):
            self._write(waiting[many], stacks[many])
            kept = heapq.nsmallest(self._beam, stacks[many].values(), key=lambda p: -p.hope)
            if self._forced:
                kept += self._force(kept)
            stacks[many] = {self._key(p): p for p in kept} if many == self._length else {}
            if many == self._length:
                break
            for partial in kept:
                for part in self._next(partial):
                    done = partial.done | part.mask
                    jump = self._weights.jump * abs(part.begin - partial.at)
                    hope = partial.score + part.score + part.inner + jump + self._hope(done)
                    count += 1
                    waiting[many + part.end - part.begin].append((hope, count, partial, part))
        whole = [p for p in stacks[self._length].values() if p.length >= len(self._forced)]
        return self._ended(whole)

    def _scored(self, parts: Sequence[Part]) -> list[Part]:
        """The parts with what their words are worth to the language when nothing is known of the words before."""
        flat, before = [], []
        for part in parts:
            run = (NOWHERE,) * (ORDER - 1) + part.ids
            for at in range(len(part.ids)):
                before.append(run[at : at + ORDER - 1])
                flat.append(part.ids[at])
        values = self._values(before, flat)
        out, place = [], 0
        for part in parts:
            inner = sum(values[place : place + len(part.ids)]) * self._weights.language
            place += len(part.ids)
            mask = ((1 << (part.end - part.begin)) - 1) << part.begin
            out.append(replace(part, mask=mask, inner=inner))
        return out

    def _values(self, before: Sequence[Sequence[int]], words: Sequence[int]) -> list[float]:
        if not words:
            return []
        values: list[float] = self._language.log_probs(np.array(before, np.int64), np.array(words, np.int64)).tolist()
        return values

    def _future(self) -> list[list[float]]:
        """[begin][end] the best that the words between them can still bring."""
        many = self._length
        best = [[_NEVER] * (many + 1) for _ in range(many + 1)]
        for part in self._parts:
            value = part.score + part.inner
            best[part.begin][part.end] = max(best[part.begin][part.end], value)
        for size in range(2, many + 1):
            for begin in range(many - size + 1):
                row, end = best[begin], begin + size
                row[end] = max(row[end], *(row[cut] + best[cut][end] for cut in range(begin + 1, end)))
        return best

    def _hope(self, done: int) -> float:
        if done not in self._hopes:
            total, at = 0.0, 0
            while at < self._length:
                if done >> at & 1:
                    at += 1
                    continue
                end = at
                while end < self._length and not done >> end & 1:
                    end += 1
                total += self._costs[at][end]
                at = end
            self._hopes[done] = total
        return self._hopes[done]

    def _next(self, partial: Partial) -> list[Part]:
        gap = 0
        while partial.done >> gap & 1:
            gap += 1
        out = []
        for begin in range(gap, min(gap + self._reach, self._length - 1) + 1):
            if partial.done >> begin & 1:
                continue
            for part in self._by_begin[begin]:
                if not part.mask & partial.done and self._fits(partial.length, part.texts):
                    out.append(part)
        return out

    def _fits(self, length: int, texts: Sequence[str]) -> bool:
        left = self._forced[length : length + len(texts)]
        return not left or all(a == b.lower() for a, b in zip(left, texts, strict=False))

    def _write(
        self, waiting: list[tuple[float, int, Partial, Part]],
        stack: dict[tuple[int, int, tuple[int, ...], int], Partial],
    ) -> None:  # fmt: skip
        """Scores the most hopeful steps exactly; of those that can only go on alike the best is kept."""
        steps = heapq.nsmallest(self._beam * 5, waiting, key=lambda step: (-step[0], step[1]))
        before, words = [], []
        for _, _, partial, part in steps:
            run = partial.before + part.ids[: ORDER - 1]
            for at in range(len(run) - (ORDER - 1)):
                before.append(run[at : at + ORDER - 1])
                words.append(run[at + ORDER - 1])
            alone = (NOWHERE,) * (ORDER - 1) + part.ids[: ORDER - 1]
            for at in range(len(alone) - (ORDER - 1)):
                before.append(alone[at : at + ORDER - 1])
                words.append(alone[at + ORDER - 1])
        values, place = self._values(before, words), 0
        for hope, _, partial, part in steps:
            new = min(len(part.ids), ORDER - 1)
            gain = sum(values[place : place + new]) - sum(values[place + new : place + 2 * new])
            place += 2 * new
            gain *= self._weights.language
            jump = self._weights.jump * abs(part.begin - partial.at)
            done = partial.done | part.mask
            self._keep(
                stack,
                Partial(
                    partial.score + part.score + part.inner + jump + gain, done, part.end,
                    (partial.before + part.ids)[-(ORDER - 1) :], partial.length + len(part.texts),
                    part, partial, hope + gain,
                ),
            )  # fmt: skip

    def _force(self, kept: Sequence[Partial]) -> list[Partial]:
        """Partial translations that write words already spoken without a source word for them."""
        out: list[Partial] = []
        queue = list(kept)
        while queue:
            partial = queue.pop()
            if partial.length >= len(self._forced):
                continue
            text = self._forced_texts[partial.length]
            number = self._language.numbers.get(text, self._language.numbers.get(text.lower(), 0))
            part = Part(partial.at, partial.at, (number,), (text,), self._weights.forced)
            step = Partial(
                partial.score + part.score, partial.done, partial.at, (partial.before + part.ids)[-(ORDER - 1) :],
                partial.length + 1, part, partial, partial.hope + part.score,
            )  # fmt: skip
            out.append(step)
            queue.append(step)
        return out

    def _keep(self, stack: dict[tuple[int, int, tuple[int, ...], int], Partial], partial: Partial) -> None:
        key = self._key(partial)
        if key not in stack or stack[key].score < partial.score:
            stack[key] = partial

    def _key(self, partial: Partial) -> tuple[int, int, tuple[int, ...], int]:
        return partial.done, partial.at, partial.before, min(partial.length, len(self._forced))

    def _ended(self, whole: list[Partial]) -> list[tuple[float, list[Part]]]:
        values = self._values([p.before for p in whole], [END] * len(whole))
        scored = [(p.score + v * self._weights.language, p.parts()) for p, v in zip(whole, values, strict=True)]
        return sorted(scored, key=lambda pair: (-pair[0], written(pair[1])))


def written(parts: Sequence[Part]) -> list[str]:
    """The words of a translation."""
    return [text for part in parts for text in part.texts]
