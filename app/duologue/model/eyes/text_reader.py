"""Reads the text in a picture, when it is asked for: PP-OCR (Du et al. 2020) finds lines, then reads each.

Lines are found by differentiable binarization (Liao et al. 2020), and read by a network that is trained with
connectionist temporal classification (Graves et al. 2006): it gives a character or nothing for every 8 pixels.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from duologue.core.microturn import Frame
from duologue.model.eyes.sight import Network, Points

SHORT_SIDE, STEP = 736, 32
"""Pixels that the shorter side of a picture is given at least before lines are looked for, and what sides are multiples
of."""
TEXT, LINE = 0.3, 0.5
"""How probable text must be, 0 to 1, at a pixel and on average over a line."""
GROWN = 1.6
"""How much a line is grown to all sides: in areas by its perimeter. The network shows shrunken ones."""
SMALLEST = 5
"""Least pixels across a line."""
HEIGHT, WIDTH, WIDEST = 48, 320, 2400
"""Pixels that lines are read in: their height, and their least and greatest width."""
SURE, CLEAR = 0.7, 0.85
"""How sure a line must be, 0 to 1, to be told at all; and not to be tried the other way up, or as in a mirror."""
MOST = 40
"""Most lines that are read, the largest first."""
_UPRIGHT = 1.5


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text. sure: 0 to 1. x, y: its middle, in units of the picture's height, as a Sight has them."""

    text: str
    sure: float
    x: float
    y: float


class TextReader:
    """Opens its graphs when it reads first, which takes a while: not for the thread of the micro-turns.

    open_: gives the graph that finds lines and the one that reads them. characters: what it can read, in the order of
    the second graph.
    """

    def __init__(self, open_: Callable[[], tuple[Network, Network]], characters: Sequence[str]) -> None:
        self._open = open_
        self._graphs: tuple[Network, Network] | None = None
        self._characters = ("", *characters, " ")  # the first of the graph is "nothing new"

    def read_text(self, frame: Frame) -> tuple[TextLine, ...]:
        """The lines of a picture, from top to bottom and left to right. One that makes no clear sense is also tried as
        in a mirror.

        Raises:
            BundleError: a graph cannot be used.
        """
        lines = self._read(frame.rgb)
        if lines and min(line.sure for line in lines) >= CLEAR:
            return lines
        mirrored = self._read(np.ascontiguousarray(frame.rgb[:, ::-1]))
        return lines if _worth(lines) >= _worth(mirrored) else mirrored

    def _read(self, rgb: np.ndarray) -> tuple[TextLine, ...]:
        if self._graphs is None:
            self._graphs = self._open()
        finder, reader = self._graphs
        bgr = np.ascontiguousarray(rgb[:, :, ::-1])
        found = []
        for corners in find_lines(finder, bgr)[:MOST]:
            text, sure = self._read_line(reader, bgr, corners)
            if text.strip() and sure >= SURE:
                x, y = corners.mean(axis=0) / bgr.shape[0]
                found.append((TextLine(text.strip(), sure, float(x), float(y)), _across(corners) / bgr.shape[0]))
        return _in_order(found)

    def _read_line(self, reader: Network, bgr: np.ndarray, corners: Points) -> tuple[str, float]:
        """Text and how sure it is; what makes no clear sense is also tried the other way up."""
        read = decode(_run(reader, _strip(bgr, corners))[0], self._characters)
        if read[1] >= CLEAR:
            return read
        turned = decode(_run(reader, _strip(bgr, np.roll(corners, 2, axis=0)))[0], self._characters)
        return max(read, turned, key=lambda each: each[1])


def find_lines(network: Network, bgr: np.ndarray) -> list[Points]:
    """[4, 2] corners of each line in pixels: upper left, upper right, lower right, lower left; the largest first."""
    height, width = bgr.shape[:2]
    scale = max(SHORT_SIDE / min(height, width), 1.0)
    size = [max(round(side * scale / STEP), 1) * STEP for side in (width, height)]
    picture = cv2.resize(bgr, (size[0], size[1]))
    text = _run(network, picture)[0, 0]
    mask = cv2.dilate((text > TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    lines = []
    for outline in outlines:
        middle, (along, across), angle = cv2.minAreaRect(outline)
        if min(along, across) < SMALLEST - 2 or _mean_inside(text, (middle, (along, across), angle)) < LINE:
            continue
        more = 2 * GROWN * along * across / (2 * (along + across))
        corners = cv2.boxPoints((middle, (along + more, across + more), angle))
        lines.append(_from_upper_left(corners * (width / size[0], height / size[1])))
    lines = [corners for corners in lines if _across(corners) >= SMALLEST]
    return sorted(lines, key=_area, reverse=True)


def decode(probabilities: Points, characters: Sequence[str]) -> tuple[str, float]:
    """The likeliest text and how sure its characters are on average. probabilities: [steps, characters]."""
    best = probabilities.argmax(axis=1)
    new = best != 0
    new[1:] &= best[1:] != best[:-1]
    if not new.any():
        return "", 0.0
    return "".join(characters[i] for i in best[new]), float(probabilities.max(axis=1)[new].mean())


def _run(network: Network, bgr: np.ndarray) -> Points:
    """What a network gives for a picture, [h, w, 3]."""
    x = (bgr.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[None]
    values: Points = network.run(None, {"x": np.ascontiguousarray(x)})[0]
    return values


def _mean_inside(text: Points, box: tuple[Sequence[float], Sequence[float], float]) -> float:
    """The mean of a map within a turned box."""
    corners = cv2.boxPoints(box)
    left, top = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 1
    part = np.ascontiguousarray(text[top:bottom, left:right])
    mask = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(mask, [(corners - (left, top)).astype(np.int32)], 1)
    return float(cv2.mean(part, mask)[0])


def _from_upper_left(corners: Points) -> Points:
    """Corners clockwise from the upper left."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    upper_left, lower_left = left[np.argsort(left[:, 1], kind="stable")]
    upper_right, lower_right = right[np.argsort(right[:, 1], kind="stable")]
    return np.array([upper_left, upper_right, lower_right, lower_left], np.float32)


def _strip(bgr: np.ndarray, corners: Points) -> np.ndarray:
    """A line as it is read: level, [HEIGHT, w, 3], grey behind its end. One that stands is laid on its side."""
    along, across = (max(float(np.hypot(*(corners[i] - corners[0]))), 1.0) for i in (1, 3))
    if across / along >= _UPRIGHT:
        corners, along, across = np.roll(corners, -1, axis=0), across, along
    width = int(np.clip(np.ceil(HEIGHT * along / across), 1, WIDEST))
    target = np.array([[0, 0], [width, 0], [width, HEIGHT], [0, HEIGHT]], np.float32)
    matrix = cv2.getPerspectiveTransform(np.ascontiguousarray(corners, np.float32), target)
    strip = cv2.warpPerspective(bgr, matrix, (width, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    padded = np.full((HEIGHT, max(width, WIDTH), 3), 127.5, np.float32)
    padded[:, :width] = strip
    return padded


def _in_order(found: Sequence[tuple[TextLine, float]]) -> tuple[TextLine, ...]:
    """As one reads: rows from the top, each from the left. found: lines and how high they are."""
    rows: list[list[tuple[TextLine, float]]] = []
    for line, high in sorted(found, key=lambda each: each[0].y):
        if rows and line.y - rows[-1][-1][0].y < min(high, rows[-1][-1][1]) / 2:
            rows[-1].append((line, high))
        else:
            rows.append([(line, high)])
    return tuple(line for row in rows for line, _ in sorted(row, key=lambda each: each[0].x))


def _worth(lines: Sequence[TextLine]) -> float:
    """How much was read, what is unclear counting for nothing."""
    return sum(len(line.text) * line.sure for line in lines if line.sure >= CLEAR)


def _across(corners: Points) -> float:
    return min(float(np.hypot(*(corners[i] - corners[0]))) for i in (1, 3))


def _area(corners: Points) -> float:
    return float(np.prod([np.hypot(*(corners[i] - corners[0])) for i in (1, 3)]))
