import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.ui.window import Window
from helpers import script_player as script


@pytest.fixture(autouse=True)
def _ready(window: Window, show, qtbot: QtBot) -> None:
    show(script.started())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def send(target: QWidget, kind: QEvent.Type, *, repeated: bool = False) -> None:
    event = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", repeated)
    QApplication.sendEvent(target, event)


def focused() -> QWidget:
    """What keys come to."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(target: QWidget, *, repeated: bool = False) -> None:
    send(target, QEvent.Type.KeyPress, repeated=repeated)


def release(target: QWidget, *, repeated: bool = False) -> None:
    send(target, QEvent.Type.KeyRelease, repeated=repeated)


def test_the_space_bar_mutes_while_it_is_held(window: Window, bridge: Bridge, show) -> None:
    press(focused())
    show()
    assert bridge.muted
    assert window.status.text == "Microphone off"
    for _ in range(3):  # a held key repeats
        release(focused(), repeated=True)
        press(focused(), repeated=True)
        assert bridge.muted
    release(focused())
    assert not bridge.muted


def test_who_is_muted_talks_while_it_is_held(window: Window, bridge: Bridge) -> None:
    bridge.mute(on=True)
    press(focused())
    assert not bridge.muted
    release(focused())
    assert bridge.muted


def test_a_space_that_is_typed_is_a_space(window: Window, bridge: Bridge) -> None:
    QTest.keyClicks(window.composer.line, "good morning")
    assert window.composer.line.text() == "good morning"
    assert not bridge.muted


def test_a_focused_button_is_pressed_by_it(window: Window, bridge: Bridge) -> None:
    window.composer.mute.setFocus()
    QTest.keyClick(window.composer.mute, Qt.Key.Key_Space)
    assert bridge.muted
    QTest.keyClick(window.composer.mute, Qt.Key.Key_Space)
    assert not bridge.muted


def test_leaving_the_window_lets_go(window: Window, bridge: Bridge) -> None:
    press(focused())
    assert bridge.muted
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
    assert not bridge.muted


def test_what_is_typed_goes_to_the_line(window: Window) -> None:
    focus = QApplication.focusWidget()
    assert focus is not window.composer.line
    QTest.keyClick(focus, Qt.Key.Key_H)
    assert window.composer.line.text() == "h"
    assert QApplication.focusWidget() is window.composer.line


def test_the_switch_during_a_hold_counts_afterwards(window: Window, bridge: Bridge, show) -> None:
    press(focused())
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(focused(), Qt.Key.Key_M, keys)
    show()
    release(focused())
    show()
    assert window.composer.mute.isChecked() is bridge.muted
