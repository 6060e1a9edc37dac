"""The icon in the system's tray: says how the microphone stands while the window is out of sight."""

import sys
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from duologue.ui.colours import LIGHT
from duologue.ui.icons import badge
from duologue.ui.words import marked, tr
from duologue.view.status import Status

_SIZES = (16, 22, 24, 32, 48, 64)
_WHITE = "#ffffff"


class TrayState(StrEnum):
    """What the icon shows."""

    LISTENING = marked("listening")
    SPEAKING = marked("speaking")
    MUTED = marked("microphone off")
    OFF = marked("no session")


_LOOKS = {
    TrayState.LISTENING: ("microphone", LIGHT.green.fore),
    TrayState.SPEAKING: ("speaking", LIGHT.blue.fore),
    TrayState.MUTED: ("microphone-off", LIGHT.alarm.back),
    TrayState.OFF: ("ended", LIGHT.neutral.fore),
}
"""Picture and colour of each: the pictures alone tell them apart."""
_OFF = frozenset({Status.STARTING, Status.ENDED, Status.FAILED})


def tray_state(status: Status, *, muted: bool) -> TrayState:
    """What to show for a status of the session."""
    if status in _OFF:
        return TrayState.OFF
    if muted or status is Status.MUTED:
        return TrayState.MUTED
    return TrayState.SPEAKING if status is Status.SPEAKING else TrayState.LISTENING


def tray_icon(state: TrayState) -> QIcon:
    """The icon of a state, in the usual sizes; on macOS a mask that the menu bar colours."""
    name, colour = _LOOKS[state]
    mask = sys.platform == "darwin"
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(badge(name, _WHITE, "" if mask else colour, size))
    result.setIsMask(mask)
    return result


class Tray(QObject):
    """Shows itself where the desktop has a tray. Says what the user wants: `opened`, `mute_toggled`, `quit`."""

    opened = Signal()
    mute_toggled = Signal(bool)
    quit = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._status, self._muted = Status.STARTING, False
        self._shown: tuple[TrayState, bool] | None = None
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu(parent)
        self._add(tr("Show window")).triggered.connect(self.opened)
        self.mute = self._add("")
        self.mute.triggered.connect(lambda: self.mute_toggled.emit(not self._muted))
        self.menu.addSeparator()
        self._add(tr("Quit")).triggered.connect(self.quit)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self.opened)
        self._draw()

    @property
    def state(self) -> TrayState:
        """What is shown."""
        return tray_state(self._status, muted=self._muted)

    def show(self) -> None:
        """Appears, if there is a tray."""
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.icon.show()

    @property
    def shown(self) -> bool:
        """It is there to be seen."""
        return self.icon.isVisible()

    def hide(self) -> None:
        """Goes away."""
        self.icon.hide()

    def tell(self, text: str) -> None:
        """Has the desktop show a message; a click on it opens the window."""
        if self.icon.isVisible() and QSystemTrayIcon.supportsMessages():
            self.icon.showMessage("Duologue", text, QSystemTrayIcon.MessageIcon.NoIcon)

    def set_status(self, status: Status) -> None:
        """Shows what the assistant is doing."""
        self._status = status
        self._draw()

    def set_muted(self, muted: bool) -> None:
        """Shows whether the microphone is off."""
        self._muted = muted
        self._draw()

    def _draw(self) -> None:
        if (shown := (self.state, self._muted)) == self._shown:
            return
        self._shown = shown
        self.icon.setIcon(tray_icon(self.state))
        self.icon.setToolTip(f"Duologue: {tr(self.state.value)}")
        self.mute.setText(tr("Turn microphone on") if self._muted else tr("Turn microphone off"))

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.opened.emit()

    def _add(self, text: str) -> QAction:
        action = QAction(text, self.menu)
        self.menu.addAction(action)
        return action
