"""Cutting parts out of an ONNX file: what is left computes the same, and what is no model is refused."""

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from duologue.model.voice.onnx_file import NotOnnx, OnnxFile


def chain() -> bytes:
    """x [n], k -> y = (2 x + 3) * k, with a weight that only the end needs and a shape that nobody does."""
    x, k, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"]) for name in "xky")
    weights = [numpy_helper.from_array(np.array(value, np.float32), f"w{value}") for value in (2, 3)]
    nodes = [
        helper.make_node("Mul", ["x", "w2"], ["doubled"], name="first"),
        helper.make_node("Add", ["doubled", "w3"], ["shifted"]),
        helper.make_node("Mul", ["shifted", "k"], ["y"]),
        helper.make_node("Shape", ["doubled"], ["unused"], start=0),
    ]
    graph = helper.make_graph(nodes, "chain", [x, k], [y], weights)
    model = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_operatorsetid("", 15)])
    return bytes(model.SerializeToString())


def run(model: bytes, **feed: list[float]) -> list[float]:
    session = onnxruntime.InferenceSession(model)
    arrays = {name: np.array(value, np.float32) for name, value in feed.items()}
    return list(session.run(None, arrays)[0])


def test_what_a_graph_is_made_of() -> None:
    whole = OnnxFile(chain())
    assert (whole.inputs, whole.outputs) == (["x", "k"], ["y"])
    assert [node.op_type for node in whole.nodes] == ["Mul", "Add", "Mul", "Shape"]
    assert whole.writer("shifted").inputs == ("doubled", "w3")
    assert [node.op_type for node in whole.readers("doubled")] == ["Add", "Shape"]


def test_the_parts_one_after_the_other_are_the_whole() -> None:
    whole = OnnxFile(chain())
    seam = {"doubled": ("seam", ["n"])}
    head, tail = whole.cut("head", {}, seam), whole.cut("tail", seam, {"y": ("y", ["n"])})
    for part in (head, tail):
        onnx.checker.check_model(onnx.load_from_string(part), full_check=True)
    assert run(chain(), x=[1, 5], k=[7, 1]) == run(tail, seam=run(head, x=[1, 5]), k=[7, 1]) == [35, 13]


def test_a_part_holds_what_it_needs_and_no_more() -> None:
    head = onnx.load_from_string(OnnxFile(chain()).cut("head", {}, {"doubled": ("seam", [2])})).graph
    assert [(node.name, list(node.output)) for node in head.node] == [("first", ["seam"])]
    assert [weight.name for weight in head.initializer] == ["w2"]
    assert [value.name for value in head.input] == ["x"]
    assert head.output[0].type.tensor_type.shape.dim[0].dim_value == 2


def test_a_model_that_ends_early_is_refused_wherever_it_ends() -> None:
    data = chain()
    refused = 0
    for end in range(len(data)):
        try:
            OnnxFile(data[:end]).cut("part", {}, {"y": ("y", ["n"])})
        except NotOnnx:
            refused += 1
    assert refused > 0.9 * len(data)  # between the fields of a model nothing tells that more was to come


@pytest.mark.parametrize("data", [b"", b"RIFF....WAVE", b"\x00" * 50, b"\xff" * 50, b'{"a": 1}', b"PK\x03\x04zip"])
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(NotOnnx, match="not an ONNX model, or only a part of one"):
        OnnxFile(data)


def test_a_value_that_no_node_writes_is_named() -> None:
    with pytest.raises(NotOnnx, match="'x'"):
        OnnxFile(chain()).writer("x")
