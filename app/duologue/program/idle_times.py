"""How much of a processor a program takes that listens to silence, for `duologue bench idle`."""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from duologue.bridge.bridge import Bridge

SHOWN, HIDDEN = "shown", "hidden"
SETTLE_MS = 10_000
"""Milliseconds from the moment at which the program listens, or its window is hidden, until counting begins: work that
is done only once is over by then."""
STRETCH_S = 60.0
"""For how many seconds is counted, as a rule."""
_TASKS = Path("/proc/self/task")


class IdleTimes(QObject):
    """Counts processor time while the window is shown, and again while it is hidden; then ends the program.

    Writes to a file, for each, the seconds that passed and the processor seconds of each thread by its name, all of a
    name together. threads: what counts; by default those of this program.

    Raises:
        OSError: the file cannot be written; from close().
    """

    def __init__(
        self,
        window: QWidget,
        bridge: Bridge,
        file: Path,
        seconds: float = STRETCH_S,
        *,
        settle_ms: int = SETTLE_MS,
        threads: Callable[[], dict[str, float]] | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._file, self._ms, self._settle_ms = window, file, round(seconds * 1000), settle_ms
        self._threads = threads or processor_times
        self._taken: dict[str, tuple[float, dict[str, float]]] = {}
        bridge.started.connect(lambda _: QTimer.singleShot(settle_ms, self, self._shown))

    def close(self) -> None:
        """Writes what was counted."""
        self._file.write_text(json.dumps(self._taken), encoding="utf-8")

    def _shown(self) -> None:
        self._count(SHOWN, self._hide)

    def _hide(self) -> None:
        self._window.hide()
        QTimer.singleShot(self._settle_ms, self, lambda: self._count(HIDDEN, self._window.close))

    def _count(self, name: str, then: Callable[[], object]) -> None:
        began, before = time.perf_counter(), self._threads()

        def end() -> None:
            worked = {thread: spent - before.get(thread, 0.0) for thread, spent in self._threads().items()}
            self._taken[name] = (time.perf_counter() - began, worked)
            then()

        QTimer.singleShot(self._ms, self, end)


def processor_times() -> dict[str, float]:
    """Processor seconds of the threads of this program so far, by name."""
    named = {thread.native_id: thread.name for thread in threading.enumerate()}
    times: dict[str, float] = {}
    for thread in psutil.Process().threads():
        name = named.get(thread.id) or _native_name(thread.id)
        times[name] = times.get(name, 0.0) + thread.user_time + thread.system_time
    return times


def _native_name(thread: int) -> str:
    """What the system calls a thread that Python did not start, where it can be asked."""
    try:
        return (_TASKS / str(thread) / "comm").read_text(encoding="utf-8").strip()
    except OSError:
        return "other"
