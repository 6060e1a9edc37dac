"""A simulated or transcribed session: two lines of speech, what was decided when, and the targets of each micro-turn.

Targets come from intervals that the scenario writes down (documented conversational rules, see scenarios.py): respond
from the true end of the user's turn until it is taken up, yield from the onset of a barge-in until the assistant is
silent, relay from the moment something waits and the floor is free until it is taken, call while the user still speaks
although a request is complete. Everything else is hold, or continue while the assistant speaks. `ignored` intervals
teach nothing. Writing branches leave the main line where the script says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import Act, FloorState, Hearing, OwnVoice, TextEvent, TextRole
from duologue.core.timing import MICROTURN_S, PREMATURE_S
from duologue.core.turn_text import TurnText
from duologue.core.writing import REMINDED, Move
from duologue.model.interaction_core import AT_ONCE
from duologue.model.position import FEATURES, PITCH_FEATURES, PositionEncoder, Role
from duologue_models.interaction.simulate.requests import PlanStep
from duologue_models.interaction.simulate.speech import TimedWord
from duologue_models.interaction.targets.branches import (
    LeftOutError,
    UnwritableError,
    Writing,
    WrittenBranch,
    recognised,
)

ACTS = list(Act)
FLOORS = list(FloorState)
IGNORE = -1
Interval = tuple[float, float]


@dataclass
class OwnSpeech:
    """A stretch of the assistant's speech as it really sounded, and when it would have ended untouched."""

    start: float
    end: float
    planned_end: float
    kind: str
    words: list[TimedWord] = field(default_factory=list)
    streaming_until: float = 0.0


ASIDES = ("backchannel", "interjection")
"""Speech of the assistant that leaves the turn with the user."""
WAITS = (PlanStep(Move.WAIT.value),)
ASKS = (PlanStep(Move.MORE.value),)
ASKED_AFTER_S = 1.6
"""Seconds for which a request that lacks something may still go on; then the assistant asks."""
WRONG_YET_S = 0.25
"""Seconds since they sounded for which words that read wrong may still be put right: what needs them waits."""
MISSING_YET_S = 0.4
"""The same for words that are missing altogether."""


@dataclass(frozen=True)
class WriteMoment:
    """A moment at which the core writes, or might: after the micro-turn that ends at `at`.

    said: what was really said of the turn up to then; the spans of the plan count in it. since: words that sound
    earlier belong to another turn. ends: when the last of them has sounded. heard: the words as they are read, if not
    those that the ears made of it (typed turns, and turns that are given for practice in writing alone).
    """

    at: float
    said: tuple[str, ...]
    plan: tuple[PlanStep, ...]
    since: float = 0.0
    ends: float = 0.0
    standing: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()


@dataclass
class Script:
    """What happens in a session (seconds)."""

    duration: float = 0.0
    company: bool = False
    user: list[TimedWord] = field(default_factory=list)
    own: list[OwnSpeech] = field(default_factory=list)
    taken_up: list[float] = field(default_factory=list)
    """Times at which the assistant decided to respond."""
    overheard: list[float] = field(default_factory=list)
    """Times at which the words so far turned out to be meant for somebody else."""
    respond: list[Interval] = field(default_factory=list)
    yields: list[Interval] = field(default_factory=list)
    relay: list[Interval] = field(default_factory=list)
    acknowledge: list[Interval] = field(default_factory=list)
    ignored: list[Interval] = field(default_factory=list)
    thinking: list[Interval] = field(default_factory=list)
    correcting: list[Interval] = field(default_factory=list)
    pending: list[tuple[float, float, str]] = field(default_factory=list)
    awaiting: list[Interval] = field(default_factory=list)
    typed: list[tuple[float, str]] = field(default_factory=list)
    pressed: list[tuple[float, str]] = field(default_factory=list)
    """Times at which a button of a panel was pressed, and what it asks for."""
    calls: list[Interval] = field(default_factory=list)
    writes: list[WriteMoment] = field(default_factory=list)
    background: bool = True
    extra: frozenset[str] = frozenset()
    """Names of the tools that are registered beside the built-in ones."""


@dataclass
class Example:
    """A session as arrays.

    tokens, roles: [n]. features: [n, F], zero at text positions. act, floor: [n], target class at continuous
    positions. last: [n], at the newest word of an update, whether the user's turn ends with it. IGNORE elsewhere.
    branches: position that each leaves, and what is written.
    """

    tokens: npt.NDArray[np.int32]
    roles: npt.NDArray[np.int8]
    features: npt.NDArray[np.float16]
    act: npt.NDArray[np.int8]
    floor: npt.NDArray[np.int8]
    last: npt.NDArray[np.int8]
    branches: list[tuple[int, WrittenBranch]] = field(default_factory=list)


COLUMNS = ("tokens", "roles", "features", "act", "floor", "last")
"""The arrays of an Example, a row for each position."""
DECISION_S = 0.1
"""Seconds from the end of the deciding micro-turn to the sound (the 100 ms slot of the session)."""
LAST_WORD_S = 0.15
"""Largest error of the recogniser's word times in seconds."""


FIRST_CLAUSE_WORDS = 8
"""Most words of the first clause of a streamed answer that the session tells the core."""


def _inside(intervals: list[Interval], now: float) -> bool:
    return any(start <= now <= end for start, end in intervals)


def _arriving(script: Script) -> list[tuple[float, TextEvent]]:
    """The texts that reach the session and when: those of the user, and what is said later as it comes in."""
    typed = [(t, TextEvent(TextRole.TYPED, text)) for t, text in script.typed]
    pressed = [(t, TextEvent(TextRole.PANEL, text)) for t, text in script.pressed]
    reported: list[tuple[float, TextEvent]] = []
    stopped = {speech.end for speech in script.own}
    for since, until, kind in script.pending:
        said = min((s for s in script.own if s.kind == kind and s.start > until), key=lambda s: s.start, default=None)
        if since not in stopped and said is not None:
            reported += _reported(said, since)
    return [*typed, *pressed, *sorted(reported, key=lambda arrived: arrived[0])]


def _reported(said: OwnSpeech, since: float) -> list[tuple[float, TextEvent]]:
    """What the session tells of a text that is to be said, when it can be said: the result of a tool, or the first
    clause of a stream, however fast the rest of it comes."""
    words = [word.text for word in said.words]
    if not said.streaming_until:
        return [(since, TextEvent(TextRole.TOOL, " ".join(words)))]
    return [(since, TextEvent(TextRole.BACKGROUND, " ".join(words[:FIRST_CLAUSE_WORDS])))]


class _Lines:
    """The assistant's side of a script, asked in order of time."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._told = 0.0
        self._stops = {speech.end for speech in script.own if speech.end < speech.planned_end}

    def own(self, now: float) -> OwnVoice:
        script = self._script
        live = next((s for s in script.own if s.start < now <= s.end), None)
        words = tuple(
            w.text
            for s in script.own
            if s.start < now and s.end > self._told
            for w in s.words
            if self._told < w.end <= now
        )
        self._told = now
        waiting = next(((since, kind) for since, until, kind in script.pending if since <= now <= until), None)
        stopped = waiting is not None and waiting[0] in self._stops
        # only from the micro-turn after the decision on: the core must not see that it is about to answer
        awaiting = any(start + MICROTURN_S / 2 < now <= end for start, end in script.awaiting)
        pending, pending_s = (waiting[1], now - waiting[0]) if waiting else ("", 0.0)
        if live is None:
            return OwnVoice(spoken=words, pending=pending, pending_s=pending_s, interrupted=stopped, awaiting=awaiting)
        return OwnVoice(
            True,
            live.kind,
            words,
            now - live.start,
            max(0.0, live.planned_end - now),
            now < live.streaming_until,
            pending,
            pending_s,
            stopped,
            awaiting,
        )


class Turns:
    """Which of the words belong to a turn, read as the session reads them (core/turn_text.py)."""

    def __init__(self, script: Script) -> None:
        self._texts = TurnText()
        self._said = sorted((s for s in script.own if s.kind not in ASIDES), key=lambda s: s.end)
        lacking = {write.at for write in script.writes if write.plan == ASKS}
        self._changes = sorted(
            [*((t, t not in lacking) for t in script.taken_up), *((t, True) for t in script.overheard)]
        )
        self._own = list(self._said)

    def hear(self, hearing: Hearing, now: float) -> None:
        """Takes in one micro-turn that ends at `now`."""
        for utterance in hearing.utterances:
            self._texts.hear(utterance)
        while self._said and self._said[0].end <= now:
            speech = self._said.pop(0)
            completed = speech.end >= speech.planned_end
            self._texts.spoke(speech.start, speech.end, completed=completed)
            if not completed and speech.kind == "response" and speech.end - speech.start <= PREMATURE_S:
                self._texts.give_back()  # its turn is read again

    def read(self, until: float) -> list[str]:
        """The words of the turn up to `until`."""
        speaking = next((speech.start for speech in self._own if speech.start < until < speech.end), None)
        turn = self._texts.read(until, speaking)
        return turn.text.split() if turn is not None else []

    def take(self, now: float) -> None:
        """What was taken up or turned out to be for somebody else by `now` belongs to the turns after no more."""
        while self._changes and self._changes[0][0] <= now + 1e-6:
            t, over = self._changes.pop(0)
            if over:
                self._texts.take(t)


def _under_way(script: Script) -> list[tuple[float, float, str]]:
    """From when to when each question to the background model is under way, and how the model is reminded of it.

    That is until its answer has been said to its end, or something else was asked for.
    """
    asked = [write for write in script.writes if write.said and [w.choice for w in write.plan] == [Move.ASK.value]]
    typed = {t for t, _ in script.typed}
    acts = [write.at for write in script.writes if write.at in typed and write.plan[0].choice != Move.NOTHING.value]
    turns = sorted({*script.taken_up, *acts})
    found = []
    for write in asked:
        if write.at not in turns:
            continue
        until = next((t for t in turns if t > write.at), np.inf)
        answers = [s for s in script.own if s.kind == "relay" and write.at < s.start < until]
        if answers and answers[-1].end == answers[-1].planned_end:
            until = min(until, answers[-1].end)
        spans = write.plan[0].arguments.get("question", ())
        words = [write.said[i] for a, b in spans for i in range(a, b + 1)] if not isinstance(spans, str) else []
        found.append((write.at, until, " ".join((Move.ASK.value, *(words or write.said)))))
    return list(dict.fromkeys(found))


def _branch(
    write: WriteMoment, turns: Turns, writing: Writing, under_way: list[tuple[float, float, str]]
) -> WrittenBranch | None:
    standing = (*write.standing, *(line for since, until, line in under_way if since < write.at <= until))[-REMINDED:]
    heard = write.heard or turns.read(write.at)
    if not heard:
        return None
    since_s = np.inf if write.heard else write.at - write.ends
    try:
        plan = WAITS if since_s < WRONG_YET_S and not recognised(write.said, heard, write.plan) else write.plan
        return writing.lay_out(write.said, heard, plan, standing)
    except LeftOutError:
        return None
    except UnwritableError:  # a word that is needed is not there yet: wait for it, and if it never comes ask
        if MISSING_YET_S <= since_s < ASKED_AFTER_S:
            return None
        plan = WAITS if since_s < MISSING_YET_S else ASKS
        return writing.lay_out(write.said, heard, plan, standing)


def encode(
    script: Script,
    hearings: Iterable[Hearing],
    encoder: PositionEncoder,
    *,
    has_sound: bool,
    writing: Writing | None = None,
) -> Example:
    """Runs the app's own encoder over a session and writes the targets beside it. Without `writing`, no branches."""
    encoder.reset()
    lines, turns = _Lines(script), Turns(script)
    taken, arriving = sorted(script.taken_up), _arriving(script)
    stops = sorted(s.end - DECISION_S for s in script.own if s.end < s.planned_end)
    writes, under_way = sorted(script.writes, key=lambda w: w.at), _under_way(script)
    columns: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in COLUMNS}
    branches, length = [], 0
    for k, hearing in enumerate(hearings):
        now = (k + 1) * MICROTURN_S
        own = lines.own(now)
        events = [event for t, event in arriving if now - MICROTURN_S < t <= now]
        group = encoder.encode(hearing, own, events, company=script.company)
        takes_up = bool(taken) and taken[0] <= now + 1e-6
        act = _act(script, now, own)
        before = np.full(len(group.tokens) - 1, IGNORE)
        rows = np.zeros((len(group.tokens), FEATURES), np.float16)
        rows[-1] = group.features
        speaking = float(hearing.speech[-2:].max()) > 0.5
        floor = _floor(script, now, act, speaking=speaking)
        values = (group.tokens, group.roles, rows, np.r_[before, act], np.r_[before, floor])
        for column, value in zip(columns.values(), (*values, _last(script, hearing, own, group.roles)), strict=True):
            column.append(value)
        length += len(group.tokens)
        turns.hear(hearing, now)
        while writing is not None and writes and writes[0].at <= now + 1e-6:
            if (written := _branch(writes.pop(0), turns, writing, under_way)) is not None:
                branches.append((length - 1, written))
        turns.take(now)
        gives_way = bool(stops) and stops[0] <= now + 1e-6
        if takes_up:
            taken.pop(0)
        if gives_way:
            stops.pop(0)
        encoder.decided(Act.RESPOND if takes_up else Act.YIELD if gives_way else Act.HOLD)
    whole = {name: np.concatenate(column) for name, column in columns.items()}
    if not has_sound:
        whole["features"][:, PITCH_FEATURES] = 0
    return Example(
        whole["tokens"].astype(np.int32),
        whole["roles"].astype(np.int8),
        whole["features"],
        whole["act"].astype(np.int8),
        whole["floor"].astype(np.int8),
        whole["last"].astype(np.int8),
        branches,
    )


def _last(script: Script, hearing: Hearing, own: OwnVoice, roles: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Dense supervision for what makes a request complete: is the newest word the last of the turn?

    roles, result: [T].
    """
    marks = np.full(len(roles), IGNORE)
    words = np.flatnonzero(roles == int(Role.HEARD))
    if len(words) and not own.speaking and hearing.utterances and hearing.utterances[-1].words:
        end = hearing.utterances[-1].end_s
        marks[words[-1]] = any(abs(end - turn_end) < LAST_WORD_S for turn_end, _ in script.respond)
    return marks


def _act(script: Script, now: float, own: OwnVoice) -> int:
    may_relay = own.pending and _inside(script.relay, now)
    if _inside(script.ignored, now) and not (may_relay and not own.speaking):
        return ACTS.index(Act.ACKNOWLEDGE) if _inside(script.acknowledge, now) and not own.speaking else IGNORE
    if own.speaking:
        if may_relay and own.pending in AT_ONCE:
            return ACTS.index(Act.RELAY)
        return ACTS.index(Act.YIELD if _inside(script.yields, now) else Act.CONTINUE)
    wanted = (
        (Act.RESPOND, _inside(script.respond, now)),
        (Act.RELAY, may_relay),
        (Act.ACKNOWLEDGE, _inside(script.acknowledge, now)),
        (Act.CALL, _inside(script.calls, now)),
    )
    return ACTS.index(next((act for act, here in wanted if here), Act.HOLD))


def _floor(script: Script, now: float, act: int, *, speaking: bool) -> int:
    if act == IGNORE:
        return IGNORE
    if act == ACTS.index(Act.RESPOND):
        return FLOORS.index(FloorState.YIELDING)
    if act == ACTS.index(Act.ACKNOWLEDGE):
        return FLOORS.index(FloorState.INVITING)
    if _inside(script.correcting, now):
        return FLOORS.index(FloorState.CORRECTING)
    if speaking:
        return FLOORS.index(FloorState.SPEAKING)
    return FLOORS.index(FloorState.THINKING if _inside(script.thinking, now) else FloorState.IDLE)
