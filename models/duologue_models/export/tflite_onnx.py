"""Writes TensorFlow Lite networks of pictures as ONNX: the same operators, channels first, half weights kept as such.

ONNX Runtime has its fast convolutions for channels first, so pictures are turned once at the entry; what leaves the
graph, and what is laid flat inside it, has channels last again, as published.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from onnx import TensorProto

from duologue_models.export.graph import GraphWriter
from duologue_models.export.tflite_file import LiteGraph, LiteNode

_SAME = 0
_RELU, _RELU6 = 1, 3
_CHANNELS_FIRST = {0: 0, 1: 2, 2: 3, 3: 1}
"""Axes of pictures with channels last, and where they are with channels first."""


def write_onnx(data: bytes, name: str, input_name: str, outputs: Mapping[int, str], path: Path) -> None:
    """Writes a published network, float32 outside and inside.

    input_name: of its one input, [1, height, width, 3]. outputs: the published outputs that are kept, by place, and
    what they are called; what only the others need is left out.

    Raises:
        ValueError: the network has something that is not known here.
        OSError: the file cannot be written.
    """
    graph = LiteGraph.parse(data)
    translation = _Translation(graph, GraphWriter(name, "fp32"))
    translation.read(input_name)
    kept = {graph.outputs[place]: called for place, called in outputs.items()}
    for node in _needed(graph, set(kept)):
        translation.add(node)
    for tensor, called in kept.items():
        translation.emit(tensor, called)
    translation.writer.save(path)


def _needed(graph: LiteGraph, outputs: set[int]) -> list[LiteNode]:
    """The operators, in order, without which the outputs cannot be computed."""
    wanted, needed = set(outputs), []
    for node in reversed(graph.nodes):
        if wanted & set(node.outputs):
            wanted |= set(node.inputs)
            needed.append(node)
    return needed[::-1]


class _Translation:
    """Operator by operator. Values of rank 4 are pictures and have channels first."""

    def __init__(self, graph: LiteGraph, writer: GraphWriter) -> None:
        self.writer = writer
        self._graph = graph
        self._values: dict[int, str] = {}
        self._constants = {i: t.value for i, t in enumerate(graph.tensors) if t.value is not None}

    def read(self, name: str) -> None:
        """Declares the input."""
        (tensor,) = self._graph.inputs
        self._values[tensor] = self.writer.transpose(
            self.writer.input(name, "float", list(self._shape(tensor))), 0, 3, 1, 2
        )

    def emit(self, tensor: int, name: str) -> None:
        """Declares an output."""
        self.writer.output(self._channels_last(tensor), name, list(self._shape(tensor)))

    def add(self, node: LiteNode) -> None:
        """Translates one operator."""
        if node.op_type in ("DEQUANTIZE", "DENSIFY"):  # of constants: halves are made whole where they are used
            self._constants[node.outputs[0]] = self._constant(node.inputs[0])
            return
        translate = getattr(self, f"_{node.op_type.lower()}")
        self._values[node.outputs[0]] = translate(node)

    # ---- operators ------------------------------------------------------------------------------------------------

    def _conv_2d(self, node: LiteNode) -> str:
        weight = self._constant(node.inputs[1]).transpose(0, 3, 1, 2)  # out, height, width, in
        return self._convolve(node, weight, 1, activation=3, dilation=4)

    def _depthwise_conv_2d(self, node: LiteNode) -> str:
        weight = self._constant(node.inputs[1]).transpose(3, 0, 1, 2)  # 1, height, width, channels
        return self._convolve(node, weight, self._shape(node.inputs[0])[3], activation=4, dilation=5)

    def _convolve(self, node: LiteNode, weight: np.ndarray, groups: int, *, activation: int, dilation: int) -> str:
        strides = [node.option(2), node.option(1)]
        dilations = [node.option(dilation + 1, default=1), node.option(dilation, default=1)]
        inputs = [self._values[node.inputs[0]], self._weight(weight)]
        inputs += [self._weight(self._constant(i)) for i in node.inputs[2:] if i >= 0]
        y = self.writer.op(
            "Conv",
            *inputs,
            group=groups,
            strides=strides,
            dilations=dilations,
            kernel_shape=list(weight.shape[2:]),
            pads=self._pads(node, list(weight.shape[2:]), strides, dilations),
        )
        return self._activated(y, node.option(activation, "i1"))

    def _max_pool_2d(self, node: LiteNode) -> str:
        strides, kernel = [node.option(2), node.option(1)], [node.option(4), node.option(3)]
        pads = self._pads(node, kernel, strides, [1, 1])
        y = self.writer.op("MaxPool", self._values[node.inputs[0]], kernel_shape=kernel, strides=strides, pads=pads)
        return self._activated(y, node.option(5, "i1"))

    def _pads(self, node: LiteNode, kernel: list[int], strides: list[int], dilations: list[int]) -> list[int]:
        """What is added before and after: as much as the published size of the output needs, the odd one after."""
        if node.option(0, "i1") != _SAME:
            return [0, 0, 0, 0]
        before, after = [], []
        given, made = (self._shape(tensor)[1:3] for tensor in (node.inputs[0], node.outputs[0]))
        for size, out, k, stride, dilation in zip(given, made, kernel, strides, dilations, strict=True):
            missing = max((out - 1) * stride + (k - 1) * dilation + 1 - size, 0)
            before.append(missing // 2)
            after.append(missing - missing // 2)
        return before + after

    def _fully_connected(self, node: LiteNode) -> str:
        weight = self._constant(node.inputs[1])  # out, in
        x = self.writer.reshape(self._channels_last(node.inputs[0]), -1, weight.shape[1])
        inputs = [x, self._weight(weight), *(self._weight(self._constant(i)) for i in node.inputs[2:] if i >= 0)]
        y = self._activated(self.writer.op("Gemm", *inputs, transB=1), node.option(0, "i1"))
        return self._shaped(y, node.outputs[0])

    def _add(self, node: LiteNode) -> str:
        return self._activated(self.writer.op("Add", *map(self._operand, node.inputs)), node.option(0, "i1"))

    def _prelu(self, node: LiteNode) -> str:
        """slope * x + (1 - slope) * max(x, 0), by convolutions of one pixel and one channel: for them ONNX Runtime has
        its fast layout, and for PRelu it would leave it, which takes half of the time of a whole network.
        """
        x, slope = self._values[node.inputs[0]], self._constant(node.inputs[1]).astype(np.float32)
        slope = slope.reshape(-1, 1, 1, 1)
        parts = ((x, slope), (self.writer.op("Relu", x), 1 - slope))
        return self.writer.op(
            "Add",
            *(
                self.writer.op("Conv", value, self.writer.constant(factor), group=len(slope), kernel_shape=[1, 1])
                for value, factor in parts
            ),
        )

    def _relu(self, node: LiteNode) -> str:
        return self.writer.op("Relu", self._values[node.inputs[0]])

    def _logistic(self, node: LiteNode) -> str:
        return self.writer.op("Sigmoid", self._values[node.inputs[0]])

    def _pad(self, node: LiteNode) -> str:
        pads = self._constant(node.inputs[1]).astype(np.int64)  # axis, before and after
        pads = pads[[0, 3, 1, 2]].T.ravel()
        return self.writer.op("Pad", self._values[node.inputs[0]], self.writer.constant(pads))

    def _resize_bilinear(self, node: LiteNode) -> str:
        mode = "align_corners" if node.option(2, "u1") else "half_pixel" if node.option(3, "u1") else "asymmetric"
        n, height, width, channels = self._shape(node.outputs[0])
        return self.writer.op(
            "Resize",
            self._values[node.inputs[0]],
            "",
            "",
            self.writer.ints(n, channels, height, width),
            mode="linear",
            coordinate_transformation_mode=mode,
        )

    def _depth_to_space(self, node: LiteNode) -> str:
        return self.writer.op("DepthToSpace", self._values[node.inputs[0]], blocksize=node.option(0), mode="DCR")

    def _reshape(self, node: LiteNode) -> str:
        return self._shaped(self._channels_last(node.inputs[0]), node.outputs[0])

    def _concatenation(self, node: LiteNode) -> str:
        rank, axis = len(self._shape(node.outputs[0])), node.option(0)
        axis %= rank
        inputs = [self._values[i] for i in node.inputs]
        y = self.writer.op("Concat", *inputs, axis=_CHANNELS_FIRST[axis] if rank == 4 else axis)
        return self._activated(y, node.option(1, "i1"))

    def _mean(self, node: LiteNode) -> str:
        axes = [_CHANNELS_FIRST[int(axis) % 4] for axis in self._constant(node.inputs[1])]
        keep = node.option(0, "u1")
        return self.writer.op("ReduceMean", self._values[node.inputs[0]], self.writer.ints(*axes), keepdims=keep)

    # ---- values ---------------------------------------------------------------------------------------------------

    def _shape(self, tensor: int) -> tuple[int, ...]:
        return self._graph.tensors[tensor].shape

    def _constant(self, tensor: int) -> np.ndarray:
        if tensor not in self._constants:
            raise ValueError(f"'{self._graph.tensors[tensor].name}' is not constant, which is not known here")
        return self._constants[tensor]

    def _weight(self, value: np.ndarray) -> str:
        """A constant in float32 inside the graph, whatever it is kept as; made whole once, when it is opened."""
        name = self.writer.constant(np.ascontiguousarray(value))
        return self.writer.op("Cast", name, to=TensorProto.FLOAT) if value.dtype == np.float16 else name

    def _operand(self, tensor: int) -> str:
        """A value, or a constant in a shape that fits one with channels first."""
        if tensor in self._values:
            return self._values[tensor]
        value = self._constant(tensor)
        return self._weight(np.moveaxis(value, -1, -3) if value.ndim >= 3 else value.reshape(*value.shape, 1, 1))

    def _channels_last(self, tensor: int) -> str:
        value = self._values[tensor]
        return self.writer.transpose(value, 0, 2, 3, 1) if len(self._shape(tensor)) == 4 else value

    def _shaped(self, value: str, tensor: int) -> str:
        """A value with channels last in the shape of a tensor, channels first again if it is a picture."""
        shaped = self.writer.reshape(value, *self._shape(tensor))
        return self.writer.transpose(shaped, 0, 3, 1, 2) if len(self._shape(tensor)) == 4 else shaped

    def _activated(self, value: str, activation: int) -> str:
        if activation == _RELU:
            return self.writer.op("Relu", value)
        if activation == _RELU6:
            zero, six = (self.writer.constant(np.array(bound, np.float32)) for bound in (0, 6))
            return self.writer.op("Clip", value, zero, six)
        if activation:
            raise ValueError(f"the activation {activation} is not known here")
        return value
