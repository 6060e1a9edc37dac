"""Finds words in the conversation: from line to line, newest first, in all of it and not only in what is laid out."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from duologue.ui.colours import Theme
from duologue.ui.icons import icon
from duologue.ui.words import marked, tr

NONE = marked("Not found")


class Searched(Protocol):
    """Lines of text in which words are found."""

    @property
    def texts(self) -> Sequence[str]:
        """The words of each line."""

    def reveal(self, index: int, words: str) -> None:
        """Goes to a line and selects words in it."""

    def setFocus(self) -> None:
        """Takes the keyboard."""


class FindBar(QWidget):
    """Hidden until it is opened. Enter goes to the line before, Shift+Enter to the one after. where: what is searched,
    to follow "Find in"."""

    def __init__(
        self,
        searched: Searched,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        where: str = marked("the conversation"),
    ) -> None:
        super().__init__(parent)
        self._searched = searched
        self._found: list[int] = []
        self._at = -1
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QLineEdit(self)
        self.line.setObjectName("find")
        self.line.setPlaceholderText(tr("Find in {where}", where=tr(where)))
        self.line.setAccessibleName(tr("Find in {where}", where=tr(where)))
        self.told = QLabel(self)
        self.told.setObjectName("secondary")
        self.earlier = self._button(tr("Earlier (Enter)"), self.go_earlier)
        self.later = self._button(tr("Later (Shift+Enter)"), self.go_later)
        self.close_button = self._button(tr("Close (Esc)"), self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.addWidget(self.line, 1)
        row.addWidget(self.told)
        for button in (self.earlier, self.later, self.close_button):
            row.addWidget(button)
        self.line.textChanged.connect(self._search)
        self.set_theme(theme)
        self.hide()

    def open(self) -> None:
        """Shows itself, ready to be typed into."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self._search()

    def leave(self) -> bool:
        """Hides itself; whether it was there. The words that were found stay selected."""
        if self.isHidden():
            return False
        self.hide()
        self._searched.setFocus()
        return True

    def go_earlier(self) -> None:
        """To the line before that has the words; after the first it begins again with the newest."""
        self._go(-1)

    def go_later(self) -> None:
        """To the line after that has the words."""
        self._go(+1)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.close_button.setIcon(icon("close", theme.text, 16))
        self.later.setIcon(icon("newest", theme.text, 16))
        self.earlier.setIcon(icon("unfold", theme.text, 16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Shift+Enter go on, Esc ends it."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._go(+1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else -1)
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                super().keyPressEvent(event)

    def _search(self) -> None:
        words = self.line.text().strip().casefold()
        texts = self._searched.texts if words else ()
        self._found = [index for index, text in enumerate(texts) if words in text.casefold()]
        self._at = len(self._found)
        if self._found:
            self._go(-1)
        else:
            self.told.setText(tr(NONE) if words else "")
        for button in (self.earlier, self.later):
            button.setEnabled(len(self._found) > 1)

    def _go(self, by: int) -> None:
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self._searched.reveal(self._found[self._at], self.line.text().strip())
            self.told.setText(tr("{number} of {count}", number=self._at + 1, count=len(self._found)))

    def _button(self, says: str, do: object) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(says)
        button.setAccessibleName(says.split(" (", maxsplit=1)[0])
        button.clicked.connect(do)
        return button
