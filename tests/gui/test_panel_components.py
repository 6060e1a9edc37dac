"""All components of A2UI's catalogues and of our own, drawn, filled in and pressed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from duologue.panels.messages import CATALOG
from duologue.ui.colours import DARK, LIGHT
from duologue.ui.panels.catalogs import matches
from duologue.ui.panels.components.media import MOST_BYTES, embedded
from duologue.ui.panels.components.texts import marked_up
from duologue.ui.panels.glyphs import NAMES, glyph
from duologue.ui.panels.rendering import SurfaceView
from duologue.ui.panels.surfaces import PanelError, Surfaces
from duologue.ui.theme import apply_theme
from helpers.panel_bench import Bench, text

DATA = Path(__file__).parents[1] / "data" / "a2ui"
EXAMPLES = sorted((DATA / "examples").glob("*/*.json"))
CASES = [
    pytest.param(test["data"], test["valid"], id=f"{file.stem}: {test['description']}")
    for file in sorted((DATA / "cases").glob("*.json"))
    if (read := json.loads(file.read_text(encoding="utf-8")))["schema"] == "server_to_client.json"
    for test in read["tests"]
]
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf"
    "FcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="
)


# ---- the standard's own messages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("message", "valid"), CASES)
def test_each_message_of_the_standard_is_judged_as_it_says(message: dict[str, Any], valid: bool) -> None:
    surfaces = Surfaces()
    if "createSurface" not in message:
        (body,) = [value for key, value in message.items() if key != "version"]
        create = {"surfaceId": body["surfaceId"], "catalogId": CATALOG}
        surfaces.take({"version": "v0.9", "createSurface": create})
    if valid:
        surfaces.take(message)
    else:
        with pytest.raises(PanelError):
            surfaces.take(message)


def test_the_contact_form_of_the_standard_comes_line_by_line() -> None:
    surfaces = Surfaces()
    for line in (DATA / "cases" / "contact_form_example.jsonl").read_text(encoding="utf-8").splitlines():
        surfaces.take(json.loads(line))
    assert surfaces.get("contact_form_1") is None


def drawn(file: Path, theme: Any = LIGHT) -> tuple[SurfaceView, set[str]]:
    """An example as it stands at its end, and the kinds of its components."""
    surfaces, kinds = Surfaces(), set[str]()
    name = ""
    for message in json.loads(file.read_text(encoding="utf-8"))["messages"]:
        surfaces.take(message)
        for component in message.get("updateComponents", {}).get("components", ()):
            kinds.add(component["component"])
        name = name or next(body["surfaceId"] for key, body in message.items() if key != "version")
    surface = surfaces.get(name)
    assert surface is not None
    return SurfaceView(surface, theme), kinds


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_each_example_is_drawn_whole_in_both_appearances(file: Path, qtbot, application) -> None:
    for theme in (LIGHT, DARK):
        apply_theme(application, theme)
        view, _ = drawn(file, theme)
        qtbot.addWidget(view)
        view.resize(420, 600)
        assert not view.grab().isNull()
        assert "…" not in {label.text() for label in view.findChildren(QLabel)}  # nothing is still to come


def test_the_examples_are_all_there_and_use_all_components(qtbot) -> None:
    kinds = set[str]()
    for file in EXAMPLES:
        kinds |= drawn(file)[1]
    assert len(EXAMPLES) == 43
    assert kinds >= {
        "Text",
        "Image",
        "Icon",
        "AudioPlayer",
        "Row",
        "Column",
        "List",
        "Card",
        "Tabs",
        "Modal",
        "Divider",
    }
    assert kinds >= {"Button", "TextField", "CheckBox", "ChoicePicker", "Slider", "DateTimeInput"}


def test_a_surface_of_the_next_version_is_drawn(qtbot) -> None:
    surfaces = Surfaces()
    catalog = "https://a2ui.org/specification/v1_0/catalogs/basic/catalog.json"
    surfaces.take({"version": "v1.0", "createSurface": {"surfaceId": "s", "catalogId": catalog}})
    shown = {"id": "root", "component": "Text", "text": {"@path": "/words"}}
    surfaces.take({"version": "v1.0", "updateComponents": {"surfaceId": "s", "components": [shown]}})
    surfaces.take({"version": "v1.0", "updateDataModel": {"surfaceId": "s", "path": "/words", "value": "newer"}})
    surface = surfaces.get("s")
    assert surface is not None
    assert [label.text() for label in SurfaceView(surface).findChildren(QLabel)] == ["newer"]


# ---- what comes bit by bit -----------------------------------------------------------------------------------------


def test_placeholders_fill_in_as_messages_arrive_and_what_was_there_stays(bench: Bench) -> None:
    bench.put({"id": "root", "component": "Column", "children": ["a", "b"]}, text("a", {"path": "/a"}))
    assert bench.texts() == {"…"}
    bench.data("first", "/a")
    (first,) = [label for label in bench.view.findChildren(QLabel) if label.text() == "first"]
    bench.put(text("b", "second"))
    assert bench.texts() == {"first", "second"}
    assert first in bench.view.findChildren(QLabel)


def test_a_field_keeps_focus_cursor_and_what_is_being_typed_when_the_panel_changes(bench: Bench, qtbot) -> None:
    field = {"id": "f", "component": "TextField", "label": "Name", "value": {"path": "/name"}}
    bench.put({"id": "root", "component": "Column", "children": ["t", "f"]}, text("t", {"path": "/title"}), field)
    line = bench.find(QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "Anna")
    line.setCursorPosition(2)
    for at in range(3):
        bench.data(f"title {at}", "/title")
    assert (line.text(), line.cursorPosition(), line.hasFocus()) == ("Anna", 2, True)
    assert bench.find(QLineEdit) is line
    bench.put({"id": "root", "component": "Column", "children": ["f", "t"]})
    assert bench.find(QLineEdit) is line


def test_what_leaves_the_panel_is_gone(bench: Bench, qtbot) -> None:
    bench.put({"id": "root", "component": "Column", "children": ["a", "b"]}, text("a", "one"), text("b", "two"))
    bench.put({"id": "root", "component": "Column", "children": ["b"]})
    assert bench.texts() == {"two"}
    bench.put({"id": "root", "component": "Card", "child": "a"})
    assert bench.texts() == {"one"}


def test_a_template_follows_its_data(bench: Bench) -> None:
    bench.put(
        {"id": "root", "component": "List", "children": {"componentId": "line", "path": "/things"}},
        text("line", {"path": "name"}),
    )
    bench.data([{"name": "milk"}, {"name": "eggs"}], "/things")
    assert bench.texts() == {"milk", "eggs"}
    bench.data([{"name": "eggs"}], "/things")
    assert bench.texts() == {"eggs"}


# ---- pictures, icons, words ----------------------------------------------------------------------------------------


def test_a_picture_that_the_message_brings_is_shown_and_no_other_is_fetched(bench: Bench) -> None:
    bench.put({"id": "root", "component": "Image", "url": DOT, "description": "a dot", "fit": "contain"})
    assert embedded(DOT) is not None
    assert [w.accessibleName() for w in bench.view.findChildren(QWidget) if w.accessibleName()] == ["a dot"]
    assert embedded("https://example.org/a.png") is None
    assert embedded("data:image/png;base64,AAAA") is None
    assert embedded("data:image/svg+xml;base64,AAAA") is None
    assert embedded("data:image/png;base64," + "A" * (3 * MOST_BYTES)) is None
    assert not bench.view.grab().isNull()


def test_every_icon_of_the_catalogue_has_a_picture(application) -> None:
    blank = glyph("", "#000000", 20, path=True).toImage()
    pictures = [glyph(name, "#123456", 20).toImage() for name in NAMES]
    assert len(NAMES) == 59
    assert all(picture != blank for picture in pictures)


def test_a_path_of_its_own_is_drawn_and_what_is_no_path_is_not(application) -> None:
    blank = glyph("", "#000000", 20, path=True).toImage()
    assert glyph("M2 2h20v20H2z", "#000000", 20, path=True).toImage() != blank
    assert glyph('M2 2"/><script>x</script>', "#000000", 20, path=True).toImage() == blank


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("plain & simple <b>", None),
        ("2 * 3 * 4", None),
        ("snake_case_name", None),
        ("**bold** and *italic*", "<b>bold</b> and <i>italic</i>"),
        ("`code <i>`", "<code>code &lt;i&gt;</code>"),
        ("- one\n2. two", "&nbsp;&nbsp;•&nbsp;one<br>&nbsp;&nbsp;2.&nbsp;two"),
        ("# Big", '<span style="font-size:x-large;font-weight:600">Big</span>'),
        ('**<img src="x">**', '<b>&lt;img src="x"&gt;</b>'),
    ],
)
def test_simple_markdown_is_understood_and_html_is_not(words: str, html: str | None) -> None:
    assert marked_up(words) == html


def test_a_pattern_that_never_ends_does_not_hold_the_window_up() -> None:
    assert not matches("(a+)+$", "a" * 5000 + "!")
    assert not matches("(", "x")
    assert matches("^[a-z]+$", "abc")


def test_a_date_is_written_by_its_pattern_with_quoted_words(bench: Bench) -> None:
    pattern = "EEEE, MMMM d, yyyy 'at' h:mm a"
    call = {"call": "formatDate", "args": {"value": {"path": "/d"}, "format": pattern}, "returnType": "string"}
    bench.put(text("root", call))
    bench.data("2026-03-14T09:30:00", "/d")
    (shown,) = bench.texts()
    assert shown.replace("\u202f", " ") == "Saturday, March 14, 2026 at 9:30 AM"
    bench.data("tomorrow", "/d")
    assert bench.texts() == {"tomorrow"}


# ---- our own components --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bar", "line", "scatter"])
def test_a_chart_is_drawn_and_told(bench: Bench, kind: str) -> None:
    series = [{"name": "milk", "values": [3, None, 5]}, {"name": "eggs", "values": [1, 2, "x"]}]
    chart = {"id": "root", "component": "Chart", "kind": kind, "title": "Used", "labels": ["Mon", "Tue", "Wed"]}
    bench.put(chart | {"series": series})
    before = bench.view.grab().toImage()
    (told,) = {w.accessibleName() for w in bench.view.findChildren(QWidget) if "chart" in w.accessibleName()}
    assert told == f"{kind} chart Used. milk: Mon 3, Wed 5; eggs: Mon 1, Tue 2"
    bench.put(chart | {"series": [{"name": "milk", "values": [9, 9, 9]}]})
    assert bench.view.grab().toImage() != before


def test_a_chart_takes_whatever_it_is_given(bench: Bench) -> None:
    for series in ("x", [1, "y"], [{"values": {"a": 1}}], [{"name": 3, "values": [float("nan"), True, 10**400]}]):
        bench.put({"id": "root", "component": "Chart", "labels": ["a", "b", "c"], "series": {"path": "/s"}})
        bench.data(series, "/s")
        assert not bench.view.grab().isNull()


def test_a_timer_counts_by_itself(bench: Bench, qtbot) -> None:
    bench.put({"id": "root", "component": "Timer", "label": "tea", "total": 2, "ends": ""})
    assert "0:02" in bench.texts()
    qtbot.waitUntil(lambda: "0:00" in bench.texts(), timeout=10_000)
    bench.put({"id": "root", "component": "Timer", "label": "tea", "total": 3700, "ends": ""})
    assert "1:01:40" in bench.texts()


def rows(table: QTableView) -> Iterator[list[str]]:
    model = table.model()
    for row in range(model.rowCount()):
        yield [model.index(row, column).data() for column in range(model.columnCount())]


def test_a_table_is_sorted_by_number_and_by_word_and_copied(bench: Bench, qtbot) -> None:
    cells = [["pears", 10], ["Apples", 9], ["figs", 100]]
    bench.put({"id": "root", "component": "Table", "columns": ["what", "how many"], "rows": {"path": "/r"}})
    bench.data(cells, "/r")
    table = bench.find(QTableView)
    assert list(rows(table)) == [["pears", "10"], ["Apples", "9"], ["figs", "100"]]
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert [row[1] for row in rows(table)] == ["9", "10", "100"]
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert [row[1] for row in rows(table)] == ["100", "10", "9"]
    bench.data([*cells[:2], ["figs", 7]], "/r")
    assert [row[1] for row in rows(table)] == ["10", "9", "7"]
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "pears\t10"
