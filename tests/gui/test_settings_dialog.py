"""What the assistant may do by itself can be seen and taken back in the window."""

import pytest

from duologue.core.paths import Paths
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.program import sessions
from duologue.ui.settings_dialog import NONE_ALWAYS, SettingsDialog
from helpers.programs import program


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
    assert Bench(always_allowed=names).dialog.allowed == shown


@pytest.mark.parametrize("taken", [0, 1, 2])
def test_each_is_taken_back_by_its_button(taken: int) -> None:
    names = ["mail.send", "weather.now", "web.search"]
    bench = Bench(always_allowed=", ".join(names))
    bench.dialog.again[taken].click()
    del names[taken]
    assert sorted(bench.store.now.always_allowed_tools) == names
    assert len(bench.dialog.again) == 2
    while bench.dialog.again:
        bench.dialog.again[0].click()
    assert bench.store.now.always_allowed == ""
    assert bench.dialog.allowed == (NONE_ALWAYS,)


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
    assert bench.dialog.allowed == ("Web page",)


def test_the_menu_opens_it_and_it_follows_the_settings_of_the_program(paths: Paths, tmp_path) -> None:
    under_test = program(paths, tmp_path, stay=True)
    under_test.window.menu.settings.emit()
    dialog = under_test.window.findChild(SettingsDialog)
    assert dialog is not None
    under_test._settings.set(always_allowed="weather.now")
    assert dialog.allowed == ("Weather",)
    dialog.again[0].click()
    assert under_test._settings.now.always_allowed == ""
    dialog.accept()
    under_test._settings.set(always_allowed="weather.now")
    under_test._worker.close()
