"""A global key on X11: a passive grab on the root window, so that no other key is ever seen.

The connection is read by the event loop; there is no thread.
"""

import asyncio
import importlib
from collections.abc import Callable, Iterator
from itertools import chain, combinations
from typing import Any

from duologue.core.shortcuts import Chord
from duologue.desktop.hotkeys.base import INSTEAD, GlobalKeyError, x_name

_MASKS = {"Shift": 1 << 0, "Ctrl": 1 << 2, "Alt": 1 << 3, "Meta": 1 << 6}
_LOCK_KEYS = ("Caps_Lock", "Num_Lock", "Scroll_Lock")
_KEY_PRESS, _KEY_RELEASE, _MAPPING_CHANGED = 2, 3, 34
_GRAB_ASYNC, _ANY_MODIFIER = 1, 1 << 15


def _xlib(module: str) -> Any:
    return importlib.import_module(f"Xlib.{module}")


class X11Key:
    """KeyBackend for an X server. display: its name; by default the one of the environment."""

    def __init__(self, display: str | None = None) -> None:
        self._name = display
        self._display: Any = None
        self._loop: asyncio.AbstractEventLoop | None = None  # while it reads the connection
        self._pressed: Callable[[], None] = lambda: None
        self._chord = Chord(frozenset(), "")
        self._code = 0
        self._down = False

    async def bind(self, keys: str, pressed: Callable[[], None]) -> None:
        """Grabs the key.

        Raises:
            GlobalKeyError: there is no X server, no such key on the keyboard, or another program has it.
        """
        self._chord, self._pressed = Chord.parse(keys), pressed
        self._display = self._connected()
        self._grab(keys)
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._display.fileno(), self._read)
        self._read()

    async def close(self) -> None:
        """Closes the connection, which gives the key back."""
        self._read_no_more()
        if self._display is not None:
            self._display.close()
            self._display = None

    def _connected(self) -> Any:
        try:
            return _xlib("display").Display(self._name)
        except (OSError, _xlib("error").DisplayError) as error:
            raise GlobalKeyError("hotkey.display", f"The X server cannot be reached; {INSTEAD}.") from error

    def _grab(self, keys: str) -> None:
        self._code = self._display.keysym_to_keycode(_xlib("XK").string_to_keysym(x_name(self._chord.key)))
        if not self._code:
            raise GlobalKeyError("hotkey.key", f"This keyboard has no {self._chord.key}; choose another key.")
        root, refused = self._display.screen().root, _xlib("error").CatchError(_xlib("error").BadAccess)
        mask = sum(_MASKS.get(name, 0) for name in self._chord.modifiers)
        for locks in self._lock_masks():
            root.grab_key(self._code, mask | locks, False, _GRAB_ASYNC, _GRAB_ASYNC, onerror=refused)
        self._display.sync()
        if refused.get_error() is not None:
            raise GlobalKeyError("hotkey.taken", f"Another program has {keys} already; choose another key.")

    def _lock_masks(self) -> Iterator[int]:
        """Every way in which Caps Lock and its like may be on: the key works all the same."""
        codes = {self._display.keysym_to_keycode(_xlib("XK").string_to_keysym(name)) for name in _LOCK_KEYS} - {0}
        bits = [1 << i for i, row in enumerate(self._display.get_modifier_mapping()) if codes & set(row)]
        subsets = chain.from_iterable(combinations(bits, n) for n in range(len(bits) + 1))
        return (sum(subset) for subset in subsets)

    def _read(self) -> None:
        """Takes in what the server has sent."""
        try:
            while self._display is not None and self._display.pending_events():
                self._take(self._display.next_event())
        except (OSError, _xlib("error").ConnectionClosedError):
            self._read_no_more()

    def _read_no_more(self) -> None:
        if self._loop is not None:
            self._loop.remove_reader(self._display.fileno())
            self._loop = None

    def _take(self, event: Any) -> None:
        if event.type == _KEY_PRESS and event.detail == self._code:
            if not self._down:
                self._down = True
                self._pressed()
        elif event.type == _KEY_RELEASE and event.detail == self._code:
            self._down = self._is_held()
        elif event.type == _MAPPING_CHANGED:
            self._layout_changed(event)

    def _is_held(self) -> bool:
        """A key that repeats is let go and pressed again, over and over, while it is down."""
        return bool(self._display.query_keymap()[self._code // 8] >> self._code % 8 & 1)

    def _layout_changed(self, event: Any) -> None:
        self._display.refresh_keyboard_mapping(event)
        sym = _xlib("XK").string_to_keysym(x_name(self._chord.key))
        if self._display.keysym_to_keycode(sym) not in (0, self._code):
            self._display.screen().root.ungrab_key(self._code, _ANY_MODIFIER)
            self._grab_again()

    def _grab_again(self) -> None:
        try:
            self._grab(self._chord.key)
        except GlobalKeyError:
            self._code = 0
