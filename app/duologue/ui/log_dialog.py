"""A dialog with what a program wrote about itself, which follows it while it is open."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from duologue.ui.columns import usual_size
from duologue.ui.words import marked, tr

_SIZE = QSize(640, 420)
LOOK_MS = 500
"""So often, in milliseconds, it is looked whether there is more."""
NOTHING = marked("It has written nothing yet.")


class LogDialog(QDialog):
    """The log of one server, or of the program itself. read: gives what it wrote so far."""

    def __init__(self, name: str, read: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self.setWindowTitle(tr("Log of {name}", name=name))
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Log"))
        self.text.setPlaceholderText(tr(NOTHING))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.addWidget(self.text)
        column.addWidget(buttons)
        self.resize(usual_size(self, _SIZE))
        timer = QTimer(self, interval=LOOK_MS)
        timer.timeout.connect(self.look)
        timer.start()
        self.look()

    def look(self) -> None:
        """Shows what was written since, and stays at the end if that was shown."""
        written = self._read()
        if written == self.text.toPlainText():
            return
        bar = self.text.verticalScrollBar()
        followed, at = bar.value() >= bar.maximum(), bar.value()
        self.text.setPlainText(written)
        bar.setValue(bar.maximum() if followed else at)


def show_log(name: str, read: Callable[[], str], parent: QWidget) -> LogDialog:
    """Opens the log of something and leaves it to the user."""
    dialog = LogDialog(name, read, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
