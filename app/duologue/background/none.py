"""The background model that is not there: one short, honest sentence for each question."""

from duologue.background.base import BackgroundChunk
from duologue.background.streams import TimedStreams

NO_MODEL_TEXTS = (
    "I can't answer that yet: no background model is set up.",
    "I don't know that myself, and no background model is set up.",
    "That needs a background model, and none is set up yet.",
)
"""Said in turn, so that a second question does not get the very same words."""


class NoBackground:
    """Answers each question at once with one sentence, final.

    problem: one sentence for the user if a model was asked for that cannot be used.
    """

    available = False

    def __init__(self, problem: str = "") -> None:
        self.problem = problem
        self._asked = 0
        self._streams = TimedStreams()

    @property
    def awaiting(self) -> frozenset[str]:
        """Ids of the questions whose sentence was not handed out yet."""
        return self._streams.open

    def ask(self, id: str, question: str, t: float) -> None:  # noqa: A002 - the protocol's names
        """Prepares the honest sentence."""
        text = NO_MODEL_TEXTS[self._asked % len(NO_MODEL_TEXTS)]
        self._streams.add([BackgroundChunk(id, text, True, t)])
        self._asked += 1

    def cancel(self, id: str) -> None:  # noqa: A002 - the name events use
        """Drops the sentence if it was not handed out yet."""
        self._streams.drop(id)

    def due(self, t: float) -> list[BackgroundChunk]:
        """The sentences due at session time t."""
        return self._streams.due(t)
