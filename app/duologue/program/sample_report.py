"""What the sample session leaves behind: lines on the terminal as it happens, and a picture of the window."""

import contextlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from duologue.core.commands import Command
from duologue.core.events import TIMELINE_TYPES, Event, Step
from duologue.session.timeline import to_json

PICTURE_NAME = "window.png"
RESULTS = ("assistant.wav", "timeline.jsonl", PICTURE_NAME)


PICTURE_BEFORE_END_S = 3.2
"""The window's picture is taken this long before the sample session ends, while it is still being spoken."""


class Runnable(Protocol):
    """A session, as far as it matters here."""

    async def run(self) -> None:
        """Runs to the end of the session."""

    def command(self, command: Command) -> None:
        """Takes a command of the user."""


class Picture(Protocol):
    """What a widget's grab() gives."""

    def save(self, name: str) -> bool:
        """Writes a file; whether that worked."""


class Grabbable(Protocol):
    """A widget, as far as it matters here."""

    def grab(self) -> Picture:
        """A picture of it as it stands."""


class SampleReport:
    """Tells the terminal what happens. out: the folder of the results. problem: one sentence if the picture failed."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.has_picture = False
        self.problem = ""
        self._picture_at_s = 0.0

    def begin(self, duration_s: float) -> None:
        """Says what is coming."""
        self.has_picture, self.problem = False, ""
        self._picture_at_s = max(0.0, duration_s - PICTURE_BEFORE_END_S)
        self._print(f"Playing the sample session ({duration_s:.0f} s) to the assistant, in real time:")

    def show(self, event: Event) -> None:
        """Prints a line of the timeline as it happens. Steps, five a second, are in the file alone."""
        if event.TYPE in TIMELINE_TYPES and not isinstance(event, Step):
            self._print(json.dumps(to_json(event), ensure_ascii=False))

    def wants_picture(self, event: Event) -> bool:
        """Shows an event; whether it is time for the picture."""
        self.show(event)
        return not self.has_picture and event.t >= self._picture_at_s

    def save_picture(self, window: Grabbable) -> None:
        """Keeps a picture of the window."""
        self.has_picture = True
        path = self.out / PICTURE_NAME
        if not window.grab().save(str(path)):
            self.problem = f"The picture of the window could not be written to {path}."
            sys.stderr.write(f"duologue: {self.problem}\n")

    def end(self) -> None:
        """Says where the results are."""
        names = RESULTS if self.has_picture else RESULTS[:-1]
        self._print(f"The results are in {self.out.resolve()}: {', '.join(names)}")

    @staticmethod
    def _print(line: str) -> None:
        with contextlib.suppress(BrokenPipeError):  # nobody reads any more: the session goes on
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


class EndNotifier:
    """A session that says when it has ended well and all its files are closed."""

    def __init__(self, session: Runnable, on_end: Callable[[], None]) -> None:
        self._session, self._on_end = session, on_end

    async def run(self) -> None:
        """Runs the session."""
        await self._session.run()
        self._on_end()

    def command(self, command: Command) -> None:
        """Passes a command on."""
        self._session.command(command)
