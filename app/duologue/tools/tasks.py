"""task.cancel: ends what is under way, or everything that runs. What is under way only the session knows, which fills
in how it is ended."""

from collections.abc import Callable, Iterable, Sequence

from duologue.core.events import Json
from duologue.core.tool_facts import ToolFacts
from duologue.tools.base import Answer, Argument, Kind, Reads, Request, Tool, ToolError
from duologue.tools.naming import plain_words
from duologue.tools.wording import join_words

END_TASK = "task.cancel"
End = Callable[[str, float], Sequence[str]]
"""Ends what the words mean, or the newest if they name nothing, at a session time; returns what it was in words: "the
search", none if nothing of the kind is under way."""
Named = Callable[[str], bool]
"""Whether the words name something that is under way, "" anything."""
NOTHING_UNDER_WAY = "There's nothing to stop."
ALL = frozenset(("all", "everything"))
"""Words for everything."""
_NOUNS = frozenset(
    ("search", "searches", "searching", "lookup", "question", "questions", "thinking", "weather", "forecast", "page")
)
_WHAT = Argument("what", Reads.TEXT, "what is stopped: the search, the question, the weather", required=False)


class Tasks:
    """The tool that ends other calls and questions. end, named: are put in place by whoever knows them. kinds: the
    kinds of things that stand, which everything means as well."""

    def __init__(self) -> None:
        self.end: End = lambda what, t: ()
        self.named: Named = lambda what: False
        self.kinds: Sequence[Kind] = ()

    def tools(self) -> list[Tool]:
        """The tool."""
        use = "stops what is being looked up or thought about: stop the search, cancel my question, stop looking"
        facts = ToolFacts("Stop", takes_back=True, lasts=True)
        kind = Kind("what", _NOUNS, self._has)
        return [Tool(END_TASK, use, self._cancel, (_WHAT,), facts=facts, kind=kind, for_models=False)]

    def _has(self, what: str) -> bool:
        return self.named(what)

    def _cancel(self, request: Request) -> Answer:
        what = request.text("what")
        words = frozenset(plain_words(what))
        everything = not ALL.isdisjoint(words) and words.isdisjoint(_NOUNS)
        told = list(self.end("all" if everything else what, request.t))
        ids: list[str] = []
        for kind in self._named_kinds(words) if everything else ():
            if kind.end_all is not None and (ended := kind.end_all(request)) is not None:
                ids += ended.ids
                told.append(ended.told)
        if not told:
            raise ToolError(NOTHING_UNDER_WAY)
        result: dict[str, Json] = {"stopped": join_words(told)}
        return Answer(result | ({"cancelled": [*ids]} if ids else {}), f"I've stopped {join_words(told)}.")

    def _named_kinds(self, words: frozenset[str]) -> Iterable[Kind]:
        """The kinds that are named, all of them if none is."""
        return [kind for kind in self.kinds if kind.nouns & words] or self.kinds
