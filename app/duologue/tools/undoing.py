"""undo.last: takes back the newest change, whatever it was; asked again, the one before it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from duologue.core.events import Json
from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import Shows, ToolFacts, Undo, Values
from duologue.tools.base import Answer, Request, Tool, ToolError
from duologue.tools.wording import join_words

UNDO = "undo.last"
MOST_KEPT = 50
"""So many of the newest changes can be taken back; with one more, the oldest stays as it is."""
NOTHING_SAY = "There's nothing to undo."
LASTS_SAY = "I can't undo that."
UNDONE_BY = Undo(UNDO)
"""For the facts of a tool that notes here how what it did is taken back."""
TAKES_BACK = frozenset(
    ("undo", "undone", "unset", "back", "restore", "revert", "reverse", "oops", "whoops", "wrong", "mistake",
     "cancel", "remove", "delete", "drop", "take", "off", "erase", "scrap", "scratch", "clear", "leave",
     "forget", "didn't", "don't", "cross", "stop", "end", "quit", "abort", "discard", "rid", "kill")
)  # fmt: skip
"""Words of which one is said where something is to be taken back or away that is not named."""
Restore = Callable[[float], dict[str, Json] | None]
"""Takes a change back at a session time; returns what there is to show now, None for nothing. May raise ToolError."""


class OverError(ToolError):
    """Nothing is left of a change that could be taken back."""


@dataclass(frozen=True, slots=True)
class _Change:
    """id: the call that made it. turn: see Request. wording: what is said once it is taken back, with "{}" in the place
    of the item; items of sentences that are alike are told together."""

    id: str
    turn: float | None
    wording: str
    item: str
    restore: Restore


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest change. id: of the call that made it, "" if there is none. tool: its name, "" if it is not known."""

    id: str = ""
    tool: str = ""


class Undoing:
    """What was changed in this session, newest last. Tools note here what they have changed. shows: what the values
    that taking a change back has come to look like, by the name of one of them."""

    def __init__(self) -> None:
        self._changes: list[_Change] = []
        self._done = Newest()
        self.shows: dict[str, Shows] = {}

    def __bool__(self) -> bool:
        """Something was changed."""
        return bool(self._changes)

    def note(self, request: Request, wording: str, restore: Restore, *, item: str = "") -> None:
        """A call has changed something. wording, item, restore: see _Change."""
        self._add(_Change(request.id, request.turn, wording, item, restore))

    def note_lasting(self, id_: str) -> None:
        """A call has changed something for good: asked to take that back, nothing older is taken back in its place."""
        if all(change.id != id_ for change in self._changes):
            self._add(_Change(id_, None, "", "", _refuse))

    def done(self, id_: str, tool: str) -> None:
        """A call of a tool has come to its end."""
        if self._changes and self._changes[-1].id == id_:
            self._done = Newest(id_, tool)

    @property
    def newest(self) -> Newest:
        """What was changed last."""
        id_ = self._changes[-1].id if self._changes else ""
        return self._done if self._done.id == id_ else Newest(id_)

    def forget(self, ids: Iterable[str]) -> None:
        """What these calls have changed was not meant, and is gone already."""
        gone = frozenset(ids)
        self._changes = [change for change in self._changes if change.id not in gone]

    def tools(self) -> list[Tool]:
        """The tool."""
        use = "brings back what was deleted, cleared or cancelled: undo, undo that, restore it, bring it back"
        facts = ToolFacts("Undone", takes_back=True, shows=self._shown)
        return [Tool(UNDO, use, self._undo, facts=facts, for_models=False, called=TAKES_BACK)]

    def _add(self, change: _Change) -> None:
        self._changes.append(change)
        del self._changes[:-MOST_KEPT]

    def _undo(self, request: Request) -> Answer:
        meant = self._of(request.target) if request.target else self._newest()
        if not meant:
            raise ToolError(NOTHING_SAY)
        undone: list[_Change] = []
        refused: list[OverError] = []
        now: dict[str, Json] = {}
        for change in meant:
            try:
                now |= change.restore(request.t) or {}
                undone.append(change)
            except OverError as over:
                refused.append(over)
            self._changes.remove(change)
        if not undone:
            raise refused[0]
        told = _told_together(undone)
        return Answer(
            {"cancelled": [*dict.fromkeys(change.id for change in undone)], "undone": told, **now}, " ".join(told)
        )

    def _of(self, id_: str) -> list[_Change]:
        """What one call has changed, newest first."""
        return [change for change in reversed(self._changes) if change.id == id_]

    def _newest(self) -> list[_Change]:
        """What was changed last, with what was changed for the same words, newest first."""
        if not self._changes:
            return []
        last = self._changes[-1]
        if last.turn is None:
            return [last]
        return list(takewhile(lambda change: change.turn == last.turn, reversed(self._changes)))

    def _shown(self, arguments: Values, result: Values) -> "Sheet | None":
        shows = next((shows for name, shows in self.shows.items() if name in result), None)
        if shows is not None and isinstance(sheet := shows(arguments, result), Sheet):
            return sheet
        return Sheet("undo", "Undone", tuple(Line(str(told)) for told in result["undone"]))


def _refuse(_: float) -> None:
    raise OverError(LASTS_SAY)


def _told_together(changes: Sequence[_Change]) -> list[str]:
    """What is said of them in the order in which they were made."""
    in_order = reversed(changes)
    alike = groupby(in_order, key=lambda change: change.wording)
    return [wording.replace("{}", join_words([each.item for each in group])) for wording, group in alike]
