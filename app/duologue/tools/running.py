"""A timer or reminder that runs, and how it is called."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from duologue.core.events import Json, SpeechKind
from duologue.core.sheets import PAUSED
from duologue.tools.base import Ended, Kind, Request, ToolError
from duologue.tools.clock import WallClock
from duologue.tools.reminders import WallTime, say_when
from duologue.tools.spoken.grammar import read_duration
from duologue.tools.which import fits_words, pick
from duologue.tools.wording import number_words, say_duration, sentence

_ONE_UNIT = (1, 60, 3600, 86_400)
"""Durations of one unit."""


@dataclass(slots=True)
class Running:
    """A timer or reminder. due_t: session time of its next alarm, infinite while it is paused. every_s: 0 if it ends
    then. row: in the store. paused_s: seconds that are left while it is paused, 0 while it runs. since: later ones
    were set up later. paused_by: the call that paused it, "" for none. wall: what the clock on the wall shows when it
    comes due, None for what comes after a length of time.
    """

    id: str
    due_t: float
    kind: SpeechKind
    text: str
    label: str
    seconds: float = 0.0
    every_s: float = 0.0
    row: int = 0
    paused_s: float = 0.0
    since: int = 0
    paused_by: str = ""
    wall: WallTime | None = None

    @property
    def again(self) -> bool:
        """It comes more than once."""
        return bool(self.every_s or (self.wall and self.wall.rule))

    def left_s(self, t: float) -> float:
        """Seconds that are left at session time t."""
        return self.paused_s or self.due_t - t

    @property
    def over(self) -> bool:
        """It has come due for the last time."""
        return self.due_t == float("inf") and not self.paused_s


@dataclass(frozen=True, slots=True)
class ResumedAlarm:
    """At session time t a timer or reminder stands as if it had just been called for so: it still runs from an earlier
    session, was changed, or has come back."""

    id: str
    name: str
    arguments: dict[str, Json]
    result: dict[str, Json]
    t: float = 0.0


def called(running: Running, noun: str = "timer") -> str:
    """What it is called: "pasta timer", "ten minute timer", "reminder to call Anna"."""
    if noun == "timer":
        return f"{running.label or say_duration(running.seconds).removesuffix('s')} timer"
    return f"{noun} to {running.label}"


def all_cancelled(gone: list[Running], noun: str) -> str:
    """What is said when several are cancelled at once."""
    return f"{'Both' if len(gone) == 2 else f'All {number_words(len(gone))}'} {noun}s are cancelled."


def rounded(seconds: float) -> float:
    """What is left of a time, no finer than one would say it."""
    step = 1 if seconds < 60 else 5 if seconds < 3600 else 60
    return max(round(seconds / step) * step, 1)


def said_left(timer: Running, seconds: float) -> str:
    """How much is left on a timer, in words."""
    left = say_duration(rounded(seconds))
    on = f" on the {timer.label} timer" if timer.label else ""
    return f"{left} left{on}" + (", paused" if timer.paused_s else "")


def fits(running: Running, name: str) -> int:
    """How well a running timer or reminder fits what it is called: 2 if that is its name or its length."""
    seconds = read_duration(name)
    return max(fits_words(running.label, name), 2 * int(seconds is not None and seconds == running.seconds))


def as_called(running: Running, t: float, clock: WallClock, *, is_timer: bool) -> ResumedAlarm:
    """A timer or reminder with the arguments and the result that its call would have at session time t."""
    name = "timer.start" if is_timer else "reminder.every" if running.again else "reminder.at"
    seconds: dict[str, Json] = {"seconds": running.seconds}
    named: dict[str, Json] = {"label" if is_timer else "message": running.label}
    ends = PAUSED if running.paused_s else clock.at(running.due_t).isoformat(timespec="seconds")
    match name:
        case "timer.start":
            left = {"left_s": running.paused_s} if running.paused_s else {}
            arguments, result = seconds | (named if running.label else {}), seconds | named | left | {"ends": ends}
        case "reminder.every":
            arguments = result = _each(running, clock, t) | named
        case _:
            moment = datetime.fromisoformat(ends)
            arguments, result = {"time": f"{moment:%Y-%m-%dT%H:%M}"} | named, named | {"at": ends}
    return ResumedAlarm(running.id, name, arguments, result, t)


def _each(running: Running, clock: WallClock, t: float) -> dict[str, Json]:
    """How often one comes."""
    if running.wall is None:
        return {"seconds": running.seconds}
    return {"rule": running.wall.rule, "when": say_when(running.wall, clock, t)}


def timer_text(seconds: float, label: str) -> str:
    """What is said when a timer ends."""
    if label:
        return sentence(f"your {label} timer is done")
    return sentence(f"{say_duration(seconds)} {'is' if seconds in _ONE_UNIT else 'are'} up")


def each_time(seconds: float) -> str:
    """After "every": "ten seconds", "minute"."""
    return say_duration(seconds).removeprefix("one ") if seconds in _ONE_UNIT else say_duration(seconds)


def none_called(noun: str, running: list[Running], name: str) -> ToolError:
    """That no timer or reminder runs, or none of that name."""
    if running and name:
        return ToolError(f"There is no {noun} called {name}.")
    return ToolError(f"There is no {noun} running." if noun == "timer" else f"There is no {noun} set.")


def kind_of(
    argument: str,
    nouns: frozenset[str],
    known: Callable[[], Sequence[Running]],
    remove: Callable[[Sequence[Running], Request], str],
) -> Kind:
    """Timers or reminders as what a tool takes away. known: those that run. remove: ends some, returns their names."""

    def has(name: str) -> bool:
        return bool(pick(known(), name, fits))

    def end_all(request: Request) -> Ended | None:
        gone = list(known())
        return Ended(tuple(each.id for each in gone), remove(gone, request)) if gone else None

    return Kind(argument, nouns, has, end_all)
