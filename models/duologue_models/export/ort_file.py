"""Reads ONNX Runtime's own file format (`.ort`, a FlatBuffer) as plain nodes and numpy arrays.

ONNX Runtime writes such files with fused operators of its own. They say which weights meet in which layer, which is
all that is needed to write the same network afresh.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from onnxruntime.tools.ort_format_model.ort_flatbuffers_py.fbs.InferenceSession import InferenceSession

_NUMPY_TYPES = {1: np.float32, 2: np.uint8, 3: np.int8, 6: np.int32, 7: np.int64, 9: np.bool_, 10: np.float16}
"""TensorProto data types that carry weights, and their numpy types."""


@dataclass(frozen=True)
class OrtNode:
    """One operator: its type and the names of the values it reads and writes."""

    op_type: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True)
class OrtGraph:
    """nodes: all operators, those of branches included. weights: all constant tensors by name."""

    nodes: tuple[OrtNode, ...]
    weights: dict[str, np.ndarray]

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Reads a model with its branches laid flat; where branches write the same value, the first node stands.

        Raises:
            ValueError: it is not an ONNX Runtime model.
        """
        if data[4:8] != b"ORTM":
            raise ValueError("not a model in ONNX Runtime's own format")
        graph = InferenceSession.GetRootAs(bytearray(data), 0).Model().Graph()
        weights: dict[str, np.ndarray] = {}
        nodes: list[OrtNode] = []
        for part in _graphs(graph):
            weights.update(_weights(part))
            nodes.extend(node for node in _nodes(part) if node.op_type != "If")
        return cls(tuple(nodes), weights)

    def writer(self, output: str) -> OrtNode:
        """The node that writes a value.

        Raises:
            KeyError: no node does.
        """
        for node in self.nodes:
            if output in node.outputs:
                return node
        raise KeyError(output)


def _graphs(graph: Any) -> Iterator[Any]:
    yield graph
    for i in range(graph.NodesLength()):
        node = graph.Nodes(i)
        for k in range(node.AttributesLength()):
            branch = node.Attributes(k).G()
            if branch is not None:
                yield from _graphs(branch)


def _nodes(graph: Any) -> Iterator[OrtNode]:
    for i in range(graph.NodesLength()):
        node = graph.Nodes(i)
        yield OrtNode(
            node.OpType().decode(),
            tuple(node.Inputs(k).decode() for k in range(node.InputsLength())),
            tuple(node.Outputs(k).decode() for k in range(node.OutputsLength())),
        )


def _weights(graph: Any) -> Iterator[tuple[str, np.ndarray]]:
    """Names and values of the weights, each in its own shape."""
    for i in range(graph.InitializersLength()):
        tensor = graph.Initializers(i)
        if not tensor.RawDataLength():
            continue
        shape = [tensor.Dims(k) for k in range(tensor.DimsLength())]
        raw = tensor.RawDataAsNumpy().tobytes()
        yield tensor.Name().decode(), np.frombuffer(raw, _NUMPY_TYPES[tensor.DataType()]).reshape(shape)
