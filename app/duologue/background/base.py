"""What the session asks of a background model. Sans I/O: session time is handed in, nothing sleeps or calls back."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class BackgroundChunk:
    """A piece of an answer that became known at session time `t` (seconds). `final` closes the answer to `id`."""

    id: str
    text: str
    final: bool
    t: float


class BackgroundModel(Protocol):
    """Answers questions in pieces. Several questions may be open at once; each is closed by one final chunk.

    Pieces of one answer are meant to be joined as they are: each brings its own spaces.
    """

    @property
    def available(self) -> bool:
        """Whether questions are answered at all; if not, each gets one honest sentence."""

    @property
    def problem(self) -> str:
        """One sentence for the user if what was configured cannot be used, else ""."""

    @property
    def awaiting(self) -> frozenset[str]:
        """Ids of the questions whose answer is not yet complete."""

    def ask(self, id: str, question: str, t: float) -> None:  # noqa: A002 - the name events use
        """Hands over a question at session time t.

        Raises:
            ValueError: the id is of an open question.
        """

    def cancel(self, id: str) -> None:  # noqa: A002 - the name events use
        """Drops what is still to come for a question; nothing happens if it is closed or unknown."""

    def due(self, t: float) -> list[BackgroundChunk]:
        """The chunks that became known up to session time t and were not handed out before, in order of time."""
