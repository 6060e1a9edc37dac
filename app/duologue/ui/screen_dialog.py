"""The dialog in which the user chooses what of their screen may be seen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from duologue.bridge.screen import WHOLE, ScreenSource
from duologue.core.shortcuts import SCREEN_KEY
from duologue.ui.colours import Theme
from duologue.ui.icons import icon
from duologue.ui.shortcuts import native
from duologue.ui.words import marked, tr

SHOWN_WHOLE = marked("the whole screen")
_SIZE = QSize(460, 380)
_ICON = 20


class ScreenDialog(QDialog):
    """chosen: is called once with the source that the user wants seen, None for nothing."""

    def __init__(self, sources: Sequence[ScreenSource], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: Callable[[ScreenSource | None], object] = lambda _: None
        self._sources = tuple(sources)
        self.setWindowTitle(tr("Show my screen"))
        about = QLabel(
            tr(
                "What may be seen when you ask about it? A red mark stands while it can be; {} ends it. A picture "
                "leaves this computer only if you allow it.",
                native(SCREEN_KEY),
            ),
            self,
        )
        about.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("What may be seen"))
        for source in self._sources:
            name = tr(SHOWN_WHOLE) if source.name == WHOLE else source.name
            item = QListWidgetItem(name[0].upper() + name[1:], self.list)
            item.setIcon(icon("whole-screen" if source.window else "computer", theme.text, _ICON))
        self.list.setIconSize(QSize(_ICON, _ICON))
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _: self.accept())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, Qt.Orientation.Horizontal, self)
        self.show_it = buttons.addButton(tr("Show it"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.show_it.setEnabled(bool(self._sources))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(about)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.finished.connect(self._finish)
        self.resize(_SIZE)
        self.list.setFocus()

    def _finish(self, result: int) -> None:
        row = self.list.currentRow()
        accepted = result == QDialog.DialogCode.Accepted and 0 <= row < len(self._sources)
        self.chosen(self._sources[row] if accepted else None)
