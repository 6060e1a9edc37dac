"""What PulseAudio, or PipeWire in its place, knows of the sources and sinks of this machine.

PortAudio shows its server as one device. Which source or sink a stream is joined to is told by environment variables
that the server's library reads when the stream is opened.
"""

import importlib
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_CLIENT = "duologue"
_opening = threading.Lock()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A source or a sink: the name that stays the same, what users call it, its sample rate, its channels."""

    identity: str
    name: str
    rate_hz: int
    channels: int


def endpoints(direction: str) -> list[Endpoint] | None:
    """Sources ("input", without the monitors of sinks) or sinks, the default first; None where there is no server."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        pulsectl = importlib.import_module("pulsectl")
    except (ImportError, OSError):  # no libpulse
        return None
    try:
        with pulsectl.Pulse(_CLIENT, connect=False) as pulse:
            pulse.connect()  # with a timeout it would wait it out, connected or not
            return _listed(pulse, direction)
    except pulsectl.PulseError:
        return None


def _listed(pulse: Any, direction: str) -> list[Endpoint]:
    server = pulse.server_info()
    if direction == "input":
        found = [s for s in pulse.source_list() if s.monitor_of_sink_name is None]
        default = server.default_source_name
    else:
        found, default = pulse.sink_list(), server.default_sink_name
    found.sort(key=lambda s: s.name != default)
    return [Endpoint(s.name, s.description, s.sample_spec.rate, s.sample_spec.channels) for s in found]


@contextmanager
def joined_to(direction: str, identity: str) -> Iterator[None]:
    """Streams that are opened inside are joined to this source or sink; with "" to the default."""
    variable = "PULSE_SOURCE" if direction == "input" else "PULSE_SINK"
    with _opening:
        before = os.environ.get(variable)
        if identity:
            os.environ[variable] = identity
        try:
            yield
        finally:
            if before is None:
                os.environ.pop(variable, None)
            else:
                os.environ[variable] = before
