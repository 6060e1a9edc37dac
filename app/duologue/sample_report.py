"""What the sample session leaves behind: lines on the terminal as it happens, and a picture of the window."""

import contextlib
import json
import sys
from pathlib import Path
from typing import Protocol

from duologue.core.events import TIMELINE_TYPES, Event, Step
from duologue.session.timeline import to_json

PICTURE_NAME = "window.png"
RESULTS = ("assistant.wav", "timeline.jsonl", PICTURE_NAME)


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

    def begin(self, duration_s: float) -> None:
        """Says what is coming."""
        self.has_picture, self.problem = False, ""
        self._print(f"Playing the sample session ({duration_s:.0f} s) to the assistant, in real time:")

    def show(self, event: Event) -> None:
        """Prints a line of the timeline as it happens. Steps, five a second, are in the file alone."""
        if event.TYPE in TIMELINE_TYPES and not isinstance(event, Step):
            self._print(json.dumps(to_json(event), ensure_ascii=False))

    def save_picture(self, window: Grabbable) -> None:
        """Keeps a picture of the window."""
        self.has_picture = True
        path = self.out / PICTURE_NAME
        if not window.grab().save(str(path)):
            self.problem = f"The picture of the window could not be written to {path}."
            sys.stderr.write(f"duologue: {self.problem}\n")

    def end(self) -> None:
        """Says where the results are."""
        self._print(f"The results are in {self.out.resolve()}: {', '.join(RESULTS)}")

    @staticmethod
    def _print(line: str) -> None:
        with contextlib.suppress(BrokenPipeError):  # nobody reads any more: the session goes on
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
