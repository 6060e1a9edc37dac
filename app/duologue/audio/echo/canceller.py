"""Echo cancellation: the delay is found, an adaptive filter takes out what is linear, AEC3 most of the rest."""

from collections import deque

import numpy as np

from duologue.audio.echo.adaptive_filter import BLOCK_SAMPLES, AdaptiveFilter
from duologue.audio.echo.delay import DelayFinder
from duologue.audio.echo.double_talk import DoubleTalk
from duologue.audio.echo.gauge import EchoGauge, EchoReport, EchoState
from duologue.audio.echo.suppressor import Suppressor
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES

AHEAD = MIC_RATE_HZ // 50
"""How many samples before its echo the filter is given what is played (20 ms)."""
OFF = MIC_RATE_HZ // 100
"""Error of the delay in samples above which it is set anew (10 ms)."""
AGREED, SURE = 3, 5
"""How many looks must agree within OFF to set the delay, and to be sure that there is an echo at all."""
NONE = 8
"""How many unclear looks mean that there is no echo; the first decision is taken after AGREED."""
GONE = 75
"""How many unclear looks in a row (half a minute of speech) mean that an echo that was there is gone."""
DOUBTED = 5
"""How many micro-turns after a gap the filter is not relied on; it learns more quickly then."""
AT_REST = 3 * MIC_RATE_HZ
"""Samples (3 s) in which nothing was played, after which no echo can be left and what is heard stays as it is."""
LOOK_EVERY = 2
"""Micro-turns between two looks at the delay."""
KEPT = 0.98
"""Smoothing per block of the powers that tell whether the filter has learnt the path."""
LEARNT = 10 ** (16 / 10)
"""Reduction of what is louder than the room (16 dB, as power) from which on the filter is relied on."""
ROOM_RATE = 0.002
"""Share by which the room's power rises per block; it sinks at once."""
AUDIBLE = 1e-8
"""Lowest power of a block that counts."""
HALF = 0.5
"""Share taken out by the filter below which somebody else speaks too."""


class EchoCanceller:
    """Works on sound at 16 kHz. State is bounded.

    Until the adaptive filter has learnt the path, AEC3 alone is heard: it is quicker, but suppresses a user who
    speaks at the same time. From then on it only treats what the filter leaves over, and nothing where that is the
    user. Where there is no echo, with headphones or long after anything was played, the microphone is left as it
    is. While an echo is too strong for both, nothing is heard as long as the assistant speaks.
    """

    def __init__(self) -> None:
        self._filter, self._finder, self._gauge = AdaptiveFilter(), DelayFinder(), EchoGauge()
        self._double_talk = DoubleTalk()
        self._alone, self._behind = Suppressor(), Suppressor()
        self._delay, self._delay_known = 0, False
        self._seen: deque[int] = deque(maxlen=SURE)
        self._clear: deque[bool] = deque(maxlen=NONE)
        self._unclear = 0  # looks since the last clear one
        self._turns = 0
        self._turn: list[tuple[Samples, ...]] = []  # heard, rest, far, clean since it began
        self._before = self._after = 0.0  # smoothed power before and after the filter
        self._room = 1.0
        self._learnt = False
        self._unplayed = 0  # samples since anything was played
        self._silent = MIC_SAMPLES  # samples since the echo of anything was expected
        self._doubted = 0  # micro-turns in which the filter is not yet relied on
        self.report = EchoReport()

    @property
    def at_rest(self) -> bool:
        """The speaker has been silent for AT_REST samples: until it plays again, sound passes almost unprocessed."""
        return self._unplayed > AT_REST

    def process(self, heard: Samples, played: Samples) -> Samples:
        """What was heard [N] without what was played [L + N]; N whole blocks that end no later than a micro-turn.

        played: its last N samples are new. Those before, L in all, were told with what was heard last, as far as they
        were known then; what is played shortly may still change.
        """
        self._unplayed = 0 if np.any(played) else self._unplayed + len(heard)
        if self.at_rest:
            return self._rest(heard, played[len(played) - len(heard) :])
        self._finder.push(heard, played)
        far, newest = self._delayed(len(heard)), played[len(played) - len(heard) :]
        blocks = [slice(i, i + BLOCK_SAMPLES) for i in range(0, len(heard), BLOCK_SAMPLES)]
        rest = np.concatenate([self._filter.process(heard[block], far[block]) for block in blocks])
        self._double_talk.begin(rest, far)
        clean = np.concatenate([self._suppress(heard[b], rest[b], far[b], newest[b]) for b in blocks])
        self._note_piece(heard, rest, far, clean)
        spare, self._silent = self._silent < MIC_SAMPLES, 0 if np.any(far) else self._silent + len(heard)
        half_duplex = self.report.state is EchoState.TOO_STRONG and (spare or self._silent == 0)  # more, for the room
        return np.zeros_like(clean) if half_duplex else clean

    def _rest(self, heard: Samples, played: Samples) -> Samples:
        """Only gets to know the room: all else that was kept is silent by now, and stays as it is."""
        for power in np.mean(np.square(heard.reshape(-1, BLOCK_SAMPLES)), axis=1).tolist():
            self._hear_room(power)
        self._note_piece(heard, heard, played, heard)
        return heard

    def doubt(self) -> None:
        """What is played had a gap: the echo may come at another time now, so that the filter must learn anew."""
        self._doubted = DOUBTED
        self._unlearn()

    def _unlearn(self) -> None:
        self._learnt, self._before, self._after = False, 0.0, 0.0

    @property
    def _echo(self) -> bool | None:
        """Whether there is an echo, None while that is not known."""
        if self._delay_known and self._unclear < GONE:
            return True
        return False if len(self._clear) >= AGREED and not any(self._clear) else None

    def _note_piece(self, *piece: Samples) -> None:
        """Remembers heard, rest, far and clean until the micro-turn is over."""
        self._turn.append(piece)
        if sum(len(heard) for heard, *_ in self._turn) >= MIC_SAMPLES:
            self._end_turn()

    def _end_turn(self) -> None:
        """Judges a micro-turn as a whole."""
        heard, rest, far, clean = (np.concatenate(parts) for parts in zip(*self._turn, strict=True))
        self._turn.clear()
        alone = not self._learnt or _power(rest) < HALF * _power(heard)
        self.report = self._gauge.note(heard, clean, far, echo=self._echo, alone=alone)
        self._turns += 1
        if self._doubted:
            self._doubted -= 1
            self._unlearn()
        if self._turns % LOOK_EVERY == 0:
            self._find_delay()

    def _suppress(self, heard: Samples, rest: Samples, far: Samples, played: Samples) -> Samples:
        alone, behind = self._alone.process(heard, played), self._behind.process(rest, played)
        self._note(heard, rest, far)
        user = self._double_talk.user_speaks(heard, rest, self._room)
        if self._echo is False:
            return heard
        if not self._learnt:
            return alone
        return rest if user else behind

    def _note(self, heard: Samples, rest: Samples, far: Samples) -> None:
        """Whether the filter has learnt the path, after one more block."""
        power = _power(heard)
        if _power(far) <= AUDIBLE:
            self._hear_room(power)
            return
        self._before += (1 - KEPT) * (power - self._before)
        self._after += (1 - KEPT) * (_power(rest) - self._after)
        if self._learnt:  # the path may have changed: then the filter adds to the echo
            self._learnt = self._after < self._before
        elif not self._doubted:
            self._learnt = self._before - self._room > LEARNT * max(self._after - self._room, 0.0)

    def _hear_room(self, power: float) -> None:
        self._room = min(power, self._room + ROOM_RATE * (power - self._room))

    def _delayed(self, samples: int) -> Samples:
        """The newest of what was played, as much later as its echo is, but for AHEAD; [samples]."""
        _, played = self._finder.kept
        end = len(played) - max(self._delay - AHEAD, 0)
        return played[end - samples : end]

    def _find_delay(self) -> None:
        looks, seen = self._finder.looks, self._finder.look()
        if self._finder.looks > looks:
            self._clear.append(seen is not None)
            self._unclear = 0 if seen is not None else self._unclear + 1
        if seen is None:
            return
        self._seen.append(seen)
        agreed = next((n for n, other in enumerate(reversed(self._seen)) if abs(other - seen) > OFF), len(self._seen))
        self._delay_known = self._delay_known or agreed == SURE
        if agreed >= AGREED and abs(seen - self._delay) > OFF:
            self._delay = seen
            self._filter = AdaptiveFilter()
            self._unlearn()
            self._catch_up()

    def _catch_up(self) -> None:
        """The filter learns from what the finder has kept."""
        heard, played = self._finder.kept
        shift = max(self._delay - AHEAD, 0)
        for at in range(shift + (len(heard) - shift) % BLOCK_SAMPLES, len(heard), BLOCK_SAMPLES):
            near, far = heard[at : at + BLOCK_SAMPLES], played[at - shift : at - shift + BLOCK_SAMPLES]
            self._note(near, self._filter.process(near, far), far)


def _power(sound: Samples) -> float:
    return float(np.mean(np.square(sound)))
