"""When the window of a starting program can be seen, listens and has answered, for `duologue bench start`."""

import json
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from duologue.bridge.bridge import Bridge
from duologue.view.transcript import Line, Side

QUESTION = "How much is forty two times seven?"
"""A typed line that is waiting when the model is ready."""
WINDOW, LISTENS, ANSWERS = "window", "listens", "answers"
LATEST_MS = 400_000
"""A program that has not answered by then ends all the same, in milliseconds."""


class StartTimes(QObject):
    """Types a question as soon as the window is there, and ends the program once it is answered.

    Writes to a file, by stage, [seconds of the clock of time.perf_counter(), seconds of processor time so far].

    Raises:
        OSError: the file cannot be written; from close().
    """

    def __init__(self, window: QWidget, bridge: Bridge, file: Path) -> None:
        super().__init__(window)
        self._window, self._bridge, self._file = window, bridge, file
        self._reached: dict[str, tuple[float, float]] = {}
        window.installEventFilter(self)
        bridge.started.connect(lambda _: self._reach(LISTENS))
        bridge.lines_changed.connect(self._look_for_answer)
        QTimer.singleShot(LATEST_MS, window, window.close)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The first painting is what a person sees first."""
        if event.type() is QEvent.Type.Paint and WINDOW not in self._reached:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._shown)
        return False

    def close(self) -> None:
        """Writes what was reached."""
        self._file.write_text(json.dumps(self._reached), encoding="utf-8")

    def _shown(self) -> None:
        self._reach(WINDOW)
        self._bridge.type_text(QUESTION)

    def _reach(self, stage: str) -> None:
        self._reached.setdefault(stage, (time.perf_counter(), time.process_time()))

    def _look_for_answer(self, lines: tuple[Line, ...]) -> None:
        if LISTENS in self._reached and any(line.side is Side.ASSISTANT for line in lines):
            self._reach(ANSWERS)
            self._window.close()
