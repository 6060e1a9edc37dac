"""How likely a word is after the three words before it, in one language (an n-gram model), and the words it knows.

A longer run of words counts where it was seen, otherwise what its end has to say. Source of the method: Katz,
"Estimation of Probabilities from Sparse Data for the Language Model Component of a Speech Recognizer", 1987, with the
probabilities of Kneser and Ney, "Improved backing-off for m-gram language modeling", 1995.
"""

from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from duologue.core.errors import BundleError

ORDER = 4
UNKNOWN, START, END = 0, 1, 2
"""Numbers of a word that is not known, and of the places before the first and after the last one."""
NOWHERE = -1
"""In the place of a word before the beginning."""
PROB_STEP, BACKOFF_STEP = 1 / 12, 1 / 24
"""Nats of one step of the stored values."""
_FIRST, _NEXT = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9
_SHIFT = np.uint64(24)
Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float32]


def keys(words: Ints) -> Keys:
    """One key below 2**40 for each run of words. words: [N, n]."""
    key = np.full(len(words), words.shape[1], np.uint64)
    for column in words.T:
        key = key * np.uint64(_FIRST) + column.astype(np.uint64) + np.uint64(1)
        key ^= key >> np.uint64(31)
    return (key * np.uint64(_NEXT)) >> _SHIFT


class Ngrams:
    """The words of a language and what they follow. words: their numbers are their places, marks first."""

    def __init__(
        self, words: list[str], known: Keys, probs: npt.NDArray[np.uint8], backoffs: npt.NDArray[np.uint8]
    ) -> None:
        self.words = words
        self.numbers = {word: at for at, word in enumerate(words)}
        self._known = known
        self._probs, self._backoffs = -probs.astype(np.float32) * PROB_STEP, -backoffs.astype(np.float32) * BACKOFF_STEP

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads a model as `duologue_models.translation` writes it.

        Raises:
            BundleError: there is no such file, or it is none.
        """
        try:
            with np.load(path) as file:
                words = bytes(file["words"]).decode().split("\n")
                known = np.cumsum(file["gaps"].astype(np.uint64), dtype=np.uint64)
                return cls(words, known, file["probs"], file["backoffs"])
        except (OSError, ValueError, KeyError) as error:
            raise BundleError("translate.language", f"The language model {path} cannot be read: {error}") from error

    def log_probs(self, before: Ints, words: Ints) -> Floats:
        """Log probability of each word. words: [N]. before: [N, ORDER - 1], the newest last, NOWHERE for none."""
        total = np.zeros(len(words), np.float32)
        open_rows = np.arange(len(words))
        run = np.concatenate([before, words[:, None]], axis=1)
        for length in range(ORDER, 0, -1):
            if not len(open_rows):
                return total
            rows = run[open_rows, ORDER - length :]
            found, place = self._find(rows)
            total[open_rows[found]] += self._probs[place[found]]
            open_rows, rows = open_rows[~found], rows[~found]
            if length > 1 and len(open_rows):
                seen, place = self._find(rows[:, :-1])
                total[open_rows[seen]] += self._backoffs[place[seen]]
        total[open_rows] += -15.0
        return total

    def _find(self, rows: Ints) -> tuple[npt.NDArray[np.bool_], Ints]:
        wanted = keys(rows)
        place = np.minimum(np.searchsorted(self._known, wanted), len(self._known) - 1)
        return (self._known[place] == wanted) & (rows[:, 0] >= 0), place
