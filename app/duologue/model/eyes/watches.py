"""The senses that follow what the user wants watched over time: repetitions and posture."""

from duologue.core.microturn import MicroTurn, Watched
from duologue.model.eyes.base import EyesReport
from duologue.model.eyes.counting import ExerciseCounter
from duologue.model.eyes.exercises import PERIODIC, UNKNOWN
from duologue.model.eyes.posture import PostureWatch
from duologue.model.eyes.senses import EMPTY, OnChange, main_body
from duologue.model.eyes.sight import Sight

DEVIATION = 0.05
"""Step, in shoulder widths, in which the deviation of a posture is told."""
BOUT = 2
"""Repetitions after which what nobody wanted counted is told of: one alone is a gesture."""


def _wanted(turn: MicroTurn, what: str) -> Watched | None:
    """The newest wish of a kind."""
    return next((each for each in reversed(turn.watched) if each.what == what), None)


class RepetitionSense:
    """Reports `repetition` as each is completed: of what is watched, else of whatever is done (Sense)."""

    groups = EMPTY

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forgets the session."""
        self._watched: Watched | None = None
        self._counter = ExerciseCounter(wanted=False)
        self._change = OnChange("repetition")

    def see(self, turn: MicroTurn, sight: Sight | None, t: float) -> EyesReport:
        """The percept of a micro-turn that ends at session time t."""
        watched = _wanted(turn, "repetitions")
        if watched != self._watched:
            self._watched = watched
            self._counter = ExerciseCounter(wanted=False) if watched is None else ExerciseCounter(watched.exercise)
            self._change = OnChange("repetition")
        body = main_body(sight) if sight is not None else None
        if sight is None or body is None or (done := self._counter.see(body, sight.seen_s)) is None:
            return EyesReport()
        if watched is None and done.count < BOUT:
            return EyesReport()
        exercise = done.exercise if done.exercise in PERIODIC else UNKNOWN
        fields = {"exercise": exercise, "count": done.count, "quality": done.quality}
        return EyesReport(self._change.tell(fields, t, sight.seen_s))


class PostureSense:
    """Reports `posture` while it is watched (Sense)."""

    groups = EMPTY

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forgets the session."""
        self._watched: Watched | None = None
        self._posture, self._change = PostureWatch(), OnChange("posture", "deviation")

    def see(self, turn: MicroTurn, sight: Sight | None, t: float) -> EyesReport:
        """The percept of a micro-turn that ends at session time t."""
        watched = _wanted(turn, "posture")
        if watched != self._watched:
            self._watched = watched
            self._posture, self._change = PostureWatch(), OnChange("posture", "deviation")
        if watched is None or sight is None:
            return EyesReport()
        seen = self._posture.see(main_body(sight), sight.seen_s)
        if seen is None:
            return EyesReport()
        fields = {"state": seen.state, "deviation": round(DEVIATION * round(seen.deviation / DEVIATION), 2)}
        return EyesReport(self._change.tell(fields, t, sight.seen_s))
