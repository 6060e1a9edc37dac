from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from duologue.ui.key_filter import KeyFilter


class Noted(KeyFilter):
    def __init__(self, window: QWidget) -> None:
        self.keys: list[QObject] = []
        self.watched: set[QObject] = set()
        super().__init__(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.watched.add(watched)
        if event.type() == QEvent.Type.KeyPress:
            self.keys.append(watched)
        return False


def lines(window: QWidget) -> tuple[QLineEdit, QLineEdit]:
    both = (QLineEdit(window), QLineEdit(window))
    layout = QVBoxLayout(window)
    for line in both:
        layout.addWidget(line)
    return both


def test_the_keys_of_what_has_the_focus_are_seen_and_no_others(qtbot: QtBot) -> None:
    window, other = QWidget(), QWidget()
    for each in (window, other):
        qtbot.addWidget(each)
    (first, second), (elsewhere, _) = lines(window), lines(other)
    noted = Noted(window)
    other.show()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for line in (first, second):
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_A)
    QTest.keyClick(first, Qt.Key.Key_B)
    assert noted.keys == [first, second]
    noted.watched.clear()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    elsewhere.setFocus()
    QTest.keyClick(elsewhere, Qt.Key.Key_A)
    assert noted.keys == [first, second]
    assert elsewhere not in noted.watched
