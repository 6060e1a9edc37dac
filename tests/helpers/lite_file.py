"""Writes tiny TensorFlow Lite models: one operator each, as the schema has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import flatbuffers
import numpy as np

KINDS = {np.dtype(np.float32): 0, np.dtype(np.float16): 1, np.dtype(np.int32): 2}
SCALARS = {"i4": "Int32", "u1": "Uint8", "i1": "Int8", "u4": "Uint32"}


@dataclass(frozen=True)
class Sparse:
    """SparsityParameters: order of traversal, block map, and each level as (size,) or (segments, indices)."""

    order: Sequence[int]
    blocks: Sequence[int]
    levels: Sequence[tuple[int] | tuple[Sequence[int], Sequence[int]]]


@dataclass(frozen=True)
class Tensor:
    """A tensor of a tiny model; with a value it is constant. stored: the values that are kept of a sparse one."""

    shape: Sequence[int]
    value: Any = None
    sparse: Sparse | None = None


@dataclass(frozen=True)
class Node:
    """code: number of the operator. options: field -> (kind, value)."""

    code: int
    inputs: Sequence[int]
    outputs: Sequence[int]
    options: Mapping[int, tuple[str, int]] = field(default_factory=dict)


def write_lite(
    tensors: Sequence[Tensor], nodes: Sequence[Node], inputs: Sequence[int], outputs: Sequence[int]
) -> bytes:
    """A model with one graph."""
    b = flatbuffers.Builder(1024)
    buffers = [_table(b, 1, {})]
    made = []
    for number, tensor in enumerate(tensors):
        place, kind = 0, 0
        if tensor.value is not None:
            value = np.asarray(tensor.value)
            place, kind = len(buffers), KINDS[value.dtype]
            buffers.append(_table(b, 1, {0: ("offset", b.CreateNumpyVector(np.frombuffer(value.tobytes(), np.uint8)))}))
        fields = {0: ("offset", _ints(b, tensor.shape)), 1: ("i1", kind), 2: ("u4", place)}
        fields[3] = ("offset", b.CreateString(f"tensor {number}"))
        if tensor.sparse is not None:
            fields[6] = ("offset", _sparsity(b, tensor.sparse))
        made.append(_table(b, 8, fields))
    codes = [_table(b, 4, {0: ("i1", min(node.code, 127)), 3: ("i4", node.code)}) for node in nodes]
    operators = [_operator(b, number, node) for number, node in enumerate(nodes)]
    graph = _table(
        b,
        5,
        {
            0: ("offset", _offsets(b, made)),
            1: ("offset", _ints(b, inputs)),
            2: ("offset", _ints(b, outputs)),
            3: ("offset", _offsets(b, operators)),
        },
    )
    parts = {1: _offsets(b, codes), 2: _offsets(b, [graph]), 4: _offsets(b, buffers)}
    model = _table(b, 5, {0: ("u4", 3), **{number: ("offset", at) for number, at in parts.items()}})
    b.Finish(model, b"TFL3")
    return bytes(b.Output())


def _operator(b: Any, number: int, node: Node) -> int:
    fields = {1: ("offset", _ints(b, node.inputs)), 2: ("offset", _ints(b, node.outputs))}
    if node.options:
        fields[4] = ("offset", _table(b, 8, node.options))
        fields[3] = ("u1", 1)
    return _table(b, 5, {0: ("u4", number), **fields})


def _sparsity(b: Any, sparse: Sparse) -> int:
    levels = []
    for level in sparse.levels:
        if len(level) == 1:
            levels.append(_table(b, 6, {0: ("i1", 0), 1: ("i4", level[0])}))
            continue
        segments, indices = level
        known = _table(b, 1, {0: ("offset", b.CreateNumpyVector(np.array(indices, np.uint8)))})
        begins = _table(b, 1, {0: ("offset", b.CreateNumpyVector(np.array(segments, np.int32)))})
        levels.append(
            _table(b, 6, {0: ("i1", 1), 2: ("u1", 1), 3: ("offset", begins), 4: ("u1", 3), 5: ("offset", known)})
        )
    fields = {0: _ints(b, sparse.order), 1: _ints(b, sparse.blocks), 2: _offsets(b, levels)}
    return _table(b, 3, {number: ("offset", at) for number, at in fields.items()})


def _table(b: Any, count: int, fields: Mapping[int, tuple[str, int]]) -> int:
    b.StartObject(count)
    for number, (kind, value) in fields.items():
        if kind == "offset":
            b.PrependUOffsetTRelativeSlot(number, value, 0)
        else:
            getattr(b, f"Prepend{SCALARS[kind]}Slot")(number, value, 0)
    return int(b.EndObject())


def _ints(b: Any, values: Sequence[int]) -> int:
    return int(b.CreateNumpyVector(np.array(values, np.int32)))


def _offsets(b: Any, offsets: Sequence[int]) -> int:
    b.StartVector(4, len(offsets), 4)
    for offset in reversed(offsets):
        b.PrependUOffsetTRelative(offset)
    return int(b.EndVector())
