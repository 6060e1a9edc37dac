"""One quiet sentence about what a tool does, for the captions."""

import re

from duologue.core.display_text import duration, shortened
from duologue.core.events import Json, ToolCall, ToolResult
from duologue.core.tool_facts import NO_FACTS, ToolFacts
from duologue.tools.base import CANCELLED_ERROR

_LONGEST = 60
_SIGNS = {"*": "×", "/": "÷", "-": "−", "+": "+"}
_PLAIN_SIGNS = re.compile(r"(?<=[\d)]) *[-*/+] *")


def tool_call_note(call: ToolCall) -> str:
    """For example "Timer · 5 seconds · tea". A call read from a timeline bears no label; that of a tool of our own is
    known."""
    label = call.label or _facts(call.name).label or call.name
    shown = [_argument(name, value) for name, value in call.arguments.items()]
    return " · ".join([label, *(text for text in shown if text)])


def tool_result_note(call: ToolCall, result: ToolResult) -> str:
    """The call's note once it has come back, "" where it has nothing to add: what a tool of our own did on this machine
    is said and shown already."""
    note = tool_call_note(call)
    if result.error == CANCELLED_ERROR:
        return f"{note} · stopped"
    if not result.ok:
        return f"{note} · failed: {shortened(result.error or 'no reason given', _LONGEST)}"
    facts = _facts(call.name)
    return note if facts is NO_FACTS or facts.leaves else ""


def _facts(name: str) -> ToolFacts:
    from duologue.tools.registry import builtin_facts  # noqa: PLC0415 - all tools: not before the window is shown

    return builtin_facts().get(name, NO_FACTS)


def _argument(name: str, value: Json) -> str:
    if name == "seconds" and isinstance(value, (int, float)):
        return duration(float(value))
    if name == "expression":
        return shortened(_PLAIN_SIGNS.sub(lambda sign: f" {_SIGNS[sign[0].strip()]} ", str(value)), _LONGEST)
    if isinstance(value, (str, int, float)):
        return shortened(str(value), _LONGEST)
    return ""
