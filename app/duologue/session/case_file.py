"""The fields of CASE.json as they are written (REPLAY.md); what other parts own is checked by them."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AllowInfNan, Field, Strict

from duologue.audio.echo.path import LONGEST_DELAY_MS, EchoPath
from duologue.checked.fields import AnyText, Fields, Flag, MustBe, Seconds, Text, by_type, called, closed, fault
from duologue.core.commands import Mute, PanelAction, TypeText
from duologue.core.events import Json

MAX_GAIN_DB = 40.0
"""Loudest echo that a case may set, in dB above what is played."""
MAX_DURATION_S = 86_400.0
"""Longest session, in seconds: a day."""
MAX_INJECTED = 256
"""Most events that a case may inject."""


@closed
@dataclass(frozen=True, slots=True)
class TypedEvent:
    """What the user typed."""

    t: Seconds
    text: AnyText

    @property
    def command(self) -> TypeText:
        """It as the session takes it."""
        return TypeText(self.text)


@closed
@dataclass(frozen=True, slots=True)
class MuteEvent:
    """The user turned the microphone off or on."""

    t: Seconds
    on: Flag

    @property
    def command(self) -> Mute:
        """It as the session takes it."""
        return Mute(self.on)


@closed
@dataclass(frozen=True, slots=True)
class ComponentByText:
    """The first component that shows a text."""

    text: Text


@closed
@dataclass(frozen=True, slots=True)
class PanelEvent:
    """The user pressed something in a panel: a component by its id, or by what it shows."""

    t: Seconds
    surface: AnyText = ""
    component: Annotated[str | ComponentByText, MustBe('an id or {"text": ...}')] = ""
    action: AnyText = ""
    context: Fields = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Something must have been pressed."""
        if not self.component and not self.action:
            raise fault("lacks a 'component' or an 'action'")

    @property
    def command(self) -> PanelAction:
        """It as the session takes it."""
        if isinstance(self.component, ComponentByText):
            return PanelAction(self.surface, "", self.action, self.context, self.component.text)
        return PanelAction(self.surface, self.component, self.action, self.context)


@dataclass(frozen=True, slots=True)
class SettingsEvent:
    """The user changed settings; the fields beside t are theirs and not kept here."""

    t: Seconds


CaseEvent = Annotated[
    TypedEvent | MuteEvent | PanelEvent | SettingsEvent,
    by_type({"text": TypedEvent, "mute": MuteEvent, "panel_action": PanelEvent, "settings": SettingsEvent}),
]
"""Something that happens at session time t, told apart by its field "type"."""


@closed
@dataclass(frozen=True, slots=True)
class EchoFields:
    """The setting `echo`."""

    gain_db: Annotated[
        float, Strict(), AllowInfNan(False), Field(le=MAX_GAIN_DB), MustBe(f"a number, {MAX_GAIN_DB:.0f} or less")
    ] = EchoPath().gain_db
    delay_ms: Annotated[
        float, Strict(), Field(ge=0, le=LONGEST_DELAY_MS), MustBe(f"a number from 0 to {LONGEST_DELAY_MS:.0f}")
    ] = EchoPath().delay_ms


@closed
@dataclass(frozen=True, slots=True)
class CaseFile:
    """All fields of a case."""

    id: Text
    audio: Text
    video: Text | None = None
    duration_s: Annotated[
        Annotated[float, Strict(), Field(gt=0, le=MAX_DURATION_S), MustBe("a number of seconds above 0, at most a day")]
        | None,
        called("duration"),
    ] = None
    inject: Annotated[tuple[CaseEvent, ...], Field(max_length=MAX_INJECTED)] = ()
    settings: Fields = field(default_factory=dict)
    background: Json = None
    tools: Json = field(default_factory=dict)
