"""What every sense is, and the eyes as all of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from duologue.core.events import Percept
from duologue.core.microturn import MicroTurn, Samples
from duologue.core.outline import Stroke
from duologue.model.eyes.outline import strokes_of
from duologue.model.eyes.sight import Sight
from duologue.model.eyes.watching import Watching


@dataclass(frozen=True, slots=True)
class EyesReport:
    """What came of one micro-turn.

    percepts: those that changed. features: by the name of their group, each [size of the group]; a group that is left
    out is zeros for the core. strokes: what was seen, to be drawn; None if nothing new was.
    """

    percepts: tuple[Percept, ...] = ()
    features: Mapping[str, Samples] = field(default_factory=dict)
    strokes: tuple[Stroke, ...] | None = None


class Sense(Protocol):
    """One kind of percept, made of the newest frame of each micro-turn. Runs in the model's thread."""

    @property
    def groups(self) -> Mapping[str, int]:
        """Names and sizes of the feature groups that it fills."""

    def see(self, turn: MicroTurn, sight: Sight | None, t: float) -> EyesReport:
        """Takes in one micro-turn that ends at session time t. Its frame is None while there is no camera.

        sight: what the landmark graphs saw, each sight once and in order; None if there is nothing new. Its frame may
        be older than that of the micro-turn.
        """

    def reset(self) -> None:
        """Forgets the session."""


class Eyes:
    """One pair of eyes for all senses: each frame is looked at once.

    watching: looks at the frames; None where the bundle has no graphs for it.
    """

    def __init__(self, senses: Sequence[Sense] = (), watching: Watching | None = None) -> None:
        self._senses, self._watching = tuple(senses), watching

    @property
    def groups(self) -> Mapping[str, int]:
        """Names and sizes of the feature groups that the senses fill."""
        return {name: size for sense in self._senses for name, size in sense.groups.items()}

    def begin(self, turn: MicroTurn, t: float) -> None:
        """Begins to look at the frame of a micro-turn that ends at session time t; see() brings what comes of it."""
        if self._watching is not None:
            self._watching.begin(turn.frame, t, all_frames=turn.waits)

    def see(self, turn: MicroTurn, t: float) -> EyesReport:
        """What all senses make of a micro-turn that ends at session time t."""
        sight = None if self._watching is None else self._watching.take(all_frames=turn.waits)
        seen = [sense.see(turn, sight, t) for sense in self._senses]
        features = {name: values for each in seen for name, values in each.features.items()}
        percepts = tuple(percept for each in seen for percept in each.percepts)
        return EyesReport(percepts, features, None if sight is None else strokes_of(sight))

    def reset(self) -> None:
        """Forgets the session."""
        if self._watching is not None:
            self._watching.reset()
        for sense in self._senses:
            sense.reset()
