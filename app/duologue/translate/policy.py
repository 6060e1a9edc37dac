"""When to speak a translation: which target words of a sentence that still grows can be said for good.

What is spoken is never taken back. A word is said once two translations in a row agree on it, of more and more of the
source, the translator is sure of it, or less so but stays with it, and it is not among the last ones of what is known,
which the next source words change most often. A sentence that is over is said to its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from duologue.translate.base import Translated
from duologue.translate.source import bare

FIRST_WORDS = 3
"""Source words that must have settled before anything of a sentence that goes on is said."""
HELD_BACK = 2
"""Last target words of what is known so far that are not said yet."""
SURE = 0.5
"""Least probability of a word that is said before its sentence is over, if two translations agree on it; it is half of
that with three, a third with four: of two words that both fit, one must be taken some time."""
CHUNK_WORDS = 3
"""Fewest words that are said at a time before the sentence is over, unless a clause ends with them: single words make
bad speech."""
CLAUSE_ENDS = (",", ";", ":")
"""Marks at the end of a clause that a sentence goes on after."""


@dataclass(slots=True)
class Commitment:
    """What of one sentence is said. spoken: the target words so far. shown: these, and the likely next ones."""

    spoken: list[str] = field(default_factory=list)
    shown: tuple[str, ...] = ()
    _before: tuple[str, ...] = ()
    _stood: list[int] = field(default_factory=list)
    """Translations before the newest that agree with it, for each of the first words."""

    def take(self, translated: Translated, settled: int, *, complete: bool) -> list[str]:
        """Takes a new translation of the sentence; returns the words to be said now, none to wait.

        translated: begins with the words that are spoken. settled: source words that it was made of. complete: these
        are the whole sentence.
        """
        words = translated.words
        if complete:
            return self._say(words, len(words))
        agreed = _agreed(self._before, words)
        self._before = words
        self._stood = [times + 1 for times in (*self._stood, *[0] * agreed)[:agreed]]
        chances = enumerate(zip(translated.sure, self._stood, strict=False))
        sure = next((i for i, (p, times) in chances if p * times < SURE), agreed)
        until = min(sure, len(words) - HELD_BACK)
        waits = settled < FIRST_WORDS and not self.spoken
        if not waits:
            self.shown = words[: max(sure, len(self.spoken))]
        if until - len(self.spoken) < CHUNK_WORDS:
            until = next((i for i in range(until, len(self.spoken), -1) if words[i - 1].endswith(CLAUSE_ENDS)), 0)
        return [] if waits or until <= len(self.spoken) else self._say(words, until)

    def _say(self, words: Sequence[str], until: int) -> list[str]:
        new = list(words[len(self.spoken) : until])
        self.spoken += new
        self.shown = (*self.spoken, *words[until : max(until, len(self.shown)) if until < len(words) else None])
        return new


def _agreed(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words from the first two translations have in common."""
    pairs = zip(before, after, strict=False)
    return next((i for i, (one, other) in enumerate(pairs) if bare(one) != bare(other)), min(len(before), len(after)))
