"""What every translator is: words of one language in, words of another out, with how sure each of them is."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Translated:
    """A text in another language.

    text: as it is shown and spoken. words: [N] the words of the text, split at white space. sure: [N] probability of
    each word, 0 to 1; words that were given as a prefix count as 1.
    """

    text: str
    words: tuple[str, ...]
    sure: tuple[float, ...]


class Translator(Protocol):
    """Translates one sentence, or the beginning of one, at a time. Not thread-safe: one worker thread calls it."""

    @property
    def name(self) -> str:
        """What the translator is called, for people."""

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """(source, target) of what it translates, ISO 639-1."""

    def translate(self, text: str, source: str, target: str, context: str = "", prefix: str = "") -> Translated:
        """The text in the other language.

        text: what was said so far, as a recogniser writes it. context: the sentences before it in the source language.
        prefix: target words that were spoken already; the result begins with exactly these.

        Raises:
            DuologueError: the pair of languages is none of `pairs`, or the translator failed.
        """
