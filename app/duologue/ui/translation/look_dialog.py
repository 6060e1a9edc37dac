"""How the translation looks, changed at once while it goes on."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from duologue.core.settings import Page, Settings
from duologue.ui.columns import scrolling, usual_size
from duologue.ui.settings.fields import Field, field
from duologue.ui.translation.look import LOOK
from duologue.ui.words import tr

_SIZE = QSize(380, 560)


class LookDialog(QDialog):
    """Stays open beside the window. change: takes a setting by its name, as SettingsStore.set() does."""

    def __init__(self, settings: Settings, change: Callable[..., None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Look of the translation"))
        self._change = change
        schema = Settings.schema()
        names = [name for name in schema if name in LOOK and schema[name]["page"] is not Page.NONE]
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 0, 12, 0)
        column.setSpacing(14)
        self.fields: dict[str, Field] = {}
        for name in names:
            part = self.fields[name] = field(name, parent=inner)
            part.changed.connect(self._take)
            column.addWidget(part)
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.accept)
        self.restore = buttons.addButton(tr("Defaults"), QDialogButtonBox.ButtonRole.ResetRole)
        self.restore.clicked.connect(self.restore_defaults)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 14)
        whole.addWidget(scrolling(inner, self), 1)
        whole.addWidget(buttons)
        self.resize(usual_size(self, _SIZE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Takes the settings as they are now."""
        for name, part in self.fields.items():
            part.show_value(getattr(settings, name))

    def restore_defaults(self) -> None:
        """Everything looks as it did at first."""
        schema = Settings.schema()
        self._change(**{name: schema[name]["default"] for name in self.fields})

    def _take(self, name: str, value: Any) -> None:
        self._change(**{name: value})
