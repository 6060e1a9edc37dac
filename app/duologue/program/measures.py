"""What a program that is started to be measured measures of itself."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from duologue.bridge.bridge import Bridge
from duologue.program.idle_times import IdleTimes
from duologue.program.start_times import StartTimes


class Measure(Protocol):
    """Is made for a window and its bridge, and closed when the program ends."""

    def close(self) -> None:
        """Writes what was measured.

        Raises:
            OSError: the file cannot be written.
        """


MakeMeasure = Callable[[QWidget, Bridge], Measure]


def measure_asked_for(start: Path | None, idle: Path | None, idle_s: float) -> MakeMeasure | None:
    """What makes the measure whose file is named, None for none. idle_s: for how many seconds idling is counted."""
    if start is not None:
        return partial(StartTimes, file=start)
    return None if idle is None else partial(IdleTimes, file=idle, seconds=idle_s)
