"""Size and place of the window, kept in the settings while it is moved about."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QObject
from PySide6.QtWidgets import QWidget

_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange, QEvent.Type.Close})


class WindowPlace(QObject):
    """Where a window is, as text."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._keep: Callable[[str], None] = lambda _: None

    @property
    def text(self) -> str:
        """Size and place now."""
        return bytes(self._window.saveGeometry().toBase64().data()).decode()

    def restore(self, text: str) -> None:
        """Takes size and place from a text; what cannot be read is ignored."""
        if text:
            self._window.restoreGeometry(QByteArray.fromBase64(text.encode()))

    def keep_with(self, keep: Callable[[str], None]) -> None:
        """From now on hands each change to `keep`."""
        self._keep = keep
        self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window was moved, resized or is closed."""
        if event.type() in _MOVES and self._window.isVisible():
            self._keep(self.text)
        return super().eventFilter(watched, event)
