"""The key that is held: push-to-mute, and push-to-talk for who is muted."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
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

from duologue.ui.key_filter import KeyFilter

_USES_SPACE = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)


_NOT_COUNTED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
_NEVER_TYPE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class HoldKey(KeyFilter):
    """Tells when the key goes down and comes up while the window is active.

    The space bar is left to whatever has the focus and uses it: fields of text, buttons, lists. Menus and dialogs get
    every key.
    """

    pressed = Signal()
    released = Signal()

    def __init__(self, window: QWidget, keys: str) -> None:
        super().__init__(window)
        self._down = False
        self.set_keys(keys)

    def set_keys(self, keys: str) -> None:
        """Waits for another key, as Qt writes it ("F9"); for none with ""."""
        self._let_go()
        press = _first_press(keys)
        self._key = press.key() if press else None
        self._modifiers = press.keyboardModifiers() if press else Qt.KeyboardModifier.NoModifier

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the key where nothing else wants it; lets go when the window is left."""
        match event.type():
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent) and self._is_ours(event, watched):
                if not event.isAutoRepeat() and not self._down:
                    self._down = True
                    self.pressed.emit()
                return True
            case QEvent.Type.KeyRelease if isinstance(event, QKeyEvent) and self._down and event.key() == self._key:
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
        if event.key() != self._key or event.modifiers() & ~_NOT_COUNTED != self._modifiers:
            return False
        if self._down:
            return True
        if QApplication.activePopupWidget() or QApplication.activeModalWidget() or not self._window.isActiveWindow():
            return False
        if self._modifiers & _NEVER_TYPE or self._key != Qt.Key.Key_Space:
            return True
        return not _uses_space(watched if isinstance(watched, QWidget) else QApplication.focusWidget())


def _first_press(keys: str) -> QKeyCombination | None:
    sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
    if sequence.isEmpty():
        return None
    press: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs lack it
    return press


def _uses_space(focus: QWidget | None) -> bool:
    if isinstance(focus, QTextEdit | QPlainTextEdit):
        return not focus.isReadOnly()
    return isinstance(focus, _USES_SPACE)
