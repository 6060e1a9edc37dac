"""What is written in the picture is read from its newest frame, and no frame is kept longer."""

import asyncio

import numpy as np

from duologue.core.devices import CameraReport
from duologue.core.microturn import Frame
from duologue.session.reading import Reading


class Webcam:
    """A camera."""

    report = CameraReport()

    def newest(self, t_s: float) -> Frame | None:
        return None

    def close(self) -> None:
        """Nothing to release."""


def frame(number: int) -> Frame:
    return Frame(number, np.zeros((4, 4, 3), np.uint8))


def test_the_newest_frame_is_read_and_none_once_it_is_gone() -> None:
    reading = Reading(Webcam(), lambda seen: [f"frame {seen.number}"])
    reading.show(frame(1))
    reading.show(frame(2))
    assert list(asyncio.run(reading.read())) == ["frame 2"]
    reading.show(None)
    assert list(asyncio.run(reading.read())) == []
    reading.show(frame(3))
    reading.close()
    assert list(asyncio.run(reading.read())) == []


def test_without_a_camera_or_a_reader_nothing_can_be_read() -> None:
    assert not Reading(None, lambda _: []).can
    assert not Reading(Webcam(), None).can
    assert Reading(Webcam(), lambda _: []).can
