"""The sound of the newest clauses, kept: what is begun anew, after an interruption, is there at once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator

from duologue.core.errors import DuologueError
from duologue.model.voice.base import SpokenPiece

MOST_KEPT = 6
"""How many clauses are kept; ten seconds of sound are 1 MB."""


class _Making:
    """A clause as far as it is made. rest: makes what is missing."""

    def __init__(self, rest: Iterator[SpokenPiece]) -> None:
        self._rest = rest
        self._pieces: list[SpokenPiece] = []

    def from_start(self) -> Iterator[SpokenPiece]:
        """All of its pieces, those that are missing as they are made."""
        at = 0
        while at < len(self._pieces) or self._goes_on():
            yield self._pieces[at]
            at += 1

    def _goes_on(self) -> bool:
        piece = next(self._rest, None)
        if piece is not None:
            self._pieces.append(piece)
        return piece is not None


class KeptClauses:
    """Makes each clause once. Not thread-safe."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, _Making] = OrderedDict()

    def speak(self, key: Hashable, make: Callable[[], Iterator[SpokenPiece]]) -> Iterator[SpokenPiece]:
        """The pieces of a clause. key: tells it from others. make: begins to make it, if it is not kept.

        What cannot be made is not kept.

        Raises:
            DuologueError: what `make` raises.
        """
        if key not in self._kept:
            self._kept[key] = _Making(make())
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        try:
            yield from self._kept[key].from_start()
        except DuologueError:
            self._kept.pop(key, None)
            raise
