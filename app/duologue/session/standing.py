"""Which calls stand: what was set up, was not taken back and is not over. Each is addressed by its id."""

from dataclasses import dataclass

from duologue.core.events import Json
from duologue.core.tool_facts import ToolFacts, Undo, Values
from duologue.core.writing import Call
from duologue.tools.base import ToolOutcome

MAX_STANDING = 32
"""Most calls that are kept; with one more, the oldest is forgotten."""


def taken_back(facts: ToolFacts, outcome: ToolOutcome) -> tuple[str, ...]:
    """The ids of the calls that this one took back, none if it took none back or its tool does not tell.

    What other tools return is data, whatever it looks like.
    """
    taken = _values(outcome.result).get("cancelled") if facts.takes_back and outcome.ok else None
    ids = taken if isinstance(taken, list) else [taken]
    return tuple(id_ for id_ in ids if isinstance(id_, str) and id_)


@dataclass(frozen=True, slots=True)
class _StandingCall:
    """A call that stands, and how it is taken back."""

    call: Call
    result: Values
    undo: Undo
    rings_once: bool
    sounds: bool


class StandingCalls:
    """The calls that stand, by id, newest last."""

    def __init__(self) -> None:
        self._things: dict[str, _StandingCall] = {}

    def lines(self, without: frozenset[str] = frozenset()) -> dict[str, str]:
        """The calls in words by id, newest last. without: ids that are left out."""
        return {id_: thing.call.line for id_, thing in self._things.items() if id_ not in without}

    def settle(self, call: Call, facts: ToolFacts, outcome: ToolOutcome) -> frozenset[str]:
        """A call has come back. facts: about its tool. Returns the ids of the calls that it took back."""
        if not outcome.ok:
            return frozenset()
        if facts.takes_back:
            gone = taken_back(facts, outcome) or (self._alike(call),)
            for id_ in gone:
                self._things.pop(id_, None)
            return frozenset(gone) - {""}
        if facts.undone_by is not None:
            thing = _StandingCall(call, _values(outcome.result), facts.undone_by, facts.rings_once, facts.sounds)
            self._things[outcome.id] = thing
            if len(self._things) > MAX_STANDING:
                del self._things[next(iter(self._things))]
        return frozenset()

    def rang(self, id_: str) -> bool:
        """What a call has set up came due; whether a sound is to go on until it is stopped."""
        thing = self._things.get(id_)
        if thing is not None and thing.rings_once:
            del self._things[id_]
        return thing is not None and thing.sounds

    def undoing(self, id_: str) -> Call | None:
        """The call that takes back one that stands, None if it does not stand."""
        if (thing := self._things.get(id_)) is None:
            return None
        undo = thing.undo
        newest = next(i for i in reversed(self._things) if self._things[i].undo.tool == undo.tool)
        unnamed = undo.newest and newest == id_
        return Call(undo.tool, {} if unnamed else undo.naming(thing.call.arguments, thing.result), target=id_)

    def _alike(self, call: Call) -> str:
        """The newest that a call takes back by having the same arguments, "" if there is none."""
        for id_, thing in reversed(self._things.items()):
            if thing.undo.tool == call.name and thing.call.arguments == call.arguments:
                return id_
        return ""


def _values(result: Json) -> Values:
    return result if isinstance(result, dict) else {}
