"""What the assistant may do without asking, and the buttons that have it ask again."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from duologue.core.settings import Settings
from duologue.ui.columns import words
from duologue.ui.words import marked, tr

NONE_ALWAYS = marked("Nothing is always allowed.")
AGAIN = marked("Ask again")


class AlwaysAllowed(QWidget):
    """The list of tools that act without asking. change: as SettingsStore.set(). name_of: what people call a tool."""

    def __init__(self, change: Callable[..., None], name_of: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._change, self._name_of = change, name_of
        self._settings = Settings()
        self.again: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    @property
    def names(self) -> tuple[str, ...]:
        """What is listed."""
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        rows = (item.widget() for item in items if item is not None)
        labels = (row.findChild(QLabel) for row in rows if row is not None)
        return tuple(found.text() for found in labels if found is not None)

    def show_settings(self, settings: Settings) -> None:
        """Takes the settings as they are now."""
        self._settings = settings
        while (item := self._column.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        self.again = []
        names = sorted(settings.always_allowed_tools)
        for name in names:
            self._column.addWidget(self._row(name))
        if not names:
            none = QWidget(self)
            line = QHBoxLayout(none)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(words(tr(NONE_ALWAYS), none))
            self._column.addWidget(none)

    def _row(self, name: str) -> QWidget:
        part = QWidget(self)
        told, again = words(tr(self._name_of(name)), part), QPushButton(tr(AGAIN), part)
        again.setAccessibleName(f"{tr(AGAIN)}: {told.text()}")
        again.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        again.clicked.connect(lambda: self._change(always_allowed=self._settings.asking_again(name).always_allowed))
        self.again.append(again)
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(told, 1)
        row.addWidget(again)
        return part
