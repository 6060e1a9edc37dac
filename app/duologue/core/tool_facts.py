"""Facts about a tool that others go by: how it is named, what takes it back, what it shows.

They live on the tool itself; whoever sets up a tool states them, and whoever needs one asks the tool.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from duologue.core.events import Json
from duologue.core.sheets import Chart, Entry, Sheet

Values = Mapping[str, Json]
"""Arguments of a call, or its result where that is an object."""
Naming = Callable[[Values, Values], dict[str, Json]]
"""Arguments that name one thing, from the arguments and the result of the call that set it up."""
Asks = Callable[[Values], str]
"""The question whether a call may run, from its arguments, as one plain sentence: "Look up the weather in Oslo online?"
"""
Shows = Callable[[Values, Values], Sheet | Entry | Chart | None]
"""What a call has to show, from its arguments and its result, None for nothing.

May raise KeyError, TypeError, ValueError or OverflowError where the result is not what the tool returns.
"""


@dataclass(frozen=True, slots=True)
class Point:
    """One number of a series to which every call adds one: the temperatures of the places that were asked for.

    series: what the series is about. unit: of its numbers. label: what this number is of.
    """

    series: str
    unit: str
    label: str
    number: Json


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a result has to compare. title: what it is about. values: a list, rows or an object with numbers in it.
    point: what counts once its series has two of them; None for no series."""

    title: str
    values: Json
    point: Point | None = None


NumbersOf = Callable[[Values, Json], Numbers | None]
"""The numbers of a result that a chart can compare, from arguments and result; None where there are none."""


def own_numbers(arguments: Values, result: Json) -> Numbers:
    """Whatever numbers there are in a result, named by the first text among the arguments."""
    words = [value for value in arguments.values() if isinstance(value, str)]
    return Numbers(words[0] if words else "", result)


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
    rings_once: what it set up is over once it came due. sounds: that rings until it is stopped. ended_as: how a call
    that is under way is named to the user who ends it, "" for the tool's name. asks: how the user is asked whether a
    call may run, None for a sentence made of the tool's name. leaves: what it looks up is asked of others, which stays
    noted where others are not. also_called: words by which the user means such a call, beside its arguments and the
    tool's name. shows: what a result looks like on a panel, None for nothing. numbers: what of a result a chart can
    compare, None for nothing. tells: the sentence that tells a result which the tool did not bring itself, but a case;
    None for nothing. lacks: what the user is asked where they leave out what it needs, "" for a question that fits any
    tool. lacks_one: the same where one argument alone is missing, by its name. unit: of a mere number that answers such
    a question. lead: what stands before the user's own words that answer it.
    """

    label: str = ""
    undone_by: Undo | None = None
    takes_back: bool = False
    lasts: bool = False
    looks: bool = False
    rings_once: bool = False
    sounds: bool = False
    ended_as: str = ""
    asks: Asks | None = None
    leaves: bool = False
    also_called: frozenset[str] = frozenset()
    shows: Shows | None = None
    numbers: NumbersOf | None = None
    tells: Callable[[Values], str] | None = None
    lacks: str = ""
    lacks_one: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    lead: str = ""

    @property
    def undoable(self) -> bool:
        """Whether a call leaves nothing behind, or can be taken back."""
        return not (self.lasts or self.takes_back)

    def question(self, missing: Collection[str]) -> str:
        """What the user is asked where these arguments are missing."""
        alone = next(iter(missing)) if len(missing) == 1 else ""
        return self.lacks_one.get(alone, self.lacks)

    def tell(self, result: Json) -> str:
        """The sentence that tells a result, "" if there is nothing to tell."""
        return self.tells(result) if self.tells is not None and isinstance(result, dict) else ""


NO_FACTS = ToolFacts()
"""The facts about a tool of which nothing is known, and about a name that no tool has."""
