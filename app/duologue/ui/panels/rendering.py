"""A panel as native widgets, changed in place as its messages arrive."""

from collections.abc import Mapping

from a2ui.core import SurfaceModel
from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from duologue.core.events import Json
from duologue.ui.colours import LIGHT, Theme
from duologue.ui.panels.area import ROOT
from duologue.ui.panels.components import boxes, inputs, media, own, texts
from duologue.ui.panels.components.base import MOST, Children, Screen, View
from duologue.ui.panels.surfaces import Node

OPENED = frozenset(("http", "https", "mailto"))
"""Kinds of addresses that a press may open."""
VIEWS: dict[str, type[View]] = {
    view.kind: view
    for view in (
        texts.PlaceholderView,
        texts.TextView,
        texts.IconView,
        texts.DividerView,
        media.ImageView,
        media.VideoView,
        media.AudioPlayerView,
        boxes.RowView,
        boxes.ColumnView,
        boxes.ListView,
        boxes.CardView,
        boxes.TabsView,
        boxes.ModalView,
        inputs.ButtonView,
        inputs.TextFieldView,
        inputs.CheckBoxView,
        inputs.ChoicePickerView,
        inputs.SliderView,
        inputs.DateTimeInputView,
        own.ChartView,
        own.TimerView,
        own.TableView,
    )
}
"""All components by their names; "" is one that has not arrived."""


class SurfaceView(QWidget):
    """A surface. refresh() shows what its messages have changed since.

    acted: id of the component that was pressed, name and context of its action.
    """

    acted = Signal(str, str, object)

    def __init__(self, surface: SurfaceModel, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.surface = surface
        self._screen = Screen(self._act, _open, self.refresh, theme=theme, views=VIEWS)
        self._children = Children(self._screen)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._root: View | None = None
        self._busy = False
        self.refresh()

    @property
    def ready(self) -> bool:
        """The outermost component has arrived."""
        return bool(Node(self.surface, ROOT).kind)

    def refresh(self) -> None:
        """Shows what has changed."""
        if self._busy:  # an edit while values are put into fields
            return
        self._busy = True
        self._screen.left = MOST
        try:
            view = self._children.show_one(Node(self.surface, ROOT), 0)
        finally:
            self._busy = False
        if view is not None and view is not self._root:
            self._root = view
            self._column.addWidget(view.widget)
            view.widget.show()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._screen.theme = theme
        self.refresh()

    def _act(self, component: str, name: str, context: Mapping[str, Json]) -> None:
        self.acted.emit(component, name, dict(context))


def _open(address: str) -> None:
    """Opens an address outside, at the user's wish. Others than those of OPENED are not opened."""
    url = QUrl(address)
    if url.isValid() and url.scheme() in OPENED:
        QDesktopServices.openUrl(url)
