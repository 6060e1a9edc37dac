"""A global key on Windows and macOS, by pynput: its thread sees every key and forgets all but one."""

import asyncio
import importlib
import sys
from collections.abc import Callable
from typing import Any

from duologue.core.shortcuts import Chord
from duologue.desktop.hotkeys.base import INSTEAD, GlobalKeyError
from duologue.desktop.hotkeys.presses import Presses

_MODIFIERS = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift", "cmd": "Meta"}
_MODIFIERS_MAC = _MODIFIERS | {"ctrl": "Meta", "cmd": "Ctrl"}
"""Names of the modifiers on macOS, where Qt calls the Command key Ctrl."""
_NAMES = {"insert": "Ins", "delete": "Del", "page_up": "PgUp", "page_down": "PgDown", "backspace": "Backspace"}
_MAC_CODES = dict(zip((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17), "ASDFHGZXCVBQWERYT", strict=True))
_MAC_CODES |= dict(zip((18, 19, 20, 21, 22, 23, 25, 26, 28, 29), "1234659780", strict=True))
_MAC_CODES |= dict(zip((31, 32, 34, 35, 37, 38, 40, 45, 46), "OUIPLJKNM", strict=True))
"""Keys by their place: what they type changes with Option."""
_UNTRUSTED = "macOS does not allow it yet: turn Duologue on in System Settings, Privacy & Security, Accessibility, then"


def _pynput() -> Any:
    return importlib.import_module("pynput.keyboard")


class ListenerKey:
    """KeyBackend by listening to the keyboard."""

    def __init__(self) -> None:
        self._listener: Any = None

    async def bind(self, keys: str, pressed: Callable[[], None]) -> None:
        """Begins to listen.

        Raises:
            GlobalKeyError: the system does not let it.
        """
        loop, presses = asyncio.get_running_loop(), Presses(Chord.parse(keys))

        def on_press(key: Any) -> None:
            if presses.press(key_name(key)):
                loop.call_soon_threadsafe(pressed)

        try:
            keyboard = _pynput()
        except ImportError as error:
            raise GlobalKeyError("hotkey.pynput", f"The keyboard cannot be watched; {INSTEAD}.") from error
        self._listener = keyboard.Listener(on_press=on_press, on_release=lambda key: presses.release(key_name(key)))
        self._listener.start()
        self._listener.wait()
        if not getattr(self._listener, "IS_TRUSTED", True):
            raise GlobalKeyError("hotkey.trust", f"{_UNTRUSTED} start it again; or {INSTEAD}.")

    async def close(self) -> None:
        """Ends the thread."""
        if self._listener is not None:
            self._listener.stop()
            self._listener.join()
            self._listener = None


def key_name(key: Any, platform: str = sys.platform) -> str:
    """Qt's name of a key as pynput hands it over, "" for one that has none."""
    mac = platform == "darwin"
    if name := getattr(key, "name", None):
        modifiers = _MODIFIERS_MAC if mac else _MODIFIERS
        return modifiers.get(name.partition("_")[0]) or _NAMES.get(name) or str(name).capitalize()
    code, char = getattr(key, "vk", None), getattr(key, "char", None)
    if mac and code in _MAC_CODES:
        return _MAC_CODES[code]
    if not mac and code is not None and chr(code) in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        return chr(code)
    return str(char or "").upper()
