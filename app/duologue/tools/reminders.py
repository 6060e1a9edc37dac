"""When reminders and alarms come, as their tools are asked: after a while, at a moment, or again and again."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from duologue.tools.base import ToolError
from duologue.tools.clock import WallClock, read_time, say_moment, say_time
from duologue.tools.repeating import checked_rule, next_time, say_rule
from duologue.tools.wording import say_duration, sentence

OF_TIME = frozenset(("are", "has", "have", "is"))
"""What a message begins with whose subject is the time: "tell me when ten seconds have passed"."""
SOON_S = 60.0
"""A reminder that comes sooner than this needs no word about what it is."""
CLOCK_TOLD_S = 3600.0
"""Of what is so long off, the time is told as well."""
DAY_S = 86_400
_MOMENT = re.compile(
    r"(?P<local>\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?)"
    r"(?:\[(?P<zone>[\w/+-]+)\]|(?P<offset>Z|[+-]\d{2}:?\d{2}))?"
)
_WAKING = re.compile(r"(?:the |my |an? )?(?:alarm(?: clock)?|wake(?: me)?(?: up)?)", re.IGNORECASE)
"""Messages that say no more than that it is an alarm."""
_MIRROR = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "i'm": "you're", "i've": "you've", "i'll": "you'll",
    "myself": "yourself", "am": "are",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WallTime:
    """A time that the clock on the wall shows. zone: whose clock, "" for the one here. rule: "" if it comes once."""

    local: datetime
    zone: str = ""
    rule: str = ""

    @classmethod
    def read(cls, local: str, zone: str, rule: str) -> "WallTime":
        """As it was written.

        Raises:
            ValueError: nobody has written that.
        """
        try:
            read = cls(datetime.fromisoformat(local).replace(tzinfo=None), zone, rule)
            if zone:
                ZoneInfo(zone)
            read.later(read.local)
        except (TypeError, KeyError, OSError, ToolError, ZoneInfoNotFoundError) as error:
            raise ValueError(f"'{local} {zone} {rule}' is no time.") from error
        return read

    @property
    def written(self) -> tuple[str, str, str]:
        """Local time, zone and rule as texts."""
        return self.local.isoformat(), self.zone, self.rule

    def later(self, now: datetime) -> "WallTime | None":
        """The next one by the rule after a local time; None if there is none."""
        following = next_time(self.rule, now) if self.rule else None
        return None if following is None else WallTime(following, self.zone, self.rule)


def moment(text: str, now: datetime) -> WallTime:
    """The time that a tool is given: "18:30" for the next time that the clock shows it, or with its day.

    Raises:
        ToolError: it is none, or it has passed.
    """
    clock = read_time(text)
    if clock is not None:
        local = datetime.combine(now.date(), clock)
        return WallTime(local if local > now.replace(tzinfo=None) else local + timedelta(days=1))
    found = _MOMENT.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        local = datetime.fromisoformat(found["local"])
        zone = found["zone"] or ""
        here = now.tzinfo
        if found["offset"]:
            local = datetime.fromisoformat(f"{found['local']}{found['offset']}").astimezone(here).replace(tzinfo=None)
        passed = local <= now.astimezone(ZoneInfo(zone) if zone else here).replace(tzinfo=None)
    except (ValueError, ZoneInfoNotFoundError, OSError) as error:
        raise ToolError(f"'{text}' is not a time.", "Sorry, I didn't get the time.") from error
    if passed:
        raise ToolError(f"{text} has passed already.", "That time has passed already.")
    return WallTime(local, zone)


def in_days(seconds: float, now: datetime) -> WallTime | None:
    """The same time of day, so many days from now; None for what is no number of whole days."""
    if seconds < DAY_S or seconds % DAY_S:
        return None
    return WallTime(now.replace(tzinfo=None) + timedelta(days=seconds // DAY_S))


def repeating(rule: str, now: datetime) -> WallTime:
    """What comes again by a rule.

    Raises:
        ToolError: it is no rule that can be followed.
    """
    local = now.replace(tzinfo=None)
    rule = checked_rule(rule, local)
    first = next_time(rule, local)
    assert first is not None  # checked_rule() has looked
    return WallTime(first, rule=rule)


def every_days(seconds: float, now: datetime) -> WallTime | None:
    """What comes again after whole days, at this time of day; None for what is no number of whole days."""
    if seconds < DAY_S or seconds % DAY_S:
        return None
    start = now.replace(tzinfo=None, microsecond=0)
    count = int(seconds // DAY_S)
    interval = f";INTERVAL={count}" if count > 1 else ""
    first = start + timedelta(days=count)
    return WallTime(first, rule=f"DTSTART:{first:%Y%m%dT%H%M%S}\nRRULE:FREQ=DAILY{interval}")


# ---- what is said ----------------------------------------------------------------------------------------------------


def say_when(due: WallTime, clock: WallClock, t: float) -> str:
    """When it comes, said at session time t: "tomorrow at 9 a.m.", "every weekday at 7 a.m."."""
    if due.rule:
        return say_rule(due.rule, due.local)
    here = clock.at(clock.session_time(due.local, due.zone))
    there = f", {say_time(due.local)} in {due.zone.rpartition('/')[2].replace('_', ' ')}" if due.zone else ""
    return f"{say_moment(here, clock.at(t))}{there}"


def confirmed(message: str, when: str) -> str:
    """What is said when one is set: its day, its time and what for."""
    if _WAKING.fullmatch(message):
        return sentence(f"alarm set for {when.removeprefix('on ')}")
    return sentence(f"I'll remind you {when}: {mirrored(message)}")


def confirmed_soon(message: str, seconds: float, at: datetime, now: datetime) -> str:
    """The same of one that comes after a while; the clock is told of what is an hour away or more."""
    while_ = say_duration(seconds)
    if _WAKING.fullmatch(message):
        return sentence(f"alarm set for {say_moment(at, now)}, in {while_}")
    if seconds < SOON_S:
        return sentence(f"Okay, in {while_}")
    clock = f", {say_moment(at, now)}" if seconds >= CLOCK_TOLD_S else ""
    return sentence(f"Okay, in {while_}{clock}: {mirrored(message)}")


def mirrored(message: str) -> str:
    """What the user is to do, said to them: "call my mother" -> "call your mother"."""
    return " ".join(_MIRROR.get(word.casefold(), word) for word in message.split())


def ringing(message: str, due: WallTime | None) -> str:
    """What a mere alarm says, "" for any other message: "This is your 7 a.m. alarm."."""
    return f"This is your {say_time(due.local)} alarm." if due is not None and _WAKING.fullmatch(message) else ""


def reminder_text(message: str, *, soon: bool) -> str:
    """What a reminder says: "call my mother" -> "Call your mother."; if not soon, that it is a reminder as well.

    A full sentence is said as it stands.
    """
    if message[-1] in ".!?":
        return message
    return sentence(mirrored(message)) if soon else f"Reminder: {sentence(mirrored(message))}"
