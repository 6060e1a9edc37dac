"""What live translation is put together from; opened when it is first needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from duologue.core.devices import ComputerSound
from duologue.core.settings_store import SettingsStore
from duologue.core.translatable import Lack, Translatable
from duologue.model.languages.listening import Activity
from duologue.model.languages.passage import Transcribes
from duologue.session.timekeeping import Timekeeper
from duologue.session.worker import Worker
from duologue.translate.base import Translator


@dataclass(frozen=True, slots=True)
class ComputerParts:
    """What it takes to hear what the computer plays. Each is called in a thread, and may raise DuologueError.

    sound: opens that itself. activity: opens what tells where somebody speaks. english: opens the English ears.
    """

    sound: Callable[[], ComputerSound]
    activity: Callable[[], Activity]
    english: Callable[[], Transcribes]


@dataclass(frozen=True, slots=True)
class InterpretingParts:
    """Opened in the worker, where all of it runs.

    open_ears: the recogniser of other languages than English. open_translators: the translators there are, the better
    before the others. Both may raise DuologueError. able: what can be translated; it is quick, and opens no graph.
    computer: None where what the computer plays is not heard.
    """

    worker: Worker
    open_ears: Callable[[], Transcribes]
    open_translators: Callable[[], Sequence[Translator]]
    able: Callable[[], Translatable] = Translatable
    computer: ComputerParts | None = None


class Parts(Protocol):
    """What it needs of the parts of a session."""

    @property
    def interpreting(self) -> InterpretingParts | None:
        """What speech is translated with, None where it cannot be."""

    @property
    def time(self) -> Timekeeper:
        """When what is done takes effect."""

    @property
    def settings(self) -> SettingsStore:
        """The settings that it goes by."""


def lacking(parts: InterpretingParts | None) -> Callable[[str, str, bool], Lack]:
    """Says what is missing to translate from one language into another, and back if the third is true."""
    able = Translatable if parts is None else parts.able
    return lambda source, target, two_way: able().lacks(source, target, two_way=two_way)
