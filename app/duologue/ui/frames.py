"""How often a window draws: a few pixels in its corner that are drawn anew as often as it can."""

import time
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

FRAME_MS = 16


class FrameCounter(QWidget):
    """Counts the frames of the window it is in, from begin() on."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFixedSize(2, 2)
        self._drawn: list[float] = []
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self.update)
        self.hide()

    def begin(self) -> None:
        """Starts to count."""
        self._drawn.clear()
        self.show()
        self.raise_()
        self._timer.start()

    def figures(self) -> dict[str, float]:
        """Frames a second on average and in the worst whole second, and the longest time between two in ms."""
        return frames(self._drawn)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Notes the time."""
        super().paintEvent(event)
        self._drawn.append(time.monotonic())


def frames(drawn: list[float]) -> dict[str, float]:
    """Frames a second: on average and in the worst whole second, and the longest time between two in ms."""
    if len(drawn) < 2:
        return {"mean": 0.0, "worst": 0.0, "longest_ms": 0.0}
    gaps = [after - before for before, after in pairwise(drawn)]
    return {
        "mean": round((len(drawn) - 1) / (drawn[-1] - drawn[0]), 1),
        "worst": float(min(_by_second(drawn), default=0)),
        "longest_ms": round(max(gaps) * 1000, 1),
    }


def _by_second(drawn: list[float]) -> Iterator[int]:
    """How many fall into each whole second."""
    seconds = [int(at - drawn[0]) for at in drawn]
    yield from (seconds.count(second) for second in range(seconds[-1]))
