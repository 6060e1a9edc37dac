"""Captions: what is said, in its own language, by the way that translations go."""

from duologue.translate.base import Translated


class Captions:
    """translate.base.Translator of every language into itself: the words stay as they are."""

    name = "captions"
    pairs: frozenset[tuple[str, str]] = frozenset()

    def translate(self, text: str, source: str, target: str, context: str = "", prefix: str = "") -> Translated:
        """The text itself; words that stand for good stay as they were written first."""
        given = prefix.split()
        words = (*given, *text.split()[len(given) :])
        return Translated(" ".join(words), words, (1.0,) * len(words))
