"""The built-in voice: espeak-ng, a formant synthesiser that answers in milliseconds and needs no model.

The library comes with the package espeakng-loader and is called through ctypes. It keeps one voice and one state for
the whole process, so every call goes through one lock, and each sets what it needs.
"""

import ctypes
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import espeakng_loader
import numpy as np
import numpy.typing as npt
import soxr

from duologue.core.errors import DuologueError
from duologue.core.microturn import Samples
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.voice.base import SpokenClause, SpokenWord
from duologue.model.voice.loudness import normalise
from duologue.model.voice.reading import Spoken, read_aloud

_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_UTF8, _PHONEMES = 0x01, 0x100
_POSITION_CHARACTER = 1
_EVENT_END_OF_LIST, _EVENT_WORD = 0, 1
_PARAMETER_RATE, _PARAMETER_PITCH, _PARAMETER_RANGE = 1, 3, 4

FRAME_SAMPLES = SPEAKER_RATE_HZ * 10 // 1000
AUDIBLE_DBFS = -55.0
RAMP_SAMPLES = SPEAKER_RATE_HZ * 4 // 1000
PAUSE_COMMA_S = 0.12
PAUSE_SENTENCE_S = 0.25
PAUSE_NONE_S = 0.04


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
        ("identifier", ctypes.c_void_p),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class EspeakStyle:
    """How it speaks.

    file: a voice definition of espeak-ng. rate_wpm: words a minute. pitch and pitch_range: 0 to 100, 50 is the
    voice's own.
    """

    name: str = "American English"
    file: Path = Path(__file__).parent / "american.voice"
    rate_wpm: int = 175
    pitch: int = 50
    pitch_range: int = 50


class _Library:
    """libespeak-ng, loaded once in a process. speak() holds the lock from setting the voice to the last sample."""

    def __init__(self, library: Path, data: Path) -> None:
        self._lock = threading.Lock()
        self._pieces: list[npt.NDArray[np.int16]] = []
        self._words: list[tuple[int, int]] = []
        try:
            self._espeak = ctypes.CDLL(str(library))
        except OSError as error:
            raise DuologueError("voice.load", f"The espeak-ng voice could not be loaded: {error}.") from error
        self._espeak.espeak_Synth.argtypes = [
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
            ctypes.c_void_p, ctypes.c_void_p,
        ]  # fmt: skip
        self.rate_hz = int(self._espeak.espeak_Initialize(_SYNCHRONOUS, 0, str(data).encode(), _DO_NOT_EXIT))
        if self.rate_hz <= 0:
            raise DuologueError("voice.data", f"espeak-ng found no usable voice data in '{data}'.")
        self._callback = _Callback(self._collect)  # the library keeps the pointer: it must live as long
        self._espeak.espeak_SetSynthCallback(self._callback)

    def _collect(self, wave: "ctypes._Pointer[ctypes.c_short]", count: int, events: "ctypes._Pointer[_Event]") -> int:
        if count > 0:
            self._pieces.append(np.ctypeslib.as_array(wave, (count,)).copy())
        for index in itertools.count():
            event = events[index]
            if event.type == _EVENT_END_OF_LIST:
                return 0
            if event.type == _EVENT_WORD:
                self._words.append((event.text_position - 1, event.sample))
        return 0

    def check(self, style: EspeakStyle) -> None:
        """Sets the style.

        Raises:
            DuologueError: the voice file cannot be used.
        """
        with self._lock:
            self._set(style)

    def _set(self, style: EspeakStyle) -> None:
        if self._espeak.espeak_SetVoiceByFile(str(style.file).encode()) != 0:
            raise DuologueError("voice.unknown", f"espeak-ng cannot use the voice '{style.file}'.")
        self._espeak.espeak_SetParameter(_PARAMETER_RATE, style.rate_wpm, 0)
        self._espeak.espeak_SetParameter(_PARAMETER_PITCH, style.pitch, 0)
        self._espeak.espeak_SetParameter(_PARAMETER_RANGE, style.pitch_range, 0)
        self._espeak.espeak_ng_SetRandSeed(ctypes.c_long(0))  # breath noise is drawn at random

    def speak(self, text: str, style: EspeakStyle) -> tuple[npt.NDArray[np.int16], list[tuple[int, int]]]:
        """Samples [N] at rate_hz, and where words begin: (character of the text, sample)."""
        with self._lock:
            self._set(style)
            self._pieces, self._words = [], []
            encoded = text.encode() + b"\0"
            status = self._espeak.espeak_Synth(
                encoded, len(encoded), 0, _POSITION_CHARACTER, 0, _UTF8 | _PHONEMES, None, None
            )
            pieces, words = self._pieces, self._words
        if status != 0:
            raise DuologueError("voice.failed", f"espeak-ng failed to speak a sentence (status {status}).")
        return (np.concatenate(pieces) if pieces else np.zeros(0, np.int16)), words


_library_path: Callable[[], str] = espeakng_loader.get_library_path
_data_path: Callable[[], str] = espeakng_loader.get_data_path
_loading = threading.Lock()
_loaded: list[_Library] = []


def _library() -> _Library:
    with _loading:
        if not _loaded:
            _loaded.append(_Library(Path(_library_path()), Path(_data_path())))
        return _loaded[0]


class EspeakVoice:
    """Voice by espeak-ng.

    Raises:
        DuologueError: the library or its data cannot be loaded, or the voice file cannot be used.
    """

    def __init__(self, style: EspeakStyle = EspeakStyle()) -> None:
        self._style = style
        self._library = _library()
        self._library.check(style)

    @property
    def name(self) -> str:
        """What the voice is called, for people."""
        return f"espeak-ng, {self._style.name}"

    def synthesise(self, clause: str) -> SpokenClause:
        """The clause as sound at about -20 LUFS (Voice)."""
        spoken = read_aloud(clause)
        if not any(character.isalnum() for character in spoken.text):
            return SpokenClause(np.zeros(0, np.float32), tuple(SpokenWord(word, 0.0) for word in spoken.words))
        raw, beginnings = self._library.speak(spoken.text, self._style)
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
        return SpokenClause(samples, words, _pause_s(clause))


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


def _word_starts(spoken: Spoken, beginnings: list[tuple[int, int]]) -> list[float]:
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
