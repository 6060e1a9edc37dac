"""A simulated or transcribed session: two lines of speech, what was decided when, and the targets of each micro-turn.

Targets come from intervals that the scenario writes down (documented conversational rules, see scenarios.py): respond
from the true end of the user's turn until it is taken up, yield from the onset of a barge-in until the assistant is
silent, relay from the moment something waits and the floor is free until it is taken. Everything else is hold, or
continue while the assistant speaks. `ignored` intervals teach nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import Act, FloorState, Hearing, OwnVoice, TextEvent, TextRole
from duologue.core.timing import MICROTURN_S
from duologue.model.position import FEATURES, PITCH_FEATURES, PositionEncoder, Role
from duologue_models.interaction.speech import Said

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
    words: list[Said] = field(default_factory=list)
    streaming_until: float = 0.0


@dataclass
class Script:
    """What happens in a session (seconds)."""

    duration: float = 0.0
    company: bool = False
    user: list[Said] = field(default_factory=list)
    own: list[OwnSpeech] = field(default_factory=list)
    taken_up: list[float] = field(default_factory=list)
    """Times at which the assistant decided to respond."""
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


@dataclass
class Example:
    """A session as arrays.

    tokens, roles: [n]. features: [n, F], zero at text positions. act, floor: [n], target class at continuous
    positions. last: [n], at the newest word of an update, whether the user's turn ends with it. IGNORE elsewhere.
    """

    tokens: npt.NDArray[np.int32]
    roles: npt.NDArray[np.int8]
    features: npt.NDArray[np.float16]
    act: npt.NDArray[np.int8]
    floor: npt.NDArray[np.int8]
    last: npt.NDArray[np.int8]


LAST_WORD_S = 0.15
"""The recogniser's word times are off by about this much at most."""


def _inside(intervals: list[Interval], now: float) -> bool:
    return any(start <= now <= end for start, end in intervals)


class _Lines:
    """The assistant's side of a script, asked in order of time."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._told = 0.0

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
        # only from the micro-turn after the decision on: the core must not see that it is about to answer
        awaiting = any(start + MICROTURN_S / 2 < now <= end for start, end in script.awaiting)
        pending, pending_s = (waiting[1], now - waiting[0]) if waiting else ("", 0.0)
        if live is None:
            return OwnVoice(spoken=words, pending=pending, pending_s=pending_s, awaiting=awaiting)
        return OwnVoice(
            True,
            live.kind,
            words,
            now - live.start,
            max(0.0, live.planned_end - now),
            now < live.streaming_until,
            pending,
            pending_s,
            awaiting,
        )


def encode(script: Script, hearings: Iterable[Hearing], encoder: PositionEncoder, *, has_sound: bool) -> Example:
    """Runs the app's own encoder over a session and writes the targets beside it."""
    encoder.reset()
    lines = _Lines(script)
    taken = sorted(script.taken_up)
    tokens, roles, features, acts, floors, lasts = [], [], [], [], [], []
    for k, hearing in enumerate(hearings):
        now = (k + 1) * MICROTURN_S
        own = lines.own(now)
        typed = [TextEvent(TextRole.TYPED, text) for t, text in script.typed if now - MICROTURN_S < t <= now]
        group = encoder.encode(hearing, own, typed, company=script.company)
        takes_up = bool(taken) and taken[0] <= now + 1e-6
        act = _act(script, now, own)
        n = len(group.tokens)
        tokens.append(group.tokens)
        roles.append(group.roles)
        rows = np.zeros((n, FEATURES), np.float16)
        rows[-1] = group.features
        features.append(rows)
        speaking = float(hearing.speech[-2:].max()) > 0.5
        acts.append(np.r_[np.full(n - 1, IGNORE), act])
        floors.append(np.r_[np.full(n - 1, IGNORE), _floor(script, now, act, speaking=speaking)])
        lasts.append(_last(script, hearing, own, group.roles))
        if takes_up:
            taken.pop(0)
        encoder.decided(Act.RESPOND if takes_up else Act.HOLD)
    stacked = np.concatenate(features)
    if not has_sound:
        stacked[:, PITCH_FEATURES] = 0
    return Example(
        np.concatenate(tokens).astype(np.int32),
        np.concatenate(roles).astype(np.int8),
        stacked,
        np.concatenate(acts).astype(np.int8),
        np.concatenate(floors).astype(np.int8),
        np.concatenate(lasts).astype(np.int8),
    )


def _last(script: Script, hearing: Hearing, own: OwnVoice, roles: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Dense supervision for what makes a request complete: is the newest word the last of the turn?"""
    marks = np.full(len(roles), IGNORE)
    words = np.flatnonzero(roles == int(Role.HEARD))
    if len(words) and not own.speaking and hearing.utterances and hearing.utterances[-1].words:
        end = hearing.utterances[-1].end_s
        marks[words[-1]] = any(abs(end - turn_end) < LAST_WORD_S for turn_end, _ in script.respond)
    return marks


def _act(script: Script, now: float, own: OwnVoice) -> int:
    if _inside(script.ignored, now):
        return ACTS.index(Act.ACKNOWLEDGE) if _inside(script.acknowledge, now) and not own.speaking else IGNORE
    if own.speaking:
        return ACTS.index(Act.YIELD if _inside(script.yields, now) else Act.CONTINUE)
    if _inside(script.respond, now):
        return ACTS.index(Act.RESPOND)
    if own.pending and _inside(script.relay, now):
        return ACTS.index(Act.RELAY)
    return ACTS.index(Act.HOLD)


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


def is_text(roles: npt.NDArray[np.int8]) -> npt.NDArray[np.bool_]:
    """Which positions carry a token of the vocabulary."""
    return (roles != int(Role.FEATURES)) & (roles != int(Role.TAKEN_BACK))
