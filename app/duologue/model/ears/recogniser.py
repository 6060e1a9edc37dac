"""The recogniser's graphs: sound to hidden frames, hidden frames and tokens to the next token."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ
from duologue.model.ears.decoding import Hypothesis, Scorer, decode
from duologue.model.ears.graph import Array, Graph

FRAME = 384
"""Samples from one encoder frame to the next: strides 64, 3 and 2 of its three convolutions (24 ms)."""
_LAYERS, _HEADS, _HEAD_SIZE = 6, 8, 36
SHORTEST = 4_000
"""Fewest samples (0.25 s) that are worth a pass; the convolutions need 895."""
_TOKENS_PER_S = 8.0
"""Most tokens for a second of sound: the model's authors stop at 6.5, but spelled digits take more."""
_TOKENS_SPARE = 6


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the encoder made of a stretch of sound. hidden: [S, 288]. cross_k, cross_v: [6, 1, 8, S, 36]."""

    hidden: Array
    cross_k: Array
    cross_v: Array


def onset(frame: int) -> int:
    """Sample of the stretch at which a token begins that the decoder chose looking at this encoder frame.

    One frame earlier than where it looks: then half of 289 words of timed meeting speech begin within 28 ms of it.
    """
    return max(0, int(frame) - 1) * FRAME


@dataclass(frozen=True, slots=True)
class _SelfCache:
    """Keys and values of the tokens so far. k, v: [6, 1, 8, P, 36]."""

    k: Array
    v: Array


class _Steps:
    """The decoder graph bound to one encoding."""

    def __init__(self, graph: Graph, encoding: Encoding) -> None:
        self._graph = graph
        self._cross = {"cross_k": encoding.cross_k, "cross_v": encoding.cross_v}

    def run(self, tokens: Sequence[int], cache: _SelfCache | None) -> tuple[Array, Array, _SelfCache]:
        past = cache or _NOTHING
        logits, attention, k, v = self._graph.run(
            ["logits", "attention", "present_k", "present_v"],
            {"tokens": np.array([tokens], np.int64), "past_k": past.k, "past_v": past.v, **self._cross},
        )
        return logits[0], attention[0], _SelfCache(k, v)

    def cut(self, cache: _SelfCache, length: int) -> _SelfCache:
        if cache.k.shape[3] == length:
            return cache
        return _SelfCache(
            np.ascontiguousarray(cache.k[:, :, :, :length]), np.ascontiguousarray(cache.v[:, :, :, :length])
        )


_NOTHING = _SelfCache(*(np.zeros((_LAYERS, 1, _HEADS, 0, _HEAD_SIZE), np.float32) for _ in range(2)))


class Recogniser:
    """Moonshine tiny: an encoder without memory and a decoder that is handed the encoder's keys and values."""

    def __init__(self, encoder: Graph, decoder: Graph, language: Scorer | None = None) -> None:
        self._encoder = encoder
        self._decoder = decoder
        self._language = language

    def encode(self, sound: Samples) -> Encoding:
        """Hears a stretch of sound. sound: [N], N at least SHORTEST."""
        hidden, k, v = self._encoder.run(["hidden", "cross_k", "cross_v"], {"audio": sound[None]})
        return Encoding(hidden[0], k, v)

    def decode(
        self, encoding: Encoding, previous: Sequence[int], forced: Sequence[int] = (), settled: int = 0
    ) -> Hypothesis:
        """What was said, in tokens.

        previous: the hypothesis before; forced: given first words; settled: tokens of `previous` (decoding.decode).
        """
        seconds = encoding.hidden.shape[0] * FRAME / MIC_RATE_HZ
        limit = int(seconds * _TOKENS_PER_S) + _TOKENS_SPARE
        steps = _Steps(self._decoder, encoding)
        return decode(steps, previous, forced=forced, settled=settled, limit=limit, scorer=self._language)
