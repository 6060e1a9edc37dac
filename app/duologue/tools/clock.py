"""clock.now: wall-clock time and date, counted from the time at the start of the session."""

import re
from datetime import datetime, time, timedelta

from duologue.tools.base import Answer, Request, Tool


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
        return [Tool("clock.now", "Tells the time and the date.", self._now)]

    def _now(self, request: Request) -> Answer:
        now = self.at(request.t)
        result = {
            "iso": now.isoformat(timespec="seconds"),
            "time": f"{now:%H:%M}",
            "date": f"{now:%Y-%m-%d}",
            "weekday": f"{now:%A}",
        }
        return Answer(result, _SAY.get(request.focus, _SAY["time"])(now))


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


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


_SAY = {
    "time": lambda now: _ended(f"It's {say_time(now)}"),
    "date": lambda now: f"It's {say_date(now)}.",
    "year": lambda now: f"It's {now.year}.",
    "tomorrow": lambda now: f"Tomorrow is {say_date(now + timedelta(days=1))}.",
    "both": lambda now: _ended(f"It's {say_date(now)}, {say_time(now)}"),
}
FOCUSES = frozenset(_SAY)
"""What clock.now can be asked about; otherwise it tells the time."""
