"""One line between controls and lines: what is missing or does not work, and the button that gets it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from duologue.core.languages import ANY
from duologue.core.translatable import Lack
from duologue.ui.announcing import announce
from duologue.ui.columns import words
from duologue.ui.translation.look import capitalised, name_of
from duologue.ui.words import marked, tr, tr_told

ENDED = marked("Nothing is heard: the conversation has ended.")

NOT_YET = marked("Other languages than English are not understood yet.")
FETCHED = marked("What it takes is fetched once, and stays here.")


class StateCard(QFrame):
    """Hidden while everything is as it should be. install_wanted: what is missing is to be installed."""

    install_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("level", "info")
        self._building = self._said = ""
        self.told = words("", self, "message")
        self.install = QPushButton(tr("Install"), self)
        self.install.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.install.setAccessibleName(tr("Install other languages"))
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        row.addWidget(self.install)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addLayout(row)
        column.addWidget(self.bar)
        self.install.clicked.connect(lambda _: self.install_wanted.emit())
        self._show("", install=False)

    def show_state(self, lacks: Lack, source: str, target: str, problem: str = "") -> None:
        """What is missing to put one language into another. problem: what else does not work, in a sentence."""
        if self._building:
            return
        if lacks is Lack.TRANSLATOR:
            told = tr("Nothing here translates {source} into {target}.", source=name_of(source), target=name_of(target))
            self._show(told, install=False)
        elif lacks is Lack.EARS:
            language = capitalised(name_of(_other(source, target)))
            told = tr(NOT_YET) if source == ANY else tr("{language} is not understood yet.", language=language)
            self._show(f"{told} {tr(FETCHED)}", install=True)
        else:
            self._show(tr_told(problem), install=False)

    def show_progress(self, text: str, fraction: float) -> None:
        """What is being installed and the part done, 0 to 1 (negative: unknown)."""
        self._building = text
        self._show(text, install=False)
        self.bar.show()
        self.bar.setRange(0, 0 if fraction < 0 else 100)
        self.bar.setValue(round(max(0.0, fraction) * 100))

    def show_end(self, problem: str) -> None:
        """It is installed; or why not, with the button to try again."""
        self._building = ""
        self._show(problem, install=bool(problem))

    def _show(self, text: str, *, install: bool) -> None:
        self.told.setText(text)
        self.install.setVisible(install)
        self.bar.hide()
        self.setVisible(bool(text))
        if text and text != self._said and not self._building:
            announce(self, text)
        self._said = text


def _other(source: str, target: str) -> str:
    return source if source != "en" else target
