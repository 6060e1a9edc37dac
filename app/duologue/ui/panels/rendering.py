"""Components of a panel as Qt widgets, in the look of the application's style sheet. Text is plain text, always."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from duologue.ui.panels.engine import Node

DEEPEST = 24
"""Components inside one another; deeper ones are left out."""
MOST = 500
"""Components that are drawn of a panel. One that stands in many places counts in each; the rest is left out."""
_BREAK = "\u200b"
"""Invisible; a line may end there."""
_LONG_WORD = re.compile("[!-~]{25,}")
_SPACING = 6
_HEAVIEST = 1000
_ALIGNMENT = {
    "start": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
    "center": Qt.AlignmentFlag.AlignCenter,
    "end": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
}
_ROOM = {
    "start": (0, 0, 1),
    "center": (1, 0, 1),
    "end": (1, 0, 0),
    "spaceBetween": (0, 1, 0),
    "spaceAround": (1, 2, 1),
    "spaceEvenly": (1, 1, 1),
    "stretch": (0, 0, 0),
}
"""Parts of the free room before the first child, between two, and after the last."""


Pressed = Callable[[str], None]
"""Is told the id of a component that was pressed."""


def _unheard(_component: str) -> None:
    """Nobody presses anything in a picture."""


@dataclass(slots=True)
class _Drawing:
    """A panel while it is drawn. left: components that may still be drawn."""

    pressed: Pressed
    left: int = MOST


def render(node: Node, pressed: Pressed = _unheard) -> QWidget:
    """A widget for a component and all inside it; a small note for a component that cannot be shown yet."""
    return _draw(node, _Drawing(pressed), 0) or QWidget()


def _draw(node: Node, drawing: _Drawing, depth: int) -> QWidget | None:
    """None if there is nothing to see."""
    drawing.left -= 1
    if depth > DEEPEST or drawing.left <= 0:
        return _Label("…", "caption")
    draw = _DRAWN.get(node.kind)
    if draw is None:
        return _unshown(node) if node.kind else _Label("…", "caption")
    return draw(node, drawing, depth)


def _unshown(node: Node) -> QWidget:
    return _Label(f"{node.kind} cannot be shown yet.", "caption")


def _text(node: Node, *_: object) -> QWidget | None:
    text = str(node.value("text", ""))
    return _Label(text, str(node.value("variant", "body"))) if text else None


class _Label(QLabel):
    """Text that takes the width of its longest line where there is room, and wraps where there is not.

    Long words, such as addresses, wrap too; what is copied is the text as it came.
    """

    def __init__(self, text: str, variant: str) -> None:
        super().__init__(_LONG_WORD.sub(lambda word: _BREAK.join(word[0]), text))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("variant", variant)
        self.setAccessibleName(text)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def sizeHint(self) -> QSize:
        """The size of the text without wrapping."""
        width = self.fontMetrics().size(0, self.text()).width() + 1
        return QSize(width, self.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies what is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers to copy what is selected."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy", self._copy).setEnabled(self.hasSelectedText())
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        if self.hasSelectedText():
            QGuiApplication.clipboard().setText(self.selectedText().replace(_BREAK, ""))


def _column(node: Node, drawing: _Drawing, depth: int) -> QWidget | None:
    return _box(QVBoxLayout(), node, drawing, depth)


def _row(node: Node, drawing: _Drawing, depth: int) -> QWidget | None:
    return _box(QHBoxLayout(), node, drawing, depth)


def _list(node: Node, drawing: _Drawing, depth: int) -> QWidget | None:
    return (_row if node.value("direction") == "horizontal" else _column)(node, drawing, depth)


def _box(layout: QBoxLayout, node: Node, drawing: _Drawing, depth: int) -> QWidget | None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(_SPACING)
    before, between, after = _ROOM.get(str(node.value("justify", "start")), _ROOM["start"])
    align = _ALIGNMENT.get(str(node.value("align", "stretch")), Qt.AlignmentFlag(0))
    drawn = 0
    if before:
        layout.addStretch(before)
    for child in node.children():
        if drawing.left <= 0:
            break
        widget = _draw(child, drawing, depth + 1)
        if widget is None:
            continue
        if drawn and between:
            layout.addStretch(between)
        layout.addWidget(widget, _weight(child), align)
        drawn += 1
    if not drawn:
        return None
    if after:
        layout.addStretch(after)
    box = QWidget()
    box.setLayout(layout)
    return box


def _weight(node: Node) -> int:
    """The child's part of the room that is free, in hundredths; far more than a box takes by itself."""
    weight = node.value("weight", 0)
    number = float(weight) if isinstance(weight, int | float) else 0.0
    return round(100 * min(max(number, 0.0), _HEAVIEST)) if math.isfinite(number) else 0


def _card(node: Node, drawing: _Drawing, depth: int) -> QWidget:
    frame = QFrame()
    frame.setObjectName("panelCard")
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 12, 14, 12)
    if (child := node.child()) is not None and (content := _draw(child, drawing, depth + 1)) is not None:
        column.addWidget(content)
    return frame


def _button(node: Node, drawing: _Drawing, _depth: int) -> QWidget:
    """Shows the text of its child. What it does is found by its id."""
    child = node.child()
    text = str(child.value("text", "")) if child is not None and child.kind == "Text" else ""
    button = QPushButton(text.replace("&", "&&"))
    button.setAccessibleName(text)
    if node.value("variant") == "primary":
        button.setObjectName("primary")
    button.setAutoDefault(True)
    button.clicked.connect(lambda: drawing.pressed(node.id))
    return button


def _divider(node: Node, *_: object) -> QWidget:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine if node.value("axis") == "vertical" else QFrame.Shape.HLine)
    line.setObjectName("panelDivider")
    return line


_DRAWN: dict[str, Callable[[Node, _Drawing, int], QWidget | None]] = {
    "Text": _text,
    "Column": _column,
    "Row": _row,
    "List": _list,
    "Button": _button,
    "Card": _card,
    "Divider": _divider,
}
