"""The key that is held: push-to-mute, and push-to-talk for who is muted."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_USES_SPACE = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)


class HoldKey(QObject):
    """Tells when the space bar goes down and comes up while the window is active.

    It is left to whatever has the focus and uses it: fields of text, buttons, lists; and to menus and dialogs.
    """

    pressed = Signal()
    released = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._down = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the key where nothing else wants it; lets go when the window is left."""
        match event.type():
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent) and self._is_ours(event, watched):
                if not event.isAutoRepeat() and not self._down:
                    self._down = True
                    self.pressed.emit()
                return True
            case QEvent.Type.KeyRelease if isinstance(event, QKeyEvent) and self._down and _is_space(event):
                if not event.isAutoRepeat():
                    self._let_go()
                return True
            case QEvent.Type.WindowDeactivate if watched is self._window:
                self._let_go()
        return super().eventFilter(watched, event)

    def _let_go(self) -> None:
        if self._down:
            self._down = False
            self.released.emit()

    def _is_ours(self, event: QKeyEvent, watched: QObject) -> bool:
        if not _is_space(event) or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        if self._down:
            return True
        if QApplication.activePopupWidget() or QApplication.activeModalWidget() or not self._window.isActiveWindow():
            return False
        return not _uses_space(watched if isinstance(watched, QWidget) else QApplication.focusWidget())


def _is_space(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Space


def _uses_space(focus: QWidget | None) -> bool:
    if isinstance(focus, QTextEdit | QPlainTextEdit):
        return not focus.isReadOnly()
    return isinstance(focus, _USES_SPACE)
