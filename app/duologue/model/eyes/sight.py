"""What the landmark graphs see in one frame: bodies, hands and a face as points. What it means is left to the senses.

x and y of every point are in units of the picture's height: x from 0 to width / height (right edge), y from 0 to 1
(down), as the picture is, not mirrored. z is in the same unit, negative toward the camera. Points may lie outside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from duologue.core.microturn import Frame

Points = npt.NDArray[np.floating[Any]]
"""Places in a picture, or other numbers that are reckoned with there; those of a Sight are float32."""

BODY_POINTS, HAND_POINTS, FACE_POINTS = 33, 21, 468
"""How many points each has, in the order of BlazePose, MediaPipe Hands and MediaPipe Face Mesh."""


@dataclass(frozen=True, slots=True)
class Body:
    """points: [33, 4] x, y, z, visibility (0 to 1: in the picture and not hidden); z is relative to the hips."""

    points: Points


@dataclass(frozen=True, slots=True)
class Hand:
    """side: the user's own hand, taken as if the picture were not mirrored. sure: that it is a hand, 0 to 1.

    points: [21, 3] x, y, z; z is relative to the wrist.
    """

    side: Literal["left", "right"]
    sure: float
    points: Points


@dataclass(frozen=True, slots=True)
class Face:
    """points: [468, 3] x, y, z; z is relative to the middle of the head. sure: that it is a face, 0 to 1."""

    points: Points
    sure: float


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen in one frame.

    seen_s: session time of the frame. width, height: of the picture, in pixels. people: how many are in the picture.
    bodies: largest first, usually one.
    """

    seen_s: float
    width: int
    height: int
    people: int = 0
    bodies: tuple[Body, ...] = ()
    hands: tuple[Hand, ...] = ()
    face: Face | None = None


class Network(Protocol):
    """A graph that is ready to run (runtime.Graph)."""

    def run(self, output_names: Sequence[str] | None, input_feed: Mapping[str, Any], /) -> Sequence[Any]:
        """The outputs asked for."""


class Looker(Protocol):
    """Turns frames into sights, one after the other: what it saw in one tells it where to look in the next."""

    def look(self, frame: Frame, t: float) -> Sight:
        """What is seen in a frame at session time t; takes tens of milliseconds, in a worker's thread."""

    def warm_up(self) -> None:
        """Runs every graph once."""

    def reset(self) -> None:
        """Forgets what it saw before."""
