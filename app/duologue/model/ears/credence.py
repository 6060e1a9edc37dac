"""Whether words were said at all: a recogniser puts words into music, knocks and hum if it is asked to.

Judged by evidence alone, never by the words: how clearly the sound was speech, and how sure the recogniser was.
"""

import numpy as np

from duologue.model.ears.graph import Array
from duologue.model.ears.segmenter import SPEECH

_FEWEST_WINDOWS = 5
"""Windows of speech (160 ms) without which there is no word: "yeah" in meetings has 6 or more, knocks have 3."""
_DOUBTFUL, _CLEAR = 0.75, 0.9
"""Median probability of the windows of speech: 0.92 and more in all utterances of meetings and readings, down to a
single "yeah", and 0.85 in much noise; 0.53 to 0.79 in music, 0.59 to 0.68 in knocks."""
_LEAST_IF_DOUBTFUL, _LEAST_IF_CLEAR = -0.4, -1.6
"""Mean log probability of the tokens that it takes: "Thank you for watching!" in music for vibraphone had -0.57, two
people speaking at once have -1.3."""


def credible(log_probs: Array, speech: Array) -> bool:
    """Whether to believe a hypothesis.

    log_probs: of its tokens. speech: speech probabilities of the windows it was made from.
    """
    likely = speech[speech >= SPEECH]
    if not log_probs.size or likely.size < _FEWEST_WINDOWS:
        return False
    clearness = float(np.median(likely))
    least = np.interp(clearness, [_DOUBTFUL, _CLEAR], [_LEAST_IF_DOUBTFUL, _LEAST_IF_CLEAR])
    return bool(log_probs.mean() >= least)
