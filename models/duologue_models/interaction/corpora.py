"""Texts of people who ask something of a machine, and of machines that answer, from the openly licensed corpora.

Every reader yields plain lower-case-able sentences. Sources and licences stand in models/CARD.md.
"""

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

MAX_WORDS = 32
DIGITS = re.compile(r"\d")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a .jsonl.xz file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _dialogs(path: Path, speaker: str) -> Iterator[str]:
    for dialog in rows(path):
        for turn in dialog["turns"]:
            if turn.get("s") == speaker and turn.get("t"):
                yield turn["t"]


def _requests(data: Path) -> Iterator[str]:
    yield from _dialogs(data / "schema-guided-dialogue/train.jsonl.xz", "user")
    for name in ("tm4_dialogs", "tm3_fragment"):
        yield from _dialogs(data / f"taskmaster/{name}.jsonl.xz", "user")
    for file in ("snips-nlu/snips_custom_intents", "nlu-evaluation/home_nlu", "clinc150/clinc150"):
        for row in rows(data / f"{file}.jsonl.xz"):
            if row.get("split", "train") == "train":
                yield row["t"]
    for row in rows(data / "home-assistant-intents/ha_intents.jsonl.xz"):
        if row["lang"] == "en":
            yield row["t"]


def _clean(text: str) -> list[str]:
    words = re.sub(r"[^\w\s'.,?!:-]", " ", text.replace("’", "'")).split()
    return words if 1 <= len(words) <= MAX_WORDS and not any("@" in w or "_" in w for w in words) else []


@dataclass(frozen=True)
class Texts:
    """Tokenised sentences by who says them. Each is a list of written words, punctuation attached."""

    requests: list[list[str]]
    answers: list[list[str]]


def load_texts(data: Path, seed: int) -> Texts:
    """Reads all corpora; duplicates removed, order drawn from the seed."""
    rng = np.random.default_rng(seed)
    requests = sorted({" ".join(w) for t in _requests(data) if (w := _clean(t))})
    answers = sorted(
        {" ".join(w) for t in _dialogs(data / "schema-guided-dialogue/train.jsonl.xz", "assistant") if (w := _clean(t))}
    )
    rng.shuffle(requests)
    rng.shuffle(answers)
    return Texts([r.split() for r in requests], [a.split() for a in answers])
