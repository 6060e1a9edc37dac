"""What of a body is in the picture, and whether it moves."""

from collections import deque

import numpy as np

from duologue.core.microturn import Samples
from duologue.model.eyes.measures import ANKLES, ELBOWS, HIPS, KNEES, NOSE, SHOULDERS, VISIBLE, WRISTS, trunk
from duologue.model.eyes.sight import Body

LOOKED_S = 1.0
"""How far back, in seconds, motion is looked for."""
MOVES, RESTS = 0.35, 0.2
"""How far the quickest part must go within that time to move, and less than that to be still, in trunks."""
_PARTS = [NOSE, *SHOULDERS, *ELBOWS, *WRISTS, *HIPS, *KNEES]


def visible(body: Body) -> str:
    """ "body" where it can be seen down to the knees, "upper" otherwise."""
    lower = body.points[list(KNEES), 3].max() >= VISIBLE and body.points[list(ANKLES), 3].max() >= VISIBLE
    return "body" if lower else "upper"


class Motion:
    """Whether a body moves, over time."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Somebody else may come."""
        self._places: deque[tuple[float, Samples]] = deque()
        self._moving = False

    def see(self, body: Body, t: float) -> str:
        """ "moving" or "still" at session time t, "" as long as that is not known."""
        points = body.points[_PARTS, :2].copy()
        points[body.points[_PARTS, 3] < VISIBLE] = np.nan
        self._places.append((t, np.asarray(points / max(trunk(body), 1e-3), np.float32)))
        while self._places[0][0] < t - LOOKED_S - 0.05:
            self._places.popleft()
        if t - self._places[0][0] < 0.5 * LOOKED_S:
            return ""
        places = np.stack([place for _, place in self._places])
        spread = places.max(axis=0) - places.min(axis=0)  # [parts, 2], NaN for what was hidden meanwhile
        reach = np.linalg.norm(spread, axis=1)
        reach = reach[np.isfinite(reach)]
        if not len(reach):
            return ""
        self._moving = float(reach.max()) > (RESTS if self._moving else MOVES)
        return "moving" if self._moving else "still"
