"""Why the microphone is off: each reason is a bit of its own, so that taking one away never undoes another."""

from dataclasses import dataclass
from enum import Enum


class _Hold(Enum):
    """What holding the key does; decided when it goes down."""

    MUTES = "mutes"
    OPENS = "opens"


@dataclass(slots=True)
class MuteBits:
    """The switch, the key that is held, and the system.

    The held key is push-to-mute while the switch is open and push-to-talk while it is off. It stays what it was when it
    went down: turning the switch meanwhile decides how things stand when the key is released.
    """

    switched_off: bool = False
    off_by_system: bool = False
    _held: _Hold | None = None

    @property
    def muted(self) -> bool:
        """Whether the microphone is off."""
        if self.off_by_system or self._held is _Hold.MUTES:
            return True
        return self.switched_off and self._held is not _Hold.OPENS

    def hold(self) -> None:
        """The key went down; a key that is down already is left as it is."""
        if self._held is None:
            self._held = _Hold.OPENS if self.switched_off else _Hold.MUTES

    def release(self) -> None:
        """The key came up."""
        self._held = None
