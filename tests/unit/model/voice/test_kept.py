"""What was made of a clause is said again at once, and never made twice."""

from collections.abc import Iterator

import numpy as np
import pytest

from duologue.core.errors import DuologueError
from duologue.model.voice.base import SpokenPiece, SpokenWord
from duologue.model.voice.kept import MOST_KEPT, KeptClauses


class Maker:
    """Makes three pieces of every clause, and counts them. breaks: the number of the piece that cannot be made."""

    def __init__(self, breaks: int = -1) -> None:
        self.made: list[str] = []
        self.breaks = breaks

    def __call__(self, clause: str) -> Iterator[SpokenPiece]:
        for number in range(3):
            if len(self.made) == self.breaks:
                raise DuologueError("voice.failed", "It broke.")
            self.made.append(f"{clause} {number}")
            yield SpokenPiece(np.zeros(10, np.float32), (SpokenWord(f"{clause}{number}", 0.0),))


def said(kept: KeptClauses, maker: Maker, clause: str, pieces: int = 9) -> str:
    speaking = kept.speak(clause, lambda: maker(clause))
    return " ".join(piece.text for piece, _ in zip(speaking, range(pieces), strict=False))


def test_a_clause_that_is_begun_anew_is_made_once() -> None:
    kept, maker = KeptClauses(), Maker()
    assert said(kept, maker, "a") == said(kept, maker, "a") == "a0 a1 a2"
    assert maker.made == ["a 0", "a 1", "a 2"]


def test_what_was_broken_off_is_made_on_from_there() -> None:
    kept, maker = KeptClauses(), Maker()
    assert said(kept, maker, "a", 1) == "a0"
    assert said(kept, maker, "b") == "b0 b1 b2"
    before = len(maker.made)
    assert said(kept, maker, "a") == "a0 a1 a2"
    assert len(maker.made) <= before + 2


def test_the_oldest_clause_is_forgotten() -> None:
    kept, maker = KeptClauses(), Maker()
    for name in "abcdefghij"[: MOST_KEPT + 1]:
        said(kept, maker, name)
    maker.made.clear()
    said(kept, maker, "b")
    assert maker.made == []
    said(kept, maker, "a")
    assert maker.made == ["a 0", "a 1", "a 2"]


def test_what_failed_is_tried_anew() -> None:
    kept, maker = KeptClauses(), Maker(breaks=1)
    with pytest.raises(DuologueError):
        said(kept, maker, "a")
    maker.breaks = -1
    assert said(kept, maker, "a") == "a0 a1 a2"
