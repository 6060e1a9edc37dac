"""Getting started: every step can be done, changed or skipped, with the keyboard alone."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.events import Heard, SessionStarted
from duologue.core.meters import Echo, Hearing
from duologue.core.paths import Paths
from duologue.program import sessions
from duologue.ui.first_run.guide import Guide
from duologue.ui.first_run.steps import ECHO_UNKNOWN, HELLO, NO_MICROPHONE, NO_MODEL
from duologue.ui.theme import apply_theme, theme_for
from helpers.programs import program
from helpers.waiting import until

STARTED = SessionStarted(0.0, "1", {}, "CPUExecutionProvider", 200, 0, background="llama3 at localhost")


@pytest.fixture
def guide(bridge: Bridge, qtbot: QtBot, application: QApplication) -> Guide:
    apply_theme(application, theme_for("light"))
    shown = Guide(bridge, theme_for("light"))
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_the_keyboard_alone_leads_through_all_steps_and_back(guide: Guide, bridge: Bridge) -> None:
    seen = [guide.step]
    while guide.isVisible() and len(seen) < 20:
        QTest.keyClick(guide, Qt.Key.Key_Return)
        seen.append(guide.step)
    assert len(dict.fromkeys(seen)) == len(guide.steps)
    assert bridge.settings.now.welcomed
    guide.show()
    guide.back.click()
    assert guide.step is guide.steps[-2]
    assert guide.place.text() == f"{len(guide.steps) - 1} of {len(guide.steps)}"


@pytest.mark.parametrize("how", ["skip", "escape", "close"])
def test_it_can_be_left_at_once_and_does_not_come_back_by_itself(guide: Guide, bridge: Bridge, how: str) -> None:
    if how == "skip":
        guide.skip.click()
    elif how == "escape":
        QTest.keyClick(guide, Qt.Key.Key_Escape)
    else:
        guide.close()
    assert not guide.isVisible()
    assert bridge.settings.now.welcomed


def test_a_sentence_is_heard_back_and_a_missing_microphone_is_said(guide: Guide, show) -> None:
    show(STARTED, Heard(1.0, "u1", "can you hear me", True, 0.4, 1.0))
    assert guide.microphone.heard.text() == "Heard: “can you hear me”"
    show(Hearing(2.0, possible=False))
    assert guide.microphone.heard.text() == NO_MICROPHONE


def test_the_voice_is_heard_by_saying_hello_and_its_echo_is_told(guide: Guide, bridge: Bridge, show) -> None:
    typed: list[str] = []
    bridge.type_text = lambda text: bool(typed.append(text)) or True  # type: ignore[method-assign]
    guide.voice.listen.click()
    assert typed == [HELLO]
    assert guide.voice.echo.text() == ECHO_UNKNOWN
    show(STARTED, Echo(1.0, "cancelled", 31))
    assert "31 dB" in guide.voice.echo.text()
    show(Echo(1.0, "too strong"))
    assert "too loud" in guide.voice.echo.text()


def test_what_is_chosen_here_is_a_setting(guide: Guide, bridge: Bridge) -> None:
    guide.show_options("microphone", [("mic-1", "Desk microphone")])
    box = guide.microphone.fields["microphone"].box  # type: ignore[attr-defined]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert bridge.settings.now.microphone == "mic-1"


def test_keys_model_and_camera_are_settled_where_they_always_are(guide: Guide, qtbot: QtBot, show) -> None:
    assert guide.model.told.text() == NO_MODEL
    show(STARTED)
    assert "llama3" in guide.model.told.text()
    for step, text, signal in (
        (guide.keys, "Change keys…", guide.keys_wanted),
        (guide.model, "Choose one…", guide.model_wanted),
        (guide.camera, "Turn it on", guide.camera_turned),
    ):
        (button,) = [found for found in step.findChildren(QPushButton) if found.text() == text]
        with qtbot.waitSignal(signal):
            button.click()


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_no_text_is_cut_off(guide: Guide, application: QApplication, theme: str) -> None:
    apply_theme(application, theme_for(theme))
    for at, step in enumerate(guide.steps):
        guide.pages.setCurrentIndex(at)
        QTest.qWait(0)
        for label in step.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()


def test_the_welcome_page_offers_it_until_it_was_seen(
    run: Callable[[Coroutine[Any, Any, None]], None], paths: Paths, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "found_devices", lambda: {"input": [("mic-1", "Desk")], "output": []})
    monkeypatch.setattr(sessions, "found_voices", lambda *_: [("joe", "joe (English)")])
    under_test = program(paths, tmp_path, stay=True)
    window = under_test.window
    assert not window.welcome.guide.isHidden()

    async def test() -> None:
        window.welcome.guide.click()
        guide = window.findChild(Guide)
        assert guide is not None
        box = guide.microphone.fields["microphone"].box  # type: ignore[attr-defined]
        await until(lambda: box.findData("mic-1") > 0)
        guide.skip.click()
        await under_test._tasks.close()

    run(test())
    assert window.welcome.guide.isHidden()
    assert under_test._settings.now.welcomed
    under_test._worker.close()
