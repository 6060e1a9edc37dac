"""Chooses what each part of the score counts: `python -m duologue_models.translation.tune --data DIR --pairs en-es`.

Sentences kept for choosing are translated with many second-best translations; the weights under which those that come
first are nearest to people's (chrF) are searched by chance, twice: the second time among more.
Source of the method: Och, "Minimum Error Rate Training in Statistical Machine Translation", 2003.
"""

import argparse
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy as np
import numpy.typing as npt

from duologue.translate.ngrams import END, NOWHERE, ORDER, START, Ngrams
from duologue.translate.phrase_translator import PhraseTranslator, parts_of
from duologue.translate.phrases import FEATURES
from duologue.translate.search import Part, Search, Weights, written
from duologue.translate.tokens import text_of, tokens
from duologue_models.translation.directions import WEIGHTS, Direction
from duologue_models.translation.evaluate import heard
from duologue_models.translation.pairs import Pair, read

_MANY = 60
"""Translations of each sentence that are compared."""
_TRIES = 2500
_SHORTEST, _LONGEST = 6, 18
"""Words of the sentences that are chosen by: short ones say little about order."""
_SIGNED = [5, 6]
"""Weights that may be of either sign: for words and for phrases."""
_PULL = 0.1
"""chrF that a weight costs which is e times what it began as, so that few sentences cannot move it far."""
Floats = npt.NDArray[np.float64]


def values(parts: list[Part], language: Ngrams) -> list[float]:
    """What the weights are multiplied with: the scores of the table, of the language, words, phrases and jumps."""
    ids = [NOWHERE] * (ORDER - 2) + [START, *(word for part in parts for word in part.ids), END]
    before = [ids[at - ORDER + 1 : at] for at in range(ORDER - 1, len(ids))]
    fluent = float(language.log_probs(np.array(before), np.array(ids[ORDER - 1 :])).sum())
    table = [sum(part.scores[n] for part in parts if part.scores) for n in range(FEATURES)]
    ends = [0, *(part.end for part in parts)]
    jumps = sum(abs(part.begin - end) for part, end in zip(parts, ends, strict=False))
    return [*table, fluent, sum(len(part.texts) for part in parts), sum(bool(part.scores) for part in parts), jumps]


def vector(weights: Weights) -> Floats:
    """The weights in the order of `values`."""
    return np.array([*weights.phrases, weights.language, weights.word, weights.phrase, weights.jump])


def weights_of(vector: Floats) -> Weights:
    """The reverse of `vector`."""
    rest = [round(float(v), 4) for v in vector]
    return Weights(tuple(rest[:FEATURES]), *rest[FEATURES:])


class Choice:
    """Translations of some sentences, and how near they are to people's. stats: [S][T, 18] counts of chrF."""

    def __init__(
        self, translator: PhraseTranslator, pairs: list[Pair], source: str, target: str, start: Weights
    ) -> None:
        direction = translator.direction(source, target)
        self.values: list[Floats] = []
        self.stats: list[Floats] = []
        for text, wanted in pairs:
            words = tokens(text, source)
            ways = parts_of(direction, words, source, target, start, drops=False)
            found = Search(len(words), ways, direction.target, start, beam=_MANY).best()
            if not found:
                continue
            self.values.append(np.array([values(parts, direction.target) for _, parts in found]))
            made = [text_of(written(parts), target) for _, parts in found]
            self.stats.append(np.array([_counts(text, wanted) for text in made]))

    def score(self, vector: Floats) -> float:
        """chrF of what comes first under these weights."""
        best = [int(np.argmax(v @ vector)) for v in self.values]
        total = np.sum([stats[at] for stats, at in zip(self.stats, best, strict=True)], axis=0).reshape(6, 3)
        precision, recall = (total[:, 0] / total[:, 1]).mean(), (total[:, 0] / total[:, 2]).mean()
        return float(100 * 5 * precision * recall / (4 * precision + recall))

    def search(self, start: Floats, chance: np.random.Generator, tries: int) -> Floats:
        """Weights that are better, found by small steps at random from the best so far."""
        best, top = start, self.score(start)
        for n in range(tries):
            size = 0.5 * (1 - n / tries) + 0.05
            step = best * np.exp(chance.normal(0, size, len(best)) * (chance.random(len(best)) < 0.4))
            step[_SIGNED] += chance.normal(0, size, len(_SIGNED)) * 0.3
            far = np.log((np.abs(step) + 0.01) / (np.abs(start) + 0.01))
            if (score := self.score(step) - _PULL * float(far @ far)) > top + 1e-6:
                best, top = step, score
        return best

    def join(self, other: "Choice") -> None:
        """Takes in what was found for the same sentences under other weights."""
        for mine, theirs in ((self.values, other.values), (self.stats, other.stats)):
            mine[:] = [np.concatenate(pair) for pair in zip(mine, theirs, strict=True)]


def _counts(made: str, wanted: str) -> list[int]:
    a, b = "".join(made.split()), "".join(wanted.split())
    out: list[int] = []
    for n in range(1, 7):
        ours, theirs = (Counter(text[at : at + n] for at in range(len(text) - n + 1)) for text in (a, b))
        out += [(ours & theirs).total(), ours.total(), theirs.total()]
    return out


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="duologue_models.translation.tune", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the sentence pairs")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the tables; weights.json is changed")
    parser.add_argument("--pairs", nargs="+", required=True, help="en-es and so on")
    parser.add_argument("--many", type=int, default=150, help="how many sentences")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(arguments)
    path: Path = args.weights / "weights.json"
    data = read(args.data)
    for name in args.pairs:
        direction = Direction.named(name)
        source, target, other, way = direction.source, direction.target, direction.other, direction.way
        pairs = [(p[way], p[1 - way]) for p in data[other].chosen if _SHORTEST <= len(p[way].split()) <= _LONGEST][
            : args.many
        ]
        pairs = [pair if n % 2 else (heard(pair[0]), pair[1]) for n, pair in enumerate(pairs)]
        translator = PhraseTranslator(args.weights)
        start = translator.direction(source, target).weights
        chance = np.random.default_rng(args.seed)
        first = Choice(translator, pairs, source, target, start)
        step = first.search(vector(start), chance, _TRIES)
        second = Choice(translator, pairs, source, target, weights_of(step))
        made = first.score(vector(start)), second.score(step)
        second.join(first)
        found = weights_of(second.search(step, chance, _TRIES))
        print(f"{name}: chrF {made[0]:.2f} before, {made[1]:.2f} in between", found, flush=True)
        known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        path.write_text(json.dumps(known | {name: asdict(found)}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
