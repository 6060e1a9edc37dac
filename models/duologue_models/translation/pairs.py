"""Sentence pairs: what is learnt from, and what is kept for choosing weights and for judging."""

import hashlib
import lzma
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

OTHERS = ("es", "fr", "de")
"""Languages that are translated from and into English."""
JUDGED = 500
"""English sentences of each language that are kept for judging, and as many for choosing weights."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """(English, other) sentences. learnt: for training. chosen: for choosing weights. judged: for judging."""

    learnt: list[Pair]
    chosen: list[Pair]
    judged: list[Pair]


def plain(text: str) -> str:
    """A sentence without case, accents of typing and punctuation, to find it again in another spelling."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


def read(folder: Path) -> dict[str, Pairs]:
    """The pairs by the other language, kept apart by a fixed hash of the English sentence.

    No sentence that is judged or chosen by, in any language and either direction, is learnt from.
    """
    rows = {other: _rows(folder / f"en-{other}.tsv.xz") for other in OTHERS}
    kept: dict[str, tuple[list[Pair], list[Pair]]] = {}
    held: set[str] = set()
    for other, pairs in rows.items():
        first: dict[str, Pair] = {}
        for english, foreign in pairs:
            first.setdefault(plain(english), (english, foreign))
        order = sorted(first, key=lambda text: hashlib.sha256(text.encode()).digest())[: 2 * JUDGED]
        kept[other] = [first[text] for text in order[:JUDGED]], [first[text] for text in order[JUDGED:]]
        held.update(order)
        held.update(plain(first[text][1]) for text in order)
    return {
        other: Pairs(
            [pair for pair in pairs if plain(pair[0]) not in held and plain(pair[1]) not in held],
            kept[other][1],
            kept[other][0],
        )
        for other, pairs in rows.items()
    }


def _rows(path: Path) -> list[Pair]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        lines = (line.rstrip("\n").split("\t") for line in file)
        return [(english, foreign) for english, foreign in lines]
