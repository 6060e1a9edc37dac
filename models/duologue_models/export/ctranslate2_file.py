"""Reads the weights of a model in the format of CTranslate2: named arrays, one after the other."""

import struct
from dataclasses import dataclass

import numpy as np

_VERSION = 6
"""Version of the format that is read."""
_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}


@dataclass(slots=True)
class _Reader:
    data: bytes
    at: int = 0

    def number(self, kind: str) -> int:
        (value,) = struct.unpack_from(f"<{kind}", self.data, self.at)
        self.at += struct.calcsize(f"<{kind}")
        return int(value)

    def text(self) -> str:
        return self.bytes(self.number("H")).rstrip(b"\0").decode("ascii")

    def bytes(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise ValueError("The file of weights is cut short.")
        self.at += count
        return self.data[self.at - count : self.at]


def read_weights(data: bytes, kind: str) -> dict[str, np.ndarray]:
    """The arrays of a model file by name, in the types they are stored in.

    kind: what the file says it holds, like "WhisperSpec".

    Raises:
        ValueError: the file is cut short, of another version, or holds another kind of model.
    """
    reader = _Reader(data)
    try:
        version, found = reader.number("I"), reader.text()
        if (version, found) != (_VERSION, kind):
            raise ValueError(f"The file of weights holds {found} in version {version}, not {kind} in {_VERSION}.")
        reader.number("I")  # the revision of the kind
        weights = dict(_array(reader) for _ in range(reader.number("I")))
        for _ in range(reader.number("I")):
            alias, name = reader.text(), reader.text()
            weights[alias] = weights[name]
    except struct.error as error:
        raise ValueError("The file of weights is cut short.") from error
    return weights


def _array(reader: _Reader) -> tuple[str, np.ndarray]:
    name = reader.text()
    shape = [reader.number("I") for _ in range(reader.number("B"))]
    dtype = np.dtype(_TYPES[reader.number("B")])
    return name, np.frombuffer(reader.bytes(reader.number("I")), dtype).reshape(shape)
