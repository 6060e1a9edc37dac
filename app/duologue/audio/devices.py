"""Finding sound devices through PortAudio, which may be missing: then a sentence says what to install."""

import importlib
from dataclasses import dataclass
from typing import Any, Literal

from duologue.core.errors import DeviceError

Direction = Literal["input", "output"]
_WORDS = {"input": "microphone", "output": "speaker"}


@dataclass(frozen=True, slots=True)
class Device:
    """A sound device: PortAudio's index, its name, its own sample rate, and its number of channels."""

    index: int
    name: str
    rate_hz: int
    channels: int


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


def input_devices(backend: Any = None) -> list[str]:
    """The names of the microphones, the system's default first.

    Raises:
        DeviceError: PortAudio is missing or fails.
    """
    return [device.name for device in _devices("input", backend or load_portaudio())]


def output_devices(backend: Any = None) -> list[str]:
    """The names of the speakers, the system's default first.

    Raises:
        DeviceError: PortAudio is missing or fails.
    """
    return [device.name for device in _devices("output", backend or load_portaudio())]


def choose_device(direction: Direction, name: str, backend: Any) -> Device:
    """The device of this name, or the only one whose name contains it; "" is the system's default.

    Raises:
        DeviceError: there is none, or the name fits several.
    """
    word, devices = _WORDS[direction], _devices(direction, backend)
    if not devices:
        raise DeviceError("device.none", f"No {word} was found; connect one, or check the system's sound settings.")
    if not name:
        return devices[0]
    fitting = [d for d in devices if d.name == name] or [d for d in devices if name.lower() in d.name.lower()]
    if len(fitting) == 1:
        return fitting[0]
    listed = ", ".join(f"'{device.name}'" for device in fitting or devices)
    if fitting:
        raise DeviceError("device.ambiguous", f"More than one {word} fits '{name}': {listed}.")
    raise DeviceError("device.unknown", f"There is no {word} '{name}'; there are: {listed}.")


def _devices(direction: Direction, backend: Any) -> list[Device]:
    """Devices of one direction, the default first; of those with one name (one for each host API) the first."""
    try:
        found = backend.query_devices()
        default = backend.default.device[0 if direction == "input" else 1]
        home = found[default]["hostapi"] if 0 <= default < len(found) else None
    except backend.PortAudioError as error:
        raise DeviceError("device.list", f"The sound devices cannot be listed: {_reason(error)}.") from error
    ranked = sorted(range(len(found)), key=lambda index: (index != default, found[index]["hostapi"] != home, index))
    devices: dict[str, Device] = {}
    for index in ranked:
        entry = found[index]
        if entry[f"max_{direction}_channels"] > 0 and entry["default_samplerate"] > 0:
            device = Device(
                index, entry["name"], round(entry["default_samplerate"]), entry[f"max_{direction}_channels"]
            )
            devices.setdefault(device.name, device)
    return list(devices.values())


def open_stream(direction: Direction, device: Device, backend: Any, **options: Any) -> Any:
    """A stream of float32 at the device's own rate, not started: mono, or stereo where mono is refused.

    Raises:
        DeviceError: the device cannot be opened.
    """
    make = backend.InputStream if direction == "input" else backend.OutputStream
    for channels in (1, 2):
        try:
            return make(device=device.index, samplerate=device.rate_hz, channels=channels, dtype="float32", **options)
        except backend.PortAudioError as error:
            if channels < min(device.channels, 2):
                continue
            raise DeviceError(
                "device.open", f"The {_WORDS[direction]} '{device.name}' cannot be opened: {_reason(error)}."
            ) from error
    raise AssertionError("unreachable: the last attempt returns or raises")


def lost(direction: Direction, device: Device) -> DeviceError:
    """The error for a device that has stopped working."""
    return DeviceError(
        "device.lost", f"The {_WORDS[direction]} '{device.name}' was lost; check its connection and start again."
    )


def _reason(error: Exception) -> str:
    return str(error.args[0] if error.args else error).strip().rstrip(".")
