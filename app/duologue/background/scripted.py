"""The scripted background model of REPLAY.md: streams prepared chunks at exact session times."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from duologue.background.base import BackgroundCall, BackgroundChunk, ImmediateModel
from duologue.background.context import NOTHING_KNOWN, Context
from duologue.background.streams import TimedStreams
from duologue.checked.fields import ANYTHING, AnyText, MustBe, Regex, Seconds, called, closed

UNMATCHED_TEXT = "I don't know."
UNMATCHED_DELAY_S = 0.5


@closed
@dataclass(frozen=True, slots=True)
class ScriptedTurn:
    """An answer for the questions in which `match` finds something; an empty one fits everything.

    delay_s runs from the question to the first chunk, chunk_gap_s from each chunk to the next.
    """

    chunks: Annotated[tuple[AnyText, ...], Field(min_length=1), MustBe("a list of one or more texts")]
    match: Regex = ANYTHING
    delay_s: Annotated[Seconds, called("delay")] = 0.0
    chunk_gap_s: Annotated[Seconds, called("chunk_gap")] = 0.0


_UNMATCHED = ScriptedTurn((UNMATCHED_TEXT,), delay_s=UNMATCHED_DELAY_S)


class ScriptedBackground(ImmediateModel):
    """Answers each question with the first turn that fits it. Turns may be used again."""

    available = True
    problem = ""

    def __init__(self, turns: tuple[ScriptedTurn, ...]) -> None:
        self._turns = turns
        self._streams = TimedStreams()

    @property
    def awaiting(self) -> frozenset[str]:
        """Ids of the questions whose answer is not yet complete."""
        return self._streams.open

    def ask(
        self,
        id: str,  # noqa: A002 - the name events use
        question: str,
        t: float,
        context: Context = NOTHING_KNOWN,
    ) -> None:
        """Chooses the answer to a question asked at session time t."""
        turn = next((turn for turn in self._turns if turn.match.search(question)), _UNMATCHED)
        last = len(turn.chunks) - 1
        self._streams.add(
            [
                BackgroundChunk(id, text, i == last, t + turn.delay_s + i * turn.chunk_gap_s)
                for i, text in enumerate(turn.chunks)
            ]
        )

    def cancel(self, id: str) -> None:  # noqa: A002 - the name events use
        """Drops what is still to come for a question."""
        self._streams.drop(id)

    def due(self, t: float) -> list[BackgroundChunk | BackgroundCall]:
        """The chunks that became known up to session time t, in order of time."""
        return [*self._streams.due(t)]
