"""A question while a server answers it, round by round, and the requests that are made for it."""

from dataclasses import dataclass, field

from duologue.background.context import Context
from duologue.background.wait_limits import Waiting
from duologue.background.wanted import Functions
from duologue.background.wire import StreamedAnswer
from duologue.core.events import Json

TELL_EVERY_S = 10.0
"""Seconds after which is told how far a server is that has not begun to answer."""


@dataclass(slots=True)
class Question:
    """What is to be answered. functions: those it may call. rounds: the results of its calls until now.

    waiting: for how long is waited for the present round. answer: of that round. made: what the calls of the round
    before came to, by name and arguments. told_s: seconds after which its progress was told last.
    """

    id: str
    text: str
    context: Context
    functions: Functions
    waiting: Waiting | None = None
    answer: StreamedAnswer = field(default_factory=StreamedAnswer)
    told_s: float = 0.0
    rounds: list[Json] = field(default_factory=list)
    made: dict[tuple[str, str], str] = field(default_factory=dict)

    def progress(self, age_s: float) -> str:
        """A sentence on how far the server is before the first word; "" if there is nothing to tell.

        age_s: seconds since the question.
        """
        if self.waiting is None or self.waiting.begun or age_s < self.told_s + TELL_EVERY_S:
            return ""
        self.told_s = age_s
        if self.waiting.loading:
            return "The background model is still being loaded."
        if self.answer.to_read > 0:
            percent = min(100, 100 * self.answer.read // self.answer.to_read)
            return f"The background model has read {percent} % of the question and of what was said before."
        return "The background model is still reading the question and what was said before."


@dataclass(frozen=True, slots=True)
class Request:
    """What a server is sent. tokens: of it, by our estimate. shorter: it can be said with less."""

    told: list[Json]
    tools: list[Json]
    tokens: int
    shorter: bool
