"""TensorFlow Lite models become ONNX: each operator by its definition, sparse and half weights, and real networks."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import pytest

from duologue.model.contents import EYES_GRAPHS
from duologue.model.runtime import Runtime
from duologue_models.evaluate_eyes import LOWEST, middle, read_picture, thinned
from duologue_models.export.tflite_file import LiteGraph
from duologue_models.export.tflite_onnx import write_onnx
from helpers.built_bundle import built_bundle
from helpers.lite_file import Node, Sparse, Tensor, write_lite
from helpers.published import open_graph

DATA = Path(__file__).parents[2] / "data" / "eyes"
RNG = np.random.default_rng(5)
SAME, RELU = {0: ("i1", 0)}, ("i1", 1)
ADD, CONCAT, CONV, DEPTHWISE, DEPTH_TO_SPACE, DEQUANTIZE, FULLY, LOGISTIC = 0, 2, 3, 4, 5, 6, 9, 14
MAX_POOL, RELU_NODE, RESHAPE, RESIZE, PAD, MEAN, PRELU, DENSIFY = 17, 19, 22, 23, 34, 40, 54, 124


def floats(*shape: int) -> np.ndarray:
    return RNG.normal(size=shape).astype(np.float32)


def run(
    path: Path,
    x: np.ndarray,
    tensors: list[Tensor],
    nodes: list[Node],
) -> np.ndarray:
    """What the ONNX graph gives of a model whose input is tensor 0 and whose output is the last one."""
    data = write_lite([Tensor(x.shape), *tensors], nodes, [0], [len(tensors)])
    write_onnx(data, "tiny", "picture", {0: "y"}, path)
    (y,) = open_graph(path).run(None, {"picture": x})
    return np.asarray(y)


def one(
    path: Path, x: np.ndarray, code: int, made: tuple[int, ...], *constants: np.ndarray, **options: object
) -> np.ndarray:
    """A model of one operator. made: shape of its output. options: o3=("i1", 1) sets field 3."""
    fields = {int(name[1:]): value for name, value in options.items()}
    tensors = [*(Tensor(c.shape, c) for c in constants), Tensor(made)]
    node = Node(code, list(range(len(constants) + 1)), [len(tensors)], fields)  # type: ignore[arg-type]
    return run(path, x, tensors, [node])


def patches(x: np.ndarray, k: int, stride: int, pads: tuple[int, int], fill: float = 0.0) -> np.ndarray:
    """[h, w, k, k, c] windows of [1, H, W, c]."""
    padded = np.pad(x[0], (pads, pads, (0, 0)), constant_values=fill)
    size = (padded.shape[0] - k) // stride + 1
    rows = [
        [padded[i * stride : i * stride + k, j * stride : j * stride + k] for j in range(size)] for i in range(size)
    ]
    return np.array(rows)


def test_a_convolution_pads_as_published_more_after_than_before(tmp_path: Path) -> None:
    x, weight, bias = floats(1, 6, 6, 3), floats(4, 3, 3, 3), floats(4)  # out, height, width, in
    y = one(tmp_path / "g.onnx", x, CONV, (1, 3, 3, 4), weight, bias, o1=("i4", 2), o2=("i4", 2), o3=RELU)
    wanted = np.einsum("hwijc,oijc->hwo", patches(x, 3, 2, (0, 1)), weight) + bias
    np.testing.assert_allclose(y[0], np.maximum(wanted, 0), atol=1e-5)


def test_a_convolution_without_padding(tmp_path: Path) -> None:
    x, weight = floats(1, 5, 5, 2), floats(3, 2, 2, 2)
    y = one(tmp_path / "g.onnx", x, CONV, (1, 4, 4, 3), weight, o0=("i1", 1), o1=("i4", 1), o2=("i4", 1))
    np.testing.assert_allclose(y[0], np.einsum("hwijc,oijc->hwo", patches(x, 2, 1, (0, 0)), weight), atol=1e-5)


def test_a_depthwise_convolution_with_half_weights_keeps_them_half(tmp_path: Path) -> None:
    x, weight = floats(1, 4, 4, 3), floats(1, 3, 3, 3).astype(np.float16)
    tensors = [Tensor(weight.shape, weight), Tensor(weight.shape), Tensor((1, 4, 4, 3))]
    nodes = [Node(DEQUANTIZE, [1], [2]), Node(DEPTHWISE, [0, 2], [3], {1: ("i4", 1), 2: ("i4", 1), 3: ("i4", 1)})]
    y = run(tmp_path / "g.onnx", x, tensors, nodes)
    wanted = np.einsum("hwijc,ijc->hwc", patches(x, 3, 1, (1, 1)), weight[0].astype(np.float32))
    np.testing.assert_allclose(y[0], wanted, atol=1e-5)
    (kept,) = onnx.load(tmp_path / "g.onnx").graph.initializer
    assert kept.data_type == onnx.TensorProto.FLOAT16


def test_sparse_weights_are_made_dense_block_by_block(tmp_path: Path) -> None:
    """Rows dense, columns in blocks of two of which only some are there: as the published networks keep theirs."""
    x = floats(1, 2, 2, 4)
    dense = np.array([[0, 0, 5, 6], [1, 2, 0, 0], [3, 4, 7, 8]], np.float16).reshape(3, 1, 1, 4)
    stored = np.array([5, 6, 1, 2, 3, 4, 7, 8], np.float16)
    sparse = Sparse([0, 1, 2, 3, 4], [3], [(3,), (1,), (1,), ([0, 1, 2, 4], [1, 0, 0, 1]), (2,)])
    tensors = [Tensor(dense.shape, stored, sparse), Tensor(dense.shape), Tensor(dense.shape), Tensor((1, 2, 2, 3))]
    nodes = [Node(DENSIFY, [1], [2]), Node(DEQUANTIZE, [2], [3]), Node(CONV, [0, 3], [4], {1: ("i4", 1), 2: ("i4", 1)})]
    y = run(tmp_path / "g.onnx", x, tensors, nodes)
    np.testing.assert_allclose(y, x @ dense[:, 0, 0].T.astype(np.float32), rtol=1e-5)


def test_max_pooling(tmp_path: Path) -> None:
    x = floats(1, 4, 4, 2) - 5
    y = one(tmp_path / "g.onnx", x, MAX_POOL, (1, 2, 2, 2), o1=("i4", 2), o2=("i4", 2), o3=("i4", 2), o4=("i4", 2))
    np.testing.assert_array_equal(y[0], patches(x, 2, 2, (0, 0)).max(axis=(2, 3)))


@pytest.mark.parametrize(
    ("code", "wanted"),
    [(RELU_NODE, lambda x: np.maximum(x, 0)), (LOGISTIC, lambda x: 1 / (1 + np.exp(-x)))],
)
def test_functions_of_each_value(tmp_path: Path, code: int, wanted: object) -> None:
    x = floats(1, 3, 3, 2)
    assert callable(wanted)
    np.testing.assert_allclose(one(tmp_path / "g.onnx", x, code, x.shape), wanted(x), atol=1e-6)


def test_prelu_has_a_slope_for_each_channel(tmp_path: Path) -> None:
    x, slope = floats(1, 3, 3, 4), floats(1, 1, 4)
    y = one(tmp_path / "g.onnx", x, PRELU, x.shape, slope)
    np.testing.assert_allclose(y, np.where(x > 0, x, slope * x), atol=1e-6)


def test_adding_a_constant_for_each_channel(tmp_path: Path) -> None:
    x, more = floats(1, 3, 3, 4), floats(4)
    np.testing.assert_allclose(one(tmp_path / "g.onnx", x, ADD, x.shape, more), x + more, atol=1e-6)


def test_padding_of_places_and_of_channels(tmp_path: Path) -> None:
    x, pads = floats(1, 3, 4, 2), np.array([[0, 0], [1, 2], [0, 1], [0, 3]], np.int32)
    np.testing.assert_array_equal(one(tmp_path / "g.onnx", x, PAD, (1, 6, 5, 5), pads), np.pad(x, pads))


def test_depth_becomes_space(tmp_path: Path) -> None:
    x = floats(1, 2, 3, 8)
    y = one(tmp_path / "g.onnx", x, DEPTH_TO_SPACE, (1, 4, 6, 2), o0=("i4", 2))
    np.testing.assert_array_equal(y[0], x[0].reshape(2, 3, 2, 2, 2).transpose(0, 2, 1, 3, 4).reshape(4, 6, 2))


def test_bilinear_resizing_with_centres_of_pixels(tmp_path: Path) -> None:
    x, size = floats(1, 2, 2, 1), np.array([4, 4], np.int32)
    y = one(tmp_path / "g.onnx", x, RESIZE, (1, 4, 4, 1), size, o3=("u1", 1))[0, :, :, 0]
    a, b = x[0, 0, :, 0]
    np.testing.assert_allclose(y[0], [a, 0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b, b], atol=1e-6)


def test_what_is_laid_flat_has_channels_last(tmp_path: Path) -> None:
    x = floats(1, 2, 3, 4)
    y = one(tmp_path / "g.onnx", x, RESHAPE, (1, 12, 2), np.array([1, 12, 2], np.int32))
    np.testing.assert_array_equal(y, x.reshape(1, 12, 2))


def test_concatenation_of_channels(tmp_path: Path) -> None:
    x = floats(1, 2, 3, 2)
    tensors = [Tensor(x.shape), Tensor((1, 2, 3, 4))]
    nodes = [Node(RELU_NODE, [0], [1]), Node(CONCAT, [0, 1], [2], {0: ("i4", 3)})]
    y = run(tmp_path / "g.onnx", x, tensors, nodes)
    np.testing.assert_array_equal(y, np.concatenate([x, np.maximum(x, 0)], axis=3))


def test_a_mean_and_a_full_layer_of_it(tmp_path: Path) -> None:
    x, weight, bias = floats(1, 3, 3, 4), floats(2, 4), floats(2)
    axes = np.array([1, 2], np.int32)
    tensors = [Tensor((2,), axes), Tensor((1, 4)), Tensor((2, 4), weight), Tensor((2,), bias), Tensor((1, 2))]
    y = run(tmp_path / "g.onnx", x, tensors, [Node(MEAN, [0, 1], [2]), Node(FULLY, [2, 3, 4], [5])])
    np.testing.assert_allclose(y, x.mean(axis=(1, 2)) @ weight.T + bias, atol=1e-5)


def test_what_only_an_output_that_is_not_kept_needs_is_left_out(tmp_path: Path) -> None:
    x = floats(1, 2, 2, 1)
    data = write_lite([Tensor(x.shape)] * 3, [Node(LOGISTIC, [0], [1]), Node(RELU_NODE, [0], [2])], [0], [1, 2])
    write_onnx(data, "tiny", "picture", {1: "y"}, tmp_path / "g.onnx")
    kinds = {node.op_type for node in onnx.load(tmp_path / "g.onnx").graph.node}
    assert "Relu" in kinds
    assert "Sigmoid" not in kinds


def test_other_files_and_other_operators_are_refused() -> None:
    with pytest.raises(ValueError, match="not a TensorFlow Lite model"):
        LiteGraph.parse(b"0123456789")
    with pytest.raises(ValueError, match="operator 99"):
        LiteGraph.parse(write_lite([Tensor((1,)), Tensor((1,))], [Node(99, [0], [1])], [0], [1]))


@pytest.mark.parametrize("part", list(EYES_GRAPHS))
def test_each_network_gives_what_the_published_one_gives(part: str) -> None:
    """The same picture in TensorFlow Lite's runtime, see tests/data/eyes. Points to a thousandth of the crop's side."""
    bundle = built_bundle()
    graph = EYES_GRAPHS[part]
    pixels = int(bundle.manifest.graphs[graph].inputs[0].shape[1])
    picture = middle(read_picture(DATA / "orange.jpg"), pixels, LOWEST.get(part, 0.0))
    network = Runtime.choose("cpu", bundle.graph(graph, "cpu")).open(bundle.graph(graph, "cpu"), threads=1)
    kept: Mapping[str, np.ndarray] = np.load(DATA / "orange.npz")
    for name, values in zip(network.outputs, network.run(None, {"picture": picture}), strict=True):
        wanted = kept[f"{part}.{name}"]
        tolerance = 1e-3 * pixels if name in ("points", "boxes") else 1e-2 if name == "heatmaps" else 1e-3
        assert wanted.shape == thinned(values).shape
        assert np.abs(wanted).max() > 1e-3
        np.testing.assert_allclose(thinned(values), wanted, atol=tolerance, rtol=1e-4, err_msg=name)
