"""The question whether a call may run, with its buttons. tools/consent.py decides who is asked, and what holds then."""

from collections.abc import Sequence

from duologue.core.display_text import plain_line
from duologue.core.events import Json
from duologue.panels.messages import CATALOG, Message, closing

ACTION = "consent"
"""Name of the buttons' actions; their context holds the "id" of the call and the "answer"."""
ANSWERS = (("allow", "Allow"), ("always", "Always allow"), ("deny", "Don't"))
"""The answers and the words on their buttons."""
LATE = "No answer yet. You can still decide."


def surface_of(call: str) -> str:
    """The surface on which the question about a call is shown."""
    return f"consent-{call}"


def asking(call: str, heading: str, details: Sequence[tuple[str, str]]) -> list[tuple[str, Message]]:
    """Surface and messages of the question about a call. details: names and values of its arguments."""
    surface = surface_of(call)
    lines = [{"name": plain_line(name), "value": plain_line(value)} for name, value in details]
    value = {"heading": plain_line(heading), "lines": lines, "note": ""}
    messages: list[Message] = [
        {"version": "v0.9", "createSurface": {"surfaceId": surface, "catalogId": CATALOG}},
        {"version": "v0.9", "updateDataModel": {"surfaceId": surface, "path": "/", "value": value}},
        {"version": "v0.9", "updateComponents": {"surfaceId": surface, "components": [*_LAYOUT, *_buttons(call)]}},
    ]
    return [(surface, message) for message in messages]


def late(call: str) -> list[tuple[str, Message]]:
    """The question about a call was not answered in time, and still can be."""
    surface = surface_of(call)
    value = {"surfaceId": surface, "path": "/note", "value": LATE}
    return [(surface, {"version": "v0.9", "updateDataModel": value})]


def settled(call: str) -> list[tuple[str, Message]]:
    """Takes the question about a call away."""
    surface = surface_of(call)
    return [(surface, closing(surface))]


def _buttons(call: str) -> list[dict[str, Json]]:
    components: list[dict[str, Json]] = []
    for answer, label in ANSWERS:
        event = {"name": ACTION, "context": {"id": call, "answer": answer}}
        look = {"variant": "primary"} if answer == "allow" else {}
        button = {"id": answer, "component": "Button", "child": f"{answer}-label", "action": {"event": event}} | look
        components += [button, {"id": f"{answer}-label", "component": "Text", "text": label}]
    return components


_LAYOUT: list[dict[str, Json]] = [
    {"id": "root", "component": "Card", "child": "sheet"},
    {"id": "sheet", "component": "Column", "children": ["heading", "lines", "note", "buttons"]},
    {"id": "heading", "component": "Text", "text": {"path": "/heading"}, "variant": "h4"},
    {"id": "lines", "component": "List", "children": {"componentId": "line", "path": "/lines"}},
    {"id": "line", "component": "Column", "children": ["name", "value"]},
    {"id": "name", "component": "Text", "text": {"path": "name"}, "variant": "caption"},
    {"id": "value", "component": "Text", "text": {"path": "value"}},
    {"id": "note", "component": "Text", "text": {"path": "/note"}, "variant": "caption"},
    {"id": "buttons", "component": "Row", "children": [answer for answer, _ in ANSWERS]},
]
