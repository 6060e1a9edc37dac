"""Moonshine tiny-en (MIT) as clean ONNX: an encoder and one decoder without branches.

The network: a stem of three convolutions (64 x 3 x 2 = 384 samples a frame, 24 ms), six encoder layers with rotary
attention and GELU, six decoder layers with rotary self attention, cross attention and a SwiGLU.
Jeffries et al., "Moonshine: Speech Recognition for Live Transcription and Voice Commands", 2024.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from onnx import TensorProto

from duologue_models.export.graph import GraphWriter, Linear, Precision
from duologue_models.export.ort_file import OrtGraph

WIDTH = 288
HEADS = 8
HEAD_WIDTH = 36
LAYERS = 6
VOCABULARY = 32768
FRAME_SAMPLES = 384
"""Samples of 16 kHz sound for each encoder frame."""
BEGIN_TOKEN = 1
END_TOKEN = 2

ALIGNMENT = ((3, 0), (4, 6), (5, 7))
"""The (layer, head) pairs whose mean attention follows the sound most closely. Measured on 289 words of real meetings
with known times: the frame that the row of a word's first token looks at most, one frame earlier, is the word's start
to 28 ms (median), and for 1 % of the words wrong by more than 0.3 s."""

_MASKED = -30000.0
"""Number added to a score that must not count; float16 can hold it."""

Alignment = tuple[tuple[int, int], ...]
"""(layer, head) pairs of the decoder's cross attention."""


@dataclass(frozen=True)
class AttentionWeights:
    """Query, key and value projections and the one that joins the heads."""

    query: Linear
    key: Linear
    value: Linear
    out: Linear


@dataclass(frozen=True)
class EncoderLayer:
    """Pre-norm layer: attention, then a GELU network."""

    attention_norm: np.ndarray
    attention: AttentionWeights
    mlp_norm: np.ndarray
    fc1: Linear
    fc2: Linear


@dataclass(frozen=True)
class DecoderLayer:
    """Pre-norm layer: self attention, cross attention, then a SwiGLU network (fc1: values, then gates)."""

    self_norm: np.ndarray
    self_attention: AttentionWeights
    cross_norm: np.ndarray
    cross_attention: AttentionWeights
    mlp_norm: np.ndarray
    fc1: Linear
    fc2: Linear


@dataclass(frozen=True)
class EncoderWeights:
    """first: weight [288, 1, 127] of the first convolution. group_norm: scale, shift [288, 1].

    convolutions: (weight [out, in, width], bias [out]) of the second and third.
    """

    first: np.ndarray
    convolutions: tuple[tuple[np.ndarray, np.ndarray], ...]
    group_norm: tuple[np.ndarray, np.ndarray]
    rotary: np.ndarray
    layers: tuple[EncoderLayer, ...]
    norm: np.ndarray


@dataclass(frozen=True)
class DecoderWeights:
    """embedding: rows are tokens, as published. head: hidden to logits. rotary: [16] angles a position."""

    embedding: Linear
    head: Linear
    rotary: np.ndarray
    layers: tuple[DecoderLayer, ...]
    norm: np.ndarray


def read_encoder(model: bytes) -> EncoderWeights:
    """Takes the weights out of the published encoder.

    Raises:
        ValueError, KeyError: it is not that encoder.
    """
    graph = OrtGraph.parse(model)
    (first,) = _constants(graph, "/Tanh_output_0")
    second, third = (_constants(graph, f"/conv{i}/Conv_output_0") for i in (2, 3))
    scale, shift = (graph.weights[graph.writer(f"/groupnorm/{op}_output_0").inputs[1]] for op in ("Mul", "Add"))
    return EncoderWeights(
        first,
        ((second[0], second[1]), (third[0], third[1])),
        (scale, shift),
        _rotary(graph, ""),
        tuple(_encoder_layer(graph, f"/layers.{i}") for i in range(LAYERS)),
        _norm(graph, "last_hidden_state"),
    )


def read_decoder(model: bytes) -> DecoderWeights:
    """Takes the weights out of the published merged decoder.

    Raises:
        ValueError, KeyError: it is not that decoder.
    """
    graph = OrtGraph.parse(model)
    prefix = "/model/decoder"
    rows = graph.writer(graph.writer(f"{prefix}/embed_tokens/Gather_output_0").inputs[0]).inputs[0]
    _, scale, zero_point = graph.writer(f"{prefix}/embed_tokens/Gather_output_0").inputs
    embedding = Linear(
        graph.weights[rows],
        np.full(WIDTH, graph.weights[scale], np.float32),
        np.full(WIDTH, graph.weights[zero_point], np.uint8),
    )
    return DecoderWeights(
        embedding,
        _linear(graph, "logits"),
        _rotary(graph, prefix),
        tuple(_decoder_layer(graph, f"{prefix}/layers.{i}") for i in range(LAYERS)),
        _norm(graph, f"{prefix}/norm/LayerNormalization_output_0"),
    )


def write_encoder(encoder: EncoderWeights, decoder: DecoderWeights, precision: Precision, path: Path) -> None:
    """Writes the encoder with the decoder's cross-attention keys and values, which depend on the sound alone.

    audio [1, n] float32 at 16 kHz -> hidden [1, S, 288], cross_k and cross_v [6, 1, 8, S, 36].

    Raises:
        OSError: the file cannot be written.
    """
    g = GraphWriter("moonshine-tiny-encoder", precision)
    x = _stem(g, g.input("audio", "float", [1, "samples"]), encoder)
    turn = _turn(g, encoder.rotary, _positions(g, g.constant(np.array(0)), g.op("Squeeze", g.length(x, 1))))
    for layer in encoder.layers:
        y = g.layer_norm(x, layer.attention_norm)
        query, key, value = _project(g, y, layer.attention, turn)
        x = g.op("Add", x, _join(g, _weigh(g, _scores(g, query, key), value), layer.attention.out))
        y = g.linear(g.layer_norm(x, layer.mlp_norm), layer.fc1)
        x = g.op("Add", x, g.linear(g.op("Gelu", y), layer.fc2))
    x = g.layer_norm(x, encoder.norm)
    cross = [layer.cross_attention for layer in decoder.layers]
    memory = g.linear(x, Linear.beside([c.key for c in cross] + [c.value for c in cross]))
    memory = g.transpose(g.reshape(memory, 0, 0, 2 * LAYERS, HEADS, HEAD_WIDTH), 2, 0, 3, 1, 4)
    cross_k, cross_v = g.split("Split", memory, outputs=2, axis=0, num_outputs=2)
    g.output(x, "hidden", [1, "frames", WIDTH])
    g.output(cross_k, "cross_k", [LAYERS, 1, HEADS, "frames", HEAD_WIDTH])
    g.output(cross_v, "cross_v", [LAYERS, 1, HEADS, "frames", HEAD_WIDTH])
    g.save(path)


def write_decoder(weights: DecoderWeights, precision: Precision, alignment: Alignment, path: Path) -> None:
    """Writes the decoder; one call takes one token or many, after any number of earlier ones.

    tokens [1, T] int64, cross_k and cross_v [6, 1, 8, S, 36], past_k and past_v [6, 1, 8, P, 36] (P may be 0)
    -> logits [1, T, 32768], present_k and present_v [6, 1, 8, P + T, 36], attention [1, T, S].

    alignment: the heads whose mean is `attention`.

    Raises:
        OSError: the file cannot be written.
    """
    g = GraphWriter("moonshine-tiny-decoder", precision)
    tokens = g.input("tokens", "int64", [1, "tokens"])
    cross_k, cross_v, past_k, past_v = (
        g.split(
            "Split",
            g.own(g.input(name, "float", [LAYERS, 1, HEADS, length, HEAD_WIDTH])),
            outputs=LAYERS,
            axis=0,
            num_outputs=LAYERS,
        )
        for name, length in (("cross_k", "frames"), ("cross_v", "frames"), ("past_k", "past"), ("past_v", "past"))
    )
    before = g.op("Squeeze", g.length("past_k", 3))
    after = g.op("Add", before, g.op("Squeeze", g.length(tokens, 1)))
    positions = _positions(g, before, after)
    turn = _turn(g, weights.rotary, positions)
    mask = _causal_mask(g, positions, after)
    x = _embed(g, tokens, weights.embedding)
    keys, values, aligned = [], [], []
    axis = g.ints(0)
    for i, layer in enumerate(weights.layers):
        query, key, value = _project(g, g.layer_norm(x, layer.self_norm), layer.self_attention, turn)
        keys.append(g.op("Concat", g.op("Squeeze", past_k[i], axis), key, axis=2))
        values.append(g.op("Concat", g.op("Squeeze", past_v[i], axis), value, axis=2))
        scores = _scores(g, query, keys[-1], mask)
        x = g.op("Add", x, _join(g, _weigh(g, scores, values[-1]), layer.self_attention.out))
        query = _heads(g, g.linear(g.layer_norm(x, layer.cross_norm), layer.cross_attention.query), HEADS)
        query = g.op("Mul", query, g.weight(np.array(HEAD_WIDTH**-0.5)))
        scores = _scores(g, query, g.op("Squeeze", cross_k[i], axis))
        mixed = _weigh(g, scores, g.op("Squeeze", cross_v[i], axis))
        x = g.op("Add", x, _join(g, mixed, layer.cross_attention.out))
        chosen = [head for number, head in alignment if number == i]
        if chosen:
            aligned.append(g.op("Gather", scores, g.ints(*chosen), axis=1))
        x = g.op("Add", x, _swiglu(g, g.layer_norm(x, layer.mlp_norm), layer))
    _decoder_outputs(g, weights, x, keys=keys, values=values, aligned=aligned)
    g.save(path)


def _decoder_outputs(
    g: GraphWriter, weights: DecoderWeights, x: str, *, keys: list[str], values: list[str], aligned: list[str]
) -> None:
    attention = g.op("ReduceMean", g.op("Concat", *aligned, axis=1), g.ints(1), keepdims=0)
    g.output(_logits(g, g.layer_norm(x, weights.norm), weights), "logits", [1, "tokens", VOCABULARY])
    for name, parts in (("present_k", keys), ("present_v", values)):
        stacked = g.op("Concat", *(g.op("Unsqueeze", part, g.ints(0)) for part in parts), axis=0)
        g.output(stacked, name, [LAYERS, 1, HEADS, "present", HEAD_WIDTH])
    g.output(attention, "attention", [1, "tokens", "frames"])


def _stem(g: GraphWriter, audio: str, weights: EncoderWeights) -> str:
    """Sound to frames [1, S, 288]. Up to the group norm, which takes quiet sound to full scale, all is float32."""
    x = g.op("Conv", g.op("Unsqueeze", audio, g.ints(1)), g.constant(weights.first), strides=[64])
    one, zero = (g.constant(np.array([v], np.float32)) for v in (1, 0))
    x = g.op("InstanceNormalization", g.reshape(g.op("Tanh", x), 0, 1, -1), one, zero, epsilon=1e-5)
    x = g.op("Mul", g.reshape(x, 0, WIDTH, -1), g.constant(weights.group_norm[0]))
    x = g.own(g.op("Add", x, g.constant(weights.group_norm[1])))
    for (weight, bias), stride in zip(weights.convolutions, (3, 2), strict=True):
        x = g.op("Gelu", g.op("Conv", x, g.weight(weight), g.weight(bias), strides=[stride]))
    return g.transpose(x, 0, 2, 1)


def _positions(g: GraphWriter, start: str, stop: str) -> str:
    return g.op("Range", start, stop, g.constant(np.array(1)))


def _turn(g: GraphWriter, rotary: np.ndarray, positions: str) -> tuple[str, str]:
    """Cosines and sines [T, 36] of the rotary positions; the widths that are not turned have angle 0."""
    angles = np.zeros((1, HEAD_WIDTH), np.float32)
    angles[0, : 2 * len(rotary)] = np.repeat(rotary, 2)
    at = g.op("Cast", g.op("Unsqueeze", positions, g.ints(1)), to=TensorProto.FLOAT)
    turned = g.op("Mul", at, g.constant(angles))
    return g.own(g.op("Cos", turned)), g.own(g.op("Sin", turned))


def _project(g: GraphWriter, x: str, weights: AttentionWeights, turn: tuple[str, str]) -> list[str]:
    """Query (scaled), key, value [1, 8, T, 36], query and key turned to their positions.

    Rotary pairs are neighbours: (a, b) becomes (a cos - b sin, b cos + a sin). The product with a fixed matrix makes
    (-b, a) of (a, b) in one operator.
    """
    joint = _heads(g, g.linear(x, Linear.beside([weights.query, weights.key, weights.value])), 3 * HEADS)
    both, value = g.split("Split", joint, g.ints(2 * HEADS, HEADS), outputs=2, axis=1)
    quarter = np.zeros((HEAD_WIDTH, HEAD_WIDTH), np.float32)
    for i in range(0, HEAD_WIDTH, 2):
        quarter[i + 1, i], quarter[i, i + 1] = -1, 1
    straight = g.op("Mul", both, turn[0])
    across = g.op("Mul", g.op("MatMul", both, g.weight(quarter)), turn[1])
    query, key = g.split("Split", g.op("Add", straight, across), outputs=2, axis=1, num_outputs=2)
    return [g.op("Mul", query, g.weight(np.array(HEAD_WIDTH**-0.5))), key, value]


def _heads(g: GraphWriter, x: str, heads: int) -> str:
    """[1, T, heads * 36] -> [1, heads, T, 36]."""
    return g.transpose(g.reshape(x, 0, 0, heads, HEAD_WIDTH), 0, 2, 1, 3)


def _scores(g: GraphWriter, query: str, key: str, mask: str = "") -> str:
    """Attention of each query to each key, [1, 8, T, S]; rows sum to 1."""
    scores = g.op("MatMul", query, g.transpose(key, 0, 1, 3, 2))
    return g.op("Softmax", g.op("Add", scores, mask) if mask else scores, axis=-1)


def _weigh(g: GraphWriter, scores: str, value: str) -> str:
    return g.op("MatMul", scores, value)


def _join(g: GraphWriter, mixed: str, out: Linear) -> str:
    """[1, 8, T, 36] -> [1, T, 288]."""
    return g.linear(g.reshape(g.transpose(mixed, 0, 2, 1, 3), 0, 0, WIDTH), out)


def _causal_mask(g: GraphWriter, positions: str, length: str) -> str:
    """[T, P + T]: 0 up to a token's own position, after it a large negative number."""
    keys = _positions(g, g.constant(np.array(0)), length)
    later = g.op("Greater", keys, g.op("Unsqueeze", positions, g.ints(1)))
    return g.op("Where", later, g.weight(np.array(_MASKED)), g.weight(np.array(0)))


def _swiglu(g: GraphWriter, x: str, layer: DecoderLayer) -> str:
    value, gate = g.split("Split", g.linear(x, layer.fc1), outputs=2, axis=-1, num_outputs=2)
    return g.linear(g.op("Mul", value, g.op("Mul", gate, g.op("Sigmoid", gate))), layer.fc2)


def _embed(g: GraphWriter, tokens: str, rows: Linear) -> str:
    if not g.integer:
        return g.op("Gather", g.weight(rows.weight), tokens, axis=0)
    taken = g.op("Gather", g.constant(rows.quantised), tokens, axis=0)
    scale, zero_point = (g.constant(np.array(values[0])) for values in (rows.scale, rows.zero_point))
    return g.op("DequantizeLinear", taken, scale, zero_point)


def _logits(g: GraphWriter, x: str, weights: DecoderWeights) -> str:
    """The head is the embedding itself: in a float graph both share one tensor."""
    if g.integer or not np.array_equal(weights.head.weight, weights.embedding.weight.T):
        return g.linear(x, weights.head)
    flat = g.op("Gemm", g.reshape(x, -1, WIDTH), g.weight(weights.embedding.weight), transB=1)
    return g.op("Unsqueeze", flat, g.ints(0))


def _linear(graph: OrtGraph, output: str) -> Linear:
    node = graph.writer(output)
    if node.op_type == "MatMulIntegerToFloat":
        _, weight, _, scale, _, zero_point = node.inputs[:6]
        bias = node.inputs[6] if len(node.inputs) > 6 else ""
    elif node.op_type == "DynamicQuantizeMatMul":
        _, weight, scale, zero_point, bias = node.inputs
    else:
        raise ValueError(f"{output} is written by {node.op_type}, not by a quantised product.")
    width = graph.weights[weight].shape[1]
    return Linear(
        graph.weights[weight],
        np.broadcast_to(graph.weights[scale], (width,)),
        np.broadcast_to(graph.weights[zero_point], (width,)),
        graph.weights[bias] if bias else None,
    )


def _constants(graph: OrtGraph, output: str) -> list[np.ndarray]:
    """The weights that the node of an output reads after its first input."""
    return [graph.weights[name] for name in graph.writer(output).inputs[1:]]


def _norm(graph: OrtGraph, output: str) -> np.ndarray:
    """The weight [width] of a layer normalisation."""
    node = graph.writer(output)
    return graph.weights[node.inputs[2 if node.op_type == "SkipLayerNormalization" else 1]]


def _rotary(graph: OrtGraph, prefix: str) -> np.ndarray:
    """The frequencies [n] of rotary positions."""
    return graph.weights[graph.writer(f"{prefix}/rotary_emb/Expand_output_0").inputs[0]].reshape(-1)


def _attention(graph: OrtGraph, prefix: str) -> AttentionWeights:
    return AttentionWeights(*(_linear(graph, f"{prefix}/{name}_proj/MatMul_output_0") for name in "qkvo"))


def _encoder_layer(graph: OrtGraph, prefix: str) -> EncoderLayer:
    return EncoderLayer(
        _norm(graph, f"{prefix}/input_layernorm/LayerNormalization_output_0"),
        _attention(graph, f"{prefix}/self_attn"),
        _norm(graph, f"{prefix}/post_attention_layernorm/LayerNormalization_output_0"),
        _linear(graph, f"{prefix}/mlp/fc1/Add_output_0"),
        _linear(graph, f"{prefix}/mlp/fc2/Add_output_0"),
    )


def _decoder_layer(graph: OrtGraph, prefix: str) -> DecoderLayer:
    return DecoderLayer(
        _norm(graph, f"{prefix}/input_layernorm/LayerNormalization_output_0"),
        _attention(graph, f"{prefix}/self_attn"),
        _norm(graph, f"{prefix}/post_attention_layernorm/LayerNormalization_output_0"),
        _attention(graph, f"{prefix}/encoder_attn"),
        _norm(graph, f"{prefix}/final_layernorm/LayerNormalization_output_0"),
        _linear(graph, f"{prefix}/mlp/fc1/Add_output_0"),
        _linear(graph, f"{prefix}/mlp/fc2/Add_output_0"),
    )
