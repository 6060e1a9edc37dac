"""Why a device cannot be used, from what PortAudio says of it, and what to do."""

import sys
from collections.abc import Sequence
from typing import Any, Literal

Refusal = Literal["permission", "busy", "rate", "open"]

_PA_INVALID_RATE, _PA_UNAVAILABLE = -9997, -9985
_HOST_CODES: dict[int, Refusal] = {
    -13: "permission",  # ALSA: EACCES
    -1: "permission",  # ALSA: EPERM
    -2147024891: "permission",  # Windows: E_ACCESSDENIED, what the privacy settings answer with
    -16: "busy",  # ALSA: EBUSY
    -2004287478: "busy",  # WASAPI: AUDCLNT_E_DEVICE_IN_USE
    -2004287473: "busy",  # WASAPI: AUDCLNT_E_EXCLUSIVE_MODE_NOT_ALLOWED
    560492391: "busy",  # Core Audio: '!hog', another program has the device for itself
}
_WORDS: dict[str, Refusal] = {
    "denied": "permission",
    "not permitted": "permission",
    "unauthorized": "permission",
    "busy": "busy",
    "in use": "busy",
    "unavailable": "busy",
    "invalid sample rate": "rate",
}
_ADVICE: dict[Refusal, str] = {
    "busy": "Another program may be using it: close that program, or choose another device",
    "rate": "Set another sample rate in the system's sound settings, or choose another device",
    "open": "Check its connection, or choose another device",
}
_PERMISSION = {
    "linux": "Let your account use sound devices (group 'audio'), or allow this program to if it runs in a sandbox",
    "darwin": "Allow it in System Settings, Privacy & Security, Microphone, and start again",
    "win32": "Allow desktop apps to use it in Settings, Privacy & security, Microphone, and start again",
}
_SILENT = {
    "darwin": "Allow the microphone in System Settings, Privacy & Security, Microphone, check that it's on, or "
    "choose another.",
    "win32": "Allow desktop apps to use it in Settings, Privacy & security, Microphone, check that it's on, or "
    "choose another.",
}


def kind_of(error: Exception) -> Refusal:
    """What a PortAudioError means.

    Its arguments are a text, PortAudio's code and (host API, its code, its text), all but the text optional.
    """
    code = error.args[1] if len(error.args) > 1 else 0
    host = _host(error)
    if len(host) > 1 and host[1] in _HOST_CODES:
        return _HOST_CODES[host[1]]
    if code == _PA_INVALID_RATE:
        return "rate"
    said = reason(error).lower()
    if code == _PA_UNAVAILABLE and "denied" not in said:
        return "busy"
    return next((kind for words, kind in _WORDS.items() if words in said), "open")


def reason(error: Exception) -> str:
    """What was said, the sound system's own words where there are some."""
    host = _host(error)
    own = str(host[2]) if len(host) > 2 else ""
    return (own or str(error.args[0] if error.args else error)).strip().rstrip(".")


def _host(error: Exception) -> Sequence[Any]:
    found: Sequence[Any] = error.args[2] if len(error.args) > 2 else ()
    return found


def advice(kind: Refusal) -> str:
    """What to do, without a full stop."""
    return _PERMISSION.get(sys.platform, _PERMISSION["linux"]) if kind == "permission" else _ADVICE[kind]


def silence_advice() -> str:
    """What to do about a microphone that is silent: a refused permission looks like that, too."""
    usual = "Check that it isn't switched off, on the device or in the system's sound settings, or choose another."
    return _SILENT.get(sys.platform, usual)
