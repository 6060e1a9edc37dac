"""Keeps one sound device open: the one that is wanted, or else another one until it is back.

Listing, opening and closing devices takes tens of milliseconds and more, so it is done in a thread; poll() looks, on
the event loop, what has come of it.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from duologue.audio.devices import WORDS, Device, Direction
from duologue.core.errors import DeviceError

LOOK_S = 2.0
"""Seconds between two looks at what devices there are."""
PATIENCE_S = 30.0
"""A device that cannot be opened is tried again after LOOK_S, then twice that, up to this."""


_MEANWHILE = {"input": "You can type meanwhile.", "output": "What is said can be read meanwhile."}


class Closable(Protocol):
    """A stream on a device."""

    def close(self) -> None:
        """Releases the device."""


Stream = TypeVar("Stream", bound=Closable)
Notify = Callable[[str, str, str], None]
"""Called on the event loop with a level ("info" or "warning"), what happened and what to do."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Stream]):
    """What a look has come to.

    found: whether the wanted device was there. stream: newly opened, on `device`; None if all stays as it is. error:
    why nothing could be opened, or "". gone: the current device is not among them any more, whatever its stream
    delivers now (a sound server may have joined it to what the speaker plays).
    """

    found: bool
    device: Device | None = None
    stream: Stream | None = None
    error: str = ""
    gone: bool = False


class Keeper(Generic[Stream]):
    """One direction of sound.

    list_ and open_ are called in a thread. wanted: identity of the device or a part of its name, "" for the system's
    default, whatever that is just then. stream: the open one, or None.
    """

    def __init__(
        self,
        direction: Direction,
        list_: Callable[[], list[Device]],
        open_: Callable[[Device], Stream],
        wanted: str,
        notify: Notify,
        *,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._direction, self._word = direction, WORDS[direction]
        self._list, self._open, self._notify, self._now = list_, open_, notify, now
        self._wanted = wanted
        self._thread = ThreadPoolExecutor(1, f"{direction} device")
        self._work: Future[Outcome[Stream]] | None = None
        self._looked, self._wait = now(), LOOK_S
        self._told = ""
        self._lost = self._closed = False
        self.device: Device | None = None
        self.stream: Stream | None = None

    def open_first(self) -> Stream:
        """Opens the device the session begins with, in the calling thread.

        Raises:
            DeviceError: there is none that can be opened.
        """
        outcome = self._look(None, self._wanted)
        if outcome.stream is None:
            raise DeviceError("device.open", outcome.error)
        self._apply(outcome)
        return outcome.stream

    @property
    def wanted(self) -> str:
        """The identity of the device that is wanted."""
        return self._wanted

    def want(self, identity: str) -> None:
        """Changes to another device, with the next polls."""
        self._wanted, self._looked, self._told = identity, -PATIENCE_S, ""

    def lose(self) -> None:
        """The stream has stopped working."""
        if self.stream is not None:
            stream, self.stream, self._lost = self.stream, None, True
            self._thread.submit(stream.close)
            self._looked = -PATIENCE_S

    def poll(self) -> bool:
        """Carries on what is going on; whether `stream` is another one now."""
        if self._closed:
            return False
        if self._work is None:
            if self._now() - self._looked > self._wait:
                current = self.device if self.stream is not None else None
                self._work = self._thread.submit(self._look, current, self._wanted)
            return False
        if not self._work.done():
            return False
        outcome, self._work, self._looked = self._work.result(), None, self._now()
        return self._apply(outcome)

    def close(self) -> None:
        """Releases the device; does not wait for one that hangs."""
        self._closed = True
        stream, self.stream = self.stream, None
        if stream is not None:
            stream.close()
        if self._work is not None:
            self._work.add_done_callback(_let_go)
        self._thread.shutdown(wait=False)

    # ---- in the thread -------------------------------------------------------------------------------------------

    def _look(self, current: Device | None, wanted: str) -> Outcome[Stream]:
        """Opens the first device that can be opened of those that are better than the current one."""
        try:
            devices = self._list()
        except DeviceError as failed:
            return Outcome(found=False, error=failed.message)
        ranked = _ranked(devices, wanted)
        found = bool(ranked) and (not wanted or _fits(ranked[0], wanted))
        error = f"No {self._word} was found; connect one, or check the system's sound settings."
        for device in ranked:
            if current is not None and device.identity == current.identity:
                return Outcome(found)
            try:
                return Outcome(found, device, self._open(device))
            except DeviceError as refused:
                error = refused.message
        return Outcome(found, error=error, gone=True)

    # ---- on the event loop ---------------------------------------------------------------------------------------

    def _apply(self, outcome: Outcome[Stream]) -> bool:
        if outcome.gone:
            self.lose()
        self._wait = LOOK_S if not outcome.error else min(2 * self._wait, PATIENCE_S)
        if outcome.stream is None:
            if outcome.error and self.stream is None:
                self._tell("warning", outcome.error, _MEANWHILE[self._direction])
            return False
        before, self.device = self.device, outcome.device
        if self.stream is not None:
            self._thread.submit(self.stream.close)
        self.stream = outcome.stream
        self._say_which(before, found=outcome.found)
        self._lost = False
        return True

    def _say_which(self, before: Device | None, *, found: bool) -> None:
        assert self.device is not None
        name, word = self.device.name, self._word
        if before is None:
            if not found:
                self._tell("warning", f"The {word} '{self._wanted}' was not found; '{name}' is used until it is there.")
        elif self._lost and before.identity == self.device.identity:
            self._tell("info", f"The {word} '{name}' is back.")
        elif self._lost or (not found and _fits(before, self._wanted)):
            self._tell("warning", f"The {word} '{before.name}' was lost; '{name}' is used until it is back.")
        elif self._wanted and found:
            self._tell("info", f"The {word} is '{name}' now.")
        else:
            self._tell("info", f"The {word} is '{name}' now, the system's default.")

    def _tell(self, level: str, message: str, action: str = "") -> None:
        if message != self._told:
            self._told = message
            self._notify(level, message, action)


def _fits(device: Device, wanted: str) -> bool:
    return device.identity == wanted or wanted.lower() in device.name.lower()


def _ranked(devices: list[Device], wanted: str) -> list[Device]:
    """The wanted device first, then the default, then the others."""
    if not wanted:
        return devices
    return sorted(devices, key=lambda device: (device.identity != wanted, not _fits(device, wanted)))


def _let_go(work: "Future[Outcome[Stream]]") -> None:
    """Closes what was opened too late."""
    if not work.cancelled() and work.exception() is None and (stream := work.result().stream) is not None:
        stream.close()
