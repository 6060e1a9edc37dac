"""What the eyes see, as lines to be drawn over the picture."""

from dataclasses import dataclass
from typing import ClassVar

Stroke = tuple[tuple[float, float], ...]
"""A line through points, x and y in picture heights."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """For the window, while it shows what is seen: bodies, hands and the face in the newest picture, as strokes."""

    TYPE: ClassVar[str] = "outlined"
    t: float
    strokes: tuple[Stroke, ...]
