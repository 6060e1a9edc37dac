"""Finds things in a whole picture with a single-shot detector (SSD, Liu et al. 2016), as BlazeFace made them small."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from duologue.core.microturn import Frame
from duologue.model.eyes.crops import Crop, box_overlaps
from duologue.model.eyes.sight import Network, Points

SAME = 0.3
"""Overlap, 0 to 1, from which two boxes are taken for one thing."""
_CLIPPED = 100.0


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a picture. box: left, top, right, bottom; points: [k, 2]; in pixels. sure: 0 to 1."""

    box: Points
    points: Points
    sure: float


class Detector:
    """One network, with the lattice of places at which it looks.

    pixels: side of its picture. low: darkest value of it. strides: pixels between the places of each layer, coarse
    layers once more for each pair of boxes. least: what is less sure is nothing.
    """

    def __init__(self, graph: Network, pixels: int, strides: Sequence[int], *, low: float, least: float = 0.5) -> None:
        self._graph, self._pixels, self._low, self._least = graph, pixels, low, least
        self._places = lattice(pixels, strides)

    def find(self, frame: Frame) -> list[Found]:
        """All that is found, surest first."""
        crop = Crop.whole(frame)
        boxes, scores = self._graph.run(
            ["boxes", "scores"], {"picture": crop.cut(frame, self._pixels, self._low, blank=True)}
        )
        sure = sigmoid(np.clip(scores[0, :, 0], -_CLIPPED, _CLIPPED))
        kept = sure >= self._least
        return [
            Found(crop.place(points[:2]).ravel(), crop.place(points[2:]), score)
            for points, score in merged(self._points(boxes[0][kept], self._places[kept]), sure[kept])
        ]

    def _points(self, raw: Points, places: Points) -> Points:
        """[n, 2 + k, 2] upper left, lower right, and points, from 0 to 1. raw: middle, size, points from a place."""
        pairs = raw.reshape(len(raw), raw.shape[1] // 2, 2) / self._pixels
        middle, size = pairs[:, 0] + places, pairs[:, 1]
        points: Points = pairs + places[:, None]
        points[:, 0], points[:, 1] = middle - size / 2, middle + size / 2
        return points


def lattice(pixels: int, strides: Sequence[int]) -> Points:
    """[n, 2] where the boxes of all layers are, from 0 to 1: two for each layer at each of its places, row by row."""
    places = []
    for stride in dict.fromkeys(strides):
        middles = (np.arange(-(-pixels // stride)) + 0.5) * stride / pixels
        rows, columns = np.meshgrid(middles, middles, indexing="ij")
        each = np.stack([columns.ravel(), rows.ravel()], axis=1)
        places.append(np.repeat(each, 2 * list(strides).count(stride), axis=0))
    return np.concatenate(places).astype(np.float32)


def merged(points: Points, sure: Points) -> list[tuple[Points, float]]:
    """Weighted non-maximum suppression: boxes of one thing give their mean, by how sure they are.

    points: [n, 2 + k, 2] of which the first two are a box's corners. sure: [n].
    """
    order = np.argsort(-sure, kind="stable")
    points, sure = points[order], sure[order]
    found = []
    while len(sure):
        boxes = points[:, :2].reshape(-1, 4)
        same = box_overlaps(boxes[0], boxes) > SAME
        same[0] = True
        mean = np.average(points[same], axis=0, weights=sure[same]).astype(np.float32)
        found.append((mean, float(sure[0])))
        points, sure = points[~same], sure[~same]
    return found


def sigmoid(values: Points) -> Points:
    """From logits to 0 .. 1."""
    shares: Points = (1 + np.tanh(values / 2)) / 2  # never overflows
    return shares
