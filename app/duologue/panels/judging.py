"""What the standard forbids in calls of functions and a2ui-core 0.4 lets pass."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from duologue.core.events import Json

_BOUNDS: dict[str, tuple[type, ...]] = {"length": (int,), "numeric": (int, float)}
"""Functions that need a bound, and the types of the bound."""


def overlooked(message: Json) -> str:
    """What is wrong with the first call in a message that is, "" if nothing is."""
    for call in _calls(message):
        arguments = call.get("args")
        if isinstance(arguments, dict) and (fault := _fault(str(call["call"]), arguments, call.get("returnType"))):
            return fault
    return ""


def _fault(name: str, arguments: dict[str, Json], returned: Json) -> str:
    if name == "openUrl":
        url = arguments.get("url")
        if isinstance(url, str) and (not urlsplit(url).scheme or " " in url):
            return f"openUrl needs an address, '{url[:60]}' is none"
        return "" if returned in (None, "void") else "openUrl returns nothing"
    if name in _BOUNDS:
        bounds = [arguments[bound] for bound in ("min", "max") if bound in arguments]
        literal = [bound for bound in bounds if not isinstance(bound, dict)]
        if not bounds:
            return f"{name} needs 'min' or 'max'"
        if any(isinstance(bound, bool) or not isinstance(bound, _BOUNDS[name]) for bound in literal):
            return f"the bounds of {name} must be numbers"
    return ""


def _calls(value: Json) -> Iterator[dict[str, Json]]:
    """All calls in a message, in whatever depth."""
    left = [value]
    while left:
        found = left.pop()
        if isinstance(found, dict):
            if isinstance(found.get("call"), str):
                yield found
            left += found.values()
        elif isinstance(found, list):
            left += found
