"""Amounts in units in a text: "five foot 11", "one and a half pounds"."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from duologue.tools.reading import Token
from duologue.tools.spoken.grammar import longest
from duologue.tools.spoken.terms import Term, terms
from duologue.tools.unit_table import ratio, unit_name


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount. first, last: its tokens. parts: counts and units, larger ones first; none if not all could be read."""

    first: int
    last: int
    parts: tuple[tuple[Fraction, str], ...]


def measures(tokens: Sequence[Token]) -> list[Measured]:
    """The amounts in a text, in order."""
    found = terms(tokens, unit_name)
    amounts: list[Measured] = []
    at = 0
    while at < len(found):
        read = longest(found, at, "measure") if found[at] is not None else None
        if read is None:
            at += 1
            continue
        begin, end = found[at], found[read[0]]
        assert begin is not None and end is not None  # noqa: PT018 - both were read
        parts = tuple((amount.count, amount.unit) for amount in read[1])
        left_over = _counts(found, at - 1) or _counts(found, read[0] + 1)
        amounts.append(Measured(begin.first, end.last, parts if _falling(parts) and not left_over else ()))
        at = read[0] + 1
    return amounts


def _counts(found: Sequence[Term | None], at: int) -> bool:
    """Whether a number, a share or a sign stands at a place, which belongs to what stands beside it."""
    term = found[at] if 0 <= at < len(found) else None
    return term is not None and term.token.type in ("NUMBER", "HALF", "QUARTER", "SLASH", "PLUS", "MINUS")


def _falling(parts: Sequence[tuple[Fraction, str]]) -> bool:
    """Whether units that belong together follow one another, each smaller than the one before."""
    ratios = [ratio(one, other) for (_, one), (_, other) in pairwise(parts)]
    return all(size is not None and size > 1 for size in ratios)
