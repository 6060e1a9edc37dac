"""Stick figures for the eyes: bodies and hands as points, in picture heights."""

import numpy as np

from duologue.core.microturn import Samples
from duologue.model.eyes.sight import Body, Hand, Sight

WIDTH, HEIGHT = 640, 480


def standing(*, squat: float = 0.0, arms: float = 0.0, scale: float = 0.25, x: float = 0.66, y: float = 0.3) -> Body:
    """Somebody who faces the camera. squat: 0 upright to 1 down. arms: 0 hanging to 1 overhead, stretched to the sides.
    scale: length of the trunk. x, y: of the shoulders' middle."""
    points = np.zeros((33, 4), np.float32)
    points[:, 3] = 0.99
    top = y + 0.8 * scale * squat
    points[:, :2] = (x, top - 0.35 * scale)  # the head
    turn = np.radians(10 + 160 * arms)
    for side, sign in ((0, 1), (1, -1)):
        shoulder = np.array((x + sign * 0.35 * scale, top))
        reach = np.array((sign * np.sin(turn), np.cos(turn))) * 0.6 * scale
        hip = np.array((x + sign * 0.2 * scale, top + scale))
        foot = np.array((x + sign * 0.25 * scale, y + 2.9 * scale))
        parts = {11: shoulder, 13: shoulder + reach, 15: shoulder + 2 * reach, 23: hip, 25: (hip + foot) / 2, 27: foot}
        for point, place in parts.items():
            points[point + side, :2] = place
    return Body(points)


def sitting(*, sunk: float = 0.0, aside: float = 0.0, nearer: float = 1.0, x: float = 0.66) -> Body:
    """Somebody before a webcam. sunk, aside: of the head, in shoulder widths."""
    body = standing(scale=0.3, y=0.5, x=x)
    points = body.points
    width = float(points[11, 0] - points[12, 0])
    points[23:, 3] = 0.1
    points[:11, :2] += np.array((aside, sunk)) * width
    points[11:23, 0] += 0.8 * aside * width
    points[:, :2] = (points[:, :2] - (x, 0.5)) * nearer + (x, 0.5)
    return body


def hand(stretched: str, *, side: str = "right", turn_deg: float = 0.0, size: float = 0.12, edge: bool = False) -> Hand:
    """A hand whose palm is shown, pointing up. stretched: fingers from the thumb on, "01100" for two."""
    points = np.zeros((21, 3), np.float32)
    for finger, (angle, straight) in enumerate(zip((-50, -12, -3, 7, 18), stretched, strict=True)):
        along = np.array((np.sin(np.radians(angle)), -np.cos(np.radians(angle)), 0.0))
        knuckle = along * (0.45 if finger == 0 else 1.0)
        steps = [knuckle + along * step for step in (0.0, 0.4, 0.65, 0.9)]
        if straight == "0":
            steps[2:] = [knuckle + along * 0.25, knuckle - along * 0.05]
            if finger == 0:
                steps = [
                    np.array(place) for place in ((-0.35, -0.3, 0), (-0.3, -0.55, 0), (-0.05, -0.7, 0), (0.1, -0.75, 0))
                ]
        points[1 + 4 * finger : 5 + 4 * finger] = steps
    if edge:
        points[:, 0] *= 0.1
    turn = np.radians(turn_deg)
    around = np.array(((np.cos(turn), -np.sin(turn)), (np.sin(turn), np.cos(turn))))
    points[:, :2] = points[:, :2] @ around.T * size + (0.4, 0.5)
    return Hand("left" if side == "left" else "right", 0.95, points)


def sight(t: float, *bodies: Body, hands: tuple[Hand, ...] = (), people: int | None = None) -> Sight:
    """What was seen at session time t."""
    return Sight(t, WIDTH, HEIGHT, len(bodies) if people is None else people, bodies, hands)


def swing(t: float, period_s: float) -> float:
    """From 0 to 1 and back within a period."""
    return float((1 - np.cos(2 * np.pi * t / period_s)) / 2)


def times(seconds: float, start_s: float = 0.0) -> Samples:
    """The ends of micro-turns."""
    return np.round(start_s + 0.2 * np.arange(1, round(seconds / 0.2) + 1), 3).astype(np.float64)
