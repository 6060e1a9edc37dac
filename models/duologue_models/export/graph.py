"""A small writer of ONNX graphs: values are names, each method adds one operator and returns its output."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 20
"""The operator set: new enough for Gelu and LayerNormalization, known to every ONNX Runtime since 1.17."""
IR_VERSION = 10

_MIDDLE = 128
"""Value that stands for 0 when signed values are stored as uint8."""

Precision = Literal["fp32", "fp16", "int8", "published"]
"""How a graph computes; it takes and gives float32 in any case. "published" is int8 as the published graphs do it."""
PRECISIONS: tuple[Precision, ...] = ("fp32", "fp16", "int8")
"""Precisions that bundles hold. A graph written as "published" gives what the published one gives, which proves the
rest.
"""

_TYPES = {"float": TensorProto.FLOAT, "int64": TensorProto.INT64}


@dataclass(frozen=True)
class Linear:
    """A linear layer as published: y = x @ ((quantised - zero_point) * scale) + bias.

    quantised: uint8 [in, out]. scale, zero_point: [out]. bias: float32 [out] or None.
    """

    quantised: np.ndarray
    scale: np.ndarray
    zero_point: np.ndarray
    bias: np.ndarray | None = None

    @property
    def weight(self) -> np.ndarray:
        """The weight in float32, [in, out]."""
        weight: np.ndarray = (self.quantised.astype(np.float32) - self.zero_point.astype(np.float32)) * self.scale
        return weight

    @staticmethod
    def beside(parts: "list[Linear]") -> "Linear":
        """One layer whose output is the outputs of layers with one input, side by side; none may have a bias."""
        if any(part.bias is not None for part in parts):
            raise ValueError("layers with a bias cannot be put side by side")
        return Linear(
            np.concatenate([part.quantised for part in parts], axis=1),
            np.concatenate([part.scale for part in parts]),
            np.concatenate([part.zero_point for part in parts]),
        )


class GraphWriter:
    """Collects operators, weights, inputs and outputs, and saves them as one checked model.

    Inside, a graph of precision fp16 computes in float16, any other in float32; inputs and outputs are float32.
    """

    def __init__(self, name: str, precision: Precision) -> None:
        self.precision = precision
        self.dtype = np.float16 if precision == "fp16" else np.float32
        self.integer = precision in ("int8", "published")
        self._name = name
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._shared: dict[tuple[str, tuple[int, ...], bytes], str] = {}
        self._quantised: dict[str, tuple[str, str, str]] = {}
        self._inputs: list[onnx.ValueInfoProto] = []
        self._outputs: list[onnx.ValueInfoProto] = []

    def input(self, name: str, kind: Literal["float", "int64"], shape: list[int | str]) -> str:
        """Declares an input, float32 or int64."""
        self._inputs.append(helper.make_tensor_value_info(name, _TYPES[kind], shape))
        return name

    def own(self, x: str) -> str:
        """A float32 value in the graph's own float type."""
        return self.op("Cast", x, to=TensorProto.FLOAT16) if self.precision == "fp16" else x

    def output(self, value: str, name: str, shape: list[int | str]) -> None:
        """Declares a value as a float32 output."""
        self._outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
        if self.precision == "fp16":
            self._add("Cast", [value], [name], {"to": TensorProto.FLOAT})
        else:
            self._add("Identity", [value], [name], {})

    def op(self, op_type: str, *inputs: str, **attributes: Any) -> str:
        """Adds an operator with one output."""
        return self.split(op_type, *inputs, outputs=1, **attributes)[0]

    def split(self, op_type: str, *inputs: str, outputs: int, **attributes: Any) -> list[str]:
        """Adds an operator with several outputs."""
        names = [f"{op_type}_{len(self._nodes)}_{i}" for i in range(outputs)]
        self._add(op_type, list(inputs), names, attributes)
        return names

    def weight(self, value: np.ndarray) -> str:
        """A constant of any shape, of the graph's own float type."""
        return self.constant(np.ascontiguousarray(value, self.dtype))

    def ints(self, *values: int) -> str:
        """A constant int64 vector, as shapes and axes are given."""
        return self.constant(np.array(values, np.int64))

    def constant(self, value: np.ndarray) -> str:
        """A constant of any type and shape; equal ones are stored once."""
        key = (str(value.dtype), value.shape, value.tobytes())
        if key not in self._shared:
            name = f"constant_{len(self._weights)}"
            self._weights.append(numpy_helper.from_array(value, name))
            self._shared[key] = name
        return self._shared[key]

    def linear(self, x: str, layer: Linear) -> str:
        """x @ weight + bias; in an integer graph both are integers, x quantised as it comes.

        Weights stay unsigned: products of uint8 and int8 saturate on x86 processors without VNNI.
        """
        y = self._integer_product(x, layer) if self.integer else self.op("MatMul", x, self.weight(layer.weight))
        return y if layer.bias is None else self.op("Add", y, self.weight(layer.bias))

    def dense(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """x @ weight + bias of float weights; weight: [in, out]."""
        return self.op("Add", self.op("MatMul", x, self.weight(weight)), self.weight(bias))

    def layer_norm(self, x: str, weight: np.ndarray, *bias: np.ndarray, epsilon: float = 1e-5) -> str:
        """Layer normalisation over the last axis. weight, bias: [width]."""
        parameters = [self.weight(value) for value in (weight, *bias)]
        return self.op("LayerNormalization", x, *parameters, axis=-1, epsilon=epsilon)

    def reshape(self, x: str, *shape: int) -> str:
        """A new shape; 0 keeps a dimension, -1 takes what is left."""
        return self.op("Reshape", x, self.ints(*shape))

    def transpose(self, x: str, *order: int) -> str:
        """Axes in a new order."""
        return self.op("Transpose", x, perm=list(order))

    def length(self, x: str, axis: int) -> str:
        """The length of one axis, as a vector of one int64."""
        return self.op("Shape", x, start=axis, end=axis + 1)

    def save(self, path: Path) -> None:
        """Checks the graph and writes it.

        Raises:
            onnx.checker.ValidationError: the graph breaks the ONNX rules (an error of its writer).
            OSError: the file cannot be written.
        """
        graph = helper.make_graph(self._nodes, self._name, self._inputs, self._outputs, self._weights)
        model = helper.make_model(
            graph,
            producer_name="duologue",
            ir_version=IR_VERSION,
            opset_imports=[helper.make_operatorsetid("", OPSET)],
        )
        onnx.checker.check_model(model, full_check=True)
        path.write_bytes(model.SerializeToString())

    def _integer_product(self, x: str, layer: Linear) -> str:
        rows, step, middle = self._quantise(x)
        product = self.op(
            "MatMulInteger",
            rows,
            self.constant(np.ascontiguousarray(layer.quantised)),
            middle,
            self.constant(_narrowed(layer.zero_point)),
        )
        product = self.op("Cast", product, to=TensorProto.FLOAT)
        scale = self.weight(_narrowed(layer.scale))
        if self.precision == "published":
            return self.op("Mul", product, self.op("Mul", step, scale))
        return self.op("Mul", self.op("Mul", product, scale), step)

    def _quantise(self, x: str) -> tuple[str, str, str]:
        """uint8 values, size of a step and zero point; once for all products with the same x.

        Each row is quantised to -127..127 by its own largest value, not all by one scale as DynamicQuantizeLinear does
        it: what a row gives then depends on that row alone, so that tokens read at once and one by one come out alike.
        """
        if x in self._quantised:
            return self._quantised[x]
        if self.precision == "published":
            rows, step, middle = self.split("DynamicQuantizeLinear", x, outputs=3)
        else:
            largest = self.op("ReduceMax", self.op("Abs", x), self.ints(-1), keepdims=1)
            step = self.op("Max", self.op("Mul", largest, self.weight(np.array(1 / 127))), self.weight(np.array(1e-9)))
            shifted = self.op("Add", self.op("Round", self.op("Div", x, step)), self.weight(np.array(_MIDDLE)))
            rows, middle = self.op("Cast", shifted, to=TensorProto.UINT8), self.constant(np.array(_MIDDLE, np.uint8))
        self._quantised[x] = rows, step, middle
        return rows, step, middle

    def _add(self, op_type: str, inputs: list[str], outputs: list[str], attributes: dict[str, Any]) -> None:
        self._nodes.append(helper.make_node(op_type, inputs, outputs, **attributes))


def _narrowed(values: np.ndarray) -> np.ndarray:
    """A scalar where all columns of [out] agree, for which the fused operators are fastest; else it as it is."""
    return np.array(values[0]) if (values == values[0]).all() else values
