"""The contract of the interaction model: what goes into a micro-turn and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

from duologue.core.events import Percept
from duologue.core.outline import Stroke
from duologue.core.writing import ToolSpec, WriteRequest, WriteResult

Samples = npt.NDArray[np.float32]
"""Mono sound, float32 in -1..1, shape [N]."""


class FloorState(StrEnum):
    """What the user is doing with the floor, as REPLAY.md names it."""

    IDLE = "idle"
    THINKING = "thinking"
    SPEAKING = "speaking"
    CORRECTING = "correcting"
    YIELDING = "yielding"
    INVITING = "inviting"


class Act(StrEnum):
    """What the interaction core decides to do in a micro-turn."""

    HOLD = "hold"
    """Stay as it is: silent when silent."""
    CONTINUE = "continue"
    """Go on speaking."""
    YIELD = "yield"
    """Stop speaking now: the user takes the floor."""
    RESPOND = "respond"
    """The user's turn is over: take it up."""
    RELAY = "relay"
    """Say what is waiting to be said (a result, a timer, the background model's words)."""
    ACKNOWLEDGE = "acknowledge"
    """A short "mm-hm" that does not take the turn."""
    CALL = "call"
    """What is asked for is clear although the user still speaks: call the tool now."""


class TextRole(StrEnum):
    """Who or what a text event comes from."""

    TYPED = "typed"
    TOOL = "tool"
    BACKGROUND = "background"
    PANEL = "panel"


@dataclass(frozen=True, slots=True)
class TextEvent:
    """Text that reached the session in this micro-turn."""

    role: TextRole
    text: str


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """What the assistant itself is doing with its voice at the end of the micro-turn.

    `spoken` are the words that became audible in this micro-turn; `remaining_s` is the sound that is
    synthesised and still to be played; `pending` is the kind of the most urgent speech that waits to be relayed
    ("" if nothing waits), `pending_s` how long it has waited, and `interrupted` whether the user's words stopped it.
    """

    speaking: bool = False
    kind: str = ""
    spoken: tuple[str, ...] = ()
    spoken_s: float = 0.0
    remaining_s: float = 0.0
    more_to_come: bool = False
    pending: str = ""
    pending_s: float = 0.0
    interrupted: bool = False
    awaiting: bool = False
    """A question is with the background model or a tool, and its answer has not come yet."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of a camera. number: another for each. rgb: [H, W, 3]. t_s: session time at which it was taken."""

    number: int
    rgb: npt.NDArray[np.uint8]
    t_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Watched:
    """What the user wants the eyes to watch. id: another for each wish, and when it is to begin anew. what:
    "repetitions", "posture", "hands", "person" or "activity". exercise: which one is counted, "" for any."""

    id: str
    what: str
    exercise: str = ""


@dataclass(frozen=True, slots=True)
class MicroTurn:
    """Everything that happened in 200 ms.

    mic: [3200] 16 kHz, echo-cancelled, zero while muted. own: what the assistant's voice is doing.
    expected: phrases that the user may well say, to be preferred among those that sound alike. frame: the newest
    picture of the camera, the same as before if there was no other; None without a camera. waits: time stands still
    while the model works, so that nothing may be left out for want of time. watched: what the eyes are to watch, newest
    last. leaning: what the user has added to the scores of acts, in nats (readiness.py). heard: the words are heard by
    other ears, and these are the utterances that have changed; None: the model hears them itself.
    """

    index: int
    mic: Samples
    events: tuple[TextEvent, ...] = ()
    own: OwnVoice = field(default_factory=OwnVoice)
    muted: bool = False
    expected: tuple[str, ...] = ()
    frame: Frame | None = None
    waits: bool = True
    watched: tuple[Watched, ...] = ()
    leaning: Mapping[Act, float] = field(default_factory=dict)
    heard: tuple["Utterance", ...] | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word with its session times in seconds. A stable word is not expected to change any more."""

    text: str
    start_s: float
    end_s: float
    stable: bool


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of the user's speech as heard so far; the same id is reported again as it grows."""

    id: str
    words: tuple[Word, ...]
    final: bool

    @property
    def text(self) -> str:
        """The words joined by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def start_s(self) -> float:
        """Session time at which the first word begins (0 without words)."""
        return self.words[0].start_s if self.words else 0.0

    @property
    def end_s(self) -> float:
        """Session time at which the last word ends (0 without words)."""
        return self.words[-1].end_s if self.words else 0.0


SUBFRAMES = 4
"""Acoustic features are given for every 50 ms."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the ears made of one micro-turn of sound.

    speech: [4] probability of speech for every 50 ms. level_db: [4] RMS in dBFS (-100 for digital silence).
    pitch_hz: [4], 0 where unvoiced. utterances: those that changed in this micro-turn. ending: how much the newest
    syllables sound like those of an end, in nats (log odds); 0 where that is not known.
    """

    speech: Samples
    level_db: Samples
    pitch_hz: Samples
    utterances: tuple[Utterance, ...] = ()
    ending: float = 0.0


@dataclass(frozen=True, slots=True)
class OwnSound:
    """What a model with a voice of its own says in a micro-turn.

    samples: [N] at 24 kHz, played right after those of the micro-turn before; silence ends the speech. words: those
    that begin in it, with the seconds from its first sample, as far as the model knows them.
    """

    samples: Samples
    words: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Acts:
    """Everything to do after a micro-turn."""

    utterances: tuple[Utterance, ...]
    """Utterances of the user that changed."""
    floor: FloorState
    floor_p: float
    act: Act
    tentative: bool = False
    """The act is to go on with what was interrupted, and that alone: it counts if the words ask for nothing."""
    level_db: float = -100.0
    """Microphone level of the micro-turn in dBFS, for meters."""
    speech: tuple[float, ...] = ()
    """Probability of speech for every 50 ms, for recognisers that work beside the micro-turns."""
    percepts: tuple[Percept, ...] = ()
    """What the eyes report, on change."""
    strokes: tuple[Stroke, ...] | None = None
    """What they see, to be drawn over the picture; None if they saw nothing new."""
    sound: OwnSound | None = None
    """What a speech-to-speech model says itself; others leave speaking to the voice."""
    scores: Mapping[str, float] = field(default_factory=dict)
    """Of each act that was possible, in nats, for whoever asks why; empty where a model does not say."""


class InteractionModel(Protocol):
    """The model behind the session. Runs in one worker thread; keeps its own state from step to step."""

    @property
    def provider(self) -> str:
        """The execution provider really in use, as ONNX Runtime names it."""

    def warm_up(self, tools: tuple[ToolSpec, ...] = ()) -> None:
        """Runs every graph once and prepares the tools, so that the first real step is no slower than the others."""

    def learn(self, tools: tuple[ToolSpec, ...], most: int) -> tuple[ToolSpec, ...]:
        """Prepares tools that have come while the session runs, between two steps; returns those that are ready.

        most: texts about them that are taken in; the rest is for another time. Leaves no trace in the model's state.
        """

    def step(self, turn: MicroTurn) -> Acts:
        """Takes in one micro-turn and decides. Micro-turns come in order without gaps."""

    def write(self, request: WriteRequest) -> WriteResult:
        """Writes what is to be done about the user's turn, right after the step whose act takes it up (RESPOND or
        CALL). Leaves no trace in the model's state."""

    def reset(self) -> None:
        """Forgets the session: state as after loading."""
