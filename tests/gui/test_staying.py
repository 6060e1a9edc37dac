"""The program without its window: in the tray after closing, at login, and where there is no tray."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.program import staying
from duologue.program.staying import GOES_ON, Staying
from duologue.ui.leaving import IN_TRAY
from duologue.ui.tray import Tray
from duologue.ui.window import Window

Run = Callable[[Coroutine[Any, Any, Any]], Any]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Login:
    """A system's autostart."""

    def __init__(self) -> None:
        self.on = False
        self.command: list[str] = []

    def is_on(self) -> bool:
        return self.on

    def turn(self, *, on: bool, command: list[str]) -> None:
        self.on, self.command = on, command


class Put:
    """A window with a tray, and what happened to it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, tray: bool = True, **settings: Any) -> None:
        self.there, self.told, self.closed = tray, list[str](), 0
        monkeypatch.setattr(Tray, "show", lambda _: None)
        monkeypatch.setattr(Tray, "shown", property(lambda _: self.there))
        monkeypatch.setattr(Tray, "tell", lambda _, text: self.told.append(text))
        self.settings = SettingsStore(Settings(**settings))
        self.bridge = Bridge(self.settings)
        self.window = Window(self.bridge)
        self.window.closed.connect(self._count)
        self.tray, self.login = Tray(self.window), Login()
        self.staying = Staying(self.window, self.tray, self.bridge, self.settings, self.login)

    def _count(self) -> None:
        self.closed += 1


@pytest.mark.parametrize(("tray", "in_tray", "stays"), [(True, True, True), (True, False, False), (False, True, False)])
def test_closing_puts_the_window_away_where_that_is_wanted_and_there_is_a_tray(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tray: bool, in_tray: bool, stays: bool
) -> None:
    put = Put(monkeypatch, tray=tray, in_tray=in_tray)
    qtbot.addWidget(put.window)
    put.staying.begin()
    put.window.show()
    put.window.close()
    assert not put.window.isVisible()
    assert put.closed == (0 if stays else 1)
    if stays:
        put.tray.opened.emit()
        assert put.window.isVisible()
        put.window.close()
        assert put.told == [GOES_ON]
        put.tray.quit.emit()
        assert put.closed == 1


def test_with_timers_running_it_can_go_on_in_the_tray(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    put = Put(monkeypatch)
    qtbot.addWidget(put.window)
    put.staying.begin()
    monkeypatch.setattr(Bridge, "counting_down", property(lambda _: ("tea",)))
    put.window.show()
    put.window.close()
    (box,) = put.window.findChildren(QMessageBox)
    next(button for button in box.findChildren(QPushButton) if button.text() == IN_TRAY).click()
    assert not put.window.isVisible()
    assert put.closed == 0
    put.window.close_now()
    assert put.closed == 1


def test_starting_at_login_follows_the_setting_and_what_the_desktop_took_away(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Put(monkeypatch, autostart=True)
    qtbot.addWidget(put.window)
    put.staying.begin()
    assert not put.settings.now.autostart
    put.bridge.change_settings(autostart=True)
    assert (put.login.on, put.login.command[-1]) == (True, "--hidden")
    put.bridge.change_settings(autostart=False)
    assert not put.login.on


@pytest.mark.parametrize("comes", [True, False])
def test_a_hidden_start_shows_the_window_only_where_no_tray_comes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, run: Run, comes: bool
) -> None:
    put = Put(monkeypatch, tray=False)
    qtbot.addWidget(put.window)
    looks: list[float] = []

    async def wait(seconds: float) -> None:
        looks.append(seconds)
        put.there = comes and len(looks) == 3

    monkeypatch.setattr(staying.asyncio, "sleep", wait)
    run(put.staying.show_later())
    assert put.window.isVisible() is not comes
    assert len(looks) == (3 if comes else staying.LOOKS)
