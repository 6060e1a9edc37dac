"""The screen as a second camera: what of it the user lets be seen, and its picture when one is asked for.

Nothing is grabbed but for a question, and nothing at all before the user has chosen what.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QScreen

from duologue.desktop.screenshot import portal_screenshot
from duologue.desktop.windows import other_windows

if TYPE_CHECKING:
    from duologue.core.microturn import Frame

LONGEST = 2560
"""Most pixels of a side of a picture; larger ones are scaled down."""
WHOLE = "the whole screen"
GONE = "What you showed me is gone, so I see it no more."
_HAS_NO_WINDOWS = frozenset({"wayland", "wayland-egl"})

Grab = Callable[[], Awaitable[QImage]]
"""Takes a picture; a null one where that cannot be done."""


@dataclass(frozen=True, slots=True)
class ScreenSource:
    """Something that can be seen. name: as people call it. window: of another program; otherwise a whole screen."""

    name: str
    window: bool
    grab: Grab


class ScreenBridge(QObject):
    """core.devices.SharedScreen. chosen_wanted: the user is to choose what may be seen; answer() ends that. turned:
    what is seen now, "" for nothing. noticed: takes a level and a sentence."""

    chosen_wanted = Signal()
    turned = Signal(str)
    noticed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: ScreenSource | None = None
        self._choosing: asyncio.Future[bool] | None = None
        self._numbers = itertools.count()

    @property
    def shared(self) -> str:
        """What is seen, "" for nothing."""
        return "" if self._source is None else self._source.name

    def sources(self) -> list[ScreenSource]:
        """What can be seen on this machine now: screens, then windows, the frontmost first."""
        if QGuiApplication.platformName() in _HAS_NO_WINDOWS:
            return [ScreenSource(WHOLE, False, _by_portal)]
        screens = QGuiApplication.screens()
        names = [WHOLE] if len(screens) == 1 else [f"screen {n}: {s.name()}" for n, s in enumerate(screens, 1)]
        found = [ScreenSource(name, False, partial(_grab, s, 0)) for name, s in zip(names, screens, strict=True)]
        first = QGuiApplication.primaryScreen()
        windows = reversed(other_windows())
        return found + [ScreenSource(each.title, True, partial(_grab, first, each.identity)) for each in windows]

    async def choose(self) -> bool:
        """Asks the user what may be seen; whether they chose something."""
        if self._choosing is None:
            self._choosing = asyncio.get_running_loop().create_future()
            self.chosen_wanted.emit()
        return await asyncio.shield(self._choosing)

    def answer(self, source: ScreenSource | None) -> None:
        """What the user has chosen, None for nothing; what was seen before stays then."""
        if source is not None:
            self._turn(source)
        choosing, self._choosing = self._choosing, None
        if choosing is not None and not choosing.done():
            choosing.set_result(source is not None)

    async def look(self) -> "Frame | None":
        """What is on it now; None where nothing is shared, or it is gone: then it is not shared any more."""
        source = self._source
        if source is None:
            return None
        image = await source.grab()
        if self._source is not source:  # stopped meanwhile
            return None
        if image.isNull():
            self.stop()
            self.noticed.emit("warning", GONE)
            return None
        return _as_frame(image, next(self._numbers))

    def stop(self) -> None:
        """Nothing is seen any more."""
        self._turn(None)

    def close(self) -> None:
        """Nothing is seen any more, and nobody is asked."""
        self.stop()
        self.answer(None)

    def _turn(self, source: ScreenSource | None) -> None:
        before, self._source = self.shared, source
        if self.shared != before:
            self.turned.emit(self.shared)


async def _grab(screen: QScreen, window: int) -> QImage:
    """window: its number, 0 for the whole screen."""
    if window and all(each.identity != window for each in other_windows()):
        return QImage()  # it was closed, and its number may be another's soon
    return screen.grabWindow(window).toImage()


async def _by_portal() -> QImage:
    image = QImage()
    image.loadFromData(await portal_screenshot(QGuiApplication.desktopFileName(), choose=True))
    return image


def _as_frame(image: QImage, number: int) -> "Frame":
    """RGB, at most LONGEST pixels on a side."""
    import numpy as np  # noqa: PLC0415 - the window's start needs none of it

    from duologue.core.microturn import Frame  # noqa: PLC0415

    if max(image.width(), image.height()) > LONGEST:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(LONGEST, LONGEST, keep, smooth)
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, row = image.width(), image.height(), image.bytesPerLine()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, row)
    return Frame(number, rows[:, : 3 * width].reshape(height, width, 3).copy())  # the image takes its memory with it
