from itertools import combinations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.ui.tray import Tray, TrayState, tray_icon, tray_state
from duologue.ui.window import Window
from duologue.view.status import Status

Reason = QSystemTrayIcon.ActivationReason


@pytest.fixture
def tray(window: Window, bridge: Bridge) -> Tray:
    tray = Tray(window)
    bridge.status_changed.connect(tray.set_status)
    bridge.muted_changed.connect(tray.set_muted)
    tray.mute_toggled.connect(bridge.mute)
    return tray


@pytest.mark.parametrize("status", list(Status))
def test_without_a_session_it_is_off_and_muted_outranks_the_rest(status: Status) -> None:
    without = status in (Status.STARTING, Status.ENDED, Status.FAILED)
    assert tray_state(status, muted=True) is (TrayState.OFF if without else TrayState.MUTED)


def test_it_says_in_words_how_things_stand(tray: Tray) -> None:
    said = {}
    for status in (Status.ENDED, Status.IDLE, Status.SPEAKING, Status.MUTED):
        tray.set_status(status)
        said[status] = tray.icon.toolTip()
    assert list(said.values()) == [
        "Duologue: no session", "Duologue: listening", "Duologue: speaking", "Duologue: microphone off",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [16, 22, 48])
@pytest.mark.parametrize("pair", list(combinations(TrayState, 2)), ids="-".join)
def test_the_icons_differ_without_their_colours(pair: tuple[TrayState, TrayState], size: int) -> None:
    one, other = (tray_icon(state).pixmap(size, size).toImage() for state in pair)
    assert different(one, other) >= 0.05


def different(one: QImage, other: QImage) -> float:
    """The part of the pixels that are bright in one picture and dark in the other."""
    places = [(x, y) for x in range(one.width()) for y in range(one.height())]
    return sum(bright(one, *place) is not bright(other, *place) for place in places) / len(places)


def bright(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).red() > 224


def test_its_menu_turns_the_microphone_off_and_on(tray: Tray, bridge: Bridge) -> None:
    for muted, offered in ((True, "Turn microphone on"), (False, "Turn microphone off")):
        tray.mute.trigger()
        assert bridge.muted is muted
        assert tray.mute.text() == offered


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_a_click_shows_the_window_and_the_menu_does_not(tray: Tray, window: Window, qtbot: QtBot) -> None:
    tray.opened.connect(window.come_to_front)
    window.showMinimized()
    tray.icon.activated.emit(Reason.Context)
    assert window.isMinimized()
    tray.icon.activated.emit(Reason.Trigger)
    assert not window.isMinimized()
    qtbot.waitUntil(window.isActiveWindow)


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # the offscreen platform has none
@pytest.mark.parametrize("there", [False, True])
def test_it_appears_only_where_there_is_a_tray(tray: Tray, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: there))
    tray.show()
    assert tray.icon.isVisible() is there
    tray.hide()
    assert not tray.icon.isVisible()
