"""What several dialogs put their columns together from: text that wraps, a column that scrolls, buttons that wrap.

Nothing is cut off in a window that is too small for it: its content scrolls, and its buttons stay in sight.
"""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from duologue.ui.flow import FlowLayout
from duologue.ui.text_size import text_times

_FREE = 48
"""Pixels of the screen's height that a dialog leaves to its title bar and the desktop's own bars."""


def words(text: str, parent: QWidget, name: str = "") -> QLabel:
    """Text that wraps, shown as it is. name: for the style sheet."""
    label = QLabel(text, parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


class ColumnScroll(QScrollArea):
    """Scrolls up and down, and is never narrower than what is in it."""

    def minimumSizeHint(self) -> QSize:
        """As wide as the narrowest its content can be, beside the bar."""
        least = super().minimumSizeHint()
        if (column := self.widget()) is None:
            return least
        bar = self.verticalScrollBar().sizeHint().width()
        return least.expandedTo(QSize(column.minimumSizeHint().width() + bar, 0))


def scrolling(column: QWidget, parent: QWidget) -> QScrollArea:
    """A column that scrolls up and down where there is too little room, on the background of its window."""
    scroll = ColumnScroll(parent)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(column)
    scroll.viewport().setAutoFillBackground(False)
    column.setAutoFillBackground(False)
    return scroll


def button_row(parent: QWidget, *buttons: QPushButton) -> QWidget:
    """Buttons at the end of a line, or of several where there is too little room."""
    row = QWidget(parent)
    flow = FlowLayout(row, at_end=True)
    flow.setContentsMargins(0, 0, 0, 0)
    for button in buttons:
        flow.addWidget(button)
    return row


def lay_out(
    dialog: QWidget,
    parts: Sequence[QWidget],
    below: Sequence[QWidget],
    size: QSize,
    *,
    margins: QMargins | None = None,
    spacing: int = 10,
) -> None:
    """Lays a dialog out: parts one below the other, which scroll where there is too little room, and what is below in
    sight at any time. size: at first, at the usual size of text; it is higher where the parts need that."""
    inner = QWidget(dialog)
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(margins or QMargins(24, 20, 24, 18))
    whole.setSpacing(spacing)
    whole.addWidget(scrolling(inner, dialog), 1)
    for each in below:
        whole.addWidget(each)
    usual = usual_size(dialog, size)
    edges = whole.contentsMargins()
    width = usual.width() - edges.left() - edges.right()
    heights = [inner.heightForWidth(width), *(each.sizeHint().height() + spacing for each in below)]
    high = sum(heights) + edges.top() + edges.bottom()
    dialog.resize(usual.expandedTo(QSize(0, high)).boundedTo(_room(dialog)))


def usual_size(window: QWidget, size: QSize) -> QSize:
    """How large a window is at first. size: at the usual size of text; as much larger as text is, within the screen."""
    return (size * text_times(window)).boundedTo(_room(window))


def _room(window: QWidget) -> QSize:
    return window.screen().availableSize() - QSize(0, _FREE)
