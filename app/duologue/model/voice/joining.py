"""Puts the sound of several texts together, so that it is that of one clause."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.base import SpokenPiece, SpokenWord


def one_after_another(parts: Sequence[Iterable[SpokenPiece]]) -> Iterator[SpokenPiece]:
    """The pieces of all parts, each as soon as it is made; words timed from the first sample of all, the pauses between
    parts part of the sound."""
    elapsed = waiting = 0  # samples
    for index, part in enumerate(parts):
        began = elapsed + waiting
        for piece in part:
            given = _shifted(piece, began / SPEAKER_RATE_HZ, waiting, last=index == len(parts) - 1)
            elapsed, waiting = elapsed + len(given.samples), 0
            yield given
            if given.pause_s != piece.pause_s:
                waiting = round(piece.pause_s * SPEAKER_RATE_HZ)


def _shifted(piece: SpokenPiece, began_s: float, waiting: int, *, last: bool) -> SpokenPiece:
    """A piece of a part that begins after began_s, behind `waiting` samples of silence."""
    samples = np.concatenate([np.zeros(waiting, np.float32), piece.samples]) if waiting else piece.samples
    words = tuple(SpokenWord(word.text, word.start_s + began_s) for word in piece.words)
    return replace(piece, samples=samples, words=words, pause_s=piece.pause_s if last else 0.0)
