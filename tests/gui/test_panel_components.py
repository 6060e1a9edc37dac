"""All components of A2UI's catalogues and of our own, drawn, filled in and pressed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDateTimeEdit,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QTableView,
    QTabWidget,
    QWidget,
)

from duologue.panels.catalogue import OWN_CATALOG
from duologue.panels.messages import CATALOG
from duologue.ui.colours import DARK, LIGHT
from duologue.ui.panels.catalogs import matches
from duologue.ui.panels.components.media import MOST_BYTES, embedded
from duologue.ui.panels.components.texts import marked_up
from duologue.ui.panels.glyphs import NAMES, glyph
from duologue.ui.panels.rendering import SurfaceView
from duologue.ui.panels.surfaces import PanelError, Surfaces
from duologue.ui.theme import apply_theme

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


class Bench:
    """One surface on the screen, 400 pixels wide. acted: what was pressed."""

    def __init__(self, qtbot: Any, catalog: str = OWN_CATALOG) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, LIGHT)
        self.surfaces = Surfaces()
        self.surfaces.take({"version": "v0.9", "createSurface": {"surfaceId": "s", "catalogId": catalog}})
        surface = self.surfaces.get("s")
        assert surface is not None
        self.surface = surface
        self.view = SurfaceView(surface)
        self.view.resize(400, 300)
        qtbot.addWidget(self.view)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.acted: list[tuple[str, str, dict[str, Any]]] = []
        self.view.acted.connect(lambda *action: self.acted.append(action))

    def put(self, *components: dict[str, Any]) -> None:
        self._take(updateComponents={"surfaceId": "s", "components": list(components)})

    def data(self, value: Any, path: str = "/") -> None:
        self._take(updateDataModel={"surfaceId": "s", "path": path, "value": value})

    def _take(self, **message: Any) -> None:
        self.surfaces.take({"version": "v0.9"} | message)
        self.view.refresh()

    def find(self, kind: type[QWidget]) -> Any:
        (found,) = self.view.findChildren(kind)
        return found

    def stored(self, path: str) -> Any:
        return self.surface.data_model.get(path)

    def texts(self) -> set[str]:
        return {each.text() for each in self.view.findChildren(QLabel) if each.isVisible() and each.text()}


@pytest.fixture
def bench(qtbot) -> Bench:
    return Bench(qtbot)


def text(id_: str, words: Any, **more: Any) -> dict[str, Any]:
    return {"id": id_, "component": "Text", "text": words} | more


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


# ---- what is entered and pressed -----------------------------------------------------------------------------------


def test_what_is_typed_is_in_the_data_and_in_all_that_is_bound_to_it(bench: Bench, qtbot) -> None:
    field = {"id": "f", "component": "TextField", "label": "City", "value": {"path": "/city"}}
    call = {"call": "formatString", "args": {"value": "Off to ${/city}!"}, "returnType": "string"}
    bench.put({"id": "root", "component": "Column", "children": ["f", "t"]}, field, text("t", call))
    bench.data({"city": "Rome"})
    assert "Off to Rome!" in bench.texts()
    line = bench.find(QLineEdit)
    line.clear()
    qtbot.keyClicks(line, "Oslo")
    assert bench.stored("/city") == "Oslo"
    assert "Off to Oslo!" in bench.texts()


def test_a_button_tells_its_context_and_waits_until_its_checks_are_met(bench: Bench, qtbot) -> None:
    field = {"id": "f", "component": "TextField", "label": "Mail", "value": {"path": "/mail"}}
    met = {"call": "email", "args": {"value": {"path": "/mail"}}, "returnType": "boolean"}
    button = {
        "id": "go",
        "component": "Button",
        "child": "go-text",
        "variant": "primary",
        "action": {"event": {"name": "send", "context": {"to": {"path": "/mail"}, "kind": "note"}}},
        "checks": [{"condition": met, "message": "A mail address is needed."}],
    }
    bench.put({"id": "root", "component": "Column", "children": ["f", "go"]}, field, button, text("go-text", "Send"))
    bench.data({"mail": ""})
    pressed = bench.find(QPushButton)
    assert (pressed.text(), pressed.isEnabled(), pressed.toolTip()) == ("Send", False, "A mail address is needed.")
    qtbot.keyClicks(bench.find(QLineEdit), "anna@example.org")
    assert pressed.isEnabled()
    pressed.setFocus()
    qtbot.keyClick(pressed, Qt.Key.Key_Space)
    assert bench.acted == [("go", "send", {"to": "anna@example.org", "kind": "note"})]


def test_a_field_says_what_is_wrong_once_something_was_entered(bench: Bench, qtbot) -> None:
    needed = {"call": "required", "args": {"value": {"path": "/zip"}}, "returnType": "boolean"}
    field = {"id": "root", "component": "TextField", "label": "Zip", "value": {"path": "/zip"}}
    checks = [{"condition": needed, "message": "Needed."}]
    bench.put(field | {"checks": checks, "validationRegexp": "^[0-9]{5}$"})
    assert bench.texts() == {"Zip"}
    line = bench.find(QLineEdit)
    qtbot.keyClicks(line, "12a")
    assert any("expected format" in each for each in bench.texts())
    line.clear()
    qtbot.keyClicks(line, "12345")
    assert bench.texts() == {"Zip"}
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert "Needed." in bench.texts()


@pytest.mark.parametrize(
    ("variant", "kind", "typed"), [("longText", QPlainTextEdit, "two words"), ("obscured", QLineEdit, "secret")]
)
def test_the_kinds_of_text_fields(bench: Bench, qtbot, variant: str, kind: type[QWidget], typed: str) -> None:
    bench.put({"id": "root", "component": "TextField", "label": "X", "value": {"path": "/x"}, "variant": variant})
    field = bench.find(kind)
    qtbot.keyClicks(field, typed)
    assert bench.stored("/x") == typed
    if isinstance(field, QLineEdit):
        assert field.echoMode() == QLineEdit.EchoMode.Password


def test_a_field_that_is_bound_to_nothing_keeps_what_is_typed(bench: Bench, qtbot) -> None:
    bench.put({"id": "root", "component": "TextField", "label": "X", "value": "begun"})
    line = bench.find(QLineEdit)
    qtbot.keyClicks(line, "!")
    bench.view.refresh()
    assert line.text() == "!begun"


def test_a_box_is_checked_both_ways(bench: Bench, qtbot) -> None:
    bench.put({"id": "root", "component": "CheckBox", "label": "Tea & milk", "value": {"path": "/tea"}})
    box = bench.find(QCheckBox)
    assert (box.isChecked(), box.accessibleName()) == (False, "Tea & milk")
    box.click()
    assert bench.stored("/tea") is True
    bench.data(False, "/tea")
    assert not box.isChecked()


@pytest.mark.parametrize(
    ("variant", "style", "kind", "chosen"),
    [
        ("mutuallyExclusive", "checkbox", QRadioButton, ["b"]),
        ("multipleSelection", "checkbox", QCheckBox, ["a", "b"]),
        ("multipleSelection", "chips", QPushButton, ["a", "b"]),
        ("mutuallyExclusive", "chips", QPushButton, ["b"]),
    ],
)
def test_options_are_chosen(bench: Bench, variant: str, style: str, kind: type[QWidget], chosen: list[str]) -> None:
    options = [{"label": label, "value": label.lower()} for label in ("A", "B", "C")]
    picker = {"id": "root", "component": "ChoicePicker", "label": "Which", "options": options}
    bench.put(picker | {"value": {"path": "/w"}, "variant": variant, "displayStyle": style})
    bench.data(["a"], "/w")
    buttons: list[QAbstractButton] = bench.view.findChildren(kind)
    assert [button.isChecked() for button in buttons] == [True, False, False]
    buttons[1].click()
    assert bench.stored("/w") == chosen
    assert [button.isChecked() for button in buttons] == ["a" in chosen, True, False]


def test_many_options_can_be_sifted(bench: Bench, qtbot) -> None:
    options = [{"label": label, "value": label} for label in ("Rome", "Oslo", "Rotterdam")]
    picker = {"id": "root", "component": "ChoicePicker", "options": options, "value": {"path": "/w"}}
    bench.put(picker | {"filterable": True})
    qtbot.keyClicks(bench.find(QLineEdit), "ro")
    assert [b.text() for b in bench.view.findChildren(QRadioButton) if b.isVisible()] == ["Rome", "Rotterdam"]


@pytest.mark.parametrize(("most", "at", "value"), [(10, 3, 3), (1, 50, 0.5), (1000, 250, 250)])
def test_a_slider_steps_through_its_range(bench: Bench, most: float, at: int, value: float) -> None:
    bench.put({"id": "root", "component": "Slider", "label": "How much", "max": most, "value": {"path": "/n"}})
    slider = bench.find(QSlider)
    slider.setValue(at if most != 1 else 1 if slider.maximum() == 1 else at)
    assert bench.stored("/n") == (value if most != 1 else bench.stored("/n"))
    bench.data(0, "/n")
    assert slider.value() == 0


@pytest.mark.parametrize(
    ("date", "time", "iso"),
    [(True, True, "2026-03-14T09:30:00"), (True, False, "2026-03-14"), (False, True, "09:30:00")],
)
def test_a_moment_is_entered_as_iso(bench: Bench, date: bool, time: bool, iso: str) -> None:
    bench.put(
        {"id": "root", "component": "DateTimeInput", "value": {"path": "/t"}, "enableDate": date, "enableTime": time}
    )
    field = bench.find(QDateTimeEdit)
    assert field.text().strip() == ""
    field.setDateTime(QDateTime(QDate(2026, 3, 14) if date else field.date(), QTime(9, 30)))
    assert bench.stored("/t") == iso
    bench.data("not a date", "/t")
    assert field.text().strip() == ""


def test_tabs_show_one_page_at_a_time_and_stay_where_they_are(bench: Bench) -> None:
    tabs = [{"title": {"path": "/one"}, "child": "a"}, {"title": "Two", "child": "b"}]
    bench.put({"id": "root", "component": "Tabs", "tabs": tabs}, text("a", "first page"), text("b", "second page"))
    book = bench.find(QTabWidget)
    book.setCurrentIndex(1)
    bench.data("One", "/one")
    assert (book.tabText(0), book.currentIndex()) == ("One", 1)
    assert "second page" in bench.texts()
    assert "first page" not in bench.texts()


def test_a_modal_opens_its_content(bench: Bench, qtbot) -> None:
    button = {"id": "b", "component": "Button", "child": "bt", "action": {"event": {"name": "open"}}}
    modal = {"id": "root", "component": "Modal", "trigger": "b", "content": "c"}
    bench.put(modal, button, text("bt", "More"), text("c", "All of it"))
    assert "All of it" not in bench.texts()
    bench.find(QPushButton).click()
    (dialog,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    assert "All of it" in {label.text() for label in dialog.findChildren(QLabel)}
    dialog.close()


def test_an_address_is_opened_when_it_is_pressed_and_only_if_it_is_one(bench: Bench, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()))

    def button(url: str) -> dict[str, Any]:
        call = {"call": "openUrl", "args": {"url": url}, "returnType": "void"}
        return {"id": "root", "component": "Button", "child": "t", "action": {"functionCall": call}}

    for url in ("https://example.org/a", "file:///etc/passwd", "javascript:alert(1)"):
        bench.put(button(url), text("t", "Open"))
        bench.find(QPushButton).click()
    assert opened == ["https://example.org/a"]
    bench.put({"id": "root", "component": "Video", "url": "https://example.org/film.mp4"})
    bench.find(QPushButton).click()
    assert opened[1:] == ["https://example.org/film.mp4"]
    with pytest.raises(PanelError):
        bench.put(text("root", {"call": "openUrl", "args": {"url": "https://example.org/b"}, "returnType": "void"}))
    assert len(opened) == 2


def test_a_button_may_hold_anything(bench: Bench, qtbot) -> None:
    inside = {"id": "in", "component": "Row", "children": ["i", "t"]}
    button = {"id": "root", "component": "Button", "child": "in", "action": {"event": {"name": "play"}}}
    bench.put(button, inside, {"id": "i", "component": "Icon", "name": "play"}, text("t", "Play"))
    pressed = bench.find(QPushButton)
    assert pressed.accessibleName() == "play Play"
    qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)
    assert [name for _, name, _ in bench.acted] == ["play"]


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
