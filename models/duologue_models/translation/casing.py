"""The case of the first word of a sentence: as the word is written elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence


class Casing:
    """Learns from sentences how each word is written where nothing asks for a capital."""

    def __init__(self, sentences: Iterable[Sequence[str]]) -> None:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        first: dict[str, Counter[str]] = defaultdict(Counter)
        for words in sentences:
            for at, word in enumerate(words):
                (first if _opens(words, at) else counts)[word.lower()][word] += 1
        self._usual = {
            lower: (counts[lower] or first[lower]).most_common(1)[0][0] for lower in sorted({*counts, *first})
        }

    def __call__(self, words: Sequence[str]) -> list[str]:
        """The words with those at the beginning of sentences in their usual case."""
        return [self._usual.get(word.lower(), word) if _opens(words, at) else word for at, word in enumerate(words)]


def _opens(words: Sequence[str], at: int) -> bool:
    """Whether a sentence may begin here, quotation marks and marks left aside."""
    before = at - 1
    while before >= 0 and words[before] == '"':
        return True
    return before < 0 or words[before] in (".", "?", "!", ":", "-")
