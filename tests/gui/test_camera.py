"""The camera in the window: off at the start, unmistakable when on, released when it cannot be seen."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from duologue.bridge.bridge import Bridge
from duologue.bridge.camera import CameraBridge
from duologue.core.devices import CameraReport, CameraState
from duologue.core.microturn import Frame
from duologue.ui.window import Window
from duologue.video.cameras import Camera
from duologue.video.switched import SwitchedCamera


class FakeCapture:
    def __init__(self) -> None:
        self.closed = False
        self.report = CameraReport()
        self.frame: Frame | None = None

    def look(self) -> None:
        """Nothing freezes here."""

    def newest(self) -> Frame | None:
        return self.frame

    def close(self) -> None:
        self.closed = True


class Rig:
    def __init__(self, qtbot: QtBot) -> None:
        self.captures: list[FakeCapture] = []
        self.chosen: list[Camera] = []
        self.camera = CameraBridge(
            SwitchedCamera(find=lambda: [Camera("usb-1", "Webcam", 0), Camera("usb-2", "Desk", 1)], open_=self.open)
        )
        self.window = Window(Bridge())
        qtbot.addWidget(self.window)
        window, camera = self.window, self.camera
        camera.turned.connect(window.show_camera)
        camera.pictured.connect(window.camera.show_picture)
        camera.reported.connect(window.show_camera_report)
        window.camera_turned.connect(camera.turn)
        window.camera_chosen.connect(self.choose)
        window.shown.connect(camera.show)
        window.show()

    def choose(self, identity: str) -> None:
        """As the program has it: the setting first, then it is turned on."""
        self.camera.use(identity)
        self.camera.turn(on=True)

    def open(self, choose):
        self.chosen.append(choose())
        self.captures.append(FakeCapture())
        return self.captures[-1]

    def deliver(self, number: int = 0) -> None:
        capture = self.captures[-1]
        capture.report = CameraReport(CameraState.ON)
        capture.frame = Frame(number, np.full((48, 64, 3), (200, 20, 20), np.uint8))
        self.camera.look()


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    rig = Rig(qtbot)
    yield rig
    rig.camera.close()


def test_it_is_off_until_it_is_turned_on(rig: Rig) -> None:
    assert not rig.captures
    assert not rig.window.camera.isVisible()
    assert rig.window.camera_button.accessibleName() == "Camera"
    assert rig.window.camera_button.toolTip().startswith("Turn the camera on")
    rig.window.camera_button.click()
    assert rig.camera.in_use
    assert rig.window.camera.isVisible()
    assert rig.window.camera.text.text() == "Starting…"
    assert "on" not in rig.window.camera.mark.text()
    assert rig.window.camera_button.property("camera") == "off"
    assert rig.window.camera_button.isChecked()


def test_the_tile_shows_the_picture_as_a_mirror_does(rig: Rig) -> None:
    rig.window.camera_button.click()
    rig.captures[-1].report = CameraReport(CameraState.ON)
    rgb = np.zeros((48, 64, 3), np.uint8)
    rgb[:, :32] = (255, 0, 0)
    rig.captures[-1].frame = Frame(0, rgb)
    rig.camera.look()
    tile = rig.window.camera
    picture = tile.grab().toImage()
    at = picture.height() * 3 // 4
    assert picture.pixelColor(picture.width() * 3 // 4, at).red() > 200
    assert picture.pixelColor(picture.width() // 4, at).red() < 50


def test_the_tile_draws_what_is_recognised_over_the_picture_as_a_mirror_does(rig: Rig) -> None:
    rig.window.camera_button.click()
    rig.captures[-1].report = CameraReport(CameraState.ON)
    rig.captures[-1].frame = Frame(0, np.zeros((48, 64, 3), np.uint8))
    rig.camera.look()
    tile = rig.window.camera
    before = tile.grab().toImage()
    tile.show_outline((((0.2, 0.75), (0.5, 0.75)),))
    after = tile.grab().toImage()
    at, right, left = after.height() * 3 // 4, after.width() * 3 // 4, after.width() // 4
    assert after.pixelColor(right, at) != before.pixelColor(right, at)
    assert after.pixelColor(left, at) == before.pixelColor(left, at)
    tile.show_outline(())
    assert tile.grab().toImage() == before


def test_the_tiles_own_button_turns_it_off(rig: Rig) -> None:
    rig.window.camera_button.click()
    rig.deliver()
    rig.window.camera.close_button.click()
    assert rig.captures[0].closed
    assert not rig.window.camera.isVisible()
    assert not rig.window.camera_button.isChecked()


def test_a_key_turns_it_on_and_off(rig: Rig) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    rig.window.activateWindow()
    QTest.keyClick(rig.window, Qt.Key.Key_V, keys)
    assert rig.camera.on
    QTest.keyClick(rig.window, Qt.Key.Key_V, keys)
    assert not rig.camera.on


def test_the_device_is_released_while_the_window_is_hidden(rig: Rig) -> None:
    rig.window.camera_button.click()
    rig.window.hide()
    assert rig.captures[0].closed
    rig.window.show()
    assert len(rig.captures) == 2
    assert not rig.captures[1].closed


def test_another_camera_is_taken_at_once(rig: Rig) -> None:
    rig.window.menu.cameras.show_devices(rig.camera.cameras(), "")
    entry = next(action for action in rig.window.menu.cameras.actions() if action.text() == "Desk")
    entry.trigger()
    assert rig.chosen[-1].name == "Desk"
    assert rig.camera.identity == "usb-2"
    assert rig.window.camera.isVisible()


def test_another_camera_in_the_settings_does_not_turn_it_on(rig: Rig) -> None:
    rig.camera.use("usb-2")
    assert not rig.camera.on
    assert not rig.captures
    assert not rig.window.camera.isVisible()
    rig.window.camera_button.click()
    assert [camera.name for camera in rig.chosen] == ["Desk"]


def test_another_camera_in_the_settings_is_taken_by_one_that_is_on(rig: Rig) -> None:
    rig.window.camera_button.click()
    rig.camera.use("usb-2")
    assert rig.camera.on
    assert rig.captures[0].closed
    assert [camera.name for camera in rig.chosen] == ["Webcam", "Desk"]


def test_a_lost_camera_says_so_in_the_tile_and_once_as_a_notice(rig: Rig) -> None:
    told: list[str] = []
    rig.camera.noticed.connect(lambda _, what: told.append(what))
    rig.window.camera_button.click()
    rig.deliver()
    rig.captures[-1].report = CameraReport(CameraState.LOST, "The camera 'Webcam' was lost.")
    rig.captures[-1].frame = None
    for _ in range(3):
        rig.camera.look()
    assert told == ["The camera 'Webcam' was lost."]
    assert rig.window.camera.text.text() == "The camera 'Webcam' was lost."


LOST = "The camera 'Webcam' was lost."


@pytest.mark.parametrize(
    ("report", "mark", "red"),
    [
        (CameraReport(), "Camera", False),
        (CameraReport(CameraState.ON), "● Camera on", True),
        (CameraReport(CameraState.LOST, LOST), "No camera", False),
        (CameraReport(CameraState.LOST, "No camera was found."), "No camera", False),
        (CameraReport(CameraState.LOST), "No camera", False),
    ],
)
def test_it_is_marked_as_on_while_it_delivers_and_only_then(
    rig: Rig, report: CameraReport, mark: str, red: bool
) -> None:
    rig.window.camera_button.click()
    rig.captures[-1].report = report
    rig.camera.look()
    assert rig.window.camera.mark.text() == mark
    assert rig.window.camera.mark.property("camera") == report.state.value
    assert (rig.window.camera_button.property("camera") == "on") is red
    assert rig.window.camera_button.isChecked(), "the user still wants it"


@pytest.mark.parametrize("how", ["it is back", "it is turned off", "another is chosen", "the window is hidden"])
def test_what_was_told_of_a_lost_camera_is_withdrawn(rig: Rig, how: str) -> None:
    withdrawn: list[str] = []
    rig.camera.withdrawn.connect(withdrawn.append)
    rig.window.camera_button.click()
    rig.captures[-1].report = CameraReport(CameraState.LOST, LOST)
    rig.camera.look()
    assert withdrawn == []
    match how:
        case "it is back":
            rig.deliver()
        case "it is turned off":
            rig.window.camera_button.click()
        case "another is chosen":
            rig.camera.use("usb-2")
        case _:
            rig.window.hide()
    assert withdrawn == [LOST]


def test_the_picker_lists_a_single_camera_and_the_network(rig: Rig) -> None:
    rig.window.menu.cameras.show_devices([("usb-1", "Webcam")], "")
    names = [action.text() for action in rig.window.menu.cameras.actions() if not action.isSeparator()]
    assert names == ["First camera", "Webcam", "Network camera…"]
