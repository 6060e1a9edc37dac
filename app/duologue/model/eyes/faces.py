"""Where a face is turned, whether its mouth is open, whether it nods or shakes."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from duologue.core.microturn import Samples
from duologue.model.eyes.hands import turns
from duologue.model.eyes.sight import Face

EYES = (33, 263)
"""Outer corners, the user's right eye first."""
FOREHEAD, CHIN = 10, 152
LIPS = (13, 14)
SURE = 0.5
LOOKING_YAW_DEG, LOOKING_PITCH_DEG = 25.0, 22.0
"""How far a face may be turned from the camera, and from its usual pitch, to look at the screen."""
AWAY_AGAIN_DEG = 6.0
"""How much further it must turn to look away."""
OPEN = 0.06
"""Gap of the lips, in heights of the face, of an open mouth."""
GESTURE_S, GESTURE_TURNS, GESTURE_DEG = 1.6, 2, 5.0
"""How often, within so many seconds, and how far in degrees a face must turn to nod or shake."""


@dataclass(frozen=True, slots=True)
class SeenFace:
    """yaw, pitch, roll: degrees; positive yaw: to the user's left. gesture: "nod", "shake" or ""."""

    looking: bool
    yaw: float
    pitch: float
    roll: float
    mouth_open: bool
    gesture: str


class FaceTrack:
    """One face over time."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Another face may come."""
        self._pitches: deque[float] = deque(maxlen=50)
        self._turned: deque[tuple[float, float, float]] = deque()
        self._looking = True

    def see(self, face: Face | None, t: float) -> SeenFace | None:
        """What is to be said of it at session time t, None while it is not there."""
        if face is None or face.sure < SURE:
            self._turned.clear()
            return None
        yaw, pitch, roll = turned_deg(face.points)
        self._pitches.append(pitch)
        pitch -= float(np.median(self._pitches))
        self._turned.append((t, yaw, pitch))
        while self._turned[0][0] < t - GESTURE_S:
            self._turned.popleft()
        more = AWAY_AGAIN_DEG if self._looking else 0.0
        self._looking = abs(yaw) < LOOKING_YAW_DEG + more and abs(pitch) < LOOKING_PITCH_DEG + more
        return SeenFace(self._looking, yaw, pitch, roll, _mouth_open(face.points), self._gesture())

    def _gesture(self) -> str:
        yaws, pitches = [yaw for _, yaw, _ in self._turned], [pitch for *_, pitch in self._turned]
        nods, shakes = turns(pitches, GESTURE_DEG), turns(yaws, GESTURE_DEG)
        if max(nods, shakes) < GESTURE_TURNS:
            return ""
        return "nod" if np.ptp(pitches) > np.ptp(yaws) else "shake"


def turned_deg(points: Samples) -> tuple[float, float, float]:
    """Yaw, pitch and roll in degrees. points: [468, 3]."""
    right, left = points[EYES[0]], points[EYES[1]]
    across, down = left - right, points[CHIN] - points[FOREHEAD]
    yaw = np.degrees(np.arctan2(across[2], across[0]))
    pitch = np.degrees(np.arctan2(down[2], down[1]))
    roll = np.degrees(np.arctan2(across[1], across[0]))
    return float(yaw), float(pitch), float(roll)


def _mouth_open(points: Samples) -> bool:
    height = float(np.linalg.norm(points[CHIN] - points[FOREHEAD])) + 1e-6
    return float(np.linalg.norm(points[LIPS[1]] - points[LIPS[0]])) / height > OPEN
