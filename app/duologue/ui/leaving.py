"""The question whether to close the window although timers run."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_whether_to_leave(window: QWidget, running: tuple[str, ...], leave: Callable[[], None]) -> QMessageBox:
    """Asks once, whatever is pressed meanwhile. running: the timers, named as on their panel. leave: closes."""
    for asked in window.findChildren(QMessageBox):
        asked.raise_()
        return asked
    several = len(running) > 1
    told = f"{len(running)} timers are still running." if several else f"A timer is still running: {running[0]}."
    hint = f"{'They' if several else 'It'} can't ring while Duologue is closed."
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Duologue", f"{told}\n{hint}", parent=window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    stay = box.addButton("Keep open", QMessageBox.ButtonRole.RejectRole)
    box.addButton("Close anyway", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.accepted.connect(leave)
    box.open()
    return box
