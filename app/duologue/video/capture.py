"""The newest picture of a camera, taken in a thread. A camera that freezes or is unplugged is opened again."""

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from duologue.core.devices import CameraReport, CameraState
from duologue.core.errors import DeviceError
from duologue.video.cameras import Camera, open_camera

if TYPE_CHECKING:
    from duologue.core.microturn import Frame

WIDTH, HEIGHT = 640, 480
"""Largest picture in pixels; larger ones are scaled down."""
FRAMES_HZ = 15
FROZEN = "The camera has stopped sending pictures; it is being reopened."
FROZEN_S = 3.0
"""Seconds without a picture after which a camera has frozen."""
AGAIN_S, PATIENCE_S = 1.0, 15.0
"""Seconds before a lost camera is tried again: AGAIN_S first, then twice that each time, up to PATIENCE_S."""


class Capture:
    """Begins at once. The newest picture takes the place of the one before; nobody waits for anybody.

    look() is to be called now and then: it notices when the thread hangs in the camera, leaves it behind and begins a
    new one. open_, now: for tests.
    """

    def __init__(
        self,
        choose: Callable[[], Camera],
        *,
        open_: Callable[[Camera], Any] = open_camera,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._choose, self._open, self._now = choose, open_, now
        self._newest: Frame | None = None
        self._report = CameraReport()
        self._turn = _Turn()
        self._begin()

    @property
    def report(self) -> CameraReport:
        """How the camera is doing."""
        return self._report

    def newest(self) -> "Frame | None":
        """The newest picture, None before the first and while the camera is lost."""
        return self._newest

    def look(self) -> None:
        """Leaves a camera behind that has frozen."""
        if self._report.state is CameraState.ON and self._now() - self._turn.newest_at > FROZEN_S:
            self._report = CameraReport(CameraState.LOST, FROZEN)
            self._newest = None
            self._turn.over.set()
            self._turn = _Turn()
            self._begin()

    def close(self) -> None:
        """Has the camera released; does not wait for one that hangs."""
        self._turn.over.set()
        self._newest = None

    def _begin(self) -> None:
        threading.Thread(target=self._run, args=(self._turn,), name="camera", daemon=True).start()

    def _run(self, turn: "_Turn") -> None:
        wait_s = AGAIN_S
        while not turn.over.is_set():
            try:
                camera = self._choose()
                capture = self._open(camera)
            except DeviceError as error:
                self._tell(turn, CameraReport(CameraState.LOST, error.message))
                turn.over.wait(wait_s)
                wait_s = min(2 * wait_s, PATIENCE_S)
                continue
            wait_s = AGAIN_S
            try:
                self._watch(turn, capture)
            finally:
                capture.release()
            self._tell(
                turn,
                CameraReport(CameraState.LOST, f"The camera '{camera.name}' was lost; it is used once it is back."),
            )
            turn.over.wait(AGAIN_S)

    def _watch(self, turn: "_Turn", capture: Any) -> None:
        """Until the camera delivers no more."""
        from duologue.core.microturn import Frame  # noqa: PLC0415 - numpy, in the camera's thread

        due = self._now()
        while not turn.over.is_set():
            there, picture = capture.read()
            if not there:
                return
            turn.newest_at = now = self._now()
            if now < due:
                continue
            due = max(due + 1 / FRAMES_HZ, now)
            if not turn.over.is_set():
                self._newest = Frame(turn.count, as_rgb(picture))
                turn.count += 1
                self._tell(turn, CameraReport(CameraState.ON))

    def _tell(self, turn: "_Turn", report: CameraReport) -> None:
        if not turn.over.is_set():
            self._report = report
            if report.state is CameraState.LOST:
                self._newest = None


class _Turn:
    """One thread with a camera. over: it is to end, and says nothing more."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.newest_at = 0.0
        self.count = 0


def as_rgb(picture: Any) -> Any:
    """[H, W, 3] BGR of any size -> RGB of at most HEIGHT by WIDTH."""
    import cv2  # noqa: PLC0415 - takes a third of a second, in the camera's thread
    import numpy as np  # noqa: PLC0415

    height, width = picture.shape[:2]
    scale = min(WIDTH / width, HEIGHT / height, 1.0)
    if scale < 1.0:
        size = (max(round(width * scale), 1), max(round(height * scale), 1))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(picture[:, :, ::-1])
