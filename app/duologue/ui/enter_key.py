"""Enter presses the button that has the focus, as the space bar does: outside dialogs Qt leaves it without effect."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from duologue.ui.key_filter import KeyFilter

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PRESSED = (QPushButton, QToolButton)
"""Kinds of buttons that do something; check boxes and radio buttons are chosen with the space bar."""
_COUNTED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class EnterKey(KeyFilter):
    """Has Enter work on the buttons of a window; dialogs are left to Qt."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turns Enter into a press of the space bar, which does whatever kind of button it is on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._presses(watched, event):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(watched, QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " "))
            return True
        return super().eventFilter(watched, event)

    def _presses(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() not in _ENTER or event.modifiers() & _COUNTED or event.isAutoRepeat():
            return False
        return isinstance(watched, _PRESSED) and watched.hasFocus() and watched.window() is self._window
