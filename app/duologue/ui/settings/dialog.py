"""All settings on pages, found by searching, changed at once, exported and imported."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from duologue.core.errors import InputError
from duologue.core.settings import Page, Settings, label
from duologue.ui.columns import scrolling
from duologue.ui.settings.always_allowed import AlwaysAllowed
from duologue.ui.settings.fields import Choice, Field, Options, Text, field
from duologue.ui.settings.synonyms import OF_PAGES, means
from duologue.ui.words import marked, tr

_SIZE, _LIST_WIDTH = QSize(720, 560), 214
CHOSEN_FROM = {
    "microphone": marked("The system's default"),
    "speaker": marked("The system's default"),
    "camera": marked("The first camera"),
    "voice": marked("The best there is"),
}
"""Settings whose values are known only while the program runs, and what stands there for none."""
EXPORTED = "duologue-settings.json"
NOTHING_FOUND = marked("No setting has these words.")
_LAYOUT = Settings.names(layout=True, page=Page.NONE)
"""How the windows stand: nothing that anybody chooses."""


class SettingsDialog(QDialog):
    """Shows settings and changes them at once.

    change: takes settings by name, as SettingsStore.set() does. name_of: what people call a tool. elsewhere: for a
    page, the button for what is settled in a dialog of its own, and what opens that.
    """

    def __init__(
        self,
        settings: Settings,
        change: Callable[..., None],
        name_of: Callable[[str], str],
        parent: QWidget | None = None,
        *,
        elsewhere: Mapping[Page, tuple[str, Callable[[], object]]] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self._settings, self._change = settings, change
        self._elsewhere = dict(elsewhere or {})
        self.fields: dict[str, Field] = {}
        self.always = AlwaysAllowed(change, name_of, self)
        self.search = QLineEdit(self)
        self.search.setObjectName("setting")
        self.search.setPlaceholderText(tr("Search settings"))
        self.search.setAccessibleName(tr("Search settings"))
        self.search.setClearButtonEnabled(True)
        self.pages = QListWidget(self)
        self.pages.setAccessibleName(tr("Pages of settings"))
        self.pages.setObjectName("pages")
        self.pages.setFixedWidth(_LIST_WIDTH)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told = QLabel(self)
        self.told.setObjectName("secondary")
        self.told.setWordWrap(True)
        self._sections: dict[Page, QWidget] = {}
        self._build()
        self.search.textChanged.connect(self._search)
        self.pages.currentRowChanged.connect(lambda _: self._show_page())
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)
        self.resize(_SIZE)
        self.pages.setCurrentRow(0)
        self.show_settings(settings)

    # ---- what is there ---------------------------------------------------------------------------------------------

    @property
    def choices(self) -> dict[str, Any]:
        """The boxes of settings that are chosen from a list."""
        return {name: part.box for name, part in self.fields.items() if isinstance(part, Choice)}

    @property
    def lines(self) -> dict[str, QLineEdit]:
        """The lines of settings that are typed."""
        return {name: part.line for name, part in self.fields.items() if isinstance(part, Text)}

    @property
    def shown(self) -> frozenset[str]:
        """Names of the settings that can be seen now."""
        return frozenset(name for name, part in self.fields.items() if part.isVisibleTo(self))

    def show_settings(self, settings: Settings) -> None:
        """Takes the settings as they are now; what is being typed stays."""
        self._settings = settings
        for name, part in self.fields.items():
            part.show_value(getattr(settings, name))
        self.always.show_settings(settings)

    def show_options(self, name: str, options: Options) -> None:
        """Takes the values that a setting can have now: devices, voices."""
        part = self.fields.get(name)
        if isinstance(part, Choice):
            part.show_options(options)

    def show_words(self, words: str) -> None:
        """Shows the settings that have to do with what the user named; all pages where there is none."""
        found = any(part.matches(words) for part in self.fields.values())
        self.search.setText(words if found else "")

    def done(self, result: int) -> None:
        """What was typed is kept, however the dialog is closed."""
        for part in self.fields.values():
            part.keep()
        super().done(result)

    # ---- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(4, 0, 14, 0)
        column.setSpacing(0)
        inner = QWidget(self)
        inner.setLayout(column)
        for page in Page:
            if page is not Page.NONE and (section := self._section(page, inner)) is not None:
                self._sections[page] = section
                self.pages.addItem(tr(page.value))
                column.addWidget(section)
        column.addWidget(self.told)
        column.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.pages, 1)
        beside = QHBoxLayout()
        beside.setSpacing(18)
        beside.addLayout(left)
        beside.addWidget(scrolling(inner, self), 1)
        self.search.setFixedWidth(_LIST_WIDTH)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.accept)
        for text, do in ((tr("Export…"), self._export), (tr("Import…"), self._import)):
            button = buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(do)
        self.restore = buttons.addButton(tr("Defaults"), QDialogButtonBox.ButtonRole.ResetRole)
        self.restore.setToolTip(tr("What is shown now goes back to what it was at first"))
        self.restore.clicked.connect(self.restore_defaults)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(beside, 1)
        whole.addWidget(buttons)

    def _section(self, page: Page, parent: QWidget) -> QWidget | None:
        """A page: its heading and its fields; None if it has nothing."""
        names = [name for name, line in Settings.schema().items() if line["page"] is page]
        if not (names or page in self._elsewhere or page is Page.PRIVACY):
            return None
        section = QWidget(parent)
        heading = QLabel(tr(page.value), section)
        heading.setObjectName("heading")
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 22)
        column.setSpacing(16)
        column.addWidget(heading)
        for name in names:
            part = field(name, chosen_from=tr(CHOSEN_FROM.get(name, "")), parent=section)
            part.changed.connect(lambda setting, value: self._change(**{setting: value}))
            self.fields[name] = part
            column.addWidget(part)
        if page is Page.PRIVACY:
            also = QLabel(tr(label("always_allowed")), section)
            also.setObjectName("keyName")
            column.addWidget(also)
            column.addWidget(self.always)
        if page in self._elsewhere:
            text, do = self._elsewhere[page]
            button = QPushButton(text, section)
            button.clicked.connect(lambda _, open_it=do: open_it())
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        return section

    # ---- pages and search ------------------------------------------------------------------------------------------

    def _show_page(self) -> None:
        if not self.search.text().strip():
            self._search("")

    def _search(self, words: str) -> None:
        """Shows the page that is chosen, or, while something is looked for, all that has to do with it."""
        words = words.strip()
        self.pages.setEnabled(not words)
        chosen = list(self._sections)[max(0, self.pages.currentRow())]
        for page, section in self._sections.items():
            here = [part for part in self.fields.values() if section.isAncestorOf(part)]
            named = bool(words) and self._is_called(page, words)
            for part in here:
                part.setVisible(not words or named or part.matches(words))
            found = named or any(part.matches(words) for part in here)
            section.setVisible(found if words else page is chosen)
        nothing = bool(words) and not any(section.isVisibleTo(self) for section in self._sections.values())
        self.told.setText(tr(NOTHING_FOUND) if nothing else "")

    def _is_called(self, page: Page, words: str) -> bool:
        elsewhere = page in self._elsewhere and means(words, OF_PAGES.get(page, ""))
        return elsewhere or words.casefold() in tr(page.value).casefold()

    # ---- all at once -----------------------------------------------------------------------------------------------

    def restore_defaults(self) -> None:
        """What can be seen goes back to its default."""
        schema = Settings.schema()
        self._change(**{name: schema[name]["default"] for name in self.shown})

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export settings"), EXPORTED, tr("Settings (*.json)"))
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Writes all settings but how the window stands; keys of servers are no settings and stay where they are."""
        values = {name: getattr(self._settings, name) for name in self._settings.names() - _LAYOUT}
        try:
            path.write_text(json.dumps(dict(sorted(values.items())), indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            self.told.setText(tr("{path} cannot be written: {strerror}.", path=path, strerror=error.strerror))
            return
        self.told.setText(tr("The settings are in {path}.", path=path))

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Import settings"), "", tr("Settings (*.json)"))
        if chosen:
            self.import_from(Path(chosen))

    def import_from(self, path: Path) -> None:
        """Takes all settings of a file, or none of them and says why."""
        try:
            values = json.loads(path.read_bytes())
            if not isinstance(values, dict):
                raise InputError("settings.file", f"{path.name} holds no settings.")
            self._settings.changed(values, where=path.name)
        except OSError as error:
            self.told.setText(tr("{path} cannot be read: {strerror}.", path=path, strerror=error.strerror))
        except (ValueError, RecursionError):
            self.told.setText(tr("{name} is no file of settings; nothing has changed.", name=path.name))
        except InputError as error:
            self.told.setText(tr("{message} Nothing has changed.", message=error.message))
        else:
            self._change(**values)
            self.told.setText(tr("The settings of {name} are in use.", name=path.name))
