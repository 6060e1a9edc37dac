"""Upright, square pieces of a picture that networks look at, cut out at any place, size and angle."""

import math
from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np

from duologue.core.microturn import Frame
from duologue.model.eyes.sight import Points

_SMALLEST = 4.0
"""Side in pixels below which a crop shows nothing."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A square of a picture. x, y: its middle. side: its length, all in pixels. angle: radians that it is turned by,
    clockwise as one sees it.
    """

    x: float
    y: float
    side: float
    angle: float = 0.0

    @property
    def usable(self) -> bool:
        """Whether it is large enough to show anything, and what it was made of was all there."""
        return math.isfinite(self.x + self.y + self.side + self.angle) and self.side >= _SMALLEST

    @classmethod
    def whole(cls, frame: Frame) -> Self:
        """The whole picture, with bars where it is not square."""
        height, width = frame.rgb.shape[:2]
        return cls(width / 2, height / 2, float(max(width, height)))

    @classmethod
    def around(cls, points: Points, angle: float, *, scale: float, ahead: float = 0.0) -> Self:
        """Around points, [n, 2 or more] in pixels: the longer side of their box, in a crop of that angle, scaled.

        ahead: moves it up, as the crop sees it, by a share of that box's height.
        """
        turned = points[:, :2] @ _turn(angle)
        low, high = turned.min(axis=0), turned.max(axis=0)
        middle, size = (low + high) / 2, high - low
        middle[1] -= ahead * size[1]
        x, y = middle @ _turn(angle).T
        return cls(float(x), float(y), float(size.max()) * scale, angle)

    def cut(self, frame: Frame, pixels: int, low: float, *, blank: bool = False) -> Points:
        """What a network gets: [1, pixels, pixels, 3], from low to 1.

        blank: what lies outside of the picture is black; otherwise the edge goes on.
        """
        border = cv2.BORDER_CONSTANT if blank else cv2.BORDER_REPLICATE
        matrix = self._to_crop(pixels)
        cut = cv2.warpAffine(frame.rgb, matrix, (pixels, pixels), flags=cv2.INTER_LINEAR, borderMode=border)
        values: Points = cut[None].astype(np.float32)
        values *= (1 - low) / 255
        values += low
        return values

    def place(self, points: Points) -> Points:
        """Points of a crop in pixels of the picture. points: [n, 2 or more] x, y, from 0 to 1, and z."""
        placed = points.astype(np.float32)
        placed[:, :2] = (points[:, :2] - 0.5) @ _turn(self.angle).T * self.side + (self.x, self.y)
        placed[:, 2:3] = points[:, 2:3] * self.side
        return placed

    def overlap(self, other: "Crop") -> float:
        """What they share of what they cover together, 0 to 1, their angles left out of account."""
        return float(box_overlaps(self._box(), other._box()[None])[0])

    def _box(self) -> Points:
        half = self.side / 2
        return np.array([self.x - half, self.y - half, self.x + half, self.y + half], np.float32)

    def _to_crop(self, pixels: int) -> Points:
        """[2, 3] from pixels of the picture to those of the crop, 0 in the middle of the first, as OpenCV has it."""
        scale = pixels / self.side
        turn = scale * _turn(self.angle).T
        middle = np.array([self.x - 0.5, self.y - 0.5])
        shift = (pixels - 1) / 2 - turn @ middle
        matrix: Points = np.column_stack([turn, shift])
        return matrix


def box_overlaps(box: Points, boxes: Points) -> Points:
    """[n] what a box shares with each of others, of what both cover. Boxes: left, top, right, bottom."""
    shared = np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])
    both = np.prod(np.maximum(shared, 0), axis=1)
    sizes = np.prod(np.maximum(boxes[:, 2:] - boxes[:, :2], 0), axis=1) + np.prod(np.maximum(box[2:] - box[:2], 0))
    overlaps: Points = both / np.maximum(sizes - both, 1e-9)
    return overlaps


def upright(start: Points, end: Points) -> float:
    """The angle of a crop in which the way from start to end, [2] each, leads straight up; from -pi to pi."""
    return wrapped(math.pi / 2 - math.atan2(-(end[1] - start[1]), end[0] - start[0]))


def level(start: Points, end: Points) -> float:
    """The angle of a crop in which the way from start to end leads straight to the right."""
    return wrapped(-math.atan2(-(end[1] - start[1]), end[0] - start[0]))


def wrapped(angle: float) -> float:
    """The same angle from -pi to pi."""
    return angle - 2 * math.pi * math.floor((angle + math.pi) / (2 * math.pi))


def _turn(angle: float) -> Points:
    """[2, 2] that turns columns clockwise, as one sees it with y down."""
    cos, sin = math.cos(angle), math.sin(angle)
    return np.array([[cos, -sin], [sin, cos]], np.float64)
