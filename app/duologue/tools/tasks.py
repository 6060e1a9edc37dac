"""task.cancel: ends what is under way. What that is only the session knows, which fills in how it is ended."""

from collections.abc import Callable

from duologue.core.tool_facts import ToolFacts, no_numbers
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError

END_TASK = "task.cancel"
End = Callable[[str, float], str | None]
"""Ends what the words mean, or the newest if they name nothing that is under way, at a session time; returns what it
was in words: "the search", None if nothing is under way."""
NOTHING_UNDER_WAY = "There's nothing to stop."
_WHAT = Argument("what", Reads.TEXT, "what is stopped: the search, the question, the weather", required=False)


class Tasks:
    """The tool that ends other calls and questions. end: is put in place by whoever knows them."""

    def __init__(self) -> None:
        self.end: End = lambda what, t: None

    def tools(self) -> list[Tool]:
        """The tool."""
        use = "stops what is being looked up or thought about: stop the search, cancel my question, stop looking"
        facts = ToolFacts("Stop", lasts=True, numbers=no_numbers)
        return [Tool(END_TASK, use, self._cancel, (_WHAT,), facts=facts, for_models=False)]

    def _cancel(self, request: Request) -> Answer:
        ended = self.end(request.text("what"), request.t)
        if ended is None:
            raise ToolError(NOTHING_UNDER_WAY)
        return Answer({"stopped": ended}, f"I've stopped {ended}.")
