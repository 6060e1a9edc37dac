"""The report of a crash, as it would be sent: read, copied, saved, or thrown away. It goes nowhere by itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from duologue.ui.columns import button_row, usual_size
from duologue.ui.words import marked, tr

SIZE = QSize(680, 520)
_ABOUT = marked(
    "This is all that was noted. It holds no word of a conversation, and what may be secret is taken out. It was not "
    "sent to anybody; if you want to report the crash, copy it into your report."
)


class ReportDialog(QDialog):
    """Shows the report in a file.

    Raises (on creation):
        OSError: it cannot be read.
    """

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.setWindowTitle(tr("Crash report"))
        about = QLabel(tr(_ABOUT), self)
        about.setWordWrap(True)
        self.text = QPlainTextEdit(file.read_text(encoding="utf-8"), self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Crash report"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copy = self._button(tr("Copy"), lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.save = self._button(tr("Save…"), self._save)
        self.throw_away = self._button(tr("Delete report"), self._throw_away)
        close = self._button(tr("Close"), self.reject)
        self.told = QLabel(self)
        self.told.setObjectName("secondary")
        self.told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        for part in (about, self.text, self.told, button_row(self, self.copy, self.save, self.throw_away, close)):
            column.addWidget(part)
        self.resize(usual_size(self, SIZE))

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _: act())
        return button

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the report"), self._file.name, tr("Text (*.txt)"))
        if not name:
            return
        try:
            Path(name).write_text(self.text.toPlainText(), encoding="utf-8")
        except OSError as error:
            self.told.setText(tr("It could not be saved: {reason}.", reason=error.strerror or error))
        else:
            self.told.setText(tr("Saved as {name}.", name=name))

    def _throw_away(self) -> None:
        self._file.unlink(missing_ok=True)
        self.accept()
