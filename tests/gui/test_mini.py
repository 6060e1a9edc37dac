"""The mini window: small, above others, and the session goes on when it is closed."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.commands import Command, Silence
from duologue.core.events import Heard, Saying, SessionStarted
from duologue.core.paths import Paths
from duologue.ui.mini import SMALLEST, MiniWindow
from duologue.ui.theme import apply_theme, theme_for
from helpers.programs import program

STARTED = SessionStarted(0.0, "1", {}, "CPUExecutionProvider", 200, 0)


@pytest.fixture
def mini(bridge: Bridge, qtbot: QtBot, application: QApplication) -> MiniWindow:
    apply_theme(application, theme_for("light"))
    shown = MiniWindow(bridge, theme_for("light"))
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_it_shows_status_both_voices_and_the_newest_line(mini: MiniWindow, bridge: Bridge, show) -> None:
    show(STARTED, Heard(1.0, "u1", "what time is it", True, 0.4, 1.0), Saying(1.6, "s1", "response", "It is nine"))
    assert mini.status.text == "Speaking"
    assert mini.line.text() == "It is nine"
    assert mini.voices.rolling
    assert mini.stop.isVisible()
    assert bool(mini.windowFlags() & Qt.WindowType.WindowStaysOnTopHint)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_at_its_smallest_nothing_overlaps(mini: MiniWindow, show, theme: str) -> None:
    show(STARTED, Saying(1.6, "s1", "response", "A rather long answer that does not fit into so small a window"))
    mini.set_theme(theme_for(theme))
    mini.resize(SMALLEST)
    QTest.qWait(0)
    parts = [mini.status, mini.stop, mini.mute, mini.whole, mini.voices, mini.line]
    boxes = [part.geometry() for part in parts]
    for at, box in enumerate(boxes):
        assert mini.rect().contains(box), parts[at]
        assert not any(box.intersects(other) for other in boxes[at + 1 :]), parts[at]
    assert mini.size() == QSize(SMALLEST)
    assert mini.line.text().startswith("…")


def test_its_buttons_mute_stop_and_bring_the_whole_window_back(mini: MiniWindow, bridge: Bridge, qtbot: QtBot) -> None:
    sent: list[Command] = []
    bridge._send = sent.append  # type: ignore[method-assign]
    mini.mute.click()
    assert bridge.muted
    assert mini.mute.isChecked()
    QTest.keyClick(mini, Qt.Key.Key_Escape)
    assert Silence() in sent
    for back in (mini.whole.click, mini.close):
        with qtbot.waitSignal(mini.opened):
            back()


def test_the_menu_swaps_the_windows_and_its_place_is_kept(paths: Paths, tmp_path) -> None:
    under_test = program(paths, tmp_path, stay=True)
    window = under_test.window
    window.come_to_front = window.show  # type: ignore[method-assign]
    window.show()
    window.menu.mini.emit()
    mini = under_test.dialogs.show_mini()
    assert mini.isVisible()
    assert not window.isVisible()
    mini.resize(400, 140)
    QTest.qWait(0)
    assert under_test._settings.now.mini_window
    mini.whole.click()
    assert window.isVisible()
    assert not mini.isVisible()
    under_test._worker.close()
