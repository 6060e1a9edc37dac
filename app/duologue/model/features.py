"""Where each group of features stands in the core's continuous position: groups by name and size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from duologue.core.microturn import Samples

Groups = Mapping[str, Sequence[float] | Samples]
"""Features by the name of their group, each [size of the group]."""


@dataclass(frozen=True, slots=True)
class FeatureLayout:
    """The groups that a core was trained with. sizes: of each group by its name, in their order."""

    sizes: Mapping[str, int]

    @property
    def width(self) -> int:
        """Number of features."""
        return sum(self.sizes.values())

    def slices(self) -> dict[str, slice]:
        """Where each group stands in a row of features."""
        found, at = {}, 0
        for name, size in self.sizes.items():
            found[name] = slice(at, at + size)
            at += size
        return found

    def row(self, groups: Groups) -> Samples:
        """The features of one micro-turn, [width]: a group that is not given is zeros, one that is not known is left
        out.

        Raises:
            ValueError: a group has another size than it was trained with.
        """
        row = np.zeros(self.width, np.float32)
        for name, place in self.slices().items():
            if name in groups:
                row[place] = np.asarray(groups[name], np.float32).reshape(place.stop - place.start)
        return row

    def misfits(self, sizes: Mapping[str, int]) -> list[str]:
        """The groups that are of another size here than in `sizes`."""
        return [name for name, size in sizes.items() if self.sizes.get(name, size) != size]
