"""The words of a turn: without marks, their tokens, and the places of some of them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from duologue.tools.reading import tokenise

_MARKS = '.,;:!?…"“”'


class PlacedTokens:
    """The tokens of some words."""

    def __init__(self, words: Sequence[str]) -> None:
        self._starts: list[int] = []
        at = 0
        for word in words:
            self._starts.append(at)
            at += len(word) + 1
        self.tokens = tokenise(" ".join(words))

    def words(self, first: int, last: int) -> frozenset[int]:
        """The words that tokens belong to, both ends included."""
        begin, end = (bisect_right(self._starts, self.tokens[at].start) - 1 for at in (first, last))
        return frozenset(range(begin, end + 1))


def plain_word(word: str) -> str:
    """A word without case and the marks around it."""
    return word.casefold().strip(_MARKS)


def pointed_at(stretches: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The words of some stretches."""
    return frozenset(at for first, last in stretches for at in range(first, last + 1))
