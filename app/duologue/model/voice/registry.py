"""The voices there are, by the languages they speak. A new one is one line in VOICES."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from duologue.core.errors import DuologueError
from duologue.core.languages import ENGLISH
from duologue.model.voice.base import PacedVoice, SpokenPiece, Voice
from duologue.model.voice.espeak import EspeakVoice


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """A voice that can be had. languages: what it speaks, ISO 639-1. open: makes it ready, which may take a while."""

    languages: tuple[str, ...]
    open: Callable[[], Voice]


VOICES: dict[str, VoiceEntry] = {"espeak-ng": VoiceEntry((ENGLISH,), EspeakVoice)}
"""The voices by name; where several speak a language, the first is taken unless another is preferred."""


class Voices:
    """Says each clause with a voice that speaks its language (Voice). Voices are opened when they are needed first.

    language: what will be spoken for sure; its voice is opened now. preferred: name of the voice that is taken for
    every language that it speaks.

    Raises:
        DuologueError: nothing here speaks the language, or its voice cannot be used.
    """

    def __init__(self, language: str = ENGLISH, preferred: str = "") -> None:
        self._preferred = preferred
        self._opened: dict[str, Voice] = {}
        self._rate = 1.0
        self._main = self._voice(language)

    @property
    def name(self) -> str:
        """What the voice that was opened first is called, for people."""
        return self._main.name

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        """The clause as sound (Voice)."""
        return self._voice(language).speak(clause, language)

    def pace(self, rate: float) -> None:
        """Speaks so many times as fast as usual (PacedVoice), with each voice that can."""
        self._rate = rate
        for voice in self._opened.values():
            if isinstance(voice, PacedVoice):
                voice.pace(rate)

    def _voice(self, language: str) -> Voice:
        fitting = [name for name, entry in VOICES.items() if language in entry.languages]
        if not fitting:
            raise DuologueError("voice.language", f"There is no voice that speaks '{language}'.")
        name = self._preferred if self._preferred in fitting else fitting[0]
        if name not in self._opened:
            voice = self._opened[name] = VOICES[name].open()
            if isinstance(voice, PacedVoice):
                voice.pace(self._rate)
        return self._opened[name]
