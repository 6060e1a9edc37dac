"""The camera as the window sees it: on or off, its newest picture, and how it is doing."""

from PySide6.QtCore import QObject, QTimer, Signal

from duologue.core.devices import CameraReport, CameraState
from duologue.video.capture import FRAMES_HZ
from duologue.video.switched import SwitchedCamera


class CameraBridge(QObject):
    """Shows a camera and passes on what the user wants of it. While the window is hidden the camera is released.

    `turned` when it goes on or off, `pictured` with a picture ([H, W, 3], RGB) as often as the camera delivers,
    `reported` with a CameraReport, `noticed` with a level and a sentence, `withdrawn` with a sentence that holds no
    longer.
    """

    turned = Signal(bool)
    pictured = Signal(object)
    reported = Signal(object)
    noticed = Signal(str, str)
    withdrawn = Signal(str)

    def __init__(self, camera: SwitchedCamera, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.device = camera
        self._number = -1
        self._in_use = False
        self._report = CameraReport()
        self._timer = QTimer(self)
        self._timer.setInterval(1000 // FRAMES_HZ)
        self._timer.timeout.connect(self.look)

    @property
    def on(self) -> bool:
        """The user has turned it on."""
        return self.device.on

    @property
    def in_use(self) -> bool:
        """The device is open, or about to be."""
        return self.device.in_use

    @property
    def identity(self) -> str:
        """The camera that is wanted, "" for the first there is."""
        return self.device.identity

    def cameras(self) -> list[tuple[str, str]]:
        """Identity and name of the cameras there are now."""
        return self.device.cameras()

    def turn(self, on: bool) -> None:
        """Turns it on or off."""
        self.device.turn(on=on)
        self._follow()
        self.turned.emit(self.on)  # a button that was pressed in vain goes back

    def use(self, identity: str) -> None:
        """Takes another camera; one that is off stays off."""
        self.device.use(identity)
        self._in_use = False
        self._follow()

    def show(self, shown: bool) -> None:
        """The window is shown or hidden."""
        self.device.show(shown=shown)
        self._follow()

    def close(self) -> None:
        """Releases the camera for good."""
        self._timer.stop()
        self.device.close()

    def look(self) -> None:
        """Tells what is new; called by a timer."""
        if not self.device.in_use:
            self._follow()
            if not self.on:  # the session that used it has ended
                self.turned.emit(False)
            return
        frame = self.device.preview()
        self._tell(self.device.report)
        if frame is not None and frame.number != self._number:
            self._number = frame.number
            self.pictured.emit(frame.rgb)

    def _tell(self, report: CameraReport) -> None:
        if report == self._report:
            return
        self._withdraw()
        self._report = report
        self.reported.emit(report)
        if report.state is CameraState.LOST:
            self.noticed.emit("warning", report.why)

    def _withdraw(self) -> None:
        """What was told of a lost camera holds no longer."""
        if self._report.state is CameraState.LOST:
            self.withdrawn.emit(self._report.why)

    def _follow(self) -> None:
        """Looks at the device as long as it is in use, with a fresh eye each time."""
        before, self._in_use = self._in_use, self.device.in_use
        if self._in_use and not before:
            self._withdraw()
            self._report, self._number = CameraReport(), -1
            self.reported.emit(self._report)
            self._timer.start()
        elif not self._in_use:
            self._withdraw()
            self._report = CameraReport()
            self._timer.stop()
