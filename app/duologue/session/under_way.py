"""What is under way: calls and questions that have not come back, how the user may name them, and in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duologue.core.turn_text import bare_words
from duologue.core.writing import Move, spoken_name
from duologue.tools.which import pick

QUESTION = frozenset(("question", "answer", "thinking", "answering", "background"))
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
        """How many of the words are about it. words: their stems."""
        return len(words & (_words(self.line) | _stems(self.also_called)))


def question_task(id_: str, words: str) -> TaskUnderWay:
    """A question to the background model as something that is under way."""
    return TaskUnderWay(id_, Move.ASK.value, words, "thinking about that", QUESTION)


def named(tasks: Sequence[TaskUnderWay], what: str) -> list[TaskUnderWay]:
    """The tasks that the words name: all, those of a place, or the newest of those that share most words with them;
    words that name nothing, the newest. tasks: the newest last."""
    return pick(tasks, what, lambda task, name: task.meant_by(_words(name)))


def meant(tasks: Sequence[TaskUnderWay], what: str, kinds: frozenset[str]) -> list[TaskUnderWay]:
    """The tasks that the words mean: those that they name, else the newest, unless they name another kind of task.

    kinds: words for all kinds.
    """
    found = named(tasks, what)
    return found or ([] if _words(what) & _stems(kinds) else list(tasks[-1:]))


def _words(text: str) -> frozenset[str]:
    return _stems(frozenset(bare_words(text).split()) - _EMPTY)


def _stems(words: Iterable[str]) -> frozenset[str]:
    """ "Searches" and "searching" are "search"."""
    return frozenset(_stem(word) for word in words)


def _stem(word: str) -> str:
    for ending in ("ing", "es", "s"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word.removesuffix(ending)
    return word
