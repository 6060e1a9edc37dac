"""How often the window draws."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from duologue.ui.frames import FrameCounter, frames


def test_frames_are_counted_by_second() -> None:
    drawn = [0.0, 0.1, 0.2, 0.9, 1.5, 2.5, 2.6]
    assert frames(drawn) == {"mean": 2.3, "worst": 1.0, "longest_ms": 1000.0}


def test_a_window_that_never_drew_has_no_frames() -> None:
    assert frames([]) == frames([1.0]) == {"mean": 0.0, "worst": 0.0, "longest_ms": 0.0}


def test_a_window_that_is_shown_draws(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    counter = FrameCounter(window)
    window.show()
    counter.begin()
    qtbot.waitUntil(lambda: counter.figures()["mean"] > 0)
