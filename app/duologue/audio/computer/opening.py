"""Opens what the computer plays, in the way that this system has for it."""

import sys
from collections.abc import Callable

from duologue.audio.computer.loopback import Loopback
from duologue.audio.computer.streams import ProgramStreams
from duologue.audio.pulse import endpoints
from duologue.core.devices import ComputerSound
from duologue.core.errors import DeviceError

NO_SERVER = (
    "What the computer plays can be heard through PulseAudio or PipeWire alone, and neither runs here; start one, or "
    "choose the microphone."
)
NO_WAY = (
    "This system lets no program hear what others play; choose a virtual sound device, BlackHole for example, as the "
    "microphone."
)


def open_computer_sound(sounds: Callable[[], bool]) -> ComputerSound:
    """What other programs play. Asks the sound server: not for the event loop.

    sounds: whether the assistant's own voice is, or was a moment ago, in what is played.

    Raises:
        DeviceError: it cannot be heard here; the sentence says what to do.
    """
    if sys.platform == "win32":
        return Loopback(sounds)
    if not sys.platform.startswith("linux"):
        raise DeviceError("computer.none", NO_WAY)
    if endpoints("output") is None:
        raise DeviceError("computer.none", NO_SERVER)
    return ProgramStreams()
