"""The Stop button and Esc: the assistant falls silent at once, and nothing else is lost by it."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.commands import Command, Silence
from duologue.core.events import Floor
from duologue.core.notices import Notice
from duologue.ui.window import Window
from helpers import script_player as script


class Taker:
    def __init__(self) -> None:
        self.commands: list[Command] = []

    async def run(self) -> None:
        raise AssertionError("not run in these tests")

    def command(self, command: Command) -> None:
        self.commands.append(command)


@pytest.fixture
def taker(window: Window, bridge: Bridge, show, qtbot: QtBot) -> Taker:
    taker = Taker()
    bridge._session = taker
    show(script.started())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return taker


SPEAKING = script.meter(1.0, speaking=True)


@pytest.mark.parametrize(
    "event",
    [
        SPEAKING,
        script.meter(1.0, awaiting=True),
        script.meter(1.0, speaking=True, muted=True),
        Floor(1.0, "yielding", 0.9),
    ],
)
def test_the_button_is_there_while_it_speaks_or_works_and_silences_it(
    window: Window, taker: Taker, show, qtbot: QtBot, event
) -> None:
    assert not window.composer.stop.isVisible()
    show(event)
    stop = window.composer.stop
    assert stop.isVisible()
    assert (stop.accessibleName(), stop.toolTip()) == ("Stop", "Stop (Esc)")
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert taker.commands == [Silence()]
    show(Floor(1.1, "idle", 0.9), script.meter(1.2))
    assert not stop.isVisible()


def test_escape_silences_wherever_the_focus_is(window: Window, taker: Taker, show) -> None:
    show(SPEAKING)
    for focus in (window.composer.line, window.captions, window.composer.mute):
        focus.setFocus()
        taker.commands.clear()
        QTest.keyClick(focus, Qt.Key.Key_Escape)
        assert taker.commands == [Silence()]


def test_escape_stops_before_it_dismisses_a_notice(window: Window, taker: Taker, show) -> None:
    show(SPEAKING, Notice(1.0, "info", "Something."))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert taker.commands == [Silence()]
    assert len(window.notices.cards) == 1
    show(script.meter(1.2))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert taker.commands == [Silence()]
    assert window.notices.cards == ()


@pytest.mark.parametrize("event", [SPEAKING, script.meter(1.0)])
def test_escape_leaves_a_draft_as_it_is(window: Window, taker: Taker, show, event) -> None:
    show(event)
    QTest.keyClicks(window.composer.line, "half a thou")
    for _ in range(2):
        QTest.keyClick(window.composer.line, Qt.Key.Key_Escape)
    assert window.composer.line.text() == "half a thou"
    assert set(taker.commands) == ({Silence()} if event is SPEAKING else set())


def test_escape_closes_a_dialog_and_silences_nothing(window: Window, taker: Taker, show) -> None:
    show(SPEAKING)
    dialog = window.keys.show_dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert taker.commands == []


def test_stopping_by_keyboard_leaves_the_focus_in_the_line(window: Window, taker: Taker, show) -> None:
    show(SPEAKING)
    window.composer.line.setFocus()
    QTest.keyClick(window.composer.line, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.composer.stop
    QTest.keyClick(window.composer.stop, Qt.Key.Key_Space)
    assert taker.commands == [Silence()]
    show(script.meter(1.2))
    assert QApplication.focusWidget() is window.composer.line


def test_the_keys_dialog_names_escape(window: Window) -> None:
    dialog = window.keys.show_dialog()
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts[texts.index("Esc") + 1] == "Stopping the assistant"
    dialog.reject()


@pytest.mark.parametrize("muted", [False, True])
@pytest.mark.parametrize("width", [360, 420, 760])
def test_beside_the_button_there_is_room_to_type(window: Window, taker: Taker, show, width: int, muted: bool) -> None:
    window.resize(width, 600)
    show(script.meter(1.0, speaking=True, muted=muted))
    composer = window.composer
    places = [part.geometry() for part in (composer.mute, composer.line, composer.stop, composer.send)]
    assert all(one.right() < other.left() for one, other in pairwise(places))
    assert places[-1].right() <= composer.width()
    assert composer.line.width() >= 100
