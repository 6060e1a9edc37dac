"""Facts about the tools of timers and reminders: their arguments, how they are shown, what takes them back."""

from datetime import datetime

from duologue.core.display_text import duration
from duologue.core.events import Json
from duologue.core.sheets import PAUSED, Entry
from duologue.core.tool_facts import ToolFacts, Undo, Values, named_by
from duologue.tools.base import Argument, Reads
from duologue.tools.whole.times import OF_WHAT

LENGTH = Argument(
    "seconds", Reads.DURATION, "how long: ten minutes, half an hour, ninety seconds", parts=True, several=True
)  # fmt: skip
LABEL = Argument("label", Reads.TEXT, "what the timer is for: pasta, laundry, tea", required=False, several=True)
WHICH = Argument("label", Reads.TEXT, "which timer is meant: the pasta timer, the first one", required=False)
PERIOD = Argument(
    "seconds", Reads.DURATION, "how often: every ten minutes, every hour", required=False, parts=True
)  # fmt: skip
RULE = Argument(
    "rule", Reads.RULE, "how often by the calendar", required=False, pointed=False,
    form="an RRULE of RFC 5545: FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=7;BYMINUTE=0",
)  # fmt: skip
WHEN = Argument("seconds", Reads.DURATION, "after how long: in ten minutes", required=False, parts=True)
TIME = Argument(
    "time", Reads.CLOCK, "at what time of day: at quarter past seven, at 6 pm, at noon", required=False,
    form="18:30 for the next time that the clock shows it, or with its day: 2026-11-21T18:30",
)  # fmt: skip
MESSAGE = Argument("message", Reads.PHRASE, "what to do or to say: drink water, call Anna", parts=True)
REMINDER = Argument("message", Reads.TEXT, "which reminder is meant: the one about water", required=False)
NOUNS = {
    "timer": frozenset(("timer", "timers", "countdown", "alarm", "alarms")),
    "reminder": frozenset(("reminder", "reminders", "reminding", "remind", "alarm", "alarms")),
}
"""Words for each kind."""


def _timer_name(arguments: Values, result: Values) -> dict[str, Json]:
    """A timer without a label is named by its length."""
    seconds = float(arguments["seconds"] if "seconds" in arguments else result["seconds"])
    return named_by("label")(arguments, result) or {"label": duration(seconds)}


def _timer_entry(_: Values, result: Values) -> Entry:
    seconds, ends = float(result["seconds"]), str(result["ends"])
    text = " · ".join(part for part in (str(result.get("label") or ""), duration(seconds)) if part)
    if ends == PAUSED:
        return Entry("timers", text, "paused", float(result["left_s"]), ends)
    return Entry("timers", text, f"until {_clock(ends)}", seconds, ends)


def _once_entry(_: Values, result: Values) -> Entry:
    at = datetime.fromisoformat(str(result["at"]))
    return Entry("reminders", str(result["message"]), f"{at:%a} {at.day} {at:%b}, {at:%H:%M}")


def _every_entry(_: Values, result: Values) -> Entry:
    how_often = result.get("when") or f"every {duration(float(result['seconds']))}"
    return Entry("reminders", str(result["message"]), str(how_often))


def _clock(iso: Json) -> str:
    """The time of day of an ISO date and time."""
    return datetime.fromisoformat(str(iso)).strftime("%H:%M")


_UNDO_REMINDER = Undo("reminder.cancel", named_by("message"))
_OF_WHAT_AND_WHEN = "What should I remind you of, and when?"
_END_TIMER = Undo("timer.cancel", _timer_name)
TIMER = ToolFacts(
    "Timer", _END_TIMER, rings_once=True, sounds=True, shows=_timer_entry, lacks="For how long?",
    unit="minutes",
)  # fmt: skip
REMINDS_ONCE = ToolFacts(
    "Reminder", _UNDO_REMINDER, rings_once=True, shows=_once_entry, lacks=_OF_WHAT_AND_WHEN,
    lacks_one={"message": OF_WHAT, "seconds": "When should I remind you?"}, lead="to",
)  # fmt: skip
REMINDS_EVERY = ToolFacts(
    "Repeating reminder", _UNDO_REMINDER, shows=_every_entry, lacks=_OF_WHAT_AND_WHEN,
    lacks_one={"message": OF_WHAT, "seconds": "How often should I remind you?"}, lead="to",
)  # fmt: skip
