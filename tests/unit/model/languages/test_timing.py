"""Words find their times in the attention of their tokens."""

import numpy as np

from duologue.model.languages.timing import word_times


def looking_at(*frames, of=100):
    """Attention of tokens that each look at a stretch of frames."""
    rows = np.full((len(frames), of), 0.001)
    for row, (first, last) in zip(rows, frames, strict=True):
        row[first:last] = 0.05
    return rows


def test_words_are_where_their_tokens_look():
    attention = looking_at((0, 20), (20, 35), (35, 60), (60, 100))
    times = np.array(word_times(attention, [0, 2, 3], 2.0))
    np.testing.assert_allclose(times, [(0.0, 0.7), (0.7, 1.2), (1.2, 2.0)])


def test_times_never_go_back_and_end_with_the_sound():
    attention = looking_at((0, 20), (70, 90), (30, 50))
    times = word_times(attention, [0, 1, 2], 1.9)
    starts = [start for start, _ in times]
    assert starts == sorted(starts)
    assert times[-1][1] == 1.9
