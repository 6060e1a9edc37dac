"""The command `duologue devices`: microphones, speakers and cameras, the one in use first."""

import argparse
import sys
from typing import Any

from duologue.core.paths import Paths


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Adds the command `devices`."""
    subparsers.add_parser("devices", help="list microphones, speakers and cameras, by the identity that settings keep")


def run(_options: argparse.Namespace, _paths: Paths) -> int:
    """Prints a line for each; returns the exit status.

    Raises:
        DeviceError: PortAudio is missing or fails.
    """
    from duologue.audio.devices import WORDS, Direction, list_devices, load_portaudio  # noqa: PLC0415 - see cli.py
    from duologue.video.cameras import find_cameras  # noqa: PLC0415

    backend = load_portaudio()
    directions: tuple[Direction, ...] = ("input", "output")
    for direction in directions:
        for device in list_devices(direction, backend):
            _tell(WORDS[direction], device.identity, device.name)
    for camera in find_cameras():
        _tell("camera", camera.identity, camera.name)
    return 0


def _tell(kind: str, identity: str, name: str) -> None:
    sys.stdout.write(f"{kind:10}  {identity}{f'  ({name})' if name != identity else ''}\n")
