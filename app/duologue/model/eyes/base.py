"""What every sense is, and the eyes as all of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from duologue.core.events import Percept
from duologue.core.microturn import MicroTurn, Samples


@dataclass(frozen=True, slots=True)
class EyesReport:
    """What came of one micro-turn.

    percepts: those that changed. features: by the name of their group, each [size of the group]; a group that is left
    out is zeros for the core.
    """

    percepts: tuple[Percept, ...] = ()
    features: Mapping[str, Samples] = field(default_factory=dict)


class Sense(Protocol):
    """One kind of percept, made of the newest frame of each micro-turn. Runs in the model's thread."""

    @property
    def groups(self) -> Mapping[str, int]:
        """Names and sizes of the feature groups that it fills."""

    def see(self, turn: MicroTurn, t: float) -> EyesReport:
        """Takes in one micro-turn that ends at session time t. Its frame is None while there is no camera."""

    def warm_up(self) -> None:
        """Runs every graph once."""

    def reset(self) -> None:
        """Forgets the session."""


class Eyes:
    """All senses, one after the other (Sense)."""

    def __init__(self, senses: Sequence[Sense] = ()) -> None:
        self._senses = tuple(senses)

    @property
    def groups(self) -> Mapping[str, int]:
        """Names and sizes of the feature groups that the senses fill."""
        return {name: size for sense in self._senses for name, size in sense.groups.items()}

    def see(self, turn: MicroTurn, t: float) -> EyesReport:
        """What all senses make of a micro-turn that ends at session time t."""
        seen = [sense.see(turn, t) for sense in self._senses]
        features = {name: values for each in seen for name, values in each.features.items()}
        return EyesReport(tuple(percept for each in seen for percept in each.percepts), features)

    def warm_up(self) -> None:
        """Runs every graph once."""
        for sense in self._senses:
            sense.warm_up()

    def reset(self) -> None:
        """Forgets the session."""
        for sense in self._senses:
            sense.reset()
