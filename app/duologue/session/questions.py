"""The questions that are with the background model, and what has come back of each."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from duologue.background.base import BackgroundChunk
from duologue.core.events import Background, Delegate, Event, SpeechKind
from duologue.core.notices import Mend, Notice
from duologue.core.sheets import Line, Sheet
from duologue.model.voice.base import ClauseSplitter
from duologue.session.calls import Calls
from duologue.session.showing import SessionPanels
from duologue.session.statements import Statement, Urgency
from duologue.session.thinking import BackgroundLiaison
from duologue.session.under_way import TaskUnderWay, question_task

MAX_QUESTIONS = 8
"""Most questions that may be open; one more, and the oldest without an answer is given up."""

NO_MODEL = "No background model is set up, so open questions can't be answered."
NO_MODEL_HINT = "Any model that runs in Ollama, LM Studio, llama.cpp or vLLM on this machine will do."
SET_UP = Sheet(
    "background",
    "Background model",
    (
        Line(
            "Open questions are answered by a background model, on this computer or elsewhere.",
            press="Set one up",
            call=("settings.open", {"what": "background model"}),
        ),
    ),
)
"""Shown when the first question comes that nobody here can answer."""


@dataclass(slots=True, eq=False)
class Question:
    """One question.

    words: by which it is known. calls_before: how many calls had been made by then. answer: what is said of the answer,
    as it comes in. begun: words of it have come. over: its last words have come.
    """

    id: str
    words: str
    calls_before: int
    answer: Statement
    begun: bool = False
    over: bool = False
    _splitter: ClauseSplitter = field(default_factory=ClauseSplitter)

    @property
    def task(self) -> TaskUnderWay:
        """The question as something that is under way."""
        return question_task(self.id, self.words)

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
    """The questions that are not settled, by id, oldest first. emit: takes what is handed over and what comes back."""

    def __init__(
        self, thinking: BackgroundLiaison, calls: Calls, showing: SessionPanels, emit: Callable[[Event], None]
    ) -> None:
        self._thinking, self._calls, self._showing = thinking, calls, showing
        self._emit = emit
        self._open: dict[str, Question] = {}
        self._count = 0
        self._offered = False

    def __iter__(self) -> Iterator[Question]:
        return iter(list(self._open.values()))

    @property
    def awaiting(self) -> bool:
        """One of them has no word of an answer yet."""
        return any(not question.begun for question in self._open.values())

    @property
    def coming(self) -> list[Statement]:
        """The answers that have begun and of which more is to come."""
        return [question.answer for question in self._open.values() if question.begun and not question.over]

    def of(self, id_: str) -> Question | None:
        """The question with this id, None if it is settled or was given up."""
        return self._open.get(id_)

    def unanswered(self, id_: str) -> bool:
        """Whether a question has no word of an answer yet."""
        question = self._open.get(id_)
        return question is not None and not question.begun

    def ask(self, words: str, t: float, *, named: str = "", wary: bool = False) -> tuple[str, str]:
        """Hands a question over; returns its id, or "" and what is to be said if nobody takes it.

        named: the words by which it is known while it is open, "" for its own. wary: it is not in the user's words.
        """
        self._count += 1
        id_ = f"q{self._count}"
        self._thinking.ask(id_, words, t, wary=wary)
        if not self._thinking.available:
            self._offer_model(t)
            return "", " ".join(chunk.text for chunk in self._thinking.due(t))
        self._emit(Delegate(t, id_, words, self._thinking.seen()))
        waiting = [known for known in self._open.values() if not known.begun]
        if len(waiting) >= MAX_QUESTIONS:
            self.give_up(waiting[0].id, t)
        answer = Statement(SpeechKind.RELAY, deque(), t, Urgency.STREAM, id_, open=True)
        self._open[id_] = Question(id_, named or words, self._calls.made, answer)
        return id_, ""

    def _offer_model(self, t: float) -> None:
        """Offers once in a session to set a background model up."""
        if not self._offered:
            self._offered = True
            self._emit(Notice(t, "info", NO_MODEL, NO_MODEL_HINT, mend=Mend.BACKGROUND))
            self._showing.offer(SET_UP, t)

    def take(self, chunk: BackgroundChunk) -> tuple[Question | None, str]:
        """The question that a piece of an answer belongs to, None if it was given up, and what the core is told."""
        question = self._open.get(chunk.id)
        if question is None:
            return None, ""
        self._emit(Background(chunk.t, chunk.id, chunk.text, chunk.final))
        return question, question.take(chunk)

    def settle(self, holds: Callable[[Statement], bool]) -> None:
        """Forgets the questions whose answer was said to its end. holds: whether a statement is still being said."""
        for question in self:
            if question.over and not question.answer.clauses and not holds(question.answer):
                del self._open[question.id]

    def give_up(self, id_: str, t: float) -> None:
        """Cancels what is still to come of an answer, if the question is open."""
        question = self._open.pop(id_, None)
        if question is None:
            return
        self._thinking.cancel(id_, t)
        question.answer.open = False
        if not question.over:
            self._emit(Background(t, id_, "", True, cancelled=True))
