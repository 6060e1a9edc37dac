"""The windows of other programs on this desktop, by their titles, so that the user can choose one to be seen.

X11, and Windows (not tried). On Wayland and macOS programs are not told of others' windows; whole screens remain.
"""

import ctypes
import importlib
import os
import sys
from dataclasses import dataclass
from typing import Any

MOST_TITLE = 80
"""Most characters of a title."""


@dataclass(frozen=True, slots=True)
class OtherWindow:
    """identity: its number in the window system. title: what its title bar says."""

    identity: int
    title: str


def other_windows(display: str | None = None) -> list[OtherWindow]:
    """The windows of other programs that can be seen, the frontmost last; none where they cannot be told.

    display: of the X server; by default the one that the environment names.
    """
    if sys.platform == "win32":
        return _of_windows()
    if not sys.platform.startswith("linux") or not (display or os.environ.get("DISPLAY")):
        return []
    return _of_x11(display)


def _of_x11(display: str | None) -> list[OtherWindow]:
    xlib = importlib.import_module("Xlib.display")
    errors = importlib.import_module("Xlib.error")
    try:
        server = xlib.Display(display)
    except (errors.DisplayError, OSError):
        return []
    try:
        root = server.screen().root
        listed = root.get_full_property(server.intern_atom("_NET_CLIENT_LIST_STACKING"), 0)
        numbers = list(listed.value) if listed is not None else [child.id for child in root.query_tree().children]
        return [found for number in numbers if (found := _on_x11(server, errors, number)) is not None]
    finally:
        server.close()


def _on_x11(server: Any, errors: Any, number: int) -> OtherWindow | None:
    """A window with a title that can be seen and belongs to another process."""
    window = server.create_resource_object("window", number)
    try:
        viewable = window.get_attributes().map_state == 2  # IsViewable
        owner = window.get_full_property(server.intern_atom("_NET_WM_PID"), 0)
        named = window.get_full_property(server.intern_atom("_NET_WM_NAME"), 0)
        title = named.value if named is not None else window.get_wm_name()
    except errors.XError:  # it has gone meanwhile
        return None
    own = owner is not None and list(owner.value) == [os.getpid()]
    text = title.decode("utf-8", "replace") if isinstance(title, bytes) else str(title or "")
    return OtherWindow(number, text[:MOST_TITLE]) if viewable and text and not own else None


def _of_windows() -> list[OtherWindow]:
    """By EnumWindows, in Python's own words for it."""
    user32: Any = getattr(ctypes, "windll").user32  # noqa: B009 - there only under Windows
    found: list[OtherWindow] = []
    kind = getattr(ctypes, "WINFUNCTYPE")(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)  # noqa: B009

    def note(handle: int, _: int) -> bool:
        process = ctypes.c_ulong()
        user32.GetWindowThreadProcessId(handle, ctypes.byref(process))
        length = user32.GetWindowTextLengthW(handle)
        if user32.IsWindowVisible(handle) and length and process.value != os.getpid():
            title = ctypes.create_unicode_buffer(length + 1)
            user32.GetWindowTextW(handle, title, length + 1)
            found.insert(0, OtherWindow(handle, title.value[:MOST_TITLE]))  # the frontmost comes first
        return True

    user32.EnumWindows(kind(note), 0)
    return found
