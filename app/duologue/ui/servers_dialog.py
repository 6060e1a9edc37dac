"""The dialog of MCP servers: what they are doing, their tools, and adding, changing, turning off and removing them."""

import shlex
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from duologue.bridge.servers import ServerEntry, ServerRow, Servers
from duologue.core.errors import DuologueError
from duologue.ui.columns import lay_out, usual_size, words
from duologue.ui.flow import FlowLayout
from duologue.ui.log_dialog import LogDialog
from duologue.ui.words import marked, tr

_SIZE, _EDITOR_SIZE = QSize(620, 460), QSize(480, 420)
LOOK_MS = 500
_ABOUT = marked(
    "Programs and web addresses that bring further tools (Model Context Protocol). A program runs on this machine "
    "with your rights: add only those you trust. Before one of their tools runs, you are asked."
)
_EDITOR_ABOUT = marked("A program with its arguments, or an address that begins with https://.")
_VALUES = marked("Environment of the program, or headers of the requests: NAME=value, one a line")
Spawn = Callable[[str, Coroutine[Any, Any, None]], object]
"""Starts something as a task, under a name."""


class ServersDialog(QDialog):
    """All servers, as they are right now. spawn: runs tasks, by name."""

    def __init__(self, servers: Servers, spawn: Spawn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._servers, self._spawn = servers, spawn
        self._shown: list[ServerRow] = []
        self.setWindowTitle(tr("Tools and servers"))
        about = words(tr(_ABOUT), self, "secondary")
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(tr("Servers"))
        self.tree.setHeaderLabels([tr("Server"), tr("State")])
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.itemSelectionChanged.connect(self._enable)
        self.tree.itemDoubleClicked.connect(self._edit)
        self.problem = QLabel(self)
        self.problem.setObjectName("keyProblem")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.hide()
        self.add = self._button(tr("Add…"), self._add)
        self.paste = self._button(tr("Paste"), self._paste)
        self.paste.setToolTip(tr('Adds the servers of a copied {"mcpServers": …}, as it stands in their instructions'))
        self.edit = self._button(tr("Edit…"), self._edit)
        self.turn = self._button(tr("Turn off"), self._turn)
        self.restart = self._button(tr("Start again"), lambda: self._servers.restart(self._chosen()))
        self.sign = self._button(tr("Sign in"), self._sign)
        self.log = self._button(tr("Log…"), self._log)
        self.log.setToolTip(tr("What the server wrote about itself of late"))
        self.remove = self._button(tr("Remove"), self._remove)
        self.undo = self._button(tr("Undo"), lambda: self._try(self._servers.undo))
        row = FlowLayout()
        for button in (
            self.add,
            self.paste,
            self.edit,
            self.turn,
            self.restart,
            self.sign,
            self.log,
            self.remove,
            self.undo,
        ):
            row.addWidget(button)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        for part in (about, self.tree, self.problem):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(close)
        self.resize(usual_size(self, _SIZE))
        servers.changed.connect(self.look)
        timer = QTimer(self, interval=LOOK_MS)
        timer.timeout.connect(self.look)
        timer.start()
        self.look()

    def look(self) -> None:
        """Shows how the servers stand, if that has changed."""
        rows = self._servers.rows()
        self.undo.setText(
            tr("Undo remove {removed}", removed=self._servers.removed) if self._servers.removed else tr("Undo")
        )
        if rows != self._shown:
            chosen, self._shown = self._chosen(), rows
            open_ = {item.text(0) for item in self._items() if item.isExpanded()}
            self.tree.clear()
            for row in rows:
                item = QTreeWidgetItem([row.name, row.state])
                item.setToolTip(0, row.what)
                item.setToolTip(1, row.state)
                item.addChildren([QTreeWidgetItem([tool, ""]) for tool in row.tools])
                self.tree.addTopLevelItem(item)
                item.setExpanded(row.name in open_)
                item.setSelected(row.name == chosen)
        self._enable()

    def show_problem(self, problem: str) -> None:
        """Says what went wrong; "" for nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _chosen(self) -> str:
        """Name of the server that is selected, also through one of its tools; "" for none."""
        for item in self.tree.selectedItems():
            return (item.parent() or item).text(0)
        return ""

    def _row(self) -> ServerRow | None:
        return next((row for row in self._shown if row.name == self._chosen()), None)

    def _enable(self) -> None:
        row = self._row()
        for button in (self.edit, self.turn, self.remove, self.log):
            button.setEnabled(row is not None)
        self.restart.setEnabled(row is not None and row.on)
        out = row is not None and row.may_sign_out
        self.sign.setText(tr("Sign out") if out else tr("Sign in"))
        self.sign.setVisible(out or (row is not None and row.wants_sign_in))
        self.turn.setText(tr("Turn on") if row is not None and not row.on else tr("Turn off"))
        self.undo.setVisible(bool(self._servers.removed))

    def _try(self, act: Callable[[], object]) -> None:
        self.show_problem("")
        try:
            act()
        except DuologueError as error:
            self.show_problem(error.message)

    def _add(self) -> None:
        self._open(ServerEntry("", ""), "")

    def _edit(self) -> None:
        if name := self._chosen():
            self._open(self._servers.entry(name), name)

    def _open(self, entry: ServerEntry, before: str) -> None:
        editor = ServerEditor(entry, self)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.wanted = lambda made: self._spawn("MCP server", self._save(editor, made, before))
        editor.open()

    async def _save(self, editor: "ServerEditor", entry: ServerEntry, before: str) -> None:
        try:
            await self._servers.save(entry, before)
        except DuologueError as error:
            editor.show_problem(error.message)
        else:
            editor.accept()

    def _paste(self) -> None:
        self._try(lambda: self._servers.paste(QGuiApplication.clipboard().text()))

    def _log(self) -> None:
        if name := self._chosen():
            shown = LogDialog(name, partial(self._servers.log, name), self)
            shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            shown.open()

    def _sign(self) -> None:
        row = self._row()
        if row is not None and row.may_sign_out:
            self._spawn("sign-out", self._sign_out(row.name))
        elif row is not None:
            self._servers.restart(row.name)

    async def _sign_out(self, name: str) -> None:
        self.show_problem("")
        try:
            await self._servers.sign_out(name)
        except DuologueError as error:
            self.show_problem(error.message)

    def _turn(self) -> None:
        if (row := self._row()) is not None:
            self._try(lambda: self._servers.turn(row.name, on=not row.on))

    def _remove(self) -> None:
        if name := self._chosen():
            self._try(lambda: self._servers.remove(name))


class ServerEditor(QDialog):
    """One server. wanted: is called with the entry; whoever takes it closes the dialog, or says what is wrong."""

    def __init__(self, entry: ServerEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Server"))
        self.wanted: Callable[[ServerEntry], object] = lambda _: None
        self.name = self._line(tr("Name"), entry.name, "time")
        whole = shlex.join([entry.target, *entry.args]) if entry.target and not entry.remote else entry.target
        self.target = self._line(tr("Program or address"), whole, "uvx mcp-server-time")
        self.values = QPlainTextEdit("\n".join(f"{key}={value}" for key, value in (entry.values or {}).items()), self)
        self.values.setAccessibleName(tr(_VALUES))
        self.values.setTabChangesFocus(True)
        self.secret = QCheckBox(tr("Keep these values secret"), self)
        self.secret.setToolTip(tr("In this system's keyring, and not in the file"))
        self.secret.setChecked(True)
        self.problem = QLabel(tr(_EDITOR_ABOUT), self)
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, Qt.Orientation.Horizontal, self)
        self.save = buttons.addButton(QDialogButtonBox.StandardButton.Save)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        parts: list[QWidget] = []
        for field in (self.name, self.target, self.values):
            label = words(field.accessibleName(), self)
            label.setBuddy(field)
            parts += [label, field]
        lay_out(self, [*parts, self.secret, self.problem], [buttons], _EDITOR_SIZE, spacing=8)
        self.name.setFocus()

    def show_problem(self, problem: str) -> None:
        """Says why it cannot be saved."""
        self.problem.setText(problem)
        self.problem.setObjectName("keyProblem")
        self.problem.style().unpolish(self.problem)
        self.problem.style().polish(self.problem)

    def _line(self, name: str, text: str, example: str) -> QLineEdit:
        line = QLineEdit(text, self)
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        return line

    def _save(self) -> None:
        try:
            target, *args = shlex.split(self.target.text()) or [""]
            values = dict(_pair(line) for line in self.values.toPlainText().splitlines() if line.strip())
        except ValueError as error:
            self.show_problem(tr("This cannot be read: {error}.", error=error))
            return
        entry = ServerEntry(self.name.text().strip(), target, tuple(args), values, self.secret.isChecked())
        self.wanted(entry)


def _pair(line: str) -> tuple[str, str]:
    """ "NAME=value".

    Raises:
        ValueError: it is not.
    """
    name, sign, value = line.partition("=")
    if not sign or not name.strip():
        raise ValueError(f"'{line.strip()}' is not of the form NAME=value")
    return name.strip(), value.strip()
