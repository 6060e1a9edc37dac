"""Answers to the assistant's own questions: what was asked for, and how an answer is read together with the request."""

import re
from dataclasses import dataclass

from duologue.core.tool_facts import ToolFacts
from duologue.core.turn_text import asks
from duologue.core.writing import NO_LACK, Lack, Move, WriteResult, spoken_family
from duologue.tools.naming import plain_words
from duologue.tools.readers import is_time
from duologue.tools.spoken.grammar import read_number
from duologue.tools.wording import singular


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user was asked to add to a request. tool: that lacks it, "" if that is not known. lack: what. unit: of a
    mere number that answers. lead: what stands before the user's own words that answer."""

    tool: str = ""
    lack: Lack = NO_LACK
    unit: str = ""
    lead: str = ""

    @classmethod
    def of(cls, written: WriteResult, facts: ToolFacts) -> "Asked":
        """What is asked for with what was written. facts: about the tool that lacks it."""
        return cls(written.lacking, written.lack, facts.unit, facts.lead)

    @property
    def about(self) -> str:
        """What the tool is about."""
        return spoken_family(self.tool)

    def together(self, request: str, answer: str) -> str:
        """A request with the answer to what it lacked, as they are read together."""
        if self.lack.void:
            request = " ".join(request.replace(self.lack.void, "", 1).split())
        if self.lack.free and (open_ := _SOMETHING.search(request)):
            return f"{request[: open_.start()]}{answer.rstrip(' .!')}{request[open_.end() :]}"
        if self.lead and self.lack.free and not _LEADS.match(answer):
            answer = f"{self.lead} {answer}"
        counted = self.unit and read_number(answer.strip(" .!?")) is not None
        return f"{request} {answer} {self.unit}" if counted else f"{request} {answer}"

    def is_part(self, written: WriteResult, text: str) -> bool:
        """Whether words are nothing but what was asked for. written: what they mean alone.

        Where any words may answer, only those are a request of their own that ask something, put an end to it, or name
        the thing that they are about.
        """
        if is_time(text):
            return True
        if self.lack.free:
            return not (asks(text) or written.say in _NO_ANSWER or _names_its_own(written, text))
        return written.mere and not asks(text)


_SOMETHING = re.compile(r"\b(?:something|some things|a thing|things|some stuff|stuff)\b", re.IGNORECASE)
"""Words that keep a place for what is lacking."""
_LEADS = re.compile(r"(?:to|about|of|that|for|on|at|in|every|tomorrow|today)\b", re.IGNORECASE)
"""Words that join an answer to the request by themselves."""
NOTHING_ASKED = Asked()
_NO_ANSWER = frozenset((Move.STOP, Move.OKAY, Move.RESUME, Move.GREET, Move.FAREWELL, Move.WELCOME, Move.PRESENT))
"""Moves of words that do not say what was asked for."""


def _names_its_own(written: WriteResult, text: str) -> bool:
    words = {singular(word) for word in plain_words(text)}
    return any(spoken_family(call.name) in words for call in written.calls)
