"""What a turn of the user asks for, word by word: the labels that training writes branches from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

Span = tuple[int, int]
"""First and last word, both included."""
Value = tuple[Span, ...] | str
"""Words of the turn, in the order in which they are written, or an option's value."""


@dataclass(frozen=True)
class PlanStep:
    """A call or a move. choice: name of a tool or value of a Move. complete: words after which it can be called."""

    choice: str
    arguments: Mapping[str, Value] = field(default_factory=dict)
    complete: int = 0

    @property
    def is_call(self) -> bool:
        """Whether a tool is called: names of tools have a dot, moves have none."""
        return "." in self.choice

    def moved(self, by: int) -> "PlanStep":
        """The same with every word moved by so many places."""
        arguments = {
            name: value if isinstance(value, str) else tuple((a + by, b + by) for a, b in value)
            for name, value in self.arguments.items()
        }
        return replace(self, arguments=arguments, complete=self.complete + by if self.complete else 0)


@dataclass(frozen=True)
class LabelledTurn:
    """A turn with its plan.

    words: as a recogniser writes them. plan: one move, or calls, or calls and then a question; without END.
    request_end: number of words before a trailing politeness. standing: Call.line of what is set up.
    """

    words: tuple[str, ...]
    plan: tuple[PlanStep, ...]
    request_end: int
    standing: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    def value(self, wanted: PlanStep, name: str) -> str:
        """The words of an argument, or its option."""
        value = wanted.arguments[name]
        if isinstance(value, str):
            return value
        return " ".join(word for first, last in value for word in self.words[first : last + 1])
