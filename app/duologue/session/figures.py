"""Step times and memory of a session, in constant space."""

import math

import psutil

from duologue.core.devices import Speaker
from duologue.core.events import SessionEnded
from duologue.core.meters import Meter
from duologue.core.timing import MICROTURN_MS

_BIN_MS = 0.5
_BINS = 4000


class StepFigures:
    """Counts steps by wall time in bins of 0.5 ms up to 2 s, so that quantiles need no list of steps."""

    def __init__(self) -> None:
        self._counts = [0] * (_BINS + 1)
        self.steps = 0
        self.late = 0
        self.last_ms = 0.0
        self.max_ms = 0.0

    def add(self, ms: float) -> bool:
        """Takes in one step; returns whether it was late."""
        late = ms > MICROTURN_MS
        self._counts[min(int(ms / _BIN_MS), _BINS)] += 1
        self.steps += 1
        self.late += late
        self.last_ms = ms
        self.max_ms = max(self.max_ms, ms)
        return late

    def meter(self, t: float, speaker: Speaker, mic_db: float, *, busy: bool, muted: bool) -> Meter:
        """What meters show of the steps and the devices, at session time t. mic_db: level of the microphone. busy: the
        assistant speaks."""
        return Meter(
            t,
            mic_db=mic_db,
            muted=muted,
            speaking=busy,
            awaiting=False,
            dropped=0,
            step_ms=self.last_ms,
            p50_ms=self.quantile_ms(0.5),
            p95_ms=self.quantile_ms(0.95),
            p99_ms=self.quantile_ms(0.99),
            late=self.late,
            underruns=speaker.underruns,
            drift_ms=speaker.drift_ms,
            drift_ppm=speaker.drift_ppm,
        )

    def ended(self, t: float, peak_mb: float) -> SessionEnded:
        """The end of the session, at session time t. peak_mb: most memory that it had."""
        return SessionEnded(t, t, self.steps, self.late, self.summary(), peak_mb)

    def quantile_ms(self, share: float) -> float:
        """The time that this share of the steps kept to, at most 0.5 ms too high; 0 without steps."""
        wanted = math.ceil(share * self.steps)
        seen = 0
        for index, count in enumerate(self._counts):
            seen += count
            if count and seen >= wanted:
                return min((index + 1) * _BIN_MS, self.max_ms) if index < _BINS else self.max_ms
        return 0.0

    def summary(self) -> dict[str, float]:
        """p50, p95, p99 and max in milliseconds."""
        shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
        return {name: round(self.quantile_ms(share), 1) for name, share in shares.items()} | {
            "max": round(self.max_ms, 1)
        }


class MemoryGauge:
    """Resident memory of this process."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self.peak_mb = 0.0

    def read_mb(self) -> float:
        """Resident memory now, in MB."""
        rss_mb = round(float(self._process.memory_info().rss) / 2**20, 1)
        self.peak_mb = max(self.peak_mb, rss_mb)
        return rss_mb
