"""The graph writer on layers of a few numbers."""

from pathlib import Path

import numpy as np
import onnx
import pytest

from duologue_models.export.graph import GraphWriter, Linear, Precision
from helpers.published import open_graph

RNG = np.random.default_rng(3)


def layer(*, bias: bool = True, columns: int = 4) -> Linear:
    return Linear(
        RNG.integers(0, 256, (6, columns)).astype(np.uint8),
        np.full(columns, 0.01, np.float32),
        np.full(columns, 120, np.uint8),
        RNG.standard_normal(columns).astype(np.float32) if bias else None,
    )


def written(precision: Precision, linear: Linear, path: Path) -> onnx.ModelProto:
    g = GraphWriter("test", precision)
    x = g.own(g.input("x", "float", ["n", 6]))
    g.output(g.linear(x, linear), "y", ["n", linear.quantised.shape[1]])
    g.save(path)
    return onnx.load(path)


TOLERANCES: list[tuple[Precision, float]] = [("fp32", 1e-5), ("fp16", 0.02), ("int8", 0.1), ("published", 0.1)]


@pytest.mark.parametrize(("precision", "tolerance"), TOLERANCES)
def test_every_precision_computes_the_layer(precision: Precision, tolerance: float, tmp_path: Path) -> None:
    linear = layer()
    written(precision, linear, tmp_path / "g.onnx")
    x = RNG.standard_normal((3, 6)).astype(np.float32)
    (y,) = open_graph(tmp_path / "g.onnx").run(None, {"x": x})
    assert y.dtype == np.float32
    assert linear.bias is not None
    np.testing.assert_allclose(y, x @ linear.weight + linear.bias, atol=tolerance)


def test_in_int8_what_a_row_gives_does_not_depend_on_the_others(tmp_path: Path) -> None:
    written("int8", layer(), tmp_path / "g.onnx")
    graph = open_graph(tmp_path / "g.onnx")
    x = RNG.standard_normal((5, 6)).astype(np.float32)
    x[4] *= 100
    (together,) = graph.run(None, {"x": x})
    alone = np.concatenate([graph.run(None, {"x": row[None]})[0] for row in x])
    np.testing.assert_array_equal(together, alone)


def test_in_int8_a_row_of_zeros_gives_the_bias(tmp_path: Path) -> None:
    linear = layer()
    written("int8", linear, tmp_path / "g.onnx")
    (y,) = open_graph(tmp_path / "g.onnx").run(None, {"x": np.zeros((1, 6), np.float32)})
    np.testing.assert_allclose(y[0], linear.bias, atol=1e-6)


def test_float_graphs_hold_no_quantised_operator(tmp_path: Path) -> None:
    model = written("fp16", layer(), tmp_path / "g.onnx")
    assert {node.op_type for node in model.graph.node} == {"Cast", "MatMul", "Add"}
    assert {w.data_type for w in model.graph.initializer} == {onnx.TensorProto.FLOAT16}


def test_layers_side_by_side_compute_what_they_did_alone() -> None:
    parts = [layer(bias=False, columns=2), layer(bias=False, columns=3)]
    joint = Linear.beside(parts)
    np.testing.assert_allclose(joint.weight, np.concatenate([part.weight for part in parts], axis=1))


def test_layers_with_a_bias_are_not_put_side_by_side() -> None:
    with pytest.raises(ValueError, match="bias"):
        Linear.beside([layer()])


def test_equal_constants_are_stored_once() -> None:
    g = GraphWriter("test", "fp32")
    assert g.ints(1, 2) == g.ints(1, 2)
    assert g.ints(1, 2) != g.constant(np.array([1, 2], np.int32))
