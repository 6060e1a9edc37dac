"""date.tell, date.count and clock.place: which day a date is, how far off, and what time it is elsewhere."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.clock import WallClock, say_date, say_time
from duologue.tools.spoken.places import zones_of
from duologue.tools.whole.times import whole_day
from duologue.tools.wording import join_words, say_number, sentence

MOST_ZONES = 3
"""So many zones of a large country are told; of one with more the user is asked for a city."""
_FORM = "2026-12-24"
_DAY = Argument(
    "day", Reads.DATE, "which day is asked about: the 24th of December, in three weeks, next Friday, Easter", form=_FORM
)  # fmt: skip
_UNTIL = Argument(
    "until", Reads.DATE, "the day up to which is counted: Christmas, my birthday on May 3rd, Friday", form=_FORM
)  # fmt: skip
_SINCE = Argument(
    "since", Reads.DATE, "the day from which is counted, where it is not today: between March 3rd and", required=False,
    form=_FORM,
)  # fmt: skip
_UNIT = Argument(
    "unit", Reads.OPTION, "what is counted", required=False,
    options=(("days", "days: how many days, how long"), ("weeks", "weeks: how many weeks")),
)  # fmt: skip
_PLACE = Argument("place", Reads.TEXT, "the city or country whose time is wanted: Tokyo, New York, Germany")


class Dates:
    """The tools. clock: tells what day it is here."""

    def __init__(self, clock: WallClock) -> None:
        self._clock = clock

    def tools(self) -> list[Tool]:
        """The tools."""
        tell = "tells the date or weekday of a day: what's the date in three weeks, when is Easter"
        count = "counts the days or weeks until a date: how many days until Christmas, how long till Friday"
        place = "tells what time it is in another city or country: what time is it in Tokyo, the time in New York now"
        return [
            Tool(
                "date.tell",
                tell,
                self._tell,
                (_DAY,),
                facts=ToolFacts("Look up a date", looks=True, shows=_date),
                reads_whole=whole_day,
            ),
            Tool("date.count", count, self._count, (_UNTIL, _SINCE, _UNIT), facts=_COUNTED, reads_whole=whole_day),
            Tool(
                "clock.place",
                place,
                self._place,
                (_PLACE,),
                facts=ToolFacts("Time elsewhere", looks=True),
            ),
        ]

    def _tell(self, request: Request) -> Answer:
        day, today = _read(request.text("day")), self._clock.at(request.t).date()
        result = {"date": day.isoformat(), "weekday": f"{day:%A}", "days": (day - today).days}
        if day == today:
            return Answer(result, sentence(f"that's today, {say_date(day)}"))
        year = f", {day.year}" if day.year != today.year else ""
        return Answer(result, sentence(f"that {'is' if day > today else 'was'} {say_date(day)}{year}"))

    def _count(self, request: Request) -> Answer:
        today = self._clock.at(request.t).date()
        end = _read(request.text("until"))
        start = _read(request.text("since")) if "since" in request.arguments else today
        days = (end - start).days
        count = _in_weeks(abs(days)) if request.text("unit") == "weeks" else _counted(abs(days), "day")
        result = {"days": days, "from": start.isoformat(), "to": end.isoformat()}
        if start != today:
            return Answer(result, sentence(f"{count} from {say_date(start)} to {say_date(end)}"))
        if not days:
            return Answer(result, "That's today.")
        where = f"until {say_date(end)}" if days > 0 else f"since {say_date(end)}"
        return Answer(result, sentence(f"{count} {where}"))

    def _place(self, request: Request) -> Answer:
        place = request.text("place")
        zones = zones_of(place)
        here = self._clock.at(request.t)
        times: dict[datetime, str] = {}
        for zone in zones:
            there = here.astimezone(ZoneInfo(zone))
            times.setdefault(there.replace(tzinfo=None), zone)
        if not times:
            raise ToolError(f"I don't know where {place} is. Which city nearby?")
        if len(times) > MOST_ZONES:
            raise ToolError(f"There are several time zones in {place}. Which city?")
        told = [(zone.rpartition("/")[2].replace("_", " "), local) for local, zone in times.items()]
        result = [
            {"zone": zone, "iso": local.isoformat(timespec="seconds"), "time": f"{local:%H:%M}"}
            for local, zone in times.items()
        ]
        named = " ".join(word if word in ("the", "of") else word[0].upper() + word[1:] for word in place.split())
        if len(told) == 1:
            return Answer({"place": named, "times": result}, sentence(f"it's {_there(told[0][1], here)} in {named}"))
        said = join_words([f"{_there(local, here)} in {city}" for city, local in told])
        return Answer({"place": named, "times": result}, sentence(f"it's {said}"))


def _read(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ToolError(f"'{text}' is not a date.", "Sorry, I didn't get the day.") from error


def _counted(number: int, noun: str) -> str:
    return f"{say_number(number)} {noun}{'' if number == 1 else 's'}"


def _in_weeks(days: int) -> str:
    weeks, rest = divmod(days, 7)
    parts = [_counted(weeks, "week")] if weeks else []
    parts += [_counted(rest, "day")] if rest or not weeks else []
    return join_words(parts)


def _there(local: datetime, here: datetime) -> str:
    """A time elsewhere, with its day where that is another one: "9:05 p.m. on Monday"."""
    day = f" on {local:%A}" if local.date() != here.date() else ""
    return f"{say_time(local)}{day}"


def _date(_: Values, result: Values) -> Sheet:
    days = int(result["days"])
    away = "today" if not days else f"in {_counted(days, 'day')}" if days > 0 else f"{_counted(-days, 'day')} ago"
    return Sheet("date", "Date", (Line(f"{result['weekday']}, {result['date']}", away),))


def _days(_: Values, result: Values) -> Sheet:
    line = Line(_counted(abs(int(result["days"])), "day"), f"{result['from']} – {result['to']}")
    return Sheet("date", "Date", (line,))


_COUNTED = ToolFacts("Count the days", looks=True, shows=_days, lacks="Until which day?")
