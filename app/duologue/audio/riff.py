"""WAV files whose header was never closed: of a program that was killed, or that wrote into a pipe."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_HEAD = 12
"""Bytes before the first chunk: RIFF, a size, WAVE."""
_CHUNK_HEAD = 8
_ORDERS = {b"RIFF": "<", b"RF64": "<", b"RIFX": ">"}
"""Byte order of a file by its first word."""
_LARGEST = 0xFFFFFFFF
_MOST_CHUNKS = 10_000
"""Chunks of a file that are looked at."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """at: where its content begins. size: of that, as its head has it."""

    name: bytes
    at: int
    size: int


class Patched(io.RawIOBase):
    """A file with a few bytes in place of its own. patches: by the place of the first of them."""

    def __init__(self, path: Path, patches: dict[int, bytes]) -> None:
        super().__init__()
        self._file = path.open("rb", buffering=0)
        self._patches = patches

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As of any file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As of any file."""
        return self._file.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """As of any file."""
        begin = self._file.tell()
        view = memoryview(buffer).cast("B")
        count = self._file.readinto(view) or 0
        for at, data in self._patches.items():
            first, last = max(at, begin), min(at + len(data), begin + count)
            if first < last:
                view[first - begin : last - begin] = data[first - at : last - at]
        return count

    def close(self) -> None:
        """Closes the file."""
        self._file.close()
        super().close()


def unclosed(path: Path) -> dict[int, bytes]:
    """The bytes that would close the header of a WAV file, by their places; empty if it is closed, or no WAV file.

    It is not closed if its sound is longer than the file, or ends where neither the file ends nor another chunk begins.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        end = file.seek(0, io.SEEK_END)
        file.seek(0)
        head = file.read(_HEAD)
        order = _ORDERS.get(head[:4])
        if order is None or head[8:] != b"WAVE":
            return {}
        wide = 0
        for chunk in _chunks(file, order, _HEAD):
            if chunk.name == b"ds64" and head[:4] == b"RF64":
                wide = chunk.at
            if chunk.name == b"data":
                break
        else:
            return {}
        size = chunk.size
        if wide and size == _LARGEST:
            file.seek(wide + 8)
            (size,) = struct.unpack("<Q", file.read(8).ljust(8, b"\0"))
        if _ends_well(file, order, chunk.at + size, end):
            return {}
    rest = end - chunk.at
    if wide:
        return {wide: struct.pack("<QQ", end - _CHUNK_HEAD, rest)}
    return {
        4: struct.pack(f"{order}I", min(end - _CHUNK_HEAD, _LARGEST)),
        chunk.at - 4: struct.pack(f"{order}I", min(rest, _LARGEST)),
    }


def _ends_well(file: BinaryIO, order: str, at: int, end: int) -> bool:
    """Whether a file ends there, or goes on with chunks to its end; one byte may be left over that makes it even."""
    if at > end:
        return False
    last = at + at % 2
    for chunk in _chunks(file, order, last):
        last = chunk.at + chunk.size + chunk.size % 2
        if not chunk.name.isascii() or not chunk.name.decode("ascii").isprintable():
            return False
    return abs(end - last) <= 1


def _chunks(file: BinaryIO, order: str, at: int) -> Iterator[_Chunk]:
    """The chunks from a place on."""
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        head = file.read(_CHUNK_HEAD)
        if len(head) < _CHUNK_HEAD:
            return
        name, size = struct.unpack(f"{order}4sI", head)
        yield _Chunk(name, at + _CHUNK_HEAD, size)
        at += _CHUNK_HEAD + size + size % 2
