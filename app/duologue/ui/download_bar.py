"""A download in a dialog: what is happening, how far it is, and the buttons that pause it, go on and give it up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from duologue.core.fetch_state import FetchState
from duologue.ui.columns import words
from duologue.ui.words import tr


class DownloadBar(QWidget):
    """Hidden as long as there is nothing to say."""

    pause_wanted = Signal()
    go_on_wanted = Signal()
    give_up_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.told = words("", self)
        self.told.setAccessibleName(tr("Download"))
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.pause = self._button(tr("Pause"))
        self.go_on = self._button(tr("Go on"))
        self.give_up = self._button(tr("Give up"))
        self.pause.clicked.connect(self.pause_wanted)
        self.go_on.clicked.connect(self.go_on_wanted)
        self.give_up.clicked.connect(self.give_up_wanted)
        buttons = QHBoxLayout()
        for button in (self.pause, self.go_on, self.give_up):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.told)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        self.show_state(FetchState())

    def show_state(self, state: FetchState) -> None:
        """Shows how the download stands."""
        self.told.setText(state.text)
        self.bar.setVisible(state.running)
        self.bar.setRange(0, 0 if state.fraction < 0 else 1000)
        self.bar.setValue(round(max(0.0, state.fraction) * 1000))
        self.pause.setVisible(state.running)
        self.go_on.setVisible(state.waiting)
        self.give_up.setVisible(state.running or state.waiting)
        self.setVisible(bool(state.text))

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(f"{text}: {tr('Download')}")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return button
