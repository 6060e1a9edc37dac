"""Microphone and speaker: whether there are any, and whether they carry sound."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from duologue.audio.devices import WORDS, Device, Direction, list_devices, load_portaudio, open_stream
from duologue.commands.checks.base import Finding, Installation, State, hint, ok, problem
from duologue.core.errors import DeviceError

LISTEN_S = 0.6
"""How long a device is tried, in seconds."""
QUIETEST = 1e-6
"""Samples below this, in parts of full scale, are what a microphone delivers that is switched off."""
_CHOOSE = "Choose another in the menu, or connect it."
_CONNECT = {
    "input": "Connect a microphone; until then you can type.",
    "output": "Connect a speaker or headphones; until then you can read.",
}
_SWITCHED_OFF = "Look for a switch on it, turn it up in the system's sound settings, or choose another in the menu."

Try = Callable[[Direction, Device, Any], float | None]


def look_at_sound(installation: Installation, attempt: "Try | None" = None) -> list[Finding]:
    """Both directions. attempt: tries a device; stands for real ones in tests."""
    try:
        backend = load_portaudio()
    except DeviceError as error:
        return [problem("sound", "The PortAudio library is missing.", error.message)]
    chosen = {"input": installation.settings.microphone, "output": installation.settings.speaker}
    directions: tuple[Direction, ...] = ("input", "output")
    return [_look(direction, chosen[direction], backend, attempt or level_of) for direction in directions]


def _look(direction: Direction, chosen: str, backend: Any, attempt: Try) -> Finding:
    word = WORDS[direction]
    try:
        found = list_devices(direction, backend)
    except DeviceError as error:
        return problem(word, error.message, "Start the system's sound server, or log in again.")
    if not found:
        return problem(word, f"There is no {word}.", _CONNECT[direction])
    device = next((one for one in found if chosen and chosen in (one.identity, one.name)), None)
    if chosen and device is None:
        return problem(word, f"The {word} that is chosen is not connected.", _CHOOSE)
    return _tried(direction, device or found[0], backend, attempt)


def _tried(direction: Direction, device: Device, backend: Any, attempt: Try) -> Finding:
    word = WORDS[direction]
    try:
        level = attempt(direction, device, backend)
    except DeviceError as error:
        return problem(word, f"'{device.name}' cannot be used.", error.message)
    if level is None:
        return problem(word, f"'{device.name}' opens but carries no sound.", _CHOOSE)
    if direction == "output":
        return ok(word, f"'{device.name}' plays.")
    if level < QUIETEST:
        return hint(word, f"'{device.name}' delivers nothing but silence.", _SWITCHED_OFF)
    return Finding(word, State.OK, f"'{device.name}' delivers sound, {20 * np.log10(level):.0f} dBFS.")


def level_of(direction: Direction, device: Device, backend: Any) -> float | None:
    """The loudest sample of a microphone, in parts of full scale, or 0 for a speaker; None if no sound was asked for.

    Raises:
        DeviceError: it cannot be opened.
    """
    peak, came = [0.0], threading.Event()

    def take(data: Any, *_: Any) -> None:
        came.set()
        if direction == "input":
            peak[0] = max(peak[0], float(np.abs(data).max()))
        else:
            data.fill(0.0)

    stream = open_stream(direction, device, backend, callback=take)
    try:
        stream.start()
        came.wait(LISTEN_S)
        threading.Event().wait(LISTEN_S)
    except backend.PortAudioError as error:
        raise DeviceError("device.start", f"It cannot be started: {error}.") from error
    finally:
        stream.close()
    return peak[0] if came.is_set() else None
