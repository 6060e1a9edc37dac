"""Phrases of one language and what they may be in another: the table that a translator takes its parts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from duologue.core.errors import BundleError
from duologue.translate.ngrams import Ngrams, keys

LONGEST = 7
"""Words of the longest phrase."""
NUMBER = "0"
"""Stands for every number in figures."""
SCORE_STEP = 1 / 16
"""Nats of one step of the stored scores."""
FEATURES = 4
"""Log probability of the target given the source and the other way round, by phrase; the same by word."""
_MANY = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """A translation of a phrase. words: numbers of its words. scores: [FEATURES], see there."""

    words: tuple[int, ...]
    scores: tuple[float, ...]


class Phrases:
    """A table read in one direction.

    Raises:
        BundleError: there is no such file, or it is none.
    """

    def __init__(self, path: Path, source: Ngrams, *, from_left: bool) -> None:
        try:
            with np.load(path) as file:
                sides = [(file[f"{side}_lengths"], file[f"{side}_words"]) for side in ("left", "right")]
                scores = file["scores"]
        except (OSError, ValueError, KeyError) as error:
            raise BundleError("translate.phrases", f"The phrase table {path} cannot be read: {error}") from error
        if not from_left:
            sides.reverse()
            scores = scores[:, [1, 0, 3, 2]]
        self._numbers = source.numbers
        lower = np.array([source.numbers.get(word.lower(), at) for at, word in enumerate(source.words)], np.int64)
        known = _ragged_keys(*sides[0], lower)
        order = np.argsort(known, kind="stable")
        self._known, self._starts = np.unique(known[order], return_index=True)
        self._starts = np.append(self._starts, len(known))
        self._rows = order.astype(np.int32)
        self._scores = scores
        self._words = sides[1][1]
        self._ends = np.cumsum(sides[1][0], dtype=np.int32)
        self._lengths = sides[1][0]

    def find(self, words: Sequence[str]) -> dict[tuple[int, int], list[Choice]]:
        """The translations of every part of a text, by first word and word after the last. words: in lower case."""
        ids = [self._numbers.get(word, -1) for word in words]
        found: dict[tuple[int, int], list[Choice]] = {}
        for length in range(1, min(LONGEST, len(ids)) + 1):
            rows = np.array([ids[at : at + length] for at in range(len(ids) - length + 1)], np.int64)
            wanted = keys(rows)
            places = np.minimum(np.searchsorted(self._known, wanted), len(self._known) - 1)
            for at in np.flatnonzero((self._known[places] == wanted) & (rows >= 0).all(axis=1)).tolist():
                found[at, at + length] = self._choices(int(places[at]))
        return found

    def _choices(self, place: int) -> list[Choice]:
        rows = self._rows[self._starts[place] : self._starts[place + 1]]
        scores = self._scores[rows].astype(np.float32) * -SCORE_STEP
        if len(rows) > _MANY:
            best = np.argsort(-scores[:, 0] - 0.5 * scores[:, 1], kind="stable")[:_MANY]
            rows, scores = rows[best], scores[best]
        out = []
        for row, values in zip(rows.tolist(), scores.tolist(), strict=True):
            end, length = int(self._ends[row]), int(self._lengths[row])
            out.append(Choice(tuple(self._words[end - length : end].tolist()), tuple(values)))
        return out


def _ragged_keys(
    lengths: npt.NDArray[np.uint8], words: npt.NDArray[np.uint16], lower: npt.NDArray[np.int64]
) -> npt.NDArray[np.uint64]:
    """The key of each phrase in lower case. lengths: [N]. words: the phrases one after the other."""
    starts = np.cumsum(lengths, dtype=np.int64) - lengths
    out = np.empty(len(lengths), np.uint64)
    for length in range(1, int(lengths.max()) + 1):
        at = np.flatnonzero(lengths == length)
        out[at] = keys(lower[words[starts[at][:, None] + np.arange(length)]])
    return out
