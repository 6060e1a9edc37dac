"""Whether words were said at all: a recogniser puts words into music, knocks and hum if it is asked to.

Judged by evidence alone, never by the words: how clearly the sound was speech, and how sure the recogniser was.
"""

import numpy as np

from duologue.model.ears.graph import Array
from duologue.model.ears.segmenter import SPEECH

_FEWEST_WINDOWS = 5
"""Windows of speech (160 ms) without which there is no word: "yeah" in meetings has 6 or more, knocks have 3."""
_CLEAR = 0.9
"""Median probability of the windows of speech from which on it clearly is speech: 0.92 and more in all utterances of
meetings and readings, down to a single "yeah"; 0.53 to 0.79 in music, 0.59 to 0.68 in knocks."""
_LEAST_WHERE_CLEAR = -1.6
"""Mean log probability of the tokens, where it clearly is speech: two people at once have -1.3."""
_LEAST_ELSEWHERE = -0.45
"""The same for doubtful sound: "Thank you for watching!" in music for vibraphone had -0.57."""


def credible(log_probs: Array, speech: Array) -> bool:
    """Whether to believe a hypothesis.

    log_probs: of its tokens. speech: speech probabilities of the windows it was made from.
    """
    likely = speech[speech >= SPEECH]
    if not log_probs.size or likely.size < _FEWEST_WINDOWS:
        return False
    least = _LEAST_WHERE_CLEAR if float(np.median(likely)) >= _CLEAR else _LEAST_ELSEWHERE
    return float(log_probs.mean()) >= least
