"""The recogniser's vocabulary: from tokens to words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self

BEGIN = 1
"""Token that opens a transcript."""
END = 2
"""Token that closes a transcript."""
_SPACE = "\u2581".encode()
"""How the vocabulary writes the space before a word (SentencePiece)."""
_FIRST_PIECE = 3
"""Below are <unk>, <s> and </s>."""


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """A word and the tokens [first, stop) that spell it; those from `mark` on are punctuation after it."""

    text: str
    first: int
    mark: int
    stop: int


class Tokenizer:
    """Turns token ids into words."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = [b"" if piece.startswith(b"<<") and piece.endswith(b">>") else piece for piece in pieces]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads a vocabulary in Moonshine's form: for each piece its length (one byte, or two from 128 on) and bytes.

        Raises:
            ValueError: the file ends inside a piece.
        """
        data = path.read_bytes()
        pieces, at = [], 0
        while at < len(data):
            size = data[at]
            at += 1
            if size >= 128:
                size += data[at] * 128 - 128 if at < len(data) else len(data)
                at += 1
            if at + size > len(data):
                raise ValueError(f"{path.name} ends inside a vocabulary entry")
            pieces.append(data[at : at + size])
            at += size
        return cls(pieces)

    def __len__(self) -> int:
        return len(self._pieces)

    def piece(self, token: int) -> str:
        """The text of a token, with a space before it where a word begins; "" for marks of the transcript."""
        piece = self._pieces[token] if token >= _FIRST_PIECE else b""
        return piece.replace(_SPACE, b" ").decode("utf-8", "ignore")

    def words(self, tokens: Sequence[int]) -> list[TokenSpan]:
        """The words that tokens spell; marks that stand alone join the word before them."""
        pieces = [self._pieces[token] if token >= _FIRST_PIECE else b"" for token in tokens]
        firsts = [index for index, piece in enumerate(pieces) if index == 0 or piece.startswith(_SPACE)]
        spans: list[TokenSpan] = []
        for first, stop in pairwise([*firsts, len(pieces)]):
            text = _text(pieces[first:stop])
            if any(character.isalnum() for character in text):
                spans.append(TokenSpan(text, first, _mark(pieces, first, stop), stop))
            elif spans:
                last = spans[-1]
                spans[-1] = TokenSpan(last.text + text, last.first, last.mark, stop)
        return spans


def _text(pieces: Sequence[bytes]) -> str:
    text = b"".join(pieces).replace(_SPACE, b" ").decode("utf-8", "ignore").strip()
    return text.replace(",,", ",")  # the recogniser now and then says a comma twice


def _mark(pieces: Sequence[bytes], first: int, stop: int) -> int:
    """Index after the last token of a word that holds a letter or digit."""
    mark = stop
    while mark > first + 1 and not _sounds(pieces[mark - 1]):
        mark -= 1
    return mark


def _sounds(piece: bytes) -> bool:
    """Whether a piece holds a letter, a digit or a part of one."""
    return any(byte >= 128 or chr(byte).isalnum() for byte in piece.removeprefix(_SPACE))
