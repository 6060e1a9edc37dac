"""One panel on display: what its surface shows, scrolled if it is long, with what can be done with it."""

import time
from collections import deque
from pathlib import Path

from a2ui.core import SurfaceModel
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QFileDialog,
    QFrame,
    QLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from duologue.core.errors import DuologueError, OutputError
from duologue.core.events import Json
from duologue.panels.export import as_csv, as_json
from duologue.ui.colours import Theme
from duologue.ui.icons import icon
from duologue.ui.panels.area import LOWEST, scroll_area
from duologue.ui.panels.rendering import SurfaceView
from duologue.ui.text_size import text_times
from duologue.ui.words import marked, tr

WIDTH = 300
"""Width in pixels of a panel that has not been drawn yet."""
NARROWEST, WIDEST = 190, 380
"""Pixels within which the content of a panel sets its width; the latter at the usual size of text."""
LIVELY, LIVELY_S = 3, 1.5
"""How many changes within how many seconds mean that a panel changes all the time."""
_ENTERED = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractSlider, QAbstractSpinBox)
_EDGES = 6
"""Pixels of the frames around the content, on both sides together."""
_SPARE = 6
"""Pixels to spare each way: words that fit to the very pixel are wrapped by some fonts."""
_CORNER = 6
"""Pixels between the buttons and the edges of the panel."""
_PICTURE, _TABLE, _DATA = marked("Picture (*.png)"), marked("Table (*.csv)"), marked("Data (*.json)")


class PanelCard(QFrame):
    """A panel. It is drawn when draw() says so: what cannot be seen need not be.

    closed: with the name of its surface. acted: id of a component, name and context of its action. saved: with a Path.
    failed: with a DuologueError. stops_changed: when the Tab key is to stop elsewhere.
    """

    closed = Signal(str)
    acted = Signal(str, str, object)
    saved = Signal(object)
    failed = Signal(object)
    stops_changed = Signal()

    def __init__(self, surface: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.surface = surface
        self.name = surface.replace("-", " ")
        self._theme = theme
        self._model: SurfaceModel | None = None
        self._view: SurfaceView | None = None
        self._changes: deque[float] = deque(maxlen=LIVELY)
        self._inputs: tuple[QWidget, ...] = ()
        self.setObjectName("panel")
        self.setAccessibleName(tr("Panel: {name}", name=self.name))
        self.setFixedSize(WIDTH, LOWEST)
        self._scroll = scroll_area(self)
        self._scroll.setAccessibleName(tr("Content of panel: {name}", name=self.name))
        self._scroll.verticalScrollBar().rangeChanged.connect(self._reach_by_keyboard)
        self.more_button = self._tool_button(tr("More"), tr("More about panel: {name}", name=self.name))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setMenu(self._make_menu())
        self.close_button = self._tool_button(tr("Close panel"), tr("Close panel: {name}", name=self.name))
        self.close_button.clicked.connect(lambda: self.closed.emit(self.surface))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.set_theme(theme)

    def _tool_button(self, tip: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(tip)
        button.setAccessibleName(name)
        button.setIconSize(QSize(14, 14))
        return button

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        self._pin = QAction(tr("Keep in place"), menu)
        self._pin.setCheckable(True)
        self._pin.toggled.connect(self._show_pin)
        menu.addAction(self._pin)
        menu.addSeparator()
        menu.addAction(tr("Save as picture…")).triggered.connect(lambda: self._ask_where(tr(_PICTURE)))
        menu.addAction(tr("Save data…")).triggered.connect(lambda: self._ask_where(f"{tr(_DATA)};;{tr(_TABLE)}"))
        menu.addSeparator()
        menu.addAction(tr("Close")).triggered.connect(self.close_button_pressed)
        return menu

    def close_button_pressed(self) -> None:
        """Closes the panel."""
        self.closed.emit(self.surface)

    # ---- what it shows -----------------------------------------------------------------------------------------

    def use(self, model: SurfaceModel) -> bool:
        """Takes what it shows; whether that is another surface than before."""
        other = model is not self._model
        self._model = model
        return other

    def draw(self) -> None:
        """Shows what its surface says now."""
        if self._model is None:
            return
        if self._view is not None and self._view.surface is self._model:
            self._view.refresh()
        else:
            self._begin(SurfaceView(self._model, self._theme))
        found = self._scroll.findChildren(QWidget)
        self._inputs = tuple(w for w in found if isinstance(w, _ENTERED) and w.focusPolicy() & Qt.FocusPolicy.TabFocus)

    def fit(self, widest: int, highest: int) -> None:
        """Becomes as large as what it shows, within bounds in pixels. What is higher is scrolled.

        Where it fits, a scroll bar would take the room that makes it fit.
        """
        page = self._scroll.widget()
        if page is None:
            return
        for layout in page.findChildren(QLayout):  # else they go by what was shown before
            layout.invalidate()
        natural = page.sizeHint().width() + _EDGES + _SPARE
        most = round(WIDEST * text_times(self))
        self.setFixedWidth(min(max(natural, NARROWEST), max(widest, NARROWEST), most))
        wanted, policy = self._wanted_height(page), Qt.ScrollBarPolicy
        self._scroll.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if wanted <= highest else policy.ScrollBarAsNeeded
        )
        self.setFixedHeight(min(wanted, highest))

    def _wanted_height(self, page: QWidget) -> int:
        inner = self.width() - _EDGES
        high = page.heightForWidth(inner) if page.hasHeightForWidth() else page.sizeHint().height()
        return max(high + _EDGES + _SPARE, LOWEST)

    def _begin(self, view: SurfaceView) -> None:
        self._view = view
        view.acted.connect(self.acted)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self.close_button.sizeHint().width() + 2, 0)
        column.addWidget(view)
        column.addStretch(1)
        self._scroll.setWidget(page)
        for button in (self.more_button, self.close_button):
            button.raise_()

    def changed(self) -> bool:
        """Notes a change; whether the panel changes all the time."""
        self._changes.append(time.monotonic())
        return len(self._changes) == LIVELY and self._changes[-1] - self._changes[0] < LIVELY_S

    @property
    def pinned(self) -> bool:
        """The user wants it to stay where it is."""
        return self._pin.isChecked()

    @property
    def pin_action(self) -> QAction:
        """The entry that keeps it in its place."""
        return self._pin

    @property
    def data(self) -> Json:
        """The data of its surface."""
        return None if self._model is None else self._model.data_model.get("/")

    # ---- what can be done with it ------------------------------------------------------------------------------

    def _ask_where(self, kinds: str) -> None:
        ending = "png" if kinds == _PICTURE else "json"
        name, _ = QFileDialog.getSaveFileName(self, tr("Save panel"), f"{self.surface}.{ending}", kinds)
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Writes a picture, a table or all data, as the ending of the file says; `failed` says what went wrong."""
        try:
            if path.suffix.lower() == ".png":
                self._save_picture(path)
            else:
                self._save_data(path)
        except OSError as error:
            reason = error.strerror or str(error)
            self.failed.emit(OutputError("panel.save", f"The panel could not be saved as '{path}': {reason}."))
        except DuologueError as error:
            self.failed.emit(error)
        else:
            self.saved.emit(path)

    def _save_picture(self, path: Path) -> None:
        content = self._scroll.widget()
        if content is None or not content.grab().save(str(path)):
            raise OutputError("panel.save", f"The panel could not be saved as '{path}'. Is there room on the disk?")

    def _save_data(self, path: Path) -> None:
        text = as_csv(self.data) if path.suffix.lower() == ".csv" else as_json(self.data)
        if text is None:
            raise OutputError("panel.table", "There is no table in this panel. Save its data as JSON instead.")
        path.write_text(text, encoding="utf-8", newline="")

    # ---- looks -------------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.close_button.setIcon(icon("close", theme.secondary, 14))
        self._show_pin(self.pinned)
        if self._view is not None:
            self._view.set_theme(theme)

    def _show_pin(self, pinned: bool) -> None:
        self.more_button.setIcon(icon("pinned" if pinned else "more", self._theme.secondary, 14))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order. What takes no focus breaks Qt's chain, and is left out."""
        parts = (self._scroll, *self._inputs, self.more_button, self.close_button)
        return tuple(part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus)

    def _reach_by_keyboard(self, _: int, most: int) -> None:
        """What does not fit is scrolled with the arrow keys; what fits is no stop on the way through the window."""
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus)
        self.stops_changed.emit()

    def resizeEvent(self, event: object) -> None:
        """The buttons stay in the corner where the first line ends, one below the other, on room kept free for them."""
        top = _CORNER
        for button in (self.close_button, self.more_button):
            box = QRect(QPoint(self.width() - _CORNER - button.sizeHint().width(), top), button.sizeHint())
            button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box))
            top += box.height()
