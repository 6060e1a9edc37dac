"""watch.start, watch.stop and what belongs to them: repetitions counted aloud, posture, who comes, a raised hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from duologue.core.events import Json, Percept, SpeechKind
from duologue.core.microturn import Watched
from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Undo, Values, named_by
from duologue.tools.base import Alarm, Answer, Argument, Ended, Kind, Reads, Request, Shown, Tool, ToolError
from duologue.tools.undoing import OverError, Undoing
from duologue.tools.watching.remarks import Begun, Coming, Counting, HandUp, Remarks, Sitting
from duologue.tools.watching.seen import EXERCISES, Seen, exercises_called
from duologue.tools.watching.whole import all_of, whole_start, whole_stop
from duologue.tools.watching.wordings import HANDS, PERSON, POSTURE, REPETITIONS, Moment, exercise_in, meant_tool, plain
from duologue.tools.wording import join_words, number_words, sentence

MOST = 4
"""Most watches at a time; of each kind there is one."""
_WATCHABLE = (
    (POSTURE, "posture: whether I sit straight, slouch"),
    (REPETITIONS, "repetitions of an exercise: count my squats, push-ups"),
    (HANDS, "hands: whether I touch my face, raise a hand"),
    (PERSON, "a person: whether somebody comes in, is at the door"),
)
_FOR = Argument("for", Reads.OPTION, "what the camera looks at", options=_WATCHABLE)
_EXERCISE = Argument("exercise", Reads.TEXT, "which exercise is counted: squats, push-ups", required=False)
_EVENT = Argument(
    "event", Reads.OPTION, "whether coming or going is told", required=False, pointed=False,
    options=(("comes", "somebody comes in"), ("leaves", "somebody leaves"), ("both", "both")),
)  # fmt: skip
_SAY = Argument("say", Reads.PHRASE, "what to say once it begins", required=False, pointed=False)
_THEN = Argument("then", Reads.PHRASE, "what to say once it ends", required=False, pointed=False)
_WHICH = Argument("for", Reads.OPTION, "what it looked at until now", required=False, options=_WATCHABLE)
_START_HELP = "watches me with the camera: watch my posture, tell me when I slouch, count my push-ups, who comes in"
_STOP_HELP = "stops watching with the camera, stops counting exercises"
LEGS = ("squat", "lunge", "jumping_jack")
STEP_BACK = "Step back a little: I can't see your knees."
NOT_WATCHING = "I'm not watching anything."
NOT_COUNTING = "I'm not counting anything. Say, for example: count my squats."


@dataclass(slots=True)
class _Watch:
    """One watch. begun: how often it was begun anew. remarks: what is said about it."""

    id: str
    what: str
    arguments: Mapping[str, Json]
    remarks: Remarks
    since_s: float
    begun: int = 0

    @property
    def watched(self) -> Watched:
        """As the eyes are told of it."""
        return Watched(f"{self.id}.{self.begun}", self.what, str(self.arguments.get("exercise", "")))


class Watching:
    """The watches, newest last, at most one of each kind. seen: what the eyes know."""

    def __init__(self, undoing: Undoing, seen: Seen) -> None:
        self._undoing, self._seen = undoing, seen
        self._watches: list[_Watch] = []
        self.fingers_asked: Callable[[], bool] = bool

    def tools(self) -> list[Tool]:
        """The tools of watching."""
        undo = Undo("watch.stop", named_by("for"))
        kind = Kind("for", frozenset(("watching", "watch", "counting", "posture")), self._watches_for, self._end_all)
        start = Tool(
            "watch.start",
            _START_HELP,
            self._start,
            (_FOR, _EXERCISE, _EVENT, _SAY, _THEN),
            facts=ToolFacts("Watch", undo, shows=self._sheet),
            reads_whole=lambda copied, _: whole_start(copied),
            see=self.see,
            means=self._means("watch.start"),
            for_models=False,
        )
        stop = Tool(
            "watch.stop",
            _STOP_HELP,
            self._stop,
            (_WHICH,),
            facts=ToolFacts("Stop watching", takes_back=True, shows=self._sheet),
            kind=kind,
            reads_whole=lambda copied, _: whole_stop(copied),
            means=self._means("watch.stop"),
            for_models=False,
        )
        show = "tells how many repetitions have been counted so far: how many so far, what's my count"
        restart = "counts the repetitions again from zero: start over, reset the count"
        calibrate = "takes how I sit now as sitting upright: calibrate my posture"
        return [
            start,
            stop,
            self._small("watch.show", show, self._tell, REPETITIONS, "Count", looks=True),
            self._small("watch.restart", restart, self._restart, REPETITIONS, "Count anew"),
            self._small("watch.calibrate", calibrate, self._calibrate, POSTURE, "Calibrate"),
        ]

    def _small(
        self, name: str, use: str, run: Callable[[Request], Answer], of: str, label: str, *, looks: bool = False
    ) -> Tool:
        """A tool without arguments for a watch that stands. of: its kind."""
        facts = ToolFacts(label, looks=looks, lasts=not looks, shows=self._sheet)
        return Tool(
            name, use, run, facts=facts, taught=False, for_models=False, reads_whole=lambda copied, _: all_of(copied),
            means=self._means(name), ready=lambda: self._of(of) is not None,
        )  # fmt: skip

    def moment(self) -> Moment:
        """What stands, for reading words."""
        return Moment(self._of(REPETITIONS) is not None, bool(self._watches), self.fingers_asked())

    def watched(self) -> tuple[Watched, ...]:
        """What the eyes are to watch."""
        return tuple(watch.watched for watch in self._watches)

    def lines(self) -> tuple[str, ...]:
        """What is watched, in words."""
        return tuple(_called(watch.arguments) for watch in self._watches)

    @property
    def hands_taken(self) -> bool:
        """A raised hand is part of what is watched, and means nothing else."""
        return self._of(REPETITIONS) is not None or self._of(HANDS) is not None

    def see(self, percepts: Sequence[Percept], t: float) -> list[Alarm | Shown]:
        """What is to be said and shown about the percepts that have changed by session time t."""
        news: list[Alarm | Shown] = []
        before = [self._line(watch) for watch in self._watches]
        for watch in self._watches:
            if text := watch.remarks.see(percepts, t):
                label, counts = _called(watch.arguments), isinstance(watch.remarks, Counting)
                news.append(Alarm(watch.id, t, SpeechKind.INTERJECTION, text, label, aside=counts))
        if before != [self._line(watch) for watch in self._watches]:
            news.append(Shown(t, self._sheet({}, {})))
        return news

    # ---- the tools ---------------------------------------------------------------------------------------------

    def _start(self, request: Request) -> Answer:
        what, arguments = request.text("for"), dict(request.arguments)
        if exercise := request.text("exercise"):
            arguments["exercise"] = exercise_in(plain(exercise.split())) or exercise
        replaced = self._of(what)
        if replaced is not None:
            self._watches.remove(replaced)
        watch = _Watch(request.id, what, arguments, self._remarks(arguments, request.t), request.t)
        self._watches.append(watch)
        self._undoing.note(
            request, "I've stopped watching {}.", lambda _: self._unwatch(watch), item=_called(arguments)
        )
        doing = _doing(arguments)
        said = f"{blind} Then {doing}" if (blind := self._seen.blind) else f"okay, {doing}"
        hint = f" {STEP_BACK}" if self._cut_off(watch) else ""
        return Answer(arguments | {"watching": [*self.lines()]}, f"{sentence(said)}{hint}")

    def _stop(self, request: Request) -> Answer:
        watch = next((each for each in reversed(self._watches) if self._is_meant(each, request)), None)
        if watch is None:
            raise ToolError(NOT_WATCHING)
        self._watches.remove(watch)
        self._note_gone(request, watch)
        counted = watch.remarks.count
        told = f" I counted {number_words(counted)}." if counted else ""
        result = {"cancelled": watch.id, "for": watch.what, "watching": [*self.lines()]}
        return Answer(result | ({"count": counted} if counted else {}), f"{_stopped(watch.arguments)}{told}")

    def _tell(self, request: Request) -> Answer:
        watch = self._of(REPETITIONS)
        if watch is None:
            raise ToolError(NOT_COUNTING)
        count = watch.remarks.count
        said = f"{number_words(count)} {_counted(watch)} so far" if count else "none so far"
        return Answer({"count": count, "watching": [*self.lines()]}, sentence(said))

    def _restart(self, request: Request) -> Answer:
        watch = self._of(REPETITIONS)
        if watch is None:
            raise ToolError(NOT_COUNTING)
        watch.begun += 1
        watch.remarks.restart(request.t)
        return Answer({"count": 0, "watching": [*self.lines()]}, "Okay, from zero.")

    def _calibrate(self, request: Request) -> Answer:
        watch = self._of(POSTURE)
        if watch is None:
            raise ToolError("I'm not watching your posture. Say: tell me when I slouch.")
        watch.begun += 1
        watch.remarks.restart(request.t)
        return Answer({"watching": [*self.lines()]}, "Okay, sit upright for a moment.")

    def _remarks(self, arguments: Mapping[str, Json], t: float) -> Remarks:
        match arguments["for"]:
            case "posture":
                return Sitting()
            case "person":
                return Coming(str(arguments.get("event", "comes")), self._seen.people)
            case "hands":
                return HandUp()
        if "say" in arguments or "then" in arguments:
            return Begun(str(arguments.get("say", "")), str(arguments.get("then", "")))
        return Counting()

    # ---- what stands -------------------------------------------------------------------------------------------

    def _means(self, name: str) -> Callable[[Sequence[str]], bool]:
        return lambda words: meant_tool(words, self.moment()) == name

    def _of(self, what: str) -> _Watch | None:
        return next((watch for watch in reversed(self._watches) if watch.what == what), None)

    def _watches_for(self, name: str) -> bool:
        return any(watch.what == name for watch in self._watches) if name else bool(self._watches)

    def _is_meant(self, watch: _Watch, request: Request) -> bool:
        if request.target:
            return watch.id == request.target
        return request.text("for") in ("", watch.what)

    def _end_all(self, request: Request) -> Ended | None:
        gone, self._watches = self._watches, []
        for watch in gone:
            self._note_gone(request, watch)
        told = f"watching {join_words([_called(watch.arguments) for watch in gone])}"
        return Ended(tuple(watch.id for watch in gone), told) if gone else None

    def _note_gone(self, request: Request, watch: _Watch) -> None:
        wording = "I'm watching {} again."
        self._undoing.note(request, wording, lambda _: self._watches.append(watch), item=_called(watch.arguments))

    def _unwatch(self, watch: _Watch) -> None:
        if all(watch is not each for each in self._watches):
            raise OverError(f"I'm not watching {_called(watch.arguments)} any more.")
        self._watches.remove(watch)

    def _sheet(self, _: Values, __: Values) -> Sheet:
        """The counter, the posture and whatever else is watched."""
        lines = tuple(map(self._line, self._watches))
        if self._of(POSTURE) is not None:
            lines += (Line("Sit as you like to sit, then", press="Calibrate", call=("watch.calibrate", {})),)
        return Sheet("watching", "Watching", lines or (Line("Nothing is watched"),), empty=not lines)

    def _line(self, watch: _Watch) -> Line:
        called = _counted(watch) if isinstance(watch.remarks, Counting) else _called(watch.arguments)
        title, call = watch.remarks.title(called), ("watch.stop", {"for": watch.what})
        note = STEP_BACK if self._cut_off(watch) else watch.remarks.note()
        return Line(title, note, press="Stop", call=call, id=watch.id)

    def _cut_off(self, watch: _Watch) -> bool:
        """What is counted is done with the legs, and they are not in the picture."""
        return watch.arguments.get("exercise") in LEGS and self._seen.legs_hidden


def _counted(watch: _Watch) -> str:
    """What is counted, in the number that is right for the count."""
    one, several = EXERCISES.get(str(watch.arguments.get("exercise", "")), ("repetition", "repetitions"))
    return one if watch.remarks.count == 1 else several


def _called(arguments: Mapping[str, Json]) -> str:
    """What is watched, after "watching"."""
    exercise = str(arguments.get("exercise", ""))
    match arguments["for"]:
        case "posture":
            return "your posture"
        case "person":
            return {"leaves": "who leaves", "both": "who comes and goes"}.get(
                str(arguments.get("event")), "who comes in"
            )
        case "hands":
            return "your hands"
    if "say" in arguments or "then" in arguments:
        return "when you start and stop"
    return f"your {exercises_called(exercise) or exercise or 'repetitions'}"


def _doing(arguments: Mapping[str, Json]) -> str:
    """What the assistant will do from now on, or once it sees something."""
    match arguments["for"]:
        case "posture":
            return "I'll tell you when you slouch"
        case "person":
            happens = {"leaves": "leaves", "both": "comes or leaves"}.get(str(arguments.get("event")), "comes in")
            return f"I'll tell you when somebody {happens}"
        case "hands":
            return "I'll tell you when you raise a hand"
    if "say" in arguments or "then" in arguments:
        return "I'll watch"
    return f"I'll count {_called(arguments)}"


def _stopped(arguments: Mapping[str, Json]) -> str:
    counts = arguments["for"] == REPETITIONS and "say" not in arguments and "then" not in arguments
    return "I've stopped counting." if counts else f"I've stopped watching {_called(arguments)}."
