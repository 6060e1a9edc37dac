"""The state of the camera's picture itself: there, dark, frozen or gone."""

from collections.abc import Mapping

import numpy as np

from duologue.core.events import Percept
from duologue.core.microturn import Frame, MicroTurn, Samples
from duologue.model.eyes.base import EyesReport
from duologue.model.eyes.sight import Sight

STRIDE = 8
"""Pixels from one that is looked at to the next, in both directions."""
DARK = 16.0
"""Mean brightness, 0 to 255, below which a picture is dark."""
FROZEN_S = 2.0
"""Time in seconds for which a picture must stay the same to count as frozen."""
SAME = 0.004
"""Mean difference of brightness, 0 to 255, up to which two pictures are the same: of an empty room, little of a live
camera's noise may be left by the time it has been compressed."""


class PictureSense:
    """Reports `picture` when its state changes; nothing before there was a picture (Sense)."""

    def __init__(self) -> None:
        self.reset()

    @property
    def groups(self) -> Mapping[str, int]:
        """None: the core knows nothing of it."""
        return {}

    def reset(self) -> None:
        """Forgets the session."""
        self._state = ""
        self._frame: Frame | None = None
        self._brightness: Samples | None = None
        self._changed_s = 0.0

    def see(self, turn: MicroTurn, sight: Sight | None, t: float) -> EyesReport:
        """The percept of a micro-turn that ends at session time t, if the state has changed."""
        if turn.frame is None and self._frame is None:
            return EyesReport()
        state = "none" if turn.frame is None else self._judge(turn.frame, t)
        self._frame = turn.frame or self._frame
        if state == self._state or self._frame is None:
            return EyesReport()
        self._state = state
        return EyesReport((Percept(t, "picture", self._frame.t_s, {"state": state}),))

    def _judge(self, frame: Frame, t: float) -> str:
        if self._brightness is None or self._frame is None or frame.number != self._frame.number:
            brightness = frame.rgb[::STRIDE, ::STRIDE].mean(axis=2, dtype=np.float32)
            before, self._brightness = self._brightness, brightness
            if before is None or before.shape != brightness.shape or abs(before - brightness).mean() > SAME:
                self._changed_s = t
        if self._brightness.mean() < DARK:
            return "dark"
        return "frozen" if t - self._changed_s >= FROZEN_S else "ok"
