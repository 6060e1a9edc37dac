"""Whether a turn is made of words: in letters without sense no tool can be meant, however near one seems."""

import re
from collections.abc import Callable, Sequence

KNOWN_SHARE = 0.5
"""Smallest share of a turn's different words that the vocabulary has to know."""
MOST_REPEATED = 2
"""So often one word may be all that is said: "louder, louder"; said again and again it is only sound."""
_UNKNOWN = 100
"""What stands for a word that is too long for the vocabulary."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def makes_sense(words: Sequence[str], pieces: Callable[[str], Sequence[int]]) -> bool:
    """Whether enough words of a turn are whole words of the vocabulary. pieces: the vocabulary's pieces of a text.

    What has no letters, and single letters beside figures ("7 x 8"), tell nothing: such a turn may mean something.
    """
    text = " ".join(words)
    said = _WORD.findall(text.casefold())
    if any(map(str.isdigit, text)):
        said = [word for word in said if len(word) > 1]
    different = set(said)
    if len(different) == 1 and len(said) > MOST_REPEATED:
        return False
    known = sum(_is_known(word, pieces) for word in different)
    return not different or known >= KNOWN_SHARE * len(different)


def _is_known(word: str, pieces: Callable[[str], Sequence[int]]) -> bool:
    """Whether a word is a whole one; of the single letters, those that are words."""
    stem = re.split("['’]", word)[0]
    if len(stem) == 1:
        return stem in ("a", "i", "o")
    found = pieces(stem)
    return len(found) == 1 and found[0] != _UNKNOWN
