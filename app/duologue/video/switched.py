"""The camera of this machine behind its switch: off until it is turned on, released while no window shows it."""

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from duologue.core.devices import CameraReport
from duologue.video.cameras import Camera, choose_camera, find_cameras
from duologue.video.capture import Capture

if TYPE_CHECKING:
    from duologue.core.microturn import Frame

OpenCapture = Callable[[Callable[[], Camera]], Capture]


class SwitchedCamera:
    """A camera (core.devices.Camera) that is opened while it is on and its picture is shown.

    Whoever runs a session with it closes it, and so turns it off. identity: which camera is wanted, "" for the first
    there is. find, open_: for tests.
    """

    def __init__(
        self,
        identity: str = "",
        *,
        find: Callable[[], list[Camera]] = find_cameras,
        open_: OpenCapture = Capture,
    ) -> None:
        self._identity, self._find, self._open = identity, find, open_
        self._capture: Capture | None = None
        self._on, self._shown = False, True
        self._frame: Frame | None = None

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

    @property
    def report(self) -> CameraReport:
        """How it is doing; that of a camera that is being opened while it is not in use."""
        return CameraReport() if self._capture is None else self._capture.report

    def cameras(self) -> list[tuple[str, str]]:
        """Identity and name of the cameras there are now."""
        return [(camera.identity, camera.name) for camera in self._find()]

    def newest(self, t_s: float) -> "Frame | None":
        """The newest picture, as taken at session time t_s if it was not asked for before; None while there is none."""
        if self._capture is None:
            return None
        self._capture.look()
        frame = self._capture.newest()
        if frame is None:
            self._frame = None
        elif self._frame is None or frame.number != self._frame.number or frame.rgb is not self._frame.rgb:
            self._frame = dataclasses.replace(frame, t_s=t_s)
        return self._frame

    def preview(self) -> "Frame | None":
        """The newest picture, for showing it; None while there is none."""
        if self._capture is None:
            return None
        self._capture.look()
        return self._capture.newest()

    def turn(self, *, on: bool) -> None:
        """Turns it on or off."""
        self._on = on
        self._follow()

    def use(self, identity: str) -> None:
        """Takes another camera; one that is on goes over to it."""
        self._identity = identity
        self._release()
        self._follow()

    def show(self, *, shown: bool) -> None:
        """Its picture can be seen, or not any more."""
        self._shown = shown
        self._follow()

    def close(self) -> None:
        """Turns it off and releases the device."""
        self.turn(on=False)

    def _follow(self) -> None:
        wanted = self._on and self._shown
        if wanted and self._capture is None:
            self._capture = self._open(partial(_chosen, self._identity, self._find))
        elif not wanted:
            self._release()

    def _release(self) -> None:
        capture, self._capture, self._frame = self._capture, None, None
        if capture is not None:
            capture.close()


def _chosen(identity: str, find: Callable[[], list[Camera]]) -> Camera:
    """In the camera's thread: which camera there is now."""
    return choose_camera(identity, find())
