"""How high each of very many rows is: measured where it has been shown, about so high elsewhere."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray


class Heights:
    """Heights in pixels, gaps included. usual: about how high a row is, by its number."""

    def __init__(self) -> None:
        self._heights: NDArray[np.float64] = np.zeros(64)
        self._tops: NDArray[np.float64] | None = None
        self.count = 0

    def extend(self, count: int, usual: Callable[[int], float]) -> None:
        """There are so many rows now, at least as many as before."""
        if count == self.count:
            return
        if count > len(self._heights):
            self._heights = np.concatenate([self._heights, np.zeros(max(count, 2 * len(self._heights)))])
        for number in range(self.count, count):
            self._heights[number] = usual(number)
        self.count, self._tops = count, None

    def clear(self) -> None:
        """There are none."""
        self.count, self._tops = 0, None

    def set(self, number: int, height: float) -> None:
        """A row was measured."""
        if self._heights[number] != height:
            self._heights[number], self._tops = height, None

    def top(self, number: int) -> float:
        """Where a row begins, counted from the top of the first; of `count`, where the last one ends."""
        return float(self._all_tops()[number])

    def at(self, y: float) -> int:
        """The row at a height, the first or the last where there is none."""
        found = int(np.searchsorted(self._all_tops(), y, side="right")) - 1
        return min(max(found, 0), max(self.count - 1, 0))

    def _all_tops(self) -> NDArray[np.float64]:
        if self._tops is None:
            self._tops = np.concatenate([np.zeros(1), np.cumsum(self._heights[: self.count])])
        return self._tops
