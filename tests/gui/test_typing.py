import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.commands import TypeText
from duologue.ui.window import Window
from helpers import script_player as script


class Taker:
    def __init__(self) -> None:
        self.commands = []

    async def run(self) -> None:
        raise AssertionError("not run in these tests")

    def command(self, command) -> None:
        self.commands.append(command)


@pytest.fixture
def taker(window: Window, bridge: Bridge, show) -> Taker:
    taker = Taker()
    bridge._session = taker
    show(script.started())
    return taker


def enter(window: Window, text: str) -> None:
    QTest.keyClicks(window.composer.line, text)
    QTest.keyClick(window.composer.line, Qt.Key.Key_Return)


def test_enter_sends_and_the_line_appears_on_the_users_side(window: Window, taker: Taker, show) -> None:
    enter(window, "What time is it?")
    show()
    assert taker.commands == [TypeText("What time is it?")]
    assert window.composer.line.text() == ""
    assert window.captions.body_text(0) == "What time is it?"
    assert "typed" in window.captions.toPlainText()


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_is_not_sent(window: Window, taker: Taker, text: str) -> None:
    enter(window, text)
    assert taker.commands == []
    assert not window.composer.send.isEnabled()


def test_the_send_button_sends(window: Window, taker: Taker, qtbot: QtBot) -> None:
    QTest.keyClicks(window.composer.line, "hello")
    assert window.composer.send.isEnabled()
    qtbot.mouseClick(window.composer.send, Qt.MouseButton.LeftButton)
    assert taker.commands == [TypeText("hello")]


def test_arrows_recall_what_was_typed_and_keep_the_draft(window: Window, taker: Taker) -> None:
    line = window.composer.line
    for text in ("one", "two", "two"):
        enter(window, text)
    QTest.keyClicks(line, "draft")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(line, key)
        seen.append(line.text())
    assert seen == ["two", "one", "one", "two", "draft", "draft"]


def test_an_example_is_sent_as_if_typed(window: Window, taker: Taker, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.welcome.examples[0], Qt.MouseButton.LeftButton)
    assert taker.commands == [TypeText("What time is it?")]
