"""The window is always on a screen that is there, as large as it fits."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.ui.place import home, within
from duologue.ui.window import SMALLEST, USUAL, Window

LAPTOP, DESK, LEFT_OF_IT = QRect(0, 0, 1366, 728), QRect(1366, 0, 1920, 1040), QRect(-1280, 0, 1280, 984)

FOUND = [
    ("as it was", QRect(100, 60, 762, 600), [LAPTOP], QRect(100, 60, 762, 600)),
    ("higher than the screen", QRect(100, 60, 762, 875), [LAPTOP], QRect(100, 0, 762, 728)),
    ("wider than the screen", QRect(100, 60, 1900, 600), [LAPTOP], QRect(0, 60, 1366, 600)),
    ("larger both ways", QRect(50, 50, 4000, 3000), [LAPTOP], LAPTOP),
    ("1080p at 150 %", QRect(0, 0, 762, 875), [QRect(0, 0, 1280, 680)], QRect(0, 0, 762, 680)),
    ("1080p at 200 %", QRect(300, 0, 762, 875), [QRect(0, 0, 960, 500)], QRect(198, 0, 762, 500)),
    ("on a screen that was taken away, right", QRect(2000, 100, 762, 700), [LAPTOP], QRect(604, 28, 762, 700)),
    ("on a screen that was taken away, left", QRect(-1000, 100, 762, 700), [LAPTOP], QRect(0, 28, 762, 700)),
    ("on a screen that was taken away, above", QRect(10, -900, 762, 700), [LAPTOP], QRect(10, 0, 762, 700)),
    ("half outside, below", QRect(100, 700, 762, 600), [LAPTOP], QRect(100, 128, 762, 600)),
    ("the title bar above the edge", QRect(100, -30, 762, 600), [LAPTOP], QRect(100, 0, 762, 600)),
    ("under a bar at the top", QRect(100, 0, 762, 600), [QRect(0, 32, 1366, 736)], QRect(100, 32, 762, 600)),
    ("beside a bar at the left", QRect(0, 80, 762, 600), [QRect(72, 0, 1294, 768)], QRect(72, 80, 762, 600)),
    ("on the second screen", QRect(1500, 60, 762, 875), [LAPTOP, DESK], QRect(1500, 60, 762, 875)),
    ("on the screen to the left", QRect(-900, 60, 762, 875), [LAPTOP, LEFT_OF_IT], QRect(-900, 60, 762, 875)),
    ("across two, more on the second", QRect(1200, 60, 762, 600), [LAPTOP, DESK], QRect(1366, 60, 762, 600)),
    ("across two, more on the first", QRect(700, 60, 762, 600), [LAPTOP, DESK], QRect(604, 60, 762, 600)),
]


@pytest.mark.parametrize(("outer", "screens", "placed"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND])
def test_a_window_is_put_onto_a_screen_that_is_there(outer: QRect, screens: list[QRect], placed: QRect) -> None:
    assert within(outer, home(outer, screens)) == placed


def kept_at(bridge: Bridge, qtbot: QtBot, place: QRect) -> str:
    """What is kept of a window that lies there."""
    window = Window(bridge)
    qtbot.addWidget(window)
    window.setMinimumSize(QSize(0, 0))
    window.show()
    window.setGeometry(place)
    QApplication.processEvents()
    return window.place.text


@pytest.mark.parametrize("place", [
    QRect(9000, 9000, 500, 500), QRect(-9000, 40, 500, 500), QRect(40, -9000, 400, 430), QRect(40, 40, 3000, 2500),
])  # fmt: skip
def test_the_next_start_finds_it_on_a_screen(bridge: Bridge, qtbot: QtBot, place: QRect) -> None:
    text = kept_at(bridge, qtbot, place)
    window = Window(Bridge(SettingsStore(Settings(window=text))))
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    assert QGuiApplication.primaryScreen().availableGeometry().contains(window.frameGeometry())


@pytest.mark.parametrize("text", ["", "no geometry", "AdnQ", "äöü", "=" * 9])
def test_what_is_no_place_leaves_the_usual_size(text: str, qtbot: QtBot) -> None:
    window = Window(Bridge(SettingsStore(Settings(window=text))))
    qtbot.addWidget(window)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert window.width() == USUAL.width()
    assert SMALLEST.height() <= window.height() <= room.height()


PROGRAM = """
from PySide6.QtCore import QPoint
from duologue.bridge.bridge import Bridge
from duologue.ui.application import make_application
from duologue.ui.window import Window

app = make_application([])
window = Window(Bridge())
window.show()
app.processEvents()
room = app.primaryScreen().availableGeometry()
composer = window.composer
corner = composer.mapToGlobal(QPoint(composer.width(), composer.height()))
assert room.contains(window.geometry()), (room, window.geometry())
assert room.contains(corner), (room, corner)
window.close()
"""


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "1.75", "2"])
def test_the_first_window_fits_a_small_screen(tmp_path: Path, scale: str) -> None:
    """The screen in memory is 800 x 800: at 175 % smaller than 1080p is at 200 %."""
    path = os.pathsep.join(sys.path)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale, "PYTHONPATH": path}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_window_in_use_comes_back_when_its_screen_is_taken_away(window: Window) -> None:
    window.move(QPoint(5000, 5000))
    window.place.bring_into_view()
    assert QGuiApplication.primaryScreen().availableGeometry().contains(window.geometry())
