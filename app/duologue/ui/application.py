"""The Qt application: style, font, name and icon. Set up before the first widget."""

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from duologue import __version__
from duologue.ui.icons import app_icon
from duologue.ui.text_size import USUAL_POINTS

SMALLEST_POINTS = USUAL_POINTS
"""Smallest size of text in points; a larger system font is left as it is."""


def has_screen() -> bool:
    """Whether windows can be shown: on Linux an X11 or Wayland display, elsewhere always."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def choose_platform() -> bool:
    """Draws into memory where there is no screen, unless a Qt platform was asked for. Returns has_screen()."""
    shown = has_screen()
    if not shown:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return shown


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application object; the one that is there already, if there is one."""
    existing = QCoreApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["duologue", *arguments])
    app.setApplicationName("duologue")
    app.setApplicationDisplayName("Duologue")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("duologue")
    app.setQuitOnLastWindowClosed(False)  # the program ends when its session has, not with the window
    app.setStyle("Fusion")
    font = app.font()
    if font.pointSizeF() < SMALLEST_POINTS:
        font.setPointSizeF(SMALLEST_POINTS)
        app.setFont(font)
    app.setWindowIcon(app_icon())
    return app
