"""Words whose full stop ends no sentence, by language; see clauses.py."""

from collections.abc import Mapping
from dataclasses import dataclass

_TITLES = ("dr", "prof", "mr", "mrs", "ms", "st")


def _with_stop(words: str) -> frozenset[str]:
    return frozenset(f"{word}." for word in (*_TITLES, *words.split()))


@dataclass(frozen=True, slots=True)
class StopWords:
    """What a language writes with a full stop.

    never: abbreviations that never end a sentence, in lower case, with the stop. letters: a small letter with a stop
    is a part of an abbreviation ("z. B."). ordinals: words before a number with a stop that is an ordinal; empty where
    ordinals are not written so. months: words behind such a number.
    """

    never: frozenset[str] = frozenset()
    letters: bool = False
    ordinals: frozenset[str] = frozenset()
    months: tuple[str, ...] = ()


STOP_WORDS: Mapping[str, StopWords] = {
    "en": StopWords(_with_stop("mt gen sen rep hon rev vs e.g i.e cf approx ca fig vol dept est")),
    "de": StopWords(
        _with_stop(
            "hr fr frl vgl bzw ca evtl ggf inkl exkl mind sog str tel nr abs bd bsp geb gest hrsg jh s "
            "z.b u.a d.h o.ä i.d.r v.a z.t"
        ),
        letters=True,
        ordinals=frozenset(
            [
                "am",
                "im",
                "vom",
                "zum",
                "zur",
                "ab",
                "bis",
                "beim",
                "ans",
                "ins",
                "der",
                "die",
                "das",
                "den",
                "dem",
                "des",
                "ein",
                "eine",
                "einen",
                "einem",
                "einer",
                "jeder",
                "jede",
                "jeden",
                "jedem",
                "kein",
                "keine",
                "mein",
                "meine",
                "dein",
                "deine",
                "sein",
                "seine",
                "ihr",
                "ihre",
                "unser",
                "unsere",
                "dieser",
                "diese",
                "dieses",
                "diesem",
                "diesen",
                "und",
                "oder",
                "seit",
            ]
        ),
        months=(
            "januar",
            "jänner",
            "februar",
            "märz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember",
        ),
    ),
    "es": StopWords(
        _with_stop("sr sra srta sres ud uds vd vds d dña ej pág págs núm art av avda cap fig vol aprox tel p.ej"),
        letters=True,
    ),
    "fr": StopWords(
        _with_stop("mm me mgr av bd fg env cf ex p pp vol chap fig art tél janv févr avr juil oct nov déc")
    ),
    "it": StopWords(
        _with_stop("sig sigg dott dott.ssa sig.ra ing avv pag pagg fig art cap vol es p.es tel ecc"), letters=True
    ),
    "pt": StopWords(_with_stop("sr sra srs srta d dra pág págs fig art cap vol tel av p.ex ex"), letters=True),
}
"""By language, ISO 639-1; titles are the same for all."""
