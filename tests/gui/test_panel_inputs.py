"""What is entered and pressed on a panel: fields, options, buttons, tabs."""

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
    QTabWidget,
    QWidget,
)

from duologue.ui.panels.surfaces import PanelError
from helpers.panel_bench import Bench, text

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
