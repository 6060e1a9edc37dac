"""Cuts text into clauses: pieces short enough to start soon, and places where it is natural to stop.

A clause ends at the end of a sentence or line. A sentence that grows long is also cut at a comma, semicolon, colon or
dash, and one longer still before a conjunction. The rule looks a few characters ahead and never back, so that a stream
of text gives the same clauses as the whole text at once, each as soon as it is certain.
"""

import re

from duologue.core.languages import ENGLISH
from duologue.model.voice.clause_words import STOP_WORDS, StopWords

SOFT_LENGTH = 40
"""Fewest characters of a clause that ends with a comma; half as many with a semicolon, colon or dash."""
FIRST_LENGTH = 20
"""Fewest characters of the first clause of a text if it ends with a comma: it should be heard soon."""
CONJUNCTION_LENGTH = 70
"""Fewest characters of a clause before a conjunction begins the next one."""
HARD_LENGTH = 240
"""Most characters of a clause that has a space to cut at."""
TAIL_LENGTH = 15
"""Fewest characters that may be left of a sentence when it is cut."""

_CLOSERS = "\"'”’)\\]*_`"
_CANDIDATE = re.compile(
    rf"(?P<end>[.!?…]+[{_CLOSERS}]*(?=\s))"
    r"|(?P<line>\n)"
    rf"|(?P<comma>,[{_CLOSERS}]*(?=\s))"
    rf"|(?P<strong>[;:][{_CLOSERS}]*(?=\s)|\s[–—-]{{1,2}}(?=\s))"
    r"|(?P<conjunction>\s(?=(?:and|but|or|because|so|which|that|while|when|if|although|until|unless|where)\s))"
)
_BEFORE_FIGURES = frozenset(
    f"{word}."
    for word in (
        *("no", "nos", "nr", "p", "pp", "vol", "ch", "fig", "figs", "sec", "art", "ext", "tel", "núm", "pág", "cap"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    )
)
"""Abbreviations that end a sentence unless a digit follows."""
_UNCERTAIN = re.compile(
    r"(?:etc|inc|ltd|co|jr|sr|min|max|hrs?|ft|oz|lbs?|ave|blvd|rd)\.|(?:[a-z]\.){2,}|.*(?:\.\.|…)",
    re.IGNORECASE | re.DOTALL,
)
"""Abbreviations that end a sentence only if a capital letter follows."""
_LETTER = re.compile(r"[a-zäöü]\.")
_ORDINAL = re.compile(r"\d{1,3}\.")
_INITIAL = re.compile(r"[A-HJ-Z]\.")


class ClauseSplitter:
    """Cuts a stream of text into clauses. Joined by spaces, they have the words of the text, all and in order.

    language: of the text, ISO 639-1.
    """

    def __init__(self, language: str = ENGLISH) -> None:
        self._stops = STOP_WORDS.get(language, StopWords(letters=True))
        self._rest = ""
        self._first = True

    @property
    def began(self) -> bool:
        """A clause was given out already."""
        return not self._first

    def feed(self, text: str) -> list[str]:
        """Takes in more text; returns the clauses that are now certain."""
        self._rest += text
        return self._cut(closing=False)

    def close(self) -> list[str]:
        """Ends the text; returns what is left of it as clauses."""
        clauses = self._cut(closing=True)
        last, self._rest = self._rest.strip(), ""
        self._first = True
        return [*clauses, last] if last else clauses

    def _cut(self, *, closing: bool) -> list[str]:
        clauses = []
        while (end := self._find_end(closing=closing)) is not None:
            clauses.append(self._rest[:end].strip())
            self._rest = self._rest[end:]
            self._first = False
        return clauses

    def _find_end(self, *, closing: bool) -> int | None:
        """Where the first clause of the rest ends; None if that is not certain yet."""
        self._rest = self._rest.lstrip()
        for candidate in _CANDIDATE.finditer(self._rest):
            if candidate.end() > HARD_LENGTH:
                break
            verdict = self._ends_clause(candidate, closing=closing)
            if verdict is None:
                return None
            if verdict:
                return candidate.end()
        # A candidate at HARD_LENGTH is known once the text goes well beyond it.
        if len(self._rest) <= 2 * HARD_LENGTH and not (closing and len(self._rest) > HARD_LENGTH):
            return None
        space = max(self._rest.rfind(white, 0, HARD_LENGTH) for white in " \t")
        return space if space > 0 else None

    def _ends_clause(self, candidate: re.Match[str], *, closing: bool) -> bool | None:
        """Whether a clause ends here; None if more text is needed to tell."""
        head = self._rest[: candidate.end()]
        if not any(character.isalnum() for character in head):
            return False
        if candidate.lastgroup == "line":
            return True
        following = self._rest[candidate.end() :].lstrip()
        if candidate.lastgroup == "end":
            return self._ends_sentence(head.split()[-1], head, following, closing=closing)
        soft = FIRST_LENGTH if self._first else SOFT_LENGTH
        minimum = {"comma": soft, "strong": soft // 2, "conjunction": CONJUNCTION_LENGTH}[candidate.lastgroup or ""]
        if len(head) < minimum:
            return False
        if len(following) < TAIL_LENGTH:
            return False if closing else None
        return re.search(r"[.!?…\n]", following[:TAIL_LENGTH]) is None

    def _ends_sentence(self, word: str, head: str, following: str, *, closing: bool) -> bool | None:
        word = word.strip("\"'“”‘’()[]*_`")
        letter = self._stops.letters and _LETTER.fullmatch(word) is not None
        if word.lower() in self._stops.never or letter or _INITIAL.fullmatch(word):
            return False
        numbered = word[:-1].isdigit() and head.split() == [word]
        if self._stops.ordinals and _ORDINAL.fullmatch(word) and not numbered:
            return self._ends_with_number(head, following, closing=closing)
        uncertain = _UNCERTAIN.fullmatch(word) is not None
        if not (uncertain or numbered or word.lower() in _BEFORE_FIGURES):
            return True
        if not following:
            return True if closing else None
        if numbered:
            return False
        return following[0].isupper() if uncertain else not following[0].isdigit()

    def _ends_with_number(self, head: str, following: str, *, closing: bool) -> bool | None:
        """Whether a sentence ends with a number and its full stop, by the words around it: it may be an ordinal."""
        if not closing and any(month.startswith(following.lower()) for month in self._stops.months):
            return None
        before = head.split()[-2:-1]
        named = bool(before) and before[0].strip("\"'(„“").lower() in self._stops.ordinals
        dated = following.lower().startswith(self._stops.months)
        return not following or not (named or dated or following[0].islower())


def split_clauses(text: str, language: str = ENGLISH) -> list[str]:
    """The clauses of a whole text; joined by spaces, they have its words, all and in order."""
    splitter = ClauseSplitter(language)
    return splitter.feed(text) + splitter.close()
