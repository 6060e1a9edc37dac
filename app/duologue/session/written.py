"""Answers to typed lines in writing: shown as soon as they are known, however long the voice takes to come to them."""

from collections.abc import Callable, Sequence

from duologue.core.events import Event, Written
from duologue.session.dialogue import Dialogue
from duologue.session.statements import Statement


class WrittenAnswers:
    """Gives answers an id in writing. emit: takes events."""

    def __init__(self, dialogue: Dialogue, emit: Callable[[Event], None]) -> None:
        self._dialogue, self._emit = dialogue, emit
        self._count = 0

    def show(self, answers: Sequence[Statement], t: float) -> None:
        """Shows the answers to a typed line at session time t."""
        for answer in answers:
            if not answer.filler:
                self._count += 1
                answer.written, text = f"w{self._count}", " ".join(answer.clauses)
                self._dialogue.wrote(text)
                self._emit(Written(t, answer.written, text))
