from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.errors import BundleError, DuologueError
from duologue.core.events import ConsentAsked, Floor, Saying
from duologue.core.meters import Hearing
from duologue.core.notices import Notice, NoticeWithdrawn
from duologue.ui.about import AboutDialog
from duologue.ui.window import SMALLEST, Window
from duologue.view.status import Status
from helpers import script_player as script


@pytest.mark.parametrize(
    ("event", "word"),
    [
        (Floor(1.0, "idle", 0.9), "Ready"),
        (Floor(1.0, "speaking", 0.9), "Listening"),
        (Floor(1.0, "thinking", 0.9), "Listening"),
        (Floor(1.0, "yielding", 0.9), "Thinking"),
        (script.meter(1.0, awaiting=True), "Thinking"),
        (script.meter(1.0, speaking=True), "Speaking"),
        (Saying(1.0, "s1", "response", "Yes"), "Speaking"),
        (script.meter(1.0, muted=True, speaking=True), "Microphone off"),
        (script.ended(1.0), "Ended"),
    ],
)
def test_the_status_is_told_in_words(window: Window, show, event, word: str) -> None:
    show(script.started(), event)
    assert window.status.text == word
    assert word in window.status.accessibleName()


def test_every_status_has_its_own_icon_and_word(window: Window) -> None:
    pictures = {}
    for status in Status:
        window.set_status(status)
        picture = window.status._icon.pixmap().toImage().convertToFormat(QImage.Format.Format_Alpha8)
        pictures[status] = (window.status.text, bytes(picture.constBits()))
    assert len({word for word, _ in pictures.values()}) == len(Status)
    assert len({picture for _, picture in pictures.values()}) == len(Status)


def test_the_status_never_changes_its_size_by_itself(window: Window) -> None:
    sizes = set()
    for status in set(Status) - {Status.MUTED, Status.WAITING}:  # the user asks for it, or is asked
        window.set_status(status)
        QApplication.processEvents()
        sizes.add(window.status.sizeHint().width())
    assert len(sizes) == 1


def test_mute_by_button_is_unmistakable_at_once(window: Window, bridge: Bridge, show, qtbot: QtBot) -> None:
    show(script.started(), script.meter(0.2, -20.0))
    qtbot.mouseClick(window.composer.mute, Qt.MouseButton.LeftButton)
    show()
    assert bridge.muted
    assert window.status.text == "Microphone off"
    assert window.composer.mute.isChecked()
    assert window.composer.mute.text() == "Muted"
    assert window.composer.mute.accessibleName() == "Mute microphone", "that it is checked says the rest"
    assert window.composer.mute.toolTip().startswith("Turn the microphone on")
    assert window.composer.meter.shown_db == -60.0
    show(script.meter(0.4, -20.0))
    assert window.status.text == "Microphone off", "a report from before the mute must not flicker"
    show(script.meter(0.6, -20.0, muted=True))
    qtbot.mouseClick(window.composer.mute, Qt.MouseButton.LeftButton)
    show(script.meter(0.8, -20.0))
    assert window.status.text == "Ready"
    assert not window.composer.mute.isChecked()


def test_mute_by_keyboard(window: Window, bridge: Bridge, show) -> None:
    show(script.started())
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.composer.line, Qt.Key.Key_M, keys)
    assert bridge.muted
    QTest.keyClick(window.composer.line, Qt.Key.Key_M, keys)
    assert not bridge.muted


def test_a_notice_that_holds_no_longer_goes_by_itself(window: Window, show) -> None:
    show(script.started(), Notice(1.0, "warning", "Silence."), Notice(1.0, "info", "Other."))
    show(NoticeWithdrawn(2.0, "Silence."))
    assert [card.notice.message for card in window.notices.cards] == ["Other."]
    show(Notice(3.0, "warning", "Silence."), NoticeWithdrawn(3.1, "Silence."))
    assert len(window.notices.cards) == 1


def test_the_meter_rises_at_once_holds_its_peak_and_comes_to_rest(window: Window, show) -> None:
    meter = window.composer.meter
    show(script.started(), script.meter(0.2, -12.0))
    assert meter.shown_db == -12.0
    show(script.meter(0.4, -90.0))
    for _ in range(10):
        meter.advance()
    assert meter.shown_db < -12.0
    assert meter.peak_db == -12.0
    for _ in range(200):
        meter.advance()
    assert meter.shown_db == meter.peak_db == -60.0
    assert not meter.moving


def test_a_notice_says_what_to_do_and_can_be_dismissed(window: Window, bridge: Bridge, show, qtbot: QtBot) -> None:
    show(script.started(), Notice(1.0, "warning", "The microphone was unplugged.", "Plug it in again."))
    card = window.notices.cards[0]
    assert card.accessibleName() == "Warning: The microphone was unplugged. Plug it in again."
    qtbot.mouseClick(card.dismiss, Qt.MouseButton.LeftButton)
    assert window.notices.cards == ()
    assert not window.notices.isVisible()


def test_escape_dismisses_the_newest_notice(window: Window, bridge: Bridge, show) -> None:
    show(Notice(1.0, "info", "One."), Notice(1.0, "info", "Two."))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert [card.notice.message for card in window.notices.cards] == ["One."]


def test_many_notices_do_not_bury_the_window_nor_an_error(window: Window, show) -> None:
    show(Notice(1.0, "error", "Bad."), *(Notice(1.0, "info", f"Note {n}.") for n in range(9)), Notice(2.0, "info", "x"))
    assert [card.notice.message for card in window.notices.cards] == ["Bad.", "Note 8.", "x"]


def test_the_same_notice_is_not_repeated(window: Window, show) -> None:
    show(Notice(1.0, "info", "Again."))
    show(Notice(2.0, "info", "Again."))
    assert len(window.notices.cards) == 1


def test_loading_then_welcome_then_captions(window: Window, show) -> None:
    window.show_loading("Loading the model", 0.4)
    assert window.pages.currentWidget() is window.loading
    assert window.loading.bar.value() == 40
    show(script.started())
    assert window.pages.currentWidget() is window.welcome
    show(*script.heard("u1", "Hello.", 1.0))
    assert window.pages.currentWidget() is window.captions


def test_progress_of_unknown_length_moves_without_a_number(window: Window) -> None:
    window.show_loading("Warming up", -1.0)
    assert (window.loading.bar.minimum(), window.loading.bar.maximum()) == (0, 0)


def test_a_missing_bundle_is_explained_with_its_remedy(window: Window, qtbot: QtBot) -> None:
    window.show_problem(BundleError("bundle.missing", "The bundle is missing."))
    assert window.pages.currentWidget() is window.problem
    assert window.problem.message.text() == "The bundle is missing."
    assert window.problem.advice.text() == "duologue models build duologue-1"
    with qtbot.waitSignal(window.retry):
        qtbot.mouseClick(window.problem.again, Qt.MouseButton.LeftButton)


def test_an_error_after_words_keeps_them_on_display(window: Window, show) -> None:
    show(*script.conversation())
    window.show_problem(DuologueError("engine.failed", "The engine failed."))
    assert window.pages.currentWidget() is window.captions
    assert window.notices.cards[-1].notice.message == "The engine failed."


def test_dark_and_light_differ_everywhere(window: Window, application: QApplication) -> None:
    for choice in ("dark", "light"):
        window.menu.theme_action(choice).trigger()
        QApplication.processEvents()
        assert window.theme.name == choice
        assert application.palette().color(QPalette.ColorRole.Window) == QColor(window.theme.window)
        picture = window.grab().toImage()
        assert picture.pixelColor(picture.width() // 2, 3) == QColor(window.theme.window)


def test_what_is_chosen_in_the_menu_is_in_the_settings_and_what_changes_there_is_shown(
    window: Window, bridge: Bridge
) -> None:
    window.menu.theme_action("dark").trigger()
    window.menu.internet_action("off").trigger()
    window.menu.sounds_action.trigger()
    window.panels.fold_button.click()
    now = bridge.settings.now
    assert (now.theme, now.web, now.sounds, now.panels_aside) == ("dark", "off", False, True)
    bridge.change_settings(theme="light", web="on", sounds=True, panels_aside=False, mute_key="Ctrl+Alt+M")
    assert window.theme.name == "light"
    assert window.menu.theme_action("light").isChecked()
    assert window.menu.internet_action("on").isChecked()
    assert window.menu.sounds_action.isChecked()
    assert not window.panels.fold_button.isChecked()
    assert window.keys.now.mute == "Ctrl+Alt+M"


def test_a_setting_that_is_not_allowed_is_told(window: Window, bridge: Bridge, show) -> None:
    bridge.change_settings(web="perhaps")
    show()
    assert "setting 'web' must be one of" in window.notices.cards[-1].notice.message
    assert bridge.settings.now.web == "ask"


@pytest.mark.parametrize("size", [(360, 420), (380, 640), (1600, 1000)])
def test_nothing_is_cut_off_at_any_width(window: Window, show, size: tuple[int, int]) -> None:
    window.resize(*size)
    show(*script.conversation(), Notice(1.0, "warning", "Something happened.", "Do this and that about it, please."))
    assert window.width() >= SMALLEST.width()
    assert window.minimumSizeHint().width() <= 360
    middle = window.centralWidget()
    for part in (window.status, window.menu_button, window.composer.mute, window.composer.line, window.composer.send):
        place = part.mapTo(middle, part.rect().topLeft())
        assert part.isVisible()
        assert place.x() >= 0
        assert place.x() + part.width() <= middle.width()


def test_the_transcript_is_saved_as_text(window: Window, show, tmp_path: Path) -> None:
    show(*script.conversation())
    target = tmp_path / "talk.txt"
    window.transcript_file.save(target)
    text = target.read_text(encoding="utf-8")
    assert "   0:01  You: Hello there, can you hear me?\n" in text
    assert "The dark spots are — (interrupted)\n" in text
    assert window.notices.cards[-1].level == "info"


def test_a_transcript_that_cannot_be_saved_is_an_error_notice(window: Window, show, tmp_path: Path) -> None:
    show(*script.conversation())
    window.transcript_file.save(tmp_path / "missing" / "talk.txt")
    assert window.notices.cards[-1].level == "error"
    assert "could not be saved" in window.notices.cards[-1].notice.message


def test_saving_is_offered_once_there_is_something_to_save(window: Window, show) -> None:
    assert not window.menu.save_action.isEnabled()
    show(*script.conversation())
    assert window.menu.save_action.isEnabled()


def test_results_of_the_sample_session_are_offered(window: Window, tmp_path: Path) -> None:
    assert not window.menu.results_action.isVisible()
    window.offer_results(tmp_path)
    assert window.menu.results_action.isVisible()
    assert str(tmp_path) in window.notices.cards[-1].notice.action


def test_about_names_version_model_and_licences(window: Window, show, qtbot: QtBot) -> None:
    show(script.started())
    window.show_about()
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    for part in ("Duologue 0.1.0", "duologue-1", "Apache-2.0", "eSpeak NG"):
        assert part in dialog.text.text()
    dialog.reject()


def test_size_and_place_come_back(window: Window, bridge: Bridge, qtbot: QtBot) -> None:
    window.resize(500, 610)
    kept = window.place.text
    other = Window(bridge)
    qtbot.addWidget(other)
    other.place.restore(kept)
    assert (other.width(), other.height()) == (500, 610)
    other.place.restore("no geometry at all")
    assert (other.width(), other.height()) == (500, 610)


def test_everything_to_operate_has_a_name_and_can_be_reached_by_tab(window: Window, show) -> None:
    show(*script.conversation())
    window.composer.line.setText("something")
    window.activateWindow()
    window.composer.line.setFocus()
    reached = set()
    for _ in range(12):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        assert focus.accessibleName() or focus.property("text")
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    composer = window.composer
    assert {composer.line, composer.send, composer.mute, window.menu_button, window.captions} <= reached


def test_mute_from_the_menu(window: Window, bridge: Bridge, show) -> None:
    show(script.started())
    window.menu.mute_action.trigger()
    show()
    assert bridge.muted
    assert window.menu.mute_action.isChecked()
    assert window.composer.mute.isChecked()


def test_the_name_gives_way_to_a_status_in_large_type(window: Window, application: QApplication, show) -> None:
    usual = application.font()
    assert window.top_bar.title.isVisible()
    large = QFont(usual)
    large.setPointSizeF(usual.pointSizeF() * 2)
    application.setFont(large)
    try:
        window.set_theme("light")
        window.resize(370, 600)
        show(*script.conversation())
        assert not window.top_bar.title.isVisible()
        right = window.menu_button.mapTo(window, window.menu_button.rect().topRight())
        assert right.x() <= window.width()
    finally:
        application.setFont(usual)


# ---- honest words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "word", "invitation"),
    [
        ((), "Starting", "Type here – starting…"),
        ((Hearing(0.0, False),), "Starting", "Type here – starting…"),
        ((script.started(),), "Ready", "Talk, or type here"),
        ((Hearing(0.0, False), script.started()), "No microphone", "Type here"),
        ((script.started(), Hearing(3.0, False)), "No microphone", "Type here"),
        ((Hearing(0.0, False), script.started(), Hearing(3.0, True)), "Ready", "Talk, or type here"),
        ((script.started(), script.meter(1.0, muted=True)), "Microphone off", "Type here"),
        ((Hearing(0.0, False), script.started(), script.meter(1.0, speaking=True)), "Speaking", "Type here"),
        ((Hearing(0.0, False), script.started(), script.meter(1.0, awaiting=True)), "Thinking", "Type here"),
        ((script.started(), ConsentAsked(1.0, "c1", "Look?")), "Waiting for you", "Talk, or type here"),
        ((script.started(), script.ended(1.0)), "Ended", "The conversation is over"),
    ],
)
def test_status_and_line_promise_nothing_that_is_not_there(
    window: Window, show, events: tuple, word: str, invitation: str
) -> None:
    show(*events)
    assert window.status.text == word
    assert window.composer.line.placeholderText() == invitation


@pytest.mark.parametrize("name", ["llama3.2 (Ollama)", "qwen3:8b (LM Studio)", "a & b (vLLM)"])
def test_the_background_model_is_named_in_the_menu_and_in_about(window: Window, show, name: str) -> None:
    show(replace(script.started(), background=name))
    assert window.menu.background_action.text().replace("&&", "&") == f"Background model: {name}…"
    window.show_about()
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    assert f"Background model: {name}" in dialog.text.text()
    dialog.reject()
    show(script.started())
    assert window.menu.background_action.text() == "Background model…"


def test_what_can_be_checked_is_named_for_its_checked_state(window: Window, show) -> None:
    """A checked "Unmute" would say the opposite of what it is."""
    show(*script.conversation())
    checkable = [each for each in window.findChildren(QAbstractButton) if each.isCheckable() and each.accessibleName()]
    names = {each: each.accessibleName() for each in checkable}
    assert len(names) >= 3
    for each in checkable:
        each.click()
    show()
    assert {each: each.accessibleName() for each in checkable} == names
    for each in checkable:
        each.click()
    assert not any(name.startswith(("Un", "Turn off", "Do not")) for name in names.values())


def test_the_meter_is_drawn_when_a_bar_changes_and_not_where_nobody_sees_it(window: Window, show, monkeypatch) -> None:
    meter = window.composer.meter
    drawn: list[int] = []
    show(script.started(), script.meter(0.2, -60.0))
    monkeypatch.setattr(meter, "update", lambda: drawn.append(1))
    for db in (-60.0, -59.9, -60.0, -59.8):
        meter.set_level(db)
    assert drawn == []
    meter.set_level(-20.0)
    assert drawn == [1]
    assert meter.moving
    window.showMinimized()
    meter.set_level(-30.0)
    assert not meter.moving
