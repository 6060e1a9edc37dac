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
from duologue.model.voice.espeak_library import AMERICAN, DEFAULT_STYLE, EspeakStyle, espeak_library
from duologue.model.voice.loudness import normalise
from duologue.model.voice.reading import ESPEAK_INTERJECTIONS, PronouncedText, read_aloud

BRITISH = EspeakStyle(
    "British English", AMERICAN.replace("language en-us\nphonemes en-us\ndictrules 3 6\n", "language en-gb\n")
)
OTHER_LANGUAGES = (
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "eo", "es", "et", "eu",
    "fa", "fi", "fr", "ga", "gd", "gu", "hi", "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "kn", "ko", "ky",
    "la", "lt", "lv", "mk", "ml", "mr", "ms", "nb", "ne", "nl", "pa", "pl", "pt", "ro", "ru", "si", "sk", "sl",
    "sq", "sr", "sv", "sw", "ta", "te", "tr", "uk", "ur", "uz", "vi", "zh",
)  # fmt: skip
"""Languages beside English that it speaks as they are written, ISO 639-1."""
_CODES = {"zh": "cmn", "pt": "pt-br"}
"""What espeak-ng calls a language if not by that code."""
_STEADY = "\nflutter 0\nroughness 0\n"
"""See espeak_library.AMERICAN."""


class EspeakVoice:
    """Voice by espeak-ng. style: for English; other languages are spoken in that of espeak-ng.

    Raises:
        DuologueError: the library or its data cannot be loaded, or the voice cannot be used.
    """

    def __init__(self, style: EspeakStyle = DEFAULT_STYLE) -> None:
        self._styles, self._rate = {ENGLISH: style}, 1.0
        self._library = espeak_library()
        self.synthesise("Ready.")  # says now if the voice cannot be used

    @property
    def name(self) -> str:
        """What the voice is called, for people."""
        return f"espeak-ng, {self._styles[ENGLISH].name}"

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        """The clause in one piece (Voice): it takes a few milliseconds."""
        yield self.synthesise(clause, language)

    def pace(self, rate: float) -> None:
        """Speaks so many times as fast as the style says from the next clause on (PacedVoice)."""
        self._rate = rate

    def synthesise(self, clause: str, language: str = ENGLISH) -> SpokenPiece:
        """The whole clause as sound at about -20 LUFS.

        Raises:
            DuologueError: as speak() does.
        """
        style = self._style_of(language)
        spoken = read_aloud(clause, language, ESPEAK_INTERJECTIONS)
        if not any(character.isalnum() for character in spoken.text):
            return SpokenPiece(np.zeros(0, np.float32), tuple(SpokenWord(word, 0.0) for word in spoken.words))
        raw, beginnings = self._library.speak(spoken.text, replace(style, rate_wpm=round(self._rate * style.rate_wpm)))
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

    def _style_of(self, language: str) -> EspeakStyle:
        if language not in self._styles:
            own = self._library.style_of(_CODES.get(language, language))
            self._styles[language] = EspeakStyle(own.name, own.definition + _STEADY)
        return self._styles[language]


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
