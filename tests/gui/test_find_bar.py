"""Words are found in the whole conversation, with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from duologue.core.events import Heard, Saying
from duologue.ui.captions import MOST_SHOWN
from duologue.ui.find_bar import NONE
from duologue.ui.window import Window
from helpers import script_player as script


@pytest.fixture
def talk(window: Window, show) -> Window:
    """Long enough that not all of it is laid out; "harbour" is in three lines."""
    told = {0: "An old harbour", 200: "The HARBOUR again", 390: "harbours of the north"}
    times = [(n, 10.0 * n) for n in range(MOST_SHOWN + 100)]
    show(script.started(), *(Heard(t, f"u{n}", told.get(n, f"line {n}"), True, t - 1, t) for n, t in times))
    return window


def type_in(window: Window, text: str) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.finding.line, text)


def test_the_newest_is_found_first_then_those_before_wherever_they_are(talk: Window) -> None:
    type_in(talk, "harbour")
    seen = []
    for _ in range(4):
        seen.append((talk.finding.told.text(), talk.captions.textCursor().selectedText()))
        QTest.keyClick(talk.finding.line, Qt.Key.Key_Return)
    assert seen == [("3 of 3", "harbour"), ("2 of 3", "HARBOUR"), ("1 of 3", "harbour"), ("3 of 3", "harbour")]
    QTest.keyClick(talk.finding.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert talk.finding.told.text() == "3 of 3"
    assert not talk.captions.following


def test_what_is_not_there_is_said_and_nothing_moves(talk: Window) -> None:
    type_in(talk, "")
    talk.finding.line.setText("lighthouse")
    assert talk.finding.told.text() == NONE
    assert talk.captions.following
    assert not talk.finding.earlier.isEnabled()
    talk.finding.line.clear()
    assert talk.finding.told.text() == ""


def test_escape_ends_it_and_what_comes_next_is_followed_when_wanted(talk: Window, show) -> None:
    type_in(talk, "an old")
    QTest.keyClick(talk.finding.line, Qt.Key.Key_Escape)
    assert talk.finding.isHidden()
    assert talk.captions.hasFocus()
    show(Saying(9999.0, "s1", "response", "Newest of all"))
    assert not talk.captions.following
    talk.captions.newest.click()
    assert talk.captions.following
