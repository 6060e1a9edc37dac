"""The strip of panels between conversation and composer: newest first, each closed with its own button."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from duologue.core.errors import DuologueError
from duologue.core.events import Panel
from duologue.ui.colours import Theme
from duologue.ui.icons import icon
from duologue.ui.panels.engine import Node, Surfaces
from duologue.ui.panels.rendering import render

MOST = 8
"""Panels on display at once; a further one takes the place of the oldest."""
HEIGHT = 190
WIDTH = 300
_ROOT = "root"
_CLOSE_ROOM = 18
"""Width that is kept free for the button beside the title."""


class PanelCard(QFrame):
    """One panel: what its surface shows, scrolled if it is long, with a button that closes it."""

    closed = Signal(str)

    def __init__(self, surface: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.surface = surface
        self.setObjectName("panel")
        self.setFixedWidth(WIDTH)
        self._scroll = _scroll_area(self)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._reach_by_keyboard)
        self.close_button = QToolButton(self)
        self.close_button.setToolTip("Close panel")
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.clicked.connect(lambda: self.closed.emit(self.surface))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.set_theme(theme)

    def show_content(self, content: QWidget, name: str) -> None:
        """Takes the place of what was shown before; name: for those who do not see it."""
        at = self._scroll.verticalScrollBar().value()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, _CLOSE_ROOM, 0)
        column.addWidget(content)
        column.addStretch(1)
        self._scroll.setWidget(page)
        self._scroll.verticalScrollBar().setValue(at)
        self.setAccessibleName(f"Panel: {name}")
        self.close_button.setAccessibleName(f"Close panel: {name}")
        self._scroll.setAccessibleName(f"Content of panel: {name}")
        self.close_button.raise_()

    def _reach_by_keyboard(self, _: int, most: int) -> None:
        """What does not fit is scrolled with the arrow keys; what fits is no stop on the way through the window."""
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return (self._scroll, *self._scroll.findChildren(QPushButton), self.close_button)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.close_button.setIcon(icon("close", theme.secondary, 14))

    def resizeEvent(self, event: object) -> None:
        """The button stays in the upper right corner."""
        size = self.close_button.sizeHint()
        self.close_button.setGeometry(self.width() - size.width() - 6, 6, size.width(), size.height())


class PanelStrip(QWidget):
    """The panels on display. Takes no room while there are none.

    failed: emitted with a DuologueError. pressed: with the names of a surface and of a component on it.
    """

    failed = Signal(object)
    pressed = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._surfaces = Surfaces()
        self._cards: dict[str, PanelCard] = {}
        row = QWidget(self)
        self._row = QHBoxLayout(row)
        self._row.setContentsMargins(16, 4, 16, 4)
        self._row.setSpacing(10)
        self._row.addStretch(1)
        self._scroll = _scroll_area(self)
        self._scroll.setWidget(row)
        self._scroll.setFixedHeight(HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def cards(self) -> tuple[PanelCard, ...]:
        """The panels on display, newest first."""
        return tuple(reversed(self._cards.values()))

    def show_panels(self, panels: tuple[Panel, ...]) -> None:
        """Takes in messages and draws the surfaces that they changed."""
        changed: dict[str, None] = {}
        for panel in panels:
            try:
                self._surfaces.take(panel.message)
            except DuologueError as error:
                self.failed.emit(error)
            else:
                changed.pop(panel.surface, None)
                changed[panel.surface] = None
        for surface in changed:
            self._draw(surface)
        self.setVisible(bool(self._cards))

    def clear(self) -> None:
        """Another session begins."""
        for surface in list(self._cards):
            self._close(surface)
        self._surfaces.clear()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        for card in self._cards.values():
            card.set_theme(theme)

    def _draw(self, surface: str) -> None:
        model = self._surfaces.get(surface)
        if model is None:
            self._close(surface)
            return
        root = Node(model, _ROOT)
        if not root.kind:
            return
        card = self._cards.pop(surface, None) or self._new(surface)
        self._cards[surface] = card
        self._row.insertWidget(0, card)
        card.show_content(render(root, partial(self.pressed.emit, surface)), surface.replace("-", " "))
        self._scroll.horizontalScrollBar().setValue(0)
        for before, after in pairwise(stop for each in self.cards for stop in each.stops):
            self.setTabOrder(before, after)
        if len(self._cards) > MOST:
            self._close(next(iter(self._cards)))

    def _new(self, surface: str) -> PanelCard:
        card = PanelCard(surface, self._theme, self)
        card.closed.connect(self._close)
        return card

    def _close(self, surface: str) -> None:
        card = self._cards.pop(surface, None)
        if card is not None:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.setVisible(bool(self._cards))


def _scroll_area(parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setObjectName("panelScroll")
    return area
