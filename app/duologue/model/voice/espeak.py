"""The built-in voice: espeak-ng, a formant synthesiser that answers in milliseconds and needs no model."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import soxr

from duologue.core.errors import DuologueError
from duologue.core.languages import ENGLISH
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.base import SpokenPiece, SpokenWord
from duologue.model.voice.edges import audible_range, pause_s, ramped
from duologue.model.voice.espeak_library import DEFAULT_STYLE, EspeakStyle, espeak_library
from duologue.model.voice.loudness import normalise
from duologue.model.voice.reading import ESPEAK_INTERJECTIONS, PronouncedText, read_aloud


class EspeakVoice:
    """Voice by espeak-ng.

    Raises:
        DuologueError: the library or its data cannot be loaded, or the voice cannot be used.
    """

    def __init__(self, style: EspeakStyle = DEFAULT_STYLE) -> None:
        self._style = self._paced = style
        self._library = espeak_library()
        self.synthesise("Ready.")  # says now if the voice cannot be used

    @property
    def name(self) -> str:
        """What the voice is called, for people."""
        return f"espeak-ng, {self._style.name}"

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        """The clause in one piece (Voice): it takes a few milliseconds."""
        if language != ENGLISH:
            raise DuologueError("voice.language", f"{self.name} does not speak '{language}'.")
        yield self.synthesise(clause)

    def pace(self, rate: float) -> None:
        """Speaks so many times as fast as the style says from the next clause on (PacedVoice)."""
        self._paced = replace(self._style, rate_wpm=round(rate * self._style.rate_wpm))

    def synthesise(self, clause: str) -> SpokenPiece:
        """The whole clause as sound at about -20 LUFS."""
        spoken = read_aloud(clause, ENGLISH, ESPEAK_INTERJECTIONS)
        if not any(character.isalnum() for character in spoken.text):
            return SpokenPiece(np.zeros(0, np.float32), tuple(SpokenWord(word, 0.0) for word in spoken.words))
        raw, beginnings = self._library.speak(spoken.text, self._paced)
        sound = soxr.resample(raw.astype(np.float32) / 32768, self._library.rate_hz, SPEAKER_RATE_HZ)
        first, end = audible_range(normalise(sound))
        if first == end:
            raise DuologueError("voice.silent", f"espeak-ng made no sound of '{clause[:60]}'.")
        samples = ramped(normalise(sound[first:end]))
        starts = _word_starts(spoken, beginnings)
        last_s = len(samples) / SPEAKER_RATE_HZ
        words = tuple(
            SpokenWord(word, min(max(start / self._library.rate_hz - first / SPEAKER_RATE_HZ, 0.0), last_s))
            for word, start in zip(spoken.words, starts, strict=True)
        )
        return SpokenPiece(samples, words, pause_s(clause))


def _word_starts(spoken: PronouncedText, beginnings: list[tuple[int, int]]) -> list[float]:
    """The sample at which each written word begins, in order and never falling.

    A word for which espeak-ng reports none (a dash, a mark) begins with the one before it.
    """
    starts, latest = [], 0.0
    for first, end in spoken.ranges:
        own = [sample for position, sample in beginnings if first <= position < end]
        latest = max(latest, float(min(own))) if own else latest
        starts.append(latest)
    return starts
