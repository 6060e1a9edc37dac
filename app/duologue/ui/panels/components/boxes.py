"""Row, Column, List, Card, Tabs and Modal."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from duologue.ui.panels.components.base import Children, Screen, View
from duologue.ui.panels.surfaces import Node
from duologue.ui.words import tr

_SPACING = 6
_HEAVIEST = 1000
_ACROSS = {
    "start": (Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft),
    "center": (Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignHCenter),
    "end": (Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignRight),
}
"""Alignment across the direction in which things follow one another: beside, and below."""
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


class BoxView(View):
    """Things beside or below one another."""

    direction = QBoxLayout.Direction.TopToBottom

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: QWidget = QWidget()
        self._layout = QBoxLayout(self.direction, self.widget)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_SPACING)
        self._children = Children(screen)
        self._laid: object = ()

    def update(self, node: Node, depth: int) -> None:
        """Shows the children; they are laid out anew only if others are there, or otherwise."""
        shown = [(n, v) for n, v in self._children.show(node.children(), depth + 1) if self._appears(v)]
        justify, align = str(node.value("justify", "start")), str(node.value("align", "stretch"))
        laid = (justify, align, [(view, _weight(child)) for child, view in shown])
        if laid != self._laid:
            self._laid = laid
            self._lay(justify, align, [(view.widget, weight) for view, weight in laid[2]])

    @property
    def empty(self) -> bool:
        """Nothing in it is seen."""
        return not self._laid or not self._laid[2]  # type: ignore[index]

    @staticmethod
    def _appears(view: View) -> bool:
        empty = view.empty
        if empty != view.widget.isHidden() and view.widget.parent() is not None:
            view.widget.setHidden(empty)
        return not empty

    def _lay(self, justify: str, align: str, widgets: list[tuple[QWidget, int]]) -> None:
        while self._layout.count():
            self._layout.takeAt(0)
        before, between, after = _ROOM.get(justify, _ROOM["start"])
        below = self._layout.direction() == QBoxLayout.Direction.TopToBottom
        where = _ACROSS[align][below] if align in _ACROSS else Qt.AlignmentFlag(0)
        if before:
            self._layout.addStretch(before)
        for at, (widget, weight) in enumerate(widgets):
            if at and between:
                self._layout.addStretch(between)
            self._layout.addWidget(widget, weight, where)
            widget.show()
        if after and widgets:
            self._layout.addStretch(after)


class ColumnView(BoxView):
    """Things below one another."""

    kind = "Column"


class RowView(BoxView):
    """Things beside one another."""

    kind = "Row"
    direction = QBoxLayout.Direction.LeftToRight


class ListView(BoxView):
    """Things below one another, or beside."""

    kind = "List"

    def update(self, node: Node, depth: int) -> None:
        """As it is told."""
        beside = node.value("direction") == "horizontal"
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != direction:
            self._layout.setDirection(direction)
        super().update(node, depth)


class CardView(View):
    """A frame around one thing. The outermost one of a panel is the panel itself."""

    kind = "Card"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: QFrame = QFrame()
        self._column = QVBoxLayout(self.widget)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._children = Children(screen)
        self._inside: QWidget | None = None

    def update(self, node: Node, depth: int) -> None:
        """Shows what is in it."""
        name = "panelCard" if depth == 0 else "panelInnerCard"
        if self.widget.objectName() != name:
            self.widget.setObjectName(name)
        view = self._children.show_one(node.child(), depth + 1)
        if view is not None and view.widget is not self._inside:
            self._inside = view.widget
            self._column.addWidget(view.widget)


class TabsView(View):
    """One thing at a time of several."""

    kind = "Tabs"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: QTabWidget = QTabWidget()
        self.widget.setDocumentMode(True)
        self._children = Children(screen)
        self._laid: list[View] = []

    def update(self, node: Node, depth: int) -> None:
        """Shows all; the one that is on top stays."""
        raw = node.raw("tabs")
        tabs = [(tab, child) for tab in raw or () if isinstance(tab, dict) and (child := node.at(tab.get("child")))]
        views = [view for _, view in self._children.show([child for _, child in tabs], depth + 1)]
        if views != self._laid:
            current = self.widget.currentIndex()
            self._laid = views
            self.widget.clear()
            for view in views:
                page = QWidget()
                column = QVBoxLayout(page)
                column.setContentsMargins(0, 8, 0, 0)
                column.addWidget(view.widget)
                column.addStretch(1)
                self.widget.addTab(page, "")
                view.widget.show()
            self.widget.setCurrentIndex(max(0, current))
        for at, (tab, _) in enumerate(tabs[: len(views)]):
            self.widget.setTabText(at, str(node.resolve(tab.get("title")) or "").replace("&", "&&"))


class ModalView(View):
    """Something that opens what else there is to see in a window of its own."""

    kind = "Modal"

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.widget: QWidget = QWidget()
        self._column = QVBoxLayout(self.widget)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._trigger, self._content = Children(screen), Children(screen)
        self._opener = _Opener(self.open)
        self._dialog: QDialog | None = None
        self._shown: QWidget | None = None
        self._inside: QWidget | None = None

    def update(self, node: Node, depth: int) -> None:
        """Shows the trigger, and the content where it is open."""
        trigger = self._trigger.show_one(node.child("trigger"), depth + 1)
        if trigger is not None and trigger.widget is not self._shown:
            self._shown = trigger.widget
            self._column.addWidget(trigger.widget)
            self._opener.listen(trigger.widget)
        content = self._content.show_one(node.child("content"), depth + 1)
        self._inside = None if content is None else content.widget
        if self._inside is not None and self._inside.parent() is None:
            self._inside.hide()

    def open(self) -> None:
        """Opens the window, or brings it to the front."""
        if self._inside is None:
            return
        if self._dialog is None:
            self._dialog = _dialog(self.widget)
        holder = self._dialog.findChild(QScrollArea)
        assert holder is not None
        if holder.widget() is not self._inside:
            holder.takeWidget()
            holder.setWidget(self._inside)
        self._inside.show()
        self._dialog.open()


class _Opener(QObject):
    """Calls a function when a widget is clicked, or pressed with a key."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__()
        self._act = act

    def listen(self, widget: QWidget) -> None:
        """Listens to a widget."""
        if isinstance(widget, QAbstractButton):
            widget.clicked.connect(self._act)
            return
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.setCursor(Qt.CursorShape.PointingHandCursor)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Opens."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _OPENING
        if pressed or event.type() == QEvent.Type.MouseButtonRelease:
            self._act()
            return True
        return super().eventFilter(watched, event)


_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def _dialog(parent: QWidget) -> QDialog:
    dialog = QDialog(parent.window())
    dialog.setWindowTitle(tr("Panel"))
    column = QVBoxLayout(dialog)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    column.addWidget(area)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    dialog.resize(420, 320)
    return dialog


def _weight(node: Node) -> int:
    """The child's part of the room that is free, in hundredths; far more than a box takes by itself."""
    weight = node.value("weight", 0)
    number = float(weight) if isinstance(weight, int | float) else 0.0
    return round(100 * min(max(number, 0.0), _HEAVIEST)) if math.isfinite(number) else 0
