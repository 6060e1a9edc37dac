"""PortAudio as a whole. It lists devices once, when it starts: when some came or went it is started again.

That ends all streams. So whoever has one open is asked to let go of it (`restarting`), and opens it again afterwards.
A PulseAudio server says itself what devices there are; then nothing needs to be started again while a stream is open.
"""

import json
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from duologue.audio.devices import PORTAUDIO, Device, Direction, list_devices
from duologue.core.errors import DeviceError

RESTARTING = "device.restarting"
"""Code of the error that means that a device can be opened in a moment, only not now."""
PROBE_S = 30.0
"""Seconds between two searches for devices that came or went."""
PROBE_TIMEOUT_S = 20.0
_CARDS = Path("/proc/asound/cards")
_PROBE = "import sys, sounddevice; from duologue.audio.host import described; sys.stdout.write(described(sounddevice))"

Stream = TypeVar("Stream")
Closable = Any
"""A stream that was opened here: it has close()."""


class SoundHost:
    """Lists, opens and closes devices; for threads.

    known: says which devices PortAudio has listed. fresh: says which there are now, None where that cannot be told.
    """

    def __init__(
        self,
        backend: Any,
        *,
        known: "Callable[[Any], str] | None" = None,
        fresh: "Callable[[], str | None] | None" = None,
        now: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._backend, self._now = backend, now
        self._known, self._fresh = known or known_hardware, fresh or fresh_hardware
        self._counting = threading.Lock()
        self._open = 0
        self._ended = False  # PortAudio was ended and could not be started again
        self._stale = False  # a stream ended or could not be opened since PortAudio started
        self._listed = self._known(backend)
        self._probed = now()
        self.restarting = False
        """Streams are to be closed, so that PortAudio can be started again."""

    def devices(self, direction: Direction) -> list[Device]:
        """The devices there are, the default first.

        Raises:
            DeviceError: PortAudio fails; RESTARTING while others have not yet let go.
        """
        with PORTAUDIO:
            if self._open == 0 and (self.restarting or self._stale):
                self._start_again()
            if self.restarting:
                raise _restarting()
            found = list_devices(direction, self._backend)
            self._stale = self._stale or not found
        if not any(device.source for device in found) and self._changed():  # takes seconds: nobody waits for it
            self.restarting = True
            raise _restarting()
        return found

    def open(self, make: Callable[[Device], Stream], device: Device) -> Stream:
        """Opens a device.

        Raises:
            DeviceError: it cannot be opened, or not now.
        """
        with PORTAUDIO:
            if self.restarting:
                raise _restarting()
            try:
                stream = make(device)
            except DeviceError:
                self._stale = True
                raise
            with self._counting:
                self._open += 1
            return stream

    def close(self, stream: Closable) -> None:
        """Closes what open() has opened."""
        try:
            stream.close()
        finally:
            with self._counting:
                self._open -= 1
                self._stale = True

    def _start_again(self) -> None:
        try:
            if not self._ended:
                self._backend._terminate()
                self._ended = True
            self._backend._initialize()
            self._ended = False
        except self._backend.PortAudioError as error:
            raise DeviceError("device.list", f"The sound system cannot be started: {error}.") from error
        self._listed = self._known(self._backend)
        self.restarting = self._stale = False

    def _changed(self) -> bool:
        if self._now() - self._probed < PROBE_S:
            return False
        self._probed = self._now()
        fresh = self._fresh()
        return fresh is not None and fresh != self._listed


class NoHost:
    """Stands in for a SoundHost where PortAudio cannot be used. error: why."""

    restarting = False

    def __init__(self, error: DeviceError) -> None:
        self._error = error

    def devices(self, direction: Direction) -> list[Device]:
        """None of either direction.

        Raises:
            DeviceError: always.
        """
        raise self._error

    def open(self, make: Callable[[Device], Stream], device: Device) -> Stream:
        """Opens nothing.

        Raises:
            DeviceError: always.
        """
        raise self._error

    def close(self, stream: Closable) -> None:
        """Nothing was opened."""


def _restarting() -> DeviceError:
    return DeviceError(RESTARTING, "The sound devices are being listed afresh.")


def described(backend: Any) -> str:
    """What PortAudio has listed, in words that are the same for the same devices."""
    try:
        found = backend.query_devices()
        entries = [[d["name"], d["hostapi"], d["max_input_channels"], d["max_output_channels"]] for d in found]
        default = [found[index]["name"] if 0 <= index < len(found) else "" for index in backend.default.device]
    except backend.PortAudioError:
        return ""
    return json.dumps([sorted(entries), default])


def known_hardware(backend: Any) -> str:
    """What fresh_hardware() says as long as no device comes or goes."""
    return _cards() if platform.system() == "Linux" else described(backend)


def fresh_hardware() -> str | None:
    """What devices there are now. On Linux the kernel says; elsewhere another process asks a PortAudio of its own."""
    if platform.system() == "Linux":
        return _cards()
    if getattr(sys, "frozen", False):
        return None
    no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        probe = subprocess.run(
            [sys.executable, "-c", _PROBE],
            capture_output=True, text=True, check=True, timeout=PROBE_TIMEOUT_S, creationflags=no_window,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return probe.stdout or None


def _cards() -> str:
    try:
        return _CARDS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
