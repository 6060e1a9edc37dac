"""What several dialogs put their columns together from: text that wraps, and a column that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget


def words(text: str, parent: QWidget, name: str = "") -> QLabel:
    """Text that wraps, shown as it is. name: for the style sheet."""
    label = QLabel(text, parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def scrolling(column: QWidget, parent: QWidget) -> QScrollArea:
    """A column that scrolls up and down where there is too little room, on the background of its window."""
    scroll = QScrollArea(parent)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(column)
    scroll.viewport().setAutoFillBackground(False)
    column.setAutoFillBackground(False)
    return scroll
