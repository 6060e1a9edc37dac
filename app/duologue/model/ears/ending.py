"""Whether the newest syllables sound like those of an end: what words alone do not tell.

A small network reads the states of the recogniser's encoder around the end of speech, and the level and the pitch of
the last half second (final lengthening, the fall or rise of the voice, how it fades: Gravano and Hirschberg,
"Turn-taking cues in task-oriented dialogue", 2011). It was taught to tell the last word of a sentence from a word
after which the same sentence went on.
"""

from collections import deque

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import SUBFRAMES, Samples
from duologue.core.timing import MIC_SAMPLES
from duologue.model.ears.graph import Array, Graph
from duologue.model.ears.recogniser import FRAME

LONG, SHORT, AFTER = 21, 6, 8
"""Frames of the encoder, of 24 ms, over which a mean is taken: two spans before the end of speech, one after it."""
SHAPE = 12
"""Frames of 50 ms before the end of speech whose level and pitch are given one by one."""
TONE = 3 * SHAPE + 4
"""How many numbers describe level and pitch."""
_KEPT = 100
"""Frames of 50 ms that are remembered: the longest stretch that is heard at once."""
_SUBFRAME = MIC_SAMPLES // SUBFRAMES
_QUIET_DB = 30.0
"""So far below the loudest frame, in dB, a frame is no speech."""
_LOUDNESS_DB = 20.0
_SLOPE_OVER = 6
"""Voiced frames over which the slope of the pitch is taken."""


def states(hidden: Array, end: int) -> Array:
    """The encoder's states around the end of speech, [3 x 288]. hidden: [S, 288]. end: the frame in which it ends."""
    end = min(end, len(hidden) - 1)
    spans = (hidden[max(0, end - LONG + 1) : end + 1], hidden[max(0, end - SHORT + 1) : end + 1])
    after = hidden[end + 1 : end + 1 + AFTER]
    return np.concatenate([*(span.mean(0) for span in spans), after.mean(0) if len(after) else hidden[end] * 0])


class Tone:
    """Level and pitch of the last seconds, in frames of 50 ms."""

    def __init__(self) -> None:
        self._level_db: deque[float] = deque(maxlen=_KEPT)
        self._pitch_hz: deque[float] = deque(maxlen=_KEPT)

    def add(self, level_db: Samples, pitch_hz: Samples) -> None:
        """Takes in the next micro-turn, [4] each."""
        self._level_db.extend(level_db.tolist())
        self._pitch_hz.extend(pitch_hz.tolist())

    def until(self, silent: int) -> Samples:
        """The tone of speech that ended `silent` samples ago, [TONE]. For each of its last frames: level and pitch, as
        distances from their means, and whether it is voiced. Then the slope of the pitch, its last value and its
        spread, and the length of the last voiced stretch."""
        count = max(1, len(self._level_db) - silent // _SUBFRAME)
        level = np.array(self._level_db, np.float32)[:count]
        pitch = np.array(self._pitch_hz, np.float32)[:count]
        loud = level > level.max() - _QUIET_DB
        voiced = pitch > 0
        octaves = np.log2(np.maximum(pitch, 1.0))
        mean = float(octaves[voiced].mean()) if voiced.any() else 0.0
        heights = np.where(voiced, octaves - mean, 0.0)
        newest = heights[voiced][-_SLOPE_OVER:]
        slope = float(np.polyfit(np.arange(len(newest)), newest, 1)[0]) if len(newest) > 2 else 0.0
        spread = float(octaves[voiced].std()) if voiced.any() else 0.0
        rows = [
            _last(np.clip((level - level[loud].mean()) / _LOUDNESS_DB, -2, 1), -2.0),
            _last(np.clip(heights, -1, 1), 0.0),
            _last(voiced.astype(np.float32), 0.0),
            np.array([4 * slope, newest[-1] if len(newest) else 0.0, spread, _last_run(voiced) / SHAPE]),
        ]
        return np.concatenate(rows).astype(np.float32)


def _last(values: Samples, filling: float) -> Samples:
    return np.concatenate([np.full(max(0, SHAPE - len(values)), filling), values[-SHAPE:]])


def _last_run(voiced: npt.NDArray[np.bool_]) -> int:
    """Length of the last voiced stretch in frames."""
    ends = np.flatnonzero(voiced)
    if not len(ends):
        return 0
    before = np.flatnonzero(~voiced[: ends[-1]])
    return int(ends[-1] - (before[-1] if len(before) else -1))


class Ending:
    """Follows the tone and asks the network whenever the recogniser has heard speech anew."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.reset()

    def reset(self) -> None:
        """Forgets the session."""
        self._tone = Tone()
        self.log_odds = 0.0
        """Of an end at the newest speech, in nats; 0 before there was any."""

    def add(self, level_db: Samples, pitch_hz: Samples) -> None:
        """Takes in level and pitch of a micro-turn, [4] each."""
        self._tone.add(level_db, pitch_hz)

    def listen(self, hidden: Array, begin: int, speech_end: int, now: int) -> None:
        """Hears where speech ends. hidden: [S, 288] from sample `begin` of the session on; speech_end, now: samples of
        the session."""
        feed = {
            "states": states(hidden, max(0, speech_end - begin) // FRAME)[None].astype(np.float32),
            "tone": self._tone.until(now - speech_end)[None],
        }
        self.log_odds = float(self._graph.run(["ending"], feed)[0].ravel()[0])
