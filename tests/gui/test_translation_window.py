"""The window of the translation: its choices, its keys, what it says is missing, and what it saves."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.commands import Command, Mute, Silence
from duologue.core.events import Failure, SessionEnded, SessionStarted, SourceText, Translation
from duologue.core.meters import Meter
from duologue.core.settings import TEXT_SIZES, Settings
from duologue.core.shortcuts import TRANSLATION_KEYS, Shortcuts
from duologue.core.translatable import Translatable
from duologue.ui.theme import apply_theme, theme_for
from duologue.ui.translation.state import ENDED
from duologue.ui.translation.window import SMALLEST, TranslationWindow
from duologue.view.translation import LAG_HOLDS_S
from helpers import script_player as script

STARTED = SessionStarted(0.0, "1", {}, "CPUExecutionProvider", 200, 0)
ABLE = Translatable(frozenset({("en", "es"), ("es", "en"), ("en", "de"), ("de", "en")}), ears=True)
DEAF = replace(ABLE, ears=False)
FINAL = Translation(5.0, "x1", "en", "es", "Good morning.", "Buenos días.", True, 2, 1.0, 3.4)
GROWING = Translation(9.0, "x2", "en", "es", "and then we", "y luego", False, 1, 6.0, 8.0)


@pytest.fixture
def opened(bridge: Bridge, qtbot: QtBot, application: QApplication) -> Callable[..., TranslationWindow]:
    def opened(able: Translatable = ABLE, **settings) -> TranslationWindow:
        bridge.settings.set(**settings)
        apply_theme(application, theme_for("light"))
        window = TranslationWindow(bridge, theme_for("light"), Shortcuts())
        qtbot.addWidget(window)
        window.show_able(able)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return opened


def press(window: QWidget, name: str) -> None:
    """Presses the key of what the window does."""
    keys, _ = TRANSLATION_KEYS[name]
    QTest.keySequence(window, keys)


def test_what_was_translated_before_it_was_opened_is_there(opened, show) -> None:
    show(STARTED, FINAL)
    window = opened()
    assert window.lines.texts == ["Good morning.\nBuenos días."]


def test_start_stop_swap_and_aloud_change_the_settings_by_button_and_by_key(opened, bridge: Bridge) -> None:
    window, now = opened(), lambda: bridge.settings.now
    assert window.languages.run.text() == "Start"
    window.languages.run.click()
    assert (now().mode, window.languages.run.text()) == ("translate", "Stop")
    press(window, "start")
    assert now().mode == "conversation"
    window.languages.swap.click()
    assert (now().source, now().target) == ("es", "en")
    press(window, "swap")
    assert (now().source, now().target) == ("en", "es")
    window.tools.aloud.click()
    assert not now().translate_aloud
    press(window, "aloud")
    assert now().translate_aloud
    window.languages.two_way.click()
    assert now().two_way


def test_a_change_by_voice_is_shown(opened, bridge: Bridge) -> None:
    window = opened()
    bridge.settings.set(mode="translate", source="de", target="en", translate_aloud=False)
    assert window.languages.source.currentText() == "German"
    assert window.languages.target.currentText() == "English"
    assert window.languages.run.text() == "Stop"
    assert not window.tools.aloud.isChecked()
    assert window.windowTitle() == "German to English – Duologue"


def choose(box: QComboBox, code: str) -> None:
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize("source", ABLE.sources)
def test_whatever_is_spoken_the_target_is_one_that_it_can_be_put_into(opened, bridge: Bridge, source: str) -> None:
    window = opened()
    choose(window.languages.source, source)
    now = bridge.settings.now
    assert now.source == source
    assert now.target in ABLE.targets(source)
    offered = {window.languages.target.itemData(at) for at in range(window.languages.target.count())}
    assert offered == set(ABLE.targets(source))
    assert window.languages.run.isEnabled()


def test_where_the_language_is_not_known_there_is_nothing_to_swap(opened) -> None:
    window = opened(source="any", target="en")
    assert not window.languages.swap.isEnabled()
    assert not window.languages.two_way.isEnabled()


def test_ears_that_are_missing_are_offered_and_built_with_progress(opened, qtbot: QtBot) -> None:
    window = opened(DEAF, source="de", target="en")
    assert window.state.told.text() == "German is not understood yet. What it takes is fetched once, and stays here."
    assert not window.languages.run.isEnabled()
    with qtbot.waitSignal(window.install_wanted):
        window.state.install.click()
    window.state.show_progress("fetching part 1", 0.4)
    assert window.state.bar.isVisible()
    assert window.state.bar.value() == 40
    assert not window.state.install.isVisible()
    window.state.show_end("There is no network.")
    assert window.state.told.text() == "There is no network."
    assert window.state.install.isVisible(), "to try again"
    window.show_able(ABLE)
    assert not window.state.isVisible()
    assert window.languages.run.isEnabled()


def test_english_needs_no_other_ears_unless_both_ways_are_wanted(opened, bridge: Bridge) -> None:
    window = opened(DEAF)
    assert not window.state.isVisible()
    bridge.settings.set(two_way=True)
    assert window.state.told.text().startswith("Spanish is not understood yet")


def test_what_nothing_translates_is_said(opened) -> None:
    window = opened(source="en", target="ja")
    assert window.state.told.text() == "Nothing here translates English into Japanese."
    assert not window.state.install.isVisible()
    assert not window.languages.run.isEnabled()


def test_what_fails_while_it_translates_is_said_until_it_works_again(opened, show) -> None:
    window = opened(mode="translate")
    show(STARTED, Failure(1.0, "translation", "The translator stumbled."))
    assert window.state.told.text() == "The translator stumbled."
    show(FINAL)
    assert not window.state.isVisible()
    show(SessionEnded(9.0, 9.0, 45, 0, {}, 1.0))
    assert window.state.told.text() == ENDED


def test_the_lag_is_shown_while_it_is_that_of_now(opened, show) -> None:
    window = opened()
    assert window.tools.lag.text() == ""
    show(STARTED, FINAL)
    assert window.tools.lag.text() == "1.6 s behind"
    show(Meter(5.0 + LAG_HOLDS_S + 1, -60.0, False, False, False, 1.0, 1.0, 1.0, 1.0, 0, 0, 0))
    assert window.tools.lag.text() == ""


def test_the_microphone_is_muted_by_button_by_its_key_and_while_a_key_is_held(opened, bridge: Bridge, show) -> None:
    sent: list[Command] = []
    bridge._send = sent.append  # type: ignore[method-assign]
    window = opened()
    window.tools.mute.click()
    show()
    assert bridge.muted
    assert window.tools.mute.text() == "Muted"
    QTest.keySequence(window, Shortcuts().mute)
    assert not bridge.muted
    window.activateWindow()
    window.lines.setFocus()
    QTest.keyPress(window.lines, Qt.Key.Key_Space)
    assert bridge.muted
    QTest.keyRelease(window.lines, Qt.Key.Key_Space)
    assert not bridge.muted
    assert all(isinstance(each, Mute) for each in sent)
    window.set_keys(replace(Shortcuts(), mute="Ctrl+Alt+Q"))
    QTest.keySequence(window, "Ctrl+Alt+Q")
    assert bridge.muted


def test_layout_reading_and_size_are_changed_by_key_and_kept(opened, bridge: Bridge) -> None:
    window, now = opened(), lambda: bridge.settings.now
    ways = []
    for _ in range(4):
        ways.append(now().translation_layout)
        press(window, "layout")
    assert sorted(ways) == sorted(["above", "beside", "source", "target"])
    assert now().translation_layout == ways[0]
    press(window, "reading")
    assert now().translation_reading
    press(window, "larger")
    assert now().translation_target_size == pytest.approx(1.54)
    for _ in range(30):
        press(window, "larger")
    assert now().translation_target_size == TEXT_SIZES[1]
    press(window, "usual")
    assert (now().translation_source_size, now().translation_target_size) == (1.0, 1.4)
    press(window, "smaller")
    assert now().translation_source_size < 1.0


def test_the_whole_screen_by_key_and_back_by_escape(opened) -> None:
    window = opened()
    press(window, "whole_screen")
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()


def test_escape_falls_silent_first(opened, bridge: Bridge, show) -> None:
    sent: list[Command] = []
    bridge._send = sent.append  # type: ignore[method-assign]
    window = opened()
    show(STARTED, script.meter(1.0, speaking=True))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert sent == [Silence()]


@pytest.mark.parametrize("choice", ["1", "2", "3", "6"])
def test_so_many_lines_as_are_wanted_are_shown(opened, bridge: Bridge, show, choice: str) -> None:
    show(STARTED, *(replace(FINAL, id=f"x{n}") for n in range(20)))
    window = opened()
    bridge.settings.set(translation_lines=choice)
    QApplication.processEvents()
    assert window.lines.height() == window.lines.height_of(int(choice))
    bridge.settings.set(translation_lines="all")
    window.resize(500, 700)
    QApplication.processEvents()
    assert window.lines.height() > window.lines.height_of(6)


def test_above_others_and_clear_are_another_window_in_the_same_place(opened, bridge: Bridge) -> None:
    window = opened()
    window.resize(444, 333)
    for changes in ({"translation_on_top": True}, {"translation_opacity": 0.4}, {"translation_on_top": False}):
        bridge.settings.set(**changes)
        assert window.isVisible()
        assert window.size() == QSize(444, 333)
    assert window.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert not window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    bridge.settings.set(translation_opacity=1.0)
    assert not window.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


def test_a_clear_background_leaves_the_text_solid(opened, bridge: Bridge, show) -> None:
    show(STARTED, FINAL)
    window = opened(translation_opacity=0.25, translation_colours="white")
    picture = window.grab().toImage()
    alphas = {}
    for y in range(window.lines.y(), window.lines.y() + window.lines.height(), 2):
        for x in range(0, window.width(), 2):
            alphas.setdefault(picture.pixelColor(x, y).alpha(), picture.pixelColor(x, y))
    assert min(alphas) == pytest.approx(64, abs=1)
    assert max(alphas) == 255


def test_its_choices_are_in_the_dialog_of_its_look(opened, bridge: Bridge, qtbot: QtBot) -> None:
    window = opened()
    press(window, "look")
    dialog = window.look_dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    shown = {name for name in Settings.names(layout=True) if name.startswith("translation_")} - {"translation_window"}
    assert set(dialog.fields) == shown
    box = dialog.fields["translation_colours"].box
    box.setCurrentIndex(box.findData("yellow"))
    box.activated.emit(box.currentIndex())
    assert bridge.settings.now.translation_colours == "yellow"
    bridge.settings.set(translation_layout="target")
    assert dialog.fields["translation_layout"].box.currentData() == "target"
    dialog.restore_defaults()
    defaults = Settings()
    assert all(getattr(bridge.settings.now, name) == getattr(defaults, name) for name in shown)
    dialog.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, "look")
    assert window.look_dialog is not dialog


@pytest.mark.parametrize("ending", ["txt", "srt", "vtt"])
def test_it_saves_what_is_shown_also_in_the_middle(opened, show, tmp_path: Path, ending: str) -> None:
    show(STARTED, FINAL, GROWING)
    window = opened(translation_layout="target")
    file = tmp_path / f"talk.{ending}"
    window.save(file)
    written = file.read_text(encoding="utf-8")
    assert "Buenos días." in written
    assert "y luego …" in written
    assert "Good morning" not in written
    assert str(file) in window.told.text()


def test_where_it_cannot_save_it_says_so(opened, show, tmp_path: Path) -> None:
    show(STARTED, FINAL)
    window = opened()
    window.save(tmp_path / "nowhere" / "talk.srt")
    assert "cannot be written" in window.told.text()


def test_a_file_without_an_ending_gets_that_of_the_format(opened, show, tmp_path: Path, monkeypatch) -> None:
    show(STARTED, FINAL)
    window = opened()
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "talk"), "Subtitles, WebVTT (*.vtt)")
    )
    window.ask_where("vtt")
    assert (tmp_path / "talk.vtt").read_text(encoding="utf-8").startswith("WEBVTT")


def test_words_are_found_by_key(opened, show) -> None:
    show(STARTED, FINAL, *(replace(FINAL, id=f"y{n}", text=f"Línea {n}.") for n in range(40)))
    window = opened()
    press(window, "find")
    assert window.finding.isVisible()
    QTest.keyClicks(window.finding.line, "buenos")
    assert window.finding.told.text() == "1 of 1"
    assert window.lines.selected_text == "Buenos"
    QTest.keyClick(window.finding.line, Qt.Key.Key_Escape)
    assert not window.finding.isVisible()
    assert window.lines.hasFocus()


def test_copying_is_told(opened, show) -> None:
    show(STARTED, FINAL)
    window = opened()
    window.lines.select_all()
    window.lines.copy()
    assert QGuiApplication.clipboard().text() == "Good morning.\nBuenos días."
    assert window.told.text() == "Copied: Good morning. Buenos días."


def test_everything_is_reached_with_tab_and_has_a_name_of_its_own(opened, show) -> None:
    show(STARTED, FINAL, GROWING)
    window = opened()
    reached: list[QWidget] = []
    window.languages.source.setFocus()
    while (now := QApplication.focusWidget()) is not None and now not in reached:
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    names = [each.accessibleName() or each.text() for each in reached]
    assert names == [
        "Spoken language", "Swap the languages", "Translate into", "Both ways", "Start translating",
        "Translated lines", "Mute microphone", "Translates: what the microphone hears", "Speak translations",
        "Find words", "Save as text or subtitles", "Look: languages, size, colours", "Whole screen",
    ]  # fmt: skip
    buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
    assert {*buttons} <= {*reached}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told by itself."""
    said: list[str] = []

    def note(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return said


def test_a_screen_reader_is_told_each_translation_once_in_order_unless_it_is_spoken(
    opened, bridge: Bridge, show, told: list[str]
) -> None:
    window = opened(translate_aloud=False)
    show(STARTED, FINAL, GROWING)
    show(replace(GROWING, text="y luego nos vamos.", final=True))
    assert told == ["Buenos días.", "y luego nos vamos."]
    bridge.settings.set(translate_aloud=True)
    show(replace(FINAL, id="x3"))
    assert len(told) == 2
    window.hide()
    bridge.settings.set(translate_aloud=False)
    show(replace(FINAL, id="x4"))
    assert len(told) == 2


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_at_its_smallest_nothing_overlaps(opened, show, theme: str) -> None:
    show(STARTED, FINAL, GROWING, SourceText(9.0, "x2", "en", "es", "and then we go", 2, 6.0, 8.0))
    window = opened()
    window.set_theme(theme_for(theme))
    window.resize(SMALLEST)
    QApplication.processEvents()
    languages, tools = window.languages, window.tools
    for parts in (
        [languages.source, languages.swap, languages.target, languages.two_way, languages.run],
        [tools.mute, tools.aloud, tools.search, tools.save, tools.look, tools.whole_screen],
    ):
        boxes = [part.geometry() for part in parts]
        assert all(parts[0].parentWidget().rect().contains(box) for box in boxes)
        assert not any(box.intersects(other) for at, box in enumerate(boxes) for other in boxes[at + 1 :])
    assert window.size() == SMALLEST


def test_whose_words_are_translated_is_chosen_in_the_window_and_turned_by_one_key(opened, bridge: Bridge) -> None:
    window = opened(mode="translate")
    assert window.tools.heard.property("heard") == "off"
    window.tools.heard.actions_of["both"].trigger()
    assert bridge.settings.now.translate_from == "both"
    assert (window.tools.heard.text(), window.tools.heard.property("heard")) == ("Both", "on")
    press(window, "heard")
    assert bridge.settings.now.translate_from == "microphone"
    assert window.tools.heard.property("heard") == "off"
    press(window, "heard")
    assert bridge.settings.now.translate_from == "computer"
    assert window.tools.heard.accessibleName() == "Translates: what the computer plays"
    bridge.settings.set(mode="conversation")
    assert window.tools.heard.property("heard") == "off", "nothing is heard while it is stopped"


def test_a_language_can_be_written_down_as_it_is(opened, bridge: Bridge, show) -> None:
    window = opened(source="en", target="es", mode="translate")
    at = window.languages.target.findText("English (captions)")
    window.languages.target.setCurrentIndex(at)
    window.languages.target.activated.emit(at)
    assert (bridge.settings.now.source, bridge.settings.now.target) == ("en", "en")
    assert "English captions" in window.windowTitle()
    assert not window.languages.two_way.isEnabled()
    assert not window.languages.swap.isEnabled()
    caption = Translation(5.0, "c1-1", "en", "en", "Good morning.", "Good morning.", True, 2, 1.0, 3.4, True)
    show(STARTED, caption)
    window.lines.select_all()
    assert window.lines.selected_text == "Good morning.", "and is shown once"
    window.languages.source.setCurrentIndex(window.languages.source.findText("Spanish"))
    window.languages.source.activated.emit(window.languages.source.currentIndex())
    assert (bridge.settings.now.source, bridge.settings.now.target) == ("es", "en"), "another language is translated"
