"""A recorded video as a camera, for replay: frames are timed by their own timestamps."""

import importlib
from pathlib import Path

from duologue.core.devices import CameraReport, CameraState
from duologue.core.errors import InputError
from duologue.core.microturn import Frame
from duologue.video.capture import as_rgb

USUAL_RATE_HZ = 25.0
"""Frame rate of a video that does not name one: how long its last frame stays."""


class FileCamera:
    """Shows the frames of a video at their times (core.devices.Camera). After the last one it is a camera that is gone.

    Raises (on creation):
        InputError: there is no such file, or it is no video that OpenCV reads.
    """

    def __init__(self, path: Path) -> None:
        cv2 = importlib.import_module("cv2")  # takes a third of a second
        if not path.is_file():
            raise InputError("video.missing", f"There is no video file '{path}'.")
        self._time = cv2.CAP_PROP_POS_MSEC
        self._video = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
        if not self._video.isOpened() or not self._video.grab():
            self._video.release()
            raise InputError("video.format", f"'{path}' is not a video that can be read.")
        self._frame_s = 1 / (self._video.get(cv2.CAP_PROP_FPS) or USUAL_RATE_HZ)
        self._name = path.name
        self._next_s: float | None = self._video.get(self._time) / 1000
        self._newest: Frame | None = None

    @property
    def report(self) -> CameraReport:
        """On from its first frame to its last."""
        if self._newest is not None:
            return CameraReport(CameraState.ON)
        gone = CameraReport(CameraState.LOST, f"The video '{self._name}' is over.")
        return gone if self._next_s is None else CameraReport()

    def newest(self, t_s: float) -> Frame | None:
        """The newest frame before session time t_s; None before the first, and once the last has had its time."""
        while self._next_s is not None and self._next_s < t_s:
            _, picture = self._video.retrieve()
            taken_s = self._next_s
            number = 0 if self._newest is None else self._newest.number + 1
            self._newest = Frame(number, as_rgb(picture), taken_s)
            self._next_s = max(taken_s, self._video.get(self._time) / 1000) if self._video.grab() else None
        if self._newest is not None and self._next_s is None and t_s > self._newest.t_s + self._frame_s + _SPARE_S:
            self._newest = None
        return self._newest

    def close(self) -> None:
        """Closes the file."""
        self._video.release()


_SPARE_S = 0.001
"""Rounding of timestamps, in seconds."""
