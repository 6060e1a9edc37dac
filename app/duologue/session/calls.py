"""The calls of tools: made once, told once, and brought in line with what the user turns out to want."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from duologue.core.events import Event, ToolCall, ToolProgress, ToolResult
from duologue.core.tool_facts import NO_FACTS, ToolFacts
from duologue.core.turn_text import Turn
from duologue.core.writing import Call
from duologue.session.standing import StandingCalls, taken_back
from duologue.session.under_way import TaskUnderWay
from duologue.tools.base import Headway, ToolOutcome
from duologue.tools.registry import Toolbox
from duologue.tools.running import ResumedAlarm


@dataclass(slots=True, eq=False)
class ToolCallRecord:
    """A call that was made. outcome: None until it comes back.

    asked: as it was written; what was left out has been filled in from what stood then. held: whoever holds it says how
    it ended. silent: nothing is said about it. acts: it does something in the world. facts: about its tool. gone: ids
    of the calls that stand no more since then.
    """

    id: str
    call: Call
    asked: Call
    held: bool = False
    silent: bool = False
    acts: bool = False
    facts: ToolFacts = NO_FACTS
    outcome: ToolOutcome | None = None
    gone: frozenset[str] = frozenset()

    @property
    def stands(self) -> bool:
        """It did not fail, so far."""
        return self.outcome is None or self.outcome.ok

    def meets(self, call: Call) -> bool:
        """Whether a call that is written is this one."""
        return (self.asked.name, self.asked.arguments) == (call.name, call.arguments)

    @property
    def took_back(self) -> tuple[str, ...]:
        """The ids of the calls that it took back."""
        return () if self.outcome is None else taken_back(self.facts, self.outcome)

    @property
    def told(self) -> ToolOutcome | None:
        """The outcome if something is to be said about it."""
        quiet = self.silent or (self.call.quiet and self.stands)
        return None if quiet else self.outcome


class Calls:
    """The calls of a session. emit: takes events in the order in which they become known."""

    def __init__(self, toolbox: Toolbox, emit: Callable[[Event], None]) -> None:
        self.standing = StandingCalls()
        self._toolbox = toolbox
        self._emit = emit
        self._open: dict[str, ToolCallRecord] = {}
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
    def under_way(self) -> list[TaskUnderWay]:
        """The calls that have not come back, newest last."""
        return [
            TaskUnderWay(made.id, made.call.name, made.call.about, made.facts.ended_as, made.facts.also_called)
            for made in self._open.values()
            if not made.silent
        ]

    def end(self, id_: str, t: float) -> None:
        """Ends a call that has not come back, at the user's wish: nothing more is said about it."""
        if (made := self._open.get(id_)) is not None:
            made.silent = True
        self._toolbox.cancel(id_, t)

    def settle(self, outcome: ToolOutcome) -> ToolCallRecord:
        """A call has come back."""
        made = self._open.pop(outcome.id)
        made.outcome = outcome
        self._emit(ToolResult(outcome.t, outcome.id, outcome.ok, outcome.result, outcome.error))
        made.gone = self.standing.settle(made.call, made.facts, outcome)
        return made

    def come_so_far(self, headway: Headway) -> None:
        """A call has come so far."""
        if headway.id in self._open:
            self._emit(ToolProgress(headway.t, headway.id, headway.text))

    def resume(self, resumed: ResumedAlarm) -> tuple[ToolCallRecord, ToolOutcome]:
        """Takes up what still runs of an earlier session, as if it had just been called for."""
        call = Call(resumed.name, resumed.arguments)
        outcome = ToolOutcome(resumed.id, resumed.name, True, 0.0, resumed.result)
        made = ToolCallRecord(resumed.id, call, call, facts=self._toolbox.facts(call.name), outcome=outcome)
        self.standing.settle(call, made.facts, outcome)
        return made, outcome

    def add(self, early: Sequence[ToolCallRecord], calls: Sequence[Call], turn: Turn, t: float) -> list[ToolCallRecord]:
        """Makes those of the calls that were not made early; returns all that were made for the turn, held."""
        made = self._made_of(early, calls)
        new = [call for call, there in zip(self._quieted(calls), made, strict=True) if there is None]
        return [*early, *(self._make(call, turn, t) for call in new)]

    def agree(
        self, early: Sequence[ToolCallRecord], calls: Sequence[Call], turn: Turn, t: float
    ) -> list[ToolCallRecord]:
        """Brings what was made early in line with the calls that the whole turn asks for.

        What is wanted and was made stays, what is not wanted is taken back, the rest is made; returns the wanted calls
        in their order, held.
        """
        kept = self._made_of(early, calls)
        for made in reversed(early):
            if made not in kept:
                self.give_up(made, turn, t)
        return [made or self._make(call, turn, t) for made, call in zip(kept, self._quieted(calls), strict=True)]

    def undoable(self, made: ToolCallRecord) -> bool:
        """Whether a call leaves nothing behind, or can be taken back."""
        acted = made.acts and made.id not in self._toolbox.unconsented
        return (made.facts.undoable and not acted) or not made.stands

    def order(
        self, call: Call, t: float, *, silent: bool = False, wary: bool = False, allowed: bool = False
    ) -> ToolCallRecord:
        """Makes a call that was ordered at session time t without words; its outcome is told by itself, or not.

        wary: the user is asked before, whatever it is. allowed: they were, and said yes.
        """
        made = self._make(call, Turn("", t, t), t, wary=wary, allowed=allowed)
        made.held, made.silent = False, silent
        return made

    def give_up(self, made: ToolCallRecord, turn: Turn, t: float) -> None:
        """Takes a call back, without a word: cancelled if it has not come back, else undone if that can be."""
        made.silent = True
        if made.id in self._open:
            self._toolbox.cancel(made.id, t)
        elif (undo := self.standing.undoing(made.id)) is not None:
            undone = self._make(undo, turn, t)
            undone.silent = True
            self._toolbox.retracted(made.id, undone.id)

    def _made_of(self, early: Sequence[ToolCallRecord], wanted: Sequence[Call]) -> list[ToolCallRecord | None]:
        """For each call that is wanted the one that was made early, None if there is none.

        One that is written as it was then is the same, although it might be completed otherwise by now.
        """
        left = [made for made in early if made.stands]
        found: list[ToolCallRecord | None] = []
        for call in wanted:
            same = next((made for made in left if made.meets(call)), None) or self._completed_alike(left, call)
            found.append(same)
            left = [made for made in left if made is not same]
        return found

    def _completed_alike(self, early: Sequence[ToolCallRecord], call: Call) -> ToolCallRecord | None:
        arguments = self._toolbox.complete(call.name, call.arguments)
        return next((m for m in early if (m.call.name, m.call.arguments) == (call.name, arguments)), None)

    def _make(self, call: Call, turn: Turn, t: float, *, wary: bool = False, allowed: bool = False) -> ToolCallRecord:
        self._count += 1
        asked, call = call, replace(call, arguments=self._toolbox.complete(call.name, call.arguments))
        facts = self._toolbox.facts(call.name)
        made = ToolCallRecord(
            f"c{self._count}", call, asked, held=True, acts=self._toolbox.acts(call.name), facts=facts
        )
        self._open[made.id] = made
        self._emit(ToolCall(t, made.id, call.name, dict(call.arguments), facts.label))
        self._toolbox.call(
            made.id, call.name, call.arguments, t,
            asked_t=min(turn.end_s, t), speech_t=turn.start_s, wary=wary, target=call.target,
            allowed=allowed,
        )  # fmt: skip
        return made

    def _quieted(self, calls: Sequence[Call]) -> list[Call]:
        """The calls; one that only makes room for another that follows is quiet."""
        undos = [undo.tool if (undo := self._toolbox.facts(call.name).undone_by) else "" for call in calls]
        return [replace(call, quiet=call.quiet or call.name in undos[at + 1 :]) for at, call in enumerate(calls)]
