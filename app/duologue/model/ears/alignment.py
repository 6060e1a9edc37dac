"""When each token was said: the best monotonic path through the decoder's attention."""

import numpy as np
import numpy.typing as npt

from duologue.model.ears.graph import Array

_FLOOR = 1e-4
"""Attention below this says nothing; keeps the logarithm finite."""


def token_starts(attention: Array) -> npt.NDArray[np.int64]:
    """The encoder frame at which each token begins.

    Each token takes a run of at least one frame, runs follow each other in order and the runs together have the highest
    summed log attention. The first run may begin late: sound before it belongs to no token, at the price of the mean
    attention. Source of the idea: dynamic time warping over cross attention, as in openai/whisper `timing.py`; here
    every row is one pass of cumulative sums and running maxima over the frames.

    attention: [T, S], one row per token and a last one for the end mark. Returns [T], frames in rising order.
    """
    rows, frames = attention.shape
    if rows > frames:  # more tokens than frames: nothing to align, a decoder run wild
        return np.asarray(np.arange(rows) * frames // rows, np.int64)
    score = np.log(np.maximum(attention, _FLOOR)) - np.log(1.0 / frames)
    sums = np.zeros((rows, frames + 1))
    np.cumsum(score, axis=1, out=sums[:, 1:])
    entered = np.zeros(frames + 1)  # best score of all rows before, when the next one enters at this frame
    entries = np.empty((rows, frames + 1))
    for row in range(rows):
        entries[row] = entered - sums[row]
        left = np.maximum.accumulate(entries[row])[:-1] + sums[row, 1:]
        entered = np.concatenate([[-np.inf], left])
    return _trace(entries, frames)


def _trace(entries: npt.NDArray[np.float64], frames: int) -> npt.NDArray[np.int64]:
    """Follows the best path back from the last frame. entries: [T, S + 1]."""
    starts = np.zeros(entries.shape[0], np.int64)
    stop = frames
    for row in range(entries.shape[0] - 1, -1, -1):
        stop = int(entries[row, :stop].argmax())
        starts[row] = stop
    return starts
