"""What the session asks of a background model. Session time is handed in, nothing calls back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from duologue.background.context import NOTHING_KNOWN, Context
from duologue.core.events import Json


@dataclass(frozen=True, slots=True)
class BackgroundChunk:
    """A piece of an answer that became known at session time `t` (seconds). `final` closes the answer to `id`.

    problem: one sentence for the timeline if the answer failed, or is not whole.
    """

    id: str
    text: str
    final: bool
    t: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class BackgroundCall:
    """A tool that the model wants to be called for question `id`, at session time `t`; it waits for answer(call, ...).

    call: unlike any other call's. Whether the call is allowed is for the session to say.
    """

    id: str
    call: str
    name: str
    arguments: Mapping[str, Json]
    t: float


@dataclass(frozen=True, slots=True)
class BackgroundProgress:
    """How far the model is with question `id` before its first word, at session time `t`. text: one sentence for the
    screen, which holds until the next one or the first word.
    """

    id: str
    text: str
    t: float


Due = BackgroundChunk | BackgroundCall | BackgroundProgress
"""What may become known of a question."""


class BackgroundModel(Protocol):
    """Answers questions in pieces. Several questions may be open at once; each is closed by one final chunk.

    Pieces of one answer are meant to be joined as they are: each brings its own spaces.
    """

    @property
    def available(self) -> bool:
        """Whether questions are answered at all; if not, each gets one honest sentence."""

    @property
    def name(self) -> str:
        """The model's name and where it runs: "llama3.2 (Ollama)"; "" without a model."""

    @property
    def sends_to(self) -> str:
        """The other machine to which questions are sent, "" if they stay on this one."""

    @property
    def calls_tools(self) -> bool:
        """Whether it wants tools to be called."""

    @property
    def problem(self) -> str:
        """One sentence for the user if what was configured cannot be used, else ""."""

    @property
    def awaiting(self) -> frozenset[str]:
        """Ids of the questions whose answer is not yet complete."""

    async def prepare(self) -> None:
        """Gets ready before the first question; takes a second at most."""

    def ask(
        self,
        id: str,  # noqa: A002 - the name events use
        question: str,
        t: float,
        context: Context = NOTHING_KNOWN,
    ) -> None:
        """Hands over a question at session time t. context: what the model is to know besides.

        Raises:
            ValueError: the id is of an open question.
        """

    def answer(self, call: str, text: str, t: float, *, ok: bool) -> None:
        """What a call has come to at session time t, as the model is to read it; nothing if its question is gone."""

    def cancel(self, id: str) -> None:  # noqa: A002 - the name events use
        """Drops what is still to come for a question; nothing happens if it is closed or unknown."""

    def due(self, t: float) -> Sequence[Due]:
        """What became known up to session time t and was not handed out before, in order of time."""

    async def keep_up(self, t: float) -> None:
        """Waits until nothing can still come before session time t; for sessions that run faster than time."""

    async def close(self) -> None:
        """Ends everything."""


class ImmediateModel:
    """What models have in common that know their answers at once: they call no tools and hold nothing open."""

    calls_tools = False
    name = sends_to = ""

    async def prepare(self) -> None:
        """Is ready."""

    def answer(self, call: str, text: str, t: float, *, ok: bool) -> None:
        """Never asked for."""

    async def keep_up(self, t: float) -> None:
        """Always there already."""

    async def close(self) -> None:
        """Nothing to end."""
