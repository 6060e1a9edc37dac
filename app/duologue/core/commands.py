"""What a person (or a case's `inject` list) can ask of a running session."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from duologue.core.events import Json


@dataclass(frozen=True, slots=True)
class Mute:
    """Microphone off or on; speech, timers and reminders go on. tone: a soft tone says so, where there is a speaker."""

    on: bool
    tone: bool = False


@dataclass(frozen=True, slots=True)
class TypeText:
    """The user typed something."""

    text: str


@dataclass(frozen=True, slots=True)
class PanelAction:
    """The user pressed something in a panel.

    surface: "" for any. component: its id, or "" for the first that shows `text`. action, context: what it means; what
    is left out is as the panel says.
    """

    surface: str = ""
    component: str = ""
    action: str = ""
    context: Mapping[str, Json] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class CallTool:
    """A tool is to be called, without a word of the user; what needs consent is asked about all the same."""

    name: str
    arguments: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskBackground:
    """A text goes to the background model as it is. It is not in the user's words, who only chose it."""

    text: str


@dataclass(frozen=True, slots=True)
class Silence:
    """The assistant is to fall silent at once, and what it was about to say is put away (Esc, the Stop button)."""


@dataclass(frozen=True, slots=True)
class Stop:
    """End the session after this micro-turn."""


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Other values for settings, by name (core/settings.py). A session follows what is marked live there; the rest
    holds from the next one on."""

    changes: Mapping[str, Json]


Wordless = CallTool | AskBackground
"""What is to be done without a word of the user."""
Scheduled = TypeText | PanelAction | Wordless | Silence | ChangeSettings
"""What takes effect at a session time."""
Command = Scheduled | Mute | Stop
