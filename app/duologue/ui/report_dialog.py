"""The report of a crash, as it would be sent: read, copied, saved, or thrown away. It goes nowhere by itself."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

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
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = self._button(buttons, tr("Copy"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.save = self._button(buttons, tr("Save…"))
        self.save.clicked.connect(self._save)
        self.throw_away = self._button(buttons, tr("Delete report"))
        self.throw_away.clicked.connect(self._throw_away)
        self.told = QLabel(self)
        self.told.setObjectName("secondary")
        self.told.setWordWrap(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        for part in (about, self.text, self.told, buttons):
            column.addWidget(part)
        self.resize(SIZE)

    @staticmethod
    def _button(buttons: QDialogButtonBox, text: str) -> QPushButton:
        button = buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
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
