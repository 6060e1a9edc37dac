"""Which voice each part of a clause needs: words in another script are of a language that is written so."""

from collections.abc import Callable
from itertools import groupby

from duologue.model.voice.reading.scripts import script_of

_WRITTEN: dict[str, tuple[str, ...]] = {
    "Greek": ("el",),
    "Cyrillic": ("ru", "uk", "be", "bg", "kk", "ky", "mk", "sr", "tt"),
    "Hindi": ("hi", "mr", "ne"),
    "Korean": ("ko",),
    "Chinese": ("zh", "ja"),
    "Japanese": ("ja",),
    "Arabic": ("ar", "fa", "ur"),
    "Hebrew": ("he",),
    "Thai": ("th",),
}
"""Languages written in a script, ISO 639-1; the first is what its words are taken for in a text of another language."""


def parts_by_language(clause: str, language: str, speaks: Callable[[str], bool]) -> list[tuple[str, str]]:
    """The clause in parts, each with its language; joined by spaces they are its words.

    speaks: whether there is a voice for a language; what nobody speaks stays with the words around it.
    """
    words = clause.split()
    tongues = [_tongue(word, language, speaks) for word in words]
    for index, tongue in enumerate(tongues):
        tongues[index] = tongue or (tongues[index - 1] if index else language)
    groups = groupby(zip(words, tongues, strict=True), key=lambda pair: pair[1])
    return [(" ".join(word for word, _ in group), str(tongue)) for tongue, group in groups]


def _tongue(word: str, language: str, speaks: Callable[[str], bool]) -> str:
    """The language of a word of a clause; "" for one without letters, which belongs to what stands before it."""
    script = script_of(word)
    if script is None:
        return language if any(map(str.isalnum, word)) else ""
    written = _WRITTEN.get(script, ())
    return language if not written or language in written or not speaks(written[0]) else written[0]
