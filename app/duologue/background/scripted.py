"""The scripted background model of REPLAY.md: streams prepared chunks at exact session times."""

import re
from dataclasses import dataclass

from duologue.background.base import AtHand, BackgroundCall, BackgroundChunk
from duologue.background.context import NOTHING_KNOWN, Context
from duologue.background.streams import TimedStreams
from duologue.core.errors import InputError
from duologue.core.events import Json

UNMATCHED_TEXT = "I don't know."
UNMATCHED_DELAY_S = 0.5


@dataclass(frozen=True, slots=True)
class ScriptedTurn:
    """An answer for the questions in which `match` finds something; an empty one fits everything.

    delay_s runs from the question to the first chunk, chunk_gap_s from each chunk to the next.
    """

    match: re.Pattern[str]
    chunks: tuple[str, ...]
    delay_s: float = 0.0
    chunk_gap_s: float = 0.0


_UNMATCHED = ScriptedTurn(re.compile(""), (UNMATCHED_TEXT,), UNMATCHED_DELAY_S)


class ScriptedBackground(AtHand):
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


def read_script(value: Json, where: str) -> tuple[ScriptedTurn, ...]:
    """The turns of a case's `background` field.

    where: what to call the source in messages.

    Raises:
        InputError: not a list of turns, an unknown field, a bad regular expression or a negative time.
    """
    if not isinstance(value, list):
        raise InputError("background.turns", f"{where}: background 'turns' must be a list.")
    return tuple(_read_turn(turn, f"{where}: background turn {i + 1}") for i, turn in enumerate(value))


def _read_turn(value: Json, where: str) -> ScriptedTurn:
    if not isinstance(value, dict):
        raise InputError("background.turn", f"{where} must be an object.")
    if unknown := sorted(set(value) - {"match", "delay", "chunks", "chunk_gap"}):
        raise InputError("background.unknown", f"{where} has the unknown field '{unknown[0]}'.")
    chunks = value.get("chunks")
    if not isinstance(chunks, list) or not chunks or not all(isinstance(chunk, str) for chunk in chunks):
        raise InputError("background.chunks", f"{where}: 'chunks' must be a list of one or more texts.")
    return ScriptedTurn(
        _read_pattern(value.get("match", ""), where),
        tuple(chunks),
        _read_seconds(value.get("delay", 0), "delay", where),
        _read_seconds(value.get("chunk_gap", 0), "chunk_gap", where),
    )


def _read_pattern(value: Json, where: str) -> re.Pattern[str]:
    try:
        return re.compile(value, re.IGNORECASE)
    except (re.error, TypeError) as error:
        raise InputError("background.match", f"{where}: 'match' is not a regular expression ({error}).") from error


def _read_seconds(value: Json, name: str, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise InputError("background.time", f"{where}: '{name}' must be a number of seconds, 0 or more.")
    return float(value)
