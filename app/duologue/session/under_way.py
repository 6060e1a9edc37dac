"""What is under way: calls and questions that have not come back, how the user may name them, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass

from duologue.core.turn_text import wording
from duologue.core.writing import spoken_name

_NAMED: dict[str, tuple[str, frozenset[str]]] = {
    "web.search": ("the search", frozenset(("search", "searching", "lookup", "looking", "google", "internet", "web"))),
    "web.read": ("reading the page", frozenset(("page", "website", "site", "reading", "article"))),
    "weather.now": ("looking up the weather", frozenset(("weather", "forecast", "report", "temperature"))),
    "ask": ("thinking about that", frozenset(("question", "answer", "thinking", "answering", "background"))),
}
"""How what is ended is named to the user, and words by which he means it beside those it was asked with."""
_EMPTY = frozenset(
    ("a", "an", "the", "my", "that", "this", "it", "for", "of", "about", "on", "in", "to", "and", "please")
)


@dataclass(frozen=True, slots=True)
class Task:
    """A call or question under way. name: of the tool, "ask" for a question. about: arguments or question, as asked."""

    id: str
    name: str
    about: str

    @property
    def line(self) -> str:
        """As the model is reminded of it: "web search hiking trails", "ask why is the sky blue"."""
        return f"{spoken_name(self.name)} {self.about}".strip()

    @property
    def told(self) -> str:
        """As it is named to the user."""
        return _NAMED[self.name][0] if self.name in _NAMED else spoken_name(self.name)

    def meant_by(self, words: frozenset[str]) -> int:
        """How many of the words are about it."""
        more = _NAMED[self.name][1] if self.name in _NAMED else frozenset()
        return len(words & (frozenset(wording(self.line).split()) | more))


def meant(tasks: Sequence[Task], what: str) -> Task | None:
    """The task that the words mean: the one that shares most of them, the newest of several, or of all if none does.

    tasks: the newest last.
    """
    words = frozenset(wording(what).split()) - _EMPTY
    return max(reversed(tasks), key=lambda task: task.meant_by(words), default=None)
