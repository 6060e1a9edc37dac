"""Panels by the keyboard, and as large as what they show."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from duologue.core.events import Panel
from duologue.panels.results import ResultPanels
from duologue.ui.panels.area import LOWEST
from duologue.ui.panels.card import WIDEST
from duologue.ui.panels.strip import SHARE
from duologue.ui.window import Window
from helpers import script_player as script
from helpers.results import from_tool


def lists(*names: str) -> list[Panel]:
    """Lists of two items each, each on a panel with a button beside each item, the last one newest."""
    panels = ResultPanels()
    return [
        event
        for name in names
        for event in from_tool(panels, "list.add", {"list": name, "items": ["milk", "honey"]}, f"c-{name}")
    ]


def reached_by_tab(window: Window, qtbot) -> list[str]:
    """The panels as the Tab key visits them."""
    window.activateWindow()
    window.panels.fold_button.setFocus()
    visited: list[str] = []
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        card = next((card for card in window.panels.cards if focus is not None and card.isAncestorOf(focus)), None)
        if card is None:
            return visited
        visited.append(card.surface)
    return visited


@pytest.mark.parametrize(
    "names", [("a",), ("a", "b"), ("b", "a"), ("a", "b", "c"), ("c", "a", "b"), ("a", "b", "a"), ("a", "b", "c", "a")]
)
def test_tab_visits_the_panels_as_they_stand(window: Window, show, qtbot, names: tuple[str, ...]) -> None:
    show(script.started())
    for name in names:
        show(*lists(name))
    visited = reached_by_tab(window, qtbot)
    order = list(dict.fromkeys(visited))
    seen = [card.surface for card in window.panels.cards]
    assert order == seen
    assert sorted(visited, key=seen.index) == visited, "no panel is left and come back to"
    assert visited.count(seen[0]) >= 4, "each button is reached"


class Shopping:
    """A list that grows."""

    def __init__(self) -> None:
        self._panels = ResultPanels()

    def __call__(self, count: int, words: str = "milk") -> list[Panel]:
        result = {"list": "shopping", "items": [f"{words} {n}" for n in range(count)]}
        return from_tool(self._panels, "list.add", result)


@pytest.fixture
def items() -> Shopping:
    return Shopping()


@pytest.mark.parametrize(("fewer", "more"), [(1, 2), (1, 3), (2, 4), (3, 5), (1, 6)])
def test_a_panel_is_as_high_as_what_it_shows(window: Window, show, items: Shopping, fewer: int, more: int) -> None:
    window.resize(760, 760)
    show(script.started(), *items(fewer))
    low = window.panels.cards[0].height()
    show(*items(more))
    QApplication.processEvents()
    assert window.panels.cards[0].height() > low


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("tea", "half a pound of freshly ground coffee from the market hall"),
        ("milk", "bread and butter rolls with sesame, poppy and sunflower seeds"),
    ],
)
def test_a_panel_is_as_wide_as_its_words(window: Window, show, items: Shopping, shorter: str, longer: str) -> None:
    window.resize(1000, 760)
    show(script.started(), *items(2, shorter))
    QApplication.processEvents()
    narrow = window.panels.cards[0].width()
    show(*items(2, longer))
    QApplication.processEvents()
    assert narrow < window.panels.cards[0].width() <= WIDEST


@pytest.mark.parametrize("count", [1, 2, 3])
def test_what_fits_needs_no_scrolling(window: Window, show, items: Shopping, count: int) -> None:
    window.resize(760, 760)
    show(script.started(), *items(count))
    QApplication.processEvents()
    area = window.panels.cards[0].findChild(QScrollArea)
    assert area is not None
    assert (area.verticalScrollBar().maximum(), area.horizontalScrollBar().maximum()) == (0, 0)


@pytest.mark.parametrize("height", [450, 600, 760])
def test_many_lines_leave_the_conversation_its_room(window: Window, show, items: Shopping, height: int) -> None:
    window.resize(500, height)
    show(script.started(), *items(40))
    QApplication.processEvents()
    assert window.panels.cards[0].height() <= max(height * SHARE, LOWEST)
    assert window.captions.height() > 60 or window.pages.height() > 60
