"""Which words people say to an assistant: a small n-gram model that helps the recogniser choose between like sounds.

It knows how likely a piece of the recogniser's vocabulary is after the two words before and the letters of its own word
so far. Case and punctuation are left to the recogniser. Source of the idea: shallow fusion (Gulcehre et al., "On Using
Monolingual Corpora in Neural Machine Translation", 2015; Kannan et al., "An Analysis of Incorporating an External
Language Model into a Sequence-to-Sequence Model", 2018). `duologue_models.language` makes the table.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from duologue.model.ears.graph import Array
from duologue.model.ears.tokenizer import END, Tokenizer

CONTEXT = 2
"""How many words before a word count."""
START = "<s>"
"""Stands for the words before the first."""
WORD_END, BACKOFF = 0, -1
"""In the place of a piece: the word ends here; what a shorter context has to say counts so much."""
UNSEEN = float(np.log(1 / 3000))
"""Log probability of a piece that was never seen with these letters before it."""
_WEIGHT = 0.2
"""What the model counts beside the recogniser. Of 363 requests, stories and asides of synthetic voices 265 came out
right when the decoder decided alone, 290 with 0.15, 293 with 0.2, 292 with 0.3; people at meetings came out no worse.
What people read aloud changes more the more it counts."""
_WORD_BONUS = 3.0
"""Nats a word is given, so that the path with more words is not the worse one for it (1 to 5 made no difference)."""
_EXPECTED = 2.0
"""Nats for each piece of a word that is listened for: of those in eight spoken cases of our own 86 % were noticed with
1, all with 2, and none that was not said."""
_LEAST = -12.0
"""Log probability below which a piece is not pushed."""
_NOT_SPOKEN = re.compile(r"[^a-z0-9']")


@dataclass(frozen=True, slots=True)
class Piece:
    """What a piece of the vocabulary adds to the words. begins: a word. letters: lower case, without punctuation."""

    begins: bool
    letters: str
    capital: bool

    @property
    def spoken(self) -> bool:
        """Whether it has a letter or digit."""
        return bool(self.letters.strip("'"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text a piece comes. words: those before, complete. prefix: letters of the one that has begun."""

    words: tuple[str, ...] = ()
    prefix: str = ""
    capital: bool = False

    def after(self, piece: Piece) -> "Place":
        """The place after one more piece."""
        place = self.next_word() if piece.begins else self
        if not piece.letters:
            return place
        capital = place.capital if place.prefix else piece.capital
        return Place(place.words, place.prefix + piece.letters, capital)

    def next_word(self) -> "Place":
        """The place at which the next word begins."""
        return Place((*self.words, self.prefix)[-CONTEXT:]) if self.prefix else self


def piece_of(text: str) -> Piece:
    """What a piece adds. text: with a space before it where a word begins."""
    body = text.lstrip(" ")
    return Piece(text.startswith(" "), _letters(body), body[:1].isupper())


def _letters(text: str) -> str:
    return _NOT_SPOKEN.sub("", text.lower())


def key(words: Sequence[str], prefix: str, piece: int, *, capital: bool) -> int:
    """Where a value stands in the table; of what is not in it one in 2,000 is found. words: 0 to CONTEXT of them."""
    return zlib.crc32(f"{'C' if capital else 'c'} {' '.join(words)}|{prefix}|{piece}".encode())


class Language:
    """The table of the model, for one vocabulary.

    keys: [N] in rising order. values: [N] natural log probability of a piece in a context, or the weight of the shorter
    context under BACKOFF (Witten and Bell's interpolation).
    """

    def __init__(self, keys: npt.NDArray[np.uint32], values: npt.NDArray[np.float16], tokenizer: Tokenizer) -> None:
        self._keys = keys
        self._values = values
        self._tokenizer = tokenizer
        self._pieces: dict[int, Piece] = {}
        self._known: dict[tuple[Place, int], float] = {}
        self._expected: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: Path, tokenizer: Tokenizer) -> Self:
        """Reads a table: `gaps` between the keys and `values`.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no such table.
        """
        try:
            with np.load(path) as table:
                keys = np.cumsum(table["gaps"], dtype=np.uint32)
                values = table["values"]
        except (zipfile.BadZipFile, KeyError, EOFError, ValueError) as error:
            raise ValueError(f"{path.name} is not a table of the language") from error
        if keys.shape != values.shape or keys.ndim != 1 or values.dtype != np.float16:
            raise ValueError(f"{path.name} is not a table of the language")
        return cls(keys, values, tokenizer)

    def scores(self, tokens: Sequence[int], candidates: Sequence[int]) -> Array:
        """What to add to the recogniser's log probabilities of the candidates that may follow the tokens. Returns [C].

        Punctuation is neither likely nor unlikely; a word that ends where no word does is unlikely.
        """
        place = Place()
        for token in tokens:
            place = place.after(self._piece(token))
        added = [_WEIGHT * self._score(place, token) + self._expectation(place, token) for token in candidates]
        return np.array(added, np.float32)

    def expect(self, phrases: Iterable[str]) -> None:
        """Prefers the words of these phrases, from now on, among those that sound alike."""
        words = (_letters(word) for phrase in phrases for word in phrase.split())
        self._expected = tuple(word for word in words if word)

    def _expectation(self, place: Place, token: int) -> float:
        if token == END or not self._expected or not (piece := self._piece(token)).letters:
            return 0.0
        letters = piece.letters if piece.begins else place.prefix + piece.letters
        return _EXPECTED if any(word.startswith(letters) for word in self._expected) else 0.0

    def _score(self, place: Place, token: int) -> float:
        if (place, token) not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[place, token] = self._judge(place, token)
        return self._known[place, token]

    def _judge(self, place: Place, token: int) -> float:
        if token == END:
            return max(self._word_end(place), _LEAST)
        piece = self._piece(token)
        if not piece.spoken:
            return 0.0
        if place.prefix and not piece.begins:
            return max(self.log_prob(place, token), _LEAST)
        word = Place(place.next_word().words, capital=piece.capital)
        return max(self._word_end(place) + self.log_prob(word, token), _LEAST) + _WORD_BONUS

    def _word_end(self, place: Place) -> float:
        return self.log_prob(place, WORD_END) if place.prefix else 0.0

    def log_prob(self, place: Place, piece: int) -> float:
        """Natural log probability of a piece (or WORD_END) at a place, with the case of the place."""
        words = (*(START,) * CONTEXT, *place.words)[-CONTEXT:]
        contexts = [words[dropped:] for dropped in range(CONTEXT + 1)]
        keys = [key(c, place.prefix, p, capital=place.capital) for c in contexts for p in (piece, BACKOFF)]
        total = 0.0
        for found, backoff in zip(*[iter(self._look_up(keys))] * 2, strict=True):
            if not np.isnan(found):
                return total + float(found)
            total += 0.0 if np.isnan(backoff) else float(backoff)
        return total + UNSEEN

    def _look_up(self, keys: list[int]) -> Array:
        """Values of keys, NaN where there is none."""
        wanted = np.array(keys, np.uint32)
        places = np.minimum(np.searchsorted(self._keys, wanted), self._keys.size - 1)
        return np.where(self._keys[places] == wanted, self._values[places], np.float32(np.nan)).astype(np.float32)

    def _piece(self, token: int) -> Piece:
        if token not in self._pieces:
            self._pieces[token] = piece_of(self._tokenizer.piece(token))
        return self._pieces[token]


_MOST_KNOWN = 20_000
"""Most scores that are remembered: the words of an utterance are judged anew at every micro-turn."""
