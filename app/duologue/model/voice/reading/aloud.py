"""How a clause is read aloud, whatever the voice.

Every written word is replaced by what to pronounce, and keeps its place, so that word times can be given for the text
as it was written. A phrase of several written words may be spoken by the first and leave the others empty.
"""

import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from duologue.core.languages import ENGLISH
from duologue.model.voice.reading.borders import INNER, apply
from duologue.model.voice.reading.heteronyms import heteronym_sounds
from duologue.model.voice.reading.language import Language
from duologue.model.voice.reading.marks import without_marks

_LANGUAGES = {ENGLISH: "english", "es": "spanish", "fr": "french", "de": "german"}
"""The module of each language whose figures, signs and abbreviations are put into words."""
_NONE: Mapping[str, str] = {}
_CLOSING = ",;:.!?…"
_UNSPOKEN = re.compile(rf"(?:[^\w\s{_CLOSING}'’\-–—]|_)+")
_BRACKETS = re.compile(r"[\[\](){}<>|_\\\"“”«»]+")
_LOOSE = re.compile(rf" (?=[{_CLOSING}])")
_LEADING = re.compile(rf"(?<!\S)(?:[{_CLOSING}'’\-–—]+(?=\w)|['’]+)|['’]+(?!\w)")


@dataclass(frozen=True, slots=True)
class PronouncedText:
    """What to pronounce, and for each written word its range of characters in it, which may be empty."""

    text: str
    words: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...]


def read_aloud(clause: str, language: str = ENGLISH, interjections: Mapping[str, str] = _NONE) -> PronouncedText:
    """What to pronounce for a clause.

    language: of the clause, ISO 639-1; one that nothing is known of keeps its figures and loses what is not spoken.
    interjections: how the voice is told to make sounds that are no words, by how they are written in lower case. A
    voice that takes them as phonemes is told those of English words, too, that are spoken as their context has it.
    """
    words = tuple(clause.split())
    if not words:
        return PronouncedText("", (), ())
    text = without_marks(" ".join(words))
    if language in _LANGUAGES:
        text = _UNSPOKEN.sub(_gap, _spoken(text, _language(_LANGUAGES[language])))
    text = _LEADING.sub("", _BRACKETS.sub(_gap, text))
    pieces = [_LOOSE.sub("", " ".join(piece.split())) for piece in text.split(" ")]
    sounds = [interjections.get(word.strip(f"\"'“”‘’*_{_CLOSING}").lower()) for word in words]
    if language == ENGLISH and interjections:
        sounds = [sound or other for sound, other in zip(sounds, heteronym_sounds(words), strict=True)]
    return _put_together(words, _with_marks_moved(pieces, words), sounds)


def _gap(found: re.Match[str]) -> str:
    """What is left of signs that are not spoken: a space between what they part."""
    before, behind = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return INNER if before.isalnum() and behind.isalnum() else ""


@cache
def _language(module: str) -> Language:
    """The language of a module, loaded when it is first spoken: its libraries take a while."""
    return cast(Language, importlib.import_module(f"duologue.model.voice.reading.{module}").LANGUAGE)


def _spoken(text: str, language: Language) -> str:
    for stage in language.stages:
        if stage.guard.search(text):
            text = apply(stage.rules, text)
    return text


def _with_marks_moved(pieces: list[str], words: tuple[str, ...]) -> list[str]:
    """The pieces, where the marks that are left of a word spoken earlier stand behind the last one that is spoken."""
    moved = list(pieces)
    spoken = -1
    for index, piece in enumerate(pieces):
        if piece and not piece.strip(_CLOSING) and spoken >= 0 and piece != words[index]:
            moved[spoken] = moved[spoken].rstrip(_CLOSING) + piece
            moved[index] = ""
        elif piece:
            spoken = index
    return moved


def _put_together(words: tuple[str, ...], pieces: list[str], sounds: list[str | None]) -> PronouncedText:
    ranges, length, spoken = [], 0, []
    for piece, sound in zip(pieces, sounds, strict=True):
        whole = sound + piece[len(piece.rstrip(_CLOSING)) :] if sound else piece
        spoken.append(whole)
        ranges.append((length, length + len(whole)))
        length += len(whole) + 1
    return PronouncedText(" ".join(spoken), words, tuple(ranges))
