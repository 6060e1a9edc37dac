"""Listens to the microphone piece by piece, so that the mixer follows in time, and makes micro-turns of it."""

from collections.abc import Awaitable
from dataclasses import dataclass

import numpy as np

from duologue.core.devices import Microphone
from duologue.core.microturn import Samples
from duologue.core.tasks import Tasks
from duologue.core.timing import MIC_RATE_HZ, MIC_SAMPLES
from duologue.session.muting import MUTE_TAIL_S, MuteGate
from duologue.session.softening import Softener


@dataclass(frozen=True, slots=True)
class HeardTurn:
    """A micro-turn of sound as it was captured, and as it may be understood: zero where muted, both [3200].

    switched: session time and direction (True: off) of each change of the mute switch in it. muted: how it ended.
    """

    captured: Samples
    sound: Samples
    switched: tuple[tuple[float, bool], ...]
    muted: bool


class Listener:
    """Owns the mute switch. ahead: hears the next micro-turn while the session is busy with this one, as devices do."""

    def __init__(self, microphone: Microphone, softener: Softener, *, ahead: bool) -> None:
        self._microphone, self._softener, self._ahead = microphone, softener, ahead
        self._gate = MuteGate()
        self._read = 0  # samples
        self._tasks = Tasks(lambda *_: None)  # what goes wrong is raised by next()
        self._next: Awaitable[HeardTurn | None] | None = None

    def mute(self, on: bool, t: float | None = None) -> None:
        """Mutes (on) or opens the microphone at session time t; by hand (None) leaving MUTE_TAIL_S."""
        if t is None:
            t = self._microphone.now_s() + (MUTE_TAIL_S if on else 0.0)
        self._gate.switch(round(t * MIC_RATE_HZ), on)

    async def next(self) -> HeardTurn | None:
        """The next micro-turn when it is complete; None when the microphone has ended.

        Raises:
            DeviceError: the microphone was lost.
        """
        heard = await (self._next or self._hear())
        self._next = self._tasks.spawn("listening", self._hear()) if self._ahead and heard is not None else None
        return heard

    async def close(self) -> None:
        """Ends listening; the microphone is the caller's."""
        await self._tasks.close()

    async def _hear(self) -> HeardTurn | None:
        captured: list[Samples] = []
        sounds: list[Samples] = []
        switched: list[tuple[float, bool]] = []
        end = self._read + MIC_SAMPLES
        while self._read < end:
            piece = await self._microphone.read()
            if piece is None:
                return None
            sound = self._gate.apply(self._read, piece)
            self._softener.hear(sound, self._read / MIC_RATE_HZ)
            switched += [(at / MIC_RATE_HZ, off) for at, off in self._gate.switched]
            captured.append(piece)
            sounds.append(sound)
            self._read += len(piece)
        return HeardTurn(np.concatenate(captured), np.concatenate(sounds), tuple(switched), self._gate.muted)
