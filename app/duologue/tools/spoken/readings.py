"""What each rule of the grammar means; a phrase that follows a rule and still makes no sense is refused."""

from datetime import date
from fractions import Fraction
from typing import Any

from lark import v_args
from lark.lexer import Token as LarkToken

from duologue.tools.spoken import pieces as p
from duologue.tools.spoken.lengths import Lengths, Parts, SenselessError, value_of
from duologue.tools.spoken.terms import UNIT_SECONDS

_DAYS_OF = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
YEARS = range(1900, 3000)


def _small(number: LarkToken, most: int) -> int:
    value = value_of(number)
    if value.denominator != 1 or not 0 <= value <= most:
        raise SenselessError
    return int(value)


def _hour(number: LarkToken) -> p.Face:
    """An hour, or digits without a colon: "7", "730", "7.30"."""
    text = number.value.text
    hour, point, minute = text.partition(".")
    if point and hour.isdigit() and len(minute) == 2:
        return _face(int(hour), int(minute))
    if text.isdigit() and len(text) in (3, 4):
        return _face(int(text[:-2]), int(text[-2:]))
    return _face(_small(number, 23), 0)


def _face(hour: int, minute: int) -> p.Face:
    if hour > 23 or minute > 59:
        raise SenselessError
    return p.Face(hour * 60 + minute, certain=hour > 12 or hour == 0)


def _beside(hour: LarkToken, minutes: int) -> p.Face:
    """So many minutes past an hour of the clock's face, or before it."""
    of_face = _small(hour, 12)
    if not of_face:
        raise SenselessError
    return p.Face((of_face * 60 + minutes) % 720, certain=False)


def _minutes(length: p.Length) -> int:
    minutes = length.seconds / 60
    if length.months or minutes.denominator != 1 or not 0 < minutes < 60:
        raise SenselessError
    return int(minutes)


def _date(day: int, month: int, year: int = 0) -> p.OnDate:
    if not 1 <= day <= _DAYS_OF[month - 1]:
        raise SenselessError
    if year:
        try:
            date(year, month, day)
        except ValueError as error:
            raise SenselessError from error
    return p.OnDate(day, month, year)


def _of_month(day: int) -> p.OnDate:
    if not 1 <= day <= 31:
        raise SenselessError
    return p.OnDate(day)


def _again(length: p.Length) -> p.Again | p.AgainAfter:
    """Whole days, weeks, months and years go by the calendar, all else by the clock."""
    if length.months and not length.seconds:
        return p.Again("month", length.months) if length.months % 12 else p.Again("year", length.months // 12)
    if length.months or not length.seconds:
        raise SenselessError
    unit = length.unit if isinstance(length, Parts) else "second"
    days = length.seconds / UNIT_SECONDS["day"]
    if unit in ("day", "week", "fortnight") and days.denominator == 1:
        return p.Again("week", int(days / 7)) if unit != "day" and days % 7 == 0 else p.Again("day", int(days))
    return p.AgainAfter(length)


def _each(unit: str, count: int = 1) -> p.Again | p.AgainAfter:
    return _again(Parts(Fraction(count), unit))


def _on_each(unit: str, day: p.OnDate | p.OnNth) -> p.Again:
    """ "The 1st of every month"."""
    if unit != "month":
        raise SenselessError
    return p.Again("month", days=(day,))


@v_args(inline=True)
class Readings(Lengths):
    """One method for each rule; rules of one name in the grammar have one meaning."""

    # ---- phrases -----------------------------------------------------------------------------------------------

    def first(self, piece: p.Piece) -> tuple[p.Piece, ...]:
        return (piece,)

    def more(self, before: tuple[p.Piece, ...], piece: p.Piece) -> tuple[p.Piece, ...]:
        return (*before, piece)

    def more_after(self, before: tuple[p.Piece, ...], _: LarkToken, piece: p.Piece) -> tuple[p.Piece, ...]:
        return (*before, piece)

    def same(self, *given: Any) -> Any:
        return given[-1]

    def value(self, given: LarkToken) -> Any:
        return given.value

    def zone(self, name: LarkToken) -> p.InZone:
        return p.InZone(name.value)

    def next_period(self, _: LarkToken, unit: LarkToken) -> p.NextPeriod:
        if unit.value not in ("week", "month", "year"):
            raise SenselessError
        return p.NextPeriod(unit.value)

    def vague(self, *_: Any) -> p.Vague:
        return p.Vague()

    range = vague

    # ---- clocks ------------------------------------------------------------------------------------------------

    def leading(self, *_: LarkToken) -> None:
        return None

    o_clock = leading

    def clock(self, *given: Any) -> p.Face:
        face: p.Face = given[-1]
        return face

    def half_day(self, *given: Any) -> p.Face:
        face, half = given[-2], given[-1].value
        if face.certain and (face.minutes // 720 != half // 720):
            raise SenselessError
        return p.Face(face.minutes % 720 + half, certain=True)

    def hour(self, hour: LarkToken, *_: LarkToken) -> p.Face:
        return _hour(hour)

    def hour_minute(self, hour: LarkToken, minute: LarkToken) -> p.Face:
        if value_of(minute) < 10 and minute.value.text != "00":
            raise SenselessError
        return _face(_small(hour, 23), _small(minute, 59))

    def hour_minute_after(self, hour: LarkToken, _: LarkToken, minute: LarkToken) -> p.Face:
        return _face(_small(hour, 23), _small(minute, 9))

    def digits(self, time: LarkToken) -> p.Face:
        hour, minute = divmod(int(value_of(time)), 60)
        return _face(hour, minute)

    def noon(self, name: LarkToken) -> p.Face:
        return p.Face(name.value, certain=True)

    def half_past(self, _half: LarkToken, _past: LarkToken, hour: LarkToken, *_: Any) -> p.Face:
        return _beside(hour, 30)

    def half_past_short(self, _: LarkToken, hour: LarkToken) -> p.Face:
        return _beside(hour, 30)

    def quarter_past(self, _quarter: LarkToken, _past: LarkToken, hour: LarkToken, *_: Any) -> p.Face:
        return _beside(hour, 15)

    def quarter_to(self, _quarter: LarkToken, _to: LarkToken, hour: LarkToken, *_: Any) -> p.Face:
        return _beside(hour, -15)

    def quarter_past_a(self, _: LarkToken, *rest: Any) -> p.Face:
        return self.quarter_past(*rest)

    def quarter_to_a(self, _: LarkToken, *rest: Any) -> p.Face:
        return self.quarter_to(*rest)

    def minutes_past(self, minutes: LarkToken, _to: LarkToken, hour: LarkToken, *_: Any) -> p.Face:
        return _beside(hour, max(_small(minutes, 59), 1))

    def minutes_to(self, minutes: LarkToken, _to: LarkToken, hour: LarkToken, *_: Any) -> p.Face:
        return _beside(hour, -max(_small(minutes, 59), 1))

    def length_past(self, length: p.Length, _: LarkToken, hour: LarkToken) -> p.Face:
        return _beside(hour, _minutes(length))

    def length_to(self, length: p.Length, _: LarkToken, hour: LarkToken) -> p.Face:
        return _beside(hour, -_minutes(length))

    def in_part(self, part: LarkToken) -> p.InPart:
        found: p.InPart = part.value
        return found

    def in_mere_part(self, part: LarkToken) -> p.InPart:
        return p.InPart(part.value)

    # ---- days --------------------------------------------------------------------------------------------------

    def iso(self, day: LarkToken) -> p.OnDate:
        found = date.fromordinal(int(value_of(day)))
        return p.OnDate(found.day, found.month, found.year)

    def weekday(self, *given: LarkToken) -> p.OnWeekday:
        return p.OnWeekday((given[-1].value,), after_today=given[-2].value)

    weekday_the = weekday

    def on_weekday(self, weekday: LarkToken) -> p.OnWeekday:
        return p.OnWeekday((weekday.value,))

    def on_weekdays(self, weekday: LarkToken) -> p.OnWeekday:
        return p.OnWeekday((weekday.value,), always=True)

    def and_weekday(self, before: p.OnWeekday, *rest: LarkToken) -> p.OnWeekday:
        return p.OnWeekday((*before.weekdays, rest[-1].value), before.always)

    def and_weekdays(self, before: p.OnWeekday, *rest: LarkToken) -> p.OnWeekday:
        return p.OnWeekday((*before.weekdays, rest[-1].value), always=True)

    def date(self, day: int, _: LarkToken, month: LarkToken, year: int) -> p.OnDate:
        return _date(day, month.value, year)

    def date_the(self, _the: LarkToken, day: int, _: LarkToken, month: LarkToken, year: int) -> p.OnDate:
        return _date(day, month.value, year)

    def date_short(self, day: int, month: LarkToken, year: int) -> p.OnDate:
        return _date(day, month.value, year)

    def date_the_short(self, _: LarkToken, day: int, month: LarkToken, year: int) -> p.OnDate:
        return _date(day, month.value, year)

    def number_date(self, day: LarkToken, month: LarkToken, year: int) -> p.OnDate:
        return _date(_small(day, 31), month.value, year)

    def number_of_date(self, day: LarkToken, _: LarkToken, month: LarkToken, year: int) -> p.OnDate:
        return _date(_small(day, 31), month.value, year)

    def month_date(self, month: LarkToken, day: int, year: int) -> p.OnDate:
        return _date(day, month.value, year)

    def month_the_date(self, month: LarkToken, _: LarkToken, day: int, year: int) -> p.OnDate:
        return _date(day, month.value, year)

    def month_number(self, month: LarkToken, day: LarkToken, year: int) -> p.OnDate:
        return _date(_small(day, 31), month.value, year)

    def day_of_month(self, day: int, *_: LarkToken) -> p.OnDate:
        return _of_month(day)

    def day_of_month_the(self, _the: LarkToken, day: int, *_: LarkToken) -> p.OnDate:
        return _of_month(day)

    def nth_of(self, nth: p.OnNth, _: LarkToken, month: LarkToken) -> p.OnNth:
        return p.OnNth(nth.n, nth.weekday, month.value)

    def nth(self, *given: Any) -> p.OnNth:
        if isinstance(given[0], p.OnNth):
            return given[0]
        *_, n, weekday = given
        n = n if isinstance(n, int) else n.value
        if n > 5:
            raise SenselessError
        return p.OnNth(n, weekday.value)

    def ord(self, ordinal: LarkToken) -> int:
        value: int = ordinal.value
        return value

    def year(self, *given: LarkToken) -> int:
        year = _small(given[-1], YEARS.stop)
        if year not in YEARS:
            raise SenselessError
        return year

    def year_pair(self, century: LarkToken, year: LarkToken) -> int:
        if value_of(century) not in (19, 20) or value_of(year) < 10:
            raise SenselessError
        return _small(century, 20) * 100 + _small(year, 99)

    def no_year(self) -> int:
        return 0

    # ---- so long from now --------------------------------------------------------------------------------------

    def in_length(self, _: LarkToken, length: p.Length) -> p.Ahead:
        return p.Ahead(length)

    def length_from_now(self, length: p.Length, _: LarkToken) -> p.Ahead:
        return p.Ahead(length)

    def in_length_from_now(self, _in: LarkToken, length: p.Length, _: LarkToken) -> p.Ahead:
        return p.Ahead(length)

    def length_from(self, length: p.Length, _: LarkToken, day: p.Day) -> p.Ahead:
        return p.Ahead(length, day)

    length_after = length_from

    def length_before(self, length: p.Length, _: LarkToken, day: p.Day) -> p.Ahead:
        return p.Ahead(p.Length(-length.seconds, -length.months), day)

    def weekday_after_next(self, *given: LarkToken) -> p.Ahead:
        return p.Ahead(Parts(Fraction(1), "week"), p.OnWeekday((given[-2].value,), after_today=True))

    def mere_length(self, length: p.Length) -> p.Ahead:
        return p.Ahead(length, said=False)

    def length_in_digits(self, digits: LarkToken) -> p.Ahead:
        return p.Ahead(p.Length(value_of(digits)), said=False)

    # ---- again and again ---------------------------------------------------------------------------------------

    def every_unit(self, _: LarkToken, unit: LarkToken) -> p.Again | p.AgainAfter:
        return _each(unit.value)

    def every_other_unit(self, _every: LarkToken, _: LarkToken, unit: LarkToken) -> p.Again | p.AgainAfter:
        return _each(unit.value, 2)

    def every_nth_unit(self, _: LarkToken, n: LarkToken, unit: LarkToken) -> p.Again | p.AgainAfter:
        return _each(unit.value, n.value)

    def every_unit_and(self, _: LarkToken, unit: LarkToken, _and: LarkToken, more: Fraction) -> Any:
        return _again(Parts(1 + more, unit.value))

    def every_length(self, _: LarkToken, length: p.Length) -> p.Again | p.AgainAfter:
        return _again(length)

    def every_weekdays(self, _: LarkToken, days: p.OnWeekday) -> p.Again:
        return p.Again("week", weekdays=days.weekdays)

    def every_other_weekday(self, _every: LarkToken, _: LarkToken, weekday: LarkToken) -> p.Again:
        return p.Again("week", 2, (weekday.value,))

    def every_other_of_month(self, _every: LarkToken, _: LarkToken, weekday: LarkToken, _month: LarkToken) -> p.Again:
        return p.Again("month", days=(p.OnNth(2, weekday.value),))

    def every_workday(self, _: LarkToken, days: LarkToken) -> p.Again:
        return p.Again("week", weekdays=days.value)

    def every_part(self, _: LarkToken, part: LarkToken) -> p.Again:
        return p.Again("day", part=part.value)

    def every_weekday_part(self, _: LarkToken, weekday: LarkToken, part: LarkToken) -> p.Again:
        return p.Again("week", weekdays=(weekday.value,), part=part.value)

    def every_day_of_month(self, _: LarkToken, day: int, _month: LarkToken) -> p.Again:
        return p.Again("month", days=(_of_month(day),))

    def every_nth(self, _: LarkToken, nth: p.OnNth, _month: LarkToken) -> p.Again:
        return p.Again("month", days=(nth,))

    def every_date(self, _: LarkToken, month: LarkToken, day: int) -> p.Again:
        return p.Again("year", days=(_date(day, month.value),))

    def every_date_of(self, _: LarkToken, day: int, _of: LarkToken, month: LarkToken) -> p.Again:
        return p.Again("year", days=(_date(day, month.value),))

    def every_date_number(self, _: LarkToken, month: LarkToken, day: LarkToken) -> p.Again:
        return p.Again("year", days=(_date(_small(day, 31), month.value),))

    def every_feast(self, _: LarkToken, feast: LarkToken) -> p.Again:
        return p.Again("year", days=(feast.value,))

    def ord_of_every(self, _the: LarkToken, day: int, _of: LarkToken, _every: LarkToken, unit: LarkToken) -> p.Again:
        return _on_each(unit.value, _of_month(day))

    def ord_of_every_short(self, day: int, _of: LarkToken, _every: LarkToken, unit: LarkToken) -> p.Again:
        return _on_each(unit.value, _of_month(day))

    def nth_of_every(self, nth: p.OnNth, _of: LarkToken, _every: LarkToken, unit: LarkToken) -> p.Again:
        return _on_each(unit.value, nth)

    def adverb(self, adverb: LarkToken) -> p.Again:
        return p.Again(*adverb.value)

    def hourly(self, _: LarkToken) -> p.Again | p.AgainAfter:
        return _each("hour")

    def workdays(self, days: LarkToken) -> p.Again:
        return p.Again("week", weekdays=days.value)

    def in_the_parts(self, _in: LarkToken, _the: LarkToken, parts: LarkToken) -> p.Again:
        return p.Again("day", part=parts.value)

    def once_a(self, _once: LarkToken, _: LarkToken, unit: LarkToken) -> p.Again | p.AgainAfter:
        return _each(unit.value)

    def weekday_range(self, first: LarkToken, _: LarkToken, last: LarkToken) -> p.Again:
        days = (last.value - first.value) % 7 + 1
        return p.Again("week", weekdays=tuple(sorted((first.value + n) % 7 for n in range(days))))

    def weekday_range_from(self, _: LarkToken, *rest: LarkToken) -> p.Again:
        return self.weekday_range(*rest)

    def exception(self, *given: Any) -> p.Except:
        return p.Except(given[-1].weekdays)

    def except_workdays(self, *given: LarkToken) -> p.Except:
        return p.Except(given[-1].value)

    def bound(self, word: LarkToken, *given: Any) -> p.Bound:
        return p.Bound(given[-1], ends=word.value)

    bound_on = bound
