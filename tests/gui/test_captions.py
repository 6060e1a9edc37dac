import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duologue.core.events import Event, Heard, Saying, Speech
from duologue.ui.caption_layout import MAX_COLUMN
from duologue.ui.captions import MOST_SHOWN, Captions
from duologue.ui.window import Window
from helpers import script_player as script


def said(n: int, text: str = "A sentence of some length, to fill the window.") -> Speech:
    return Speech(10.0 * n, f"s{n}", "response", text, 10.0 * n - 1, 10.0 * n, True, 10.0 * n - 1.2)


def formats(window: Window, index: int) -> list[tuple[str, bool]]:
    """The pieces of a line as (text, italic)."""
    captions = window.captions
    block = captions.document().findBlockByNumber(captions._body_block[index])
    pieces = []
    for piece in block:
        fragment = piece.fragment()
        pieces.append((fragment.text(), fragment.charFormat().font().italic()))
    return pieces


def test_tentative_words_stand_apart_from_stable_ones(window: Window, show) -> None:
    show(script.started(), Heard(1.0, "u1", "what is the tine", False, 0.4, 1.0, 2))
    assert formats(window, 0) == [("what is", False), (" the tine", True)]
    show(Heard(1.2, "u1", "what is the time now", False, 0.4, 1.2, 4))
    assert formats(window, 0) == [("what is the time", False), (" now", True)]
    show(Heard(1.4, "u1", "What is the time now?", True, 0.4, 1.3, 5))
    assert formats(window, 0) == [("What is the time now?", False)]


def test_tentative_words_have_another_colour(window: Window, show) -> None:
    show(script.started(), Heard(1.0, "u1", "yes maybe", False, 0.4, 1.0, 1))
    block = window.captions.document().findBlockByNumber(window.captions._body_block[0])
    colours = [piece.fragment().charFormat().foreground().color().name() for piece in block]
    assert colours == [window.theme.text, window.theme.user_tentative]


def test_words_of_the_assistant_appear_as_they_are_spoken(window: Window, show) -> None:
    show(script.started(), Saying(1.0, "s1", "response", "It is"))
    assert window.captions.body_text(0) == "It is"
    show(Saying(1.4, "s1", "response", "It is half past nine"))
    assert window.captions.body_text(0) == "It is half past nine"


def test_an_interrupted_answer_shows_only_what_was_spoken_and_says_so(window: Window, show) -> None:
    show(
        script.started(),
        Saying(1.0, "s1", "relay", "The moon is about"),
        Speech(1.5, "s1", "relay", "The moon is", 0.5, 1.4, False, 0.4),
    )
    assert window.captions.body_text(0) == "The moon is —\u00a0interrupted"


def test_two_sides_lie_on_two_sides(window: Window, show) -> None:
    show(script.started(), Heard(1.0, "u1", "Hello.", True, 0.4, 1.0, 1), said(1, "Hi."))
    user, assistant = window.captions.bubble(0), window.captions.bubble(1)
    assert assistant.left() < MAX_COLUMN / 4
    assert user.left() > MAX_COLUMN / 2
    assert "You" in window.captions.toPlainText()
    assert "Duologue" in window.captions.toPlainText()


def test_a_backchannel_is_small_and_does_not_break_the_users_line(window: Window, show) -> None:
    show(
        script.started(),
        Heard(3.0, "u1", "So yesterday I went", False, 1.0, 3.0, 3),
        Speech(3.6, "b1", "backchannel", "mm-hm", 3.2, 3.6, True, 3.0),
        Heard(4.0, "u1", "So yesterday I went to town", False, 1.0, 4.0, 5),
    )
    assert [line.text for line in window.captions.lines] == ["So yesterday I went to town", "mm-hm"]
    body = window.captions.document().findBlockByNumber(window.captions._body_block[1])
    assert body.begin().fragment().charFormat().font().pointSizeF() < window.captions.font().pointSizeF()


def test_words_that_are_taken_back_altogether_leave_no_bubble(window: Window, show) -> None:
    show(script.started(), Heard(1.0, "u1", "the", False, 0.8, 1.0, 0), Heard(1.2, "u1", "", True, 0.8, 1.0, 0))
    show(Heard(9.0, "u2", "Hello.", True, 8.0, 9.0, 1))
    first = window.captions.document().findBlockByNumber(window.captions._body_block[0])
    assert not first.isVisible()
    assert window.captions.bubble(1).top() < 60


def test_the_view_follows_what_is_new(window: Window, show) -> None:
    show(script.started(), *(said(n) for n in range(1, 60)))
    bar = window.captions.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    assert not window.captions.newest.isVisible()


def test_scrolling_up_stays_there_and_the_button_leads_back(window: Window, show, qtbot: QtBot) -> None:
    show(script.started(), *(turn for n in range(1, 40) for turn in _turns(n)))
    bar = window.captions.verticalScrollBar()
    bar.setValue(50)
    show(*_turns(41))
    assert bar.value() == 50
    assert window.captions.newest.isVisible()
    qtbot.mouseClick(window.captions.newest, Qt.MouseButton.LeftButton)
    assert bar.value() == bar.maximum()
    assert not window.captions.newest.isVisible()
    show(*_turns(42))
    assert bar.value() == bar.maximum()


def _turns(n: int) -> list[Event]:
    return [Heard(10.0 * n, f"u{n}", "And then?", True, 10.0 * n - 4, 10.0 * n - 3, 2), said(n)]


def test_text_can_be_selected_and_copied_without_colours(window: Window, show) -> None:
    show(script.started(), Heard(1.0, "u1", "Hello there.", True, 0.4, 1.0, 2))
    window.captions.selectAll()
    QTest.keyClick(window.captions, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert "Hello there." in data.text()
    assert not data.hasHtml()


def test_a_selection_survives_new_words(window: Window, show) -> None:
    show(script.started(), Heard(1.0, "u1", "Hello there friend", False, 0.4, 1.0, 2))
    cursor = window.captions.textCursor()
    cursor.setPosition(window.captions.document().toPlainText().index("Hello"))
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 5)
    window.captions.setTextCursor(cursor)
    show(Heard(1.2, "u1", "Hello there friends of mine", False, 0.4, 1.2, 3))
    assert window.captions.textCursor().selectedText() == "Hello"


def test_characters_beyond_the_basic_plane_stay_whole(window: Window, show) -> None:
    show(script.started(), Heard(1.0, "u1", "Look 🌙 up", False, 0.4, 1.0, 1))
    show(Heard(1.2, "u1", "Look 🌙 up there 🌙", True, 0.4, 1.2, 4))
    assert window.captions.body_text(0) == "Look 🌙 up there 🌙"


def test_a_word_longer_than_the_window_wraps(window: Window, show) -> None:
    window.resize(360, 500)
    show(script.started(), Heard(1.0, "u1", "Donau" * 60, True, 0.4, 1.0, 1))
    assert window.captions.bubble(0).right() <= window.captions.viewport().width()
    assert window.captions.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", [360, 760, 1600])
def test_bubbles_keep_inside_the_column(window: Window, show, width: int) -> None:
    window.resize(width, 700)
    show(*script.conversation())
    column = min(MAX_COLUMN, window.captions.viewport().width())
    for line in (line for line in window.captions.lines if line.text):
        box = window.captions.bubble(line.index)
        assert box.left() >= -1
        assert box.right() <= column + 1


def test_a_long_conversation_edits_only_its_end(window: Window, show) -> None:
    show(script.started(), *(event for n in range(1, 2501) for event in _turns(n)))
    assert len(window.captions.lines) == 5000
    edits: list[int] = []
    window.captions.document().contentsChange.connect(lambda at, _removed, _added: edits.append(at))
    end = window.captions.document().characterCount()
    show(Heard(30000.0, "u9999", "One more word", False, 29990.0, 30000.0, 2))
    show(Heard(30001.0, "u9999", "One more word to say", False, 29990.0, 30001.0, 3))
    assert edits
    assert min(edits) >= end - 1
    assert window.captions.body_text(5000) == "One more word to say"


@pytest.fixture
def long_talk(window: Window, show) -> Captions:
    """10,000 lines."""
    show(script.started(), *(event for n in range(1, 5001) for event in _turns(n)))
    return window.captions


def test_of_a_long_conversation_a_part_is_laid_out(long_talk: Captions) -> None:
    assert len(long_talk.lines) == 10_000
    assert long_talk.document().blockCount() < 3 * MOST_SHOWN
    assert long_talk.body_text(9_999) == said(1).text


def test_scrolling_leads_through_all_of_a_long_conversation(long_talk: Captions) -> None:
    bar, seen = long_talk.verticalScrollBar(), set()
    for _ in range(300):
        seen |= {line for line in long_talk._line_of_block if line >= 0}
        bar.setValue(0)
    assert min(seen) == 0
    assert len(seen) == 10_000
    assert not long_talk.following
    for _ in range(300):
        bar.setValue(bar.maximum())
    assert long_talk.following
    assert long_talk.body_text(9_999)


def test_what_is_at_the_top_stays_there_when_more_is_laid_out(long_talk: Captions) -> None:
    first = long_talk._line_of_block[1]
    long_talk.verticalScrollBar().setValue(0)
    assert long_talk._line_of_block[1] < first
    top = long_talk.bubble(first).top() - long_talk.verticalScrollBar().value()
    assert 0 <= top < 80


def test_home_and_end_lead_to_the_ends_of_a_long_conversation(long_talk: Captions) -> None:
    long_talk.setFocus()
    QTest.keyClick(long_talk, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert long_talk.verticalScrollBar().value() == 0
    assert long_talk.body_text(0) == "And then?"
    QTest.keyClick(long_talk, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert long_talk.following
    assert long_talk.verticalScrollBar().value() == long_talk.verticalScrollBar().maximum()


def test_all_of_a_long_conversation_is_copied(long_talk: Captions) -> None:
    long_talk.selectAll()
    long_talk.copy_selection()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 10_000


def test_who_reads_above_is_not_disturbed_by_what_is_new(long_talk: Captions, show) -> None:
    bar = long_talk.verticalScrollBar()
    bar.setValue(0)
    at, first = bar.value(), long_talk._line_of_block[1]
    show(*(event for n in range(5001, 5400) for event in _turns(n)))
    assert (bar.value(), long_talk._line_of_block[1]) == (at, first)
    assert long_talk.newest.isVisible()
    long_talk.newest.click()
    assert long_talk.body_text(len(long_talk.lines) - 1)


def test_another_width_and_theme_keep_every_line(window: Window, show) -> None:
    show(*script.conversation())
    before = [window.captions.body_text(line.index) for line in window.captions.lines]
    window.resize(400, 600)
    window.set_theme("dark")
    QApplication.processEvents()
    assert [window.captions.body_text(line.index) for line in window.captions.lines] == before
    body = window.captions.document().findBlockByNumber(window.captions._body_block[0])
    assert body.begin().fragment().charFormat().foreground().color().name() == window.theme.text


def test_the_keyboard_scrolls_the_captions(window: Window, show) -> None:
    show(script.started(), *(turn for n in range(1, 40) for turn in _turns(n)))
    window.captions.setFocus()
    QTest.keyClick(window.captions, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert not window.captions.following
    QTest.keyClick(window.captions, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert window.captions.following


@pytest.mark.parametrize(
    ("reason", "width"),
    [
        (Qt.FocusReason.MouseFocusReason, 0),
        (Qt.FocusReason.TabFocusReason, 1),
        (Qt.FocusReason.BacktabFocusReason, 1),
        (Qt.FocusReason.ActiveWindowFocusReason, 0),
        (Qt.FocusReason.OtherFocusReason, 0),
    ],
)
def test_a_caret_is_seen_by_who_selects_with_the_keyboard_alone(
    window: Window, show, reason: Qt.FocusReason, width: int
) -> None:
    show(*script.conversation())
    assert window.captions.cursorWidth() == 0
    QApplication.sendEvent(window.captions, QFocusEvent(QEvent.Type.FocusIn, reason))
    assert window.captions.cursorWidth() == width
    QApplication.sendEvent(window.captions, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert window.captions.cursorWidth() == 0


def test_a_conversation_is_followed_however_long_it_gets(window: Window, show) -> None:
    show(script.started())
    for n in range(MOST_SHOWN + 50):
        show(Heard(10.0 * n, f"u{n}", f"line {n}", True, 10.0 * n - 1, 10.0 * n))
        assert window.captions.following, n
