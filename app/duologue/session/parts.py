"""What a session is put together from."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from duologue.background.base import BackgroundModel
from duologue.core.devices import Camera, Microphone, SharedScreen, Speaker
from duologue.core.microturn import Frame, InteractionModel
from duologue.core.notices import Notice
from duologue.core.settings_store import SettingsStore
from duologue.model.voice.base import Voice
from duologue.session.timekeeping import Timekeeper
from duologue.session.translate.parts import InterpretingParts
from duologue.session.worker import Worker
from duologue.tools.registry import Toolbox

ReadText = Callable[[Frame], Sequence[str]]
"""Reads the lines of text in a picture, top to bottom."""


@dataclasses.dataclass(frozen=True, slots=True)
class SessionParts:
    """The parts, each made elsewhere; the session owns none of them but the order in which they are asked."""

    model: InteractionModel
    voice: Voice
    microphone: Microphone
    speaker: Speaker
    time: Timekeeper
    toolbox: Toolbox
    background: BackgroundModel
    worker: Worker
    voice_worker: Worker
    """Makes the sound, so that nothing else waits for it."""
    bundle: Mapping[str, str]
    """Name, version and sha256 of the model bundle."""
    camera: Camera | None = None
    """What the session sees, None without a camera."""
    screen: SharedScreen | None = None
    """What the user has chosen to show of their screen, None where no screen can be shown."""
    read_text: ReadText | None = None
    """None where nothing reads what the camera sees."""
    notices: tuple[Notice, ...] = ()
    """What the user should know from the beginning."""
    past: tuple[tuple[bool, str], ...] = ()
    """What was said before in the conversation that goes on (dialogue.Past)."""
    settings: SettingsStore = dataclasses.field(default_factory=SettingsStore)
    """The settings; whoever has something to do with one of them follows it there."""
    interpreting: InterpretingParts | None = None
    """What speech is translated with, None where it cannot be."""
    outruns: bool = False
    """The session may run faster than time: then it waits for what takes real time."""
