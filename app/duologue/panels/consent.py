"""The question whether a call may run, with its buttons, and what a tool without a panel of its own has to tell."""

import textwrap
from collections.abc import Sequence

from duologue.core.events import Json
from duologue.core.sheets import Line, Sheet
from duologue.core.wording import plain_line
from duologue.panels.messages import CATALOG, LONGEST, Message, closing, opening

ACTION = "consent"
"""Name of the buttons' actions; their context holds the "id" of the call and the "answer"."""
ANSWERS = (("allow", "Allow"), ("always", "Always allow"), ("deny", "Don't"))
"""The answers and the words on their buttons."""


def surface_of(call: str) -> str:
    """The surface on which the question about a call is shown."""
    return f"consent-{call}"


def asking(call: str, heading: str, details: Sequence[tuple[str, str]]) -> list[tuple[str, Message]]:
    """Surface and messages of the question about a call. details: names and values of its arguments."""
    surface = surface_of(call)
    lines = [{"name": plain_line(name), "value": plain_line(value)} for name, value in details]
    value = {"heading": plain_line(heading), "lines": lines}
    messages: list[Message] = [
        {"version": "v0.9", "createSurface": {"surfaceId": surface, "catalogId": CATALOG}},
        {"version": "v0.9", "updateDataModel": {"surfaceId": surface, "path": "/", "value": value}},
        {"version": "v0.9", "updateComponents": {"surfaceId": surface, "components": [*_LAYOUT, *_buttons(call)]}},
    ]
    return [(surface, message) for message in messages]


def settled(call: str) -> list[tuple[str, Message]]:
    """Takes the question about a call away."""
    surface = surface_of(call)
    return [(surface, closing(surface))]


def told(call: str, title: str, text: str) -> list[tuple[str, Message]]:
    """Surface and messages of the lines that a tool had to tell."""
    pieces = [piece for line in text.splitlines() for piece in textwrap.wrap(plain_line(line, len(line) + 1), LONGEST)]
    sheet = Sheet(f"result-{call}", title, tuple(Line(piece) for piece in pieces))
    return [(sheet.surface, message) for message in opening(sheet)]


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
    {"id": "sheet", "component": "Column", "children": ["heading", "lines", "buttons"]},
    {"id": "heading", "component": "Text", "text": {"path": "/heading"}, "variant": "h4"},
    {"id": "lines", "component": "List", "children": {"componentId": "line", "path": "/lines"}},
    {"id": "line", "component": "Column", "children": ["name", "value"]},
    {"id": "name", "component": "Text", "text": {"path": "name"}, "variant": "caption"},
    {"id": "value", "component": "Text", "text": {"path": "value"}},
    {"id": "buttons", "component": "Row", "children": [answer for answer, _ in ANSWERS]},
]
