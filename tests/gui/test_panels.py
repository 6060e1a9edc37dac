"""Panels in the real window."""

import json
from typing import Any

import pytest
from a2ui.core.catalog.catalog import _has_cross_document_refs
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QScrollArea, QWidget

from duologue.core.events import Panel
from duologue.panels import consent_question
from duologue.panels.results import ResultPanels
from duologue.ui.colours import LIGHT
from duologue.ui.panels.catalogs import catalogs
from duologue.ui.panels.components.base import DEEPEST, MOST
from duologue.ui.panels.rendering import SurfaceView
from duologue.ui.panels.strip import MOST as MOST_CARDS
from duologue.ui.panels.surfaces import PanelError, Surfaces
from duologue.ui.theme import apply_theme
from duologue.ui.window import Window
from helpers import script_player as script
from helpers.results import from_tool


def update(surface: str, **what: Any) -> Panel:
    return Panel(1.0, surface, {"version": "v0.9"} | what)


def created(surface: str) -> Panel:
    catalog = "https://a2ui.org/specification/v0_9/catalogs/basic/catalog.json"
    return update(surface, createSurface={"surfaceId": surface, "catalogId": catalog})


def components(surface: str, *each: dict[str, Any]) -> Panel:
    return update(surface, updateComponents={"surfaceId": surface, "components": list(each)})


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def test_a_list_is_shown_and_changes_in_place(window: Window, show) -> None:
    panels = ResultPanels()
    show(script.started(), *from_tool(panels, "list.add", {"list": "shopping", "items": ["milk"]}))
    assert window.panels.isVisible()
    (card,) = window.panels.cards
    assert texts(card) == ["Shopping list", "milk"]
    show(*from_tool(panels, "list.add", {"list": "shopping", "items": ["milk", "honey"]}, "c2"))
    assert window.panels.cards == (card,)
    assert texts(card) == ["Shopping list", "milk", "honey"]


def test_panels_that_come_before_what_draws_them_wait_and_are_drawn_in_order(window: Window, show) -> None:
    panels = ResultPanels()
    window.panels.hold()
    show(script.started(), *from_tool(panels, "list.add", {"list": "shopping", "items": ["milk"]}))
    show(*from_tool(panels, "list.add", {"list": "shopping", "items": ["milk", "honey"]}, "c2"))
    assert not window.panels.isVisible()
    window.panels.hold()  # again, by another start: what waits is not lost
    window.panels.go_on()
    (card,) = window.panels.cards
    assert texts(card) == ["Shopping list", "milk", "honey"]
    show(*from_tool(panels, "list.add", {"list": "shopping", "items": ["tea"]}, "c3"))
    assert texts(card) == ["Shopping list", "tea"]


def test_panels_of_a_session_that_is_over_do_not_wait(window: Window, show) -> None:
    window.panels.hold()
    show(script.started(), *from_tool(ResultPanels(), "notes.add", {"text": "spare key", "count": 1}))
    window.panels.clear()
    window.panels.go_on()
    assert window.panels.cards == ()


def test_no_catalogue_refers_to_another_one() -> None:
    """So that a2ui-core need not look (catalogs())."""
    assert [_has_cross_document_refs(catalog.to_json()) for catalog in catalogs()] == [False] * 4


def test_the_strip_takes_no_room_until_there_is_a_panel_and_after_the_last(window: Window, show, qtbot) -> None:
    show(script.started())
    assert not window.panels.isVisible()
    show(*from_tool(ResultPanels(), "notes.add", {"text": "spare key", "count": 1}))
    (card,) = window.panels.cards
    assert "note" in card.close_button.accessibleName()
    card.close_button.setFocus()
    qtbot.keyClick(card.close_button, Qt.Key.Key_Space)
    assert window.panels.cards == ()
    assert not window.panels.isVisible()


def test_a_closed_panel_comes_back_with_the_next_result(window: Window, show) -> None:
    panels = ResultPanels()
    show(script.started(), *from_tool(panels, "list.add", {"list": "shopping", "items": ["milk"]}))
    window.panels.cards[0].close_button.click()
    show(*from_tool(panels, "list.show", {"list": "shopping", "items": ["milk"]}, "c2"))
    assert texts(window.panels.cards[0]) == ["Shopping list", "milk"]


def test_the_newest_panel_comes_first_and_the_oldest_goes(window: Window, show) -> None:
    panels = ResultPanels()
    show(script.started())
    for at in range(MOST_CARDS + 1):
        show(*from_tool(panels, "list.add", {"list": f"l{at}", "items": ["x"]}, f"c{at}"))
    assert [card.surface for card in window.panels.cards] == [f"list-l{at}" for at in range(MOST_CARDS, 0, -1)]


def test_another_session_begins_without_panels(window: Window, show) -> None:
    show(script.started(), *from_tool(ResultPanels(), "notes.add", {"text": "spare key", "count": 1}))
    show(script.started())
    assert window.panels.cards == ()
    show(*from_tool(ResultPanels(), "notes.add", {"text": "other key", "count": 1}))
    assert [texts(card) for card in window.panels.cards] == [["Note", "other key"]]
    assert window.notices.cards == ()


def test_an_invalid_message_is_one_notice_and_the_others_are_drawn(window: Window, show) -> None:
    good = from_tool(ResultPanels(), "notes.add", {"text": "spare key", "count": 1})
    show(script.started(), components("nowhere", {"id": "root", "component": "Text", "text": "x"}), *good)
    assert [card.surface for card in window.panels.cards] == ["note"]
    (notice,) = window.notices.cards
    assert notice.notice.message.startswith("A panel could not be drawn: ")


def test_what_has_not_arrived_and_what_is_unknown_say_so(window: Window, show) -> None:
    root = {"id": "root", "component": "Column", "children": ["later", "there"]}
    show(script.started(), created("s"), components("s", root, text("there")))
    assert texts(window.panels.cards[0]) == ["…", "there"]
    show(components("s", text("later", "<b>here</b>")))
    assert set(texts(window.panels.cards[0])) == {"<b>here</b>", "there"}
    show(components("s", {"id": "later", "component": "Telescope"}))
    assert set(texts(window.panels.cards[0])) == {"<b>here</b>", "there"}
    (notice,) = window.notices.cards
    assert "Telescope" in notice.notice.message


def test_a_surface_that_is_deleted_goes(window: Window, show) -> None:
    show(script.started(), *from_tool(ResultPanels(), "notes.add", {"text": "spare key", "count": 1}))
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
    assert len(SurfaceView(surface).findChildren(QWidget)) <= 2 * DEEPEST + 2


def widget_of(*each: dict[str, Any], data: Any = None) -> QWidget:
    """What is drawn for components, 400 pixels wide."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, LIGHT)
    surfaces = Surfaces()
    for panel in (created("s"), components("s", *each)):
        surfaces.take(panel.message)
    surfaces.take(update("s", updateDataModel={"surfaceId": "s", "path": "/", "value": data or {}}).message)
    surface = surfaces.get("s")
    assert surface is not None
    widget = SurfaceView(surface)
    widget.resize(400, 60)
    widget.grab()
    return widget


def text(id_: str, words: str = "", **more: Any) -> dict[str, Any]:
    return {"id": id_, "component": "Text", "text": words or id_} | more


def placed(widget: QWidget) -> dict[str, tuple[int, int]]:
    """Left and right edge of each text."""
    return {label.text(): (label.x(), label.x() + label.width()) for label in widget.findChildren(QLabel)}


@pytest.mark.parametrize("kind", ["Column", "List"])
def test_what_stands_in_very_many_places_is_drawn_up_to_a_bound(kind: str) -> None:
    boxes = [{"id": f"n{at}" if at else "root", "component": kind, "children": [f"n{at + 1}"] * 2} for at in range(20)]
    widget = widget_of(*boxes, text("n20"))
    assert MOST / 4 < len(widget.findChildren(QWidget)) <= MOST + 1


def test_a_template_over_very_many_items_is_drawn_up_to_a_bound() -> None:
    root = {"id": "root", "component": "List", "children": {"componentId": "line", "path": "/lines"}}
    widget = widget_of(root, text("line", "x"), data={"lines": [1] * 100_000})
    assert len(texts(widget)) == MOST - 1


@pytest.mark.parametrize(
    ("justify", "left", "right"), [("start", 0, None), ("end", None, 400), ("spaceBetween", 0, 400), ("center", 1, 399)]
)
def test_a_row_puts_its_free_room_where_it_is_told_to(justify: str, left: int | None, right: int | None) -> None:
    row = {"id": "root", "component": "Row", "justify": justify, "children": ["a", "b"]}
    where = placed(widget_of(row, text("a"), text("b")))
    assert left is None or (where["a"][0] > 100 if justify == "center" else where["a"][0] == left)
    assert right is None or (where["b"][1] < 300 if justify == "center" else where["b"][1] == right)
    if justify == "start":
        assert where["b"][1] < 100
    if justify == "end":
        assert where["a"][0] > 300


def test_weights_share_the_free_room() -> None:
    row = {"id": "root", "component": "Row", "children": ["a", "b"]}
    where = placed(widget_of(row, text("a", weight=3), text("b", weight=1)))
    assert 280 <= where["b"][0] <= 320


def test_headings_grow_with_their_rank() -> None:
    ranks = ["h1", "h2", "h3", "body", "caption"]
    root = {"id": "root", "component": "Column", "children": ranks}
    widget = widget_of(root, *(text(rank, variant=rank) for rank in ranks))
    sizes = [label.fontMetrics().height() for label in widget.findChildren(QLabel)]
    assert sizes == sorted(set(sizes), reverse=True)


def test_a_heading_in_a_row_has_the_width_of_its_words() -> None:
    row = {"id": "root", "component": "Row", "children": ["a", "b"]}
    widget = widget_of(row, text("a", "A wide heading", variant="h1"), text("b"))
    heading = widget.findChildren(QLabel)[0]
    assert heading.width() >= heading.fontMetrics().horizontalAdvance(heading.text())


def test_a_long_word_wraps_and_is_copied_as_it_came(qtbot) -> None:
    address = "https://example.org/" + "deep/" * 30
    (label,) = widget_of(text("root", address)).findChildren(QLabel)
    assert label.minimumSizeHint().width() < 100
    assert label.accessibleName() == address
    label.setSelection(0, len(label.text()))
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == address


def test_the_menu_of_a_text_copies_what_is_selected(window: Window, show, monkeypatch) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # the offscreen platform cannot raise menus
    show(script.started(), *from_tool(ResultPanels(), "notes.add", {"text": "spare key", "count": 1}))
    label = next(each for each in window.panels.cards[0].findChildren(QLabel) if each.text() == "spare key")
    enabled = []
    for selected in (0, 5):
        label.setSelection(0, selected)
        QApplication.sendEvent(label, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1)))
        menu = label.findChildren(QMenu)[-1]
        (copy,) = menu.actions()
        enabled.append(copy.isEnabled())
        copy.trigger()
    assert enabled == [False, True]
    assert QGuiApplication.clipboard().text() == "spare"


def test_panels_are_reached_in_the_order_they_stand_and_long_ones_scrolled_by_keyboard(
    window: Window, show, qtbot
) -> None:
    panels = ResultPanels()
    many = {"list": "many", "items": [f"thing {at}" for at in range(40)]}
    show(*script.conversation(), *from_tool(panels, "list.add", many))
    show(*from_tool(panels, "notes.add", {"text": "spare key", "count": 1}, "c2"))
    window.captions.setFocus()
    reached = []
    for _ in range(46):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    first = ["Move panels aside", "More about panel: note", "Close panel: note", "Content of panel: list many"]
    things = [f"Remove thing {at}" for at in range(40)]
    assert reached == [*first, *things, "More about panel: list many", "Close panel: list many"]
    content = next(area for area in window.panels.cards[1].findChildren(QScrollArea))
    qtbot.keyClick(content, Qt.Key.Key_PageDown)
    assert content.verticalScrollBar().value() > 0


def test_closing_by_keyboard_leads_to_what_comes_next(window: Window, show, qtbot) -> None:
    panels = ResultPanels()
    show(*script.conversation())
    for name in ("a", "b", "a"):
        show(*from_tool(panels, "list.add", {"list": name, "items": ["x"]}))
    assert [card.surface for card in window.panels.cards] == ["list-a", "list-b"]
    window.panels.cards[0].close_button.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert QApplication.focusWidget() is window.panels.cards[0].close_button
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert window.panels.cards == ()
    assert QApplication.focusWidget() is window.composer.line


def test_a_button_says_which_one_was_pressed_and_is_reached_by_keyboard(window: Window, show, qtbot) -> None:
    show(
        script.started(),
        *[Panel(1.0, *each) for each in consent_question.asking("c4", "Send it?", [("to", "Anna & Ben")])],
    )
    (card,) = window.panels.cards
    buttons = card.findChildren(QPushButton)
    assert [button.accessibleName() for button in buttons] == ["Allow", "Always allow", "Don't"]
    assert [button.objectName() for button in buttons] == ["primary", "", ""]
    assert set(buttons) <= set(card.stops)
    with qtbot.waitSignal(window.panels.pressed) as pressed:
        buttons[2].setFocus()
        qtbot.keyClick(buttons[2], Qt.Key.Key_Space)
    assert pressed.args == [
        consent_question.surface_of("c4"),
        "deny",
        consent_question.ACTION,
        {"id": "c4", "answer": "deny"},
    ]
    show(*[Panel(2.0, *each) for each in consent_question.settled("c4")])
    assert window.panels.cards == ()


def noted(window: Window, show, count: int = 1) -> None:
    panels = ResultPanels()
    show(script.started())
    for at in range(count):
        show(*from_tool(panels, "list.add", {"list": f"l{at}", "items": ["milk", "eggs"]}, f"c{at}"))


def test_a_closed_panel_is_opened_again_from_the_menu(window: Window, show) -> None:
    noted(window, show, 2)
    for card in window.panels.cards:
        card.close_button.click()
    window.menu.aboutToShow.emit()
    assert [entry.text() for entry in window.menu.closed_panels] == ["list l0", "list l1"]
    window.menu.closed_panels[1].trigger()
    (card,) = window.panels.cards
    assert texts(card)[0] == "L1 list"
    assert window.panels.closed == ("list-l0",)


def test_a_panel_that_is_kept_in_place_stays_there(window: Window, show) -> None:
    panels = ResultPanels()
    show(script.started())
    for name in ("a", "b"):
        show(*from_tool(panels, "list.add", {"list": name, "items": ["x"]}))
    window.panels.cards[1].pin_action.setChecked(True)
    show(*from_tool(panels, "list.add", {"list": "a", "items": ["x", "y"]}))
    assert [card.surface for card in window.panels.cards] == ["list-b", "list-a"]


def test_panels_move_aside_and_come_back(window: Window, show) -> None:
    noted(window, show)
    height = window.panels.sizeHint().height()
    with_panels = window.panels.fold_button
    with_panels.click()
    assert window.panels.isVisible()
    assert window.panels.sizeHint().height() < height / 2
    assert with_panels.isChecked()
    assert with_panels.accessibleName() == "Move panels aside", "that it is checked says the rest"
    assert with_panels.toolTip() == "Show panels"
    with_panels.click()
    assert window.panels.sizeHint().height() == height


def test_a_panel_is_saved_as_picture_table_and_data(window: Window, show, tmp_path) -> None:
    noted(window, show)
    (card,) = window.panels.cards
    for ending in ("png", "csv", "json"):
        card.save(tmp_path / f"panel.{ending}")
    assert not QImage(str(tmp_path / "panel.png")).isNull()
    assert "milk" in (tmp_path / "panel.csv").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "panel.json").read_text(encoding="utf-8"))["title"] == "L0 list"
    assert [card.notice.message for card in window.notices.cards] == ["The panel is saved."]


def test_a_panel_that_cannot_be_saved_is_one_sentence(window: Window, show, tmp_path) -> None:
    noted(window, show)
    (card,) = window.panels.cards
    for ending in ("png", "json"):
        card.save(tmp_path / "nowhere" / f"panel.{ending}")
    told = [card.notice.message for card in window.notices.cards]
    assert len(told) == 2
    assert all("could not be saved" in each for each in told)
    show(created("s"), components("s", text("root", "alone")))
    window.panels.cards[0].save(tmp_path / "panel.csv")
    assert "no table" in window.notices.cards[-1].notice.message or "no table" in window.notices.cards[0].notice.message


def test_a_panel_that_changes_all_the_time_keeps_its_place(window: Window, show) -> None:
    panels = ResultPanels()
    show(script.started())
    for name in ("a", "b"):
        show(*from_tool(panels, "list.add", {"list": name, "items": ["x"]}))
    for at in range(4):
        show(*from_tool(panels, "list.add", {"list": "a", "items": [str(at)]}))
    show(*from_tool(panels, "list.add", {"list": "b", "items": ["y"]}))
    assert window.panels.cards[0].surface == "list-b"
    show(*from_tool(panels, "list.add", {"list": "a", "items": ["z"]}))
    assert window.panels.cards[0].surface == "list-b"
    assert "z" in texts(window.panels.cards[1])
