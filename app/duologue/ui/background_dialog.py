"""The dialog in which the background model is chosen: address, model and key."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QWidget

from duologue.ui.columns import lay_out, words
from duologue.ui.restyle import restyle
from duologue.ui.words import marked, tr

_SIZE = QSize(460, 380)
_ABOUT = marked(
    "Answers what tools cannot. Enter the address of an OpenAI-compatible server or the folder of a model, or leave it "
    "empty to use Ollama, LM Studio, llama.cpp or vLLM if one runs on this machine; enter none to use no model. "
    "Changes take effect at the next start."
)
_KEY_HELP = marked("Kept in this system's keyring, never in a file. Leave it empty to keep the current key.")


class BackgroundDialog(QDialog):
    """`wanted` carries address, model and key when they are to be used; whoever takes them closes the dialog."""

    wanted = Signal(str, str, str)

    def __init__(self, address: str, model: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Background model"))
        self.address = self._field(tr("Address"), address, "http://localhost:11434/v1")
        self.model = self._field(tr("Model"), model, tr("the first one offered"))
        self.key = self._field(tr("Key"), "", "")
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self._note = QLabel(self)
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        about = words(tr(_ABOUT), self, "secondary")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, Qt.Orientation.Horizontal, self)
        self.save = buttons.addButton(QDialogButtonBox.StandardButton.Save)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        parts: list[QWidget] = [about]
        for field in (self.address, self.model, self.key):
            label = QLabel(field.accessibleName(), self)
            label.setBuddy(field)
            parts += [label, field]
        lay_out(self, [*parts, self._note], [buttons], _SIZE, spacing=8)
        self.show_problem("")
        self.address.setFocus()

    @property
    def note(self) -> str:
        """What is said below the fields."""
        return self._note.text()

    def show_problem(self, problem: str) -> None:
        """Explains why it cannot be saved; with "" what becomes of the key."""
        self._note.setText(problem or tr(_KEY_HELP))
        self._note.setObjectName("keyProblem" if problem else "secondary")
        restyle(self._note, "problem", "true" if problem else "false")

    def _field(self, name: str, text: str, placeholder: str) -> QLineEdit:
        field = QLineEdit(text, self)
        field.setAccessibleName(name)
        field.setPlaceholderText(placeholder)
        return field

    def _save(self) -> None:
        self.wanted.emit(self.address.text().strip(), self.model.text().strip(), self.key.text().strip())
