"""Phrases that are known beforehand: numbers, dates, times, and what is said at meetings, on journeys, in shops."""

from collections import Counter
from pathlib import Path

from duologue.translate.tokens import tokens
from duologue_models.translation.make import numbered
from duologue_models.translation.phrases import LONGEST, Words
from duologue_models.translation.spoken_numbers import phrases

_LEXICON = Path(__file__).with_name("lexicon.tsv")
_COUNT = 4
"""How often each phrase counts as seen."""


def sure_phrases(other: str) -> Counter[tuple[Words, Words]]:
    """How often each pair of phrases, English and other, counts as seen."""
    column = ("en", "es", "fr", "de").index(other)
    rows = [line.split("\t") for line in _LEXICON.read_text(encoding="utf-8").splitlines()]
    found: Counter[tuple[Words, Words]] = Counter()
    for english, foreign in [*phrases(other), *((row[0], row[column]) for row in rows)]:
        pair = tuple(tokens(english, "en")), tuple(tokens(foreign, other))
        if max(map(len, pair)) <= LONGEST:
            found[numbered(pair, other)] = _COUNT
    return found
