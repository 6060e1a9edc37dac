from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.meters import Echo, Meter
from duologue.ui.window import Window
from helpers import script_player as script

FIGURES = Meter(9.0, -40.0, False, False, False, 80.0, 83.4, 121.0, 143.0, 2, 1, 0)


def test_the_footer_shows_provider_and_figures(window: Window, show) -> None:
    show(script.started(), FIGURES)
    text = window.footer.text
    for part in ("CPU", "83 / 121 / 143", "late 2", "gaps 1"):
        assert part in text
    assert "lost" not in text
    assert "drift" not in text


def test_the_footer_shows_how_the_clocks_run_apart(window: Window, show) -> None:
    show(script.started(), replace(script.meter(0.2), drift_ms=-0.62, drift_ppm=41.4))
    assert "drift -0.6\u00a0ms (+41\u00a0ppm)" in window.footer.text


@pytest.mark.parametrize(
    ("echo", "shown"),
    [
        (Echo(3.0, "headphones"), "headphones"),
        (Echo(3.0, "cancelled", 31), "echo cancelled (31\u00a0dB)"),
        (Echo(3.0, "too strong"), "half duplex"),
    ],
)
def test_the_footer_says_how_microphone_and_speaker_get_on(window: Window, show, echo: Echo, shown: str) -> None:
    show(script.started(), echo, FIGURES)
    assert shown in window.footer.text


@pytest.mark.parametrize("how", ["menu", "status", "key", "setting"])
def test_the_figures_are_seen_by_who_asks_for_them(
    window: Window, show, bridge: Bridge, qtbot: QtBot, how: str
) -> None:
    show(script.started(), FIGURES)
    assert not window.footer.isVisible()
    for shown in (True, False):
        match how:
            case "menu":
                window.menu.details_action.trigger()
            case "status":
                qtbot.mouseClick(window.status, Qt.MouseButton.LeftButton)
            case "key":
                window.activateWindow()
                qtbot.keyClick(window.composer.line, Qt.Key.Key_F12)
            case _:
                bridge.change_settings(details=shown)
        assert window.footer.isVisible() is shown
        assert bridge.settings.now.details is shown, "it is remembered"
        assert window.menu.details_action.isChecked() is shown
    assert "83 / 121 / 143" in window.footer.text


def test_figures_that_came_before_are_there_at_once(window: Window, show, bridge: Bridge) -> None:
    show(script.started(), FIGURES)
    bridge.change_settings(details=True)
    assert "late 2" in window.footer._label.text()
    show(replace(FIGURES, late=7))
    assert "late 7" in window.footer._label.text()


def test_what_is_loaded_later_is_told_where_the_page_for_it_is_not_seen(window: Window, show, bridge: Bridge) -> None:
    show(*script.conversation())
    bridge.loading.emit("Loading the model", 0.1)
    assert window.footer.isVisible()
    assert window.footer.text == "Loading the model…"
    show(script.started())
    assert not window.footer.isVisible()
