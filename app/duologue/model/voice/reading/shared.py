"""The order in which each language reads, with its own rules in between."""

import re

from duologue.model.voice.reading.addresses import Addresses
from duologue.model.voice.reading.amounts import VULGAR, Amounts
from duologue.model.voice.reading.borders import Rule, Stage
from duologue.model.voice.reading.language import Language, Voicing
from duologue.model.voice.reading.scripts import script_stage
from duologue.model.voice.reading.symbols import letters_beside_figures, spoken_signs, sums

_ADDRESS = re.compile(r"\w[.@]\w|[/@~]\w|\d")
_FIGURE = re.compile(rf"\d|[{''.join(VULGAR)}]")
_ANY = re.compile("")
_SIGN = re.compile(r"[^\w\s.,!?'’]|_|[a-z][.!?][A-Z]")


def language(
    voicing: Voicing, *, words: tuple[Rule, ...], dates: tuple[Rule, ...], numbers: tuple[Rule, ...]
) -> Language:
    """A language.

    words: its rules for abbreviations and the like. dates: those for dates, times and whatever else is to be read
    before amounts. numbers: those for years, ranks and whatever else may follow amounts with units.
    """
    amounts, addresses = Amounts(voicing), Addresses(voicing)
    figures = (
        amounts.endless(), *amounts.vulgar(), *dates, *addresses.rows_of_digits(), *sums(voicing), *amounts.money(),
        *amounts.measures(), *numbers, *letters_beside_figures(), *amounts.bare(),
    )  # fmt: skip
    return Language(
        (
            Stage(_ADDRESS, addresses.rules()),
            Stage(_ANY, words),
            Stage(_FIGURE, figures),
            Stage(_SIGN, spoken_signs(voicing)),
            script_stage(voicing.words),
        )
    )
