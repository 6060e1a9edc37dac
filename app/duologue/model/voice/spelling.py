"""Which phonemes belong to which written word, whatever alphabet a voice has for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import numpy.typing as npt

from duologue.model.voice.espeak_library import PronouncedWord
from duologue.model.voice.reading import PronouncedText

_CLOSING = ",;:.!?…"
_DASHES = ("—", "–", "--", "-")
_MARKS = {"…": ".", "—": ",", "–": ",", "-": ","}
"""How marks are written that these voices do not know; a dash that stands alone is a pause."""
_SPACE = " "
LONGEST_LEAD_S = 0.1
"""Most seconds that a sign before a word can be a part of its sound: a longer one is a pause."""


@dataclass(frozen=True, slots=True)
class SpelledText:
    """Phonemes as numbers, for each written word the index of its first one, and one past that of the last spoken.

    leads: for each written word the index of the sign before its first phoneme, mostly a space; after a mark, where
    the voice pauses, that of the phoneme itself.
    """

    phonemes: list[int]
    beginnings: list[int]
    leads: list[int]
    end: int

    def heard_from(self, starts: npt.NDArray[Any], frame_s: float) -> list[float]:
        """When each written word begins to be heard, in seconds from the first frame.

        starts: the frame, each of frame_s, at which the durations of the network have each phoneme begin. What is heard
        runs ahead of them: a word begins about a frame before the sign that leads to it (models/LOG.md).
        """
        return [
            max(float(starts[lead] - 1) * frame_s, float(starts[first]) * frame_s - LONGEST_LEAD_S)
            for lead, first in zip(self.leads, self.beginnings, strict=True)
        ]


def spell(
    text: PronouncedText, said: Iterable[PronouncedWord], numbers: Callable[[str], list[int]], begin: list[int]
) -> SpelledText:
    """Writes a text as a voice reads it: phonemes, words with spaces before them, and the marks.

    said: the text as espeak-ng pronounces it. numbers: of a phoneme, a space or a mark. begin: what stands before all.
    A written word of which nothing is said begins with the one before.
    """
    phonemes, beginnings, leads, marked = list(begin), [], [], True
    latest = lead = before = end = 0
    for (first, last), spoken in zip(text.ranges, _by_written_word(text, said), strict=True):
        for index, phoneme in enumerate(spoken):
            if index == (spoken[0] == _SPACE):
                latest = len(phonemes)
                lead, marked = latest if marked else before, False
            before = len(phonemes)
            phonemes += numbers(phoneme)
            end = len(phonemes)
        beginnings.append(latest)
        leads.append(lead)
        if not marked and (mark := _mark(text.text[first:last])):
            phonemes += numbers(mark)
            marked = True
    return SpelledText(phonemes, beginnings, leads, end)


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
