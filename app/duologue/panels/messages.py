"""A sheet as messages of A2UI v0.9 (https://a2ui.org/specification/v0_9): its layout once, its data each time.

What tools return is data: it enters the data model as plain text of bounded length, never the layout.
"""

from collections.abc import Iterator, Sequence

from duologue.core.display_text import shortened
from duologue.core.events import Json
from duologue.core.sheets import Line, Picture, Sheet

CATALOG = "https://a2ui.org/specification/v0_9/catalogs/basic/catalog.json"
MOST_LINES = 50
"""Lines of a sheet; of more, the first are shown and the number of the others."""
LONGEST = 300
"""Characters of a text."""
MOST_PICTURES = 6
"""Pictures of a sheet."""
_JOINERS = "\u200c\u200d"
"""Characters without a shape of their own that writing needs: Persian words, composed emoji."""

Message = dict[str, Json]


def line_data(line: Line) -> dict[str, Json]:
    """A line for the data model."""
    shown: dict[str, Json] = {"text": _plain(line.text), "note": _plain(line.note), "source": _plain(line.source)}
    if line.press:
        name, arguments = line.call
        hint = f"{line.press} {_plain(line.text)}"
        shown |= {"press": line.press, "hint": hint, "tool": name, "arguments": dict(arguments), "id": line.id}
    return shown | ({"open": "Open", "opens": f"Open {_plain(line.text)}", "link": line.link} if line.link else {})


def opening(sheet: Sheet, pictures: Sequence[Picture] = ()) -> Iterator[Message]:
    """The messages of a surface that is not there yet. pictures: stand below its lines."""
    yield {"version": "v0.9", "createSurface": {"surfaceId": sheet.surface, "catalogId": CATALOG}}
    yield data(sheet)
    layout = _pictured(pictures) if pictures else _LAYOUT
    yield {"version": "v0.9", "updateComponents": {"surfaceId": sheet.surface, "components": layout}}


def _pictured(pictures: Sequence[Picture]) -> list[dict[str, Json]]:
    """The layout of a sheet with pictures below its lines."""
    shown: list[dict[str, Json]] = [
        {
            "id": f"picture-{at}",
            "component": "Image",
            "url": picture.address,
            "description": _plain(picture.about),
            "variant": "largeFeature",
            "fit": "contain",
        }
        for at, picture in enumerate(pictures[:MOST_PICTURES])
    ]
    children = ["title", "lines", *(str(each["id"]) for each in shown)]
    return [part | {"children": children} if part["id"] == "sheet" else part for part in _LAYOUT] + shown


def data(sheet: Sheet) -> Message:
    """What the sheet says now."""
    lines = sheet.lines[:MOST_LINES]
    if more := len(sheet.lines) - len(lines):
        lines = (*lines, Line(f"and {more} more"))
    value = {"title": _plain(sheet.title), "lines": [line_data(line) for line in lines]}
    return {"version": "v0.9", "updateDataModel": {"surfaceId": sheet.surface, "path": "/", "value": value}}


def closing(surface: str) -> Message:
    """The message that takes a surface away."""
    return {"version": "v0.9", "deleteSurface": {"surfaceId": surface}}


def _plain(text: str) -> str:
    """One line of plain text of bounded length: what controls a screen or the direction of writing is taken out."""
    text = text[: 4 * LONGEST]
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace() or c in _JOINERS)
    return shortened(" ".join(text.split()), LONGEST)


FOR_BUTTONS = frozenset(("press", "hint", "tool", "arguments", "id", "open", "opens"))
"""Fields of a line's data that are there for its buttons alone."""
CALL_ACTION = "tool.call"
"""An action of one of our own panels that calls a tool; its context holds the "name" and the "arguments", and the
"id" of the call that the tool is to take back, "" for none."""
OPEN_ACTION = "open.url"
"""An action that the window does itself: it opens the "url" of its context outside. (The address of A2UI's own function
for that cannot be bound to data.)"""
BUTTONS: list[dict[str, Json]] = [
    {
        "id": "open",
        "component": "Button",
        "child": "open-label",
        "accessibility": {"label": {"path": "opens"}},
        "variant": "borderless",
        "action": {"event": {"name": OPEN_ACTION, "context": {"url": {"path": "link"}}}},
    },
    {"id": "open-label", "component": "Text", "text": {"path": "open"}},
    {
        "id": "press",
        "component": "Button",
        "child": "press-label",
        "accessibility": {"label": {"path": "hint"}},
        "variant": "borderless",
        "action": {
            "event": {
                "name": CALL_ACTION,
                "context": {"name": {"path": "tool"}, "arguments": {"path": "arguments"}, "id": {"path": "id"}},
            }
        },
    },
    {"id": "press-label", "component": "Text", "text": {"path": "press"}},
]
"""What a line can be pressed for, in the scope of its data; a button without words is not seen."""
_LAYOUT: list[dict[str, Json]] = [
    {"id": "root", "component": "Card", "child": "sheet"},
    {"id": "sheet", "component": "Column", "children": ["title", "lines"]},
    {"id": "title", "component": "Text", "text": {"path": "/title"}, "variant": "h4"},
    {"id": "lines", "component": "List", "children": {"componentId": "line", "path": "/lines"}},
    {"id": "line", "component": "Row", "children": ["words", "open", "press"], "align": "start"},
    {"id": "words", "component": "Column", "children": ["text", "note", "source"], "weight": 1},
    {"id": "text", "component": "Text", "text": {"path": "text"}},
    {"id": "note", "component": "Text", "text": {"path": "note"}, "variant": "caption"},
    {"id": "source", "component": "Text", "text": {"path": "source"}, "variant": "caption"},
    *BUTTONS,
]
