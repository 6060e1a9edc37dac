"""Tools of REPLAY.md that are not built yet: each call fails with a sentence that says so."""

from duologue.core.tool_facts import ToolFacts, Undo
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError

_TRANSLATE = "I can't translate live yet."


def _unbuilt(name: str, use: str, say: str, facts: ToolFacts, *arguments: Argument) -> Tool:
    def fail(request: Request) -> Answer:
        raise ToolError(f"{name} is not built yet.", say)

    return Tool(name, use, fail, arguments, facts=facts, for_models=False)


def tools() -> list[Tool]:
    """One tool each, with the arguments of REPLAY.md."""
    return _translation()


def _translation() -> list[Tool]:
    target = Argument("target", Reads.LANGUAGE, "language to translate into: into Spanish, to French")
    source = Argument("source", Reads.LANGUAGE, "language that is spoken: from German", required=False)
    use = "translates live what I say into another language: translate into Spanish from now on, be my interpreter"
    return [
        _unbuilt("translate.start", use, _TRANSLATE, ToolFacts(undone_by=Undo("translate.stop")), target, source),
        _unbuilt("translate.stop", "stops translating, no more interpreting", _TRANSLATE, ToolFacts(takes_back=True)),
    ]
