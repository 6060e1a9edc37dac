"""How a simulated user says a turn: hesitations and pauses at fitting places, and what may be written at each moment.

Also the assistant's side of the bookkeeping: when a turn is noticed, when something is said and cut short.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import numpy as np

from duologue.core.timing import MICROTURN_S
from duologue.core.writing import Move
from duologue_models.interaction.simulate.requests import LabelledTurn, PlanStep, Requests
from duologue_models.interaction.simulate.requests.labels import Span, Value
from duologue_models.interaction.simulate.speech import SENTENCE_ENDS, TimedWord, spoken
from duologue_models.interaction.targets.script import ASKED_AFTER_S, DECISION_S, WAITS, OwnSpeech, Script, WriteMoment

_HESITATED_AFTER = frozenset(
    "a an the and or but because so if when that to for of in on at with from about into by my your our his her this "
    "is are was be do does can could will would should what which who how where i we some any um uh er "
    "than as not every between".split()
)
LONG_STORY = 20
"""How many words make a story worth a real answer."""
LOOKS_IN = 0.25
"""Share of the turns about which something is to be written before they are over."""
LOOKS_AT_ONSET = 0.6
"""Share of the turns that begin while the assistant speaks about whose first words something is to be written."""
ONSET_S = (0.3, 1.0)
"""How long after the onset, in seconds."""
FILLERS = ["um", "uh", "er", "so", "and", "like"]
Say = Callable[..., list[TimedWord]]
"""(words, start, rng, rate=1.0, pauses=None, gain_db=0.0) -> words with times."""


def boundary(t: float) -> float:
    """The first end of a micro-turn at or after t."""
    return float(np.ceil(t / MICROTURN_S - 1e-9) * MICROTURN_S)


@dataclass(frozen=True)
class SpokenTurn:
    """A turn that was said. labelled: as said, fillers included; heard from `since` on."""

    said: tuple[TimedWord, ...]
    labelled: LabelledTurn
    since: float

    @property
    def end(self) -> float:
        """When it is over."""
        return self.said[-1].end


def with_word(labelled: LabelledTurn, at: int, word: str) -> LabelledTurn:
    """A filler put in before word `at`; spans that lie around it are left with a hole."""

    def moved(span: Span) -> tuple[Span, ...]:
        first, last = span
        if first < at <= last:
            return ((first, at - 1), (at + 1, last + 1))
        return ((first + (first >= at), last + (last >= at)),)

    def argument(value: Value) -> Value:
        return value if isinstance(value, str) else tuple(piece for span in value for piece in moved(span))

    plan = tuple(
        replace(w, arguments={k: argument(v) for k, v in w.arguments.items()}, complete=w.complete + (w.complete > at))
        for w in labelled.plan
    )
    words = (*labelled.words[:at], word, *labelled.words[at:])
    return replace(labelled, words=words, plan=plan, request_end=labelled.request_end + (labelled.request_end > at))


def led_in(labelled: LabelledTurn, lead: Sequence[str]) -> LabelledTurn:
    """The same request with other words before it."""
    by = len(lead)
    plan = tuple(wanted.moved(by) for wanted in labelled.plan)
    return replace(labelled, words=(*lead, *labelled.words), plan=plan, request_end=labelled.request_end + by)


class TurnMaker:
    """Has the user say turns, and notes in the script what each moment asks for. All randomness from `rng`."""

    def __init__(self, requests: Requests, rng: np.random.Generator, say: Say) -> None:
        self.requests, self.rng, self.say = requests, rng, say
        self.rate = rng.uniform(0.75, 1.35)
        tools = sorted(spec.name for spec in requests.extra_specs())
        chosen = rng.random(len(tools)) < rng.choice([0.0, 0.3, 0.9])
        extra = frozenset(name for name, taken in zip(tools, chosen, strict=True) if taken)
        self.script = Script(background=bool(rng.random() < 0.75), extra=extra)
        self.taken_s = 0.0

    def request(self, corrected: float = 0.16) -> LabelledTurn:
        """A request of the user's. corrected: share of those for built-in tools with a self-correction."""
        return self.requests.request(
            self.rng, corrected=corrected, background=self.script.background, extra=self.script.extra
        )

    def tell(self, labelled: LabelledTurn, start: float, *, since: float | None = None) -> SpokenTurn:
        """The user says a turn, with pauses inside it. since: when the words begin that belong to it."""
        rng = self.rng
        labelled, pauses = self._hesitant(labelled)
        said = self.say(list(labelled.words), start, rng, self.rate, pauses)
        self.script.user += said
        told = SpokenTurn(tuple(said), labelled, self.taken_s if since is None else since)
        for i in pauses:
            if 0 < i < len(said):
                self.script.thinking.append((said[i - 1].end, said[i].start))
                self._wait_in(told, said[i - 1].end, said[i].start)
        if len(said) > 2 and rng.random() < LOOKS_IN:
            self._look_in(told)
        self._calls(told)
        return told

    def take_up(self, told: SpokenTurn, *, after: float = 0.0, free: float | None = None) -> float:
        """The assistant notices the end, mostly late; returns the time of the decision.

        Late on purpose: were most ends taken up at once, a silence that lasts would be a pause nearly always, or would
        tell that the words were meant for somebody else, and a core that once hesitated would hold for ever. after: the
        floor is not free before so long after the end.
        """
        rng = self.rng
        end = max(told.end + after, free or 0.0)
        waits = [rng.uniform(0.05, 0.4), rng.uniform(0.4, 2.6), rng.uniform(2.6, 7)]
        decided = boundary(end + rng.choice(waits, p=[0.2, 0.5, 0.3]))
        if _lacks(told.labelled.plan):
            decided = max(decided, boundary(told.end + ASKED_AFTER_S))
        self.script.respond.append((end, decided))
        self.script.taken_up.append(decided)
        self.write(told, decided)
        if rng.random() < 0.7:
            self.write(told, boundary(rng.uniform(told.end, min(decided, told.end + 1.0))))
        self.taken_s = decided
        return decided

    def write(self, told: SpokenTurn, at: float, plan: Sequence[PlanStep] | None = None) -> None:
        """A moment at which the plan (that of the turn unless given) is written."""
        plan = told.labelled.plan if plan is None else plan
        if _lacks(plan) and at < told.end + ASKED_AFTER_S:
            plan = WAITS
        said = [w for w in told.said if w.start < at]
        words = tuple(w.text for w in said)
        self.script.writes.append(WriteMoment(at, words, tuple(plan), told.since, said[-1].end, told.labelled.standing))

    def practise(self, at: float, corrected: float) -> None:
        """A turn that is given for writing alone: nothing of it was heard in the session."""
        rng = self.rng
        kind = rng.random()
        labelled = self.request(corrected)
        if kind < 0.16 and (cut := self.requests.unfinished(rng, labelled)) is not None:
            labelled = replace(labelled, words=labelled.words[:cut], plan=WAITS)
        elif kind < 0.24:
            labelled = said_for(Move.NOTHING, self.requests.aside(rng))
        elif kind < 0.30:
            labelled = self.story([word for sentence in self.requests.narrative(rng) for word in sentence])
        elif kind < 0.40:
            labelled = led_in(labelled, self.requests.stop(rng))
        heard = [str(rng.choice(labelled.words)) if rng.random() < 0.02 else word for word in labelled.words]
        heard = [word for word in heard if rng.random() > 0.02]
        write = WriteMoment(
            at, labelled.words, labelled.plan, at, at, labelled.standing, tuple(heard) or labelled.words
        )
        self.script.writes.append(write)

    def story(self, words: Sequence[str]) -> LabelledTurn:
        """A story that was told to its end: something for the background model, if it is long and there is one."""
        move = Move.ASK if self.script.background and len(words) > LONG_STORY else Move.REMARK
        return LabelledTurn(tuple(words), (PlanStep(move.value, {}, len(words)),), len(words))

    def _wait_in(self, told: SpokenTurn, begin: float, end: float) -> None:
        at = boundary(self.rng.uniform(begin + 0.1, end))
        if at < end:
            self.write(told, at, WAITS)

    def _look_in(self, told: SpokenTurn) -> None:
        """Something is to be written while the user still speaks, mostly while their last word sounds: too early."""
        last = told.said[-1]
        first = told.said[1].start if self.rng.random() < 0.4 else max(last.start, last.end - 0.3)
        at = boundary(self.rng.uniform(first, last.end))
        if at < last.end:
            self.write(told, at, self._ready(told, at) or WAITS)

    def look_at_onset(self, told: SpokenTurn) -> None:
        """Something is to be written about the first words of a turn, as whenever speech was stopped at its onset: too
        early, whatever they turn out to be."""
        at = boundary(told.said[0].start + self.rng.uniform(*ONSET_S))
        if self.rng.random() < LOOKS_AT_ONSET and at < told.end - 0.05:
            self.write(told, at, self._ready(told, at) or WAITS)

    def _ready(self, told: SpokenTurn, at: float) -> list[PlanStep]:
        """The calls of the plan for which everything has been said, one after the other."""

        def ready(wanted: PlanStep) -> bool:
            return wanted.is_call and wanted.complete > 0 and _complete_s(told, wanted) <= at

        return list(takewhile(ready, told.labelled.plan))

    def _calls(self, told: SpokenTurn) -> None:
        """Where a call is complete although the user goes on."""
        calls = [w for w in told.labelled.plan if w.is_call]
        if not calls or not calls[0].complete:
            return
        ready = _complete_s(told, calls[0])
        if ready > told.end - 0.35:
            return
        self.script.calls.append((ready, told.end))
        at = boundary(self.rng.uniform(ready, told.end))
        if at < told.end:
            self.write(told, at, self._ready(told, at))

    def _hesitant(self, labelled: LabelledTurn) -> tuple[LabelledTurn, dict[int, float]]:
        """Pauses before some words: between sentences, and, in about half of the turns, inside them."""
        rng = self.rng
        words = labelled.words
        pauses = {
            i: float(rng.uniform(0.25, 0.8))
            for i in range(1, len(words))
            if words[i - 1][-1:] in SENTENCE_ENDS and rng.random() < 0.6
        }
        for _ in range(int(rng.choice([0, 1, 2], p=[0.5, 0.38, 0.12]))):
            at = self.requests.unfinished(rng, labelled) if rng.random() < 0.85 else self._hesitation(labelled)
            if at is None or not 0 < at < len(labelled.words):
                continue
            if rng.random() < 0.35:
                labelled = with_word(labelled, at, str(rng.choice(FILLERS)))
                pauses = {i + (i > at): s for i, s in pauses.items()}
                at += 1
            kinds = [rng.uniform(0.25, 0.9), rng.uniform(0.8, 1.7), rng.uniform(1.5, 2.6)]
            pauses[at] = float(rng.choice(kinds, p=[0.45, 0.35, 0.2]))
        return labelled, pauses

    def _hesitation(self, labelled: LabelledTurn) -> int | None:
        """Before which word somebody hesitates: mostly one that follows a function word (Maclay & Osgood 1959)."""
        words = labelled.words
        if len(words) < 3:
            return None
        after_function = [i for i in range(1, len(words)) if words[i - 1].lower() in _HESITATED_AFTER]
        if after_function and self.rng.random() < 0.75:
            return after_function[int(self.rng.integers(len(after_function)))]
        return int(self.rng.integers(1, len(words)))

    # ---- the assistant's voice -------------------------------------------------------------------------------------

    def speak(self, words: list[str], start: float, kind: str, *, streaming: bool = False) -> OwnSpeech:
        """The assistant says something."""
        said = spoken(words, start, self.rng, 1.05)
        speech = OwnSpeech(start, said[-1].end, said[-1].end, kind, said)
        if streaming:
            speech.streaming_until = start + (said[-1].end - start) * self.rng.uniform(0.2, 0.9)
        self.script.own.append(speech)
        return speech

    def cut(self, speech: OwnSpeech, stop: float) -> None:
        """The assistant falls silent before it has said everything."""
        speech.end = stop
        speech.words = [w for w in speech.words if w.end <= stop]

    def relay_from(
        self, free: float, since: float, kind: str, delays: Sequence[float] = (0.02, 0.1, 0.3, 0.6, 1.5)
    ) -> float:
        """Something waits since `since`; it may be said from `free` on, and is after one of the delays (s). Returns
        when its sound starts."""
        decided = boundary(free + self.rng.choice(delays))
        self.script.pending.append((since, decided, kind))
        self.script.relay.append((free, decided))
        return decided + DECISION_S


def _complete_s(told: SpokenTurn, wanted: PlanStep) -> float:
    """When all that a call needs has been said."""
    return told.said[min(wanted.complete, len(told.said)) - 1].end + 0.1


def _lacks(plan: Sequence[PlanStep]) -> bool:
    return any(wanted.choice == Move.MORE.value for wanted in plan)


def said_for(move: Move, words: Sequence[str]) -> LabelledTurn:
    """Words that ask for one move and no more."""
    return LabelledTurn(tuple(words), (PlanStep(move.value, {}, len(words)),), len(words))
