"""Looks at the keys of a window before whatever has the focus gets them."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget


class KeyFilter(QObject):
    """Is asked in eventFilter() about the events of a window itself and of what has the focus in it.

    Keys come nowhere else; a filter on the application would be asked about every event there is, each timer included.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        window.installEventFilter(self)
        self._follow(None, app.focusWidget())
        app.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and before is not self._window:
            before.removeEventFilter(self)
        if now is not None and now is not self._window and now.window() is self._window:
            now.installEventFilter(self)
