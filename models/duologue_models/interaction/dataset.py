"""Generates the training sessions on all cores and lays them out in fixed rows.

A row is one session, cut or padded to ROW positions. Everything follows from the seed and the corpora.
"""

import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from duologue.core.timing import MICROTURN_S
from duologue.model.core import WordPieces
from duologue.model.position import FEATURES, PositionEncoder
from duologue_models.interaction import meetings
from duologue_models.interaction.corpora import load_texts
from duologue_models.interaction.scenarios import Material, Scenario
from duologue_models.interaction.session import IGNORE, Example, Script, encode
from duologue_models.interaction.speech import Ears

ROW = 512
SESSION_S = 80.0
MEETING_S = 85.0
PIECE = 40
"""Sessions one worker makes at a time; each piece has its own seed, so the result does not depend on the cores."""


@dataclass
class Rows:
    """tokens, roles, act, floor, last: [N, ROW]; features: [N, ROW, F]. Padding has the targets IGNORE."""

    tokens: npt.NDArray[np.int32]
    roles: npt.NDArray[np.int8]
    features: npt.NDArray[np.float16]
    act: npt.NDArray[np.int8]
    floor: npt.NDArray[np.int8]
    last: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.tokens)

    def pick(self, which: npt.NDArray[Any]) -> "Rows":
        """The rows of a mask or an index."""
        return Rows(**{name: array[which] for name, array in vars(self).items()})

    def save(self, path: Path) -> None:
        """Writes an .npz file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **vars(self))

    @classmethod
    def load(cls, path: Path) -> "Rows":
        """Reads what save() wrote."""
        with np.load(path) as file:
            return cls(**file)


def as_rows(examples: list[Example]) -> Rows:
    """Cuts and pads."""
    n = len(examples)

    def targets() -> npt.NDArray[np.int8]:
        return np.full((n, ROW), IGNORE, np.int8)

    features = np.zeros((n, ROW, FEATURES), np.float16)
    rows = Rows(np.zeros((n, ROW), np.int32), np.zeros((n, ROW), np.int8), features, targets(), targets(), targets())
    for i, example in enumerate(examples):
        for name, array in vars(rows).items():
            part = getattr(example, name)[:ROW]
            array[i, : len(part)] = part
    return rows


def join(parts: list[Rows]) -> Rows:
    """One table of several."""
    return Rows(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in vars(parts[0])})


@dataclass
class _World:
    material: Material
    vocabulary: list[str]
    meetings: list[meetings.Meeting]


@cache
def _world(data: Path, seed: int) -> _World:
    rng = np.random.default_rng(seed)
    texts = load_texts(data, seed)
    people = [m for _, m in meetings.training_meetings(data)]
    stories = [s for m in people for s in meetings.stories(m, rng, 12)]
    vocabulary = [w for r in texts.requests[:4000] for w in r]
    return _World(Material(texts.requests, texts.answers, stories), vocabulary, people)


def _listen(script: Script, encoder: PositionEncoder, world: _World, rng: np.random.Generator) -> Example:
    steps = round(script.duration / MICROTURN_S)
    hearings = Ears(rng, world.vocabulary).hear(sorted(script.user, key=lambda w: w.start), steps)
    return encode(script, hearings, encoder, has_sound=False)


def _meeting_script(world: _World, rng: np.random.Generator) -> Script:
    while True:
        meeting = world.meetings[int(rng.integers(len(world.meetings)))]
        speakers = [s for s, words in meeting.items() if len(words) > 200]
        if speakers:
            speaker = speakers[int(rng.integers(len(speakers)))]
            words = meeting[speaker]
            start = max(0.0, words[int(rng.integers(len(words) - 20))].start - rng.uniform(1, 8))
            script = meetings.script(meeting, speaker, start, MEETING_S)
            if script.user:
                return script


def _piece(job: tuple[str, int, int, Path, Path]) -> list[Example]:
    kind, number, seed, data, tokenizer = job
    world = _world(data, seed)
    rng = np.random.default_rng([seed, number, {"talk": 0, "meeting": 1}[kind]])
    encoder = PositionEncoder(WordPieces(tokenizer))
    made = []
    for _ in range(PIECE):
        script = Scenario(world.material, rng).build(SESSION_S) if kind == "talk" else _meeting_script(world, rng)
        made.append(_listen(script, encoder, world, rng))
    return made


def generate(
    kind: str, count: int, seed: int, data: Path, tokenizer: Path, workers: int, first: int = 0
) -> Iterator[Rows]:
    """About `count` sessions of a kind ("talk" or "meeting"), in pieces; `first` is the number of the first piece."""
    jobs = [(kind, first + i, seed, data, tokenizer) for i in range(-(-count // PIECE))]
    _world(data, seed)  # read once, then inherited by the workers
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        for examples in pool.imap(_piece, jobs):
            yield as_rows(examples)
