"""What stands beside the graph of a Piper voice: its rate, how it is drawn, and the numbers of its phonemes."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import StrictFloat, StrictInt

from duologue.checked.fields import AnyText, Count, MustBe, Text
from duologue.checked.reading import NotJson, check, parsed
from duologue.core.errors import InputError
from duologue.model.voice.espeak_library import PronouncedWord
from duologue.model.voice.reading import PronouncedText
from duologue.model.voice.spelling import SpelledText, spell

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
        """Writes a text as the voice reads it, see spelling.py; with a pad after each phoneme.

        said: the text as espeak-ng pronounces it.
        """
        spelled = spell(text, said, self._numbers, self._numbers(_BEGIN))
        return replace(spelled, phonemes=[*spelled.phonemes, *self.phoneme_id_map[_END]])

    def _numbers(self, phoneme: str) -> list[int]:
        """A phoneme's numbers, a pad after each; of signs that the voice does not know, none."""
        pad = self.phoneme_id_map[_PAD]
        signs = unicodedata.normalize("NFD", phoneme)
        return [number for sign in signs for known in self.phoneme_id_map.get(sign, ()) for number in (known, *pad)]


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
