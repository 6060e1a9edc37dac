"""The schema table: embeddings of what can be chosen (moves, tools, options) and filled in (arguments).

Rows are added as tools are registered; the core never sees a tool's name as such, only what its description means.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from duologue.core.events import Json
from duologue.core.writing import (
    MOVE_HELP,
    ArgumentSpec,
    Move,
    ToolSpec,
    argument_text,
    option_text,
    tool_text,
)
from duologue.model.semantics import WIDTH, Embeddings

NEAR = 0.4
"""Cosine from which on words mean the description of a tool that the model was not trained with."""
NEARER = 0.06
"""By how much they must mean it more than the description of any that it was trained with."""
QUESTION = ArgumentSpec("question", "the words of the question itself", str.strip, required=False)
ASK = ToolSpec(Move.ASK.value, MOVE_HELP[Move.ASK], (QUESTION,))
"""The background model, laid out like a tool with one argument."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An argument of a tool: its row, and value and row of each option."""

    spec: ArgumentSpec
    row: int
    options: tuple[tuple[Json, int], ...]


class Schema:
    """Rows by text. embed: the sentence embedding of one text [384]."""

    def __init__(self, embed: Callable[[str], Embeddings]) -> None:
        self._embed = embed
        self._rows: dict[str, int] = {}
        self._vectors: list[Embeddings] = []
        self.moves = {move: self.row(text) for move, text in MOVE_HELP.items()}

    def __len__(self) -> int:
        return len(self._vectors)

    def row(self, text: str) -> int:
        """The row of a text, embedded when it is new."""
        if text not in self._rows:
            self._rows[text] = len(self._vectors)
            self._vectors.append(self._embed(text))
        return self._rows[text]

    def add(self, tools: Iterable[ToolSpec]) -> None:
        """Prepares tools, so that writing need not wait for their embeddings."""
        for tool in tools:
            self.tool(tool)
            self.slots(tool)

    def learn(self, tools: Sequence[ToolSpec], most: int) -> tuple[ToolSpec, ...]:
        """Embeds at most so many texts of tools that are not prepared yet; those of the tools that now are."""
        known: list[ToolSpec] = []
        for tool in tools:
            for text in _texts(tool):
                if text not in self._rows:
                    if not most:
                        return tuple(known)
                    self.row(text)
                    most -= 1
            known.append(tool)
        return tuple(known)

    def tool(self, tool: ToolSpec) -> int:
        """The row of a tool; of ASK, that of the move."""
        return self.moves[Move.ASK] if tool is ASK else self.row(tool_text(tool))

    def slots(self, tool: ToolSpec) -> tuple[Slot, ...]:
        """The arguments of a tool, in order."""
        return tuple(
            Slot(
                argument,
                self.row(argument_text(tool, argument)),
                tuple((value, self.row(option_text(tool, argument, meaning))) for value, meaning in argument.options),
            )
            for argument in tool.arguments
        )

    def nearest(self, tools: Iterable[ToolSpec], words: Embeddings) -> ToolSpec | None:
        """The tool that the model was not trained with whose name or description the words mean, None for none.

        words: their embedding. None also where they might as well mean a tool that the model was trained with.
        """
        strangers: list[tuple[float, ToolSpec]] = []
        known = -1.0
        for tool in tools:
            if tool.taught:
                known = max(known, float(self.vector(self.tool(tool)) @ words))
            else:
                strangers.append((max(float(self.vector(self.row(text)) @ words) for text in _stranger(tool)), tool))
        if not strangers:
            return None
        kinship, nearest = max(strangers, key=lambda each: each[0])
        return nearest if kinship >= NEAR and kinship >= known + NEARER else None

    def vectors(self) -> Embeddings:
        """All rows [n, 384]."""
        return np.stack(self._vectors) if self._vectors else np.zeros((0, WIDTH), np.float32)

    def vector(self, row: int) -> Embeddings:
        """One row [384]."""
        return self._vectors[row]


def _stranger(tool: ToolSpec) -> tuple[str, str]:
    """What stands for a tool that the model was not trained with, beside its description."""
    return tool.own_name, f"{tool.own_name}: {tool.help}"


def _texts(tool: ToolSpec) -> Iterator[str]:
    """All that is embedded of a tool."""
    yield tool_text(tool)
    yield from () if tool.taught else _stranger(tool)
    for argument in tool.arguments:
        yield argument_text(tool, argument)
        yield from (option_text(tool, argument, meaning) for _, meaning in argument.options)
