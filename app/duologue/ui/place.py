"""Size and place of the window: always within a screen that is there, and kept in the settings while it is moved."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QEvent, QMargins, QObject, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange, QEvent.Type.Close})
_FRAME = QMargins(8, 38, 8, 8)
"""Pixels of a wide frame and title bar, for a window that has not been given its own yet."""


class WindowPlace(QObject):
    """Where a window is, as text. smallest: what it needs where there is room; usual: its size at the first start."""

    def __init__(self, window: QWidget, smallest: QSize, usual: QSize) -> None:
        super().__init__(window)
        self._window, self._smallest = window, smallest
        self._keep: Callable[[str], None] = lambda _: None
        window.resize(usual)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self.bring_into_view)
        application.primaryScreenChanged.connect(self.bring_into_view)

    @property
    def text(self) -> str:
        """Size and place now."""
        return bytes(self._window.saveGeometry().toBase64().data()).decode()

    def restore(self, text: str) -> None:
        """Takes size and place from a text, as far as they fit the screens there are.

        From one that cannot be read the size alone is settled: the system finds a place.
        """
        if self._window.restoreGeometry(QByteArray.fromBase64(text.encode())):
            self.bring_into_view()
        elif (screen := QGuiApplication.primaryScreen()) is not None:
            self._fit(screen.availableGeometry().marginsRemoved(_FRAME).size())

    def bring_into_view(self) -> None:
        """Moves and shrinks the window so that all of it is on one screen."""
        window = self._window
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if not screens:
            return
        frame = self._frame()
        outer = window.geometry().marginsAdded(frame)
        screen = home(outer, screens)
        self._fit(screen.marginsRemoved(frame).size())
        if not (window.isMaximized() or window.isFullScreen()):
            window.setGeometry(within(outer, screen).marginsRemoved(frame))

    def keep_with(self, keep: Callable[[str], None]) -> None:
        """From now on hands each change to `keep`."""
        self._keep = keep
        self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window was moved, resized or is closed."""
        if event.type() in _MOVES and self._window.isVisible():
            self._keep(self.text)
        return super().eventFilter(watched, event)

    def _fit(self, room: QSize) -> None:
        self._window.setMinimumSize(self._smallest.boundedTo(room))
        self._window.resize(self._window.size().boundedTo(room))

    def _frame(self) -> QMargins:
        if not self._window.isVisible():
            return _FRAME
        inner, outer = self._window.geometry(), self._window.frameGeometry()
        return QMargins(
            inner.left() - outer.left(), inner.top() - outer.top(),
            outer.right() - inner.right(), outer.bottom() - inner.bottom(),
        )  # fmt: skip


def home(outer: QRect, screens: Sequence[QRect]) -> QRect:
    """The screen that shows most of a window, the first one if none shows any of it."""

    def shown(screen: QRect) -> int:
        common = screen.intersected(outer)
        return max(common.width(), 0) * max(common.height(), 0)

    return max(screens, key=shown)


def within(outer: QRect, screen: QRect) -> QRect:
    """A window with its frame, shrunk to a screen where it is larger and moved onto it where some of it is outside."""
    size = outer.size().boundedTo(screen.size())
    left = min(max(outer.left(), screen.left()), screen.left() + screen.width() - size.width())
    top = min(max(outer.top(), screen.top()), screen.top() + screen.height() - size.height())
    return QRect(left, top, size.width(), size.height())
