"""Panels in the real window."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from duologue.core.events import Panel
from duologue.panels.results import Panels
from duologue.ui.panels.engine import Node, PanelError, Surfaces
from duologue.ui.panels.rendering import DEEPEST, render
from duologue.ui.panels.strip import MOST
from duologue.ui.window import Window
from helpers import script_player as script


def update(surface: str, **what: Any) -> Panel:
    return Panel(1.0, surface, {"version": "v0.9"} | what)


def created(surface: str) -> Panel:
    catalog = "https://a2ui.org/specification/v0_9/catalogs/basic/catalog.json"
    return update(surface, createSurface={"surfaceId": surface, "catalogId": catalog})


def components(surface: str, *each: dict[str, Any]) -> Panel:
    return update(surface, updateComponents={"surfaceId": surface, "components": list(each)})


def from_tool(panels: Panels, name: str, result: dict[str, Any], id_: str = "c1") -> list[Panel]:
    return [Panel(1.0, surface, message) for surface, message in panels.show(id_, name, {}, result)]


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def test_a_list_is_shown_and_changes_in_place(window: Window, show) -> None:
    panels = Panels()
    show(script.started(), *from_tool(panels, "list.add", {"list": "shopping", "items": ["milk"]}))
    assert window.panels.isVisible()
    (card,) = window.panels.cards
    assert texts(card) == ["Shopping list", "milk"]
    show(*from_tool(panels, "list.add", {"list": "shopping", "items": ["milk", "honey"]}, "c2"))
    assert window.panels.cards == (card,)
    assert texts(card) == ["Shopping list", "milk", "honey"]


def test_the_strip_takes_no_room_until_there_is_a_panel_and_after_the_last(window: Window, show, qtbot) -> None:
    show(script.started())
    assert not window.panels.isVisible()
    show(*from_tool(Panels(), "notes.add", {"text": "spare key", "count": 1}))
    (card,) = window.panels.cards
    assert "note" in card.close_button.accessibleName()
    card.close_button.setFocus()
    qtbot.keyClick(card.close_button, Qt.Key.Key_Space)
    assert window.panels.cards == ()
    assert not window.panels.isVisible()


def test_a_closed_panel_comes_back_with_the_next_result(window: Window, show) -> None:
    panels = Panels()
    show(script.started(), *from_tool(panels, "list.add", {"list": "shopping", "items": ["milk"]}))
    window.panels.cards[0].close_button.click()
    show(*from_tool(panels, "list.show", {"list": "shopping", "items": ["milk"]}, "c2"))
    assert texts(window.panels.cards[0]) == ["Shopping list", "milk"]


def test_the_newest_panel_comes_first_and_the_oldest_goes(window: Window, show) -> None:
    panels = Panels()
    show(script.started())
    for at in range(MOST + 1):
        show(*from_tool(panels, "list.add", {"list": f"l{at}", "items": ["x"]}, f"c{at}"))
    assert [card.surface for card in window.panels.cards] == [f"list-l{at}" for at in range(MOST, 0, -1)]


def test_another_session_begins_without_panels(window: Window, show) -> None:
    show(script.started(), *from_tool(Panels(), "notes.add", {"text": "spare key", "count": 1}))
    show(script.started())
    assert window.panels.cards == ()


def test_an_invalid_message_is_one_notice_and_the_others_are_drawn(window: Window, show) -> None:
    good = from_tool(Panels(), "notes.add", {"text": "spare key", "count": 1})
    show(script.started(), components("nowhere", {"id": "root", "component": "Text", "text": "x"}), *good)
    assert [card.surface for card in window.panels.cards] == ["note"]
    (notice,) = window.notices.cards
    assert notice.notice.message.startswith("A panel could not be drawn: ")


def test_what_has_not_arrived_and_what_is_unknown_say_so(window: Window, show) -> None:
    root = {"id": "root", "component": "Column", "children": ["later", "video"]}
    video = {"id": "video", "component": "Video", "url": "https://example.org/a.mp4"}
    show(script.started(), created("s"), components("s", root, video))
    assert texts(window.panels.cards[0]) == ["…", "Video cannot be shown yet."]
    show(components("s", {"id": "later", "component": "Text", "text": "<b>here</b>"}))
    assert texts(window.panels.cards[0]) == ["<b>here</b>", "Video cannot be shown yet."]


def test_a_surface_that_is_deleted_goes(window: Window, show) -> None:
    show(script.started(), *from_tool(Panels(), "notes.add", {"text": "spare key", "count": 1}))
    show(update("note", deleteSurface={"surfaceId": "note"}))
    assert window.panels.cards == ()


@pytest.mark.parametrize("kind", ["Card", "Column"])
def test_a_component_that_contains_itself_has_an_end(kind: str, application) -> None:
    surfaces = Surfaces()
    inside = {"child": "root"} if kind == "Card" else {"children": ["root"]}
    try:
        for panel in (created("s"), components("s", {"id": "root", "component": kind, **inside})):
            surfaces.take(panel.message)
    except PanelError:
        return
    surface = surfaces.get("s")
    assert surface is not None
    assert len(render(Node(surface, "root")).findChildren(QWidget)) <= 2 * DEEPEST + 2
