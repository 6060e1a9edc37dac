"""What a model is at while a session is played: llama.cpp's server tells it, a process of the app is watched."""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

EVERY_S = 0.1
BUSY = 0.02
"""Part of a core that a process uses when its model writes, however crowded the machine is."""
IDLE_LOOKS = 5
"""Looks in a row at which nothing is under way, before that is taken for an end."""

Task = int | str
Look = Callable[[int], set[Task]]
"""What is being answered now; takes the process that plays the session."""


def slots(origin: str) -> Look:
    """The tasks that llama.cpp's server is at."""

    def look(_pid: int) -> set[Task]:
        with (
            suppress(urllib.error.URLError, TimeoutError),
            urllib.request.urlopen(f"{origin}/slots", timeout=2) as told,
        ):
            return {slot.get("id_task", slot["id"]) for slot in json.load(told) if slot["is_processing"]}
        return set()

    return look


def child_process() -> Look:
    """Whether the process with a model in a folder works, by the time of the processor that it has used."""
    used: dict[int, tuple[float, float]] = {}

    def look(pid: int) -> set[Task]:
        found: set[Task] = set()
        with suppress(psutil.Error):
            for child in psutil.Process(pid).children(recursive=True):
                if "duologue.background.genai_process" not in child.cmdline():
                    continue
                now, spent = time.monotonic(), sum(child.cpu_times()[:2])
                then, before = used.get(child.pid, (now - EVERY_S, spent))
                used[child.pid] = now, spent
                if spent - before > BUSY * (now - then):
                    found.add("process")
        return found

    return look


@dataclass
class Watch:
    """A session that is being played. seen: at which wall time which tasks were under way. zero: the wall time of
    session time 0, as near as the timeline shows it.
    """

    look: Look
    timeline: Path
    pid: int
    seen: list[tuple[float, set[Task]]] = field(default_factory=list)
    zero: float = float("inf")
    _stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Watches until stop() is called."""
        read = 0
        while not self._stop.wait(EVERY_S):
            self.seen.append((time.monotonic(), self.look(self.pid)))
            if not self.timeline.exists():
                continue
            text = self.timeline.read_text(encoding="utf-8")
            for line in text[read : text.rfind("\n") + 1].splitlines():
                event = json.loads(line)
                if event["type"] == "step":  # these come as they happen, the first line only once all is ready
                    self.zero = min(self.zero, time.monotonic() - event["t"])
            read = text.rfind("\n") + 1

    def stop(self) -> None:
        """Ends run()."""
        self._stop.set()

    def ended_after_s(self, at: float, until: float) -> float | None:
        """How long after session time `at` what was under way then had ended; None if it had not by `until`, or nothing
        was. What ends with the session was not cancelled.
        """
        wall = self.zero + at
        before = [tasks for when, tasks in self.seen if wall - 1.0 <= when <= wall]
        running: set[Task] = set().union(*before[-3:]) if before else set()
        if not running:
            return None
        idle = 0
        for when, tasks in self.seen:
            if when <= wall:
                continue
            if when > self.zero + until:
                return None
            idle = 0 if tasks & running else idle + 1
            if idle == IDLE_LOOKS:
                return when - (IDLE_LOOKS - 1) * EVERY_S - wall
        return None
