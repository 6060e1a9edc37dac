"""How one server wants to be asked, learnt from what it refuses, and remembered for it.

Servers word their refusals in many ways. The words decide what is given up first; where they say nothing, one thing
after the other is given up, the dearest last, until the server answers or there is nothing left to give up.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from duologue.background.wire import Refusal
from duologue.core.events import Json


class Results(IntEnum):
    """How calls that were made and their results are told."""

    MESSAGES = 0
    """As messages of their own; a call without words has null as content."""
    NO_NULL = 1
    """The same, with an empty text for null."""
    IN_QUESTION = 2
    """In the words of the question, for servers that know no role of tools or want strict turns."""


@dataclass(frozen=True, slots=True)
class Manners:
    """tools: functions may be offered. results: as it says. system: there is a role of instructions. streams: answers
    may come piece by piece.
    """

    tools: bool = True
    results: Results = Results.MESSAGES
    system: bool = True
    streams: bool = True

    def conceding(self, refusal: Refusal, *, tools: bool, rounds: bool) -> "Manners | None":
        """The next way to ask after a refusal; None if nothing is left that might help.

        tools, rounds: the request that was refused offered functions, or told of calls.
        """
        told = f"{refusal.told} {refusal.kind}"
        after: Manners | None = None
        if rounds and self.results < Results.IN_QUESTION:
            after = replace(self, results=Results(self.results + 1))
        toolless = replace(self, tools=False) if tools else None
        systemless = replace(self, system=False) if self.system else None
        whole = replace(self, streams=False) if self.streams else None
        in_turn = replace(self, results=Results.IN_QUESTION) if after else systemless
        named = (
            (toolless, refuses_tools(told)),
            (whole, _NO_STREAM.search(told)),
            (systemless, _NO_SYSTEM.search(told)),
            (in_turn, _TURNS.search(told)),
            (after, _NULL.search(told)),
        )
        if (meant := next((way for way, says in named if way and says), None)) is not None:
            return meant
        if refusal.status not in _UNCLEAR or _OTHERWISE.search(told):
            return None
        return after or toolless or systemless or whole

    def shaped(self, messages: Sequence[Json]) -> list[Json]:
        """The messages of a request as the server takes them."""
        told = list(messages)
        if self.results is Results.NO_NULL:
            told = [{**message, "content": message["content"] or ""} for message in told]
        elif self.results is Results.IN_QUESTION:
            told = _in_question(told)
        if not self.system and told and told[0]["role"] == "system":
            instructions, first, *rest = told
            told = [{**first, "content": f"{instructions['content']}\n\n{first['content']}"}, *rest]
        return told


_NO_TOOLS = re.compile(
    r"\b(?:tools?|functions?|tool[_ ]?(?:choice|calls?|use))\b.*\b(?:support|requires?|enabled?|allowed|implemented"
    r"|jinja|unknown|unexpected|unrecognized|unrecognised|unsupported|permitted|available|invalid|extra|disabled)"
    r"|\b(?:support|implement|enable|allow|unknown|unexpected|unrecogni[sz]ed|unsupported|invalid|extra|permit)\w*\b.*"
    r"\b(?:tools?|functions?|tool_choice)\b",
    re.IGNORECASE,
)
"""How servers word that a model takes no tools: llama.cpp, vLLM, Ollama, hosted ones."""
_ROLE = re.compile(r"\brole|tool_call_id|messages?\b.*\btool|\btool.*\bmessages?\b", re.IGNORECASE)
"""What is about the results of tools, not about tools."""
_NO_STREAM = re.compile(
    r"\bstream(?:ing|ed)?\b.*\b(?:not|unsupported|false|disabled|only)|not\b.*\bstream", re.IGNORECASE
)
_NO_SYSTEM = re.compile(
    r"\bsystem\b['\"`]? *(?:role|message|prompt|instruction)s?\b.*\b(?:not|unsupported|invalid|only|cannot|first)"
    r"|(?:not|unsupported|invalid|unknown|unexpected)\b.*\bsystem\b|\bdeveloper instruction",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"alternat|\broles? (?:must|should|has|have|is|are|not|order)"
    r"|(?:unknown|unexpected|unsupported|invalid|expected|wrong)\b.*\brole|\brole\b.*\b(?:unknown|unexpected|unsupported|invalid|not|must|tool)"
    r"|last message|after the optional system|tool_call_id|\btool messages?\b",
    re.IGNORECASE,
)
_NULL = re.compile(
    r"\bnull\b|\bnone(?:type)?\b|content\b.*\b(?:required|missing|must|string|empty|valid|undefined)"
    r"|(?:empty|missing|required|invalid)\b.*\bcontent",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\bout of memory\b|\bcuda\b|\bvram\b|\binternal\b|\boverload"
    r"|\bmodel\b.*\b(?:not found|does not exist|not exist|load)"
    r"|\bquota|\bbilling|\bcredit|\btimed? ?out\b|\bcapacity\b|\bcrash",
    re.IGNORECASE,
)
"""What another way of asking cannot mend."""
_UNCLEAR = frozenset({0, 400, 404, 405, 415, 422, 500, 501})
"""Status of servers that may mean the form of a request."""


def refuses_tools(told: str) -> bool:
    """Whether a server says that the model takes no tools."""
    return _NO_TOOLS.search(told) is not None and _ROLE.search(told) is None


def refuses_form(refusal: Refusal) -> bool:
    """Whether a server says that it wants to be asked in another way; the same again would be refused again."""
    told = f"{refusal.told} {refusal.kind}"
    return refuses_tools(told) or any(pattern.search(told) for pattern in (_NO_STREAM, _NO_SYSTEM, _TURNS, _NULL))


def _in_question(messages: Sequence[Json]) -> list[Json]:
    """The messages with the calls at their end as a part of the question before them."""
    at = max((n for n, message in enumerate(messages) if message["role"] == "user"), default=len(messages) - 1)
    asked, rounds = messages[at], messages[at + 1 :]
    if not rounds:
        return list(messages)
    results = {message["tool_call_id"]: message["content"] for message in rounds if message["role"] == "tool"}
    lines = [asked["content"], "", "For this question you have already done the following:"]
    for message in rounds:
        for call in message.get("tool_calls", ()):
            made = call["function"]
            lines.append(f"- {made['name']} {json.dumps(made['arguments'])}: {results.get(call['id'], '')}")
        if message["role"] == "assistant" and message["content"]:
            lines.append(f"- told the user: {message['content'].strip()}")
    lines += ["", "StreamedAnswer the question now, with that."]
    return [*messages[:at], {**asked, "content": "\n".join(lines)}]
