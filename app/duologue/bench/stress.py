"""A restless user: resizes the window and scrolls in it all the time, through the screen's own input."""

import importlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from duologue.core.errors import DeviceError

MOTION, PRESS, RELEASE, VIEWABLE = 6, 4, 5, 2
"""X11's numbers of these events and of this state."""
WHEEL_UP, WHEEL_DOWN = 4, 5
PAUSE_S = 0.05
NOTCHES = 3
"""How many notches the wheel turns between two pauses."""
RESIZE_EVERY, TURN_EVERY = 5, 40
"""How many pauses lie between two sizes, and between two directions of the wheel."""
SIZES = ((520, 640), (900, 900), (640, 760), (1200, 960))


@contextmanager
def stressed(name: str) -> Iterator[None]:
    """Meanwhile the largest window of a screen (":7") has no peace.

    Raises:
        DeviceError: this system has no X11.
    """
    try:
        _xlib("display")
    except ImportError as error:
        raise DeviceError("bench.stress", "--stress needs X11; it is there under Linux only.") from error
    over = threading.Event()
    thread = threading.Thread(target=_trouble, args=(name, over), name="stress")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _xlib(module: str) -> Any:
    return importlib.import_module(f"Xlib.{module}")


def _trouble(name: str, over: threading.Event) -> None:
    display, gone = _xlib("display").Display(name), _xlib("error").XError
    try:
        count = 0
        while not over.wait(PAUSE_S):
            count += 1
            try:
                _once(display, count)
            except gone:
                continue  # the window was closed in between
    finally:
        display.close()


def _once(display: Any, count: int) -> None:
    window = _largest(display)
    if window is None:
        return
    if count % RESIZE_EVERY == 0:
        width, height = SIZES[count // RESIZE_EVERY % len(SIZES)]
        window.configure(x=0, y=0, width=width, height=height)
    fake = _xlib("ext.xtest").fake_input
    fake(display, MOTION, x=SIZES[0][0] // 2, y=SIZES[0][1] // 2)
    button = WHEEL_UP if count // TURN_EVERY % 2 == 0 else WHEEL_DOWN
    for _ in range(NOTCHES):
        fake(display, PRESS, button)
        fake(display, RELEASE, button)
    display.sync()


def _largest(display: Any) -> Any | None:
    shown = []
    for window in display.screen().root.query_tree().children:
        if window.get_attributes().map_state == VIEWABLE:
            size = window.get_geometry()
            shown.append((size.width * size.height, window))
    return max(shown, key=lambda pair: pair[0])[1] if shown else None
