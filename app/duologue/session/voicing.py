"""Has what the mouth wants to say made into sound, in a thread of the voice's own.

On live devices this goes on beside the micro-turns: a slow voice is heard later and delays no decision. A replay waits
for the sound, so that two runs agree, and charges its making to the moment from which the sound can be heard.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from duologue.core.errors import DuologueError
from duologue.core.languages import ENGLISH
from duologue.core.offered_voice import OfferedVoice
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.core.tasks import Tasks
from duologue.model.voice.base import LOOKAHEAD_S, AheadVoice, ChosenVoice, PacedVoice, SpokenPiece, Voice
from duologue.session.mouth import ClauseOrder, Mouth
from duologue.session.timekeeping import Timekeeper
from duologue.session.worker import Worker

WARM_UP_TEXT = "Ready."


def offered_by(voice: Voice) -> Callable[[str], tuple[OfferedVoice, ...]]:
    """What tells the voices for a language that can be chosen in a session, none where there is nothing to choose."""
    return voice.offered if isinstance(voice, ChosenVoice) else lambda _: ()


class Voicing:
    """Makes one clause after the other, as long as the mouth wants any.

    fail: is called with one sentence about a clause that could not be said, or not by the voice that was wished for.
    settings: which voice, how fast and how loud it is, also while it speaks.
    """

    def __init__(
        self,
        mouth: Mouth,
        voice: Voice,
        worker: Worker,
        time: Timekeeper,
        fail: Callable[[str], None],
        *,
        settings: SettingsStore,
    ) -> None:
        self._mouth, self._voice, self._worker, self._time, self._fail = mouth, voice, worker, time, fail
        self._tasks = Tasks(self._crashed)
        self._task: asyncio.Task[None] | None = None
        self._crash: BaseException | None = None
        self._volume = self._rate = 1.0
        self._leave_settings = settings.follow(self._use, "voice", "voice_rate", "volume")

    async def warm_up(self) -> None:
        """Has the voice speak once, unheard.

        Raises:
            DuologueError: it does not work.
        """
        await self._worker.run(lambda: list(self._voice.speak(WARM_UP_TEXT, ENGLISH)))
        self._tell_faults()

    async def keep_up(self, spent_ms: float) -> None:
        """A micro-turn has decided what is said; spent_ms: wall time that it took. Raises what the voice raised."""
        if self._crash is not None:
            raise self._crash
        if self._time.waits:
            await self._make(spent_ms)
        elif self._task is None or self._task.done():
            self._task = self._tasks.spawn("voice", self._make(spent_ms))

    async def close(self) -> None:
        """Makes no more sound."""
        self._leave_settings()
        await self._tasks.close()

    async def _make(self, spent_ms: float) -> None:
        while (order := self._mouth.wanted(self._ahead_s())) is not None:
            try:
                await self._speak(order, spent_ms)
            except DuologueError as error:
                self._fail(error.message)
            self._tell_faults()
            self._mouth.finish(order)

    async def _speak(self, order: ClauseOrder, spent_ms: float) -> None:
        """Puts a clause on the line piece by piece, until it is whole or nobody wants it any more."""

        rate = order.statement.rate
        if isinstance(self._voice, PacedVoice):
            self._voice.pace(self._rate * rate)

        def made() -> Iterator[SpokenPiece]:
            yield from self._voice.speak(order.clause, order.language)

        pieces = made()
        wanted = True
        while wanted:
            piece, ms = await self._worker.run(partial(next, pieces, None))
            if piece is None:
                return
            if self._volume != 1.0:
                piece = replace(piece, samples=np.clip(piece.samples * np.float32(self._volume), -1.0, 1.0))
            if rate != 1.0:
                piece = replace(piece, pause_s=piece.pause_s / rate)
            wanted = self._mouth.place(order, piece, self._time.sounds_after(spent_ms, ms))

    def _ahead_s(self) -> float:
        return self._voice.ahead_s if isinstance(self._voice, AheadVoice) else LOOKAHEAD_S

    def _tell_faults(self) -> None:
        for fault in self._voice.take_faults() if isinstance(self._voice, ChosenVoice) else ():
            self._fail(fault)

    def _use(self, settings: Settings) -> None:
        self._volume, self._rate = settings.volume, settings.voice_rate
        if isinstance(self._voice, ChosenVoice):
            self._voice.choose(settings.voice)

    def _crashed(self, _name: str, error: BaseException) -> None:
        self._crash = error
