"""Text as it is searched: without case and accents, so that "cafe" finds "Café"."""

import unicodedata

LEAST_INDEXED = 3
"""Characters of the shortest text that the index (trigrams) can find; shorter ones are looked for in every text."""
MOST_TERMS = 8
"""Words of a search that are looked for; further ones are left out."""


def plain(text: str) -> str:
    """The text without case, accents and the width of its characters; every space is one space."""
    spread = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())


def terms(query: str) -> list[str]:
    """What is to be found for a query, all of it: its words, or what stands between quotes as it is."""
    found: list[str] = []
    for at, part in enumerate(query.split('"')):
        found += [plain(part)] if at % 2 else plain(part).split()
    return list(dict.fromkeys(term for term in found if term))[:MOST_TERMS]


def marks(text: str, query: str) -> list[tuple[int, int]]:
    """Where in a text the terms of a query stand, as (start, end), in order and without overlaps."""
    places, bare = _places(text)
    found = []
    for term in terms(query):
        at = bare.find(term)
        while at >= 0:
            found.append((places[at], places[at + len(term) - 1] + 1))
            at = bare.find(term, at + 1)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _places(text: str) -> tuple[list[int], str]:
    """The plain text, spaces as they are, and for each of its characters the index of the one it comes from."""
    places: list[int] = []
    bare: list[str] = []
    for index, letter in enumerate(text):
        for each in " " if letter.isspace() else plain(letter):
            places.append(index)
            bare.append(each)
    return places, "".join(bare)
