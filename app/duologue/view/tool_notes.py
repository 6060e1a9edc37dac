"""One quiet sentence about what a tool does, for the captions."""

import re

from duologue.core.display_text import duration, shortened
from duologue.core.events import Json, ToolCall, ToolResult
from duologue.core.tool_facts import NO_FACTS
from duologue.tools.base import CANCELLED_ERROR
from duologue.tools.registry import builtin_facts

_LONGEST = 60
_SIGNS = {"*": "×", "/": "÷", "-": "−", "+": "+"}
_PLAIN_SIGNS = re.compile(r"(?<=[\d)]) *[-*/+] *")


def tool_call_note(call: ToolCall) -> str:
    """For example "Timer · 5 seconds · tea". A call read from a timeline bears no label; that of a tool of our own is
    known."""
    label = call.label or builtin_facts().get(call.name, NO_FACTS).label or call.name
    shown = [_argument(name, value) for name, value in call.arguments.items()]
    return " · ".join([label, *(text for text in shown if text)])


def tool_result_note(call: str, result: ToolResult) -> str:
    """The call's note with its outcome: "Calculator · 2 + 2 = 4"."""
    if result.error == CANCELLED_ERROR:
        return f"{call} · stopped"
    if not result.ok:
        return f"{call} · failed: {shortened(result.error or 'no reason given', _LONGEST)}"
    outcome = result.result if isinstance(result.result, dict) else {}
    value, unit = outcome.get("value"), outcome.get("unit")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return call
    return f"{call} = {value:.10g}{f' {unit}' if isinstance(unit, str) else ''}"


def _argument(name: str, value: Json) -> str:
    if name == "seconds" and isinstance(value, (int, float)):
        return duration(float(value))
    if name == "expression":
        return shortened(_PLAIN_SIGNS.sub(lambda sign: f" {_SIGNS[sign[0].strip()]} ", str(value)), _LONGEST)
    if isinstance(value, (str, int, float)):
        return shortened(str(value), _LONGEST)
    return ""
