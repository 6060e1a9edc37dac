"""Greedy decoding that takes up the previous hypothesis instead of starting afresh.

The sound of a segment grows by 200 ms at a time and so most of what was decoded before stays right. One pass of the
decoder over all tokens of the previous hypothesis tells how many of them greedy decoding would choose again; only what
follows the first disagreement is decoded token by token.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np

from duologue.model.ears.graph import Array
from duologue.model.ears.tokenizer import BEGIN, END

Cache = TypeVar("Cache")

_LOOP_REPEATS = 4
_LOOP_TOKENS = 12
"""A block of tokens said this often in a row, and so many tokens in all, is a loop of the decoder and not speech:
people do say "zero zero zero zero" and "no, no, no, no"."""
_LOOP_BLOCK_MAX = 12
"""Longest block of tokens looked for: a clause of some eight words."""


class Stepper(Protocol[Cache]):
    """The decoder over one stretch of sound."""

    def run(self, tokens: Sequence[int], cache: Cache | None) -> tuple[Array, Array, Cache]:
        """Takes in tokens after those in the cache.

        Returns logits [T, vocabulary] for what follows each token, where in the sound the decoder looked [T, S], and
        the new cache.
        """

    def cut(self, cache: Cache, length: int) -> Cache:
        """The cache as it was after its first `length` tokens."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What greedy decoding makes of a stretch of sound.

    tokens: [T] without begin and end marks. log_probs: [T] of each. attention: [T + 1, S], where the decoder looked
    when it chose each token and then the end.
    """

    tokens: tuple[int, ...]
    log_probs: Array
    attention: Array


@dataclass(slots=True)
class _Draft(Generic[Cache]):
    """A hypothesis in the making: the tokens taken in so far and what the decoder said after the last one."""

    tokens: list[int]
    log_probs: list[float]
    attention: list[Array]
    logits: Array  # [vocabulary]
    cache: Cache


def decode(stepper: Stepper[Cache], previous: Sequence[int], *, forced: Sequence[int] = (), limit: int) -> Hypothesis:
    """Decodes greedily, with the same outcome as decoding from nothing.

    forced: tokens that are given and not up for choice (words said before the place of interest). previous: tokens of
    the hypothesis before, after the forced ones. limit: most tokens to return; more is a decoder run wild.
    """
    draft = _verify(stepper, forced, previous[: limit - len(forced)])
    while len(draft.tokens) < limit:
        token = int(draft.logits.argmax())
        if token == END:
            break
        draft.log_probs.append(_log_prob(draft.logits, token))
        draft.tokens.append(token)
        if looped := _looped(draft.tokens[len(forced) :]):
            return _finish(draft, len(draft.tokens) - looped)
        logits, attention, draft.cache = stepper.run([token], draft.cache)
        draft.logits = logits[-1]
        draft.attention.append(attention[-1])
    return _finish(draft, len(draft.tokens))


def _verify(stepper: Stepper[Cache], forced: Sequence[int], previous: Sequence[int]) -> _Draft[Cache]:
    """One pass over forced and previous tokens; keeps the forced ones and those greedy decoding chooses again."""
    given = [BEGIN, *forced, *previous]
    logits, attention, cache = stepper.run(given, None)
    chosen = logits[len(forced) : -1].argmax(axis=1)
    differing = np.flatnonzero(chosen != np.asarray(previous, np.int64))
    agreed = int(differing[0]) if differing.size else len(previous)
    kept = len(forced) + agreed
    return _Draft(
        tokens=given[1 : kept + 1],
        log_probs=[_log_prob(logits[index], given[index + 1]) for index in range(kept)],
        attention=list(attention[: kept + 1]),
        logits=logits[kept],
        cache=stepper.cut(cache, kept + 1),
    )


def _log_prob(logits: Array, token: int) -> float:
    top = logits.max()
    return float(logits[token] - top - np.log(np.exp(logits - top).sum()))


def _looped(tokens: Sequence[int]) -> int:
    """How many tokens at the end only repeat the block before them, 0 if there is no loop."""
    for size in range(1, min(_LOOP_BLOCK_MAX, len(tokens) // _LOOP_REPEATS) + 1):
        repeats = max(_LOOP_REPEATS, -(-_LOOP_TOKENS // size))
        span = size * repeats
        if len(tokens) >= span and tokens[-span:-size] == tokens[size - span :]:
            return span - size
    return 0


def _finish(draft: _Draft[Cache], length: int) -> Hypothesis:
    return Hypothesis(
        tuple(draft.tokens[:length]),
        np.asarray(draft.log_probs[:length], np.float32),
        np.stack(draft.attention[: length + 1]),
    )
