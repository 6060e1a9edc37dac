"""The voices there are, by the languages they speak. A new one is one line in VOICES."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NoReturn

from duologue.core.errors import DuologueError
from duologue.core.languages import ENGLISH
from duologue.core.offered_voice import OfferedVoice
from duologue.model.bundle import Bundle
from duologue.model.contents import VOICE_GRAPHS, VOICES_BUNDLE
from duologue.model.voice.base import LOOKAHEAD_S, AheadVoice, PacedVoice, SpokenPiece, Voice
from duologue.model.voice.entry import VoiceEntry
from duologue.model.voice.espeak import BRITISH, OTHER_LANGUAGES, EspeakVoice
from duologue.model.voice.joining import one_after_another
from duologue.model.voice.kept import KeptClauses
from duologue.model.voice.kokoro_voices import KokoroVoices, find_kokoro
from duologue.model.voice.piper_voices import accent_of, find_voices, open_bundled, open_file
from duologue.model.voice.tongues import parts_by_language

BUNDLED = "joe"
"""Name of the voice that the model bundle holds."""


VOICES: dict[str, VoiceEntry] = {
    "espeak-ng": VoiceEntry((ENGLISH, *OTHER_LANGUAGES), EspeakVoice, accent="en-us"),
    "espeak-ng-british": VoiceEntry((ENGLISH,), partial(EspeakVoice, BRITISH), accent="en-gb"),
}
"""The voices that need nothing beside the program, by name."""


def find_entries(bundle: Bundle | None, folder: Path | None, bundles: Path | None = None) -> dict[str, VoiceEntry]:
    """All voices by name, the best first: the bundle's, those in the user's folder, Kokoro's, and VOICES.

    bundles: where the bundle of Kokoro's voices may be. They come before the bundle's own where they were found to be
    fast enough.
    """
    entries = {}
    if bundle is not None and set(VOICE_GRAPHS.values()) <= set(bundle.manifest.graphs):
        entries[BUNDLED] = VoiceEntry((ENGLISH,), partial(open_bundled, bundle), accent="en-us")
    for name, path in find_voices(folder).items() if folder is not None else ():
        entries[name] = _entry_of(path)
    kokoro = find_kokoro(bundles / VOICES_BUNDLE) if bundles is not None else KokoroVoices({})
    return (kokoro.entries | entries if kokoro.fast else entries | kokoro.entries) | VOICES


def _entry_of(path: Path) -> VoiceEntry:
    try:
        accent = accent_of(path)
        return VoiceEntry((accent.split("-")[0],), partial(open_file, path), accent=accent)
    except DuologueError as error:
        return VoiceEntry((), partial(_refuse, error), error.message)


def _refuse(error: DuologueError) -> NoReturn:
    raise error


class Voices:
    """Says each clause with the best voice that speaks its language (Voice). Voices are opened when needed first.

    language: what will be spoken for sure; its voice is opened now. preferred: name of the voice that is taken for
    every language that it speaks. entries: the voices there are, by name, the best first; None for VOICES.

    A voice that fails is not asked again, and the next best one speaks instead.

    Raises:
        DuologueError: nothing here speaks the language, or none of its voices can be used.
    """

    def __init__(
        self, language: str = ENGLISH, preferred: str = "", entries: Mapping[str, VoiceEntry] | None = None
    ) -> None:
        self._entries = VOICES if entries is None else entries
        self._opened: dict[str, Voice] = {}
        self._failed: set[str] = set()
        self._faults: list[str] = []
        self._kept = KeptClauses()
        self._rate = 1.0
        self._ahead_s = LOOKAHEAD_S
        self._preferred = ""
        self.choose(preferred)
        self._main = self._first_of(language)

    @property
    def name(self) -> str:
        """What the voice that was opened first is called, for people."""
        return self._main.name

    def choose(self, name: str) -> None:
        """Takes this voice for every language that it speaks, "" the best, from the next clause on (ChosenVoice)."""
        if name == self._preferred:
            return
        self._preferred = name
        if name and name not in self._entries:
            self._faults.append(f"There is no voice '{name}'; there is: {', '.join(self._entries)}.")
        elif name and self._entries[name].problem:
            self._faults.append(self._entries[name].problem)

    def offered(self, language: str) -> tuple[OfferedVoice, ...]:
        """Those that can speak a language (ChosenVoice): that one is its own, and that it has not failed."""
        return tuple(
            OfferedVoice(name, entry.accent)
            for name, entry in self._entries.items()
            if entry.languages[:1] == (language,) and not entry.problem and name not in self._failed
        )

    def pace(self, rate: float) -> None:
        """Speaks so many times as fast as usual (PacedVoice), with each voice that can."""
        self._rate = rate
        for voice in self._opened.values():
            if isinstance(voice, PacedVoice):
                voice.pace(rate)

    def take_faults(self) -> tuple[str, ...]:
        """What went wrong since this was asked last (ChosenVoice)."""
        faults, self._faults = tuple(self._faults), []
        return faults

    def speak(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        """The clause as sound (Voice), by the first voice that can say it; words in another script by one of theirs."""
        names = self._able(language)
        key = clause, language, names[0], self._rate
        return self._kept.speak(key, lambda: self._said(clause, language))

    @property
    def ahead_s(self) -> float:
        """What the voice that spoke last needs (AheadVoice)."""
        return self._ahead_s

    def _said(self, clause: str, language: str) -> Iterator[SpokenPiece]:
        parts = parts_by_language(clause, language, self._speaks)
        if len(parts) <= 1:
            tongue = parts[0][1] if parts else language
            return self._said_by(self._able(tongue), clause, tongue)
        return one_after_another([self._said_by(self._able(tongue), part, tongue) for part, tongue in parts])

    def _speaks(self, language: str) -> bool:
        return any(language in entry.languages for entry in self._entries.values())

    def _said_by(self, names: list[str], clause: str, language: str) -> Iterator[SpokenPiece]:
        for name in names:
            began = False
            try:
                voice = self._open(name)
                self._ahead_s = voice.ahead_s if isinstance(voice, AheadVoice) else LOOKAHEAD_S
                for piece in voice.speak(clause, language):
                    yield piece
                    began = True
                return
            except DuologueError as error:
                self._give_up(name, error)
                if began or name == names[-1]:
                    raise
                self._faults.append(error.message)

    def _first_of(self, language: str) -> Voice:
        """The best voice of a language that can be opened."""
        names = self._able(language)
        for name in names[:-1]:
            try:
                return self._open(name)
            except DuologueError as error:
                self._give_up(name, error)
                self._faults.append(error.message)
        return self._open(names[-1])

    def _able(self, language: str) -> list[str]:
        """The names of the voices that speak a language, the best first."""
        fitting = [name for name, entry in self._entries.items() if language in entry.languages]
        fitting.sort(key=lambda name: (name in self._failed, name != self._preferred))
        if not fitting:
            raise DuologueError("voice.language", f"There is no voice that speaks '{language}'.")
        return [name for name in fitting if name not in self._failed] or fitting

    def _open(self, name: str) -> Voice:
        if name not in self._opened:
            voice = self._opened[name] = self._entries[name].open()
            if isinstance(voice, PacedVoice):
                voice.pace(self._rate)
        return self._opened[name]

    def _give_up(self, name: str, error: DuologueError) -> None:
        """Asks a voice no more that failed; one that found nothing to say in a clause did not."""
        if error.code != "voice.silent":
            self._failed.add(name)
            self._opened.pop(name, None)
