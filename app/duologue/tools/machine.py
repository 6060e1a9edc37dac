"""The clocks of this machine: the one on the wall with its zone, and one that runs through sleep and is never set."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfoNotFoundError

import tzlocal

ZONE_EVERY_S = 30.0
"""So many seconds pass before the zone is looked up again: a laptop that travels is set to another one."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Clocks as they are read. running_s: seconds since some moment, asleep or not. zone: None if it is not known."""

    now: Callable[[], datetime]
    running_s: Callable[[], float]
    zone: Callable[[], tzinfo | None]


def local_zone() -> tzinfo:
    """The zone of this machine; UTC if it is set to one that nobody knows."""
    try:
        return tzlocal.reload_localzone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def this_machine() -> Machine:
    """The real clocks."""
    looked_s, zone = running_s(), local_zone()

    def current() -> tzinfo:
        nonlocal looked_s, zone
        if running_s() - looked_s > ZONE_EVERY_S:
            looked_s, zone = running_s(), local_zone()
        return zone

    return Machine(lambda: datetime.now(UTC), running_s, current)


def running_s() -> float:
    """Seconds that go on while the machine sleeps, whatever its clock is set to."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)  # Linux; its other clocks stand still meanwhile
    if clock is None and sys.platform == "darwin":
        clock = time.CLOCK_MONOTONIC  # as time.monotonic() stands still there
    return time.monotonic() if clock is None else time.clock_gettime(clock)
