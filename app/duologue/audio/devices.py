"""Finding sound devices through PortAudio, which may be missing: then a sentence says what to install.

Where there is a PulseAudio server, its sources and sinks are the devices: PortAudio knows it as one device only.
"""

import importlib
import threading
from dataclasses import dataclass
from typing import Any, Literal

from duologue.audio.pulse import endpoints, joined_to
from duologue.audio.refusals import advice, kind_of, reason
from duologue.core.errors import DeviceError

Direction = Literal["input", "output"]
SERVER = "pulse"
"""PortAudio's name for the PulseAudio server."""
PORTAUDIO = threading.RLock()
"""The lock that whoever lists or opens devices holds, so that PortAudio is not restarted meanwhile."""
WORDS = {"input": "microphone", "output": "speaker"}


@dataclass(frozen=True, slots=True)
class Device:
    """A sound device: PortAudio's index, its name, its own sample rate, and its number of channels.

    identity: stays the same when devices come and go and when the program starts again. source: to be given to the
    PulseAudio server, "" where there is none.
    """

    index: int
    name: str
    rate_hz: int
    channels: int
    source: str = ""

    @property
    def identity(self) -> str:
        """What settings keep."""
        return self.source or self.name


def load_portaudio() -> Any:
    """The module sounddevice.

    Raises:
        DeviceError: the PortAudio library is not installed.
    """
    try:
        return importlib.import_module("sounddevice")
    except OSError as error:
        raise DeviceError(
            "device.portaudio",
            "Sound devices need the PortAudio library; install it (Debian and Ubuntu: apt install libportaudio2).",
        ) from error


def list_devices(direction: Direction, backend: Any) -> list[Device]:
    """Devices of one direction, the default first; of those with one name (one for each host API) the first.

    Raises:
        DeviceError: PortAudio fails.
    """
    try:
        with PORTAUDIO:
            found = backend.query_devices()
            default = backend.default.device[0 if direction == "input" else 1]
        home = found[default]["hostapi"] if 0 <= default < len(found) else None
    except backend.PortAudioError as error:
        raise DeviceError("device.list", f"The sound devices cannot be listed: {reason(error)}.") from error
    ranked = sorted(range(len(found)), key=lambda index: (index != default, found[index]["hostapi"] != home, index))
    devices: dict[str, Device] = {}
    for index in ranked:
        entry = found[index]
        if entry[f"max_{direction}_channels"] > 0 and entry["default_samplerate"] > 0:
            device = Device(
                index, entry["name"], round(entry["default_samplerate"]), entry[f"max_{direction}_channels"]
            )
            devices.setdefault(device.name, device)
    server = devices.get(SERVER)
    known = endpoints(direction) if server is not None else None
    if server is None or known is None:
        return list(devices.values())
    return [Device(server.index, e.name, e.rate_hz, e.channels, e.identity) for e in known]


def open_stream(direction: Direction, device: Device, backend: Any, **options: Any) -> Any:
    """A stream of float32 at the device's own rate, not started: mono, or stereo where mono is refused.

    Raises:
        DeviceError: the device cannot be opened.
    """
    make = backend.InputStream if direction == "input" else backend.OutputStream
    for channels in (1, 2):
        try:
            with joined_to(direction, device.source):
                return make(
                    device=device.index, samplerate=device.rate_hz, channels=channels, dtype="float32", **options
                )
        except backend.PortAudioError as error:
            if channels < min(device.channels, 2):
                continue
            raise refused(direction, device, "opened", error) from error
    raise AssertionError("unreachable: the last attempt returns or raises")


def refused(direction: Direction, device: Device, what: str, error: Exception) -> DeviceError:
    """The error for a device that cannot be opened or started: why, and what to do."""
    kind = kind_of(error)
    told = f"The {WORDS[direction]} '{device.name}' cannot be {what}: {reason(error)}. {advice(kind)}."
    return DeviceError(f"device.{kind}", told)


def lost(direction: Direction, device: Device) -> DeviceError:
    """The error for a device that has stopped working."""
    return DeviceError("device.lost", f"The {WORDS[direction]} '{device.name}' was lost.")
