"""All conversations that were kept: found while one types, read, resumed, renamed, deleted with undo, exported."""

from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from duologue.bridge.history import FORMATS, SOUND, ConversationRow, History, file_name, marks
from duologue.core.errors import DuologueError
from duologue.ui.announcing import announce
from duologue.ui.captions import Captions
from duologue.ui.colours import Theme
from duologue.ui.columns import usual_size
from duologue.ui.flow import FlowLayout
from duologue.ui.history.rows import QUERY, ROW, RowDelegate, item
from duologue.ui.text_size import text_times
from duologue.ui.words import marked, tr
from duologue.view.transcript import Line

SIZE = QSize(860, 620)
SMALLEST = QSize(340, 420)
SEARCH_MS = 60
"""Milliseconds after the last key after which is searched."""
WIDE = 620
"""Pixels, at the usual size of text, from which on the conversation is beside the list, and no longer below it."""
NOTHING_KEPT = marked("Nothing has been kept yet. Conversations appear here as you talk.")
NOT_FOUND = marked("Nothing found.")
Spawn = Callable[[str, Coroutine[Any, Any, None]], object]


class ConversationList(QListWidget):
    """The conversations. renamed: with a conversation and its new title."""

    renamed = Signal(object, str)

    def __init__(self, theme: Theme, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("conversations")
        self.setAccessibleName(tr("Conversations"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._today = today
        self._delegate = RowDelegate(theme, today, self)
        self.setItemDelegate(self._delegate)
        self._filling = False
        self.itemChanged.connect(self._edited)

    @property
    def rows(self) -> list[ConversationRow]:
        """All conversations on display."""
        return [self.item(at).data(ROW) for at in range(self.count())]

    @property
    def chosen(self) -> list[ConversationRow]:
        """The selected conversations, the uppermost first."""
        return [each.data(ROW) for each in sorted(self.selectedItems(), key=self.row)]

    def fill(self, rows: Sequence[ConversationRow], query: str) -> None:
        """Shows these; what is selected stays so if it is among them, else the first is."""
        kept = {row.id for row in self.chosen}
        self._filling = True
        self.clear()
        for row in rows:
            self.addItem(item(row, query, self._today))
        self._filling = False
        again = [at for at, row in enumerate(rows) if row.id in kept]
        for at in again:
            self.item(at).setSelected(True)
        self.setCurrentRow(again[0] if again else 0)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._delegate.theme = theme
        self.viewport().update()

    def _edited(self, changed: QListWidgetItem) -> None:
        row: ConversationRow = changed.data(ROW)
        if not self._filling and changed.text().strip() != row.title:
            self.renamed.emit(row, changed.text().strip())


class HistoryDialog(QDialog):
    """Follows the history as long as it is open. spawn: runs tasks, by name."""

    def __init__(self, history: History, spawn: Spawn, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history, self._spawn = history, spawn
        self._asked = 0
        self._shown: int | None = None
        self.setWindowTitle(tr("History"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Find what was said"))
        self.search.setAccessibleName(tr("Find what was said"))
        self.search.setClearButtonEnabled(True)
        self.list = ConversationList(theme, datetime.now(UTC).astimezone().date(), self)
        self.captions = Captions(theme, self)
        self.captions.setAccessibleName(tr("The conversation that is selected"))
        self.told = QLabel(self)
        self.told.setObjectName("secondary")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.halves = QSplitter(Qt.Orientation.Horizontal, self)
        self.halves.setChildrenCollapsible(False)
        for half in (self.list, self.captions):
            self.halves.addWidget(half)
        self.halves.setSizes([SIZE.width() * 2 // 5, SIZE.width() * 3 // 5])
        self._add_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        for part in (self.search, self.halves, self.told):
            column.addWidget(part, 1 if part is self.halves else 0)
        column.addLayout(self._row)
        self._soon = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._soon.timeout.connect(self.look)
        self.search.textChanged.connect(self._soon.start)
        self.list.itemSelectionChanged.connect(self._selected)
        self.list.itemActivated.connect(lambda _: self._resume())
        self.list.renamed.connect(self._rename)
        history.changed.connect(self._soon.start)
        self.setMinimumSize(SMALLEST)
        self.resize(usual_size(self, SIZE))
        self._enable()
        self.look()

    def _add_buttons(self) -> None:
        self.resume = self._button(tr("Go on"), self._resume, tr("Go on with this conversation (Enter)"))
        self.resume.setObjectName("primary")
        self.rename = self._button(tr("Rename"), self._edit, tr("Give it another title (F2)"))
        self.export = self._button(tr("Export…"), self._export, tr("Save it to a file (Ctrl+E)"))
        self.delete = self._button(tr("Delete"), self._delete, tr("Delete what is selected; it can be undone (Del)"))
        self.undo = self._button(tr("Undo"), self._undo, tr("Bring back what was deleted (Ctrl+Z)"))
        self.close_button = self._button(tr("Close"), self.reject, tr("Close (Esc)"))
        self._row = QHBoxLayout()
        flow = FlowLayout()
        for button in (self.resume, self.rename, self.export, self.delete, self.undo):
            flow.addWidget(button)
        self._row.addLayout(flow, 1)
        self._row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        for keys, button in (("Ctrl+E", self.export), ("Ctrl+Z", self.undo)):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        for keys, act in (("Del", self._delete), ("F2", self._edit)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)

    def look(self) -> None:
        """Looks what there is to show."""
        self._soon.stop()
        self._asked += 1
        self._spawn("history", self._look(self._asked, self.search.text()))

    async def _look(self, number: int, query: str) -> None:
        try:
            rows = await self._history.find(query)
        except DuologueError as error:
            self._say(error.message)
            return
        if number != self._asked or not shiboken6.isValid(self):  # more was typed meanwhile, or it was closed
            return
        self._shown = None
        self.list.fill(rows, query)
        self._say(self._summary(rows, query))
        self._selected()

    def _summary(self, rows: Sequence[ConversationRow], query: str) -> str:
        if deleted := self._history.deleted:
            if deleted == 1:
                return tr("1 conversation deleted. Undo brings it back.")
            return tr("{count} conversations deleted. Undo brings them back.", count=deleted)
        if not rows:
            return tr(NOT_FOUND) if query.strip() else tr(NOTHING_KEPT)
        count = _count(len(rows))
        return tr("{count} found", count=count) if query.strip() else count

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.list.set_theme(theme)
        self.captions.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the conversation is below the list."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE * text_times(self)
        self.halves.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search to the list; Enter there looks at once."""
        if self.search.hasFocus() and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _button(self, text: str, act: Callable[[], object], tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.clicked.connect(lambda _: act())
        return button

    def _selected(self) -> None:
        self._enable()
        rows = self.list.chosen
        wanted = rows[0].id if len(rows) == 1 else None
        if wanted is None:
            self._shown = None
            self.captions.clear_lines()
        elif wanted != self._shown:
            self._shown = wanted
            self._spawn("history", self._show(rows[0], self.list.selectedItems()[0].data(QUERY)))

    async def _show(self, row: ConversationRow, query: str) -> None:
        try:
            lines = await self._history.lines(row.id)
        except DuologueError as error:
            self._say(error.message)
            return
        if not shiboken6.isValid(self) or self._shown != row.id:
            return
        self.captions.clear_lines()
        self.captions.show_lines(lines)
        if (found := _last_with(lines, row.found)) is not None:
            start, end = next(iter(marks(row.found, query)), (0, 0))
            self.captions.reveal(found, row.found[start:end])

    def _enable(self) -> None:
        count = len(self.list.selectedItems())
        current = [row.id for row in self.list.chosen] == [self._history.conversation]
        self.resume.setEnabled(count == 1 and not current)
        self.rename.setEnabled(count == 1)
        self.export.setEnabled(count == 1)
        self.delete.setEnabled(count > 0)
        self.undo.setVisible(bool(self._history.deleted))

    def _say(self, text: str) -> None:
        if shiboken6.isValid(self) and text != self.told.text():
            self.told.setText(text)
            announce(self.told, text)

    def _try(self, work: Coroutine[Any, Any, None]) -> None:
        self._spawn("history", self._told(work))

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except DuologueError as error:
            self._say(error.message)

    def _resume(self) -> None:
        if self.resume.isEnabled():
            (row,) = self.list.chosen
            self._history.resume(row.id)
            self.accept()

    def _edit(self) -> None:
        if len(self.list.selectedItems()) == 1:
            self.list.setFocus()
            self.list.editItem(self.list.selectedItems()[0])

    def _rename(self, row: ConversationRow, title: str) -> None:
        self._try(self._history.rename(row.id, title or row.title))

    def _delete(self) -> None:
        if ids := [row.id for row in self.list.chosen]:
            self._try(self._history.delete(ids))

    def _undo(self) -> None:
        self._try(self._history.undo())

    def _export(self) -> None:
        if len(self.list.chosen) != 1:
            return
        (row,) = self.list.chosen
        endings = {**FORMATS, SOUND: tr("Sound")} if row.recorded else FORMATS
        filters = {f"{name} (*.{ending})": ending for ending, name in endings.items()}
        name, chosen = QFileDialog.getSaveFileName(self, tr("Export"), file_name(row, "md"), ";;".join(filters))
        if name:
            path = Path(name)
            if path.suffix.lstrip(".").lower() not in endings:
                path = path.with_name(f"{path.name}.{filters.get(chosen, 'md')}")
            self._try(self._save(row, path))

    async def _save(self, row: ConversationRow, path: Path) -> None:
        await self._history.export(row, path)
        self._say(tr("Saved as {path}.", path=path))


def _count(number: int) -> str:
    return tr("1 conversation") if number == 1 else tr("{count} conversations", count=number)


def _last_with(lines: Sequence[Line], text: str) -> int | None:
    """The last line that holds what was found, None for none."""
    return next((line.index for line in reversed(lines) if text and text in line.text), None)
