"""No screen loses its text: in the narrowest window, with text of twice the size, or from right to left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from helpers.laid_out import problems, texts
from helpers.screens import SCREENS, Stage, settle, shown

NARROW = 360
LOWEST = 600
MAY_GO = {"Duologue", "Muted", "Listening"}
"""Words that make room where it is narrow: the title, and those beside an icon that says the same."""

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def stage(application: QApplication, tmp_path: Path) -> Iterator[Stage]:
    font, direction = application.font(), application.layoutDirection()
    yield Stage(application, tmp_path)
    application.setFont(font)
    application.setLayoutDirection(direction)


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_cut_off_or_overlaps_whatever_the_width_and_the_direction(stage: Stage, name: str) -> None:
    screen = SCREENS[name]
    with shown(stage, name) as window:
        assert problems(window) == []
        usual = texts(window)
        assert not screen.says or screen.says in usual
        stage.app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        settle(stage.app)
        assert problems(window) == [], "from right to left"
        assert texts(window) == usual
        stage.app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if not screen.fixed:
            low = window.height() < LOWEST // 2
            window.resize(NARROW, window.height() if low else max(LOWEST, window.height()))
            settle(stage.app)
            assert window.width() == NARROW
            assert problems(window) == [], "narrow"
            assert usual - texts(window) <= MAY_GO


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_cut_off_with_text_of_twice_the_size(stage: Stage, name: str) -> None:
    font = QFont(stage.app.font())
    font.setPointSizeF(2 * font.pointSizeF())
    stage.app.setFont(font)
    with shown(stage, name) as window:
        assert problems(window) == []
        assert not SCREENS[name].says or SCREENS[name].says in texts(window)


def test_what_is_wrong_with_a_layout_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    cut, over = QLabel("These words are cut off", window), QPushButton("Over", window)
    away, wraps = QPushButton("Out of sight", window), QLabel("so that all of this wraps again and again", window)
    wraps.setWordWrap(True)
    cut.setGeometry(0, 0, 40, 20)
    over.setGeometry(20, 0, 80, 40)
    away.setGeometry(350, 100, 120, 40)
    wraps.setGeometry(0, 200, 90, 20)
    window.resize(400, 300)
    window.show()
    found = "\n".join(problems(window))
    assert "“These words are cut off” has 40 x 20 and needs" in found
    assert "“Over” overlap by" in found
    assert "“Out of sight” at (350, 100, 469, 139) reaches out of" in found
    assert "wraps again and again” needs" in found
    assert len(problems(window)) == 4


def test_a_layout_that_fits_is_in_order(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for part in (QLabel("Words"), QPushButton("Press")):
        column.addWidget(part)
    window.show()
    assert problems(window) == []
    assert texts(window) == {"Words", "Press"}
