"""The calls of tools: made once, told once, and brought in line with what the user turns out to want."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from duologue.core.events import Event, ToolCall, ToolResult
from duologue.core.writing import Call
from duologue.session.standing import LASTING, UNDONE_BY, Standing
from duologue.session.turn_text import Turn
from duologue.tools.base import ToolOutcome
from duologue.tools.registry import Toolbox


@dataclass(slots=True, eq=False)
class Made:
    """A call that was made. outcome: None until it comes back.

    held: whoever holds it says how it ended. silent: nothing is said about it.
    """

    id: str
    call: Call
    held: bool = False
    silent: bool = False
    outcome: ToolOutcome | None = None

    @property
    def stands(self) -> bool:
        """It did not fail, so far."""
        return self.outcome is None or self.outcome.ok

    @property
    def told(self) -> ToolOutcome | None:
        """The outcome if something is to be said about it."""
        quiet = self.silent or (self.call.quiet and self.stands)
        return None if quiet else self.outcome


class Calls:
    """The calls of a session. emit: takes events in the order in which they become known."""

    def __init__(self, toolbox: Toolbox, emit: Callable[[Event], None]) -> None:
        self.standing = Standing()
        self._toolbox = toolbox
        self._emit = emit
        self._open: dict[str, Made] = {}
        self._count = 0

    @property
    def awaiting(self) -> bool:
        """A call is out and has not come back."""
        return bool(self._open)

    def settle(self, outcome: ToolOutcome) -> Made:
        """A call has come back."""
        made = self._open.pop(outcome.id)
        made.outcome = outcome
        self._emit(ToolResult(outcome.t, outcome.id, outcome.ok, outcome.result, outcome.error))
        self.standing.settle(made.call, outcome)
        return made

    def add(self, early: Sequence[Made], calls: Sequence[Call], turn: Turn, t: float) -> list[Made]:
        """Makes those of the calls that were not made early; returns all that were made for the turn, held."""
        wanted = self._completed(calls)
        new = [call for call, made in zip(wanted, _made_of(early, wanted), strict=True) if made is None]
        return [*early, *(self._make(call, turn, t) for call in new)]

    def agree(self, early: Sequence[Made], calls: Sequence[Call], turn: Turn, t: float) -> list[Made]:
        """Brings what was made early in line with the calls that the whole turn asks for.

        What is wanted and was made stays, what is not wanted is taken back, the rest is made; returns the wanted calls
        in their order, held.
        """
        wanted = self._completed(calls)
        kept = _made_of(early, wanted)
        for made in reversed(early):
            if made not in kept:
                self.give_up(made, turn, t)
        return [made or self._make(call, turn, t) for made, call in zip(kept, wanted, strict=True)]

    def give_up(self, made: Made, turn: Turn, t: float) -> None:
        """Takes a call back, without a word: cancelled if it has not come back, else undone if that can be."""
        made.silent = True
        if made.id in self._open:
            self._toolbox.cancel(made.id, t)
        elif (undo := self.standing.undoing(made.id)) is not None:
            self._make(undo, turn, t).silent = True

    def undoable(self, made: Made) -> bool:
        """Whether a call leaves nothing behind, or can be taken back."""
        return made.call.name not in LASTING or not made.stands

    def _completed(self, calls: Sequence[Call]) -> list[Call]:
        """The calls with all arguments; one that only makes room for another that follows is quiet."""
        done = []
        for at, call in enumerate(calls):
            replaced = any(UNDONE_BY.get(later.name) == call.name for later in calls[at + 1 :])
            arguments = self._toolbox.complete(call.name, call.arguments)
            done.append(Call(call.name, arguments, call.quiet or replaced))
        return done

    def _make(self, call: Call, turn: Turn, t: float) -> Made:
        self._count += 1
        made = Made(f"c{self._count}", call, held=True)
        self._open[made.id] = made
        self._emit(ToolCall(t, made.id, call.name, dict(call.arguments)))
        asked_t = min(turn.end_s, t)
        self._toolbox.call(made.id, call.name, call.arguments, t, asked_t=asked_t, speech_t=turn.start_s)
        return made


def _made_of(early: Sequence[Made], wanted: Sequence[Call]) -> list[Made | None]:
    """For each call that is wanted the one that was made early, None if there is none."""
    left = [made for made in early if made.stands]
    found: list[Made | None] = []
    for call in wanted:
        same = next((m for m in left if (m.call.name, m.call.arguments) == (call.name, call.arguments)), None)
        found.append(same)
        left = [made for made in left if made is not same]
    return found
