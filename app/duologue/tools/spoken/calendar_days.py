"""On which dates a day falls that was said, and the parts of a rule by which it comes again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from duologue.tools.spoken import pieces as p
from duologue.tools.spoken.feasts import feast_day, fixed, nth_weekday

WHEN = "When exactly?"
MOST_YEARS = 9
"""How many years ahead a day is looked for: there may be no 29th of February for eight."""
DAY_S = 86_400
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Days of the week as RFC 5545 writes them."""


class UnclearError(Exception):
    """Not all of it could be read. question: what to ask the user."""

    def __init__(self, question: str = WHEN) -> None:
        super().__init__(question)
        self.question = question


def anchored(again: p.Again, first: datetime) -> p.Again:
    """What comes again without a day of its own, on the day on which it comes first."""
    match again.unit:
        case "week":
            return replace(again, weekdays=(first.weekday(),))
        case "month":
            return replace(again, days=(p.OnDate(first.day),))
    return replace(again, days=(p.OnDate(first.day, first.month),))


def rule_of_day(day: p.Day) -> list[str]:
    """The parts of an RRULE that stand for a day."""
    match day:
        case p.OnDate(number, 0):
            if number > 28:  # in shorter months, on their last day
                return ["BYMONTHDAY=" + ",".join(map(str, range(28, number + 1))), "BYSETPOS=-1"]
            return [f"BYMONTHDAY={number}"]
        case p.OnDate(number, month):
            return [f"BYMONTH={month}", f"BYMONTHDAY={number}"]
        case p.OnNth(n, weekday, month):
            return [*([f"BYMONTH={month}"] if month else []), f"BYDAY={n}{WEEKDAYS[weekday]}"]
        case p.LastDay():
            return ["BYMONTHDAY=-1"]
        case p.Feast(name) if (there := fixed(name)) is not None:
            return [f"BYMONTH={there[0]}", f"BYMONTHDAY={there[1]}"]
    raise UnclearError


def dates_of(day: p.Day, start: date) -> Iterable[date]:
    """The dates of a day from a date on, in order."""
    for month in range(12 * MOST_YEARS):
        first = start.replace(day=1) + relativedelta(months=month)
        found = _date_in(day, first)
        if found is not None and found >= start:
            yield found


def _date_in(day: p.Day, first: date) -> date | None:
    """The date of a day in a month, None if it is in another."""
    match day:
        case p.OnDate(number, month) if month in (0, first.month):
            try:
                return first.replace(day=number)
            except ValueError:  # the 31st in a shorter month
                return None
        case p.OnNth(n, weekday, month) if month in (0, first.month):
            return nth_weekday(first.year, first.month, weekday, n)
        case p.LastDay(month) if month in (0, first.month):
            return first + relativedelta(day=31)
        case p.Feast(name):
            found = feast_day(name, first.year)
            return found if found is not None and found.month == first.month else None
    return None


def in_part(face: p.Face, part: p.Part) -> int:
    """Minutes since midnight of a time in a part of the day."""
    minutes = face.minutes % 720
    if part is p.Part.NIGHT:
        late = minutes + 720 if minutes >= 5 * 60 else minutes + 1440  # at one at night, which is the next day's
    else:
        late = minutes if part is p.Part.MORNING else minutes + 720
    if face.certain and late % 1440 != face.minutes % 1440:
        raise UnclearError
    return late


def relative(length: p.Length) -> relativedelta:
    """A length of time by the calendar; hours and less are left out."""
    return relativedelta(months=length.months, days=int(length.seconds // DAY_S))


def number(length: p.Length) -> float:
    """Seconds, whole ones as int."""
    seconds = length.seconds
    return int(seconds) if seconds.denominator == 1 else float(seconds)


def fixed_seconds(length: p.Length) -> float:
    """Seconds of a length of time that is the same whenever it begins."""
    if length.months:
        raise UnclearError
    return number(length)
