"""clock.now: wall-clock time and date, counted from the time at the start of the session."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.tz import resolve_imaginary

from duologue.core.tool_facts import ToolFacts
from duologue.tools.base import Answer, Argument, Reads, Request, Tool
from duologue.tools.machine import Machine, local_zone
from duologue.tools.wording import say_duration, sentence

JUMP_S = 2.0
"""By so many seconds the clocks have to be off before it counts as a jump: a session may lag behind for a moment."""
_ABOUT = Argument(
    "about", Reads.OPTION, "what about the clock is wanted: the hour, the day, the year", required=False,
    options=(
        ("time", "the time: what time is it now"),
        ("date", "the date: what day is it today, today's date"),
        ("year", "the year: what year is it"),
        ("tomorrow", "tomorrow: what day is it tomorrow, tomorrow's date"),
        ("both", "both the date and the time"),
    ),
)  # fmt: skip
_AHEAD = Argument(
    "ahead", Reads.DURATION, "how far ahead: what time will it be in half an hour", required=False
)  # fmt: skip
_OF = Argument(
    "of", Reads.OPTION, "whether the user's own talk or the whole conversation is meant",
    options=(
        ("speech", "the user's talk: how long have I been talking, speaking"),
        ("session", "the whole conversation: how long have we been talking, how long has this call been going on"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Jump:
    """The machine's clocks have jumped. slept_s: seconds that have passed in which the session stood still."""

    slept_s: float


class WallClock:
    """Wall-clock time in session time.

    start: local wall-clock time at session time 0; without a zone, in the one of this machine. machine: the clocks that
    are read anew while the session runs; without them the wall clock runs with the session.
    """

    def __init__(self, start: datetime, machine: Machine | None = None) -> None:
        self._told = start.tzinfo is not None  # without a zone none is told, as none was given
        self._zone = start.tzinfo or local_zone()
        self._wall = start.replace(tzinfo=self._zone).astimezone(UTC)
        self._t = 0.0
        self._machine = machine
        self._running_s = machine.running_s() if machine is not None else 0.0

    def at(self, t: float) -> datetime:
        """Local wall-clock time at session time t."""
        local = (self._wall + timedelta(seconds=t - self._t)).astimezone(self._zone)
        return local if self._told else local.replace(tzinfo=None)

    def session_time(self, local: datetime, zone: str = "") -> float:
        """Session time at which the clock shows a local time. zone: whose clock, "" for the one here.

        A time that the clock leaves out when summer begins is taken an hour later; of two, the first one counts.
        """
        there = local.replace(tzinfo=ZoneInfo(zone) if zone else self._zone)
        return self._t + (resolve_imaginary(there).astimezone(UTC) - self._wall).total_seconds()

    def shown(self, t: float, zone: str = "") -> datetime:
        """The local time, without a zone, that the clock shows at session time t. zone: see session_time()."""
        moment = self._wall + timedelta(seconds=t - self._t)
        return moment.astimezone(ZoneInfo(zone) if zone else self._zone).replace(tzinfo=None)

    def read(self, t: float) -> Jump | None:
        """Reads the clocks of the machine at session time t; how they have jumped since, None if they have not."""
        if self._machine is None:
            return None
        wall, running_s, zone = self._machine.now(), self._machine.running_s(), self._machine.zone()
        gone_s = running_s - self._running_s
        slept_s = gone_s - (t - self._t)
        set_s = (wall.astimezone(UTC) - self._wall).total_seconds() - gone_s
        moved = zone is not None and zone != self._zone
        if abs(slept_s) < JUMP_S and abs(set_s) < JUMP_S and not moved:
            return None
        self._wall, self._t, self._running_s = wall.astimezone(UTC), t, running_s
        self._zone = zone or self._zone
        return Jump(slept_s if abs(slept_s) >= JUMP_S else 0.0)

    def tools(self) -> list[Tool]:
        """The clock's tools."""
        now = "tells what time it is, what day it is, today's date, the current time, the year"
        elapsed = "tells for how long somebody has been talking: how long have I, have we been talking, speaking"
        looks_at = ToolFacts("Clock", looks=True)
        looks_how_long = ToolFacts("Time since", looks=True)
        return [
            Tool("clock.now", now, self._now, (_ABOUT, _AHEAD), facts=looks_at, for_models=False),
            Tool("clock.elapsed", elapsed, self._elapsed, (_OF,), facts=looks_how_long, for_models=False),
        ]

    def _now(self, request: Request) -> Answer:
        ahead_s = request.number("ahead") if "ahead" in request.arguments else 0
        moment = self.at(request.t + ahead_s)
        result = {
            "iso": moment.isoformat(timespec="seconds"),
            "time": f"{moment:%H:%M}",
            "date": f"{moment:%Y-%m-%d}",
            "weekday": f"{moment:%A}",
        }
        return Answer(result, _said(request.text("about"), moment, "it will be" if ahead_s else "it's"))

    def _elapsed(self, request: Request) -> Answer:
        speech = request.text("of") == "speech"
        seconds = max(request.t - (request.speech_t if speech else 0.0), 0.0)
        who = "You've" if speech else "We've"
        said = f"{who} been talking for about {say_duration(max(round(seconds), 1))}."
        return Answer({"seconds": round(seconds, 1)}, said)


def read_time(text: str) -> time | None:
    """A clock time as tools take it, 24 hours ("18:30"); None if it is none."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def say_time(moment: datetime) -> str:
    """The time of day to be spoken: "9:26 a.m.", "6 p.m.", "noon"."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "noon" if moment.hour else "midnight"
    hour = moment.hour % 12 or 12
    minute = f":{moment.minute:02d}" if moment.minute else ""
    return f"{hour}{minute} {'a.m.' if moment.hour < 12 else 'p.m.'}"


def say_moment(moment: datetime, now: datetime) -> str:
    """A moment to come, as it is said now: "today at 6 p.m.", "on Friday, December 4th at 9 a.m."."""
    days = (moment.date() - now.date()).days
    if days == 1 and moment.hour == moment.minute == 0:
        return "tonight at midnight"
    day = {0: "today", 1: "tomorrow"}.get(days, f"on {say_date(moment)}")
    year = f", {moment.year}" if moment.year != now.year and days > 180 else ""
    return f"{day}{year} at {say_time(moment)}"


def say_date(moment: date) -> str:
    """The date to be spoken: "Saturday, March 14th"."""
    day = moment.day
    ending = "th" if 10 <= day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{moment:%A}, {moment:%B} {day}{ending}"


def _said(about: str, moment: datetime, it_is: str) -> str:
    """What is told of a moment."""
    match about:
        case "date":
            return sentence(f"{it_is} {say_date(moment)}")
        case "year":
            return sentence(f"{it_is} {moment.year}")
        case "tomorrow":
            return sentence(f"tomorrow is {say_date(moment + timedelta(days=1))}")
        case "both":
            return sentence(f"{it_is} {say_date(moment)}, {say_time(moment)}")
        case _:
            return sentence(f"{it_is} {say_time(moment)}")
