"""Levels and audible edges as REPLAY.md defines them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from duologue.audio.level import SILENCE_DBFS, audible_edges, level_dbfs


def test_level_of_known_sounds():
    assert level_dbfs(np.zeros(100, np.float32)) == SILENCE_DBFS
    assert level_dbfs(np.zeros(0, np.float32)) == SILENCE_DBFS
    assert abs(level_dbfs(np.full(100, 0.1, np.float32)) + 20) < 1e-3
    assert level_dbfs(np.full(100, 1e-9, np.float32)) == SILENCE_DBFS


def test_no_edges_without_sound():
    assert audible_edges(np.zeros(4800, np.float32)) is None
    assert audible_edges(np.zeros(0, np.float32), 17) is None
    assert audible_edges(np.full(4800, 0.0017, np.float32)) is None  # -55.4 dBFS
    assert audible_edges(np.full(4800, 0.0019, np.float32)) == (0, 4800)  # -54.4 dBFS


@given(st.integers(0, 2000), st.integers(240, 3000), st.integers(0, 100_000))
def test_edges_equal_those_of_the_whole_line(lead, length, start):
    """The edges of a stretch are those measured on the line that begins at sample 0."""
    sound = np.concatenate([np.zeros(lead, np.float32), np.full(length, 0.1, np.float32), np.zeros(500, np.float32)])
    line = np.concatenate([np.zeros(start, np.float32), sound])
    edges = audible_edges(sound, start)
    assert edges == audible_edges(line)
    assert edges is not None
    first, last = edges
    assert first % 240 == last % 240 == 0
    assert abs(first - (start + lead)) < 240
    assert abs(last - (start + lead + length)) < 240
