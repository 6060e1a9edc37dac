"""What a call has come to, from its answer or from what went wrong."""

from duologue.tools.base import Answer, Request, ToolError, ToolOutcome

CRASHED_SAY = "Sorry, that didn't work."
TOO_LONG_SAY = "Sorry, that took too long."


def answered(request: Request, name: str, answer: Answer, t: float) -> ToolOutcome:
    """The outcome of a call that was answered at session time t."""
    return ToolOutcome(
        request.id, name, True, t, result=answer.result, wording=answer.say, item=answer.item, text=answer.text,
        beside=answer.beside, arguments=request.arguments,
    )  # fmt: skip


def failed(id_: str, name: str, error: Exception, t: float) -> ToolOutcome:
    """The outcome of a call that failed at session time t."""
    if isinstance(error, ToolError):
        return ToolOutcome(id_, name, False, t, error=error.message, wording=error.say, ask=error.ask)
    if isinstance(error, TimeoutError):
        return ToolOutcome(id_, name, False, t, error=f"{name} took too long.", wording=TOO_LONG_SAY)
    message = " ".join(f"{name} failed: {type(error).__name__}: {error}".split()).rstrip(".: ") + "."
    return ToolOutcome(id_, name, False, t, error=message, wording=CRASHED_SAY)
