"""The strip of panels between conversation and composer: newest first, each closed with its own button.

What draws panels takes a second to import; it is imported with the first one, if nobody has done so before.
"""

import time
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from duologue.core.errors import DuologueError
from duologue.core.events import Panel
from duologue.ui.announcing import announce
from duologue.ui.colours import Theme
from duologue.ui.icons import icon
from duologue.ui.panels.area import LOWEST, ROOT, scroll_area
from duologue.ui.text_size import text_times
from duologue.ui.words import tr

if TYPE_CHECKING:
    from duologue.ui.panels.card import PanelCard
    from duologue.ui.panels.surfaces import Surfaces

MOST = 60
"""How many panels are shown at once; one more takes the place of the oldest that is not kept in place."""
MOST_KNOWN = 200
"""How many closed panels can be opened again; with one more, the oldest is forgotten."""
HIGHEST, SHARE = 260, 0.34
"""Most height of the panels, in pixels at the usual size of text and as a share of that of the window."""
MARGIN, SPACING, PAD = 16, 10, 4
DRAW_S, FRAME_MS = 0.008, 16
"""Seconds for which panels are drawn before the window has its turn, and milliseconds to the next frame."""


class PanelStrip(QWidget):
    """The panels on display. Takes no room while there are none; folded, only that of their heading.

    failed: emitted with a DuologueError. saved: with the Path of a panel that was saved. pressed: with the names of a
    surface and of a component on it, and name and context of its action. folded: whether only the heading is seen.
    """

    failed = Signal(object)
    saved = Signal(object)
    pressed = Signal(str, str, str, object)
    folded = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known_surfaces: Surfaces | None = None
        self._held: list[Panel] | None = None  # messages that wait for go_on()
        self._cards: dict[str, PanelCard] = {}
        self._closed: dict[str, None] = {}  # names of panels that can be opened again, newest last
        self._stops: list[QWidget] = []
        self._bounds = (0, 0)  # most width and height of a panel in pixels
        self._stale: dict[str, None] = {}  # surfaces that have changed since they were drawn
        self._later = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._later.timeout.connect(self._refresh)
        row = QWidget(self)
        self._row = QHBoxLayout(row)
        self._row.setContentsMargins(MARGIN, PAD, MARGIN, PAD)
        self._row.setSpacing(SPACING)
        self._row.addStretch(1)
        self._scroll = scroll_area(self)
        self._scroll.setWidget(row)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.horizontalScrollBar().valueChanged.connect(self._refresh)
        self._scroll.horizontalScrollBar().rangeChanged.connect(self._refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._heading())
        column.addWidget(self._scroll)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_theme(theme)
        self.hide()

    def _heading(self) -> QHBoxLayout:
        self._title = QLabel()
        self._title.setProperty("variant", "caption")
        self.fold_button = QToolButton(self)
        self.fold_button.setCheckable(True)
        self.fold_button.setAccessibleName(tr("Move panels aside"))
        self.fold_button.setIconSize(QSize(14, 14))
        self.fold_button.toggled.connect(self._fold)
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 16, 0)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self.fold_button)
        return row

    @property
    def _surfaces(self) -> "Surfaces":
        if self._known_surfaces is None:
            from duologue.ui.panels.surfaces import Surfaces  # noqa: PLC0415 - see the head of this file

            self._known_surfaces = Surfaces()
        return self._known_surfaces

    @property
    def cards(self) -> "tuple[PanelCard, ...]":
        """The panels on display, newest first."""
        return tuple(reversed(self._cards.values()))

    @property
    def closed(self) -> tuple[str, ...]:
        """Names of the surfaces whose panels were closed and can be opened again, the newest first."""
        return tuple(name for name in reversed(self._closed) if self._surfaces.get(name) is not None)

    def show_panels(self, panels: tuple[Panel, ...]) -> None:
        """Takes in messages and draws the surfaces that they changed."""
        if self._held is not None:
            self._held += panels
            return
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
            self._take(surface)
        self._settle()

    def hold(self) -> None:
        """Draws no panel until go_on(): what draws them is imported meanwhile."""
        self._held = [] if self._held is None else self._held

    def go_on(self) -> None:
        """Draws the panels that came since hold(), and those that come."""
        held, self._held = self._held or [], None
        if held:
            self.show_panels(tuple(held))

    def reopen(self, surface: str) -> None:
        """Shows a panel again that was closed."""
        self._take(surface)
        self._settle()

    def clear(self) -> None:
        """Another session begins."""
        for surface in list(self._cards):
            self._remove(surface)
        if self._known_surfaces is not None:
            self._known_surfaces.clear()
        if self._held:
            self._held.clear()
        self._closed.clear()
        self._settle()

    def fold(self, folded: bool) -> None:
        """Moves the panels aside, or shows them again."""
        self.fold_button.setChecked(folded)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        for card in self._cards.values():
            card.set_theme(theme)
        self._show_fold()

    # ---- which are there ---------------------------------------------------------------------------------------

    def _take(self, surface: str) -> None:
        """A surface has changed."""
        model = self._surfaces.get(surface)
        if model is None:
            self._remove(surface)
            self._closed.pop(surface, None)
        elif model.components_model.get(ROOT) is not None:
            card = self._cards.get(surface) or self._new(surface)
            new = surface not in self._cards
            other = card.use(model)
            lively = card.changed()
            self._stale[surface] = None
            if new or other or not (lively or card.pinned):
                self._bring_first(card)
            if new:
                announce(self, card.accessibleName())

    def _new(self, surface: str) -> "PanelCard":
        from duologue.ui.panels.card import PanelCard  # noqa: PLC0415 - see the head of this file

        card = PanelCard(surface, self._theme, self)
        card.closed.connect(self._close)
        card.failed.connect(self.failed)
        card.saved.connect(self.saved)
        card.stops_changed.connect(self._order_stops)
        card.acted.connect(lambda *action: self.pressed.emit(surface, *action))
        self._closed.pop(surface, None)
        return card

    def _bring_first(self, card: "PanelCard") -> None:
        self._cards.pop(card.surface, None)
        self._cards[card.surface] = card
        self._row.insertWidget(0, card, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll.horizontalScrollBar().setValue(0)
        if len(self._cards) > MOST:
            oldest = next((name for name, other in self._cards.items() if not other.pinned), card.surface)
            self._close(oldest)

    def _close(self, surface: str) -> None:
        """Closes a panel; it can be opened again. The keyboard goes on with the panel that takes its place."""
        shown = [card.surface for card in self.cards]
        focus = QApplication.focusWidget()
        there = surface in shown and focus is not None and self._cards[surface].isAncestorOf(focus)
        after = [*shown[shown.index(surface) + 1 :], *reversed(shown[: shown.index(surface)])] if there else []
        if after:
            self._cards[after[0]].close_button.setFocus()
        self._remove(surface)
        self._closed.pop(surface, None)
        self._closed[surface] = None
        while len(self._closed) > MOST_KNOWN:
            del self._closed[next(iter(self._closed))]
        self._settle()

    def _remove(self, surface: str) -> None:
        card = self._cards.pop(surface, None)
        if card is not None:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()

    # ---- what is seen of them ----------------------------------------------------------------------------------

    def _settle(self) -> None:
        count = len(self._cards)
        self._title.setText(tr("1 panel") if count == 1 else tr("{count} panels", count=count))
        self.setVisible(bool(count))
        self._refresh()

    def _refresh(self) -> None:
        """Draws what has changed on the panels that can be seen, for a while; the others when they come into view."""
        began, seen = time.monotonic(), self._in_view()
        drawn: list[PanelCard] = []
        for surface in list(self._stale):
            card = self._cards.get(surface)
            if card is None:
                del self._stale[surface]
            elif card in seen:
                if time.monotonic() - began > DRAW_S:
                    self._later.start()
                    break
                del self._stale[surface]
                card.draw()
                drawn.append(card)
        self._fit(drawn)
        if drawn:
            QTimer.singleShot(0, self, lambda: self._fit_again(drawn))  # values that were bound are shown by then
        self._order_stops()

    def _fit_again(self, drawn: "list[PanelCard]") -> None:
        """Fits those that are still there."""
        self._fit([card for card in drawn if card in self._cards.values()])

    def _fit(self, drawn: "list[PanelCard]") -> None:
        """As high as the highest panel, within bounds. drawn: the panels that show something new."""
        highest = max(LOWEST, min(round(HIGHEST * text_times(self)), int(self.window().height() * SHARE)))
        bounds = self.width() - 2 * MARGIN, highest
        before, self._bounds = self._bounds, bounds
        for card in drawn if bounds == before else self._cards.values():
            card.fit(*bounds)
        high = max((card.height() for card in self._cards.values()), default=LOWEST)
        bar = self._scroll.horizontalScrollBar().sizeHint().height()
        self._scroll.setFixedHeight(high + 2 * PAD + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A window of another height leaves more or less room."""
        super().resizeEvent(event)
        self._refresh()

    def _in_view(self) -> "tuple[PanelCard, ...]":
        """The panels of which something is seen. Reckoned: those that are new have no place yet."""
        if self.fold_button.isChecked():
            return ()
        left = self._scroll.horizontalScrollBar().value() - MARGIN
        right, at, seen = left + self._scroll.viewport().width(), 0, []
        for card in self.cards:
            if at <= right and at + card.width() >= left:
                seen.append(card)
            at += card.width() + SPACING
        return tuple(seen)

    def _fold(self, folded: bool) -> None:
        self._scroll.setVisible(not folded)
        self._show_fold()
        self._refresh()
        self.folded.emit(folded)

    def _show_fold(self) -> None:
        folded = self.fold_button.isChecked()
        self.fold_button.setIcon(icon("unfold" if folded else "aside", self._theme.secondary, 14))
        words = tr("Show panels") if folded else tr("Move panels aside")
        self.fold_button.setToolTip(words)

    def _order_stops(self) -> None:
        """The Tab key goes through the panels as they stand."""
        stops = [self.fold_button, *(stop for each in self.cards for stop in each.stops)]
        if stops != self._stops:
            self._stops = stops
            for before, after in pairwise(stops):
                self.setTabOrder(before, after)
