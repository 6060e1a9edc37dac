"""When each token was said: the best path forward through the decoder's attention."""

import numpy as np
import numpy.typing as npt

from duologue.model.ears.graph import Array


def token_frames(attention: Array) -> npt.NDArray[np.int64]:
    """The encoder frame at which each token begins: where the decoder looked most when it chose the token.

    Frames never go back: of all such paths the one with the most attention is taken, so that a single stray look costs
    little. Source of the idea: cross attention as alignment, as in openai/whisper `timing.py`; here every row is one
    running maximum over the frames.

    attention: [T, S], one row per token. Returns [T], frames in rising order.
    """
    best = np.empty_like(attention)  # highest sum of a path that is at this frame in this row
    before: Array = np.zeros(attention.shape[1], np.float32)
    for row, looks in enumerate(attention):
        best[row] = looks + np.maximum.accumulate(before)
        before = best[row]
    frames = np.zeros(attention.shape[0], np.int64)
    stop = attention.shape[1]
    for row in range(attention.shape[0] - 1, -1, -1):
        frames[row] = best[row, :stop].argmax()
        stop = int(frames[row]) + 1
    return frames
