"""Counts of runs of words to probabilities, with the discounts of Kneser and Ney; see duologue.translate.ngrams."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from duologue.translate.ngrams import BACKOFF_STEP, END, ORDER, PROB_STEP, START, keys

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_LEAST = (1, 1, 2, 2)
"""How often a run of 1, 2, 3, 4 words must have been seen to be kept."""


class _Runs:
    """The different runs of one length, by rising key. words: [N, n]. counts: [N], what is discounted."""

    def __init__(self, words: Ints) -> None:
        found, first, self.seen = np.unique(keys(words), return_index=True, return_counts=True)
        self.keys, self.words = found, words[first]
        self.counts = self.seen.copy()

    def at(self, wanted: Ints) -> Ints:
        """Places of runs that are there."""
        return np.searchsorted(self.keys, keys(wanted))


def _lines(sentences: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Running words with the marks, and for each place how many words of its own sentence lie before it."""
    flat = np.fromiter((w for s in sentences for w in (START, *s, END)), np.int64)
    lengths = np.array([len(s) + 2 for s in sentences])
    within = np.arange(len(flat)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return flat, within


def model(
    sentences: Sequence[Sequence[int]], words: int
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Keys in rising order, stored probabilities and back-offs of the runs that are kept. words: how many there are."""
    flat, within = _lines(sentences)
    orders = []
    for n in range(1, ORDER + 1):
        ends = np.flatnonzero(within >= max(n - 1, 1))
        orders.append(_Runs(np.stack([flat[ends - n + 1 + k] for k in range(n)], axis=1)))
    for n in range(ORDER - 1, 0, -1):
        lower, higher = orders[n - 1], orders[n]
        before = np.bincount(lower.at(higher.words[:, 1:]), minlength=len(lower.keys))
        lower.counts = np.where(lower.words[:, 0] == START, lower.seen, np.maximum(before, 1))
    shorter: Floats = np.full(len(orders[0].keys), 1 / words)
    probs: list[Floats] = []
    for n, runs in enumerate(orders, 1):
        ones, twos = (runs.counts == 1).sum(), (runs.counts == 2).sum()
        less = ones / max(ones + 2 * twos, 1)
        _, context = np.unique(keys(runs.words[:, :-1]) if n > 1 else np.zeros(len(runs.keys)), return_inverse=True)
        total, kinds = np.bincount(context, runs.counts), np.bincount(context)
        if n > 1:
            shorter = probs[-1][orders[n - 2].at(runs.words[:, 1:])]
        probs.append((runs.counts - less) / total[context] + less * kinds[context] / total[context] * shorter)
    kept = [runs.seen >= least for runs, least in zip(orders, _LEAST, strict=True)]
    backoffs = [np.zeros(len(runs.keys)) for runs in orders]
    for n in range(1, ORDER):
        higher, lower = orders[n], orders[n - 1]
        rows = higher.words[kept[n]]
        own = probs[n][kept[n]]
        low = probs[n - 1][lower.at(rows[:, 1:])]
        contexts = keys(rows[:, :-1])
        place = np.minimum(np.searchsorted(lower.keys, contexts), len(lower.keys) - 1)
        real = lower.keys[place] == contexts
        taken = np.bincount(place[real], own[real], len(lower.keys))
        given = np.bincount(place[real], low[real], len(lower.keys))
        backoffs[n - 1] = np.log(np.maximum(1 - taken, 1e-4) / np.maximum(1 - given, 1e-3))
        if n == 1:
            begins = contexts == keys(np.array([[START]]))[0]
            start = np.log(max(1 - own[begins].sum(), 1e-4) / max(1 - low[begins].sum(), 1e-3))
    all_keys = np.concatenate(
        [runs.keys[k] for runs, k in zip(orders, kept, strict=True)] + [keys(np.array([[START]]))]
    )
    all_probs = np.concatenate([-np.log(p[k]) for p, k in zip(probs, kept, strict=True)] + [[20.0]])
    all_back = np.concatenate([-b[k] for b, k in zip(backoffs, kept, strict=True)] + [[-start]])
    order = np.argsort(all_keys)
    return (
        all_keys[order],
        np.clip(np.round(all_probs[order] / PROB_STEP), 0, 255).astype(np.uint8),
        np.clip(np.round(all_back[order] / BACKOFF_STEP), 0, 255).astype(np.uint8),
    )


def save(path: Path, vocabulary: Sequence[str], sentences: Sequence[Sequence[int]]) -> int:
    """Writes the model of a language as Ngrams.load reads it; returns how many runs it holds."""
    known, probs, backoffs = model(sentences, len(vocabulary))
    gaps = np.diff(known, prepend=np.uint64(0))
    with path.open("wb") as file:
        np.savez_compressed(
            file, words=np.frombuffer("\n".join(vocabulary).encode(), np.uint8),
            gaps=gaps.astype(np.uint32 if gaps.max() < 1 << 32 else np.uint64),
            probs=probs, backoffs=backoffs,
        )  # fmt: skip
    return len(known)
