"""The one vocabulary of what happens in a session. Frozen dataclasses; `t` is session time in seconds.

Events with a `TYPE` in TIMELINE_TYPES are lines of timeline.jsonl with these very field names (REPLAY.md). The others
are for whoever follows the session: the window, the recorder, the history. Notices, meters and decisions, which are
part of the vocabulary, have files of their own (notices.py, meters.py, decisions.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, get_args

from duologue.core.decisions import Decided, Wrote
from duologue.core.meters import Echo, Hearing, Meter
from duologue.core.notices import Notice, NoticeWithdrawn
from duologue.core.outline import Outlined

Json = Any
"""A value that json.dumps accepts."""


class SpeechKind(StrEnum):
    """Why the assistant makes a sound (REPLAY.md)."""

    RESPONSE = "response"
    BACKCHANNEL = "backchannel"
    INTERJECTION = "interjection"
    RELAY = "relay"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """First line of a timeline."""

    TYPE: ClassVar[str] = "session"
    t: float
    version: str
    bundle: dict[str, str]
    provider: str
    chunk_ms: int
    seed: int
    wall_s: float = field(default=0.0, metadata={"window_only": True})
    """Seconds since 1970 at session time 0, 0 where nobody knows."""
    background: str = field(default="", metadata={"window_only": True})
    """Name of the background model, "" if there is none."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the user said so far."""

    TYPE: ClassVar[str] = "heard"
    t: float
    id: str
    text: str
    final: bool
    start: float
    end: float
    stable: int = field(default=0, metadata={"window_only": True})
    """How many leading words are not expected to change (for captions; not in the timeline)."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The user's floor state changed."""

    TYPE: ClassVar[str] = "floor"
    t: float
    state: str
    p: float


@dataclass(frozen=True, slots=True)
class Speech:
    """A sound of the assistant ended. start, end: its audible edges. filler: it only said that it takes a moment."""

    TYPE: ClassVar[str] = "speech"
    t: float
    id: str
    kind: str
    text: str
    start: float
    end: float
    completed: bool
    cause: float
    filler: bool = field(default=False, metadata={"window_only": True})
    written: str = field(default="", metadata={"window_only": True})
    """The id of what was shown in writing and is spoken here, "" for nothing."""


@dataclass(frozen=True, slots=True)
class Written:
    """The answer to a typed line, all of it, as it is shown before it is spoken."""

    TYPE: ClassVar[str] = "written"
    t: float
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """A speech that had sounded to its end goes on no more, although there was more to come: the user wants something
    else. id: of the speech."""

    TYPE: ClassVar[str] = "broken_off"
    t: float
    id: str


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool was called. label: what it does, as the notes on screen say it."""

    TYPE: ClassVar[str] = "tool_call"
    t: float
    id: str
    name: str
    arguments: dict[str, Json]
    label: str = field(default="", metadata={"window_only": True})


@dataclass(frozen=True, slots=True)
class ToolResult:
    """A tool came back."""

    TYPE: ClassVar[str] = "tool_result"
    t: float
    id: str
    ok: bool
    result: Json = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class ToolProgress:
    """For the window: how far a call has come, in words."""

    TYPE: ClassVar[str] = "tool_progress"
    t: float
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel was drawn or changed: one A2UI message (v0.9) for a surface, as the renderer gets it."""

    TYPE: ClassVar[str] = "panel"
    t: float
    surface: str
    message: dict[str, Json]


@dataclass(frozen=True, slots=True)
class Delegate:
    """A question was handed to the background model. seen: what the eyes see, as it goes along."""

    TYPE: ClassVar[str] = "delegate"
    t: float
    id: str
    question: str
    seen: str | None = field(default=None, metadata={"if_known": True})


@dataclass(frozen=True, slots=True)
class Background:
    """The background model streamed words back; final closes the answer. cancelled: the user gave the question up."""

    TYPE: ClassVar[str] = "background"
    t: float
    id: str
    text: str
    final: bool
    cancelled: bool = field(default=False, metadata={"window_only": True})


@dataclass(frozen=True, slots=True)
class Translation:
    """What the user said, in another language, so far; the same id is sent again as it grows. source, target: ISO 639-1
    codes of this utterance."""

    TYPE: ClassVar[str] = "translation"
    t: float
    id: str
    source: str
    target: str
    source_text: str
    text: str
    final: bool
    stable: int = field(default=0, metadata={"window_only": True})
    """How many leading words of `text` stand for good (for captions; not in the timeline)."""
    start: float = field(default=0.0, metadata={"window_only": True})
    end: float = field(default=0.0, metadata={"window_only": True})
    """Session times between which the words were said that it translates."""
    played: bool = field(default=False, metadata={"window_only": True})
    """The computer played the words; otherwise the microphone heard them, or they were typed."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """For the window: a sentence that is to be translated, as far as it was heard. id: of its translation. settled: how
    many leading words are not expected to change. start, end, played: as in Translation. Without words it is not
    translated after all."""

    TYPE: ClassVar[str] = "source_text"
    t: float
    id: str
    source: str
    target: str
    text: str
    settled: int
    start: float
    end: float
    played: bool = False


@dataclass(frozen=True, slots=True)
class Percept:
    """What the eyes report, on change. kind: as in REPLAY.md, "Percepts". seen: session time of the frame it rests on.
    fields: what belongs to the kind, like {"present": True, "count": 1}; in a timeline they stand beside it."""

    TYPE: ClassVar[str] = "percept"
    t: float
    kind: str
    seen: float
    fields: Mapping[str, Json] = field(metadata={"beside": True})


@dataclass(frozen=True, slots=True)
class Typed:
    """The session has taken up a line that the user typed."""

    TYPE: ClassVar[str] = "typed"
    t: float
    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """The user pressed something in a panel. As in commands.PanelAction."""

    TYPE: ClassVar[str] = "pressed"
    t: float
    surface: str
    component: str
    action: str
    context: Mapping[str, Json]
    text: str = ""


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """The user is asked whether a call may run. question: the sentence on the panel."""

    TYPE: ClassVar[str] = "consent_asked"
    t: float
    id: str
    question: str


@dataclass(frozen=True, slots=True)
class ConsentOver:
    """The user is not asked any more, whatever the reason. allowed: the call runs now."""

    TYPE: ClassVar[str] = "consent_over"
    t: float
    id: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class Rang:
    """A timer or reminder came due. text: what is said. rings: it goes on until RingEnded."""

    TYPE: ClassVar[str] = "rang"
    t: float
    id: str
    text: str
    rings: bool


@dataclass(frozen=True, slots=True)
class RingEnded:
    """Nothing rings any more: the user has stopped it, or it has rung long enough."""

    TYPE: ClassVar[str] = "ring_ended"
    t: float


@dataclass(frozen=True, slots=True)
class Silenced:
    """The user had the assistant fall silent: Esc, or the Stop button beside the line."""

    TYPE: ClassVar[str] = "silenced"
    t: float


@dataclass(frozen=True, slots=True)
class Muted:
    """The microphone went off or on, whatever the reason."""

    TYPE: ClassVar[str] = "muted"
    t: float
    on: bool


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """Settings were changed while the session runs. changes: their new values, by name."""

    TYPE: ClassVar[str] = "settings"
    t: float
    changes: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class SettingsWanted:
    """The user asked to open the settings at session time t. what: of what, in their words, "" for all."""

    TYPE: ClassVar[str] = "settings_wanted"
    t: float
    what: str


@dataclass(frozen=True, slots=True)
class Step:
    """A micro-turn was worked off."""

    TYPE: ClassVar[str] = "step"
    t: float
    index: int
    ms: float
    late: bool
    rss_mb: float


@dataclass(frozen=True, slots=True)
class Failure:
    """Something failed and the session went on."""

    TYPE: ClassVar[str] = "error"
    t: float
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """Last line of a timeline."""

    TYPE: ClassVar[str] = "end"
    t: float
    duration: float
    steps: int
    late: int
    step_ms: dict[str, float]
    peak_rss_mb: float


@dataclass(frozen=True, slots=True)
class Saying:
    """For captions: the words of a running speech that are audible so far."""

    TYPE: ClassVar[str] = "saying"
    t: float
    id: str
    kind: str
    text: str
    written: str = ""
    """See Speech."""


Event = (
    SessionStarted
    | Heard
    | Floor
    | Speech
    | Written
    | BrokenOff
    | ToolCall
    | ToolResult
    | ToolProgress
    | Panel
    | Delegate
    | Background
    | Translation
    | SourceText
    | Percept
    | Typed
    | Pressed
    | ConsentAsked
    | ConsentOver
    | Rang
    | RingEnded
    | Silenced
    | Muted
    | SettingsChanged
    | SettingsWanted
    | Step
    | Failure
    | SessionEnded
    | Saying
    | Meter
    | Outlined
    | Echo
    | Hearing
    | Decided
    | Wrote
    | Notice
    | NoticeWithdrawn
)

EVENTS: Mapping[str, type[Event]] = {event.TYPE: event for event in get_args(Event)}
"""Every kind of event, by its TYPE."""

TIMELINE_TYPES = frozenset(
    {
        "session",
        "heard",
        "floor",
        "speech",
        "tool_call",
        "tool_result",
        "panel",
        "delegate",
        "background",
        "translation",
        "percept",
        "step",
        "error",
        "end",
    }
)
"""Types that belong in timeline.jsonl."""
