"""Writing branches for training: a turn as the ears understood it, and the moves that are to be written about it.

The words that people really said carry the labels; the branch shows the words that were recognised. Spans are carried
over by aligning the two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

from duologue.core.writing import Move, ToolSpec
from duologue.model.layout import MAX_PARTS, Branch, Pieces, prompt, read_again, value_pieces
from duologue.model.position import Role, plain
from duologue.model.schema import ASK, Schema, Slot
from duologue_models.interaction.simulate.requests import PlanStep

CHOICE, SPAN, OPTION = range(3)
ABSENT = -1
Span = tuple[int, int]


@dataclass(frozen=True)
class Query:
    """A decision in a branch. at: its position. kind: CHOICE, SPAN or OPTION.

    CHOICE: a is the schema row. SPAN: a, b are the positions at which the stretch begins and ends. OPTION: a is the
    schema row, b that of the argument. ABSENT as a: left out.
    """

    at: int
    kind: int
    a: int
    b: int = 0


@dataclass(frozen=True)
class WrittenBranch:
    """A branch with its decisions. words: what the sentence position stands for."""

    branch: Branch
    queries: tuple[Query, ...]
    words: str


class UnwritableError(Exception):
    """The recognised words no longer hold what the plan needs, or it cannot be read from them."""


def carried_over(said: Sequence[str], heard: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """Inclusive word spans of `said` as spans of `heard`.

    Raises:
        UnwritableError: a span's words were not recognised at all.
    """
    matcher = SequenceMatcher(None, [plain(w) for w in said], [plain(w) for w in heard], autojunk=False)
    begins, ends = [-1] * len(said), [-1] * len(said)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        for i in range(a1, a2):
            if tag == "equal":
                begins[i] = ends[i] = b1 + i - a1
            elif tag == "replace":
                exact = a2 - a1 == b2 - b1
                begins[i], ends[i] = (b1 + i - a1, b1 + i - a1) if exact else (b1, b2 - 1)
    found = []
    for first, last in spans:
        here = [i for i in range(first, last + 1) if begins[i] >= 0]
        if not here:
            raise UnwritableError
        found.append((begins[here[0]], ends[here[-1]]))
    return found


def recognised(said: Sequence[str], heard: Sequence[str], plan: Sequence[PlanStep]) -> bool:
    """Whether the last words of all stretches that a plan copies were understood rightly.

    Raises:
        UnwritableError: as carried_over().
    """
    copied = [value for wanted in plan for value in wanted.arguments.values() if value and not isinstance(value, str)]
    ends = [value[-1][1] for value in copied]
    places = carried_over(said, heard, [(end, end) for end in ends])
    return all(plain(heard[place]) == plain(said[end]) for (place, _), end in zip(places, ends, strict=True))


class LeftOutError(UnwritableError):
    """Words that the plan needs are left out when a long turn is read again."""


class Writing:
    """Lays out branches. tools: by name, those that plans may call."""

    def __init__(self, schema: Schema, tools: Mapping[str, ToolSpec], pieces: Pieces) -> None:
        self._schema, self._pieces = schema, pieces
        self._tools = {**tools, Move.ASK.value: ASK}

    def lay_out(
        self, said: Sequence[str], heard: Sequence[str], plan: Sequence[PlanStep], standing: tuple[str, ...] = ()
    ) -> WrittenBranch:
        """The branch in which the plan for the words said is written, given the words heard.

        Raises:
            UnwritableError: a span's words were not recognised, or make no sense to the tool.
            LeftOutError: they are left out when a long turn is read again.
        """
        kept = read_again(tuple(heard))
        places = {index: i for i, index in enumerate(kept)}
        words = [heard[i] for i in kept]
        branch = prompt(standing, tuple(words), self._pieces)
        queries: list[Query] = []
        for wanted in plan:
            queries.append(Query(len(branch), CHOICE, self._row(wanted.choice)))
            branch.put([0], Role.NEXT)
            if wanted.choice in self._tools:
                branch.put([self._row(wanted.choice)], Role.CHOICE)
                for slot in self._schema.slots(self._tools[wanted.choice]):
                    value = wanted.arguments.get(slot.spec.name, ())
                    if slot.options:
                        self._option(branch, queries, slot, value)
                        continue
                    assert not isinstance(value, str)
                    spans = carried_over(said, heard, value)
                    if any(end not in places for span in spans for end in span):
                        raise LeftOutError
                    spans = [(places[a], places[b]) for a, b in spans]
                    if spans and slot.spec.read(" ".join(w for a, b in spans for w in words[a : b + 1])) is None:
                        raise UnwritableError
                    self._spans(branch, queries, slot, spans, words)
        if plan and (plan[-1].choice in self._tools and plan[-1].choice != Move.ASK.value):
            queries.append(Query(len(branch), CHOICE, self._schema.moves[Move.END]))
            branch.put([0], Role.NEXT)
        return WrittenBranch(branch, tuple(queries), " ".join(heard))

    def _row(self, choice: str) -> int:
        if choice in self._tools:
            return self._schema.tool(self._tools[choice])
        return self._schema.moves[Move(choice)]

    def _option(self, branch: Branch, queries: list[Query], slot: Slot, value: object) -> None:
        row = next((row for option, row in slot.options if option == value), ABSENT)
        queries.append(Query(len(branch), OPTION, row, slot.row))
        branch.put([slot.row], Role.ARGUMENT)
        if row != ABSENT:
            branch.put([row], Role.CHOICE)

    def _spans(self, branch: Branch, queries: list[Query], slot: Slot, spans: list[Span], words: list[str]) -> None:
        for first, last in spans[:MAX_PARTS]:
            queries.append(Query(len(branch), SPAN, branch.first[first], branch.last[last]))
            branch.put([slot.row], Role.ARGUMENT)
            branch.put(value_pieces(words[first : last + 1], self._pieces), Role.VALUE)
        if not spans or (slot.spec.parts and len(spans) < MAX_PARTS):
            queries.append(Query(len(branch), SPAN, ABSENT))
            branch.put([slot.row], Role.ARGUMENT)


QUERY_FIELDS = 6
"""How many numbers a query has as an array: position, kind, a, b, first and last position of the turn's words."""


def as_array(written: WrittenBranch, offset: int) -> npt.NDArray[np.int16]:
    """[queries, 6]; positions moved by `offset`."""
    turn = (written.branch.first[0] + offset, written.branch.last[-1] + offset)
    rows = []
    for query in written.queries:
        a, b = query.a, query.b
        if query.kind == SPAN and a != ABSENT:
            a, b = a + offset, b + offset
        rows.append((query.at + offset, query.kind, a, b, *turn))
    return np.array(rows, np.int16).reshape(-1, QUERY_FIELDS)
