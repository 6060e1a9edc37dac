"""How the user sits, against their own upright sitting: how far the head has sunk, how far it is aside, how near."""

from dataclasses import dataclass

import numpy as np

from duologue.core.microturn import Samples
from duologue.model.eyes.measures import NOSE, SHOULDERS, middle, seen, shoulder_width
from duologue.model.eyes.sight import Body

EARS = (7, 8)
CALIBRATED_S = 2.4
"""How long, in seconds, somebody must sit still for their upright sitting to be taken."""
STILL = 0.06
"""How far the head may move meanwhile, in shoulder widths."""
SUNK, RISEN = 0.17, 0.11
"""How far the head must sink to slouch, and how far it may still be down when that is over, in shoulder widths."""
ASIDE, UPRIGHT_AGAIN = 0.32, 0.22
"""The same across, for leaning."""
NEAR, FAR_AGAIN = 1.3, 1.2
"""How much wider the shoulders are, for who is close to the camera, and when that is over."""
HELD = 3
"""Micro-turns in a row for which a posture must be held to be taken up."""
JUMPED = 0.3
"""How far head and shoulders move together from one frame to the next, in shoulder widths, if it was the camera."""
GONE_S = 20.0
"""Seconds away after which who comes back is looked at afresh: the chair is elsewhere."""


@dataclass(frozen=True, slots=True)
class Stance:
    """Where head and shoulders are. head, shoulders: [2] x, y in picture heights. width: of the shoulders."""

    head: Samples
    shoulders: Samples
    width: float


@dataclass(frozen=True, slots=True)
class SeenPosture:
    """state: "upright", "slouching", "leaning" or "close". deviation: shoulder widths that the head has sunk."""

    state: str
    deviation: float


def stance(body: Body) -> Stance | None:
    """Head and shoulders of a body; None where they are not seen."""
    if not seen(body, NOSE, *SHOULDERS) or (width := shoulder_width(body)) < 1e-3:
        return None
    head = (body.points[NOSE, :2] + middle(body, EARS)) / 2
    return Stance(np.asarray(head, np.float32), middle(body, SHOULDERS), width)


class PostureWatch:
    """Follows one watch of the posture. moved: the camera was moved, and upright sitting is taken anew."""

    def __init__(self) -> None:
        self.calibrate()

    def calibrate(self) -> None:
        """Takes upright sitting anew."""
        self._upright: Stance | None = None
        self._waiting: list[tuple[float, Stance]] = []
        self._last: Stance | None = None
        self._seen_s = 0.0
        self._state, self._next, self._held = "upright", "upright", 0
        self.moved = False

    @property
    def calibrated(self) -> bool:
        """Upright sitting is known."""
        return self._upright is not None

    def see(self, body: Body | None, t: float) -> SeenPosture | None:
        """How somebody sits at session time t; None while they are away or upright sitting is not known."""
        now = stance(body) if body is not None else None
        if now is None:
            self._held = 0
            if self._upright is not None and t - self._seen_s > GONE_S:
                self.calibrate()
            return None
        last, self._last, self._seen_s = self._last, now, t
        if self._upright is None:
            self._take(now, t)
            return None
        if last is not None and _jumped(last, now, self._upright.width):
            self.calibrate()
            self.moved = True
            return None
        return self._judge(now, self._upright)

    def _take(self, now: Stance, t: float) -> None:
        self._waiting = [(s, each) for s, each in self._waiting if s > t - CALIBRATED_S - 0.3]
        self._waiting.append((t, now))
        heads = np.stack([each.head for _, each in self._waiting])
        widths = [each.width for _, each in self._waiting]
        width = float(np.median(widths))
        if t - self._waiting[0][0] >= CALIBRATED_S and float(np.ptp(heads, axis=0).max()) <= STILL * width:
            shoulders = np.stack([each.shoulders for _, each in self._waiting])
            self._upright = Stance(np.median(heads, axis=0), np.median(shoulders, axis=0), width)
            self.moved = False

    def _judge(self, now: Stance, upright: Stance) -> SeenPosture:
        across, down = (float(v) for v in (now.head - upright.head) / upright.width)
        nearer = now.width / upright.width
        neck = max(float(upright.shoulders[1] - upright.head[1]) / upright.width, 0.3)
        reach = neck + 1.0  # from the seat to the head, in shoulder widths
        down -= reach - float(np.sqrt(max(reach**2 - across**2, 0.0)))  # who leans aside sinks on an arc
        state = self._state_of(down, abs(across), nearer)
        self._held = self._held + 1 if state == self._next else 1
        self._next = state
        if self._held >= HELD:
            self._state = state
        return SeenPosture(self._state, round(down, 2))

    def _state_of(self, down: float, across: float, nearer: float) -> str:
        is_ = self._state
        if across > (UPRIGHT_AGAIN if is_ == "leaning" else ASIDE):
            return "leaning"
        if down > (RISEN if is_ == "slouching" else SUNK):
            return "slouching"
        return "close" if nearer > (FAR_AGAIN if is_ == "close" else NEAR) else "upright"


def _jumped(before: Stance, now: Stance, width: float) -> bool:
    """Whether all of the picture moved at once."""
    head, shoulders = now.head - before.head, now.shoulders - before.shoulders
    together = float(np.linalg.norm(head - shoulders)) < 0.25 * float(np.linalg.norm(head))
    return together and float(np.linalg.norm(head)) > JUMPED * width and abs(now.width / before.width - 1) < 0.1
