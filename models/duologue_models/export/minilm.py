"""all-MiniLM-L6-v2 (Apache-2.0): token ids to one sentence embedding, pooling and normalisation inside the graph.

A BERT of six layers; Wang et al., "MiniLM", 2020, and Reimers and Gurevych, "Sentence-BERT", 2019.
"""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load

from duologue_models.export.graph import GraphWriter

WIDTH = 384
HEADS = 12
LAYERS = 6
_EPSILON = 1e-12

Weights = dict[str, np.ndarray]


def read_weights(data: bytes) -> Weights:
    """The tensors of the published safetensors file, by name."""
    return dict(load(data))


def write_graph(weights: Weights, path: Path) -> None:
    """Writes tokens [1, n] int64 (with [CLS] and [SEP]) -> embedding [1, 384] of length 1.

    Raises:
        KeyError: a weight is missing.
        OSError: the file cannot be written.
    """
    g = GraphWriter("minilm-l6", "fp32")
    tokens = g.input("tokens", "int64", [1, "tokens"])
    x = _embed(g, tokens, weights)
    for i in range(LAYERS):
        x = _layer(g, x, weights, f"encoder.layer.{i}")
    pooled = g.op("ReduceMean", x, g.ints(1), keepdims=0)
    g.output(g.op("LpNormalization", pooled, axis=-1, p=2), "embedding", [1, WIDTH])
    g.save(path)


def write_tokenizer(data: bytes, path: Path) -> None:
    """Writes the published tokenizer without its padding to 128 tokens; the graph takes sentences as long as they are.

    Raises:
        ValueError: it is not a tokenizer file.
        OSError: the file cannot be written.
    """
    tokenizer = json.loads(data)
    tokenizer["padding"] = None
    path.write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


def write_embeddings(weights: Weights, path: Path) -> None:
    """Writes the word embedding table, float16 [30522, 384].

    Raises:
        OSError: the file cannot be written.
    """
    np.save(path, weights["embeddings.word_embeddings.weight"].astype(np.float16))


def _embed(g: GraphWriter, tokens: str, weights: Weights) -> str:
    words = g.op("Gather", g.weight(weights["embeddings.word_embeddings.weight"]), tokens, axis=0)
    places = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    place = g.op("Slice", g.weight(places), g.ints(0), g.length(tokens, 1), g.ints(0))
    return _norm(g, g.op("Add", words, place), weights, "embeddings.LayerNorm")


def _layer(g: GraphWriter, x: str, weights: Weights, name: str) -> str:
    """Post-norm layer: attention, then a GELU network."""
    y = _dense(g, _attend(g, x, weights, f"{name}.attention.self"), weights, f"{name}.attention.output.dense")
    x = _norm(g, g.op("Add", x, y), weights, f"{name}.attention.output.LayerNorm")
    y = g.op("Gelu", _dense(g, x, weights, f"{name}.intermediate.dense"))
    y = _dense(g, y, weights, f"{name}.output.dense")
    return _norm(g, g.op("Add", x, y), weights, f"{name}.output.LayerNorm")


def _attend(g: GraphWriter, x: str, weights: Weights, name: str) -> str:
    query, key, value = (
        g.reshape(_dense(g, x, weights, f"{name}.{part}"), 0, 0, HEADS, WIDTH // HEADS)
        for part in ("query", "key", "value")
    )
    scores = g.op("MatMul", g.transpose(query, 0, 2, 1, 3), g.transpose(key, 0, 2, 3, 1))
    scores = g.op("Mul", scores, g.weight(np.array((WIDTH // HEADS) ** -0.5)))
    mixed = g.op("MatMul", g.op("Softmax", scores, axis=-1), g.transpose(value, 0, 2, 1, 3))
    return g.reshape(g.transpose(mixed, 0, 2, 1, 3), 0, 0, WIDTH)


def _dense(g: GraphWriter, x: str, weights: Weights, name: str) -> str:
    return g.dense(x, weights[f"{name}.weight"].T, weights[f"{name}.bias"])


def _norm(g: GraphWriter, x: str, weights: Weights, name: str) -> str:
    return g.layer_norm(x, weights[f"{name}.weight"], weights[f"{name}.bias"], epsilon=_EPSILON)
