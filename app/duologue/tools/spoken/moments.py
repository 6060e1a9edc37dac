"""What a phrase about time means, said now: a moment, a length, what comes again. All of it, or a question."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from duologue.tools.spoken import pieces as p
from duologue.tools.spoken.calendar_days import (
    DAY_S,
    WEEKDAYS,
    WHEN,
    UnclearError,
    anchored,
    dates_of,
    fixed_seconds,
    in_part,
    number,
    relative,
    rule_of_day,
)

HOW_LONG = "How long exactly?"
AT_WHAT_TIME = "At what time?"
_PART_HOURS = {p.Part.MORNING: 9, p.Part.AFTERNOON: 15, p.Part.EVENING: 19, p.Part.NIGHT: 21}
"""Hours that parts of the day stand for where no other is said."""
_FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}


@dataclass(frozen=True, slots=True)
class Lapse:
    """So many seconds from now. at: as local time, where it is said in days or longer."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Moment:
    """A local time. open_day: the next time that the clock shows it; no day was said. zone: whose clock, "" for the
    user's own."""

    at: datetime
    open_day: bool = False
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Again after so many seconds each."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """What comes again by the calendar. first: in local time. rule: an RRULE of RFC 5545."""

    first: datetime
    rule: str

    @property
    def text(self) -> str:
        """Both as RFC 5545 writes them."""
        return f"DTSTART:{self.first:%Y%m%dT%H%M%S}\nRRULE:{self.rule}"


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not all of it could be read. question: what to ask the user."""

    question: str = WHEN


When = Lapse | Moment | Period | Repeat | Unclear


@dataclass(slots=True)
class _Said:
    """The pieces of a phrase, each kind at most once."""

    face: p.Face | None = None
    part: p.InPart | None = None
    ahead: p.Ahead | None = None
    period: p.NextPeriod | None = None
    again: p.Again | None = None
    after_each: p.AgainAfter | None = None
    zone: p.InZone | None = None
    days: list[p.Day] = field(default_factory=list)
    bounds: list[p.Bound] = field(default_factory=list)
    exception: p.Except | None = None


T = TypeVar("T")


def meaning(pieces: Sequence[p.Piece], now: datetime, *, wakes: bool = False) -> When:
    """What the pieces mean together.

    now: local wall-clock time, with or without a zone. wakes: it is when the user wants to get up, which is early.
    """
    try:
        said = _sorted(pieces)
        local = now.replace(tzinfo=None)
        if said.zone is not None:
            here = now if now.tzinfo is not None else now.astimezone()
            local = here.astimezone(ZoneInfo(said.zone.zone)).replace(tzinfo=None)
        return _When(said, local, wakes=wakes).read()
    except UnclearError as unclear:
        return Unclear(unclear.question)
    except OverflowError:
        return Unclear()


def _sorted(pieces: Iterable[p.Piece]) -> _Said:
    said = _Said()
    for piece in pieces:
        match piece:
            case p.Face():
                said.face = _once(said.face, piece)
            case p.InPart():
                said.part = _once(said.part, piece)
            case p.Ahead():
                said.ahead = _once(said.ahead, piece)
            case p.NextPeriod():
                said.period = _once(said.period, piece)
            case p.Again():
                said.again = _once(said.again, piece)
            case p.AgainAfter():
                said.after_each = _once(said.after_each, piece)
            case p.InZone():
                said.zone = _once(said.zone, piece)
            case p.Except():
                said.exception = _once(said.exception, piece)
            case p.Bound():
                said.bounds.append(piece)
            case p.Vague():
                raise UnclearError
            case _:
                said.days.append(piece)
    return said


def _once(before: T | None, piece: T) -> T:
    if before is not None and before != piece:
        raise UnclearError
    return piece


class _When:
    """One reading. now: local time without a zone."""

    def __init__(self, said: _Said, now: datetime, *, wakes: bool) -> None:
        self._said, self._now, self._wakes = said, now, wakes
        self._today = now.date()

    def read(self) -> When:
        said = self._said
        if said.after_each is not None:
            return self._alone(said.after_each, lambda each: Period(fixed_seconds(each.length)))
        always = next((d for d in said.days if isinstance(d, p.OnWeekday) and (d.always or len(d.weekdays) > 1)), None)
        if said.again is None and always is not None:
            if not always.always:
                raise UnclearError("Just once, or every week?")
            said.days.remove(always)
            said.again = p.Again("week", weekdays=always.weekdays)
        if said.again is not None:
            return self._repeat(said.again)
        if said.bounds or said.exception:
            raise UnclearError
        if said.ahead is not None and said.ahead.day is None and not self._dated:
            return self._lapse(said.ahead.length)
        return self._moment()

    @property
    def _dated(self) -> bool:
        said = self._said
        return bool(said.face or said.part or said.days or said.period or said.zone)

    def _alone(self, piece: T, read: Callable[[T], When]) -> When:
        """What a piece means that goes with no other."""
        if self._dated or self._said.ahead or self._said.again or self._said.bounds or self._said.exception:
            raise UnclearError
        return read(piece)

    def _lapse(self, length: p.Length) -> When:
        if length.months:
            if length.seconds % DAY_S:
                raise UnclearError
            return Moment(self._now.replace(second=0, microsecond=0) + relative(length))
        return Lapse(number(length))

    # ---- one time ----------------------------------------------------------------------------------------------

    def _moment(self) -> Moment:
        said = self._said
        zone = said.zone.zone if said.zone is not None else ""
        day = self.day()
        if day is None:
            if said.face is None and said.part is None:
                raise UnclearError
            return Moment(self._coming(), open_day=not (said.part and said.part.today), zone=zone)
        if said.face is None and said.part is None:
            raise UnclearError(AT_WHAT_TIME)
        at = self._on(day)
        if at <= self._now:
            raise UnclearError("That time has passed. When should it be?")
        return Moment(at, zone=zone)

    def _coming(self) -> datetime:
        """The next time that the clock shows what was said."""
        face, part = self._said.face, self._said.part
        if part is not None:
            at = self._on(self._today)
            if part.today and at <= self._now:
                raise UnclearError("That time has passed. When should it be?")
            return at if at > self._now else at + timedelta(days=1)
        assert face is not None
        halves = (face.minutes,) if face.certain else (face.minutes % 720, face.minutes % 720 + 720)
        days = [self._midnight(self._today + timedelta(days=ahead)) for ahead in (-1, 0, 1)]
        times = [day + timedelta(minutes=minutes) for day in days for minutes in halves]
        return min(at for at in times if at > self._now)

    def _on(self, day: date) -> datetime:
        """The time that was said, on a day."""
        return self._midnight(day) + timedelta(minutes=self._minutes(day))

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time())

    def _minutes(self, day: date | None = None) -> int:
        """Minutes since midnight of the time that was said, for a day on which either half may be meant."""
        face, part = self._said.face, self._said.part
        if face is None:
            assert part is not None
            return _PART_HOURS[part.part] * 60
        if part is not None:
            return in_part(face, part.part)
        if face.certain:
            return face.minutes
        minutes = face.minutes % 720
        if day == self._today:
            halves = [m for m in (minutes, minutes + 720) if self._midnight(day) + timedelta(minutes=m) > self._now]
            return halves[0] if halves else minutes + 720
        hour = minutes // 60
        early = 4 if self._wakes else 7
        return minutes if early <= hour < 12 else minutes + 720

    def day(self) -> date | None:
        """The day that was said, None where none was."""
        said = self._said
        days = list(said.days)
        if said.part is not None and said.part.today:
            days.append(p.DaysAhead(0))
        start = self._start()
        if start is None and not days:
            return None
        found = {self._date(day, start) for day in days} if days else {start}
        if len(found) != 1:
            raise UnclearError("Which day do you mean?")
        return found.pop()

    def _start(self) -> date | None:
        """The day from which the days that were said count, None for today."""
        ahead, period = self._said.ahead, self._said.period
        if ahead is not None and period is not None:
            raise UnclearError
        if ahead is not None:
            if ahead.length.seconds % DAY_S:
                raise UnclearError
            since = self._today if ahead.day is None else self._date(ahead.day, None)
            return since + relative(ahead.length)
        if period is None:
            return None
        if not self._said.days:
            raise UnclearError(f"On which day next {period.unit}?")
        match period.unit:
            case "week":
                return self._today + timedelta(days=7 - self._today.weekday())
            case "month":
                return self._today.replace(day=1) + relativedelta(months=1)
        return date(self._today.year + 1, 1, 1)

    def _date(self, day: p.Day, start: date | None) -> date:
        """The date of a day, the first there is. start: where it is looked for; the time may have passed today."""
        match day:
            case p.DaysAhead(days):
                return self._today + timedelta(days=days)
            case p.OnWeekday(weekdays, _, after_today):
                if start is not None:  # in that week
                    return start - timedelta(days=start.weekday()) + timedelta(days=weekdays[0])
                first = (weekdays[0] - self._today.weekday()) % 7
                late = first == 0 and (after_today or self._passed(self._today))
                return self._today + timedelta(days=first + 7 * late)
            case p.OnDate(_, _, year) if year:
                return self._dated_day(day, year)
        found = (candidate for candidate in dates_of(day, start or self._today) if start or not self._passed(candidate))
        try:
            return next(found)
        except StopIteration as none:
            raise UnclearError from none

    def _dated_day(self, day: p.OnDate, year: int) -> date:
        found = date(year, day.month, day.day)
        if found < self._today:
            raise UnclearError("That day has passed. When should it be?")
        return found

    def _passed(self, day: date) -> bool:
        """Whether the time that was said has passed on a day; without a time, only days before today have."""
        if day != self._today or (self._said.face is None and self._said.part is None):
            return day < self._today
        return self._on(day) <= self._now

    # ---- again and again ---------------------------------------------------------------------------------------

    def _repeat(self, again: p.Again) -> When:
        said = self._said
        if said.ahead or said.period or said.zone or (said.part and said.part.today):
            raise UnclearError
        if again.part is not None:
            said.part = _once(said.part, p.InPart(again.part))
        timed = said.face is not None or said.part is not None
        again = self._without(self._with_days(again))
        if not timed and (again.weekdays or again.days):
            raise UnclearError(AT_WHAT_TIME)
        if again.unit == "day" and not timed and not said.bounds:
            return Period(again.count * DAY_S)
        minutes = self._minutes() if timed else self._now.hour * 60 + self._now.minute
        if minutes == 1440:
            minutes = 0
            again = replace(again, weekdays=tuple(sorted((day + 1) % 7 for day in again.weekdays)))
        starts = [self._date(bound.day, None) for bound in said.bounds if not bound.ends]
        ends = [self._date(bound.day, None) for bound in said.bounds if bound.ends]
        if len(starts) > 1 or len(ends) > 1:
            raise UnclearError
        after = self._midnight(starts[0]) - timedelta(seconds=1) if starts else self._now
        parts = self._rule(again)
        from_day = self._midnight(after.date()) + timedelta(minutes=minutes)
        coming = rrulestr(";".join(parts), dtstart=from_day)
        first = coming.after(after, inc=False)
        if first is None:
            raise UnclearError
        if len(parts) == 1 and again.unit != "day":  # on the same day as the first, whatever happens to the clock
            parts = self._rule(anchored(again, first))
        if again.count > 1:
            parts.insert(1, f"INTERVAL={again.count}")
        if ends:
            parts.append(f"UNTIL={ends[0]:%Y%m%d}T235959")
        return Repeat(first, ";".join(parts))

    def _with_days(self, again: p.Again) -> p.Again:
        """Takes the days that were said beside it: "every two weeks on Monday", "every month on the 3rd"."""
        for day in self._said.days:
            match day:
                case p.OnWeekday(weekdays) if again.unit == "week" and not again.weekdays:
                    again = replace(again, weekdays=weekdays)
                case p.OnDate(_, month, 0) if again.unit == ("year" if month else "month"):
                    again = replace(again, days=(*again.days, day))
                case p.OnNth(_, _, month) if again.unit == ("year" if month else "month"):
                    again = replace(again, days=(*again.days, day))
                case p.LastDay() if again.unit == "month":
                    again = replace(again, days=(*again.days, day))
                case p.Feast() if again.unit == "year":
                    again = replace(again, days=(*again.days, day))
                case _:
                    raise UnclearError
        return again

    def _without(self, again: p.Again) -> p.Again:
        """Without the days that were excepted: "every day except Sunday"."""
        exception = self._said.exception
        if exception is None:
            return again
        days = tuple(range(7)) if again.unit == "day" else again.weekdays
        left = tuple(day for day in days if day not in exception.weekdays)
        if again.count > 1 or again.days or not left or set(exception.weekdays) - set(days):
            raise UnclearError
        return replace(again, unit="week", weekdays=left)

    def _rule(self, again: p.Again) -> list[str]:
        """The parts of the RRULE, without its interval."""
        parts = [f"FREQ={_FREQUENCIES[again.unit]}"]
        if again.weekdays:
            parts.append("BYDAY=" + ",".join(WEEKDAYS[day] for day in again.weekdays))
        if len(again.days) > 1:
            raise UnclearError
        for day in again.days:
            parts += rule_of_day(day)
        return parts


def day_of(pieces: Sequence[p.Piece], now: datetime) -> date | Unclear:
    """The date that a phrase means: "in three weeks", "24 December", "next Friday"; past dates with a year as well."""
    try:
        said = _sorted(pieces)
        local = now.replace(tzinfo=None)
        if said.again or said.after_each or said.bounds or said.exception or said.zone:
            raise UnclearError
        said.face = said.part = None
        dated = next((d for d in said.days if isinstance(d, p.OnDate) and d.year), None)
        if dated is not None and len(said.days) == 1:
            return date(dated.year, dated.month, dated.day)
        found = _When(said, local, wakes=False).day()
        if found is None:
            raise UnclearError
        return found
    except UnclearError as unclear:
        return Unclear(unclear.question)
    except OverflowError:
        return Unclear()
