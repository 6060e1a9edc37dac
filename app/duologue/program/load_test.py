"""Work for a window that is measured: panels that change all the time, and calls that come in crowds."""

import asyncio
import json
import math
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from duologue.core.events import Event, Panel
from duologue.core.sheets import Line, Sheet
from duologue.panels.messages import Message, data, opening
from duologue.tools.base import Answer, Request, Tool
from duologue.ui.frames import FrameCounter

PANELS, UPDATES_MS = 50, 100
"""Panels on display, and how often each changes."""
SETTLE_MS = 1_000
"""Frames are counted from then on, when all panels have been drawn once."""
CALLS, CALLS_EVERY_MS = 200, 10_000
"""Calls that come at once, and how often."""
SLOWEST_S = 4.0
"""Of the calls, the slowest takes so long."""
FILE = "load.json"
"""Name of the file with the figures."""
_NAME = "load.wait"


class LoadTest(QObject):
    """Keeps a window busy from begin() to end(), which writes to a folder what that did to it.

    on_event: takes panels. call: calls a tool by its name.
    """

    def __init__(
        self, window: QWidget, folder: Path, on_event: Callable[[Event], None], call: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._folder = folder
        self._on_event, self._order = on_event, call
        self._frames = FrameCounter(window)
        self._count, self._called, self._came_back = 0, 0, 0
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._frames.begin)
        self._timers = [
            self._every(UPDATES_MS, self._change),
            self._every(CALLS_EVERY_MS, self._call),
        ]

    @property
    def tools(self) -> tuple[Tool, ...]:
        """What is called: it takes its time, and comes back with a page of text."""
        return (Tool(_NAME, "waits, to be measured", self._wait, spoken=False),)

    def begin(self, _: object = None) -> None:
        """Shows the panels and starts."""
        for message in (message for number in range(PANELS) for message in opening(self._sheet(number))):
            self._show(message)
        self._settle.start()
        for timer in self._timers:
            timer.start()

    def end(self) -> None:
        """Stops, and writes what was measured.

        Raises:
            OSError: the file cannot be written.
        """
        for timer in (self._settle, *self._timers):
            timer.stop()
        self._folder.mkdir(parents=True, exist_ok=True)
        figures = {"frames": self._frames.figures(), "panel_updates": self._count * PANELS, "calls": self._called}
        (self._folder / FILE).write_text(json.dumps(figures | {"came_back": self._came_back}), encoding="utf-8")

    def _every(self, ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, interval=ms)
        timer.timeout.connect(act)
        return timer

    def _change(self) -> None:
        self._count += 1
        for number in range(PANELS):
            self._show(data(self._sheet(number)))

    def _call(self) -> None:
        self._called += CALLS
        for _ in range(CALLS):
            self._order(_NAME)

    def _show(self, message: Message) -> None:
        body = next(value for key, value in message.items() if key != "version")
        self._on_event(Panel(0.0, body["surfaceId"], message))

    def _sheet(self, number: int) -> Sheet:
        at = self._count + number
        lines = tuple(Line(f"Value {row}", f"{math.sin((at + row) / 5):.4f}") for row in range(8))
        return Sheet(f"load-{number}", f"Panel {number}, change {self._count}", lines)

    async def _wait(self, request: Request) -> Answer:
        digits = sum(map(ord, request.id))
        await asyncio.sleep(SLOWEST_S * (digits % 40) / 40)
        self._came_back += 1
        return Answer({"text": "A page of text. " * 120})
