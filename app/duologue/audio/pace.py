"""Where a stream stands between its callbacks, and when its samples are at the device. Times are in seconds."""

import math
from statistics import median

LOST_S, LOST_LOOKS = 2.0, 10
"""Seconds and looks without a new sample after which a device is lost; where the whole machine stood still, so did the
looks.
"""
STALL_S = 0.2
"""Gap in seconds between callbacks after which the stream's pace is measured anew."""
CALLBACKS, FEWEST_CALLBACKS = 100, 5
"""How many callbacks, at most and at least, a device's clock is measured from."""
PROMPT_CALLBACKS = 40
"""How many callbacks the promptest is taken from; it relates the stream's own clock to the program's."""


class Pace:
    """Where a stream stands between its callbacks.

    Callbacks come in bursts, so that their count lags behind the device by up to a burst. What counts is the most
    advanced line of samples against time within the last one or two seconds.
    """

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._latest = 0.0  # time of the newest callback
        self._began = 0.0  # time at which the present second began
        self._lead = self._lead_before = -math.inf  # samples ahead of time * rate: in this second, in the last

    def note(self, samples: int, now: float) -> None:
        """A callback has brought the count to `samples`."""
        lead = samples - now * self._rate_hz
        if now - self._latest > STALL_S:
            self._lead_before, self._lead, self._began = -math.inf, lead, now
        elif now - self._began > 1.0:
            self._lead_before, self._lead, self._began = self._lead, lead, now
        else:
            self._lead = max(self._lead, lead)
        self._latest = now

    def samples(self, now: float) -> float:
        """The sample that the stream has reached; 0 before the first callback."""
        lead = max(self._lead, self._lead_before)
        return lead + min(now, self._latest + STALL_S) * self._rate_hz if lead > -math.inf else 0.0


class Watch:
    """Tells a device that stands still from a machine that is busy."""

    def __init__(self) -> None:
        self._samples, self._since, self._looks = -1, 0.0, 0

    def lost(self, samples: int, now: float) -> bool:
        """A look at a stream's count."""
        if samples != self._samples:
            self._samples, self._since, self._looks = samples, now, 0
        self._looks += 1
        return self._looks > LOST_LOOKS and now - self._since > LOST_S


class DeviceClock:
    """When a device hears or plays its samples, by what it says with each callback.

    One such time is off by a few ms, or missing where the sound system does not know: the median of the newest counts.
    It is on the stream's own clock, which is compared with the program's anew all the time: one of them may be set, or
    stand still while the machine sleeps. Callbacks come late, never early.
    """

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._offsets = [0.0] * CALLBACKS
        self._epochs = [0.0] * PROMPT_CALLBACKS
        self._known = 0
        self._told, self._told_of = 0.0, 0  # what is told, and of how many callbacks

    def note(self, sample: int, at: float, current: float, now: float) -> None:
        """A callback says when a sample was or will be at the device, and what time it is, on the stream's own clock.

        now: the same time on the program's.
        """
        self._offsets[self._known % CALLBACKS] = at - sample / self._rate_hz
        self._epochs[self._known % PROMPT_CALLBACKS] = now - current
        self._known += 1

    @property
    def began_at(self) -> float | None:
        """The time at which sample 0 was at the device, if all went like the newest; None where it is not known."""
        known = self._known
        if known < FEWEST_CALLBACKS:
            return None
        if known != self._told_of:
            self._told, self._told_of = median(self._offsets[:known]) + min(self._epochs[:known]), known
        return self._told
