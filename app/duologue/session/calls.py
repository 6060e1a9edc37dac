"""The calls of tools: made once, told once, and brought in line with what the user turns out to want."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from duologue.core.events import Event, ToolCall, ToolResult
from duologue.core.turn_text import Turn
from duologue.core.writing import Call
from duologue.session.standing import LASTING, UNDONE_BY, Standing
from duologue.session.under_way import Task
from duologue.tools.base import ToolOutcome
from duologue.tools.registry import Toolbox


@dataclass(slots=True, eq=False)
class Made:
    """A call that was made. outcome: None until it comes back.

    asked: as it was written; what was left out has been filled in from what stood then. held: whoever holds it says how
    it ended. silent: nothing is said about it. acts: it does something in the world.
    """

    id: str
    call: Call
    asked: Call
    held: bool = False
    silent: bool = False
    acts: bool = False
    outcome: ToolOutcome | None = None

    @property
    def stands(self) -> bool:
        """It did not fail, so far."""
        return self.outcome is None or self.outcome.ok

    def meets(self, call: Call) -> bool:
        """Whether a call that is written is this one."""
        return (self.asked.name, self.asked.arguments) == (call.name, call.arguments)

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

    @property
    def made(self) -> int:
        """How many calls were made so far: the number in the id of the newest."""
        return self._count

    @property
    def under_way(self) -> list[Task]:
        """The calls that have not come back, newest last."""
        return [Task(made.id, made.call.name, made.call.about) for made in self._open.values() if not made.silent]

    def end(self, id_: str, t: float) -> None:
        """Ends a call that has not come back, at the user's wish: nothing more is said about it."""
        self._open[id_].silent = True
        self._toolbox.cancel(id_, t)

    def settle(self, outcome: ToolOutcome) -> Made:
        """A call has come back."""
        made = self._open.pop(outcome.id)
        made.outcome = outcome
        self._emit(ToolResult(outcome.t, outcome.id, outcome.ok, outcome.result, outcome.error))
        self.standing.settle(made.call, outcome)
        return made

    def add(self, early: Sequence[Made], calls: Sequence[Call], turn: Turn, t: float) -> list[Made]:
        """Makes those of the calls that were not made early; returns all that were made for the turn, held."""
        made = self._made_of(early, calls)
        new = [call for call, there in zip(_quieted(calls), made, strict=True) if there is None]
        return [*early, *(self._make(call, turn, t) for call in new)]

    def agree(self, early: Sequence[Made], calls: Sequence[Call], turn: Turn, t: float) -> list[Made]:
        """Brings what was made early in line with the calls that the whole turn asks for.

        What is wanted and was made stays, what is not wanted is taken back, the rest is made; returns the wanted calls
        in their order, held.
        """
        kept = self._made_of(early, calls)
        for made in reversed(early):
            if made not in kept:
                self.give_up(made, turn, t)
        return [made or self._make(call, turn, t) for made, call in zip(kept, _quieted(calls), strict=True)]

    def undoable(self, made: Made) -> bool:
        """Whether a call leaves nothing behind, or can be taken back."""
        lasts = made.call.name in LASTING or (made.acts and made.id not in self._toolbox.unconsented)
        return not lasts or not made.stands

    def order(self, call: Call, t: float, *, silent: bool = False, wary: bool = False) -> Made:
        """Makes a call that was ordered at session time t without words; its outcome is told by itself, or not.

        wary: the user is asked before, whatever it is.
        """
        made = self._make(call, Turn("", t, t), t, wary=wary)
        made.held, made.silent = False, silent
        return made

    def give_up(self, made: Made, turn: Turn, t: float) -> None:
        """Takes a call back, without a word: cancelled if it has not come back, else undone if that can be."""
        made.silent = True
        if made.id in self._open:
            self._toolbox.cancel(made.id, t)
        elif (undo := self.standing.undoing(made.id)) is not None:
            self._make(undo, turn, t).silent = True

    def _made_of(self, early: Sequence[Made], wanted: Sequence[Call]) -> list[Made | None]:
        """For each call that is wanted the one that was made early, None if there is none.

        One that is written as it was then is the same, although it might be completed otherwise by now.
        """
        left = [made for made in early if made.stands]
        found: list[Made | None] = []
        for call in wanted:
            same = next((made for made in left if made.meets(call)), None) or self._completed_alike(left, call)
            found.append(same)
            left = [made for made in left if made is not same]
        return found

    def _completed_alike(self, early: Sequence[Made], call: Call) -> Made | None:
        arguments = self._toolbox.complete(call.name, call.arguments)
        return next((m for m in early if (m.call.name, m.call.arguments) == (call.name, arguments)), None)

    def _make(self, call: Call, turn: Turn, t: float, *, wary: bool = False) -> Made:
        self._count += 1
        asked, call = call, Call(call.name, self._toolbox.complete(call.name, call.arguments), call.quiet)
        made = Made(f"c{self._count}", call, asked, held=True, acts=self._toolbox.acts(call.name))
        self._open[made.id] = made
        self._emit(ToolCall(t, made.id, call.name, dict(call.arguments)))
        asked_t = min(turn.end_s, t)
        self._toolbox.call(made.id, call.name, call.arguments, t, asked_t=asked_t, speech_t=turn.start_s, wary=wary)
        return made


def _quieted(calls: Sequence[Call]) -> list[Call]:
    """The calls; one that only makes room for another that follows is quiet."""
    return [
        Call(call.name, call.arguments, call.quiet or any(UNDONE_BY.get(c.name) == call.name for c in calls[at + 1 :]))
        for at, call in enumerate(calls)
    ]
