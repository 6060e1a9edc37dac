"""The whole of an amount that is to be converted, around the words that the model copied."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from duologue.core.events import Json
from duologue.core.writing import Copied, Whole
from duologue.tools.placed import PlacedTokens, pointed_at
from duologue.tools.spoken.measures import Measured, measures
from duologue.tools.unit_table import plural, ratio, unit_name
from duologue.tools.wording import say_number

LONGEST_UNITS = 5
"""Words of the longest name of several units: "hours, minutes and seconds"."""
WHAT_AMOUNT = "How much of what should I convert?"


def whole_amount(copied: Copied, _: datetime | None) -> Whole | None:
    """Reads the whole of the amount that is to be converted: "5 foot 11", "one and a half pounds"."""
    value, unit = copied.stretches.get("value", ()), copied.stretches.get("from", ())
    pointed = pointed_at((*value, *unit))
    counted = pointed_at(value)
    if not pointed:
        return None
    text = PlacedTokens(copied.words)
    found = [(one, text.words(one.first, one.last)) for one in measures(text.tokens)]
    here = [(one, words) for one, words in found if words & pointed]
    if len(here) != 1 or not counted <= here[0][1]:
        return None  # "thirty miles, no, forty"
    measured, used = here[0]
    if not measured.parts:
        return Whole(lacks=WHAT_AMOUNT)
    amount, name = _total(measured)
    values: dict[str, Json] = {"value": _number(amount), "from": name}
    if len(measured.parts) > 1:
        values["said"] = " and ".join(_named(count, unit) for count, unit in measured.parts)
    wanted = copied.stretches.get("to", ())
    if wanted and (several := _several_units(copied.words, wanted[0])):
        last, values["to"] = several
        used |= frozenset(range(wanted[0][0], last + 1))
    return Whole(values, used)


def _several_units(words: Sequence[str], wanted: tuple[int, int]) -> tuple[int, str] | None:
    """The last word of several units that belong together and their name, around one that was copied: "in feet and
    inches". None where there is one alone."""
    names = {
        (first, last): name
        for first in range(max(wanted[0] - LONGEST_UNITS, 0), wanted[0] + 1)
        for last in range(wanted[1], min(wanted[1] + LONGEST_UNITS, len(words)))
        if " and " in (name := unit_name(" ".join(words[first : last + 1]).rstrip("?.!")))
    }
    if not names:
        return None
    longest = max(names, key=lambda span: span[1] - span[0])
    return longest[1], names[longest]


def _named(count: Fraction, unit: str) -> str:
    return f"{say_number(count, 4)} {unit if count == 1 else plural(unit)}"


def _total(measured: Measured) -> tuple[Fraction, str]:
    """All of an amount in its smallest unit; which unit fits which the grammar has seen to."""
    name = measured.parts[-1][1]
    return sum((count * (ratio(unit, name) or 0) for count, unit in measured.parts), Fraction(0)), name


def _number(value: Fraction) -> Json:
    return int(value) if value.denominator == 1 else float(value)
