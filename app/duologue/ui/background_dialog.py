"""The dialog in which the background model is chosen: address, model and key."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from duologue.core.model_offers import OfferRow
from duologue.ui.columns import lay_out, words
from duologue.ui.download_bar import DownloadBar
from duologue.ui.restyle import restyle
from duologue.ui.words import marked, tr, tr_told

_SIZE = QSize(480, 760)
_ABOUT = marked(
    "Answers what tools cannot. Enter the address of an OpenAI-compatible server or the folder of a model, or leave it "
    "empty to use Ollama, LM Studio, llama.cpp or vLLM if one runs on this machine; enter none to use no model. "
    "Changes take effect at the next start."
)
_KEY_HELP = marked("Kept in this system's keyring, never in a file. Leave it empty to keep the current key.")
_ABOUT_OFFERS = marked(
    "Nothing is downloaded unless you ask for it. Ollama fetches it if it runs on this machine; otherwise it comes "
    "from the Hugging Face hub into a folder. Once it is there, save to use it."
)


class OfferCard(QWidget):
    """One model on offer, and its button; why it cannot be had here, if so."""

    def __init__(self, row: OfferRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        text = tr("Use") if row.installed else tr("Download")
        self.button = QPushButton(text, self)
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(f"{text}: {row.title}")
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.setEnabled(not row.problem)
        self.facts = words(" ".join(filter(None, (tr_told(row.facts), tr_told(row.problem)))), self, "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (words(row.title, self, "keyName"), words(tr(row.about), self), self.facts, self.button):
            column.addWidget(part)


class BackgroundDialog(QDialog):
    """`wanted` carries address, model and key when they are to be used; whoever takes them closes the dialog.
    `download_wanted` carries the OfferRow of a model that is to be downloaded."""

    wanted = Signal(str, str, str)
    download_wanted = Signal(object)

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
        self._offers = QVBoxLayout()
        self._offers.setContentsMargins(0, 8, 0, 0)
        self._offers.setSpacing(10)
        self.cards: list[OfferCard] = []
        offered = QWidget(self)
        offered.setLayout(self._offers)
        self.download = DownloadBar(self)
        lay_out(self, [*parts, self._note, offered], [self.download, buttons], _SIZE, spacing=8)
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

    def show_offers(self, rows: Sequence[OfferRow]) -> None:
        """Shows the models on offer as they are now."""
        for card in self.cards:
            self._offers.removeWidget(card)
            card.hide()
            card.deleteLater()
        if not self.cards and rows:
            self._offers.addWidget(words(tr("Models to download"), self, "keyName"))
            self._offers.addWidget(words(tr(_ABOUT_OFFERS), self, "secondary"))
        self.cards = [OfferCard(row, self) for row in rows]
        for card in self.cards:
            self._offers.addWidget(card)
            signal = self.enter if card.row.installed else self.download_wanted.emit
            card.button.clicked.connect(partial(signal, card.row))

    def enter(self, row: OfferRow) -> None:
        """Enters a model that is there; it is used when that is saved."""
        self.address.setText(row.address)
        self.model.setText(row.model)
        self.save.setFocus()

    def _field(self, name: str, text: str, placeholder: str) -> QLineEdit:
        field = QLineEdit(text, self)
        field.setAccessibleName(name)
        field.setPlaceholderText(placeholder)
        return field

    def _save(self) -> None:
        self.wanted.emit(self.address.text().strip(), self.model.text().strip(), self.key.text().strip())
