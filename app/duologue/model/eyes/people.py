"""How many people are in the picture: somebody has come, or is gone, once a few frames agree on it."""

from collections import deque

import numpy as np

from duologue.model.eyes.measures import NOSE, SHOULDERS, trunk
from duologue.model.eyes.sight import Body, Sight

WINDOW, COME, GONE = 5, 3, 4
"""Of so many newest frames, how many must show somebody who has come, and how many nobody after who is gone."""
COUNTED = 4
"""Frames in a row in which a number of people must be seen to be believed."""
FAINT = 0.5
"""Least mean visibility of nose and shoulders of a body that is somebody."""
SMALLEST = 0.09
"""Least length of a trunk, in picture heights: what a detector takes for somebody in an empty room is crumpled."""


class Presence:
    """Follows who is there. count: how many people are, 0 for nobody."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Nobody is there."""
        self.count = 0
        self._shows: deque[bool] = deque(maxlen=WINDOW)
        self._numbers: deque[int] = deque(maxlen=COUNTED)

    @property
    def sure(self) -> bool:
        """It has been looked for long enough to say that nobody is there."""
        return len(self._shows) == WINDOW and not any(self._shows)

    def see(self, sight: Sight) -> bool:
        """Takes in what was seen in a frame; whether somebody is there."""
        there = (
            any(is_somebody(body, sight) for body in sight.bodies)
            or sight.face is not None
            or sight.people > len(sight.bodies)
        )
        self._shows.append(there)
        self._numbers.append(max(sight.people, 1) if there else 0)
        if not self.count:
            if sum(self._shows) >= COME:
                self.count = int(np.median([number for number in self._numbers if number]))
        elif sum(not shown for shown in self._shows) >= GONE:
            self.count = 0
        elif len(set(self._numbers)) == 1 and self._numbers[0]:
            self.count = self._numbers[0]
        return self.count > 0


def is_somebody(body: Body, sight: Sight) -> bool:
    """Whether a body is clear and large enough to be a person, and in the picture: a tracker goes on outside it."""
    upper = body.points[[NOSE, *SHOULDERS]]
    across = sight.width / max(sight.height, 1)
    inside = (upper[:, 0] >= 0) & (upper[:, 0] <= across) & (upper[:, 1] >= 0) & (upper[:, 1] <= 1)
    return bool(inside.any()) and float(upper[:, 3].mean()) >= FAINT and trunk(body) >= SMALLEST
