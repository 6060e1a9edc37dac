"""What closing the window means: the end of the program, or going on without a window; with timers running it asks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from duologue.ui.words import marked, tr

IN_TRAY = marked("Go on in the tray")


class Leaving(QObject):
    """Decides it for a window. put_away: emitted when the window was closed and the program goes on without it.

    running: the timers that run, named as on their panel. show: brings the window to the front.
    """

    put_away = Signal()

    def __init__(self, window: QWidget, running: Callable[[], tuple[str, ...]], show: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._running, self._show = window, running, show
        self._at_once = self._quitting = False
        self.may_put_away: Callable[[], bool] = lambda: False
        """Whether the program could go on without the window."""
        self.puts_away: Callable[[], bool] = lambda: False
        """Whether it does when the window is closed."""

    def close_now(self) -> None:
        """Closes the window without asking, whatever runs."""
        self._at_once = True
        self._window.close()

    def quit(self) -> None:
        """Closes the window as one who quits: it is not put away."""
        self._quitting = True
        self._window.close()
        self._quitting = False

    def put_aside(self) -> None:
        """Hides the window; the program goes on without it."""
        self._window.hide()
        self.put_away.emit()

    def closes(self) -> bool:
        """Whether a window that is asked to close does; otherwise it is put away, or the user is asked."""
        if self._at_once:
            return True
        if not self._quitting and self.puts_away():
            self.put_aside()
            return False
        if running := self._running():
            self._show()
            put_aside = self.put_aside if self.may_put_away() else None
            ask_whether_to_leave(self._window, running, self.close_now, put_aside)
            return False
        return True


def ask_whether_to_leave(
    window: QWidget, running: tuple[str, ...], leave: Callable[[], None], put_aside: Callable[[], None] | None = None
) -> QMessageBox:
    """Asks once, whatever is pressed meanwhile. running: the timers, named as on their panel. leave: closes.

    put_aside: hides the window while the program goes on, None where it cannot.
    """
    for asked in window.findChildren(QMessageBox):
        asked.raise_()
        return asked
    several = len(running) > 1
    told = (
        tr("{count} timers are still running.", count=len(running))
        if several
        else tr("A timer is still running: {name}.", name=running[0])
    )
    hint = tr("They can't ring while Duologue is closed.") if several else tr("It can't ring while Duologue is closed.")
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Duologue", f"{told}\n{hint}", parent=window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    stay = box.addButton(tr("Keep open"), QMessageBox.ButtonRole.RejectRole)
    box.addButton(tr("Close anyway"), QMessageBox.ButtonRole.AcceptRole)
    if put_aside is not None:
        box.addButton(tr(IN_TRAY), QMessageBox.ButtonRole.ActionRole).clicked.connect(put_aside)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.accepted.connect(leave)
    box.open()
    return box
