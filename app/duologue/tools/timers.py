"""Timers and reminders. They come due in session time and go on whatever else happens."""

from collections.abc import Sequence

from duologue.core.events import SpeechKind
from duologue.core.tool_facts import ToolFacts
from duologue.tools.base import Alarm, Answer, Request, Tool, ToolError
from duologue.tools.clock import Jump, WallClock
from duologue.tools.missed import Missed, told_of
from duologue.tools.reminders import (
    OF_TIME,
    SOON_S,
    WallTime,
    confirmed,
    confirmed_soon,
    every_days,
    in_days,
    moment,
    reminder_text,
    repeating,
    ringing,
    say_when,
)
from duologue.tools.running import (
    ResumedAlarm,
    Running,
    all_cancelled,
    as_called,
    called,
    each_time,
    fits,
    kind_of,
    none_called,
    said_left,
    timer_text,
)
from duologue.tools.store import KeptAlarm, Store
from duologue.tools.timer_facts import (
    LABEL,
    LENGTH,
    MESSAGE,
    NOUNS,
    PERIOD,
    REMINDER,
    REMINDS_EVERY,
    REMINDS_ONCE,
    RULE,
    TIME,
    TIMER,
    WHEN,
    WHICH,
)
from duologue.tools.undoing import OverError, Undoing
from duologue.tools.which import pick
from duologue.tools.whole.timers import whole_timers
from duologue.tools.whole.times import AGAIN, ONCE, whole_reminder
from duologue.tools.wording import join_words, number_words, say_duration, sentence

MAX_SECONDS = 366 * 86_400
MIN_PERIOD_S = 1.0
MAX_RUNNING = 100
LATE_S = 60.0
"""What the wall clock has passed by more than this is told as missed, and does not ring."""


class Timers:
    """All timers and reminders, newest last, those of earlier sessions first."""

    def __init__(self, clock: WallClock, store: Store, undoing: Undoing) -> None:
        self._clock, self._store, self._undoing = clock, store, undoing
        self._timers: list[Running] = []
        self._reminders: list[Running] = []
        self._over: list[int] = []  # rows of the store that are to be forgotten
        self._changed: list[Running] = []  # rows of the store that are to be written anew
        self._missed: list[Missed] = []
        self._news: list[ResumedAlarm] = []
        self._count = 0
        for kept in store.alarms():
            self._take_up(kept)

    def tools(self) -> list[Tool]:
        """The tools of timers and reminders."""
        return [
            Tool(
                "timer.start",
                "sets a timer or countdown for some minutes or seconds; time this",
                self._start,
                (LENGTH, LABEL),
                facts=TIMER,
                reads_whole=whole_timers,
            ),
            Tool(
                "timer.cancel",
                "cancels the timer, stops the countdown",
                self._cancel,
                (WHICH,),
                facts=ToolFacts("Cancel timer", takes_back=True),
                kind=kind_of("label", NOUNS["timer"], lambda: self._timers, self._remove),
            ),
            Tool(
                "timer.show",
                "tells how much time is left on the timer, how long the timer still runs",
                self._show,
                (WHICH,),
                facts=ToolFacts("Time left", looks=True),
            ),
            Tool(
                "reminder.every",
                "reminds again and again: remind me every ten minutes to drink, say it every hour",
                self._every,
                (PERIOD, MESSAGE, RULE),
                one_of=("seconds", "rule"),
                facts=REMINDS_EVERY,
                reads_whole=whole_reminder(AGAIN),
            ),
            Tool(
                "reminder.at",
                "reminds once, later: remind me in an hour, at six; say it then; tell me when some seconds have passed",
                self._at,
                (WHEN, TIME, MESSAGE),
                one_of=("seconds", "time"),
                facts=REMINDS_ONCE,
                reads_whole=whole_reminder(ONCE),
            ),
            Tool(
                "reminder.cancel",
                "cancels a reminder, stops reminding me of something",
                self._cancel_reminder,
                (REMINDER,),
                facts=ToolFacts("Cancel reminder", takes_back=True),
                kind=kind_of("message", NOUNS["reminder"], lambda: self._reminders, self._remove),
            ),
        ]

    def _known(self, noun: str) -> list[Running]:
        return self._timers if noun == "timer" else self._reminders

    def resumed(self) -> list[ResumedAlarm]:
        """What runs; to be asked before anything else is called."""
        return [as_called(each, 0.0, self._clock, is_timer=True) for each in self._timers] + [
            as_called(each, 0.0, self._clock, is_timer=False) for each in self._reminders
        ]

    @property
    def timers(self) -> Sequence[Running]:
        """The timers that run or are paused, oldest first."""
        return self._timers

    @property
    def reminders(self) -> Sequence[Running]:
        """The reminders that are set, oldest first."""
        return self._reminders

    def meant(self, name: str, noun: str = "timer") -> list[Running]:
        """The timers, or reminders, that a phrase means; without one, the newest.

        Raises:
            ToolError: there is none.
        """
        known = self._known(noun)
        if not (found := pick(known, name, fits)):
            raise none_called(noun, known, name)
        return found

    @staticmethod
    def text_of(timer: Running) -> str:
        """What is said when a timer ends."""
        return timer_text(timer.seconds, timer.label)

    def change(self, running: Running, t: float) -> None:
        """Keeps what was changed about one at session time t, and tells of it.

        Raises:
            ToolError: it cannot be saved.
        """
        is_timer = any(running is timer for timer in self._timers)
        self._keep(running, is_timer=is_timer)
        self._news.append(as_called(running, t, self._clock, is_timer=is_timer))

    def changes(self) -> list[ResumedAlarm]:
        """What was changed and not handed out before."""
        news, self._news = self._news, []
        return news

    def due(self, t: float) -> list[Alarm]:
        """The alarms that came due up to session time t and were not handed out before, in order of time."""
        if (jump := self._clock.read(t)) is not None:
            self._after_jump(jump, t)
        alarms: list[Alarm] = []
        if self._missed:
            alarms.append(Alarm("", t, SpeechKind.RESPONSE, told_of(self._missed)))
            self._missed = []
        for running in (*self._timers, *self._reminders):
            while running.due_t <= t:
                alarms.append(Alarm(running.id, running.due_t, running.kind, running.text, running.label))
                self._move_on(running, running.due_t)
            if running.over:
                self._over.append(running.row)
        self._forget()
        self._timers = [timer for timer in self._timers if not timer.over]
        self._reminders = [reminder for reminder in self._reminders if not reminder.over]
        return sorted(alarms, key=lambda alarm: alarm.t)

    def _move_on(self, running: Running, t: float) -> None:
        """One has come due by session time t: it comes again, by the wall clock after t, or it is over."""
        wall = running.wall
        following = wall.later(max(wall.local, self._clock.shown(t, wall.zone))) if wall is not None else None
        if following is not None:
            running.wall, running.due_t = following, self._clock.session_time(following.local, following.zone)
            self._changed.append(running)
        else:
            running.due_t = running.due_t + running.every_s if running.every_s else float("inf")

    def _after_jump(self, jump: Jump, t: float) -> None:
        """The machine has slept, its clock was set or its zone changed: what goes by the wall clock comes when it says
        so, what runs has run on. What has passed by more than a moment is told and does not ring."""
        for running in (*self._timers, *self._reminders):
            if running.wall is not None:
                running.due_t = self._clock.session_time(running.wall.local, running.wall.zone)
            elif not running.paused_s:
                running.due_t -= jump.slept_s
            if running.due_t < t - LATE_S:
                self._miss(running, t)

    def _miss(self, running: Running, t: float) -> None:
        """One came due long before session time t; what comes again every few minutes is not told."""
        if not running.every_s:
            self._missed.append(Missed.of(running, is_timer=any(running is timer for timer in self._timers)))
        while running.due_t < t:
            self._move_on(running, t)
        if running.over:
            self._over.append(running.row)
            self._timers = [timer for timer in self._timers if timer is not running]
            self._reminders = [reminder for reminder in self._reminders if reminder is not running]

    def _start(self, request: Request) -> Answer:
        self._refuse_if_full()
        seconds, label = _checked(request.number("seconds")), request.text("label")
        due_t = max(request.asked_t + seconds, request.t)
        text = timer_text(seconds, label)
        timer = Running(request.id, due_t, SpeechKind.RESPONSE, text, label, seconds)
        self._keep(timer, is_timer=True)
        self._timers.append(timer)
        self._note_set(request, timer, "timer")
        result = {"seconds": seconds, "label": label, "ends": self._wall(due_t)}
        return Answer(result, sentence(f"{label} timer set for {{}}"), say_duration(seconds))

    def _cancel(self, request: Request) -> Answer:
        several = len(self._timers) > 1
        gone = self._take(request, request.text("label"), "timer")
        if len(gone) > 1:
            told = [{"seconds": timer.seconds, "label": timer.label} for timer in gone]
            return Answer({"cancelled": [timer.id for timer in gone], "timers": told}, all_cancelled(gone, "timer"))
        (timer,) = gone
        named_so = f"{called(timer)} cancelled" if several else "timer cancelled"
        return Answer({"cancelled": timer.id, "seconds": timer.seconds, "label": timer.label}, sentence(named_so))

    def _show(self, request: Request) -> Answer:
        label = request.text("label")
        shown = self.meant(label) if label else list(self._timers)
        if not shown:
            raise none_called("timer", self._timers, label)
        left = [(timer, timer.left_s(request.t)) for timer in shown]
        result = [{"id": timer.id, "label": timer.label, "left_s": round(s, 1)} for timer, s in left]
        return Answer({"timers": result}, sentence(join_words([said_left(timer, s) for timer, s in left])))

    def _every(self, request: Request) -> Answer:
        self._refuse_if_full()
        message, now = request.text("message"), self._clock.at(request.asked_t)
        if "rule" in request.arguments:
            wall: WallTime | None = repeating(request.text("rule"), now)
            seconds = 0.0
        else:
            seconds = _checked(request.number("seconds"))
            wall = every_days(seconds, now)
            if seconds < MIN_PERIOD_S:
                raise ToolError("A reminder cannot repeat more often than every second.")
        if wall is not None:
            reminder = self._remind(request, self._due(wall), message, wall)
            say = say_when(wall, self._clock, request.t)
            result = {"rule": wall.rule, "when": say, "message": message, "at": self._wall(reminder.due_t)}
            return Answer(result | ({"seconds": seconds} if seconds else {}), confirmed(message, say))
        reminder = self._remind(request, request.asked_t + seconds, message, every_s=seconds)
        return Answer({"seconds": seconds, "message": message}, confirmed(message, f"every {each_time(seconds)}"))

    def _at(self, request: Request) -> Answer:
        self._refuse_if_full()
        message, now = request.text("message"), self._clock.at(request.t)
        if "time" in request.arguments:
            wall: WallTime | None = moment(request.text("time"), now)
            assert wall is not None
            due_t, say = self._due(wall), confirmed(message, say_when(wall, self._clock, request.t))
        else:
            seconds = _checked(request.number("seconds"))
            wall = in_days(seconds, self._clock.at(request.asked_t))
            due_t = request.asked_t + seconds if wall is None else self._due(wall)
            if wall is None and message.split()[0].casefold() in OF_TIME:
                message = f"{say_duration(seconds)} {message}"
                say = sentence(f"Okay, in {say_duration(seconds)}")
            elif wall is None:
                say = confirmed_soon(message, seconds, self._clock.at(due_t), now)
            else:
                say = confirmed(message, say_when(wall, self._clock, request.t))
        reminder = self._remind(request, due_t, message, wall)
        return Answer({"message": message, "at": self._wall(reminder.due_t)}, say)

    def _remind(
        self, request: Request, due_t: float, message: str, wall: WallTime | None = None, *, every_s: float = 0.0
    ) -> Running:
        """Sets a reminder up."""
        due_t = max(due_t, request.t)
        text = ringing(message, wall) or reminder_text(message, soon=bool(every_s) or due_t - request.t < SOON_S)
        kind = SpeechKind.INTERJECTION if every_s else SpeechKind.RESPONSE
        reminder = Running(request.id, due_t, kind, text, message, every_s, every_s, wall=wall)
        self._keep(reminder, is_timer=False)
        self._reminders.append(reminder)
        self._note_set(request, reminder, "reminder")
        return reminder

    def _note_set(self, request: Request, running: Running, noun: str) -> None:
        """One was set up, and can be taken back while it runs."""
        what = f"your {called(running, noun)}"
        self._undoing.note(request, "I've cancelled {}.", lambda _: self._unset(running, noun), item=what)

    def _unset(self, running: Running, noun: str) -> None:
        if all(running is not each for each in self._known(noun)):
            raise OverError(f"That {noun} is over already.")
        self._store.end(running.row)
        self._known(noun).remove(running)

    def _due(self, wall: WallTime) -> float:
        return self._clock.session_time(wall.local, wall.zone)

    def _cancel_reminder(self, request: Request) -> Answer:
        several = len(self._reminders) > 1
        gone = self._take(request, request.text("message"), "reminder")
        if len(gone) > 1:
            result = {"cancelled": [each.id for each in gone], "reminders": [{"message": each.label} for each in gone]}
            return Answer(result, all_cancelled(gone, "reminder"))
        (reminder,) = gone
        say = sentence(f"reminder cancelled: {reminder.label}") if several else "Reminder cancelled."
        return Answer({"cancelled": reminder.id, "message": reminder.label}, say)

    def _keep(self, running: Running, *, is_timer: bool) -> None:
        self._count += 1
        running.since = running.since or self._count
        due = 0.0 if running.paused_s else self._clock.at(running.due_t).timestamp()
        running.row = self._store.start(
            KeptAlarm(
                due, running.kind, running.text, running.label, running.seconds, running.every_s, is_timer,
                running.row, running.paused_s, running.wall,
            )
        )  # fmt: skip

    def _take_up(self, kept: KeptAlarm) -> None:
        """Goes on with one of an earlier session; what came due since is told once, but not what comes again.

        Where the clock was set back meanwhile, nothing is longer off than it was when it was called for.
        """
        due_t = kept.due - self._clock.at(0.0).timestamp() if kept.wall is None else self._due(kept.wall)
        if kept.every_s:
            due_t = due_t % kept.every_s or kept.every_s
        elif kept.seconds and kept.wall is None:
            due_t = min(due_t, kept.seconds)
        running = Running(
            f"kept{kept.id}",
            due_t,
            kept.kind,
            kept.text,
            kept.label,
            kept.seconds,
            kept.every_s,
            kept.id,
            wall=kept.wall,
        )
        self._count += 1
        running.since = self._count
        if kept.paused_s:
            running.due_t, running.paused_s = float("inf"), kept.paused_s
        (self._timers if kept.is_timer else self._reminders).append(running)
        if due_t <= 0 and not kept.paused_s:
            self._miss(running, 0.0)

    def _forget(self) -> None:
        """Takes what is over out of the store; what cannot be taken out now is tried again the next time."""
        for row in list(self._over):
            try:
                self._store.end(row)
            except ToolError:
                return
            self._over.remove(row)
        for running in list(self._changed):
            try:
                if not running.over and running in self._reminders:
                    self._keep(running, is_timer=False)
            except ToolError:
                return
            self._changed.remove(running)

    def _take(self, request: Request, name: str, noun: str) -> list[Running]:
        """Removes and returns those that the request is about by its id, else those that its words mean; without words
        the newest. They can be brought back."""
        if request.target:
            found = [each for each in self._known(noun) if each.id == request.target]
            if not found:
                raise ToolError(f"That {noun} is over already.")
        else:
            found = self.meant(name, noun)
        self._remove(found, request)
        return found

    def _remove(self, gone: Sequence[Running], request: Request) -> str:
        """Ends some; returns what they are called."""
        noun = "timer" if any(gone[0] is timer for timer in self._timers) else "reminder"
        for each in gone:
            self._store.end(each.row)
            self._known(noun).remove(each)
        what = f"your {called(gone[0], noun)}" if len(gone) == 1 else f"your {number_words(len(gone))} {noun}s"
        self._undoing.note(request, "I've brought back {}.", lambda t: self._bring_back(gone, t, noun), item=what)
        return what

    def _bring_back(self, gone: Sequence[Running], t: float, noun: str) -> None:
        """Has what was cancelled run again, with the end that it had; what would be over by now is over."""
        still = [each for each in gone if each.again or each.left_s(t) > 0]
        if not still:
            raise OverError(f"The time of that {noun} is over.")
        known = self._known(noun)
        for each in still:
            while each.again and each.due_t <= t:
                self._move_on(each, t)
            each.row = 0
            known.append(each)
            self.change(each, t)
        known.sort(key=lambda each: each.since)  # in their old order

    def _wall(self, t: float) -> str:
        return self._clock.at(t).isoformat(timespec="seconds")

    def _refuse_if_full(self) -> None:
        if len(self._timers) + len(self._reminders) >= MAX_RUNNING:
            raise ToolError("There are too many timers and reminders already.")


def _checked(seconds: float) -> float:
    if seconds <= 0:
        raise ToolError("The duration must be more than zero seconds.")
    if seconds > MAX_SECONDS:
        raise ToolError("The duration must not be longer than a year.")
    return seconds
