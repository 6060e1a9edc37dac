"""The key that works while another program has the keyboard, whatever the desktop."""

import asyncio
import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from duologue.core.tasks import Tasks
from duologue.desktop.hotkeys.base import INSTEAD, GlobalKeyError, KeyBackend
from duologue.desktop.hotkeys.listener import ListenerKey
from duologue.desktop.hotkeys.portal import PortalKey
from duologue.desktop.hotkeys.x11 import X11Key


def choose_backend() -> KeyBackend:
    """The way to global keys on this desktop.

    Raises:
        GlobalKeyError: there is none.
    """
    if sys.platform in ("win32", "darwin"):
        return ListenerKey()
    if os.environ.get("WAYLAND_DISPLAY"):
        return PortalKey(QGuiApplication.desktopFileName())
    if os.environ.get("DISPLAY"):
        return X11Key()
    raise GlobalKeyError("hotkey.screen", f"Without a screen there are no global shortcuts; {INSTEAD}.")


class GlobalKey(QObject):
    """Binds one key at a time. `pressed` each time it goes down; `problem` with why it does not work, or ""."""

    pressed = Signal()
    problem = Signal(str)

    def __init__(self, choose: Callable[[], KeyBackend] = choose_backend, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choose = choose
        self._tasks = Tasks(self._failed)
        self._task: asyncio.Task[None] | None = None
        self._backend: KeyBackend | None = None
        self._keys = ""

    def use(self, keys: str) -> None:
        """Binds these keys, as Qt writes them, instead of those before; none with "". On the running event loop."""
        if keys != self._keys:
            self._keys = keys
            self._task = self._tasks.spawn("global key", self._bind(keys, self._task))

    async def close(self) -> None:
        """Gives the key back."""
        await self._tasks.close()
        await self._release()

    async def _bind(self, keys: str, before: "asyncio.Task[None] | None") -> None:
        if before is not None:
            before.cancel()
            await asyncio.wait([before])
        await self._release()
        try:
            if keys:
                self._backend = self._choose()
                await self._backend.bind(keys, self.pressed.emit)
        except GlobalKeyError as error:
            await self._release()
            self.problem.emit(error.message)
        else:
            self.problem.emit("")

    async def _release(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            await backend.close()

    def _failed(self, _name: str, error: BaseException) -> None:
        self.problem.emit(f"The key does not work ({type(error).__name__}: {error}); {INSTEAD}.")
