"""Measures how often the window draws while everything in it moves: `duologue bench frames`. Prints JSON.

Captions of both sides stream, a panel animates, the timeline rolls and the level moves, on a screen in memory and drawn
by the processor. A program of its own, for the same reason as ui/panels/pictures.py.
"""

import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from duologue.bridge.bridge import Bridge
from duologue.core.events import Event, Heard, Panel, Saying, SessionStarted, Speech, Step
from duologue.core.meters import Meter
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.core.sheets import Entry, Line
from duologue.core.timing import MICROTURN_S
from duologue.panels.own import SurfaceMessages, countdowns
from duologue.ui.application import make_application
from duologue.ui.frames import FrameCounter
from duologue.ui.window import Window

SECONDS = 10.0
"""For how long is measured, unless something else is asked for."""
SETTLE_S = 2.0
"""What draws panels is imported, and everything drawn once, before that."""
SIZE = (900, 860)
PANEL_MS = 100
"""How often the panel changes, beside the clock in it that runs by itself."""
_SENTENCE = "so yesterday I went to see my sister who lives beside the river and on the way back it began to rain"
WORDS = _SENTENCE.split()


class PaintCount(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.painted = 0
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - a name of Qt
        """Counts, and lets it pass."""
        self.painted += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def talk() -> Iterator[list[Event]]:
    """What a session tells in each micro-turn while both sides speak without end."""
    for index in count():
        t = (index + 1) * MICROTURN_S
        turn, word = divmod(index, len(WORDS))
        words, start = " ".join(WORDS[: word + 1]), turn * len(WORDS) * MICROTURN_S
        over = word == len(WORDS) - 1
        events: list[Event] = [
            Heard(t, f"u{turn}", words, over, start, t, max(0, word - 1)),
            Saying(t, f"s{turn}", "response", words),
            Meter(t, -15.0 - 20.0 * (index % 3), False, True, False, 80.0, 80.0, 110.0, 130.0, 0, 0, 0),
            Step(t, index, 80.0, False, 500.0),
        ]
        yield [*events, Speech(t, f"s{turn}", "response", words, start, t, True, start)] if over else events


def measure(seconds: float = SECONDS) -> dict[str, float]:
    """Frames of the window and of its timeline a second, and the processor's time for one; needs a QApplication."""
    bridge = Bridge(SettingsStore(Settings(theme="light", welcomed=True, details=True)))
    window = Window(bridge)
    window.resize(*SIZE)
    window.show()
    bridge.on_event(SessionStarted(0.0, "bench", {}, "CPUExecutionProvider", 200, 0))
    for message in _timer(0).messages:
        bridge.on_event(Panel(0.0, "timers", message))
    turns, changes = talk(), count(1)

    def tell() -> None:
        for event in next(turns):
            bridge.on_event(event)

    def change() -> None:
        message = _timer(next(changes)).messages[1]
        bridge.on_event(Panel(0.0, "timers", message))

    timers = [QTimer(window, interval=round(MICROTURN_S * 1000)), QTimer(window, interval=PANEL_MS)]
    for timer, act in zip(timers, (tell, change), strict=True):
        timer.timeout.connect(act)
        timer.start()
    _let_pass(SETTLE_S)
    counter, timeline = FrameCounter(window), PaintCount(window.voices)
    counter.begin()
    began, worked = time.monotonic(), time.process_time()
    _let_pass(seconds)
    passed, worked = time.monotonic() - began, time.process_time() - worked
    figures = counter.figures()
    for timer in timers:
        timer.stop()
    window.close_now()
    bridge.flush()
    window.deleteLater()
    return {
        "seconds": round(passed, 1),
        "frames_a_second": figures["mean"],
        "in_the_worst_second": figures["worst"],
        "longest_ms": figures["longest_ms"],
        "timeline_frames_a_second": round(timeline.painted / passed, 1),
        "busy_ms_a_frame": round(1000 * worked / max(1.0, figures["mean"] * passed), 2),
        "busy_share_of_a_core": round(worked / passed, 3),
    }


def _timer(change: int) -> SurfaceMessages:
    ends = datetime.now(UTC) + timedelta(seconds=300 - change % 200)
    entry = Entry("timers", "5 minutes", seconds=300.0, ends=ends.isoformat())
    return countdowns("timers", "Timers", [(entry, Line("5 minutes", f"change {change}", press="Stop"))])


def _let_pass(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def main() -> int:
    """Command line; the exit status."""
    app = make_application([])
    assert isinstance(app, QApplication)
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    sys.stdout.write(f"{json.dumps(measure(seconds), indent=1)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
