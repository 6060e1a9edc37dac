"""Components of a panel as Qt widgets, in the look of the application's style sheet. Text is plain text, always."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from duologue.ui.panels.engine import Node

DEEPEST = 24
"""Components inside one another; deeper ones (or those that contain themselves) are left out."""
_SPACING = 6
_ALIGNMENT = {
    "start": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
    "center": Qt.AlignmentFlag.AlignCenter,
    "end": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
}


def render(node: Node, depth: int = 0) -> QWidget:
    """A widget for a component and all inside it; a small note for a component that cannot be shown yet."""
    if depth > DEEPEST:
        return _label("…", "caption")
    draw = _DRAWN.get(node.kind)
    if draw is None:
        return _label(f"{node.kind} cannot be shown yet." if node.kind else "…", "caption")
    return draw(node, depth)


def _text(node: Node, _: int) -> QWidget:
    return _label(str(node.value("text", "")), str(node.value("variant", "body")))


def _label(text: str, variant: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("variant", variant)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setVisible(bool(text))
    return label


def _column(node: Node, depth: int) -> QWidget:
    return _box(QVBoxLayout(), node, depth)


def _row(node: Node, depth: int) -> QWidget:
    return _box(QHBoxLayout(), node, depth)


def _list(node: Node, depth: int) -> QWidget:
    return (_row if node.value("direction") == "horizontal" else _column)(node, depth)


def _box(layout: QBoxLayout, node: Node, depth: int) -> QWidget:
    box = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(_SPACING)
    align = _ALIGNMENT.get(str(node.value("align", "stretch")))
    for child in node.children():
        widget = render(child, depth + 1)
        layout.addWidget(widget) if align is None else layout.addWidget(widget, 0, align)
    box.setLayout(layout)
    return box


def _card(node: Node, depth: int) -> QWidget:
    frame = QFrame()
    frame.setObjectName("panelCard")
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 12, 14, 12)
    if (child := node.child()) is not None:
        column.addWidget(render(child, depth + 1))
    return frame


def _divider(node: Node, _: int) -> QWidget:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine if node.value("axis") == "vertical" else QFrame.Shape.HLine)
    line.setObjectName("panelDivider")
    return line


_DRAWN: dict[str, Callable[[Node, int], QWidget]] = {
    "Text": _text,
    "Column": _column,
    "Row": _row,
    "List": _list,
    "Card": _card,
    "Divider": _divider,
}
