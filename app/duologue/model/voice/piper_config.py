"""What stands beside the graph of a Piper voice: its rate, how it is drawn, and the numbers of its phonemes."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Annotated, Any

from pydantic import StrictFloat, StrictInt

from duologue.checked.fields import AnyText, Count, MustBe, Text
from duologue.checked.reading import NotJson, check, parsed
from duologue.core.errors import InputError
from duologue.model.voice.espeak_library import PronouncedWord
from duologue.model.voice.reading import PronouncedText

_CLOSING = ",;:.!?…"
_DASHES = ("—", "–", "--", "-")
_MARKS = {"…": ".", "—": ",", "–": ",", "-": ","}
"""How marks are written that these voices do not know; a dash that stands alone is a pause."""
_PAD, _BEGIN, _END, _SPACE = "_", "^", "$", " "

_Number = Annotated[StrictFloat | StrictInt, MustBe("a number")]


@dataclass(frozen=True, slots=True)
class _Audio:
    sample_rate: Count


@dataclass(frozen=True, slots=True)
class _Espeak:
    voice: Text


@dataclass(frozen=True, slots=True)
class _Inference:
    noise_scale: _Number = 0.667
    length_scale: _Number = 1.0
    noise_w: _Number = 0.8


@dataclass(frozen=True, slots=True)
class SpelledText:
    """Phonemes as numbers, for each written word the index of its first one, and one past that of the last spoken."""

    phonemes: list[int]
    beginnings: list[int]
    end: int


@dataclass(frozen=True, slots=True)
class PiperConfig:
    """audio, espeak, inference: as Piper's trainer writes them. phoneme_id_map: numbers of each phoneme."""

    audio: _Audio
    espeak: _Espeak
    phoneme_id_map: Annotated[dict[str, list[StrictInt]], MustBe("a list of numbers for each phoneme")]
    inference: _Inference = field(default_factory=_Inference)
    phoneme_type: AnyText = "espeak"

    @property
    def language(self) -> str:
        """ISO 639-1, as far as the code that espeak-ng knows it by has one."""
        return self.espeak.voice.split("-")[0].lower()

    def spell(self, text: PronouncedText, said: Iterable[PronouncedWord]) -> SpelledText:
        """Writes a text as the voice reads it: phonemes with a pad after each, words with spaces, and the marks.

        said: the text as espeak-ng pronounces it. A written word of which nothing is said begins with the one before.
        """
        phonemes, beginnings, marked = self._numbers(_BEGIN), [], True
        latest = end = 0
        for (first, last), spoken in zip(text.ranges, _by_written_word(text, said), strict=True):
            for index, phoneme in enumerate(spoken):
                latest = len(phonemes) if index == (spoken[0] == _SPACE) else latest
                phonemes += self._numbers(phoneme)
                end, marked = len(phonemes), False
            beginnings.append(latest)
            if not marked and (mark := _mark(text.text[first:last])):
                phonemes += self._numbers(mark)
                marked = True
        return SpelledText([*phonemes, *self.phoneme_id_map[_END]], beginnings, end)

    def _numbers(self, phoneme: str) -> list[int]:
        """A phoneme's numbers, a pad after each; of signs that the voice does not know, none."""
        pad = self.phoneme_id_map[_PAD]
        signs = unicodedata.normalize("NFD", phoneme)
        return [number for sign in signs for known in self.phoneme_id_map.get(sign, ()) for number in (known, *pad)]


def _by_written_word(text: PronouncedText, said: Iterable[PronouncedWord]) -> list[list[str]]:
    """The phonemes of each written word, with a space where espeak-ng begins a word.

    What it runs together ("of the" is one word to it) is shared out by the letters of the written words.
    """
    said = [word for word in said if any(word.phonemes)]
    hosts = _hosts(text, said)
    shares: list[list[str]] = [[] for _ in text.ranges]
    for word, (host, following) in zip(said, pairwise([*hosts, len(shares)]), strict=True):
        owners = range(host, max(following, host + 1))
        letters = [max(_letters(text, i), i == host) for i in owners]
        phonemes = [phoneme for phoneme in word.phonemes if phoneme]
        shares[host] += [_SPACE] if word is not said[0] else []
        first = 0
        for owner, so_far in zip(owners, accumulate(letters), strict=True):
            end = round(len(phonemes) * so_far / sum(letters))
            shares[owner] += phonemes[first:end]
            first = end
    return shares


def _hosts(text: PronouncedText, said: list[PronouncedWord]) -> list[int]:
    """The written word that each word of espeak-ng belongs to.

    After words that it runs together espeak-ng places the next one inside the first of them ("in a row": the row
    begins in "in"); such a one belongs to the last written word that would have none.
    """
    spoken = [(i, first) for i, (first, end) in enumerate(text.ranges) if first < end]
    hosts = [max((i for i, first in spoken if first <= word.at), default=spoken[0][0]) for word in said]
    following = len(text.ranges)
    for k in reversed(range(1, len(hosts))):
        first, end = text.ranges[hosts[k]]
        if hosts[k] == hosts[k - 1] and text.text[first:end].rstrip(_CLOSING).isalpha():
            bare = [i for i in range(hosts[k] + 1, following) if _letters(text, i)]
            hosts[k] = bare[-1] if bare else hosts[k]
        following = hosts[k]
    return hosts


def _letters(text: PronouncedText, index: int) -> int:
    return sum(map(str.isalnum, text.words[index]))


def _mark(piece: str) -> str:
    """The mark after a word, "" if there is none."""
    closing = piece[len(piece.rstrip(_CLOSING)) :] or (piece if piece in _DASHES else "")
    return _MARKS.get(closing[:1], closing[:1])


def read_config(path: Path) -> PiperConfig:
    """Reads the file beside a voice.

    Raises:
        InputError: it is missing, or not that of a Piper voice that speaks phonemes of espeak-ng.
    """
    try:
        fields: Any = parsed(path.read_bytes())
    except OSError as error:
        raise InputError("voice.config", f"'{path.name}' cannot be read ({error.strerror}).") from error
    except NotJson as error:
        raise InputError("voice.config", f"'{path.name}' is not JSON ({error}).") from error
    config = check(PiperConfig, fields, path.name, "voice")
    if config.phoneme_type != "espeak" or not {_PAD, _BEGIN, _END, _SPACE} <= set(config.phoneme_id_map):
        raise InputError("voice.config", f"'{path.name}' is of a voice that does not speak phonemes of espeak-ng.")
    return config
