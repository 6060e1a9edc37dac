"""Hands over time: fingers by a vote over frames, raised, waving."""

from collections import Counter, deque
from dataclasses import dataclass

import numpy as np

from duologue.core.microturn import Samples
from duologue.model.eyes.fingers import MIDDLE, WRIST, stretched
from duologue.model.eyes.measures import NOSE, SHOULDERS, WRISTS, shoulder_width
from duologue.model.eyes.sight import Body, Hand, Sight

SURE = 0.5
"""How sure a hand must be."""
VOTES, MAJORITY = 5, 3
"""How many of the newest frames vote on the fingers, and how many of them must agree."""
GONE = 3
"""Micro-turns in a row without a hand after which it is not there any more."""
RAISED = 2
"""Micro-turns in a row for which a hand must be up, or down again."""
OPEN = 4
"""Least fingers of a hand that is raised to be seen."""
APART = 0.7
"""Distance of two hands' middles, in palm lengths, below which they are one."""
WAVE_S, WAVES = 2.0, 3
"""How often a raised hand must turn within so many seconds to wave."""
WAVE_REACH = 0.35
"""How far it must go each time, in its length."""
SMALLEST = 0.05
"""Length of a palm, in picture heights, below which its fingers are not counted."""


@dataclass(frozen=True, slots=True)
class SeenHand:
    """side: "left" or "right". fingers: stretched ones, None while unclear. shown: held up in front of the body, not
    just lying somewhere."""

    side: str
    raised: bool
    fingers: int | None
    waving: bool
    shown: bool


class HandTrack:
    """One hand of the user over time."""

    def __init__(self, side: str) -> None:
        self._side = side
        self._votes: deque[int | None] = deque(maxlen=VOTES)
        self._raised = False
        self._changing = self._absent = 0
        self._places: deque[tuple[float, float]] = deque()
        self._state: SeenHand | None = None

    def see(self, hand: Hand | None, body: Body | None, t: float) -> SeenHand | None:
        """What is to be said of it at session time t, None while it is not there."""
        if hand is None:
            self._absent += 1
            if self._absent >= GONE:
                self._votes.clear()
                self._places.clear()
                self._raised, self._changing, self._state = False, 0, None
            return self._state
        self._absent = 0
        fingers = stretched(hand.points) if _length(hand.points) >= SMALLEST else None
        self._votes.append(None if fingers is None else sum(fingers))
        up = _is_up(hand, body) and fingers is not None and sum(fingers) >= OPEN
        self._changing = self._changing + 1 if up != self._raised else 0
        if self._changing >= RAISED:
            self._raised, self._changing = up, 0
        waving = self._waves(hand, t)
        self._state = SeenHand(self._side, self._raised, self._fingers(), waving, _is_shown(hand, body))
        return self._state

    def _fingers(self) -> int | None:
        (number, votes), *_ = Counter(self._votes).most_common(1)
        return number if votes >= MAJORITY or (votes == len(self._votes) and votes > 1) else None

    def _waves(self, hand: Hand, t: float) -> bool:
        length = _length(hand.points)
        self._places.append((t, float(hand.points[MIDDLE, 0]) / length))
        while self._places[0][0] < t - WAVE_S:
            self._places.popleft()
        return self._raised and turns([place for _, place in self._places], WAVE_REACH) >= WAVES


def turns(values: list[float], reach: float) -> int:
    """How often values turn, each time after going further than `reach`."""
    found, extreme, heading = 0, values[0] if values else 0.0, 0
    for value in values:
        step = value - extreme
        if heading * step > 0 or (heading == 0 and abs(step) > reach):
            heading = heading or (1 if step > 0 else -1)
            extreme = value
        elif heading and abs(step) > reach:
            found, heading, extreme = found + 1, -heading, value
    return found


def _length(points: Samples) -> float:
    return max(float(np.linalg.norm(points[MIDDLE] - points[WRIST])), 1e-3)


def _is_up(hand: Hand, body: Body | None) -> bool:
    """Whether a hand is held up beside the head: its palm at least as high as between shoulders and nose."""
    if body is None:
        return False
    shoulders = float(body.points[list(SHOULDERS), 1].mean())
    nose = float(body.points[NOSE, 1])
    palm = float(hand.points[[WRIST, MIDDLE], 1].mean())
    points_up = float(hand.points[WRIST, 1] - hand.points[MIDDLE, 1]) > 0.5 * _length(hand.points)
    return points_up and palm < shoulders - 0.45 * (shoulders - nose)


def _is_shown(hand: Hand, body: Body | None) -> bool:
    """Whether a hand is held up to be looked at, not lying on a table or in a lap."""
    if body is None:
        return True
    side = 0 if hand.side == "left" else 1
    shoulders = float(body.points[list(SHOULDERS), 1].mean())
    width = max(shoulder_width(body), 1e-3)
    elbow_y, wrist_y = (float(body.points[pair[side], 1]) for pair in ((13, 14), WRISTS))
    above_elbow = wrist_y < elbow_y - 0.1 * width
    return above_elbow or float(hand.points[WRIST, 1]) < shoulders + 0.8 * width


def hands_by_side(sight: Sight) -> dict[str, Hand]:
    """The surest hand of each side; of two of one side, the other one is the other hand. What lies upon a hand is that
    hand, seen twice."""
    found: dict[str, Hand] = {}
    for hand in sorted(sight.hands, key=lambda each: -each.sure):
        if hand.sure < SURE or any(_apart(hand, other) < APART for other in found.values()):
            continue
        side = hand.side
        if side in found:
            side = "left" if side == "right" else "right"
        found.setdefault(side, hand)
    return found


def _apart(hand: Hand, other: Hand) -> float:
    """Distance of the middles of two hands, in palm lengths."""
    between = hand.points[:, :2].mean(axis=0) - other.points[:, :2].mean(axis=0)
    return float(np.linalg.norm(between)) / _length(other.points)
