"""The background model that is not there: one short sentence for each question."""

from duologue.background.base import BackgroundCall, BackgroundChunk, ImmediateModel
from duologue.background.context import NOTHING_KNOWN, Context
from duologue.background.streams import TimedStreams

NO_MODEL_TEXTS = (
    "I'd need a background model for that.",
    "I can't answer that without a background model.",
    "That needs a background model.",
    "I don't know that without a background model.",
)
"""The answers in turn, so that no two in a row are the same: at most two seconds of speech each."""


class NoBackground(ImmediateModel):
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

    def ask(
        self,
        id: str,  # noqa: A002 - the name events use
        question: str,
        t: float,
        context: Context = NOTHING_KNOWN,
    ) -> None:
        """Prepares the honest sentence."""
        text = NO_MODEL_TEXTS[self._asked % len(NO_MODEL_TEXTS)]
        self._streams.add([BackgroundChunk(id, text, True, t)])
        self._asked += 1

    def cancel(self, id: str) -> None:  # noqa: A002 - the name events use
        """Drops the sentence if it was not handed out yet."""
        self._streams.drop(id)

    def due(self, t: float) -> list[BackgroundChunk | BackgroundCall]:
        """The sentences due at session time t."""
        return [*self._streams.due(t)]
