"""Graphs for the ears that recognise a made-up language: a word is a stretch of sound of one constant value.

They have the interface of the real graphs and, like them, no memory between calls; so everything between them is tested
as it is, at a speed that allows an hour of speech.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from duologue.core.microturn import Samples
from duologue.core.timing import MIC_RATE_HZ
from duologue.model.ears import Ears
from duologue.model.ears.graph import Graph
from duologue.model.ears.recogniser import FRAME
from duologue.model.ears.tokenizer import END, Tokenizer

WORDS = 200
_FIRST = 3
_STEP = 1 / 256


def speech(words: Sequence[int], *, word_s: float = 0.3, gap_s: float = 0.0) -> Samples:
    """The sound of words, each followed by a gap. words: numbers from 0 to WORDS - 1."""
    word, gap = round(word_s * MIC_RATE_HZ), round(gap_s * MIC_RATE_HZ)
    parts = [np.repeat(np.float32([(number + 1) * _STEP, 0]), [word, gap]) for number in words]
    return np.concatenate(parts).astype(np.float32)


def silence(seconds: float) -> Samples:
    """Digital silence."""
    return np.zeros(round(seconds * MIC_RATE_HZ), np.float32)


class CodedEncoder:
    """A frame carries the value of the sound in its middle. `heard`: sizes of what it was given, in samples."""

    def __init__(self) -> None:
        self.heard: list[int] = []

    def run(self, output_names: Sequence[str] | None, input_feed: Mapping[str, Any], /) -> Sequence[Any]:
        audio = input_feed["audio"][0]
        self.heard.append(audio.size)
        values = audio[FRAME // 2 :: FRAME]
        keys = np.zeros((6, 1, 8, values.size, 36), np.float32)
        keys[0, 0, 0, :, 0] = values
        return [np.repeat(values[None, :, None], 288, axis=2), keys, keys]


class CodedDecoder:
    """Wants the words of the sound one after the other, by their place. `slurs`: numbers it cannot make out."""

    def __init__(self, slurs: Sequence[int] = ()) -> None:
        self.slurs = slurs
        self.passes: list[int] = []

    def run(self, output_names: Sequence[str] | None, input_feed: Mapping[str, Any], /) -> Sequence[Any]:
        codes = np.rint(input_feed["cross_k"][0, 0, 0, :, 0] / _STEP).astype(int)
        begins = np.flatnonzero((codes > 0) & (codes != np.concatenate([[0], codes[:-1]])))
        said = [(codes[at] - 1, at) for at in begins if codes[at] - 1 not in self.slurs]
        tokens, past = input_feed["tokens"], input_feed["past_k"].shape[3]
        count = tokens.shape[1]
        self.passes.append(count)
        logits = np.zeros((1, count, WORDS + _FIRST), np.float32)
        attention = np.zeros((1, count, codes.size), np.float32)
        for row in range(count):
            place = past + row
            word, frame = said[place] if place < len(said) else (END - _FIRST, codes.size - 2)
            logits[0, row, word + _FIRST] = 20.0
            attention[0, row, frame + 1] = 1.0
        present = np.zeros((6, 1, 8, past + count, 36), np.float32)
        return [logits, attention, present, present]


class CodedActivity:
    """Speech is whatever is not silent."""

    def run(self, output_names: Sequence[str] | None, input_feed: Mapping[str, Any], /) -> Sequence[Any]:
        spoken = input_feed["input"][:, 64:].any(axis=1)
        return [spoken.astype(np.float32), input_feed["h"], input_feed["c"]]


def coded_ears(
    encoder: CodedEncoder | None = None, decoder: CodedDecoder | None = None, ending: Graph | None = None
) -> Ears:
    """Ears for the made-up language."""
    pieces = [b"", b"", b"", *(f"▁w{number}".encode() for number in range(WORDS))]
    return Ears(encoder or CodedEncoder(), decoder or CodedDecoder(), CodedActivity(), Tokenizer(pieces), ending=ending)


def hear_all(ears: Ears, sound: Samples) -> list[Any]:
    """The hearing of each micro-turn of a sound, the last one filled up with silence."""
    sound = np.pad(sound, (0, -sound.size % 3200))
    return [ears.hear(mic) for mic in sound.reshape(-1, 3200)]
