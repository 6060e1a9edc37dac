"""How the microphone and the speaker get on: no echo, an echo that is cancelled, or one that is too strong."""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

import numpy as np

from duologue.core.microturn import Samples

REMEMBERED = 50
"""How many of the newest micro-turns with the assistant's speech are judged by (10 s)."""
ENOUGH = 3
"""How many of them a first judgement needs (the start sound is that long); "too strong" needs all of them."""
PLAYING_DB = -50.0
"""Level in dBFS above which something is played."""
AUDIBLE_DB = 6.0
"""How many dB an echo is louder than the room, at least."""
FAINT_DB = -60.0
"""Level in dBFS below which the recogniser finds no words, whatever the room."""
ROOM_RATE = 0.02
"""Share by which the room's level rises per micro-turn; it sinks at once."""
GOOD_DB = 10.0
"""How many dB the canceller must take out of an echo, or else it is too strong."""


class EchoState(StrEnum):
    """What the user is told."""

    UNKNOWN = "unknown"
    HEADPHONES = "headphones"
    CANCELLED = "cancelled"
    TOO_STRONG = "too strong"


@dataclass(frozen=True, slots=True)
class EchoReport:
    """reduction_db: by how much an echo is made quieter, 0 where there is none."""

    state: EchoState = EchoState.UNKNOWN
    reduction_db: int = 0


class EchoGauge:
    """Compares loudness before and after, in micro-turns in which the assistant is heard.

    Medians, so that a user who speaks meanwhile changes nothing unless they do so half of the time.
    """

    def __init__(self) -> None:
        self._before: deque[float] = deque(maxlen=REMEMBERED)
        self._after: deque[float] = deque(maxlen=REMEMBERED)
        self._room_db = FAINT_DB

    def note(self, heard: Samples, clean: Samples, played: Samples, *, echo: bool | None, alone: bool) -> EchoReport:
        """Takes in one micro-turn, three times [3200]; returns how things stand.

        echo: whether there is an echo at all, None where that is not known. alone: nobody speaks but the assistant, as
        far as is known.
        """
        before_db, after_db = _level_db(heard), _level_db(clean)
        if _level_db(played) > PLAYING_DB:
            if alone:
                self._before.append(before_db)
                self._after.append(after_db)
        elif before_db < self._room_db:
            self._room_db = before_db
        else:
            self._room_db += ROOM_RATE * (before_db - self._room_db)
        return self._report(echo)

    def _report(self, echo: bool | None) -> EchoReport:
        if echo is False:
            return EchoReport(EchoState.HEADPHONES)
        if echo is None or len(self._before) < ENOUGH:
            return EchoReport()
        faint_db = max(self._room_db + AUDIBLE_DB, FAINT_DB)
        if median(self._before) < faint_db:
            return EchoReport(EchoState.HEADPHONES)
        reduction_db = median(b - a for b, a in zip(self._before, self._after, strict=True))
        if median(self._after) < faint_db or reduction_db >= GOOD_DB:
            return EchoReport(EchoState.CANCELLED, round(reduction_db))
        return EchoReport(EchoState.TOO_STRONG if len(self._before) == REMEMBERED else EchoState.UNKNOWN)


def _level_db(sound: Samples) -> float:
    return float(10 * np.log10(max(float(np.mean(np.square(sound))), 1e-10)))
