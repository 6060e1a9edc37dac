"""What the language model learns from: what is said to an assistant, and what else people say."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from duologue_models.interaction.simulate.corpora import rows
from duologue_models.interaction.simulate.meetings import stretches, training_meetings
from duologue_models.interaction.simulate.requests import Requests
from duologue_models.interaction.simulate.requests.texts import english

REQUESTS = 200_000
SENTENCES = 120_000
"""How many of Tatoeba's 227,000 sentences are read."""
_SUFFIXES = 0.15
"""Share of the texts whose end is learnt as well, as if it came after a pause."""
_TASKS = (
    "nlu-evaluation/home_nlu",
    "clinc150/clinc150",
    "snips-nlu/snips_custom_intents",
    "polyai/banking77",
    "polyai/nlupp",
    "polyai/restaurant8k",
)
_WORD = re.compile(r"[a-z0-9']+")


def words_of(text: str) -> list[str]:
    """Words in lower case, without punctuation."""
    joined = re.sub(r"(\d),(\d)", r"\1\2", text.lower().replace("’", "'"))
    return [word for found in _WORD.findall(joined) if (word := found.strip("'"))]


def texts(data: Path, seed: int) -> Iterator[list[str]]:
    """Every text, in words. data: folder of the corpora."""
    rng = np.random.default_rng(seed)
    for text in (*_requests(data, seed, rng), *_tasks(data), *_said(data, rng)):
        words = words_of(text)
        if words:
            yield words
        if len(words) > 3 and rng.random() < _SUFFIXES:
            yield words[int(rng.integers(1, len(words))) :]


def _requests(data: Path, seed: int, rng: np.random.Generator) -> Iterator[str]:
    """What the simulated user says to the assistant, and beside it."""
    requests = Requests(data, seed)
    extra = frozenset(spec.name for spec in requests.extra_specs())
    for number in range(REQUESTS):
        offered = extra if rng.random() < 0.3 else frozenset[str]()
        yield _joined(requests.request(rng, background=bool(rng.random() < 0.75), extra=offered).words)
        if number % 6 == 0:
            yield _joined(requests.aside(rng))
        if number % 10 == 0:
            yield from map(_joined, requests.narrative(rng))
        if number % 12 == 0:
            yield _joined(requests.stop(rng))
            yield _joined(requests.backchannel(rng))


def _joined(words: Iterable[str]) -> str:
    return " ".join(words)


def _tasks(data: Path) -> Iterator[str]:
    """Requests and questions of people to assistants and services."""
    for name in _TASKS:
        yield from (row["t"] for row in rows(data / f"{name}.jsonl.xz") if "test" not in row.get("split", ""))
    for name in ("tm3_fragment", "tm4_dialogs"):
        for row in rows(data / f"taskmaster/{name}.jsonl.xz"):
            yield from (turn["t"] for turn in row["turns"] if turn["s"] == "user" and "t" in turn)


def _said(data: Path, rng: np.random.Generator) -> Iterator[str]:
    """General English: sentences, and meetings that are not held out."""
    sentences = english(data)
    yield from (sentences[i] for i in rng.permutation(len(sentences))[:SENTENCES])
    for _, meeting in training_meetings(data):
        for own in meeting.values():
            yield from (_joined(word.text for word in part) for part in stretches(own))
