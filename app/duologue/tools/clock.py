"""clock.now: wall-clock time and date, counted from the time at the start of the session."""

import re
from datetime import datetime, time, timedelta

from duologue.core.tool_facts import ToolFacts, no_numbers
from duologue.tools.base import Answer, Argument, Reads, Request, Tool
from duologue.tools.wording import say_duration, sentence

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


class WallClock:
    """Wall-clock time in session time.

    start: local wall-clock time at session time 0, with or without a zone.
    """

    def __init__(self, start: datetime) -> None:
        self._start = start

    def at(self, t: float) -> datetime:
        """Wall-clock time at session time t."""
        return self._start + timedelta(seconds=t)

    def tools(self) -> list[Tool]:
        """The clock's tools."""
        now = "tells what time it is, what day it is, today's date, the current time, the year"
        elapsed = "tells for how long somebody has been talking: how long have I, have we been talking, speaking"
        looks_at = ToolFacts("Clock", looks=True, numbers=no_numbers)
        looks_how_long = ToolFacts("Time since", looks=True, numbers=no_numbers)
        return [
            Tool("clock.now", now, self._now, (_ABOUT, _AHEAD), facts=looks_at),
            Tool("clock.elapsed", elapsed, self._elapsed, (_OF,), facts=looks_how_long),
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


def say_date(moment: datetime) -> str:
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
