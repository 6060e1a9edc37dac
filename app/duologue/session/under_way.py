"""What is under way: calls and questions that have not come back, how the user may name them, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass

from duologue.core.turn_text import bare_words
from duologue.core.writing import Move, spoken_name

_QUESTION = frozenset(("question", "answer", "thinking", "answering", "background"))
"""Words by which users mean a question, beside its own."""
_EMPTY = frozenset(
    ("a", "an", "the", "my", "that", "this", "it", "for", "of", "about", "on", "in", "to", "and", "please")
)


@dataclass(frozen=True, slots=True)
class TaskUnderWay:
    """A call or question under way. name: of the tool, "ask" for a question. about: arguments or question, as asked.

    ended_as: how it is named to the user who ends it, "" for its name. also_called: words by which they mean it, beside
    those of its name and those it was asked with.
    """

    id: str
    name: str
    about: str
    ended_as: str = ""
    also_called: frozenset[str] = frozenset()

    @property
    def line(self) -> str:
        """As the model is reminded of it: "web search hiking trails", "ask why is the sky blue"."""
        return f"{spoken_name(self.name)} {self.about}".strip()

    @property
    def told(self) -> str:
        """As it is named to the user."""
        return self.ended_as or spoken_name(self.name)

    def meant_by(self, words: frozenset[str]) -> int:
        """How many of the words are about it."""
        return len(words & (frozenset(bare_words(self.line).split()) | self.also_called))


def question_task(id_: str, words: str) -> TaskUnderWay:
    """A question to the background model as something that is under way."""
    return TaskUnderWay(id_, Move.ASK.value, words, "thinking about that", _QUESTION)


def meant(tasks: Sequence[TaskUnderWay], what: str) -> TaskUnderWay | None:
    """The task that the words mean: the one that shares most of them, the newest of several, or of all if none does.

    tasks: the newest last.
    """
    words = frozenset(bare_words(what).split()) - _EMPTY
    return max(reversed(tasks), key=lambda task: task.meant_by(words), default=None)
