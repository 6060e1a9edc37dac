"""What the program does while its window is not there: stays in the tray, and starts when its user logs in."""

import asyncio

from duologue.bridge.bridge import Bridge
from duologue.core.errors import OutputError
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.desktop.autostart import Autostart, login_command
from duologue.ui.tray import Tray
from duologue.ui.window import Window

LOOK_S, LOOKS = 0.5, 40
"""How often, in seconds, and how many times it is looked whether a desktop that starts has its tray."""
GOES_ON = "Duologue goes on listening in the tray. Quit ends it."


class Staying:
    """Follows the settings `in_tray` and `autostart` from begin() on. autostart: of the system."""

    def __init__(
        self, window: Window, tray: Tray, bridge: Bridge, settings: SettingsStore, autostart: Autostart
    ) -> None:
        self._window, self._tray, self._bridge = window, tray, bridge
        self._settings, self._autostart = settings, autostart
        self._told = False
        tray.opened.connect(window.come_to_front)
        tray.quit.connect(window.leaving.quit)
        window.menu.quit.connect(window.leaving.quit)
        window.leaving.put_away.connect(self._tell_once)

    def begin(self) -> None:
        """Shows the tray; from now on the window may be put away."""
        self._tray.show()
        self._window.leaving.may_put_away = lambda: self._tray.shown
        self._window.leaving.puts_away = lambda: self._settings.now.in_tray and self._tray.shown
        if self._settings.now.autostart and not self._autostart.is_on():  # taken away by the desktop's own means
            self._bridge.change_settings(autostart=False)
        self._settings.subscribe(self._turn_autostart, "autostart")

    async def show_later(self) -> None:
        """Shows the window after all where the desktop turns out to have no tray."""
        for _ in range(LOOKS):
            if self._tray.shown:
                return
            await asyncio.sleep(LOOK_S)
            self._tray.show()
        self._window.show()

    def _turn_autostart(self, now: Settings, _changes: object) -> None:
        try:
            self._autostart.turn(on=now.autostart, command=login_command())
        except OutputError as error:
            self._bridge.notify("warning", error.message)

    def _tell_once(self) -> None:
        if not self._told:
            self._told = True
            self._tray.tell(GOES_ON)
