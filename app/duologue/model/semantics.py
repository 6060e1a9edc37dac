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
"""Longer texts keep their end: what was said last says what is wanted."""
_CLS, _SEP = 101, 102


class Sentences:
    """all-MiniLM-L6-v2, one text at a time."""

    def __init__(self, graph: Any, tokenizer: Path) -> None:
        """graph: an ONNX Runtime session of semantics/minilm.onnx."""
        self._graph = graph
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @classmethod
    def load(cls, semantics: Path, open_graph: Callable[[Path], Any]) -> "Sentences":
        """Opens the folder semantics/ of a bundle."""
        return cls(open_graph(semantics / "minilm.onnx"), semantics / "tokenizer.json")

    def embed(self, text: str) -> Embeddings:
        """[384], of length 1."""
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids[-MAX_TOKENS:]
        tokens = np.array([[_CLS, *ids, _SEP]], np.int64)
        return np.asarray(self._graph.run(["embedding"], {"tokens": tokens})[0][0], np.float32)
