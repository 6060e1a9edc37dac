"""Reads FlatBuffers without generated code: a table is a place in the file, its fields are found by their numbers."""

from typing import Any

import numpy as np


class Table:
    """One table. Fields are numbered as in the schema, from 0; those that are absent have their default.

    Raises (all methods):
        ValueError: the file ends before what it points at; it is damaged.
    """

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at

    @classmethod
    def root(cls, data: bytes) -> "Table":
        """The table that a file begins with."""
        return cls(data, int(_read(data, 0, "<u4")))

    def number(self, field: int, kind: str, default: int = 0) -> int:
        """A scalar. kind: its numpy type, "<i4"."""
        at = self._place(field)
        return int(_read(self._data, at, kind)) if at else default

    def numbers(self, field: int, kind: str) -> np.ndarray:
        """A vector of scalars, [n]; empty if it is absent."""
        at = self._follow(field)
        if not at:
            return np.zeros(0, kind)
        count = int(_read(self._data, at, "<u4"))
        return _many(self._data, at + 4, kind, count)

    def text(self, field: int) -> str:
        """A string; empty if it is absent."""
        return self.numbers(field, "u1").tobytes().decode()

    def table(self, field: int) -> "Table | None":
        """A table, also one in a union; None if it is absent."""
        at = self._follow(field)
        return Table(self._data, at) if at else None

    def tables(self, field: int) -> "list[Table]":
        """A vector of tables."""
        at = self._follow(field)
        if not at:
            return []
        count = int(_read(self._data, at, "<u4"))
        places = range(at + 4, at + 4 + 4 * count, 4)
        return [Table(self._data, place + int(_read(self._data, place, "<u4"))) for place in places]

    def _place(self, field: int) -> int:
        """Where a field lies; 0 if it is absent."""
        fields = self._at - int(_read(self._data, self._at, "<i4"))
        slot = 4 + 2 * field
        if slot >= int(_read(self._data, fields, "<u2")):
            return 0
        offset = int(_read(self._data, fields + slot, "<u2"))
        return self._at + offset if offset else 0

    def _follow(self, field: int) -> int:
        """Where the thing lies that a field points at; 0 if it is absent."""
        at = self._place(field)
        return at + int(_read(self._data, at, "<u4")) if at else 0


def _read(data: bytes, at: int, kind: str) -> Any:
    return _many(data, at, kind, 1)[0]


def _many(data: bytes, at: int, kind: str, count: int) -> np.ndarray:
    if at < 0:
        raise ValueError("a damaged file: it points before its beginning")
    return np.frombuffer(data, kind, count, at)
