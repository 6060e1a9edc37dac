"""Generates the training sessions on all cores and lays them out in fixed rows.

A row is one session: MAIN positions of the main line, then BRANCH positions of the branches that leave it. Everything
follows from the seed and the corpora.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import Hearing
from duologue.core.timing import MICROTURN_S
from duologue.core.writing import Move
from duologue.model.position import FEATURES, PositionEncoder, Role
from duologue.model.runtime import CPU, Provider, Runtime
from duologue.model.schema import ASK, Schema
from duologue.model.semantics import WIDTH, Embeddings, Sentences, WordPieces
from duologue.tools.registry import builtin_specs
from duologue_models.interaction.simulate import meetings
from duologue_models.interaction.simulate.requests import Requests
from duologue_models.interaction.simulate.scenarios import Scenario
from duologue_models.interaction.simulate.speech import EXACT, Ears, RecogniserHabits, Vocabulary
from duologue_models.interaction.targets.branches import QUERY_FIELDS, Writing, WrittenBranch, as_array
from duologue_models.interaction.targets.script import COLUMNS, IGNORE, Example, Script, encode

MAIN, BRANCH = 288, 224
ROW = MAIN + BRANCH
QUERIES = 96
"""Most decisions that the branches of a row hold."""
BRANCHES = 16
SESSION_S = 30.0
MEETING_S = 32.0
PRACTICE_MAIN, PRACTICE_S, PRACTISED = 64, 6.0, 16
"""Sessions for practice in writing: positions of the main line (few), seconds, and turns (many, every other one
corrected).
"""
OVERLAP = 96
"""How many positions of the main line two neighbouring pieces of a long session share."""
KINDS = ("talk", "meeting", "practice")
PIECE = 40
"""How many sessions a worker makes at a time; each piece has its own seed, so the result is the same on any cores."""
PADDING = -1


@dataclass
class Rows:
    """A table of sessions.

    tokens, roles, position, line, parent: [N, ROW]; position counts along the main line and each branch from there;
    line is 0 on the main line, the number of the branch in it, PADDING elsewhere; parent is the main position that a
    branch leaves (its own place on the main line). features: [N, MAIN, F]. act, floor, last: [N, MAIN] targets, IGNORE
    where there is none. queries: [N, QUERIES, 6], PADDING where there is none (see branches.py). sentences:
    [N, BRANCHES, 384]. offered: [N, schema], whether a choice is offered.
    """

    tokens: npt.NDArray[np.int32]
    roles: npt.NDArray[np.int8]
    position: npt.NDArray[np.int16]
    line: npt.NDArray[np.int8]
    parent: npt.NDArray[np.int16]
    features: npt.NDArray[np.float16]
    act: npt.NDArray[np.int8]
    floor: npt.NDArray[np.int8]
    last: npt.NDArray[np.int8]
    queries: npt.NDArray[np.int16]
    sentences: npt.NDArray[np.float16]
    offered: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.tokens)

    def pick(self, which: npt.NDArray[Any]) -> "Rows":
        """The rows of a mask [n] or an index [k]."""
        return Rows(**{name: array[which] for name, array in vars(self).items()})

    @classmethod
    def empty(cls, n: int, schema: int, main: int) -> "Rows":
        """Rows of padding, the first `main` positions for the main line."""
        return cls(
            tokens=np.zeros((n, ROW), np.int32),
            roles=np.zeros((n, ROW), np.int8),
            position=np.zeros((n, ROW), np.int16),
            line=np.full((n, ROW), PADDING, np.int8),
            parent=np.zeros((n, ROW), np.int16),
            features=np.zeros((n, main, FEATURES), np.float16),
            act=np.full((n, main), IGNORE, np.int8),
            floor=np.full((n, main), IGNORE, np.int8),
            last=np.full((n, main), IGNORE, np.int8),
            queries=np.full((n, QUERIES, QUERY_FIELDS), PADDING, np.int16),
            sentences=np.zeros((n, BRANCHES, WIDTH), np.float16),
            offered=np.zeros((n, schema), np.bool_),
        )


def join(parts: list[Rows]) -> Rows:
    """One table of several."""
    return Rows(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in vars(parts[0])})


class SourceMaterial:
    """What sessions are made from, read once and inherited by the workers. bundle: folder with semantics/."""

    def __init__(self, data: Path, bundle: Path, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.requests = Requests(data, seed)
        self.meetings = dict(meetings.training_meetings(data))
        self.stories = [s for m in self.meetings.values() for s in meetings.stories(m, rng, 12)]
        drawn = [self.requests.request(rng, background=True, extra=frozenset()) for _ in range(3000)]
        self.vocabulary = Vocabulary(word for labelled in drawn for word in labelled.words)
        self.encoder = PositionEncoder(words := WordPieces(bundle / "semantics/tokenizer.json"))
        self._extra = frozenset(tool.name for tool in self.requests.extra_specs())
        self._tools = {tool.name: tool for tool in (*builtin_specs(), *self.requests.extra_specs())}
        self.schema = Schema(open_sentences(bundle).embed)
        self.schema.add((*self._tools.values(), ASK))
        self.writing = Writing(self.schema, self._tools, words.tokens)

    def options(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Row and option rows of every argument that has options."""
        for tool in self._tools.values():
            for slot in self.schema.slots(tool):
                if slot.options:
                    yield slot.row, tuple(row for _, row in slot.options)

    def builtin_rows(self) -> dict[int, str]:
        """Names of the built-in tools by row."""
        return {self.schema.tool(tool): name for name, tool in self._tools.items() if name not in self._extra}

    def offered(self, script: Script) -> npt.NDArray[np.bool_]:
        """[schema]: which rows may be chosen first in a session: moves and registered tools."""
        mask = np.zeros(len(self.schema), np.bool_)
        mask[list(self.schema.moves.values())] = True
        mask[self.schema.moves[Move.UNABLE if script.background else Move.ASK]] = False
        for name, tool in self._tools.items():
            mask[self.schema.tool(tool)] = name not in self._extra or name in script.extra
        return mask


@cache
def world(data: Path, bundle: Path, seed: int) -> SourceMaterial:
    """The world of a run; made before the workers are forked."""
    return SourceMaterial(data, bundle, seed)


def open_sentences(bundle: Path) -> Sentences:
    """Sentence embeddings on one thread; each process needs its own."""
    return Sentences.load(bundle / "semantics", Runtime(Provider("cpu", CPU), threads=1).open)


def as_rows(
    examples: list[Example], masks: list[npt.NDArray[np.bool_]], embed: Callable[[str], Embeddings], main: int = MAIN
) -> Rows:
    """Cuts and pads. masks: offered choices of each session, [schema]."""
    rows = Rows.empty(len(examples), len(masks[0]), main)
    for i, (example, mask) in enumerate(zip(examples, masks, strict=True)):
        n = min(len(example.tokens), main)
        for name in COLUMNS:
            getattr(rows, name)[i, :n] = getattr(example, name)[:n]
        rows.position[i, :n] = rows.parent[i, :n] = np.arange(n)
        rows.line[i, :n] = 0
        rows.offered[i] = mask
        _put_branches(rows, i, [b for b in example.branches if b[0] < n], embed)
    return rows


def cut(example: Example, main: int = MAIN) -> Iterator[Example]:
    """A long session in pieces that fit a row. Each begins with the last OVERLAP positions of the one before, which
    teach nothing again."""
    begin, taught = 0, 0
    while taught < len(example.tokens):
        end = min(begin + main, len(example.tokens))
        if end < len(example.tokens):  # whole micro-turns only
            end = begin + int(np.flatnonzero(example.roles[begin:end] == int(Role.FEATURES))[-1]) + 1
        piece = {name: getattr(example, name)[begin:end].copy() for name in COLUMNS}
        for name in ("act", "floor", "last"):
            piece[name][: taught - begin] = IGNORE
        branches = [(parent - begin, written) for parent, written in example.branches if taught <= parent < end]
        yield Example(**piece, branches=branches)
        taught, begin = end, end - OVERLAP


def _put_branches(
    rows: Rows, i: int, branches: list[tuple[int, WrittenBranch]], embed: Callable[[str], Embeddings]
) -> None:
    """Lays the branches of a session behind its main line, as many as fit."""
    at, asked = rows.features.shape[1], 0
    for number, (parent, written) in enumerate(branches[:BRANCHES]):
        n, queries = len(written.branch), as_array(written, at)
        if at + n > ROW or asked + len(queries) > QUERIES:
            break
        here = slice(at, at + n)
        rows.tokens[i, here], rows.roles[i, here] = written.branch.tokens, written.branch.roles
        rows.tokens[i, here][rows.roles[i, here] == int(Role.SENTENCE)] = number
        rows.sentences[i, number] = embed(written.words)
        rows.position[i, here] = np.arange(parent + 1, parent + 1 + n)
        rows.line[i, here], rows.parent[i, here] = number + 1, parent
        rows.queries[i, asked : asked + len(queries)] = queries
        at, asked = at + n, asked + len(queries)


# ---- workers ---------------------------------------------------------------------------------------------------------

_WORKER: dict[str, Sentences] = {}


def _start_worker(bundle: Path) -> None:
    _WORKER["sentences"] = open_sentences(bundle)


def listen(script: Script, here: SourceMaterial, rng: np.random.Generator, habits: RecogniserHabits) -> Example:
    """A script as the simulated ears hear it."""
    steps = round(script.duration / MICROTURN_S)
    hearings = Ears(rng, here.vocabulary, habits).hear(sorted(script.user, key=lambda w: w.start), steps)
    return encode(script, hearings, here.encoder, has_sound=False, writing=here.writing)


def _piece(job: tuple[str, int, int, Path, Path]) -> Rows:
    kind, number, seed, data, bundle = job
    here = world(data, bundle, seed)
    rng = np.random.default_rng([seed, number, KINDS.index(kind)])
    examples, masks = [], []
    for _ in range(PIECE):
        if kind == "talk":
            script, habits = Scenario(here.requests, here.stories, rng).build(SESSION_S), RecogniserHabits()
        elif kind == "practice":
            scenario, habits = Scenario(here.requests, here.stories, rng), RecogniserHabits()
            script = scenario.build(PRACTICE_S, practised=PRACTISED, corrected=0.5)
        else:
            script = meetings.draw(here.meetings, rng, MEETING_S)
            habits = EXACT if rng.random() < 0.5 else RecogniserHabits()
        examples.append(listen(script, here, rng, habits))
        masks.append(here.offered(script))
    return as_rows(examples, masks, _WORKER["sentences"].embed, PRACTICE_MAIN if kind == "practice" else MAIN)


def with_sound(heard: list[tuple[Script, list[Hearing]]], here: SourceMaterial, bundle: Path) -> Rows:
    """Sessions that the real ears heard, as rows."""
    examples, masks = [], []
    for script, hearings in heard:
        pieces = list(cut(encode(script, hearings, here.encoder, has_sound=True, writing=here.writing)))
        examples += pieces
        masks += [here.offered(script)] * len(pieces)
    return as_rows(examples, masks, open_sentences(bundle).embed)


def generate(
    kind: str, count: int, seed: int, data: Path, bundle: Path, workers: int, first: int = 0
) -> Iterator[Rows]:
    """About `count` sessions of a kind (one of KINDS), in pieces; `first` is the number of the first piece."""
    jobs = [(kind, first + i, seed, data, bundle) for i in range(-(-count // PIECE))]
    world(data, bundle, seed)  # read once, then inherited by the workers
    with multiprocessing.get_context("fork").Pool(workers, _start_worker, (bundle,)) as pool:
        yield from pool.imap(_piece, jobs)
