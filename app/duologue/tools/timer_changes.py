"""Timers paused, resumed, lengthened and renamed, and reminders told. What sets them up and ends them: timers.py."""

import math
from collections.abc import Callable, Sequence

from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Undo, Values, named_by
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.clock import WallClock, say_moment
from duologue.tools.reminders import say_when
from duologue.tools.running import Running, called, rounded
from duologue.tools.timers import MAX_SECONDS, Timers
from duologue.tools.undoing import UNDONE_BY, OverError, Undoing
from duologue.tools.wording import number_words, say_duration, sentence

MAX_TOLD = 5
"""So many reminders are told one by one; all are shown."""
_PAUSED = Argument("label", Reads.TEXT, "which timer is paused: the pasta timer, the first one, all", required=False)
_RESUMED = Argument("label", Reads.TEXT, "which timer goes on: the pasta timer, the first one, all", required=False)
_CHANGED = Argument("label", Reads.TEXT, "which timer is changed: the pasta timer, the first one", required=False)
_MORE = Argument("seconds", Reads.DURATION, "how much time is added or taken off: two more minutes", parts=True)
_NAME = Argument("name", Reads.TEXT, "what the timer is called from now on: call it pizza")
_WAY = Argument(
    "way", Reads.OPTION, "whether time is added to the timer or taken off it", required=False,
    options=(
        ("more", "more time: add two minutes, make it longer, extend it"),
        ("less", "less time: take a minute off, make it shorter, subtract"),
    ),
)  # fmt: skip
_REMINDERS = Argument(
    "which", Reads.TEXT, "which reminders are asked about: the next one, about the bank", required=False
)


class TimerChanges:
    """The tools that change timers which run, and tell what is set."""

    def __init__(self, timers: Timers, clock: WallClock, undoing: Undoing) -> None:
        self._timers, self._clock, self._undoing = timers, clock, undoing

    def tools(self) -> list[Tool]:
        """The tools."""
        pause = "pauses the timer, holds the countdown for a moment"
        resume = "lets a paused timer go on: resume the timer, continue the countdown, unpause it"
        extend = "gives a running timer more time or less: add two minutes to the timer, five more minutes on it"
        rename = "gives a timer a name: call that timer pizza, rename the timer"
        show = "tells which reminders and alarms are set: what reminders do I have, list my reminders, any alarms"
        return [
            Tool(
                "timer.pause",
                pause,
                self._pause,
                (_PAUSED,),
                facts=_PAUSES,
                for_models=False,
                ready=lambda: self._any(paused=False),
            ),
            Tool(
                "timer.resume",
                resume,
                self._resume,
                (_RESUMED,),
                facts=_RESUMES,
                for_models=False,
                ready=lambda: self._any(paused=True),
            ),
            Tool("timer.extend", extend, self._extend, (_MORE, _CHANGED, _WAY), facts=_EXTENDS),
            Tool("timer.rename", rename, self._rename, (_NAME, _CHANGED), facts=_RENAMES, for_models=False),
            Tool("reminder.show", show, self._show, (_REMINDERS,), facts=_TELLS),
        ]

    def _any(self, *, paused: bool) -> bool:
        """Whether a timer is paused, or runs."""
        return any(bool(timer.paused_s) is paused for timer in self._timers.timers)

    def _pause(self, request: Request) -> Answer:
        meant = self._timers.meant(request.text("label"))
        paused = [timer for timer in meant if not timer.paused_s]
        if not paused:
            raise ToolError("It is paused already." if len(meant) == 1 else "They are paused already.")
        self._hold(paused, request.t, request.id)
        self._note(request, paused, "{} goes on.", self._run)
        left = {"left_s": round(paused[0].paused_s, 1), "label": paused[0].label}
        if len(paused) > 1:
            return Answer(left, f"I've paused {number_words(len(paused))} timers.")
        say = f"paused, with {say_duration(rounded(paused[0].paused_s))} left"
        return Answer(left, sentence(f"{called(paused[0])} {say}"))

    def _resume(self, request: Request) -> Answer:
        known = [timer for timer in self._timers.timers if timer.paused_s]
        if request.target:
            known = [timer for timer in known if timer.paused_by == request.target]
        if not known:
            raise ToolError("No timer is paused.")
        named = request.text("label") and not request.target
        resumed = [t for t in self._timers.meant(request.text("label")) if t.paused_s] if named else known
        if not resumed:
            raise ToolError("That timer is running.")
        by = resumed[-1].paused_by
        self._run(resumed, request.t)
        self._note(request, resumed, "{} is paused again.", lambda timers, t: self._hold(timers, t, by))
        left = [{"label": timer.label, "left_s": round(timer.left_s(request.t), 1)} for timer in resumed]
        if len(resumed) > 1:
            return Answer(
                {"cancelled": by, "timers": left}, f"{sentence(number_words(len(resumed)))[:-1]} timers go on."
            )
        say = f"{called(resumed[0])} goes on, {say_duration(rounded(resumed[0].left_s(request.t)))} left"
        return Answer({"cancelled": by, "timers": left}, sentence(say))

    def _hold(self, timers: Sequence[Running], t: float, by: str) -> None:
        """Has timers stand still from session time t on. by: the call that paused them."""
        for timer in (timer for timer in timers if not timer.paused_s):
            timer.paused_s, timer.paused_by, timer.due_t = max(timer.due_t - t, 1.0), by, math.inf
            self._timers.change(timer, t)

    def _run(self, timers: Sequence[Running], t: float) -> None:
        """Has timers that stand still go on from session time t."""
        for timer in (timer for timer in timers if timer.paused_s):
            timer.due_t, timer.paused_s, timer.paused_by = t + timer.paused_s, 0.0, ""
            self._timers.change(timer, t)

    def _note(
        self, request: Request, timers: list[Running], wording: str, back: Callable[[list[Running], float], None]
    ) -> None:
        """Timers were paused or go on. wording: see Undoing. back: does the opposite."""

        def restore(t: float) -> None:
            back(self._still_there(timers), t)

        named = sentence(called(timers[0])).removesuffix(".") if len(timers) == 1 else "Each of them"
        self._undoing.note(request, wording, restore, item=named)

    def _still_there(self, timers: list[Running]) -> list[Running]:
        """Those of some timers that are not over."""
        known = [timer for timer in timers if any(timer is running for running in self._timers.timers)]
        if not known:
            raise OverError("That timer is over.")
        return known

    def _extend(self, request: Request) -> Answer:
        (timer, *more) = self._timers.meant(request.text("label"))
        if more:
            raise ToolError("I can change one timer at a time. Which one?")
        way = -1 if request.text("way") == "less" else 1
        before = (timer.seconds, timer.due_t, timer.paused_s)
        added = way * request.number("seconds")
        left = timer.left_s(request.t) + added
        if left <= 0:
            raise ToolError(f"Only {say_duration(rounded(timer.left_s(request.t)))} are left on it.")
        if left > MAX_SECONDS:
            raise ToolError("A timer must not be longer than a year.")
        timer.seconds = max(timer.seconds + added, left)
        self._run_on(timer, left, request.t)
        wording = sentence(f"the {called(timer)} is as it was")
        self._undoing.note(request, wording, lambda t: self._as_before(timer, before, t))
        result = {"seconds": request.number("seconds"), "label": timer.label, "left_s": round(left, 1)}
        return Answer(result, sentence(f"{say_duration(rounded(left))} left on the {called(timer)} now"))

    def _run_on(self, timer: Running, left: float, t: float) -> None:
        if timer.paused_s:
            timer.paused_s = left
        else:
            timer.due_t = t + left
        timer.text = self._timers.text_of(timer)
        self._timers.change(timer, t)

    def _as_before(self, timer: Running, before: tuple[float, float, float], t: float) -> None:
        self._still_there([timer])
        timer.seconds, timer.due_t, timer.paused_s = before
        timer.text = self._timers.text_of(timer)
        self._timers.change(timer, t)

    def _rename(self, request: Request) -> Answer:
        (timer, *more) = self._timers.meant(request.text("label"))
        if more:
            raise ToolError("I can name one timer at a time. Which one?")
        before, was = timer.label, called(timer)
        self._name(timer, request.text("name"), request.t)
        self._undoing.note(request, f"It's the {was} again.", lambda t: self._rename_back(timer, before, t))
        return Answer({"label": timer.label, "was": before}, f"The {was} is called {timer.label} now.")

    def _rename_back(self, timer: Running, name: str, t: float) -> None:
        self._still_there([timer])
        self._name(timer, name, t)

    def _name(self, timer: Running, name: str, t: float) -> None:
        timer.label = name
        timer.text = self._timers.text_of(timer)
        self._timers.change(timer, t)

    def _show(self, request: Request) -> Answer:
        which, known = request.text("which"), self._timers.reminders
        shown = self._timers.meant(which, "reminder") if which else list(known)
        told = [(each.label, self._when(each, request.t)) for each in shown]
        result = {"reminders": [{"message": message, "when": when} for message, when in told]}
        if not told:
            return Answer(result, "You have no reminders.")
        lines = [f"{message}, {when}" for message, when in told[:MAX_TOLD]]
        if (rest := len(told) - MAX_TOLD) > 0:
            lines.append(f"and {number_words(rest)} more")
        count = "one reminder" if len(told) == 1 else f"{number_words(len(told))} reminders"
        return Answer(result, sentence(f"you have {count}: {'; '.join(lines)}"))

    def _when(self, reminder: Running, t: float) -> str:
        if reminder.wall is not None:
            return say_when(reminder.wall, self._clock, t)
        if reminder.every_s:
            return f"every {say_duration(reminder.every_s)}"
        return say_moment(self._clock.at(reminder.due_t), self._clock.at(t))


def _reminders_sheet(_: Values, result: Values) -> Sheet:
    lines = tuple(
        Line(
            str(each["message"]),
            str(each["when"]),
            press="Cancel",
            call=("reminder.cancel", {"message": each["message"]}),
        )
        for each in result["reminders"]
    )
    return Sheet("reminders-set", "Reminders", lines or (Line("No reminders"),), empty=not lines)


_PAUSES = ToolFacts("Timer paused", Undo("timer.resume", named_by("label")))
_RESUMES = ToolFacts("Timer goes on", takes_back=True)
_EXTENDS = ToolFacts("Timer changed", UNDONE_BY, lacks="By how much?", unit="minutes")
_RENAMES = ToolFacts("Timer renamed", UNDONE_BY, lacks="What should I call it?")
_TELLS = ToolFacts("Reminders", looks=True, shows=_reminders_sheet)
