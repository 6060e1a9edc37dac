"""From aligned phrases and sentences to the files that a translator reads."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from duologue.translate.ngrams import Ngrams
from duologue.translate.phrases import NUMBER, SCORE_STEP
from duologue.translate.tokens import ENDS, figures, number, tokens
from duologue_models.translation import order
from duologue_models.translation.align import Aligner, grown
from duologue_models.translation.casing import Casing
from duologue_models.translation.pairs import Pair
from duologue_models.translation.phrases import Table, Words, extracted

WordTable = dict[tuple[str, str], tuple[float, float]]
_MARKS = ("<unknown>", "<begin>", "<end>")


def aligned(pairs: Sequence[Pair], other: str) -> tuple[Counter[tuple[Words, Words]], WordTable]:
    """How often each pair of phrases was met, and the probabilities of words by words, both directions."""
    left, right = ([tokens(pair[side], language) for pair in pairs] for side, language in enumerate(("en", other)))
    whole = [n for n in range(len(left)) if 0 < len(left[n]) <= 50 and 0 < len(right[n]) <= 50]
    left, right = [left[n] for n in whole], [right[n] for n in whole]
    known: tuple[dict[str, int], dict[str, int]] = {}, {}
    sides = [
        [[ids.setdefault(word.lower(), len(ids)) for word in words] for words in side]
        for side, ids in zip((left, right), known, strict=True)
    ]
    aligner = Aligner(*sides)
    forward, backward = aligner.learn()
    names = [list(ids) for ids in known]
    words = {
        (names[0][a], names[1][b]): (float(p), float(q))
        for a, b, p, q in zip(*(side.tolist() for side in aligner.pairs), *aligner.tables, strict=True)
        if max(p, q) > 1e-3
    }
    cases = Casing(left), Casing(right)
    counts: Counter[tuple[Words, Words]] = Counter()
    for n, (a, b) in enumerate(zip(left, right, strict=True)):
        at = slice(aligner.first[n], aligner.first[n + 1])
        links = grown(forward[at].reshape(len(a), len(b)), backward[at].reshape(len(a), len(b)))
        counts.update(numbered(pair, other) for pair in extracted(cases[0](a), cases[1](b), links))
    return counts, words


def numbered(pair: tuple[Words, Words], other: str) -> tuple[Words, Words]:
    """Figures that stand on both sides stand for any number."""
    left, right = pair
    if not any(map(number, left)):
        return pair
    same = {word: figures(word, "en", other) for word in left if number(word)}
    same = {word: there for word, there in same.items() if there in right}
    return (
        tuple(NUMBER if word in same else word for word in left),
        tuple(NUMBER if word in same.values() else word for word in right),
    )


def write_language(path: Path, sentences: Iterable[str], language: str, others: Iterable[str], seed: int) -> list[str]:
    """Writes the words of a language and what follows them; returns the words. others: words beside those."""
    chance = random.Random(seed)
    lines = [tokens(text, language) for text in sorted(set(sentences))]
    casing = Casing(lines)
    lines = [[NUMBER if number(word) else word for word in casing(line)] for line in lines]
    lines += [line[:-1] for line in lines if len(line) > 1 and line[-1] in ENDS and chance.random() < 0.3]
    counts = Counter(word for line in lines for word in line)
    extra = {*others, *(word.lower() for word in counts)} - counts.keys()
    vocabulary = [
        *_MARKS,
        *(word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        *sorted(extra),
    ]
    numbers = {word: at for at, word in enumerate(vocabulary)}
    order.save(path, vocabulary, [[numbers[word] for word in line] for line in lines])
    return vocabulary


def write_phrases(path: Path, table: Table, left: Sequence[str], right: Sequence[str]) -> int:
    """Writes a table as Phrases reads it; returns how many pairs it holds. left, right: the words of the languages."""
    lengths, words = [], []
    for place, side in enumerate((left, right)):
        ids = {word: at for at, word in enumerate(side)}
        phrases = [pair[place] for pair in ((one, other) for one, other, *_ in table.entries)]
        lengths.append(np.array([len(phrase) for phrase in phrases], np.uint8))
        words.append(np.array([ids[word] for phrase in phrases for word in phrase], np.uint16))
    scores = np.array([entry[2:] for entry in table.entries])
    steps = np.clip(np.round(-scores / SCORE_STEP), 0, 255).astype(np.uint8)
    with path.open("wb") as file:
        np.savez_compressed(
            file, scores=steps, left_lengths=lengths[0], left_words=words[0], right_lengths=lengths[1],
            right_words=words[1],
        )  # fmt: skip
    return len(scores)


def languages(out: Path) -> dict[str, Ngrams]:
    """The language models of a folder."""
    return {path.stem: Ngrams.load(path) for path in sorted(out.glob("??.npz"))}
