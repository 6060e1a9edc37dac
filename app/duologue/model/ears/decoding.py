"""Decoding that takes up the previous hypothesis instead of starting afresh.

The sound of a segment grows by 200 ms at a time and so most of what was decoded before stays right. One pass of the
decoder over all tokens of the previous hypothesis tells what it says after each of them; only what leaves that path is
decoded token by token. Alone, the decoder chooses greedily. With a scorer for the language the two best paths are
followed: a word that only seemed likely is given up when what follows does not fit it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from duologue.model.ears.graph import Array
from duologue.model.ears.tokenizer import BEGIN, END

Cache = TypeVar("Cache")

_LOOP_REPEATS = 4
_LOOP_TOKENS = 12
"""A block of tokens said this often in a row, and so many tokens in all, is a loop of the decoder and not speech:
people do say "zero zero zero zero" and "no, no, no, no"."""
_LOOP_BLOCK_MAX = 12
"""Longest block of tokens looked for: a clause of some eight words."""
_PATHS = 2
"""Paths that are followed with a scorer: of 363 segments of synthetic voices 297 were right with two, 298
with three (with the largest table tried); two without a scorer: 274, greedy: 265."""
_FALLEN_BEHIND = 2.5
"""Nats behind the best at which a path is given up: as right as with 4, for two thirds of the steps beside the best
path; with 1.5 five segments fewer are right."""
_NEAR, _CANDIDATES = 5.0, 8
"""Tokens that may follow: so many nats behind the decoder's first choice, and so many of them."""


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
    """What decoding makes of a stretch of sound.

    tokens: [T] without begin and end marks. log_probs: [T] of each. attention: [T + 1, S], where the decoder looked
    when it chose each token and then the end.
    """

    tokens: tuple[int, ...]
    log_probs: Array
    attention: Array


class Scorer(Protocol):
    """What is known of the language."""

    def scores(self, tokens: Sequence[int], candidates: Sequence[int]) -> Array:
        """What to add to the log probabilities of the candidates that may follow the tokens. Returns [candidates]."""


@dataclass(frozen=True, slots=True)
class _Outcome(Generic[Cache]):
    """What the decoder said after some tokens. logits: [vocabulary]. attention: [S]. cache: of these tokens or more."""

    logits: Array
    attention: Array
    cache: Cache

    def log_probs(self, tokens: npt.NDArray[np.int64]) -> Array:
        """Of tokens that may follow."""
        top = self.logits.max()
        return np.asarray(self.logits[tokens] - top - np.log(np.exp(self.logits - top).sum()), np.float32)

    def candidates(self) -> npt.NDArray[np.int64]:
        """The tokens that may follow, best first."""
        near = np.flatnonzero(self.logits >= self.logits.max() - _NEAR)
        return near[np.argsort(-self.logits[near], kind="stable")][:_CANDIDATES]


@dataclass(frozen=True, slots=True)
class _Path:
    """Tokens up to some place. score: sum of log probabilities with what the scorer added. over: nothing follows."""

    tokens: tuple[int, ...]
    score: float = 0.0
    over: bool = False


class _Outcomes(Generic[Cache]):
    """What the decoder says after any tokens: asked once, and for those of the hypothesis before in a single pass."""

    def __init__(self, stepper: Stepper[Cache], given: tuple[int, ...]) -> None:
        self._stepper = stepper
        logits, attention, cache = stepper.run([BEGIN, *given], None)
        self._known = {given[:n]: _Outcome(logits[n], attention[n], cache) for n in range(len(given) + 1)}

    def after(self, tokens: tuple[int, ...]) -> _Outcome[Cache]:
        """tokens: of which all but the last have been asked for before."""
        if tokens not in self._known:
            cache = self._stepper.cut(self._known[tokens[:-1]].cache, len(tokens))
            logits, attention, cache = self._stepper.run(tokens[-1:], cache)
            self._known[tokens] = _Outcome(logits[-1], attention[-1], cache)
        return self._known[tokens]


def decode(
    stepper: Stepper[Cache],
    previous: Sequence[int],
    *,
    forced: Sequence[int] = (),
    settled: int = 0,
    limit: int,
    scorer: Scorer | None = None,
) -> Hypothesis:
    """Decodes with the same outcome as decoding from nothing, apart from what is settled.

    forced: tokens that are given and not up for choice (words said before the place of interest). previous: tokens of
    the hypothesis before, after the forced ones. settled: with a scorer so many of those stay as long as the decoder
    has not plainly changed its mind; that keeps the second path to the words of the last seconds. limit: most tokens to
    return; more is a decoder run wild. scorer: has a say in the choice; without one it is greedy.
    """
    outcomes = _Outcomes(stepper, (*forced, *previous[: limit - len(forced)]))
    paths, best = [_Path(_kept(outcomes, tuple(forced), previous[:settled] if scorer else ()))], None
    while paths:
        alone = len(paths) == 1 and best is None
        grown = [longer for path in paths for longer in _grown(path, outcomes, limit, scorer, alone=alone)]
        grown = sorted(grown, key=lambda path: -path.score)[: 1 if scorer is None else _PATHS]
        if looped := _looped(grown[0].tokens[len(forced) :]):
            return _finish(outcomes, grown[0].tokens[:-looped])
        near = [path for path in grown if path.score >= grown[0].score - _FALLEN_BEHIND]
        best = max([*filter(None, [best]), *(path for path in near if path.over)], key=_score, default=None)
        paths = [path for path in near if not path.over and (best is None or path.score > best.score)]
    assert best is not None
    return _finish(outcomes, best.tokens)


def _kept(outcomes: _Outcomes[Cache], forced: tuple[int, ...], settled: Sequence[int]) -> tuple[int, ...]:
    """The forced tokens and those of the settled ones that are not far from the decoder's first choice."""
    kept = forced
    for token in settled:
        logits = outcomes.after(kept).logits
        if logits[token] < logits.max() - _FALLEN_BEHIND:
            break
        kept = (*kept, token)
    return kept


def _score(path: _Path) -> float:
    return path.score


def _grown(
    path: _Path, outcomes: _Outcomes[Cache], limit: int, scorer: Scorer | None, *, alone: bool
) -> Iterator[_Path]:
    """A path with each token that may follow. alone: no other path depends on the score."""
    if len(path.tokens) >= limit:
        yield replace(path, over=True)
        return
    outcome = outcomes.after(path.tokens)
    candidates = outcome.candidates()
    if scorer is None or (alone and candidates.size == 1):
        candidates = candidates[:1]
        scores = np.zeros(1, np.float32)
    else:
        scores = scorer.scores(path.tokens, candidates.tolist()) + outcome.log_probs(candidates)
    for token, score in zip(candidates.tolist(), scores.tolist(), strict=True):
        if token == END:
            yield replace(path, score=path.score + score, over=True)
        else:
            yield _Path((*path.tokens, token), path.score + score)


def _looped(tokens: Sequence[int]) -> int:
    """How many tokens at the end only repeat the block before them, 0 if there is no loop."""
    for size in range(1, min(_LOOP_BLOCK_MAX, len(tokens) // _LOOP_REPEATS) + 1):
        repeats = max(_LOOP_REPEATS, -(-_LOOP_TOKENS // size))
        span = size * repeats
        if len(tokens) >= span and tokens[-span:-size] == tokens[size - span :]:
            return span - size
    return 0


def _finish(outcomes: _Outcomes[Cache], tokens: tuple[int, ...]) -> Hypothesis:
    steps = [outcomes.after(tokens[:count]) for count in range(len(tokens) + 1)]
    log_probs = [step.log_probs(np.array([token])) for step, token in zip(steps, tokens, strict=False)]
    return Hypothesis(
        tokens, np.concatenate([np.zeros(0, np.float32), *log_probs]), np.stack([step.attention for step in steps])
    )
