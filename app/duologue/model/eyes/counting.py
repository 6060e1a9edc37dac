"""Which exercise somebody does, and how often they have done it by now."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from duologue.model.eyes.exercises import EXERCISES, OTHERS, PERIODIC, UNKNOWN, Exercise, feet_apart
from duologue.model.eyes.measures import BodyScale
from duologue.model.eyes.repetitions import Repetition, RepetitionCounter
from duologue.model.eyes.sight import Body

SAME_S, SAME = 0.6, 0.4
"""What completes within so many seconds, or this share of the usual period, is one repetition seen in two ways."""
BOUT_S = 8.0
"""Seconds without a repetition after which what nobody wanted counted begins anew."""
APART = 0.25
"""How far the feet must move apart and together, in trunks, in a jumping jack."""
LYING = 0.5
"""Height of the shoulders above the hips, in trunks, below which a sit-up begins."""


@dataclass(frozen=True, slots=True)
class CountedRepetition:
    """exercise: its name, UNKNOWN where it has none."""

    exercise: str
    count: int
    quality: float


class ExerciseCounter:
    """Counts one exercise, or any. exercise: its name, "" for any."""

    def __init__(self, exercise: str = "", *, wanted: bool = True) -> None:
        """wanted: somebody wants it counted, so that a pause does not end it."""
        named = EXERCISES.get(exercise)
        self._named, self._wanted = named, wanted
        self._signals: Mapping[str, Exercise] = {**EXERCISES, **OTHERS} if named is None else {named.name: named}
        self._scale = BodyScale()
        self.restart()

    def restart(self) -> None:
        """Counts from nothing."""
        self._counters = {name: RepetitionCounter(each.reach) for name, each in self._signals.items()}
        self._ended: dict[str, float] = {}
        self._feet: list[tuple[float, float]] = []
        self._last_s = -np.inf
        self._periods: list[float] = []
        self._clear = ""  # what it is, once that is clear
        self.count = 0
        self.exercise = UNKNOWN if self._named is None else self._named.name

    @property
    def moving(self) -> bool:
        """In the middle of what may become a repetition."""
        return any(counter.away for counter in self._counters.values())

    def see(self, body: Body, t: float) -> CountedRepetition | None:
        """Takes in a body at session time t; the repetition that it completes."""
        scale = self._scale.measure(body, t)
        if not self._wanted and self.count and t - self._last_s > BOUT_S:
            self.restart()
        self._feet = [(s, apart) for s, apart in self._feet if s > t - 3.0]
        self._feet.append((t, feet_apart(body, scale)))
        done: dict[str, Repetition] = {}
        for name, each in self._signals.items():
            repetition = self._counters[name].feed(each.measure(body, scale), t)
            if repetition is not None:
                done[name], self._ended[name] = repetition, t
        if self._clear or (self._named is None and (clear := self._seen_twice())):
            self._clear = self._clear or clear
            return self._one_more(done, t)
        if not done:
            return None
        if t - self._last_s < max(SAME_S, SAME * float(np.median(self._periods or [0.0]))):
            return None
        self._periods = [*self._periods[-4:], *([t - self._last_s] if self.count else [])]
        self._last_s = t
        self.count += 1
        if self._named is None:
            self.exercise = self._recognised(t)
        return CountedRepetition(self.exercise, self.count, max(each.quality for each in done.values()))

    def _one_more(self, done: Mapping[str, Repetition], t: float) -> CountedRepetition | None:
        """The repetition of what is clearly done; whatever else moves with it is not counted."""
        count = self._counters[self._clear].count
        if self._clear not in done or count <= self.count:
            return None
        self.count, self.exercise, self._last_s = count, self._clear, t
        return CountedRepetition(self.exercise, count, done[self._clear].quality)

    def _seen_twice(self) -> str:
        """The first of the exercises, in their order, of which two were seen, "" for none."""
        return next((name for name in PERIODIC if self._counters[name].count > 1 and self._fits(name)), "")

    def _recognised(self, t: float) -> str:
        """The first of the exercises, in their order, that has moved by now."""
        for name in PERIODIC:
            moved = t - self._ended.get(name, -np.inf) < SAME_S or self._counters[name].away
            if moved and self._fits(name):
                return name
        return UNKNOWN

    def _fits(self, name: str) -> bool:
        if name == "sit_up":
            return self._counters[name].low < LYING
        if name == "arm_raise":
            return self._counters[name].top > 0
        if name == "jumping_jack":
            apart = [each for _, each in self._feet if np.isfinite(each)]
            return bool(apart) and float(np.ptp(apart)) >= APART
        return True
