"""The screen as a second camera in the program: who asks what may be seen, the mark while it can be, the key that ends
it."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from duologue.bridge.bridge import Bridge
from duologue.bridge.screen import ScreenBridge, ScreenSource
from duologue.core.shortcuts import SCREEN_KEY
from duologue.ui.screen_dialog import ScreenDialog
from duologue.ui.window import Window


class ScreenRoom:
    """Opens the dialog, and keeps the window's mark. device: is what a session sees (core.devices.SharedScreen)."""

    def __init__(self, window: Window, bridge: Bridge) -> None:
        self._window = window
        self.device = ScreenBridge(window)
        self._dialog: ScreenDialog | None = None
        self.device.chosen_wanted.connect(self.ask)
        self.device.turned.connect(window.top_bar.show_screen)
        self.device.noticed.connect(bridge.notify)
        window.top_bar.screen_ended.connect(self.device.stop)
        window.menu.screen_wanted.connect(self.ask)
        window.closed.connect(self.device.close)
        QShortcut(QKeySequence(SCREEN_KEY), window).activated.connect(self.turn)

    def turn(self) -> None:
        """Ends it, or asks what may be seen."""
        if self.device.shared:
            self.device.stop()
        else:
            self.ask()

    def ask(self) -> ScreenDialog:
        """Opens the dialog, or brings it to the front."""
        if self._dialog is None or not shiboken6.isValid(self._dialog):
            self._dialog = dialog = ScreenDialog(self.device.sources(), self._window.theme, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.chosen = self._choose
            self._window.come_to_front()
            dialog.open()
        self._dialog.activateWindow()
        return self._dialog

    def _choose(self, source: ScreenSource | None) -> None:
        self._dialog = None
        self.device.answer(source)
