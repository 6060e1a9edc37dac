"""The questions that are with the background model, and what has come back of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from duologue.background.base import BackgroundChunk
from duologue.model.voice.base import ClauseSplitter
from duologue.session.statements import Statement

MAX_QUESTIONS = 8
"""How many questions may be open; with one more, the oldest that has no answer yet is given up."""


@dataclass(slots=True, eq=False)
class Question:
    """One question.

    words: as it was asked. calls_before: how many calls had been made by then. answer: what is said of the answer, as
    it comes in. begun: words of it have come. over: its last words have come.
    """

    id: str
    words: str
    calls_before: int
    answer: Statement
    begun: bool = False
    over: bool = False
    _splitter: ClauseSplitter = field(default_factory=ClauseSplitter)

    def take(self, chunk: BackgroundChunk) -> str:
        """Takes in a piece of the answer; returns its first clause when that is complete, "" at all other times.

        The first clause is all that the core is told of a stream: what it is about. That a stream runs and how much of
        it waits, it sees in its own voice; a word of it in every micro-turn would drown what the user says.
        """
        told = self._splitter.began
        clauses = self._splitter.feed(chunk.text)
        if chunk.final:
            clauses += self._splitter.close()
        self.begun, self.over = True, chunk.final
        self.answer.clauses.extend(clauses)
        self.answer.open = not chunk.final
        return "" if told or not clauses else clauses[0]


class Questions:
    """The questions that are not settled, by id, oldest first."""

    def __init__(self) -> None:
        self._open: dict[str, Question] = {}

    def __iter__(self) -> Iterator[Question]:
        return iter(list(self._open.values()))

    @property
    def awaiting(self) -> bool:
        """One of them has no word of an answer yet."""
        return any(not question.begun for question in self._open.values())

    def of(self, id_: str) -> Question | None:
        """The question with this id, None if it is settled or was given up."""
        return self._open.get(id_)

    def unanswered(self, id_: str) -> bool:
        """Whether a question has no word of an answer yet."""
        question = self._open.get(id_)
        return question is not None and not question.begun

    def add(self, question: Question) -> Question | None:
        """Takes in a question; returns the one that has to be given up for it."""
        waiting = [known for known in self._open.values() if not known.begun]
        self._open[question.id] = question
        return waiting[0] if len(waiting) >= MAX_QUESTIONS else None

    def drop(self, id_: str) -> Question | None:
        """Forgets a question; returns it."""
        return self._open.pop(id_, None)
