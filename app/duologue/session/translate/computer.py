"""What the computer plays, heard beside the micro-turns: recorded, put into words, and handed on as utterances.

The interaction core knows nothing of it: nobody who speaks in a film can ask the assistant for anything.
"""

from collections import deque
from collections.abc import Callable
from functools import partial

from duologue.core.devices import ComputerSound
from duologue.core.errors import DuologueError
from duologue.core.microturn import Samples
from duologue.core.timing import MIC_SAMPLES
from duologue.model.languages.listening import PassageListener
from duologue.model.languages.stream import HeardPassage
from duologue.session.timekeeping import Timekeeper
from duologue.session.translate.beside import Apply, Beside
from duologue.session.translate.direction import Direction
from duologue.session.translate.parts import InterpretingParts
from duologue.session.worker import Worker

MOST_PENDING = 50
"""Most micro-turns of sound that wait to be heard; of more, the oldest are given up."""
NAME = "c"
"""How the ids of its utterances begin."""
NOT_HERE = "What the computer plays cannot be heard in this installation."


class ComputerHearing:
    """Off until use() turns it on, and then only as long as that holds: the sound is released with it.

    fail: is called with a sentence about what does not work. english: whether English is wanted of an utterance in a
    language, as the ears put it. spoken: English words of the newest utterance that are spoken already.
    """

    def __init__(
        self,
        parts: InterpretingParts | None,
        time: Timekeeper,
        fail: Callable[[str], None],
        *,
        english: Callable[[str], bool],
        spoken: Callable[[], str],
    ) -> None:
        self._parts, self._time, self._fail = parts, time, fail
        self._english, self._spoken = english, spoken
        self._worker: Worker | None = None
        self._beside: Beside | None = None
        self._wanted: Direction | None = None
        self._turn = 0  # counts what was wanted: what comes of an earlier wish is dropped
        self._failed = False
        self._problem = ""
        self._sounds: list[ComputerSound] = []  # that are open: one, but for a moment
        self._listener: PassageListener | None = None
        self._pending: deque[tuple[Samples, float]] = deque(maxlen=MOST_PENDING)
        self._heard: list[HeardPassage] = []

    def use(self, direction: Direction | None) -> None:
        """Hears what a translation needs from now on; nothing for None, and for one of the microphone alone."""
        wanted = direction if direction is not None and direction.of_computer else None
        if wanted is None or self._wanted is None or wanted.among != self._wanted.among:
            self._turn += 1
            self._failed, self._problem, self._listener = False, "", None
            self._pending.clear()
            self._release()
        self._wanted = wanted

    async def step(self, boundary_s: float, spent_ms: float) -> list[HeardPassage]:
        """Runs one micro-turn, which ends at boundary_s, and returns what was heard since the last. spent_ms: wall time
        that this micro-turn has taken so far.

        Raises what went wrong while hearing.
        """
        if self._wanted is None and (self._beside is None or not self._beside.busy):
            return []
        if self._parts is None or self._parts.computer is None:
            self._fail_once(NOT_HERE)
            return []
        if self._beside is None:
            self._worker = Worker("computer sound")
            self._beside = Beside(self._worker, self._time)
        self._beside.take(boundary_s)
        if self._listener is not None:
            sound = self._sounds[-1]
            self._pending.append((sound.take(MIC_SAMPLES), boundary_s))
            self._tell(sound.problem)
        if not self._beside.busy and (job := self._next_job()) is not None:
            await self._beside.start(job, boundary_s, spent_ms)
        heard, self._heard = self._heard, []
        return heard

    async def close(self) -> None:
        """Gives up what is under way, and releases the sound."""
        if self._beside is not None:
            await self._beside.close()
        if self._worker is not None:
            self._worker.close()
        self._release()

    # ---- jobs --------------------------------------------------------------------------------------------------

    def _next_job(self) -> Callable[[], Apply] | None:
        if self._wanted is None or self._failed:
            return None
        if self._listener is None:
            return partial(self._open, self._wanted, self._turn)
        pieces = tuple(self._pending)
        self._pending.clear()
        hear = partial(self._listener.hear, pieces, english=self._english, spoken=self._spoken())
        turn = self._turn
        return lambda: partial(self._take, turn, hear())

    def _open(self, direction: Direction, turn: int) -> Apply:
        """Opens what is needed, in the worker; the sound last, so that none of it is old."""
        assert self._parts is not None
        parts = self._parts.computer
        assert parts is not None
        try:
            ears = self._parts.open_ears() if direction.by_ear else parts.english()
            listener = PassageListener(ears, parts.activity(), direction.among, NAME)
            self._sounds.append(parts.sound())
        except DuologueError as error:
            return partial(self._opened, turn, None, error.message)
        return partial(self._opened, turn, listener, "")

    def _opened(self, turn: int, listener: PassageListener | None, problem: str) -> None:
        if turn != self._turn:
            self._release()
            return
        self._listener = listener
        if problem:
            self._fail_once(problem)

    def _take(self, turn: int, heard: HeardPassage | None) -> None:
        if heard is not None and turn == self._turn:
            self._heard.append(heard)

    # ---- what does not work ------------------------------------------------------------------------------------

    def _fail_once(self, problem: str) -> None:
        if not self._failed:
            self._failed = True
            self._fail(problem)

    def _tell(self, problem: str) -> None:
        if problem and problem != self._problem:
            self._fail(problem)
        self._problem = problem

    def _release(self) -> None:
        while self._sounds:
            self._sounds.pop().close()
