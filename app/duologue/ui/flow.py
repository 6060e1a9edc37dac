"""A layout that breaks lines: buttons beside one another as far as there is room, then below."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

_SPACING = 6


class FlowLayout(QLayout):
    """Items in lines, each as wide as it likes to be; what is hidden takes no room. Lines begin where the user's
    reading does, or end there. at_end: they stand at the end of their line."""

    def __init__(self, parent: QWidget | None = None, *, at_end: bool = False) -> None:
        super().__init__(parent)
        self._at_end = at_end
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Takes an item."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """An item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Gives an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """None: more room is of no use."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Puts the items in their places."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._shown]
        width = sum(hint.width() for hint in hints) + _SPACING * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """The widest item."""
        hints = [item.minimumSize() for item in self._shown]
        return QSize(max((h.width() for h in hints), default=0), max((h.height() for h in hints), default=0))

    @property
    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What stands in each line."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._shown:
            hint = item.sizeHint()
            if not lines or hint.width() > left:
                lines.append([])
                left = width
            lines[-1].append((item, hint))
            left -= hint.width() + _SPACING
        return lines

    def _lay(self, rect: QRect, *, move: bool) -> int:
        y, owner = rect.y(), self.parentWidget()
        direction = owner.layoutDirection() if owner is not None else Qt.LayoutDirection.LeftToRight
        for line in self._lines(rect.width()):
            high = max(hint.height() for _, hint in line)
            taken = sum(hint.width() for _, hint in line) + _SPACING * (len(line) - 1)
            x = rect.x() + (max(0, rect.width() - taken) if self._at_end else 0)
            for item, hint in line:
                if move:
                    box = QRect(x, y + (high - hint.height()) // 2, min(hint.width(), rect.width()), hint.height())
                    item.setGeometry(QStyle.visualRect(direction, rect, box))
                x += hint.width() + _SPACING
            y += high + _SPACING
        return max(0, y - _SPACING - rect.y())
