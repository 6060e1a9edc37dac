"""The whole of an amount that is to be converted, around the words that the model copied."""

from datetime import datetime
from fractions import Fraction

from duologue.core.events import Json
from duologue.core.writing import Copied, Whole
from duologue.tools.placed import PlacedTokens, pointed_at
from duologue.tools.spoken.measures import Measured, measures
from duologue.tools.unit_table import ratio

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
    return Whole({"value": _number(amount), "from": name}, used)


def _total(measured: Measured) -> tuple[Fraction, str]:
    """All of an amount in its smallest unit; which unit fits which the grammar has seen to."""
    name = measured.parts[-1][1]
    return sum((count * (ratio(unit, name) or 0) for count, unit in measured.parts), Fraction(0)), name


def _number(value: Fraction) -> Json:
    return int(value) if value.denominator == 1 else float(value)
