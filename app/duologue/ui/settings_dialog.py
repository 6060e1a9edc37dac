"""Settings of what the assistant may do by itself: the internet, actions, and what was always allowed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from duologue.core.settings import Settings, choices, label

_SIZE = QSize(460, 400)
CHOSEN, WRITTEN = ("web", "consent"), ("place", "searxng")
"""Settings that are chosen from a list, and settings that are typed."""
NONE_ALWAYS = "Nothing is always allowed."
AGAIN = "Ask again"


class SettingsDialog(QDialog):
    """Shows settings and changes them at once.

    change: takes settings by name, as SettingsStore.set() does. name_of: what people call a tool.
    """

    def __init__(
        self,
        settings: Settings,
        change: Callable[..., None],
        name_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._settings, self._change, self._name_of = settings, change, name_of
        self.choices = {name: self._choice(name) for name in CHOSEN}
        self.lines = {name: self._line(name) for name in WRITTEN}
        form = QFormLayout()
        form.setSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, field in (*self.choices.items(), *self.lines.items()):
            form.addRow(label(name), field)
        heading = QLabel(label("always_allowed"), self)
        heading.setObjectName("keyName")
        self._allowed = QVBoxLayout()
        self._allowed.setSpacing(6)
        self.again: list[QPushButton] = []
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addLayout(form)
        column.addSpacing(8)
        column.addWidget(heading)
        column.addLayout(self._allowed)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(_SIZE)
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Takes the settings as they are now; what is being typed stays."""
        self._settings = settings
        for name, choice in self.choices.items():
            choice.setCurrentIndex(choice.findData(getattr(settings, name)))
        for name, line in self.lines.items():
            if not line.isModified():
                line.setText(getattr(settings, name))
        self._show_allowed(sorted(settings.always_allowed_tools))

    def done(self, result: int) -> None:
        """What was typed is kept, however the dialog is closed."""
        for name in self.lines:
            self._keep(name)
        super().done(result)

    @property
    def allowed(self) -> tuple[str, ...]:
        """What is listed as always allowed."""
        items = (self._allowed.itemAt(at) for at in range(self._allowed.count()))
        rows = (item.widget() for item in items if item is not None)
        labels = (row.findChild(QLabel) for row in rows if row is not None)
        return tuple(found.text() for found in labels if found is not None)

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(label(name))
        box.setToolTip(str(Settings.schema()[name]["help"]))
        for value, words in choices(name).items():
            box.addItem(words, value)
        box.activated.connect(lambda _: self._change(**{name: box.currentData()}))
        return box

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(label(name))
        line.setPlaceholderText(str(Settings.schema()[name]["help"]))
        line.setToolTip(str(Settings.schema()[name]["help"]))
        line.editingFinished.connect(partial(self._keep, name))
        return line

    def _keep(self, name: str) -> None:
        line = self.lines[name]
        if line.isModified():
            line.setModified(False)
            self._change(**{name: line.text().strip()})

    def _show_allowed(self, names: list[str]) -> None:
        while (item := self._allowed.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        self.again = []
        for name in names:
            self._allowed.addWidget(self._row(name))
        if not names:
            none = QWidget(self)
            line = QHBoxLayout(none)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(_words(NONE_ALWAYS, none))
            self._allowed.addWidget(none)

    def _row(self, name: str) -> QWidget:
        part = QWidget(self)
        words, again = _words(self._name_of(name), part), QPushButton(AGAIN, part)
        again.setAccessibleName(f"{AGAIN}: {words.text()}")
        again.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        again.clicked.connect(lambda: self._change(always_allowed=self._settings.asking_again(name).always_allowed))
        self.again.append(again)
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(again)
        return part


def _words(text: str, parent: QWidget) -> QLabel:
    found = QLabel(text, parent)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setWordWrap(True)
    return found
