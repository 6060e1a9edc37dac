"""All settings on pages, found by searching, changed at once, exported and imported."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from duologue.core.errors import InputError
from duologue.core.settings import Page, Settings, label
from duologue.ui.columns import button_row, scrolling, usual_size
from duologue.ui.settings.always_allowed import AlwaysAllowed
from duologue.ui.settings.fields import Choice, Field, Options, Text, field
from duologue.ui.settings.synonyms import OF_PAGES, means
from duologue.ui.words import marked, tr

_SIZE = QSize(720, 560)
_SIDE, _LOWEST = 20, 320
"""Pixels beside what is in the dialog, and its least height in pixels."""
_LIST_EDGES, _WIDE_LISTS, _UNBOUND = 28, 2.6, 16_777_215
"""Pixels around the names of the pages; how many times as wide as their list the dialog is where that has a place at
the side; and Qt's greatest width."""
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
        self.page_choice = QComboBox(self)
        self.page_choice.setAccessibleName(tr("Pages of settings"))
        self.page_choice.activated.connect(self.pages.setCurrentRow)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told = QLabel(self)
        self.told.setObjectName("secondary")
        self.told.setWordWrap(True)
        self._sections: dict[Page, QWidget] = {}
        self._build()
        self.search.textChanged.connect(self._search)
        self.pages.currentRowChanged.connect(lambda _: self._show_page())
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)
        self.resize(usual_size(self, _SIZE))
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
                self.page_choice.addItem(tr(page.value))
                column.addWidget(section)
        column.addWidget(self.told)
        column.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.page_choice)
        left.addWidget(self.pages, 1)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(18)
        self._beside.addLayout(left)
        self._scroll = scrolling(inner, self)
        self._beside.addWidget(self._scroll, 1)
        self.restore = self._button(tr("Defaults"), self.restore_defaults)
        self.restore.setToolTip(tr("What is shown now goes back to what it was at first"))
        others = ((tr("Export…"), self._export), (tr("Import…"), self._import), (tr("Close"), self.accept))
        whole = QVBoxLayout(self)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it is laid out otherwise where it is narrow
        whole.setContentsMargins(_SIDE, 18, _SIDE, 16)
        whole.setSpacing(12)
        whole.addLayout(self._beside, 1)
        whole.addWidget(button_row(self, self.restore, *(self._button(*each) for each in others)))

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _: do())
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the page is chosen above, and no longer at the side."""
        super().resizeEvent(event)
        list_px = self.pages.sizeHintForColumn(0) + _LIST_EDGES
        wide = self.width() >= _WIDE_LISTS * list_px
        direction = QBoxLayout.Direction
        self._beside.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self.pages.setVisible(wide)
        self.page_choice.setVisible(not wide)
        self.pages.setFixedWidth(list_px)
        self.search.setMaximumWidth(list_px if wide else _UNBOUND)

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
        self.page_choice.setCurrentIndex(self.pages.currentRow())
        if not self.search.text().strip():
            self._search("")

    def _search(self, words: str) -> None:
        """Shows the page that is chosen, or, while something is looked for, all that has to do with it."""
        words = words.strip()
        for chooser in (self.pages, self.page_choice):
            chooser.setEnabled(not words)
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
        self.setMinimumSize(self._scroll.minimumSizeHint().width() + 2 * _SIDE, _LOWEST)

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
