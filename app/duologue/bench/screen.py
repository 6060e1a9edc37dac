"""A screen that nobody sees."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from duologue.core.errors import DeviceError

SIZE = "1280x1024x24"


@contextmanager
def screen(*, own: bool = False) -> Iterator[dict[str, str]]:
    """What a program needs in its environment to have a window: the user's own screen, or else one in memory.

    own: one in memory in any case.

    Raises:
        DeviceError: there is none, and Xvfb is not installed.
    """
    if not own and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        yield {}
        return
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE, "-nolisten", "tcp"]
    try:
        process = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    except FileNotFoundError as error:
        os.close(read)
        raise DeviceError(
            "bench.screen", "Without a screen measuring needs Xvfb; install it (Debian and Ubuntu: apt install xvfb)."
        ) from error
    finally:
        os.close(write)
    try:
        with os.fdopen(read) as number:
            display = number.readline().strip()
        yield {"DISPLAY": f":{display}"}
    finally:
        process.terminate()
        process.wait()
