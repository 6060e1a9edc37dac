"""The camera as the window sees it: on or off, its newest picture, and how it is doing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from duologue.core.devices import CameraReport, CameraState
from duologue.video.cameras import Camera, choose_camera, find_cameras
from duologue.video.capture import FRAMES_HZ, Capture

OpenCapture = Callable[[Callable[[], Camera]], Capture]


class CameraBridge(QObject):
    """Off until it is turned on. While the window is hidden the camera is released, and used again when it is shown.

    `turned` when it goes on or off, `pictured` with a picture ([H, W, 3], RGB) as often as the camera delivers,
    `reported` with a CameraReport, `noticed` with a level and a sentence.
    """

    turned = Signal(bool)
    pictured = Signal(object)
    reported = Signal(object)
    noticed = Signal(str, str)

    def __init__(
        self,
        identity: str = "",
        *,
        find: Callable[[], list[Camera]] = find_cameras,
        open_: OpenCapture = Capture,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._identity, self._find, self._open = identity, find, open_
        self._capture: Capture | None = None
        self._on, self._shown = False, True
        self._number = -1
        self._report = CameraReport()
        self._timer = QTimer(self)
        self._timer.setInterval(1000 // FRAMES_HZ)
        self._timer.timeout.connect(self.look)

    @property
    def on(self) -> bool:
        """The user has turned it on."""
        return self._on

    @property
    def in_use(self) -> bool:
        """The device is open, or about to be."""
        return self._capture is not None

    @property
    def identity(self) -> str:
        """The camera that is wanted, "" for the first there is."""
        return self._identity

    def cameras(self) -> list[tuple[str, str]]:
        """Identity and name of the cameras there are now."""
        return [(camera.identity, camera.name) for camera in self._find()]

    def turn(self, on: bool) -> None:
        """Turns it on or off."""
        if on != self._on:
            self._on = on
            self._follow()
        self.turned.emit(self._on)  # a button that was pressed in vain goes back

    def use(self, identity: str) -> None:
        """Takes another camera, and turns it on."""
        self._identity = identity
        self._release()
        self.turn(on=True)
        self._follow()

    def show(self, shown: bool) -> None:
        """The window is shown or hidden."""
        self._shown = shown
        self._follow()

    def close(self) -> None:
        """Releases the camera for good."""
        self._on = False
        self._release()

    def look(self) -> None:
        """Tells what is new; called by a timer."""
        capture = self._capture
        if capture is None:
            return
        capture.look()
        if capture.report != self._report:
            self._report = capture.report
            self.reported.emit(self._report)
            if self._report.state is CameraState.LOST:
                self.noticed.emit("warning", self._report.why)
        frame = capture.newest()
        if frame is not None and frame.number != self._number:
            self._number = frame.number
            self.pictured.emit(frame.rgb)

    def _follow(self) -> None:
        wanted = self._on and self._shown
        if wanted and self._capture is None:
            self._report, self._number = CameraReport(), -1
            self.reported.emit(self._report)
            self._capture = self._open(partial(_chosen, self._identity, self._find))
            self._timer.start()
        elif not wanted:
            self._release()

    def _release(self) -> None:
        self._timer.stop()
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.close()


def _chosen(identity: str, find: Callable[[], list[Camera]]) -> Camera:
    """In the camera's thread: which camera there is now."""
    return choose_camera(identity, find())
