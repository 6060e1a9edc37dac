"""The dialog in which the keys of the microphone are chosen."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from duologue.core.shortcuts import Shortcuts, shortcut_problems
from duologue.ui.colours import Theme
from duologue.ui.columns import lay_out, words
from duologue.ui.icons import pixmap
from duologue.ui.restyle import restyle
from duologue.ui.words import tr

OFFERED = "Ctrl+Alt+M"
"""A global key that few programs use."""
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_ICON_SIZE = 16
_SIZE = QSize(460, 530)
_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_CLEARS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


def native(keys: str) -> str:
    """Keys as this desktop writes them."""
    return QKeySequence.fromString(keys, _PORTABLE).toString(QKeySequence.SequenceFormat.NativeText)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


class KeyEdit(QKeySequenceEdit):
    """Takes the next key that is pressed. Tab moves on, Escape closes the dialog, Backspace means no key."""

    changed = Signal()

    def __init__(self, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._recording = False
        self.keySequenceChanged.connect(self._tell)
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)
        self.set_keys(keys)

    @property
    def keys(self) -> str:
        """The keys as Qt writes them everywhere, "" for none."""
        return self.keySequence().toString(_PORTABLE)

    def set_keys(self, keys: str) -> None:
        """Shows other keys."""
        self.setKeySequence(QKeySequence.fromString(keys, _PORTABLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Records the key. A modifier alone is none yet."""
        bare = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if bare and event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif bare and event.key() in _CLEARS:
            self.clear()
        elif event.key() not in _MODIFIERS:
            self._recording = True  # Qt empties the field first
            super().keyPressEvent(event)
            self._recording = False
            self._tell()

    def _tell(self) -> None:
        if not self._recording:
            self.changed.emit()


class KeyRow(QWidget):
    """A key with its name, and below it what it does, or why it cannot be used."""

    def __init__(self, name: str, help_text: str, keys: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._help = help_text
        self.edit = KeyEdit(keys, self)
        self.edit.setAccessibleName(name.replace("&", ""))
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        self.line.addWidget(self.edit, 1)
        label = QLabel(name, self)
        label.setObjectName("keyName")
        label.setBuddy(self.edit)
        self._icon = QLabel(self)
        self._icon.setPixmap(pixmap("warning", theme.red.fore, _ICON_SIZE, self.devicePixelRatioF()))
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(label)
        column.addLayout(self.line)
        column.addLayout(below)
        self.show_problem("")

    @property
    def text(self) -> str:
        """What is said below the key."""
        return self._text.text()

    def show_problem(self, problem: str) -> None:
        """Explains why the key cannot be used; with "" what it does."""
        self._text.setText(problem or self._help)
        self._text.setObjectName("keyProblem" if problem else "secondary")
        restyle(self._text, "problem", "true" if problem else "false")
        self._icon.setVisible(bool(problem))
        self.edit.setAccessibleDescription(self._text.text())


class ShortcutsDialog(QDialog):
    """Keys to choose. `chosen` carries Shortcuts whenever they changed and can all be used."""

    chosen = Signal(object)

    def __init__(self, keys: Shortcuts, taken: Mapping[str, str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Shortcuts"))
        self._chosen = keys
        self._taken = taken
        self._global_problem = ""
        self.mute = KeyRow(tr("&Mute"), tr("Turns the microphone off and on in this window."), keys.mute, theme, self)
        self.hold = KeyRow(
            tr("&Hold"), tr("Hold it to mute, or to be heard while the microphone is off."), keys.hold, theme, self
        )
        self.everywhere = KeyRow(
            tr("&Global mute shortcut"),
            tr("Turns the microphone off and on from any program."),
            keys.global_mute,
            theme,
            self,
        )
        self.offer = QPushButton(tr("Use {keys}", keys=native(OFFERED)), self)
        self.offer.clicked.connect(lambda: self.everywhere.edit.set_keys(OFFERED))
        self.everywhere.line.addWidget(self.offer)
        self._rows = {"mute": self.mute, "hold": self.hold, "global_mute": self.everywhere}
        self._lay_out()
        for row in self._rows.values():
            row.edit.changed.connect(self._changed)
        self._changed()
        self.mute.edit.setFocus()

    def _lay_out(self) -> None:
        advice = words(tr("Click a field, then press a shortcut. Backspace removes it."), self, "secondary")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.reset = buttons.addButton(tr("Reset to defaults"), QDialogButtonBox.ButtonRole.ResetRole)
        self.reset.clicked.connect(lambda: self._show(Shortcuts()))
        buttons.rejected.connect(self.reject)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Return in a field is a key like any other
        lay_out(self, [advice, *self._rows.values(), self._fixed()], [buttons], _SIZE, spacing=18)

    def _fixed(self) -> QWidget:
        """The keys that cannot be changed."""
        table = QWidget(self)
        rows = QGridLayout(table)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(14)
        rows.setColumnStretch(1, 1)
        rows.addWidget(words(tr("These keys are fixed:"), table, "keyName"), 0, 0, 1, 2)
        for at, (key, what) in enumerate(self._taken.items(), start=1):
            rows.addWidget(QLabel(native(key), table), at, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(words(_sentence(tr(what)), table, "secondary"), at, 1, Qt.AlignmentFlag.AlignTop)
        return table

    @property
    def keys(self) -> Shortcuts:
        """What stands in the fields."""
        return Shortcuts(self.mute.edit.keys, self.hold.edit.keys, self.everywhere.edit.keys)

    def show_global_problem(self, problem: str) -> None:
        """Why the key from everywhere does not work, in one sentence; "" if it does."""
        self._global_problem = problem
        self._explain()

    def _show(self, keys: Shortcuts) -> None:
        for row, text in zip(self._rows.values(), (keys.mute, keys.hold, keys.global_mute), strict=True):
            row.edit.blockSignals(True)
            row.edit.set_keys(text)
            row.edit.blockSignals(False)
        self._changed()

    def _changed(self) -> None:
        self._explain()
        self.offer.setVisible(not self.everywhere.edit.keys)
        self.reset.setEnabled(self.keys != Shortcuts())
        if self.keys != self._chosen and not shortcut_problems(self.keys, self._taken):
            self._chosen = self.keys
            self.chosen.emit(self.keys)

    def _explain(self) -> None:
        problems = shortcut_problems(self.keys, self._taken)
        for field, row in self._rows.items():
            row.show_problem(problems.get(field, ""))
        if self._global_problem and "global_mute" not in problems:
            self.everywhere.show_problem(self._global_problem)
