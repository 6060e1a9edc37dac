"""Which word of a sentence goes with which word of its translation.

Sources of the methods: Brown et al., "The Mathematics of Statistical Machine Translation", 1993 (the word table); Dyer,
Chahuneau and Smith, "A Simple, Fast, and Effective Reparameterization of IBM Model 2", 2013 (words near the diagonal);
Liang, Taskar and Klein, "Alignment by Agreement", 2006 (both directions learn from what they agree on); Koehn, Och and
Marcu, "Statistical Phrase-Based Translation", 2003 (growing the links that one direction alone has).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_ALONE, _TOGETHER = 4, 5
"""Rounds in which each direction learns alone, and from what both agree on."""
_NULL = 0.05
_SLOPE = 5.0


@dataclass(frozen=True, slots=True)
class Links:
    """One line for each possible link of each sentence.

    pair: [L] number of the pair of words. left, right: [L] places in the running text of each side. prior: [L] nearness
    to the diagonal, 0 to 1.
    """

    pair: Ints
    left: Ints
    right: Ints
    prior: Floats


class Aligner:
    """Learns the word tables of both directions at once. sides: [S] sentences as numbers of words."""

    def __init__(self, left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> None:
        a, b = np.array([len(s) for s in left]), np.array([len(s) for s in right])
        self.starts = np.concatenate([[0], np.cumsum(a)]), np.concatenate([[0], np.cumsum(b)])
        self._words = [np.fromiter((w for s in side for w in s), np.int64) for side in (left, right)]
        many = a * b
        first = np.concatenate([[0], np.cumsum(many)])[:-1]
        within = np.arange(many.sum()) - np.repeat(first, many)
        wide = np.repeat(b, many)
        i, j = within // wide, within % wide
        x, y = i + np.repeat(self.starts[0][:-1], many), j + np.repeat(self.starts[1][:-1], many)
        key = self._words[0][x] * (1 << 20) + self._words[1][y]
        pairs, at = np.unique(key, return_inverse=True)
        self.pairs = pairs >> 20, pairs & ((1 << 20) - 1)
        far = np.abs((i + 0.5) / np.repeat(a, many) - (j + 0.5) / wide)
        self.links = Links(at, x, y, np.exp(-_SLOPE * far).astype(np.float32))
        self.first = np.concatenate([first, [many.sum()]])
        self.tables: tuple[Floats, Floats] = (self._even(), self._even())
        """[P] probability of the right word given the left, and of the left given the right."""
        self._unlinked = [np.bincount(w) / len(w) for w in self._words]

    def learn(self) -> tuple[Floats, Floats]:
        """Posteriors of the links, [L] each: of the left words for a right one, of the right words for a left one."""
        for turn in range(_ALONE + _TOGETHER):
            forward, backward = self.posteriors(near=turn >= 2)
            counts = (forward, backward) if turn < _ALONE else (forward * backward,) * 2
            self.tables = self._normal(counts[0], self.pairs[0]), self._normal(counts[1], self.pairs[1])
        return self.posteriors(near=True)

    def posteriors(self, *, near: bool) -> tuple[Floats, Floats]:
        """As `learn` returns them."""
        links = self.links
        out = []
        for table, place, side in ((self.tables[0], links.right, 1), (self.tables[1], links.left, 0)):
            prior = links.prior if near else np.ones_like(links.prior)
            many = np.asarray(np.bincount(place, prior, len(self._words[side])), np.float64)
            score = table[links.pair] * prior / many[place]
            whole = np.asarray(np.bincount(place, score, len(self._words[side])), np.float64)
            whole = (1 - _NULL) * whole + _NULL * self._unlinked[side][self._words[side]] ** 0.8
            out.append(((1 - _NULL) * score / whole[place]).astype(np.float32))
        return out[0], out[1]

    def _even(self) -> Floats:
        return np.full(len(self.pairs[0]), 1e-3, np.float32)

    def _normal(self, counts: Floats, given: Ints) -> Floats:
        summed = np.bincount(self.links.pair, counts, len(given))
        total = np.bincount(given, summed)
        table: Floats = (summed / (total[given] + 0.01)).astype(np.float32)
        return table


def grown(forward: Floats, backward: Floats) -> list[tuple[int, int]]:
    """Links (left, right) of one sentence from both posteriors [A, B]: what both choose, grown by what one chooses."""
    many, wide = forward.shape
    one = {(int(i), j) for j, i in enumerate(forward.argmax(0)) if forward[i, j] > 0.3}
    other = {(i, int(j)) for i, j in enumerate(backward.argmax(1)) if backward[i, j] > 0.3}
    links = one & other
    union = sorted((one | other) - links, key=lambda link: -float(forward[link] * backward[link]))
    rows, columns = {i for i, _ in links}, {j for _, j in links}
    added = True
    while added:
        added = False
        for i, j in union:
            if (i, j) in links or (i in rows and j in columns):
                continue
            if any((i + x, j + y) in links for x in (-1, 0, 1) for y in (-1, 0, 1)):
                links.add((i, j))
                rows.add(i)
                columns.add(j)
                added = True
    for i, j in union:
        if i not in rows and j not in columns and i < many and j < wide:
            links.add((i, j))
            rows.add(i)
            columns.add(j)
    return sorted(links)
