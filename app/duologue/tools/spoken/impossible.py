"""Times and dates that there are not: "25:00", "the 31st of February", "minute 75". The user is told so."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from duologue.tools.reading import Kind, Token
from duologue.tools.spoken.terms import MONTHS, ORDINALS

_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BEHIND_HOURS = frozenset(("o'clock", "oclock", "am", "pm"))
_BEFORE = frozenset(("at", "on", "in", "for", "the", "by", "until", "of"))
"""Words before a time that go with it."""
_LEAP_YEAR = 2000
_FEBRUARY = 2
_MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Impossible:
    """What there is not. first, last: its tokens, with the words that lead to it. says: why, as one sentence."""

    first: int
    last: int
    says: str


def impossible(tokens: Sequence[Token]) -> Impossible | None:
    """The first time or date in a text that there is not, None if there is none."""
    for at in range(len(tokens)):
        for last, says in (*_clock(tokens, at), *_date(tokens, at)):
            first = at
            while first and tokens[first - 1].text in _BEFORE:
                first -= 1
            return Impossible(first, last, says)
    return None


def _clock(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, str]]:
    """A time of day that no clock shows at a place: its last token, and why."""
    token, after = tokens[at], _text(tokens, at + 1)
    if token.kind is Kind.WORD and _CLOCK.fullmatch(token.text):
        yield at, f"{token.text} isn't a time of day."
    elif token.kind is Kind.NUMBER and after in _BEHIND_HOURS and token.value > 24:
        yield at + 1, f"{token.text.capitalize()} {after} isn't a time of day."
    elif token.text == "minute" and _text(tokens, at - 1) in ("at", "in", "on") and _value(tokens, at + 1) > 60:
        yield at + 1, "An hour has only 60 minutes."


def _date(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, str]]:
    """A date that no calendar has at a place: its last token, and why."""
    if tokens[at].kind is Kind.WORD and _DAY.fullmatch(tokens[at].text):
        yield at, f"{tokens[at].text} isn't a date."
        return
    day, end = _day(tokens, at)
    month = MONTHS.get(_text(tokens, at), 0)
    if day is not None:
        of = end + 2 if _text(tokens, end + 1) == "of" else end + 1
        month = MONTHS.get(_text(tokens, of), 0)
        ordinal = tokens[at].kind is Kind.ORDINAL
        if month and not _there_is(day, month):
            yield of, _too_many(day, month)
        elif not month and ordinal and day > _MOST_DAYS and _text(tokens, at - 1) == "the":
            yield end, _too_many(day, 0)
    elif month and at + 1 < len(tokens):
        day, end = _day(tokens, at + 2 if _text(tokens, at + 1) == "the" else at + 1)
        if day is not None and not _there_is(day, month) and _text(tokens, end + 1) not in _BEHIND_HOURS:
            yield end, _too_many(day, month)


def _day(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """The number of a day of the month at a place, None if there is none, and its last token."""
    if at >= len(tokens) or tokens[at].kind not in (Kind.NUMBER, Kind.ORDINAL) or tokens[at].value.denominator != 1:
        return None, at
    value = int(tokens[at].value)
    following = _text(tokens, at + 1)
    if tokens[at].kind is Kind.NUMBER and value % 10 == 0 and following in ORDINALS[:9]:
        return value + ORDINALS.index(following) + 1, at + 1
    return (value, at) if value < 100 else (None, at)


def _there_is(day: int, month: int) -> bool:
    return 0 < day <= calendar.monthrange(_LEAP_YEAR, month)[1]


def _too_many(day: int, month: int) -> str:
    if day > _MOST_DAYS or not month:
        return f"No month has {day} days."
    name = calendar.month_name[month]
    if not day:
        return f"{name} begins with its first day."
    days = "28 or 29" if month == _FEBRUARY else calendar.monthrange(_LEAP_YEAR, month)[1]
    return f"{name} has only {days} days."


def _value(tokens: Sequence[Token], at: int) -> Fraction:
    """The number at a place, zero where none is."""
    return tokens[at].value if at < len(tokens) else Fraction(0)


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""
