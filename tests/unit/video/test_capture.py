"""The newest picture of a camera: freezing, unplugging, hanging; nobody waits for anybody."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from duologue.core.devices import CameraReport, CameraState
from duologue.core.errors import DeviceError
from duologue.video.cameras import Camera
from duologue.video.capture import FROZEN_S, HEIGHT, WIDTH, Capture
from helpers.fake_portaudio import FakeTime
from helpers.waiting import wait_until

WEBCAM = Camera("usb-Webcam", "Webcam", 0)


class Device:
    """A camera whose pictures the test hands out one by one."""

    def __init__(self) -> None:
        self._next = threading.Semaphore(0)
        self.pictures: list[np.ndarray | None] = []
        self.released = threading.Event()

    def show(self, picture: np.ndarray | None) -> None:
        """The next picture, None for the end."""
        self.pictures.append(picture)
        self._next.release()

    def read(self) -> tuple[bool, np.ndarray | None]:
        self._next.acquire()
        picture = self.pictures.pop(0)
        return picture is not None, picture

    def release(self) -> None:
        self.released.set()


class Rig:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("duologue.video.capture.AGAIN_S", 0.01)
        self.time, self.devices, self.refusals = FakeTime(), list[Device](), list[str]()
        self.capture = Capture(lambda: WEBCAM, open_=self.open, now=self.time)

    def open(self, _camera: Camera) -> Any:
        if self.refusals:
            raise DeviceError("camera.busy", self.refusals[0])
        self.devices.append(Device())
        return self.devices[-1]

    def show(self, colour: int, size: tuple[int, int] = (48, 64)) -> None:
        """A picture of one colour, a second after the last."""
        before = self.capture.newest()
        self.time.now_s += 1.0
        self.devices[-1].show(np.full((*size, 3), (colour, 0, 255), np.uint8))
        wait_until(lambda: self.capture.newest() is not None and self.capture.newest() is not before)

    def until(self, happened: Callable[[], bool]) -> None:
        wait_until(happened)


@pytest.fixture
def rig(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    rig = Rig(monkeypatch)
    yield rig
    rig.capture.close()
    rig.refusals.append("over")
    for device in rig.devices:
        device.show(None)
    wait_until(lambda: not any(thread.name == "camera" for thread in threading.enumerate()))


def test_pictures_are_rgb_and_the_newest_wins(rig: Rig) -> None:
    rig.until(lambda: bool(rig.devices))
    assert rig.capture.newest() is None
    assert rig.capture.report == CameraReport(CameraState.OPENING)
    rig.show(10)
    rig.show(20)
    frame = rig.capture.newest()
    assert frame is not None
    assert frame.number == 1
    assert frame.rgb[0, 0].tolist() == [255, 0, 20]
    assert rig.capture.report.state is CameraState.ON


def test_large_pictures_are_made_smaller(rig: Rig) -> None:
    rig.until(lambda: bool(rig.devices))
    rig.show(10, (1080, 1920))
    frame = rig.capture.newest()
    assert frame is not None
    assert frame.rgb.shape == (360, WIDTH, 3)
    assert frame.rgb.shape[0] <= HEIGHT


def test_an_unplugged_camera_is_told_of_and_used_again(rig: Rig) -> None:
    rig.until(lambda: bool(rig.devices))
    rig.show(10)
    rig.refusals.append("The camera 'Webcam' is not connected.")
    rig.devices[0].show(None)
    rig.until(lambda: "not connected" in rig.capture.report.why)
    assert rig.devices[0].released.is_set()
    assert rig.capture.newest() is None
    rig.refusals.clear()
    rig.until(lambda: len(rig.devices) == 2)
    rig.show(30)
    assert rig.capture.report.state is CameraState.ON


def test_a_camera_that_hangs_is_left_behind_and_opened_again(rig: Rig) -> None:
    rig.until(lambda: bool(rig.devices))
    rig.show(10)
    rig.capture.look()
    assert rig.capture.report.state is CameraState.ON
    rig.time.now_s += FROZEN_S + 0.1
    rig.capture.look()
    assert "stopped sending" in rig.capture.report.why
    rig.until(lambda: len(rig.devices) == 2)
    rig.devices[0].show(np.zeros((4, 4, 3), np.uint8))
    rig.until(rig.devices[0].released.is_set)
    assert rig.capture.newest() is None, "what comes too late from the old one is not shown"
    rig.show(30)
    assert rig.capture.report.state is CameraState.ON


def test_close_does_not_wait_for_a_camera_that_hangs(rig: Rig) -> None:
    rig.until(lambda: bool(rig.devices))
    rig.capture.close()
    assert not rig.devices[0].released.is_set()
