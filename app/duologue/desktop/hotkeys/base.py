"""What a desktop's way to global keys has to do."""

from collections.abc import Callable
from typing import Protocol

from duologue.core.errors import DuologueError

INSTEAD = "bind a key of your desktop to `duologue --toggle-mute`"
"""Part of a sentence: what always works instead."""
_X_NAMES = {
    "Space": "space",
    "Ins": "Insert",
    "Del": "Delete",
    "PgUp": "Prior",
    "PgDown": "Next",
    "Backspace": "BackSpace",
    "Esc": "Escape",
}


class GlobalKeyError(DuologueError):
    """A key cannot be had from everywhere; the sentence says what to do."""


class KeyBackend(Protocol):
    """One key on one kind of desktop."""

    async def bind(self, keys: str, pressed: Callable[[], None]) -> None:
        """Has `pressed` called on the event loop's thread, once each time these keys go down. To be called once.

        Raises:
            GlobalKeyError: the desktop does not offer it.
        """

    async def close(self) -> None:
        """Gives the key back, also where bind() failed or was cancelled."""


def x_name(key: str) -> str:
    """The name of a key in X11 and XKB ("m", "space") for its name in Qt ("M", "Space")."""
    return key.lower() if len(key) == 1 else _X_NAMES.get(key, key)
