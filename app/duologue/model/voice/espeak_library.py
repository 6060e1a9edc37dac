"""libespeak-ng through ctypes, from the package espeakng-loader.

The library keeps one voice and one state for the whole process, so every call goes through one lock and says which
voice it wants. It takes paths of 160 characters and voice files of 60 at most; what it reads is therefore laid out in a
temporary folder of this process, whose path is short wherever the package is installed.
"""

import atexit
import ctypes
import itertools
import re
import shutil
import tempfile
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import espeakng_loader
import numpy as np
import numpy.typing as npt

from duologue.core.errors import DuologueError

_SYNCHRONOUS = 2
_PHONEME_EVENTS, _PHONEMES_IN_IPA, _DO_NOT_EXIT = 0x0001, 0x0002, 0x8000
_UTF8, _PHONEMES = 0x01, 0x100
_POSITION_CHARACTER = 1
_EVENT_END_OF_LIST, _EVENT_WORD, _EVENT_PHONEME = 0, 1, 7
_PARAMETER_RATE, _PARAMETER_PITCH, _PARAMETER_RANGE = 1, 3, 4
_DATA_FILES = ("phondata", "phonindex", "phontab", "intonations")
"""What every voice reads of espeak-ng's data; each language has a dictionary beside."""

AMERICAN = """\
name american
language en-us
phonemes en-us
dictrules 3 6
flutter 0
roughness 0
formant 6 10 10 10
formant 7 10 10 10
formant 8 10 10 10
"""
"""An American English voice, the buzz above 5 kHz taken down. No flutter, roughness or breath: they run on from one
text to the next, and the same text must give the same sound whatever was said before."""


@dataclass(frozen=True, slots=True)
class EspeakStyle:
    """How espeak-ng speaks.

    definition: a voice as espeak-ng's voice files describe it. rate_wpm: words a minute. pitch and pitch_range: 0 to
    100, 50 is the voice's own.
    """

    name: str = "American English"
    definition: str = AMERICAN
    rate_wpm: int = 155
    pitch: int = 50
    pitch_range: int = 50


DEFAULT_STYLE = EspeakStyle()


@dataclass(frozen=True, slots=True)
class PronouncedWord:
    """A word as espeak-ng pronounces it.

    at: its first character in the text. phonemes: in the International Phonetic Alphabet, stress marks before them.
    """

    at: int
    phonemes: tuple[str, ...]


class _Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("message", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_ms", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("identifier", ctypes.c_ubyte * 8),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class EspeakLibrary:
    """The library, loaded. Only one may be in use in a process: see espeak_library().

    Raises:
        DuologueError: the library or its data cannot be used.
    """

    def __init__(self, library: Path, data: Path) -> None:
        self._lock = threading.Lock()
        self._pieces: list[npt.NDArray[np.int16]] = []
        self._words: list[tuple[int, int]] = []
        self._phonemes: list[list[str]] = []
        self._style: EspeakStyle | None = None
        self._source, self._data = data, _lay_out(data)
        try:
            self._espeak = ctypes.CDLL(str(library))
        except OSError as error:
            raise DuologueError("voice.load", f"The espeak-ng voice could not be loaded: {error}.") from error
        self._espeak.espeak_Synth.argtypes = [
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
            ctypes.c_void_p, ctypes.c_void_p,
        ]  # fmt: skip
        options = _PHONEME_EVENTS | _PHONEMES_IN_IPA | _DO_NOT_EXIT
        self.rate_hz = int(self._espeak.espeak_Initialize(_SYNCHRONOUS, 0, str(self._data).encode(), options))
        if self.rate_hz <= 0:
            raise DuologueError("voice.data", f"espeak-ng cannot use its voice data in '{data}'.")
        self._callback = _Callback(self._collect)  # the library keeps the pointer: it must live as long
        self._espeak.espeak_SetSynthCallback(self._callback)

    def speak(self, text: str, style: EspeakStyle) -> tuple[npt.NDArray[np.int16], list[tuple[int, int]]]:
        """Sound [N] at rate_hz, and where words begin: (character of the text, sample).

        Phonemes may stand in double brackets.

        Raises:
            DuologueError: the voice cannot be used, or the synthesiser failed.
        """
        with self._lock:
            self._synthesise(text, style)
            pieces, words = self._pieces, self._words
        return (np.concatenate(pieces) if pieces else np.zeros(0, np.int16)), words

    def pronounce(self, text: str, style: EspeakStyle) -> list[PronouncedWord]:
        """The words of a text as phonemes, in order; words that run together are one. Phonemes as in speak().

        Raises:
            DuologueError: as speak() does.
        """
        with self._lock:
            self._synthesise(text, style)
            words, phonemes = self._words, self._phonemes
        return [PronouncedWord(at, tuple(said)) for (at, _), said in zip(words, phonemes, strict=True)]

    def style_of(self, language: str) -> EspeakStyle:
        """The style of espeak-ng's own voice for a language, named as espeak-ng names it ("en-us").

        Raises:
            DuologueError: it has none.
        """
        for file in sorted((self._source / "lang").rglob("*")):
            if file.is_file():
                definition = file.read_text(encoding="utf-8")
                if re.search(rf"^language\s+{re.escape(language)}\s*(?:\d+\s*)?$", definition, re.MULTILINE):
                    return EspeakStyle(language, definition)
        raise DuologueError("voice.language", f"espeak-ng does not know the language '{language}'.")

    def _synthesise(self, text: str, style: EspeakStyle) -> None:
        """Speaks a text into the lists of pieces, words and phonemes. To be called with the lock held."""
        self._set(style)
        self._pieces, self._words, self._phonemes = [], [], []
        encoded = text.encode() + b"\0"
        status = self._espeak.espeak_Synth(
            encoded, len(encoded), 0, _POSITION_CHARACTER, 0, _UTF8 | _PHONEMES, None, None
        )
        if status != 0:
            raise DuologueError("voice.failed", f"espeak-ng failed to speak a sentence (status {status}).")

    def _set(self, style: EspeakStyle) -> None:
        if style == self._style:
            return
        self._style = None
        name = f"duologue-{zlib.crc32(style.definition.encode()):08x}"
        file = self._data / "voices" / name
        try:
            self._bring_dictionary(style.definition)
            file.write_text(style.definition, encoding="utf-8")
        except OSError as error:
            raise DuologueError("voice.data", f"The voice '{style.name}' cannot be set up: {error}.") from error
        if self._espeak.espeak_SetVoiceByName(name.encode()) != 0:
            raise DuologueError("voice.unknown", f"espeak-ng cannot use the voice '{style.name}'.")
        self._espeak.espeak_SetParameter(_PARAMETER_RATE, style.rate_wpm, 0)
        self._espeak.espeak_SetParameter(_PARAMETER_PITCH, style.pitch, 0)
        self._espeak.espeak_SetParameter(_PARAMETER_RANGE, style.pitch_range, 0)
        self._style = style

    def _bring_dictionary(self, definition: str) -> None:
        """Lays out the dictionary that a voice uses: the one it names, else the one of its language."""
        named = re.search(r"^dictionary\s+(\w+)", definition, re.MULTILINE)
        named = named or re.search(r"^language\s+(\w+)", definition, re.MULTILINE)
        name = f"{named[1] if named else 'en'}_dict"
        if (self._source / name).is_file() and not (self._data / name).exists():
            shutil.copyfile(self._source / name, self._data / name)

    def _collect(self, wave: "ctypes._Pointer[ctypes.c_short]", count: int, events: "ctypes._Pointer[_Event]") -> int:
        """Callback of espeak-ng, on the thread that called speak()."""
        if count > 0:
            self._pieces.append(np.ctypeslib.as_array(wave, (count,)).copy())
        for index in itertools.count():
            event = events[index]
            if event.type == _EVENT_END_OF_LIST:
                break
            if event.type == _EVENT_WORD:
                self._words.append((event.text_position - 1, event.sample))
                self._phonemes.append([])
            elif event.type == _EVENT_PHONEME and self._phonemes:
                self._phonemes[-1].append(bytes(event.identifier).split(b"\0")[0].decode(errors="ignore"))
        return 0


def _lay_out(data: Path) -> Path:
    """A folder with what espeak-ng needs of its data, until the process ends."""
    try:
        home = Path(tempfile.mkdtemp(prefix="duologue-voice-"))
        atexit.register(shutil.rmtree, home, ignore_errors=True)
        for folder in ("voices", "lang"):
            (home / folder).mkdir()
        for name in _DATA_FILES:
            shutil.copyfile(data / name, home / name)
    except OSError as error:
        raise DuologueError(
            "voice.data",
            f"The data of the espeak-ng voice cannot be copied: {error}. Make room in the folder for temporary "
            f"files, or name another one in TMPDIR.",
        ) from error
    return home


_library_path: Callable[[], str] = espeakng_loader.get_library_path
_data_path: Callable[[], str] = espeakng_loader.get_data_path
_loading = threading.Lock()
_loaded: list[EspeakLibrary] = []


def espeak_library() -> EspeakLibrary:
    """The one library of this process, loaded on first use.

    Raises:
        DuologueError: it cannot be loaded.
    """
    with _loading:
        if not _loaded:
            _loaded.append(EspeakLibrary(Path(_library_path()), Path(_data_path())))
        return _loaded[0]
