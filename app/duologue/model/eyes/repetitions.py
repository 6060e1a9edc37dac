"""Counts what goes to and fro: two thresholds that follow the motion, its direction, and its period as a check."""

from collections import deque
from dataclasses import dataclass

import numpy as np

AWAY, BACK = 0.55, 0.3
"""Shares of the usual swing at which a repetition has begun to count, and has come back far enough: what is left of the
way takes about as long as it takes to say the number."""
TURNED = 0.4
"""Share of the swing that is still missing when a motion turns again, up to which it counts as a repetition."""
REST_S = 2.5
"""How far back, in seconds, the level of rest is looked for."""
SLOWEST_S = 10.0
"""How long one repetition may take, in seconds; what stays away longer has taken up another position."""
LOST_S = 1.5
"""Seconds without the signal after which a motion is looked at afresh."""
TOO_SOON = 0.4
"""Share of the usual period below which a motion is the second half of the one before."""
MOST_KEPT = 5
"""How many repetitions tell what is usual."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """One that has come back. end_s: session time. swing: of its signal. period_s: since the one before, 0 for the
    first. quality: how much it is like the others, 0 to 1."""

    end_s: float
    swing: float
    period_s: float
    quality: float


class RepetitionCounter:
    """Counts the repetitions of one signal, which is low at rest. reach: least swing of a repetition."""

    def __init__(self, reach: float) -> None:
        self._reach = reach
        self.restart()

    def restart(self) -> None:
        """Forgets everything."""
        self._swings: deque[float] = deque(maxlen=MOST_KEPT)
        self._periods: deque[float] = deque(maxlen=MOST_KEPT)
        self._recent: deque[tuple[float, float]] = deque()
        self._away_since_s: float | None = None
        self._low = self._peak = self._lowest = self._seen_s = self._end_s = 0.0
        self.count = 0

    @property
    def low(self) -> float:
        """The level of rest."""
        return self._low

    @property
    def top(self) -> float:
        """The highest level of the newest swing."""
        return self._peak

    @property
    def away(self) -> bool:
        """In the middle of what may become a repetition."""
        return self._away_since_s is not None

    def feed(self, value: float, t: float) -> Repetition | None:
        """Takes in the signal at session time t, NaN where it is not seen; the repetition that it completes."""
        if not np.isfinite(value):
            return None
        if self._recent and t - self._seen_s > LOST_S:
            self._look_afresh()
        self._seen_s = t
        self._recent.append((t, value))
        while self._recent[0][0] < t - REST_S:
            self._recent.popleft()
        usual = float(np.median(self._swings)) if self._swings else self._reach
        if self._away_since_s is None:
            self._low = min(level for _, level in self._recent)
            if value - self._low >= max(AWAY * usual, 0.8 * self._reach):
                self._away_since_s, self._peak, self._lowest = t, value, value
            return None
        return self._come_back(value, t, usual)

    def _come_back(self, value: float, t: float, usual: float) -> Repetition | None:
        assert self._away_since_s is not None
        if value >= self._peak:
            self._peak = self._lowest = value
        swing = self._peak - self._low
        turned = value - self._lowest > 0.2 * swing and self._lowest <= self._low + TURNED * swing
        self._lowest = min(self._lowest, value)
        if t - self._away_since_s > SLOWEST_S:
            self._look_afresh()
            return None
        if value > self._low + BACK * swing and not turned:
            return None
        self._away_since_s = None
        self._recent = deque([(t, self._lowest)])
        if swing < max(self._reach, AWAY * usual):
            return None
        return self._complete(swing, t)

    def _complete(self, swing: float, t: float) -> Repetition | None:
        period_s = t - self._end_s if self.count else 0.0
        if len(self._periods) >= 2 and period_s < TOO_SOON * float(np.median(self._periods)):
            return None
        if self.count:
            self._periods.append(period_s)
        self._swings.append(swing)
        self._end_s = t
        self.count += 1
        return Repetition(t, swing, period_s, self._quality(swing, period_s))

    def _quality(self, swing: float, period_s: float) -> float:
        """How close swing and period are to the usual ones."""
        likeness = min(swing, usual := float(np.median(self._swings))) / max(swing, usual)
        if period_s and self._periods:
            usual = float(np.median(self._periods))
            likeness *= min(period_s, usual) / max(period_s, usual)
        return round(likeness, 2)

    def _look_afresh(self) -> None:
        """What is now is rest; what has been counted stands."""
        self._recent.clear()
        self._away_since_s = None
