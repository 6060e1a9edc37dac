"""Finding cameras, and opening one with OpenCV; why one cannot be opened, and what to do."""

import importlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duologue.core.errors import DeviceError

OPEN_MS, READ_MS = 5000, 3000
"""Most milliseconds that a network camera may take to open, and to deliver a picture."""
TRIED = 2
"""How many cameras are offered by number where they cannot be listed."""
_SLOW_TO_OPEN = "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0"
"""On Windows, OpenCV takes up to a minute to open a camera unless this is off before its module is there."""
_SYSTEM = Path("/sys/class/video4linux")
_BY_ID = Path("/dev/v4l/by-id")
_ADDRESSES = ("http://", "https://", "rtsp://", "rtmp://")


@dataclass(frozen=True, slots=True)
class Camera:
    """identity: stays the same when cameras come and go. source: a device's number, an address or a file."""

    identity: str
    name: str
    source: int | str


def find_cameras() -> list[Camera]:
    """The cameras of this machine. Reads a few small files; opens nothing."""
    if not sys.platform.startswith("linux"):
        return [Camera(str(i), f"Camera {i + 1}", i) for i in range(TRIED)]
    links = {link.resolve().name: link.name for link in _BY_ID.iterdir()} if _BY_ID.is_dir() else {}
    found = []
    for node in sorted(_SYSTEM.glob("video*"), key=lambda path: int(path.name.removeprefix("video"))):
        if _read(node / "index") not in ("", "0"):
            continue  # a second node of the same camera, without pictures
        name = _read(node / "name") or node.name
        found.append(Camera(links.get(node.name, name), name, int(node.name.removeprefix("video"))))
    return found


def choose_camera(identity: str, found: list[Camera]) -> Camera:
    """The camera of this identity, an address or a file as one; "" is the first there is.

    Raises:
        DeviceError: there is none.
    """
    if identity.startswith(_ADDRESSES) or (identity and Path(identity).is_file()):
        return Camera(identity, identity, identity)
    if not found:
        raise DeviceError("camera.none", "No camera was found; connect one, or give the address of a network camera.")
    if not identity:
        return found[0]
    fitting = [camera for camera in found if identity in (camera.identity, camera.name)]
    if not fitting:
        raise DeviceError("camera.unknown", f"The camera '{identity}' is not connected; connect it or choose another.")
    return fitting[0]


def open_camera(camera: Camera) -> Any:
    """A cv2.VideoCapture that delivers. Takes up to seconds: not on the event loop.

    Raises:
        DeviceError: it cannot be opened; the sentence says what to do.
    """
    os.environ.setdefault(*_SLOW_TO_OPEN)
    cv2 = importlib.import_module("cv2")  # takes a third of a second
    _refuse_what_may_not_be_read(camera)
    if isinstance(camera.source, int):
        capture = cv2.VideoCapture(camera.source)
    else:
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, OPEN_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, READ_MS]
        capture = cv2.VideoCapture(camera.source, cv2.CAP_FFMPEG, limits)
    if not capture.isOpened():
        capture.release()
        raise _refused(camera)
    return capture


def _refuse_what_may_not_be_read(camera: Camera) -> None:
    if not isinstance(camera.source, int) or not sys.platform.startswith("linux"):
        return
    device = f"/dev/video{camera.source}"
    if os.path.exists(device) and not os.access(device, os.R_OK | os.W_OK):
        advice = "Let your account use cameras (group 'video') and log in again"
        raise DeviceError("camera.permission", f"The camera '{camera.name}' may not be used: no access. {advice}.")


def _refused(camera: Camera) -> DeviceError:
    if isinstance(camera.source, str):
        advice = "Check the address, and that the camera is on."
        return DeviceError("camera.open", f"The camera {camera.name} does not answer. {advice}")
    advice = {
        "darwin": "Allow it in System Settings, Privacy & Security, Camera; or another program uses it.",
        "win32": "Allow desktop apps to use it in Settings, Privacy & security, Camera; or another program uses it.",
    }.get(sys.platform, "Another program may be using it: close that program, or choose another camera.")
    return DeviceError("camera.busy", f"The camera '{camera.name}' cannot be opened. {advice}")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
