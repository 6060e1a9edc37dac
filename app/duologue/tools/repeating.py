"""What comes again by the calendar: rules of RFC 5545, the next time by one, and how it is said."""

import re
from datetime import datetime

from dateutil.rrule import rruleset, rrulestr

from duologue.tools.base import ToolError
from duologue.tools.clock import say_date, say_time
from duologue.tools.wording import join_words, number_words

MAX_RULE = 300
"""Characters of the longest rule that is taken."""
_DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
    "SU": "Sunday",
}  # fmt: skip
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_PART = re.compile(r"([A-Z]+)=([^;\s]+)")


def checked_rule(text: str, now: datetime) -> str:
    """A rule with the time at which it begins. now: local time, from which one without a beginning counts.

    Raises:
        ToolError: it is no rule, or one that comes more than once a day.
    """
    refused = ToolError(f"'{text[:MAX_RULE]}' is not a rule that I can follow.", "Sorry, I didn't get how often.")
    parts = _parts(text)
    if len(text) > MAX_RULE or parts.get("FREQ") not in _UNITS or "EX" in text or "RDATE" in text:
        raise refused
    if any("," in parts.get(name, "") for name in ("BYHOUR", "BYMINUTE", "BYSECOND")):
        raise refused
    try:
        if "DTSTART" not in text:
            rule = text.strip().removeprefix("RRULE:")
            first = rrulestr(rule, dtstart=now.replace(second=0, microsecond=0)).after(now)
            text = f"DTSTART:{first:%Y%m%dT%H%M%S}\nRRULE:{rule}" if first is not None else ""
        if not text or isinstance(rrulestr(text), rruleset) or next_time(text, now) is None:
            raise refused
    except (ValueError, TypeError) as error:
        raise refused from error
    return text


def next_time(rule: str, after: datetime) -> datetime | None:
    """The next local time by a rule after a local time, None if it has ended. Neither has a zone."""
    found: datetime | None = rrulestr(rule, ignoretz=True).after(after)
    return found


def say_rule(rule: str, first: datetime) -> str:
    """How often a rule comes, to be spoken: "every weekday at 7 a.m.", "every other Tuesday at 6 p.m."."""
    parts = _parts(rule)
    count = int(parts.get("INTERVAL", "1"))
    until = parts.get("UNTIL", "")
    end = f", until {say_date(datetime.strptime(until[:8], '%Y%m%d'))}" if until else ""  # noqa: DTZ007 - a mere date
    return f"{_how_often(parts, count, first)} at {say_time(first)}{end}"


def _parts(rule: str) -> dict[str, str]:
    return dict(_PART.findall(rule.upper().partition("RRULE:")[2] or rule.upper()))


def _how_often(parts: dict[str, str], count: int, first: datetime) -> str:
    freq, days = parts["FREQ"], parts.get("BYDAY", "")
    if freq == "WEEKLY" and days:
        return _on_weekdays(days.split(","), count)
    every = _every(count, _UNITS[freq])
    if freq == "MONTHLY":
        return f"on the {_day_of_month(parts, days)} of {every}"
    if freq == "YEARLY":
        return f"{every} on {first:%B} {_ordinal(first.day)}"
    return every


def _on_weekdays(days: list[str], count: int) -> str:
    chosen = set(days)
    if chosen == {"MO", "TU", "WE", "TH", "FR"} and count == 1:
        return "every weekday"
    names = join_words([_DAYS[day] for day in _DAYS if day in chosen])
    if count == 1:
        return f"every {names}"
    return f"every other {names}" if count == 2 else f"every {number_words(count)} weeks on {names}"


def _every(count: int, unit: str) -> str:
    if count == 1:
        return f"every {unit}"
    return f"every other {unit}" if count == 2 else f"every {number_words(count)} {unit}s"


def _day_of_month(parts: dict[str, str], days: str) -> str:
    if days:
        place, weekday = int(days[:-2] or "1"), _DAYS[days[-2:]]
        return f"{_PLACES.get(place, _ordinal(place))} {weekday}"
    number = int(parts.get("BYMONTHDAY", "1").split(",")[-1])
    return "last day" if number == -1 else _ordinal(number)


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
