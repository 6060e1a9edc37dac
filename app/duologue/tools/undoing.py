"""undo.last: brings back what was deleted, cleared or cancelled last."""

from collections.abc import Callable
from dataclasses import dataclass

from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Undo, Values
from duologue.tools.base import Answer, Request, Tool, ToolError

UNDO = "undo.last"
MOST_KEPT = 20
"""So many of the newest deletions can be taken back; with one more, the oldest is gone for good."""
NOTHING_SAY = "There's nothing to undo."
UNDONE_BY = Undo(UNDO)
"""For the facts of a tool that says here how what it deleted comes back."""


@dataclass(frozen=True, slots=True)
class _Deleted:
    """id: the call that deleted it. what: it in words, "your shopping list". restore: brings it back."""

    id: str
    what: str
    restore: Callable[[float], None]


class Undoing:
    """What was deleted in this session, newest last. Tools note here what they have destroyed."""

    def __init__(self) -> None:
        self._deleted: list[_Deleted] = []

    def note(self, id_: str, what: str, restore: Callable[[float], None]) -> None:
        """A call has deleted something. restore: brings it back at a session time; may raise ToolError."""
        self._deleted.append(_Deleted(id_, what, restore))
        del self._deleted[:-MOST_KEPT]

    def tools(self) -> list[Tool]:
        """The tool."""
        use = "brings back what was deleted, cleared or cancelled: undo, undo that, restore it, bring it back"
        facts = ToolFacts("Brought back", takes_back=True, shows=_sheet)
        return [Tool(UNDO, use, self._undo, facts=facts, for_models=False)]

    def _undo(self, request: Request) -> Answer:
        found = next((d for d in reversed(self._deleted) if not request.target or d.id == request.target), None)
        if found is None:
            raise ToolError(NOTHING_SAY)
        found.restore(request.t)
        self._deleted.remove(found)
        return Answer({"cancelled": found.id, "restored": found.what}, f"I've brought back {found.what}.")


def _sheet(_: Values, result: Values) -> Sheet:
    return Sheet("undo", "Brought back", (Line(str(result["restored"])),))
