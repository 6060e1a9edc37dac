"""Reads TensorFlow Lite models (`.tflite`, a FlatBuffer) as plain operators and numpy arrays, sparse weights dense.

Numbers of fields and operators are those of TensorFlow's schema.fbs, version 3.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from duologue_models.export.flatbuffer import Table

_FILE = b"TFL3"
_KINDS = {0: "<f4", 1: "<f2", 2: "<i4", 4: "<i8"}
"""Types of tensors that are read, and their numpy types."""
_OPERATORS = {
    0: "ADD",
    2: "CONCATENATION",
    3: "CONV_2D",
    4: "DEPTHWISE_CONV_2D",
    5: "DEPTH_TO_SPACE",
    6: "DEQUANTIZE",
    9: "FULLY_CONNECTED",
    14: "LOGISTIC",
    17: "MAX_POOL_2D",
    19: "RELU",
    22: "RESHAPE",
    23: "RESIZE_BILINEAR",
    34: "PAD",
    40: "MEAN",
    54: "PRELU",
    124: "DENSIFY",
}
_CSR = 1
_INDICES = {1: "<i4", 2: "<u2", 3: "u1"}


@dataclass(frozen=True)
class LiteTensor:
    """name, shape: as published. value: of a constant, else None."""

    name: str
    shape: tuple[int, ...]
    value: np.ndarray | None


@dataclass(frozen=True)
class LiteNode:
    """One operator: the numbers of the tensors it reads (-1: left out) and writes, and its options."""

    op_type: str
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    options: Table | None

    def option(self, field: int, kind: str = "<i4", default: int = 0) -> int:
        """An option by its number in the schema."""
        return default if self.options is None else self.options.number(field, kind, default)


@dataclass(frozen=True)
class LiteGraph:
    """A model with one graph. inputs, outputs: numbers of tensors."""

    tensors: tuple[LiteTensor, ...]
    nodes: tuple[LiteNode, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Reads a model.

        Raises:
            ValueError: it is no such model, or has parts that are not read here.
        """
        if data[4:8] != _FILE:
            raise ValueError("not a TensorFlow Lite model")
        model = Table.root(data)
        graphs, buffers = model.tables(2), model.tables(4)
        if len(graphs) != 1:
            raise ValueError(f"a model with {len(graphs)} graphs")
        codes = [_operator(code) for code in model.tables(1)]
        graph = graphs[0]
        nodes = [
            LiteNode(codes[node.number(0, "<u4")], _ints(node, 1), _ints(node, 2), node.table(4))
            for node in graph.tables(3)
        ]
        tensors = tuple(_tensor(tensor, buffers) for tensor in graph.tables(0))
        return cls(tensors, tuple(nodes), _ints(graph, 1), _ints(graph, 2))


def _operator(code: Table) -> str:
    number = max(code.number(0, "i1"), code.number(3, "<i4"))
    if number not in _OPERATORS:
        raise ValueError(f"a model with the operator {number}, which is not known here")
    return _OPERATORS[number]


def _ints(table: Table, field: int) -> tuple[int, ...]:
    return tuple(table.numbers(field, "<i4").tolist())


def _tensor(tensor: Table, buffers: list[Table]) -> LiteTensor:
    name, shape, kind = tensor.text(3), _ints(tensor, 0), tensor.number(1, "i1")
    if kind not in _KINDS:
        raise ValueError(f"the tensor '{name}' has the type {kind}, which is not read here")
    raw = buffers[tensor.number(2, "<u4")].numbers(0, "u1")
    if not raw.size:
        return LiteTensor(name, shape, None)
    values = np.frombuffer(raw.tobytes(), _KINDS[kind])
    sparsity = tensor.table(6)
    return LiteTensor(name, shape, values.reshape(shape) if sparsity is None else densified(values, shape, sparsity))


def densified(values: np.ndarray, shape: tuple[int, ...], sparsity: Table) -> np.ndarray:
    """The whole tensor of one of which only the values that are not 0 are kept.

    sparsity: SparsityParameters of the schema. Its levels are the dimensions in order of traversal, then blocks inside
    them; each says for every place in the level above where its own places are (after TACO, Kjolstad et al. 2017).
    """
    order, blocked = _ints(sparsity, 0), _ints(sparsity, 1)
    levels = sparsity.tables(2)
    above = np.zeros(1, np.int64)  # place of each row in the level above
    rows = np.zeros((1, 0), np.int64)  # index in each level so far
    for level in levels:
        if level.number(0, "i1") == _CSR:
            segments, indices = (level.table(field) for field in (3, 5))
            assert segments is not None
            assert indices is not None
            begins = segments.numbers(0, _INDICES[level.number(2, "u1")]).astype(np.int64)
            known = indices.numbers(0, _INDICES[level.number(4, "u1")]).astype(np.int64)
            counts = begins[above + 1] - begins[above]
            first = np.repeat(begins[above] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
            places = first + np.arange(counts.sum())
            index = known[places]
        else:
            size = level.number(1, "<i4")
            counts = np.full(above.size, size)
            index = np.tile(np.arange(size), above.size)
            places = np.repeat(above, size) * size + index
        rows = np.column_stack([np.repeat(rows, counts, axis=0), index])
        above = places
    found = np.zeros((len(shape), len(rows)), np.int64)
    for level_number, dimension in enumerate(order):
        if dimension < len(shape):
            found[dimension] += rows[:, level_number]
        else:
            original = blocked[dimension - len(shape)]
            found[original] = found[original] * levels[level_number].number(1, "<i4") + rows[:, level_number]
    whole = np.zeros(shape, values.dtype)
    whole[tuple(found)] = values
    return whole
