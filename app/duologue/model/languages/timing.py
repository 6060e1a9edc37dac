"""When each word was said: the way through the attention of its tokens to the sound that fits best."""

from collections.abc import Sequence

import numpy as np

FRAME_S = 0.02
"""Sound of one column of the attention, in seconds."""


def word_times(attention: np.ndarray, firsts: Sequence[int], length_s: float) -> list[tuple[float, float]]:
    """Start and end of each word in seconds, in order and inside the sound.

    attention: [T, S] of each token to each frame of sound. firsts: first token of each word. length_s: of the sound.
    """
    frames = min(attention.shape[1], max(1, round(length_s / FRAME_S)))
    weights = attention[:, :frames]
    spread = weights.std(axis=0, keepdims=True)
    way = _way((weights.mean(axis=0, keepdims=True) - weights) / np.where(spread > 0, spread, 1.0))
    starts = [min(way[first] * FRAME_S, length_s) for first in firsts]
    ends = [*starts[1:], length_s]
    return list(zip(starts, ends, strict=True))


def _way(cost: np.ndarray) -> list[int]:
    """The first frame of each token on the cheapest way through [T, S] from corner to corner, in which tokens and
    frames never go back."""
    frames = cost.shape[1]
    here = np.arange(frames)
    total = np.full(frames, np.inf)
    begun: list[np.ndarray] = []
    totals: list[np.ndarray] = []
    for i, row in enumerate(cost):
        sums = np.cumsum(row)
        came = np.minimum(np.concatenate([[np.inf], total[:-1]]), total) if i else np.where(here == 0, 0.0, np.inf)
        entries = came - (sums - row)  # the way enters this token at a frame, and goes on through frames
        least = np.minimum.accumulate(entries)
        begun.append(np.maximum.accumulate(np.where(entries <= least, here, 0)))
        total = sums + least
        totals.append(total)
    firsts = [0] * len(cost)
    at = frames - 1
    for i in range(len(cost) - 1, -1, -1):
        firsts[i] = int(begun[i][at])
        if i:
            before = totals[i - 1]
            at = firsts[i]
            at = at - 1 if at and before[at - 1] <= before[at] else at
    return firsts
