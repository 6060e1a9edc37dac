"""The dialog in which what a prompt of a server needs is filled in."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from duologue.bridge.servers import PromptRow
from duologue.ui.columns import lay_out, words
from duologue.ui.words import tr

_SIZE = QSize(440, 200)


class PromptDialog(QDialog):
    """One prompt. wanted: is called with what was filled in; whoever takes it closes the dialog."""

    def __init__(self, prompt: PromptRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted: Callable[[dict[str, str]], object] = lambda _: None
        self._prompt = prompt
        self.setWindowTitle(prompt.title)
        about = words(prompt.about, self)
        about.setVisible(bool(prompt.about))
        filled_in = QWidget(self)
        form = QFormLayout(filled_in)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.fields: dict[str, QLineEdit] = {}
        for name, label, required in prompt.arguments:
            line = QLineEdit(self)
            line.setAccessibleName(name)
            line.setPlaceholderText("" if required else tr("optional"))
            line.textChanged.connect(self._enable)
            self.fields[name] = line
            form.addRow(label, line)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, Qt.Orientation.Horizontal, self)
        self.ask = buttons.addButton(tr("Ask"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        lay_out(self, [about, filled_in], [buttons], _SIZE)
        self._enable()
        next(iter(self.fields.values()), self.ask).setFocus()

    def _enable(self) -> None:
        needed = (name for name, _, required in self._prompt.arguments if required)
        self.ask.setEnabled(all(self.fields[name].text().strip() for name in needed))

    def _accept(self) -> None:
        given = {name: line.text().strip() for name, line in self.fields.items() if line.text().strip()}
        self.accept()
        self.wanted(given)
