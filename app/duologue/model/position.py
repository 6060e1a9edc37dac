"""Turns a micro-turn into positions of the interaction core: text tokens with role marks, then one continuous position.

The trainer encodes its sessions with this very class, so that training and use cannot drift apart. Time spans enter as
tanh(seconds / scale) at a few scales: bounded, fine near zero, coarse far away.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import SUBFRAMES, Act, Hearing, OwnVoice, Samples, TextEvent, TextRole, Utterance
from duologue.core.timing import MICROTURN_S, PREMATURE_S
from duologue.model.features import FeatureLayout, Groups

SPEECH_THRESHOLD = 0.5
"""Probability above which a 50 ms frame counts as speech in the clocks (silero's own default)."""
MOST_REWRITTEN = 6
"""When the recogniser takes words back, at most so many of the new ones are written again: the newest say whether a
sentence is complete, and a long hypothesis that keeps changing would otherwise fill the window."""
ENDING_GROUP = "ending"
"""The features that tell an end by its sound; a core that was trained without them has no use for it."""
ENDING_NATS = 2.0
"""Log odds of an end by its sound, in nats, beyond which more of them hardly counts."""
MAX_TYPED_WORDS, MAX_REPORTED_WORDS = 24, 4
"""Of what is typed or pressed, and of what tools and the background model send in a micro-turn, the core is told so
many words: it decides when something is said, not what, and what is said is told once more as it sounds."""


class Role(IntEnum):
    """What a position stands for."""

    FEATURES = 0
    HEARD = 1
    TAKEN_BACK = 2
    OWN = 3
    TYPED = 4
    TOOL = 5
    BACKGROUND = 6
    PANEL = 7
    TURN = 8
    """A word of the user's turn, read again for writing."""
    PINNED = 9
    """A word about what is set up (timers, standing instructions), told again for every writing."""
    NEXT = 10
    """The place at which the next move is chosen."""
    CHOICE = 11
    """A chosen tool, move or option, as the embedding of its description."""
    ARGUMENT = 12
    """The place at which an argument is filled in, as the embedding of its description."""
    VALUE = 13
    """A word that was copied into an argument."""
    SENTENCE = 14
    """The turn as a whole, as the sentence embedding of its words."""


_EVENT_ROLES = {
    TextRole.TYPED: Role.TYPED,
    TextRole.TOOL: Role.TOOL,
    TextRole.BACKGROUND: Role.BACKGROUND,
    TextRole.PANEL: Role.PANEL,
}


_OF_THE_USER = (TextRole.TYPED, TextRole.PANEL)
"""What comes from the user themselves: more of its words are told."""


class Tokenizer(Protocol):
    """What the encoder needs of a tokenizer."""

    def tokens(self, word: str) -> list[int]:
        """Token ids of one lower-case word."""


@dataclass(frozen=True, slots=True)
class Positions:
    """One group of positions. tokens: [n] ids, 0 at the last; roles: [n], FEATURES at the last; features: [F]."""

    tokens: npt.NDArray[np.int64]
    roles: npt.NDArray[np.int64]
    features: Samples


def plain(word: str) -> str:
    """A word as the core reads it: lower case, no punctuation (the recogniser's punctuation is a guess)."""
    return "".join(c for c in word.lower().replace("’", "'") if c.isalnum() or c == "'")


_OWN_KINDS = ("relay", "backchannel", "interjection")
_PENDING_KINDS = ("relay", "response", "interjection")


def _clock(seconds: float, *scales: float) -> list[float]:
    return [math.tanh(seconds / scale) for scale in scales]


class _Levels:
    """Running estimates in dBFS: the room's floor, whoever talks now, and the talker who is near (slow to sink)."""

    def __init__(self) -> None:
        self.floor_db = -60.0
        self.talker_db = -26.0
        self.near_db = -36.0

    def update(self, level_db: float, speech: float) -> None:
        if level_db > -99.0:  # digital silence says nothing about the room
            rate = 0.3 if level_db < self.floor_db else 0.01
            self.floor_db += rate * (level_db - self.floor_db)
        if speech > SPEECH_THRESHOLD:
            self.talker_db += 0.05 * (level_db - self.talker_db)
            self.near_db += (0.1 if level_db > self.near_db else 0.001) * (level_db - self.near_db)


class PositionEncoder:
    """Keeps the clocks and the transcript of one session. State is bounded: the open utterances' words only."""

    def __init__(self, tokenizer: Tokenizer, layout: FeatureLayout | None = None) -> None:
        """layout: the groups of features that the core knows; without one, those that are made here."""
        self._tokenizer, self._layout = tokenizer, layout
        self._cache: dict[str, list[int]] = {}
        self.reset()

    def reset(self) -> None:
        """Forgets the session."""
        self._levels = _Levels()
        self._heard: dict[str, list[str]] = {}
        self._log_pitch = 0.0
        self._silence_s = 10.0
        self._run_s = 0.0
        self._unchanged_s = 10.0
        self._last_word_end_s = -10.0
        self._unanswered = 0
        self._own_quiet_s = 10.0
        self._overlap_s = 0.0
        self._overlap_words = 0
        self._since_respond_s = 20.0
        self._turn_s = 0.0
        self._now_s = 0.0
        self._before = 0, self._since_respond_s
        self._taken = 0
        self._begun = self._typed = False

    def encode(
        self,
        hearing: Hearing,
        own: OwnVoice,
        events: Iterable[TextEvent] = (),
        *,
        muted: bool = False,
        company: bool = False,
        seen: Groups | None = None,
    ) -> Positions:
        """The positions of the next micro-turn. `company`: people talk among themselves (meetings), not to us. `seen`:
        features of the senses."""
        self._now_s += MICROTURN_S
        self._begun = own.speaking and own.kind == "response" and own.spoken_s <= PREMATURE_S
        events = tuple(events)
        self._typed = any(event.role is TextRole.TYPED for event in events)
        tokens: list[int] = []
        roles: list[int] = []
        for word in own.spoken:
            self._add(tokens, roles, plain(word), Role.OWN)
        room = MAX_REPORTED_WORDS
        for event in events:
            words = event.text.split()
            if event.role in _OF_THE_USER:
                self._unanswered += len(words) if event.role is TextRole.PANEL else 0
                words = words[:MAX_TYPED_WORDS]
            else:
                words = words[:room]
                room -= len(words)
            for word in words:
                self._add(tokens, roles, plain(word), _EVENT_ROLES[event.role])
        self._unchanged_s += MICROTURN_S
        for utterance in hearing.utterances:
            self._hear(utterance, tokens, roles, own)
        self._run_clocks(hearing, own)
        groups: Groups = dict(self._features(hearing, own, muted=muted, company=company))
        return Positions(
            np.array([*tokens, 0], np.int64),
            np.array([*roles, int(Role.FEATURES)], np.int64),
            (self._layout or FEATURE_LAYOUT).row({**groups, **(seen or {})}),
        )

    def layout(self, hearing: Hearing) -> list[tuple[str, list[float]]]:
        """The groups of features of a silent moment, for their names and sizes."""
        return self._features(hearing, OwnVoice(), muted=False, company=False)

    @property
    def unanswered(self) -> int:
        """Words heard since the last RESPOND."""
        return self._unanswered

    def decided(self, act: Act) -> None:
        """Tells what was done in this micro-turn: a RESPOND takes up everything heard so far, and an answer that is
        stopped as soon as it has begun gives it back. A line that was typed is taken up whatever is done."""
        self._since_respond_s += MICROTURN_S
        self._before = self._unanswered, self._since_respond_s
        if act is Act.RESPOND:
            self._taken, self._unanswered = self._unanswered, 0
            self._since_respond_s = 0.0
        elif act is Act.YIELD and self._begun:
            self._unanswered += self._taken
            self._taken = 0
        if self._typed:
            self._since_respond_s = 0.0

    def take_back(self) -> None:
        """The RESPOND of this micro-turn came to nothing: the user is not finished."""
        self._unanswered, self._since_respond_s = self._before

    def _add(self, tokens: list[int], roles: list[int], word: str, role: Role) -> None:
        if word not in self._cache:
            if len(self._cache) > 50_000:  # noisy words must not grow memory for ever
                self._cache.clear()
            self._cache[word] = self._tokenizer.tokens(word) if word else []
        ids = self._cache[word]
        tokens += ids
        roles += [int(role)] * len(ids)

    def _hear(self, utterance: Utterance, tokens: list[int], roles: list[int], own: OwnVoice) -> None:
        before = self._heard.get(utterance.id, [])
        now = [p for word in utterance.words if (p := plain(word.text))]
        same = 0
        while same < min(len(before), len(now)) and before[same] == now[same]:
            same += 1
        if len(before) > same:
            tokens.append(len(before) - same)
            roles.append(int(Role.TAKEN_BACK))
        for word in now[same:] if same == len(before) else now[max(same, len(now) - MOST_REWRITTEN) :]:
            self._add(tokens, roles, word, Role.HEARD)
        if now != before:
            self._unchanged_s = 0.0
            self._unanswered = max(0, self._unanswered + len(now) - len(before))
            if own.speaking:
                self._overlap_words += max(0, len(now) - len(before))
        if now:
            self._last_word_end_s = utterance.end_s
        if utterance.final:
            self._heard.pop(utterance.id, None)
        else:
            self._heard[utterance.id] = now

    def _run_clocks(self, hearing: Hearing, own: OwnVoice) -> None:
        frame_s = MICROTURN_S / SUBFRAMES
        for speech, level_db in zip(hearing.speech.tolist(), hearing.level_db.tolist(), strict=True):
            self._levels.update(level_db, speech)
            if speech > SPEECH_THRESHOLD:
                self._run_s = self._run_s + frame_s if self._silence_s < 0.3 else frame_s
                self._silence_s = 0.0
                if own.speaking:
                    self._overlap_s += frame_s
            else:
                self._silence_s += frame_s
        if own.speaking:
            self._own_quiet_s = 0.0
        else:
            self._own_quiet_s += MICROTURN_S
            self._overlap_s, self._overlap_words = 0.0, 0
        self._turn_s = self._turn_s + MICROTURN_S if self._unanswered else 0.0
        if self._silence_s > 1.0:  # an acknowledgement is over; the next overlap is counted afresh
            self._overlap_s, self._overlap_words = 0.0, 0

    def _features(
        self, hearing: Hearing, own: OwnVoice, *, muted: bool, company: bool
    ) -> list[tuple[str, list[float]]]:
        """Groups of features by name; the groups are what an ablation leaves out."""
        levels = self._levels
        level_db = np.maximum(hearing.level_db, -80.0)
        near = (float(level_db.max()) - levels.near_db) / 15
        sound = hearing.speech.tolist()
        sound += np.clip((level_db - levels.floor_db) / 20, -1, 2.5).tolist()
        sound += np.clip((level_db - levels.talker_db) / 20, -2, 1).tolist()
        silences = _clock(self._silence_s, 0.15, 0.4, 1.0, 4.0) + _clock(self._run_s, 0.4, 2.0)
        words = _clock(self._now_s - self._last_word_end_s, 0.3, 1.0, 4.0) + _clock(self._unchanged_s, 0.3, 1.0)
        turn = _clock(self._turn_s, 2.0, 10.0) + _clock(self._own_quiet_s, 0.4, 2.0, 8.0)
        turn += [*_clock(own.pending_s, 1.0, 4.0), *_clock(self._since_respond_s, 1.0, 8.0)]
        counts = [float(self._unanswered > 0), *_clock(self._unanswered, 2.0, 8.0, 30.0)]
        overlap = _clock(self._overlap_s, 0.3, 1.0) + _clock(self._overlap_words, 1.0, 4.0)
        voice = [float(own.speaking), *(float(own.kind == kind) for kind in _OWN_KINDS)]
        voice += [*_clock(own.spoken_s, 0.5, 3.0), *_clock(own.remaining_s, 0.5, 3.0), float(own.more_to_come)]
        voice += [float(own.pending != ""), *(float(own.pending == kind) for kind in _PENDING_KINDS)]
        voice += [float(own.awaiting), float(muted), float(company)]
        return [
            ("sound", [*sound, max(-2.0, min(1.0, near))]),
            ("pitch", self._pitch(hearing.pitch_hz)),
            ("clocks", silences + words + turn + overlap[:2]),
            ("counts", counts + overlap[2:]),
            ("voice", voice),
            (ENDING_GROUP, [math.tanh(hearing.ending / ENDING_NATS), float(hearing.ending != 0)]),
            ("stopped", [float(own.interrupted)]),
        ]

    def _pitch(self, pitch_hz: Samples) -> list[float]:
        """For each 50 ms: voiced, and the distance in octaves from the talker's running mean."""
        voiced, octaves = [], []
        for hz in pitch_hz.tolist():
            if hz <= 0:
                voiced.append(0.0)
                octaves.append(0.0)
                continue
            log = math.log2(hz)
            self._log_pitch = log if self._log_pitch == 0 else self._log_pitch + 0.05 * (log - self._log_pitch)
            voiced.append(1.0)
            octaves.append(max(-1.0, min(1.0, log - self._log_pitch)))
        return voiced + octaves


class _NoTokens:
    def tokens(self, word: str) -> list[int]:
        return [len(word)]


def _layout() -> FeatureLayout:
    silence = np.zeros(SUBFRAMES, np.float32)
    quiet = Hearing(silence, silence - 100, silence)
    return FeatureLayout({name: len(values) for name, values in PositionEncoder(_NoTokens()).layout(quiet)})


FEATURE_LAYOUT = _layout()
"""The groups of features that are made here: sound, pitch, clocks, counts, voice, ending, stopped. Those of the senses
are not among them."""
FEATURE_GROUPS = FEATURE_LAYOUT.slices()
"""Where each group of features stands in the continuous position."""
PITCH_FEATURES = FEATURE_GROUPS["pitch"]
"""The trainer blanks the pitch in sessions that have no sound."""
FEATURES = FEATURE_LAYOUT.width
"""Width of the continuous position."""
