"""Sentence embeddings: what a description or an utterance means, for tools and words that training never saw."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Embeddings = npt.NDArray[np.float32]
WIDTH = 384
MAX_TOKENS = 128
"""Most tokens of a text that is embedded; a longer one keeps its end, which says what is wanted."""
_CLS, _SEP = 101, 102


class WordPieces:
    """MiniLM's word pieces. path: tokenizer.json."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def tokens(self, text: str) -> list[int]:
        """Token ids of a word or a text, without the sentence marks."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)


class Sentences:
    """all-MiniLM-L6-v2, one text at a time."""

    def __init__(self, graph: Any, tokens: Callable[[str], list[int]]) -> None:
        """graph: an ONNX Runtime session of semantics/minilm.onnx. tokens: WordPieces.tokens."""
        self._graph = graph
        self._tokens = tokens

    @classmethod
    def load(cls, semantics: Path, open_graph: Callable[[Path], Any]) -> "Sentences":
        """Opens the folder semantics/ of a bundle."""
        return cls(open_graph(semantics / "minilm.onnx"), WordPieces(semantics / "tokenizer.json").tokens)

    def embed(self, text: str) -> Embeddings:
        """[384], of length 1."""
        tokens = np.array([[_CLS, *self._tokens(text)[-MAX_TOKENS:], _SEP]], np.int64)
        return np.asarray(self._graph.run(["embedding"], {"tokens": tokens})[0][0], np.float32)
