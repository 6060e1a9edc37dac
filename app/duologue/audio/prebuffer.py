"""How far ahead sound is handed to a speaker: little, until it turns out to be too little."""

from collections import deque

SAFETY_BLOCKS, MOST_SAFETY_BLOCKS = 1, 10
"""How many blocks of 10 ms ahead of the device can no longer be changed, at first and at most: one more with every
stretch that came too late, one less after CALM_S without any.
"""
CALM_S = 60.0
LATENCIES_S = (0.04, 0.08, 0.16, 0.3)
"""Seconds of sound that the device's own buffer is asked to hold: the next of these after GAPS underruns within GAPS_S,
the one before after LATENCY_CALM_S without any, or twice as long for each time that this proved too soon. A change
reopens the device.
"""
GAPS, GAPS_S = 3, 30.0
LATENCY_CALM_S = 900.0


class Safety:
    """How many blocks ahead of the device the line is fixed."""

    def __init__(self, now: float) -> None:
        self._calm_since = now
        self.blocks = SAFETY_BLOCKS

    def late(self, now: float) -> None:
        """Sound came too late."""
        self.blocks, self._calm_since = min(self.blocks + 1, MOST_SAFETY_BLOCKS), now

    def look(self, now: float) -> None:
        """Time passes."""
        if now - self._calm_since > CALM_S and self.blocks > SAFETY_BLOCKS:
            self.blocks, self._calm_since = self.blocks - 1, now


class Latency:
    """What a speaker's buffer is asked to hold, learned over all the devices of a session."""

    def __init__(self, now: float) -> None:
        self._step, self._calm_since, self._calm_s = 0, now, LATENCY_CALM_S
        self._tried = False  # the step before this one was taken in the hope that it is enough
        self._gaps: deque[float] = deque(maxlen=GAPS)
        self._known = 0

    @property
    def seconds(self) -> float:
        """One of LATENCIES_S."""
        return LATENCIES_S[self._step]

    def wants_change(self, underruns: int, now: float) -> bool:
        """A look at how often the device ran dry so far; whether `seconds` is another one now."""
        before = self._step
        if underruns > self._known:
            self._gaps.extend([now] * min(underruns - self._known, GAPS))
            self._calm_since = now
        self._known = underruns
        if len(self._gaps) == GAPS and now - self._gaps[0] < GAPS_S:
            self._gaps.clear()
            self._step = min(self._step + 1, len(LATENCIES_S) - 1)
            if self._tried:
                self._calm_s, self._tried = 2 * self._calm_s, False
        elif now - self._calm_since > self._calm_s and self._step > 0:
            self._step, self._calm_since, self._tried = self._step - 1, now, True
        return self._step != before

    def fresh(self) -> None:
        """The device was opened anew: what it counts begins at 0."""
        self._known = 0
        self._gaps.clear()
