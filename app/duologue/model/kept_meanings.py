"""What descriptions of tools mean, kept in a file: the same at every start, where embedding them takes seconds.

Only what stands in the program or in a tool's description is kept, never what somebody said.
"""

import contextlib
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from duologue.model.semantics import WIDTH, Embeddings


class KeptMeanings:
    """Embeds descriptions, those of earlier starts from the file. Not thread-safe.

    embed: the sentence embedding of one text [384]. file: need not be there. maker: what embeds; what another one made
    is not used.
    """

    def __init__(self, embed: Callable[[str], Embeddings], file: Path, maker: str) -> None:
        self._embed, self._file, self._maker = embed, file, maker
        self._read = self._load()
        self._used: dict[str, Embeddings] = {}

    def embed(self, text: str) -> Embeddings:
        """[384], as `embed` makes it."""
        if text not in self._used:
            known = self._read.get(text)
            self._used[text] = self._embed(text) if known is None else known
        return self._used[text]

    def save(self) -> None:
        """Writes what was used, if some of it was not read. Where it cannot be written it is made again next time."""
        if self._used.keys() <= self._read.keys():
            return
        draft = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                np.savez(file, maker=self._maker, texts=list(self._used), vectors=np.stack(list(self._used.values())))
            draft.replace(self._file)
            self._read = dict(self._used)

    def _load(self) -> dict[str, Embeddings]:
        """What the file holds; nothing where there is none, another maker's, or one that is damaged."""
        try:
            with self._file.open("rb") as file, np.load(file) as kept:
                maker, texts, vectors = str(kept["maker"]), kept["texts"].tolist(), kept["vectors"]
        except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile):
            return {}
        fits = maker == self._maker and vectors.dtype == np.float32 and vectors.shape == (len(texts), WIDTH)
        return dict(zip(texts, vectors, strict=True)) if fits else {}
