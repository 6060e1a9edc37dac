"""The camera. It is not turned on: nobody asked to be filmed."""

import os
import sys

from duologue.commands.checks.base import Finding, Installation, hint, ok, problem
from duologue.core.errors import DeviceError
from duologue.video.cameras import Camera, choose_camera, find_cameras


def look_at_camera(installation: Installation, found: list[Camera] | None = None) -> list[Finding]:
    """Whether there is one and it may be opened. found: stands for those of this machine, in tests."""
    cameras = find_cameras() if found is None else found
    try:
        camera = choose_camera(installation.settings.camera, cameras)
    except DeviceError as error:
        if error.code == "camera.none":
            return [hint("camera", "There is no camera.", "Connect one if it should see; all else works without.")]
        return [problem("camera", "The camera that is chosen is not connected.", error.message)]
    if not sys.platform.startswith("linux"):
        return [ok("camera", "Whether there is a camera shows when it is turned on.")]
    device = f"/dev/video{camera.source}"
    if isinstance(camera.source, int) and os.path.exists(device) and not os.access(device, os.R_OK | os.W_OK):
        advice = "Let your account use cameras (group 'video') and log in again."
        return [problem("camera", f"'{camera.name}' may not be used by this account.", advice)]
    return [ok("camera", f"'{camera.name}' is there.")]
