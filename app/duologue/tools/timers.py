"""Timers and reminders. They come due in session time and go on whatever else happens."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from duologue.core.display_text import duration
from duologue.core.events import Json, SpeechKind
from duologue.core.sheets import PAUSED, Entry
from duologue.core.tool_facts import ToolFacts, Undo, Values, named_by, no_numbers
from duologue.tools.base import Alarm, Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.clock import WallClock, read_time, say_time
from duologue.tools.running import ResumedAlarm, Running, all_cancelled, as_called, called, fits, said_left
from duologue.tools.store import KeptAlarm, Store
from duologue.tools.undoing import Undoing
from duologue.tools.which import pick
from duologue.tools.wording import join_words, number_words, say_duration, sentence

MAX_SECONDS = 366 * 86_400
MIN_PERIOD_S = 1.0
MAX_RUNNING = 100
MAX_TOLD = 5
"""Of what came due in the meantime, so many are told one by one."""
SOON_S = 60.0
"""Seconds ahead below which a reminder needs no words about what it is."""
_ONE = (1, 60, 3600, 86_400)
"""Durations of one unit."""

_LENGTH = Argument("seconds", Reads.DURATION, "how long: ten minutes, half an hour, ninety seconds", parts=True)
_LABEL = Argument("label", Reads.TEXT, "what the timer is for: pasta, laundry, tea", required=False)
_WHICH = Argument("label", Reads.TEXT, "which timer is meant: the pasta timer, the first one", required=False)
_PERIOD = Argument("seconds", Reads.DURATION, "how often: every ten minutes, every hour", parts=True)
_WHEN = Argument("seconds", Reads.DURATION, "after how long: in ten minutes", required=False, parts=True)
_TIME = Argument("time", Reads.CLOCK, "at what time of day: at quarter past seven, at 6 pm, at noon", required=False)
_MESSAGE = Argument("message", Reads.PHRASE, "what to do or to say: drink water, call Anna", parts=True)
_REMINDER = Argument("message", Reads.TEXT, "which reminder is meant: the one about water", required=False)


class Timers:
    """All timers and reminders, newest last, those of earlier sessions first."""

    def __init__(self, clock: WallClock, store: Store, undoing: Undoing) -> None:
        self._clock, self._store, self._undoing = clock, store, undoing
        self._timers: list[Running] = []
        self._reminders: list[Running] = []
        self._over: list[int] = []  # rows of the store that are to be forgotten
        self._missed: list[str] = []
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
                (_LENGTH, _LABEL),
                facts=_TIMER,
            ),
            Tool(
                "timer.cancel",
                "cancels the timer, stops the countdown",
                self._cancel,
                (_WHICH,),
                facts=ToolFacts("Cancel timer", takes_back=True, numbers=no_numbers),
            ),
            Tool(
                "timer.show",
                "tells how much time is left on the timer, how long the timer still runs",
                self._show,
                (_WHICH,),
                facts=ToolFacts("Time left", looks=True, numbers=no_numbers),
            ),
            Tool(
                "reminder.every",
                "reminds again and again: remind me every ten minutes to drink, say it every hour",
                self._every,
                (_PERIOD, _MESSAGE),
                facts=_REMINDS_EVERY,
            ),
            Tool(
                "reminder.at",
                "reminds once, later: remind me in an hour, at six; say it then; tell me when some seconds have passed",
                self._at,
                (_WHEN, _TIME, _MESSAGE),
                one_of=("seconds", "time"),
                facts=_REMINDS_ONCE,
            ),
            Tool(
                "reminder.cancel",
                "cancels a reminder, stops reminding me of something",
                self._cancel_reminder,
                (_REMINDER,),
                facts=ToolFacts("Cancel reminder", takes_back=True, numbers=no_numbers),
            ),
        ]

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
        known = self._timers if noun == "timer" else self._reminders
        if not (found := pick(known, name, fits)):
            raise _nothing(noun, known, name)
        return found

    @staticmethod
    def text_of(timer: Running) -> str:
        """What is said when a timer ends."""
        return _timer_text(timer.seconds, timer.label)

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
        alarms: list[Alarm] = []
        if self._missed:
            alarms.append(Alarm("", 0.0, SpeechKind.RESPONSE, _told_of(self._missed)))
            self._missed = []
        for running in (*self._timers, *self._reminders):
            while running.due_t <= t:
                alarms.append(Alarm(running.id, running.due_t, running.kind, running.text, running.label))
                running.due_t = running.due_t + running.every_s if running.every_s else float("inf")
            if running.over:
                self._over.append(running.row)
        self._forget()
        self._timers = [timer for timer in self._timers if not timer.over]
        self._reminders = [reminder for reminder in self._reminders if not reminder.over]
        return sorted(alarms, key=lambda alarm: alarm.t)

    def _start(self, request: Request) -> Answer:
        self._refuse_if_full()
        seconds, label = _checked(request.number("seconds")), request.text("label")
        due_t = max(request.asked_t + seconds, request.t)
        text = _timer_text(seconds, label)
        timer = Running(request.id, due_t, SpeechKind.RESPONSE, text, label, seconds)
        self._keep(timer, is_timer=True)
        self._timers.append(timer)
        result = {"seconds": seconds, "label": label, "ends": self._wall(due_t)}
        return Answer(result, sentence(f"{label} timer set for {{}}"), say_duration(seconds))

    def _cancel(self, request: Request) -> Answer:
        several = len(self._timers) > 1
        gone = self._take(self._timers, request, request.text("label"), "timer")
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
            raise _nothing("timer", self._timers, label)
        left = [(timer, timer.left_s(request.t)) for timer in shown]
        result = [{"id": timer.id, "label": timer.label, "left_s": round(s, 1)} for timer, s in left]
        return Answer({"timers": result}, sentence(join_words([said_left(timer, s) for timer, s in left])))

    def _every(self, request: Request) -> Answer:
        self._refuse_if_full()
        every_s, message = _checked(request.number("seconds")), request.text("message")
        if every_s < MIN_PERIOD_S:
            raise ToolError("A reminder cannot repeat more often than every second.")
        reminder = Running(
            request.id,
            max(request.asked_t + every_s, request.t),
            SpeechKind.INTERJECTION,
            reminder_text(message, soon=True),
            message,
        )
        reminder.seconds = reminder.every_s = every_s
        self._keep(reminder, is_timer=False)
        self._reminders.append(reminder)
        return Answer({"seconds": every_s, "message": message}, f"Okay, every {_each(every_s)}.")

    def _at(self, request: Request) -> Answer:
        self._refuse_if_full()
        message = request.text("message")
        if "time" in request.arguments:
            due_t = request.t + self._until(request.text("time"), request.t)
            say = f"Okay, at {say_time(self._clock.at(due_t))}"
        else:
            seconds = _checked(request.number("seconds"))
            due_t = max(request.asked_t + seconds, request.t)
            say = f"Okay, in {say_duration(seconds)}"
            if message.split()[0].casefold() in _OF_TIME:
                message = f"{say_duration(seconds)} {message}"
        text = reminder_text(message, soon=due_t - request.t < SOON_S)
        reminder = Running(request.id, due_t, SpeechKind.RESPONSE, text, message)
        self._keep(reminder, is_timer=False)
        self._reminders.append(reminder)
        return Answer({"message": message, "at": self._wall(due_t)}, sentence(say))

    def _cancel_reminder(self, request: Request) -> Answer:
        several = len(self._reminders) > 1
        gone = self._take(self._reminders, request, request.text("message"), "reminder")
        if len(gone) > 1:
            told = [{"message": reminder.label} for reminder in gone]
            ids = [reminder.id for reminder in gone]
            return Answer({"cancelled": ids, "reminders": told}, all_cancelled(gone, "reminder"))
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
                running.row, running.paused_s,
            )
        )  # fmt: skip

    def _take_up(self, kept: KeptAlarm) -> None:
        """Goes on with one of an earlier session; what came due since is told once, but not what comes again.

        Where the clock was set back meanwhile, nothing is longer off than it was when it was called for.
        """
        due_t = kept.due - self._clock.at(0.0).timestamp()
        if kept.every_s:
            due_t = due_t % kept.every_s or kept.every_s
        elif kept.seconds:
            due_t = min(due_t, kept.seconds)
        running = Running(
            f"kept{kept.id}", due_t, kept.kind, kept.text, kept.label, kept.seconds, kept.every_s, kept.id
        )
        self._count += 1
        running.since = self._count
        if kept.paused_s:
            running.due_t, running.paused_s = float("inf"), kept.paused_s
            self._timers.append(running)
        elif due_t <= 0:
            self._missed.append(kept.text)
            self._over.append(kept.id)
        else:
            (self._timers if kept.is_timer else self._reminders).append(running)

    def _forget(self) -> None:
        """Takes what is over out of the store; what cannot be taken out now is tried again the next time."""
        for row in list(self._over):
            try:
                self._store.end(row)
            except ToolError:
                return
            self._over.remove(row)

    def _take(self, running: list[Running], request: Request, name: str, noun: str) -> list[Running]:
        """Removes and returns those that the request is about by its id, else those that its words mean; without words
        the newest. They can be brought back."""
        if request.target:
            found = [each for each in running if each.id == request.target]
            if not found:
                raise ToolError(f"That {noun} is over already.")
        else:
            found = self.meant(name, noun)
        for each in found:
            self._store.end(each.row)
            running.remove(each)
        what = f"your {called(found[0], noun)}" if len(found) == 1 else f"your {number_words(len(found))} {noun}s"
        self._undoing.note(request.id, what, lambda t: self._bring_back(found, t, noun))
        return found

    def _bring_back(self, gone: Sequence[Running], t: float, noun: str) -> None:
        """Has what was cancelled run again, with the end that it had; what would be over by now is over."""
        still = [each for each in gone if each.every_s or each.left_s(t) > 0]
        if not still:
            raise ToolError(f"The time of that {noun} is over.")
        known = self._timers if noun == "timer" else self._reminders
        for each in still:
            while each.every_s and each.due_t <= t:
                each.due_t += each.every_s
            each.row = 0
            known.append(each)
            self.change(each, t)
        known.sort(key=lambda each: each.since)  # in their old order

    def _until(self, time: str, t: float) -> float:
        """Seconds from session time t to the next time the clock shows `time`."""
        clock = read_time(time)
        if clock is None:
            raise ToolError(f"'{time}' is not a clock time.", "Sorry, I didn't get the time.")
        now = self._clock.at(t)
        at = datetime.combine(now.date(), clock, now.tzinfo)
        return ((at if at > now else at + timedelta(days=1)) - now).total_seconds()

    def _wall(self, t: float) -> str:
        return self._clock.at(t).isoformat(timespec="seconds")

    def _refuse_if_full(self) -> None:
        if len(self._timers) + len(self._reminders) >= MAX_RUNNING:
            raise ToolError("There are too many timers and reminders already.")


_MIRROR = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "i'm": "you're", "i've": "you've", "i'll": "you'll",
    "myself": "yourself", "am": "are",
}  # fmt: skip


_OF_TIME = frozenset(("are", "has", "have", "is"))
"""What a message begins with whose subject is the time: "tell me when ten seconds have passed"."""


def reminder_text(message: str, *, soon: bool) -> str:
    """What a reminder says: "call my mother" -> "Call your mother."; if not soon, that it is a reminder as well.

    A full sentence is said as it stands.
    """
    if message[-1] in ".!?":
        return message
    mirrored = " ".join(_MIRROR.get(word.casefold(), word) for word in message.split())
    return sentence(mirrored) if soon else f"Reminder: {sentence(mirrored)}"


def _timer_text(seconds: float, label: str) -> str:
    if label:
        return sentence(f"your {label} timer is done")
    return sentence(f"{say_duration(seconds)} {'is' if seconds in _ONE else 'are'} up")


def _told_of(missed: list[str]) -> str:
    """What is said at the start of what came due in the meantime."""
    more = len(missed) - MAX_TOLD
    rest = [sentence(f"and {number_words(more)} more")] if more > 0 else []
    return " ".join(("While I was away:", *missed[:MAX_TOLD], *rest))


def _checked(seconds: float) -> float:
    if seconds <= 0:
        raise ToolError("The duration must be more than zero seconds.")
    if seconds > MAX_SECONDS:
        raise ToolError("The duration must not be longer than a year.")
    return seconds


def _each(seconds: float) -> str:
    """After "every": "ten seconds", "minute"."""
    return say_duration(seconds).removeprefix("one ") if seconds in _ONE else say_duration(seconds)


# ---- facts ---------------------------------------------------------------------------------------------------------


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
    return Entry("reminders", str(result["message"]), f"at {_clock(result['at'])}")


def _every_entry(_: Values, result: Values) -> Entry:
    return Entry("reminders", str(result["message"]), f"every {duration(float(result['seconds']))}")


def _clock(iso: Json) -> str:
    """The time of day of an ISO date and time."""
    return datetime.fromisoformat(str(iso)).strftime("%H:%M")


_UNDO_REMINDER = Undo("reminder.cancel", named_by("message"))
_END_TIMER = Undo("timer.cancel", _timer_name)
_TIMER = ToolFacts("Timer", _END_TIMER, rings_once=True, sounds=True, shows=_timer_entry, numbers=no_numbers)
_REMINDS_ONCE = ToolFacts("Reminder", _UNDO_REMINDER, rings_once=True, shows=_once_entry, numbers=no_numbers)
_REMINDS_EVERY = ToolFacts("Repeating reminder", _UNDO_REMINDER, shows=_every_entry, numbers=no_numbers)


def _nothing(noun: str, running: list[Running], name: str) -> ToolError:
    if running and name:
        return ToolError(f"There is no {noun} called {name}.")
    return ToolError(f"There is no {noun} running." if noun == "timer" else f"There is no {noun} set.")
