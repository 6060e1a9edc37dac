"""The dialog of the model bundles: what each is for, its size and licences; building, checking and removing them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from duologue.core.bundle_rows import BundleRow
from duologue.ui.columns import scrolling, usual_size, words
from duologue.ui.download_bar import DownloadBar
from duologue.ui.words import marked, tr, tr_told

_SIZE = QSize(560, 680)
_ABOUT = marked(
    "Everything runs on this machine. Bundles are built here from published packages, each compared with its digest; "
    "what is fetched once is kept, and a build that was broken off goes on from there."
)
_ABOUT_DOWNLOADS = marked(
    "A bundle that somebody published on the Hugging Face hub can be downloaded. Give the name of its repository, as "
    "owner/name; there is no list of them."
)


class BundleCard(QWidget):
    """One bundle and its buttons."""

    def __init__(self, row: BundleRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = row.name
        title = words(tr(row.title), self, "keyName")
        about = words(tr(row.about), self)
        state = words(tr_told(row.state), self, "secondary")
        self.state = state
        self.build = self._button(tr("Install") if not row.installed else tr("Build again"), tr(row.title))
        self.check = self._button(tr("Check"), tr(row.title))
        self.remove = self._button(tr("Remove"), tr(row.title))
        self.check.setVisible(row.usable)
        self.remove.setVisible(row.installed and not row.fixed)
        self.build.setVisible(not row.usable)
        buttons = QHBoxLayout()
        for button in (self.build, self.check, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        for part in (title, about, state):
            column.addWidget(part)
        column.addLayout(buttons)

    def _button(self, text: str, title: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(f"{text}: {title}")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return button


class ModelsDialog(QDialog):
    """Shows rows and says what is wanted: a bundle to be built, checked, removed, or brought back, by its name."""

    build_wanted = Signal(str)
    check_wanted = Signal(str)
    remove_wanted = Signal(str)
    undo_wanted = Signal(str)
    download_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Models"))
        self._removed = ""
        self.cards: list[BundleCard] = []
        inner = QWidget(self)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        for part in self._download_parts(inner):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.told = words("", self)
        self.told.setAccessibleName(tr("What is happening"))
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.hide()
        self.undo = QPushButton(tr("Undo"), self)
        self.undo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.undo.clicked.connect(lambda: self.undo_wanted.emit(self._removed))
        self.undo.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(words(tr(_ABOUT), self, "secondary"))
        column.addWidget(scrolling(inner, self), 1)
        self.download = DownloadBar(self)
        for part in (self.download, self.bar, self.told, self.undo, buttons):
            column.addWidget(part)
        self.resize(usual_size(self, _SIZE))

    def _download_parts(self, parent: QWidget) -> list[QWidget]:
        title = QLabel(tr("Download a bundle"), parent)
        title.setObjectName("keyName")
        self.repo = QLineEdit(parent)
        self.repo.setPlaceholderText(tr("owner/name"))
        self.repo.setAccessibleName(tr("Repository of the bundle"))
        self.fetch = QPushButton(tr("Download"), parent)
        self.fetch.setEnabled(False)
        self.repo.textChanged.connect(lambda text: self.fetch.setEnabled(bool(text.strip())))
        self.fetch.setDefault(True)  # Return in the field presses it
        self.fetch.clicked.connect(lambda: self.download_wanted.emit(self.repo.text().strip()))
        row = QWidget(parent)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.repo, 1)
        line.addWidget(self.fetch)
        return [title, words(tr(_ABOUT_DOWNLOADS), parent, "secondary"), row]

    def show_rows(self, rows: Sequence[BundleRow]) -> None:
        """Shows the bundles as they are now."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [BundleCard(row, self) for row in rows]
        for at, card in enumerate(self.cards):
            self._column.insertWidget(at, card)
            card.build.clicked.connect(lambda _, name=card.name: self.build_wanted.emit(name))
            card.check.clicked.connect(lambda _, name=card.name: self.check_wanted.emit(name))
            card.remove.clicked.connect(lambda _, name=card.name: self.remove_wanted.emit(name))

    def show_progress(self, text: str, fraction: float) -> None:
        """What is being done and the part done, 0 to 1 (negative: unknown). One thing at a time."""
        self._busy(busy=True)
        self.told.setText(text)
        self.bar.setRange(0, 0 if fraction < 0 else 100)
        self.bar.setValue(round(max(0.0, fraction) * 100))

    def show_end(self, text: str, *, removed: str = "") -> None:
        """What came of it. removed: a bundle that can be brought back."""
        self._busy(busy=False)
        self.told.setText(text)
        self._removed = removed
        self.undo.setVisible(bool(removed))

    def _busy(self, *, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.undo.setVisible(self.undo.isVisible() and not busy)
        for card in self.cards:
            for button in (card.build, card.check, card.remove):
                button.setEnabled(not busy)
