"""What the rules of the grammar about lengths of time and other amounts mean."""

from fractions import Fraction
from typing import Any

from lark import Transformer, v_args
from lark.lexer import Token as LarkToken

from duologue.tools.spoken import pieces as p
from duologue.tools.spoken.terms import UNIT_MONTHS, UNIT_SECONDS

_BELOW = {"hour": 60, "minute": 1}
"""What a bare number behind a length counts, in seconds, by the last unit that was said: "an hour and 15"."""
_SMALLER = {
    "foot": "inch",
    "stone": "pound",
    "pound": "ounce",
    "meter": "centimeter",
    "hour": "minute",
    "minute": "second",
}
"""The unit of a bare number behind each."""


class SenselessError(Exception):
    """The words follow the grammar, but mean nothing: "an hour and 90", "the 31st of February"."""


class Parts(p.Length):
    """A length while it is being said. unit: the last one, and the smallest."""

    __slots__ = ("unit",)
    unit: str

    def __init__(self, amount: Fraction, unit: str, before: "Parts | None" = None) -> None:
        seconds, months = amount * UNIT_SECONDS.get(unit, 0), amount * UNIT_MONTHS.get(unit, 0)
        if months.denominator != 1:
            raise SenselessError
        if before is not None:
            seconds, months = seconds + before.seconds, months + before.months
        p.Length.__init__(self, seconds, int(months))
        object.__setattr__(self, "unit", unit)


def value_of(number: LarkToken) -> Fraction:
    """The number that a terminal stands for."""
    value: Fraction = number.value.value
    return value


@v_args(inline=True)
class Lengths(Transformer[LarkToken, Any]):
    """One method for each rule; rules of one name in the grammar have one meaning."""

    # ---- lengths -----------------------------------------------------------------------------------------------

    def amount(self, count: Fraction) -> Fraction:
        return count

    def dozen(self, *given: LarkToken) -> Fraction:
        count: Fraction = given[-1].value
        return count

    dozen_bare = dozen

    # ---- amounts in units --------------------------------------------------------------------------------------

    def measure(self, parts: tuple[p.Amount, ...]) -> tuple[p.Amount, ...]:
        return parts

    def measure_and(self, parts: tuple[p.Amount, ...], _: LarkToken, share: Fraction) -> tuple[p.Amount, ...]:
        *before, last = parts
        return (*before, p.Amount(last.count + share, last.unit))

    def measure_tail(self, parts: tuple[p.Amount, ...], *given: LarkToken) -> tuple[p.Amount, ...]:
        """ "Five foot 11", "six pounds 4": the next smaller unit goes without saying."""
        unit = _SMALLER.get(parts[-1].unit)
        if unit is None or value_of(given[-1]) <= 0:
            raise SenselessError
        return (*parts, p.Amount(value_of(given[-1]), unit))

    def one_of(self, _: LarkToken, unit: LarkToken) -> p.Amount:
        return p.Amount(Fraction(1), unit.value)

    def counted_of(self, count: Fraction, *given: LarkToken) -> p.Amount:
        return p.Amount(count, given[-1].value)

    def couple_of_units(self, *given: LarkToken) -> p.Amount:
        count = next(item.value for item in given if item.type == "COUPLE")
        return p.Amount(count, given[-1].value)

    # ---- lengths of time in digits -----------------------------------------------------------------------------

    def digits_length(self, digits: LarkToken) -> p.Length:
        return p.Length(value_of(digits))

    def duration(self, length: p.Length | p.Vague) -> p.Length | p.Vague:
        return length

    def unit(self, unit: LarkToken) -> str:
        return str(unit.value)

    def number(self, number: LarkToken) -> Fraction:
        return value_of(number)

    def count(self, value: Fraction) -> Fraction:
        return value

    def number_and(self, number: LarkToken, _: LarkToken, share: Fraction) -> Fraction:
        return value_of(number) + share

    def over(self, number: LarkToken, _: LarkToken, below: LarkToken) -> Fraction:
        if not value_of(below):
            raise SenselessError
        return value_of(number) / value_of(below)

    def mixed(self, whole: LarkToken, *share: LarkToken) -> Fraction:
        return value_of(whole) + self.over(*share)

    def fraction(self, share: LarkToken) -> Fraction:
        value: Fraction = share.value
        return value

    def fraction_a(self, _: LarkToken, share: LarkToken) -> Fraction:
        value: Fraction = share.value
        return value

    def third(self, *_: LarkToken) -> Fraction:
        return Fraction(1, 3)

    def fractions(self, number: LarkToken, share: LarkToken) -> Fraction:
        return value_of(number) * Fraction(share.value)

    def thirds(self, number: LarkToken, _: LarkToken) -> Fraction:
        return value_of(number) / 3

    def shares(self, number: LarkToken, share: LarkToken) -> Fraction:
        return value_of(number) / int(share.value)

    def one(self, _: LarkToken, unit: str) -> Parts:
        return Parts(Fraction(1), unit)

    def counted(self, count: Fraction, unit: str) -> Parts:
        return Parts(count, unit)

    def frac_of(self, share: Fraction, _of: LarkToken, _a: LarkToken, unit: str) -> Parts:
        return Parts(share, unit)

    def frac_a(self, share: Fraction, _: LarkToken, unit: str) -> Parts:
        return Parts(share, unit)

    def couple(self, *given: Any) -> Parts:
        count = next(item.value for item in given if getattr(item, "type", "") == "COUPLE")
        return Parts(count, given[-1])

    couple_of = couple_a = couple_bare = couple

    def join(self, before: Parts, part: Parts) -> Parts:
        """A further unit, smaller than those before."""
        if part.unit not in UNIT_SECONDS or UNIT_SECONDS[part.unit] >= UNIT_SECONDS.get(before.unit, 10**9):
            raise SenselessError
        return Parts(part.seconds / UNIT_SECONDS[part.unit], part.unit, before)

    def join_after(self, before: Parts, _: LarkToken, part: Parts) -> Parts:
        return self.join(before, part)

    def join_and(self, before: Parts, _comma: LarkToken, _: LarkToken, part: Parts) -> Parts:
        return self.join(before, part)

    def and_frac(self, parts: Parts, _: LarkToken, share: Fraction) -> Parts:
        return Parts(share, parts.unit, parts)

    def plus(self, before: Parts, _: LarkToken, more: Parts) -> p.Length:
        return p.Length(before.seconds + more.seconds, before.months + more.months)

    def minus(self, before: Parts, _: LarkToken, less: Parts) -> p.Length:
        if before.months or less.months or less.seconds >= before.seconds:
            raise SenselessError
        return p.Length(before.seconds - less.seconds)

    def tail(self, parts: Parts, *given: LarkToken) -> Parts:
        """ "An hour and 15", "one minute thirty": the next smaller unit goes without saying."""
        amount = value_of(given[-1])
        if parts.unit not in _BELOW or amount.denominator != 1 or not 0 < amount < 60 or given[-1].value.text == "one":
            raise SenselessError  # "the ten minute one" counts nothing
        return Parts(amount, "minute" if parts.unit == "hour" else "second", parts)

    tail_after = tail
