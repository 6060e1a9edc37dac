"""Tools of REPLAY.md that are not built yet: each call fails with a sentence that says so."""

from duologue.core.tool_facts import ToolFacts, Undo, named_by
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError

_WATCH, _TRANSLATE = "I can't watch yet.", "I can't translate live yet."
_WATCHABLE = (
    ("posture", "posture: whether I sit straight, slouch"),
    ("repetitions", "repetitions of an exercise: count my squats, push-ups"),
    ("hands", "hands: whether I touch my face, raise a hand"),
    ("person", "a person: whether somebody comes in, is at the door"),
)


def _unbuilt(name: str, use: str, say: str, facts: ToolFacts, *arguments: Argument) -> Tool:
    def fail(request: Request) -> Answer:
        raise ToolError(f"{name} is not built yet.", say)

    return Tool(name, use, fail, arguments, facts=facts, for_models=False)


def tools() -> list[Tool]:
    """One tool each, with the arguments of REPLAY.md."""
    return [*_watching(), *_translation()]


def _watching() -> list[Tool]:
    what = Argument("for", Reads.OPTION, "what the camera looks at", options=_WATCHABLE)
    which = Argument("for", Reads.OPTION, "what it looked at until now", required=False, options=_WATCHABLE)
    exercise = Argument("exercise", Reads.TEXT, "which exercise is counted: squats, push-ups", required=False)
    watch = "watches me with the camera: watch my posture, tell me when I slouch, count my push-ups, who comes in"
    stop = "stops watching with the camera, stops counting exercises"
    watches = ToolFacts(undone_by=Undo("watch.stop", named_by("for")))
    return [
        _unbuilt("watch.start", watch, _WATCH, watches, what, exercise),
        _unbuilt("watch.stop", stop, _WATCH, ToolFacts(takes_back=True), which),
    ]


def _translation() -> list[Tool]:
    target = Argument("target", Reads.LANGUAGE, "language to translate into: into Spanish, to French")
    source = Argument("source", Reads.LANGUAGE, "language that is spoken: from German", required=False)
    use = "translates live what I say into another language: translate into Spanish from now on, be my interpreter"
    return [
        _unbuilt("translate.start", use, _TRANSLATE, ToolFacts(undone_by=Undo("translate.stop")), target, source),
        _unbuilt("translate.stop", "stops translating, no more interpreting", _TRANSLATE, ToolFacts(takes_back=True)),
    ]
