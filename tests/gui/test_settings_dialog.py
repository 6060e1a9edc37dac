"""What the assistant may do by itself can be seen and taken back in the window."""

import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from duologue.core.paths import Paths
from duologue.core.settings import Page, Settings
from duologue.core.settings_store import SettingsStore
from duologue.program import sessions
from duologue.ui.settings.always_allowed import NONE_ALWAYS
from duologue.ui.settings.dialog import NOTHING_FOUND, SettingsDialog
from duologue.ui.settings.fields import Number, Switch
from duologue.ui.settings.synonyms import OF_SETTINGS
from helpers.programs import program
from helpers.waiting import until


class Bench:
    """The dialog on settings that follow it."""

    def __init__(self, **settings: object) -> None:
        self.store = SettingsStore(Settings(**settings))  # type: ignore[arg-type]
        self.dialog = SettingsDialog(self.store.now, self.change, sessions.tool_label)
        self.store.subscribe(lambda now, _: self.dialog.show_settings(now))

    def change(self, **changes: object) -> None:
        self.store.set(**changes)


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ("", (NONE_ALWAYS,)),
        ("weather.now", ("Weather",)),
        ("weather.now, web.search", ("Weather", "Web search")),
        ("mail.send_mail", ("mail send mail",)),
    ],
)
def test_what_was_always_allowed_is_listed_as_people_call_it(names: str, shown: tuple[str, ...]) -> None:
    assert Bench(always_allowed=names).dialog.always.names == shown


@pytest.mark.parametrize("taken", [0, 1, 2])
def test_each_is_taken_back_by_its_button(taken: int) -> None:
    names = ["mail.send", "weather.now", "web.search"]
    bench = Bench(always_allowed=", ".join(names))
    bench.dialog.always.again[taken].click()
    del names[taken]
    assert sorted(bench.store.now.always_allowed_tools) == names
    assert len(bench.dialog.always.again) == 2
    while bench.dialog.always.again:
        bench.dialog.always.again[0].click()
    assert bench.store.now.always_allowed == ""
    assert bench.dialog.always.names == (NONE_ALWAYS,)


@pytest.mark.parametrize(("name", "value"), [("web", "on"), ("web", "off"), ("consent", "deny"), ("consent", "allow")])
def test_a_choice_holds_at_once(name: str, value: str) -> None:
    bench = Bench()
    box = bench.dialog.choices[name]
    assert box.currentData() == "ask"
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    assert getattr(bench.store.now, name) == value


@pytest.mark.parametrize("how", ["enter", "close"])
@pytest.mark.parametrize(("name", "text"), [("place", "Oslo"), ("searxng", "https://search.example")])
def test_what_is_typed_is_kept(name: str, text: str, how: str) -> None:
    bench = Bench()
    line = bench.dialog.lines[name]
    line.setText(f"  {text} ")
    line.setModified(True)
    if how == "enter":
        line.editingFinished.emit()
    else:
        bench.dialog.accept()
    assert getattr(bench.store.now, name) == text


def test_a_change_from_elsewhere_is_shown_and_a_draft_stays() -> None:
    bench = Bench()
    bench.dialog.lines["place"].setText("Os")
    bench.dialog.lines["place"].setModified(True)
    bench.store.set(web="off", searxng="https://a.example", place="Bergen", always_allowed="web.read")
    assert bench.dialog.choices["web"].currentData() == "off"
    assert bench.dialog.lines["searxng"].text() == "https://a.example"
    assert bench.dialog.lines["place"].text() == "Os"
    assert bench.dialog.always.names == ("Web page",)


def test_the_menu_opens_it_and_it_follows_the_settings_of_the_program(
    run: Callable[[Coroutine[Any, Any, None]], None], paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {"input": [("mic-1", "Desk microphone")], "output": [("spk-1", "Loudspeaker")]}
    monkeypatch.setattr(sessions, "found_devices", lambda: found)
    monkeypatch.setattr(sessions, "found_voices", lambda *_: [("joe", "joe (English)")])
    under_test = program(paths, tmp_path, stay=True)

    async def test() -> None:
        under_test.window.menu.settings.emit()
        dialog = under_test.window.findChild(SettingsDialog)
        assert dialog is not None
        under_test._settings.set(always_allowed="weather.now")
        assert dialog.always.names == ("Weather",)
        dialog.always.again[0].click()
        assert under_test._settings.now.always_allowed == ""
        await until(lambda: dialog.choices["voice"].findData("joe") > 0)
        assert dialog.choices["microphone"].findData("mic-1") == 1
        dialog.accept()
        under_test._settings.set(always_allowed="weather.now")
        await under_test._tasks.close()

    run(test())
    under_test._worker.close()


# ---- pages, search, all at once --------------------------------------------------------------------------------------


def test_every_setting_with_a_page_has_a_field_and_every_page_its_place() -> None:
    dialog = Bench().dialog
    wanted = {name for name, line in Settings.schema().items() if line["page"] is not Page.NONE}
    assert set(dialog.fields) == wanted
    shown = [dialog.pages.item(at).text() for at in range(dialog.pages.count())]
    assert shown == [page.value for page in Page if page.value in shown]


def test_a_page_shows_its_own_settings_and_no_others() -> None:
    dialog = Bench().dialog
    for at in range(dialog.pages.count()):
        dialog.pages.setCurrentRow(at)
        page = dialog.pages.item(at).text()
        assert dialog.shown == {name for name, line in Settings.schema().items() if line["page"] == page}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("weather", {"place", "web"}),
        ("SPEED voice", {"voice_rate"}),
        ("dark", {"theme"}),
        ("no such thing", set()),
        ("nvidia", {"provider"}),
    ],
)
def test_searching_shows_what_has_to_do_with_it_from_all_pages(words: str, found: set[str]) -> None:
    dialog = Bench().dialog
    dialog.search.setText(words)
    assert dialog.shown == found
    assert bool(dialog.told.text()) is not bool(found)
    dialog.search.clear()
    assert dialog.shown
    assert not dialog.told.text()


def test_what_is_asked_for_by_voice_is_looked_for() -> None:
    dialog = Bench().dialog
    dialog.show_words("volume")
    assert dialog.shown == {"volume"}
    dialog.show_words("the flux capacitor")
    assert dialog.search.text() == ""


def test_a_slider_changes_a_number_within_its_bounds() -> None:
    bench = Bench()
    slider = bench.dialog.findChildren(Number)[0].slider
    slider.setValue(slider.maximum())
    assert bench.store.now.voice_rate == 1.6
    bench.store.set(voice_rate=1.1)
    assert slider.value() == 50


def test_a_switch_changes_at_once() -> None:
    bench = Bench()
    field = bench.dialog.fields["sounds"]
    assert isinstance(field, Switch)
    field.box.click()
    assert bench.store.now.sounds is False


def test_what_is_not_allowed_is_explained_in_its_place_and_changes_nothing() -> None:
    bench = Bench()
    field = bench.dialog.fields["voice_rate"]
    field._want(9.0)
    assert bench.store.now.voice_rate == 1.0
    assert "from 0.6 to 1.6" in field.problem.text()
    field._want(1.2)
    assert field.problem.text() == ""


def test_devices_and_voices_are_offered_and_one_that_is_gone_stays() -> None:
    bench = Bench(microphone="usb-7")
    bench.dialog.show_options("microphone", [("built-in", "Built-in"), ("headset", "Headset")])
    box = bench.dialog.choices["microphone"]
    assert [box.itemText(at) for at in range(box.count())] == [
        "The system's default", "Built-in", "Headset", "usb-7 (not there now)",
    ]  # fmt: skip
    assert box.currentData() == "usb-7"
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert bench.store.now.microphone == "built-in"


def test_defaults_come_back_for_what_is_shown_alone() -> None:
    bench = Bench(voice_rate=1.4, volume=0.5, theme="dark")
    bench.dialog.pages.setCurrentRow([*Page].index(Page.VOICE))
    bench.dialog.restore.click()
    assert (bench.store.now.voice_rate, bench.store.now.volume, bench.store.now.theme) == (1.0, 1.0, "dark")


def test_settings_go_out_and_come_in_whole_or_not_at_all(tmp_path: Path) -> None:
    bench, file = Bench(theme="dark", place="Oslo", window="AAAA"), tmp_path / "mine.json"
    bench.dialog.export_to(file)
    values = json.loads(file.read_text(encoding="utf-8"))
    assert (values["theme"], values["place"]) == ("dark", "Oslo")
    assert "window" not in values
    other = Bench()
    other.dialog.import_from(file)
    assert (other.store.now.theme, other.store.now.place) == ("dark", "Oslo")
    for text in ("nothing", "[]", '{"theme": "pink", "place": "Rome"}', '{"unheard_of": 1}'):
        file.write_text(text, encoding="utf-8")
        other.dialog.import_from(file)
        assert other.store.now.place == "Oslo"
        assert other.dialog.told.text()
    other.dialog.import_from(tmp_path)
    other.dialog.export_to(tmp_path)
    assert "cannot be written" in other.dialog.told.text()


def test_what_is_settled_in_another_dialog_has_its_button(qtbot: QtBot) -> None:
    opened: list[str] = []
    dialog = SettingsDialog(
        Settings(), lambda **_: None, str, elsewhere={Page.KEYS: ("Keys…", lambda: opened.append("keys"))}
    )
    qtbot.addWidget(dialog)
    (button,) = [found for found in dialog.findChildren(QPushButton) if found.text() == "Keys…"]
    button.click()
    assert opened == ["keys"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("slow", "voice_rate"),
        ("louder", "volume"),
        ("dark mode", "theme"),
        ("gpu", "provider"),
        ("webcam", "camera"),
        ("boot", "autostart"),
        ("interrupt", "gives_way"),
    ],
)
def test_a_setting_is_found_by_what_people_call_it(words: str, shown: str, qtbot: QtBot) -> None:
    dialog = Bench().dialog
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.search.setText(words)
    assert shown in dialog.shown
    assert len(dialog.shown) < 8
    dialog.search.setText("slow webcam gpu")
    assert dialog.shown == frozenset()
    assert dialog.told.text() == NOTHING_FOUND


@pytest.mark.parametrize("words", ["mute", "key", "shortcut", "hotkey", "Keys"])
def test_the_keys_are_found_though_they_have_a_dialog_of_their_own(words: str, qtbot: QtBot) -> None:
    opened: list[str] = []
    elsewhere = {Page.KEYS: ("Keys…", lambda: opened.append("keys"))}
    dialog = SettingsDialog(Settings(), lambda **_: None, str, elsewhere=elsewhere)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.search.setText(words)
    (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "Keys…" and each.isVisible()]
    button.click()
    assert opened == ["keys"]


def test_every_setting_that_is_called_something_else_is_there() -> None:
    assert set(OF_SETTINGS) <= set(Settings.schema())
