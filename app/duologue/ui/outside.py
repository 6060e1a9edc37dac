"""What reaches the window from outside Qt: signals from the terminal, and exceptions that nobody has caught."""

import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtCore import QTimer

LOGGER = "duologue"
"""Name of the logger to which an exception is told with its traceback."""
SIGNALS_MS = 200
"""How many milliseconds a Ctrl+C in the terminal may wait for Python's attention."""
REPORT_HINT = "If it happens again, please report it with what the terminal shows."


@contextmanager
def closing_on_signals(close: Callable[[], object]) -> Iterator[None]:
    """Ctrl+C in the terminal and a request to terminate close the window."""
    timer = QTimer()
    timer.timeout.connect(lambda: None)  # lets Python look for signals while Qt waits
    timer.start(SIGNALS_MS)
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, lambda _number, _frame: close()) for kind in kinds]
    try:
        yield
    finally:
        timer.stop()
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)


@contextmanager
def telling_errors(tell: Callable[[str, str, str], None]) -> Iterator[None]:
    """What goes wrong in the window is told as well. tell: takes level, message and what to do."""

    def on_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        logging.getLogger(LOGGER).error("Something went wrong in the window", exc_info=(kind, error, trace))
        tell("error", f"Something went wrong in the window ({kind.__name__}: {error}).", REPORT_HINT)

    before = sys.excepthook
    sys.excepthook = on_exception
    try:
        yield
    finally:
        sys.excepthook = before
