"""Facts about a tool that others go by: how it is named, what takes it back, what it shows.

They live on the tool itself; whoever sets up a tool states them, and whoever needs one asks the tool.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from duologue.core.events import Json
from duologue.core.sheets import Chart, Entry, Sheet

Values = Mapping[str, Json]
"""Arguments of a call, or its result where that is an object."""
Naming = Callable[[Values, Values], dict[str, Json]]
"""Arguments that name one thing, from the arguments and the result of the call that set it up."""
Shows = Callable[[Values, Values], Sheet | Entry | Chart | None]
"""What a call has to show, from its arguments and its result, None for nothing.

May raise KeyError, TypeError, ValueError or OverflowError where the result is not what the tool returns.
"""


def nameless(arguments: Values, result: Values) -> dict[str, Json]:
    """No arguments: there is only one such thing at a time."""
    return {}


def named_by(argument: str) -> Naming:
    """One text among the arguments of the call, as its result has it or as it was given."""

    def naming(arguments: Values, result: Values) -> dict[str, Json]:
        values = (result.get(argument), arguments.get(argument))
        return next(({argument: value} for value in values if isinstance(value, str) and value), {})

    return naming


def same_arguments(arguments: Values, result: Values) -> dict[str, Json]:
    """All arguments of the call."""
    return dict(arguments)


@dataclass(frozen=True, slots=True)
class Undo:
    """How what a tool did is taken back.

    tool: name of the tool that takes it back. naming: its arguments that name the thing to people; which thing is meant
    is said by its id. newest: without arguments it takes back the newest.
    """

    tool: str
    naming: Naming = nameless
    newest: bool = True


@dataclass(frozen=True, slots=True)
class ToolFacts:
    """The facts about one tool; the defaults are those of a tool of which nothing more is known.

    label: what it does, as the notes on screen say it; "" for its name. undone_by: how what it did is taken back, None
    if it cannot be or if nothing is left of it. takes_back: it takes back what another did, and its result says which
    call that was ("cancelled"). lasts: nothing takes back what it did. looks: it changes nothing and asks nobody.
    rings_once: what it set up is over once it came due. ended_as: how a call that is under way is named to the user who
    ends it, "" for the tool's name. also_called: words by which the user means such a call, beside its arguments and
    the tool's name. shows: what a result looks like on a panel, None for nothing.
    """

    label: str = ""
    undone_by: Undo | None = None
    takes_back: bool = False
    lasts: bool = False
    looks: bool = False
    rings_once: bool = False
    ended_as: str = ""
    also_called: frozenset[str] = frozenset()
    shows: Shows | None = None

    @property
    def undoable(self) -> bool:
        """Whether a call leaves nothing behind, or can be taken back."""
        return not (self.lasts or self.takes_back)


NO_FACTS = ToolFacts()
"""The facts about a tool of which nothing is known, and about a name that no tool has."""
