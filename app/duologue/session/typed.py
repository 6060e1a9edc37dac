"""The lines that the user typed and that have not been taken up. Each is a turn of its own."""

from collections import deque
from dataclasses import dataclass, field

from duologue.core.display_text import plain_line
from duologue.core.writing import Move, WriteResult
from duologue.session.answers import Asked
from duologue.session.calls import ToolCallRecord
from duologue.tools.naming import plain_words

MOST_LINES = 64
"""Most lines that may wait to be taken up; one more is refused. One line is taken up in each micro-turn."""
ACKNOWLEDGING = frozenset({Move.RESUME, Move.WELCOME})
"""Moves that let an answer go on when they are typed while it is being said or worked on."""

COMPLETE = frozenset(
    {Move.STOP, Move.OKAY, Move.RESUME, Move.GREET, Move.FAREWELL, Move.WELCOME, Move.PRESENT, Move.WELL}
)
"""Moves that answer something complete: it is no part of what was said before."""
_TAKEN_IN = frozenset(
    ("ok", "okay", "okey", "k", "kk", "great", "perfect", "cool", "nice", "neat", "alright", "right", "got", "gotcha",
     "see", "sure", "fine", "good", "awesome", "amazing", "wonderful", "lovely", "excellent", "brilliant", "fantastic",
     "super", "yes", "yep", "yup", "yeah", "yea", "mm", "hm", "mhm", "hmm", "mm-hm", "mm-hmm", "uh-huh", "aha", "ah",
     "oh", "wow", "understood", "noted", "sense", "interesting", "indeed", "exactly", "true", "done")
)  # fmt: skip
"""Words by which one says that one has taken something in."""
_BESIDE = frozenset(
    ("that", "that's", "thats", "it's", "all", "very", "so", "well", "really", "then", "i", "it", "sounds", "looks",
     "makes", "the", "a", "just", "one", "to", "know")
)  # fmt: skip
"""Words that stand beside them and ask for nothing."""
_PHRASES = frozenset({("of", "course"), ("fair", "enough"), ("good", "enough"), ("no", "problem"), ("no", "worries")})


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line that was typed at session time t."""

    text: str
    t: float


@dataclass(frozen=True, slots=True)
class UnfinishedLine:
    """A line that left something out. asked: what for. made: the calls that were made for it all the same."""

    text: str
    asked: Asked
    made: list[ToolCallRecord] = field(default_factory=list)


class TypedQueue:
    """First in, first out.

    more: the line whose missing part was asked for; the next one is read together with it if that completes it.
    """

    def __init__(self) -> None:
        self._lines: deque[TypedLine] = deque()
        self.more: UnfinishedLine | None = None

    def add(self, text: str, t: float) -> str:
        """Takes in a line; returns one sentence if it cannot be answered, "" if it can."""
        if not text.split():
            return "The line is empty: there is nothing to answer."
        if len(self._lines) >= MOST_LINES:
            return f"Too many lines are waiting, so this one is not answered: {plain_line(text)}"
        self._lines.append(TypedLine(text, t))
        return ""

    def take(self) -> TypedLine | None:
        """Removes and returns the oldest line."""
        return self._lines.popleft() if self._lines else None

    def asked_for_more(self, text: str, asked: Asked, made: list[ToolCallRecord]) -> None:
        """What a line left out is being asked for."""
        self.more = UnfinishedLine(text, asked, made)


def only_takes_in(text: str) -> bool:
    """Whether a line says nothing but that its writer has taken something in: "ok", "sounds good", "that's great!"."""
    words = plain_words(text)
    if "?" in text or _TAKEN_IN.isdisjoint(words):
        return "?" not in text and words in _PHRASES
    return _TAKEN_IN.union(_BESIDE).issuperset(words) or words in _PHRASES


def acknowledges(written: WriteResult) -> bool:
    """Whether a line only says that its writer has taken in what is being said or worked on."""
    return written.say in ACKNOWLEDGING and not written.calls
