"""The built-in voice: espeak-ng, a formant synthesiser that answers in milliseconds and needs no model."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import soxr

from duologue.core.errors import DuologueError
from duologue.core.languages import ENGLISH
from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.base import SpokenPiece, SpokenWord
from duologue.model.voice.espeak_library import DEFAULT_STYLE, EspeakStyle, espeak_library
from duologue.model.voice.loudness import normalise
from duologue.model.voice.reading import ESPEAK_INTERJECTIONS, PronouncedText, read_aloud

FRAME_SAMPLES = SPEAKER_RATE_HZ * 10 // 1000
AUDIBLE_DBFS = -55.0
RAMP_SAMPLES = SPEAKER_RATE_HZ * 4 // 1000
PAUSE_COMMA_S = 0.12
PAUSE_SENTENCE_S = 0.25
PAUSE_NONE_S = 0.04


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
        first, end = _audible_range(normalise(sound))
        if first == end:
            raise DuologueError("voice.silent", f"espeak-ng made no sound of '{clause[:60]}'.")
        samples = _ramped(normalise(sound[first:end]))
        starts = _word_starts(spoken, beginnings)
        last_s = len(samples) / SPEAKER_RATE_HZ
        words = tuple(
            SpokenWord(word, min(max(start / self._library.rate_hz - first / SPEAKER_RATE_HZ, 0.0), last_s))
            for word, start in zip(spoken.words, starts, strict=True)
        )
        return SpokenPiece(samples, words, _pause_s(clause))


def _audible_range(sound: Samples) -> tuple[int, int]:
    """First and one past the last sample of the 10 ms frames above AUDIBLE_DBFS; (0, 0) if there are none."""
    padded = np.pad(sound, (0, -len(sound) % FRAME_SAMPLES)).reshape(-1, FRAME_SAMPLES)
    audible = np.flatnonzero(np.mean(padded**2, axis=1) > 10 ** (AUDIBLE_DBFS / 10))
    if len(audible) == 0:
        return 0, 0
    return int(audible[0]) * FRAME_SAMPLES, min((int(audible[-1]) + 1) * FRAME_SAMPLES, len(sound))


def _ramped(sound: Samples) -> Samples:
    """The sound with raised-cosine edges, so that it neither begins nor ends with a click."""
    count = min(RAMP_SAMPLES, len(sound) // 2)
    ramp = (0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / max(count, 1))).astype(np.float32)
    sound = sound.copy()
    sound[:count] *= ramp
    sound[len(sound) - count :] *= ramp[::-1]
    return sound


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


def _pause_s(clause: str) -> float:
    clause = clause.rstrip("\"'”’)]*_` \n")
    if clause.endswith((".", "!", "?", "…")):
        return PAUSE_SENTENCE_S
    return PAUSE_COMMA_S if clause.endswith((",", ";", ":", "–", "—", "-")) else PAUSE_NONE_S
