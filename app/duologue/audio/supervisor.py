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
from duologue.audio.host import RESTARTING
from duologue.core.errors import DeviceError

LOOK_S = 2.0
"""Seconds between two looks at which devices there are."""
PATIENCE_S = 30.0
"""Longest wait in seconds before a device that cannot be opened is tried again; it doubles from LOOK_S on."""


_MEANWHILE = {"input": "Meanwhile you can type.", "output": "Meanwhile you can read what is said."}
_USED = "'{}' is used meanwhile."
_NONE = {
    "input": "No microphone was found. You can type.",
    "output": "No speaker was found. You can read what is said.",
}
_CONNECT = "Connect one, or check the system's sound settings."
_INSTEAD = {
    "input": "The microphone '{}' was not found; '{}' is used until it is there.",
    "output": "The speaker '{}' was not found; '{}' is used until it is there.",
}
_NOW = {"input": "The microphone is '{}' now.", "output": "The speaker is '{}' now."}
_BACK = {"input": "The microphone '{}' is back.", "output": "The speaker '{}' is back."}
_LOST = {
    "input": "The microphone '{}' was lost; '{}' is used until it is back.",
    "output": "The speaker '{}' was lost; '{}' is used until it is back.",
}
_DEFAULT = {
    "input": "The microphone is '{}' now, the system's default.",
    "output": "The speaker is '{}' now, the system's default.",
}


class Closable(Protocol):
    """A stream on a device."""

    def close(self) -> None:
        """Releases the device."""


Stream = TypeVar("Stream", bound=Closable)
Notify = Callable[[str, str, str], None]
"""Called on the event loop with a level ("info" or "warning"), what happened and what to do."""
Withdraw = Callable[[str], None]
"""Called on the event loop with the message of a notice that no longer holds."""


def nothing(_message: str) -> None:
    """A Withdraw of somebody whose notices stay."""


@dataclass(frozen=True, slots=True)
class StreamCheck(Generic[Stream]):
    """What a look has come to.

    found: whether the wanted device was there. stream: newly opened, on `device`; None if all stays as it is. error:
    why nothing, or nothing better, could be opened, or "". soon: devices are just being listed afresh. gone: the
    device that was current is not among them any more, whatever its stream delivers now.
    """

    found: bool
    device: Device | None = None
    stream: Stream | None = None
    error: str = ""
    soon: bool = False
    gone: bool = False


def _close(stream: Closable) -> None:
    stream.close()


class StreamSupervisor(Generic[Stream]):
    """One direction of sound.

    list_, open_ and close_ are called in a thread. must_let_go: whether streams are to be closed and opened anew,
    because devices are listed afresh. wanted: identity of the device or a part of its name, "" for the system's
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
        close_: Callable[[Stream], None] = _close,
        must_let_go: Callable[[], bool] = lambda: False,
        withdraw: Withdraw = nothing,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._direction, self._word = direction, WORDS[direction]
        self._list, self._open, self._now = list_, open_, now
        self._notify, self._withdraw = notify, withdraw
        self._close, self._must_let_go = close_, must_let_go
        self._wanted = self._asked = wanted
        self._thread = ThreadPoolExecutor(1, f"{direction} device")
        self._work: Future[StreamCheck[Stream]] | None = None
        self._looked, self._wait = now(), LOOK_S
        self._told = self._missing = ""  # the newest notice; the one that says why there is no stream
        self._lost = self._closed = False
        self.device: Device | None = None
        self.stream: Stream | None = None

    def begin(self) -> None:
        """Opens the first device, in the calling thread; says so if none can be opened."""
        self._apply(self._look(None, self._wanted))

    @property
    def wanted(self) -> str:
        """The identity of the device that is wanted."""
        return self._wanted

    def want(self, identity: str) -> None:
        """Changes to another device, with the next polls."""
        self._wanted, self._looked, self._told = identity, -PATIENCE_S, ""

    def lose(self) -> None:
        """The stream has stopped working."""
        self._lost = self._lost or self.stream is not None
        self._let_go()

    def renew(self) -> None:
        """Closes the stream and opens it again, which is not worth telling."""
        self._let_go()

    def _let_go(self) -> None:
        if self.stream is not None:
            stream, self.stream = self.stream, None
            self._thread.submit(self._close, stream)
            self._looked = -PATIENCE_S

    def poll(self) -> bool:
        """Carries on what is going on; whether `stream` is another one now."""
        if self._closed:
            return False
        if self._must_let_go():
            self.renew()
        if self._work is None:
            if self._now() - self._looked > self._wait:
                current = self.device if self.stream is not None else None
                self._asked = self._wanted
                self._work = self._thread.submit(self._look, current, self._wanted)
            return False
        if not self._work.done():
            return False
        work, self._work, self._looked = self._work, None, self._now()
        return self._apply(work.result())

    def close(self) -> None:
        """Releases the device; does not wait for one that hangs."""
        self._closed = True
        stream, self.stream = self.stream, None
        if stream is not None:
            self._close(stream)
        if self._work is not None:
            self._work.add_done_callback(self._close_what_came_late)
        self._thread.shutdown(wait=False)

    def _close_what_came_late(self, work: "Future[StreamCheck[Stream]]") -> None:
        if not work.cancelled() and work.exception() is None and (stream := work.result().stream) is not None:
            self._close(stream)

    # ---- in the thread -------------------------------------------------------------------------------------------

    def _look(self, current: Device | None, wanted: str) -> StreamCheck[Stream]:
        """Opens the first device that can be opened of those that are better than the current one."""
        try:
            return self._looked_at(self._list(), current, wanted)
        except DeviceError as failed:
            return self._failed(failed)
        except Exception as error:  # noqa: BLE001 - drivers and their libraries fail in ways of their own
            return self._failed(
                DeviceError("device.list", f"Looking for a {self._word} failed ({type(error).__name__}: {error}).")
            )

    def _looked_at(self, devices: list[Device], current: Device | None, wanted: str) -> StreamCheck[Stream]:
        ranked = _ranked(devices, wanted)
        found = bool(ranked) and (not wanted or _fits(ranked[0], wanted))
        none = _NONE[self._direction]
        gone = current is not None and all(device.identity != current.identity for device in devices)
        error = ""
        for device in ranked:
            if current is not None and device.identity == current.identity:
                return StreamCheck(found, error=error)
            try:
                return StreamCheck(found, device, self._open(device), error, gone=gone)
            except DeviceError as refused:
                if refused.code == RESTARTING:
                    raise
                error = error or refused.message
        return StreamCheck(found, error=error or none, gone=gone)

    @staticmethod
    def _failed(error: DeviceError) -> StreamCheck[Stream]:
        soon = error.code == RESTARTING
        return StreamCheck(found=False, error="" if soon else error.message, soon=soon)

    # ---- on the event loop ---------------------------------------------------------------------------------------

    def _apply(self, outcome: StreamCheck[Stream]) -> bool:
        failed = outcome.error and outcome.stream is None
        self._wait = min(2 * self._wait, PATIENCE_S) if failed else LOOK_S
        if outcome.soon or self._asked != self._wanted:
            self._looked = -PATIENCE_S
        if outcome.gone:
            self.lose()
        if outcome.stream is None:
            if outcome.error:
                self._tell("warning", outcome.error, self._meanwhile(outcome.error))
                self._missing = outcome.error if self.stream is None else ""
            elif self.stream is None:  # lost during the look, which took it for whole
                self._looked = -PATIENCE_S
            return False
        before, self.device = self.device, outcome.device
        if self.stream is not None:
            self._thread.submit(self._close, self.stream)
        self.stream = outcome.stream
        missing, self._missing = self._missing, ""
        if missing:
            self._withdraw(missing)
        if outcome.error:
            self._tell("warning", outcome.error, self._meanwhile(outcome.error))
        else:
            self._say_which(before, found=outcome.found, late=bool(missing))
        self._lost = False
        return True

    def _meanwhile(self, error: str) -> str:
        if error == _NONE[self._direction]:
            return _CONNECT
        if self.stream is None or self.device is None:
            return _MEANWHILE[self._direction]
        return _USED.format(self.device.name)

    def _say_which(self, before: Device | None, *, found: bool, late: bool) -> None:
        assert self.device is not None
        name, which = self.device.name, self._direction
        if before is None:
            if not found:
                self._tell("warning", _INSTEAD[which].format(self._wanted, name))
            elif late:
                self._tell("info", _NOW[which].format(name))
        elif before.identity == self.device.identity:
            if self._lost:
                self._tell("info", _BACK[which].format(name))
        elif self._lost or (not found and _fits(before, self._wanted)):
            self._tell("warning", _LOST[which].format(before.name, name))
        elif self._wanted and found:
            self._tell("info", _NOW[which].format(name))
        else:
            self._tell("info", _DEFAULT[which].format(name))

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
