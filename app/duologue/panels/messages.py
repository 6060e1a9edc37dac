"""A sheet as messages of A2UI v0.9 (https://a2ui.org/specification/v0_9): its layout once, its data each time.

What tools return is data: it enters the data model as plain text of bounded length, never the layout.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from duologue.core.events import Json
from duologue.core.wording import shortened

CATALOG = "https://a2ui.org/specification/v0_9/catalogs/basic/catalog.json"
MOST_LINES = 50
"""Lines of a sheet; of more, the first are shown and the number of the others."""
LONGEST = 300
"""Characters of a text."""
_JOINERS = "\u200c\u200d"
"""Characters without a shape of their own that writing needs: Persian words, composed emoji."""

Message = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet. note: smaller, below it; source: where it is from, last. "" for none."""

    text: str
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled column of lines. surface: its name; a sheet of the same name takes its place."""

    surface: str
    title: str
    lines: tuple[Line, ...]


def opening(sheet: Sheet) -> Iterator[Message]:
    """The messages of a surface that is not there yet."""
    yield {"version": "v0.9", "createSurface": {"surfaceId": sheet.surface, "catalogId": CATALOG}}
    yield data(sheet)
    yield {"version": "v0.9", "updateComponents": {"surfaceId": sheet.surface, "components": _LAYOUT}}


def data(sheet: Sheet) -> Message:
    """What the sheet says now."""
    lines = sheet.lines[:MOST_LINES]
    if more := len(sheet.lines) - len(lines):
        lines = (*lines, Line(f"and {more} more"))
    value = {
        "title": _plain(sheet.title),
        "lines": [
            {"text": _plain(line.text), "note": _plain(line.note), "source": _plain(line.source)} for line in lines
        ],
    }
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


_LAYOUT: list[dict[str, Json]] = [
    {"id": "root", "component": "Card", "child": "sheet"},
    {"id": "sheet", "component": "Column", "children": ["title", "lines"]},
    {"id": "title", "component": "Text", "text": {"path": "/title"}, "variant": "h4"},
    {"id": "lines", "component": "List", "children": {"componentId": "line", "path": "/lines"}},
    {"id": "line", "component": "Column", "children": ["text", "note", "source"]},
    {"id": "text", "component": "Text", "text": {"path": "text"}},
    {"id": "note", "component": "Text", "text": {"path": "note"}, "variant": "caption"},
    {"id": "source", "component": "Text", "text": {"path": "source"}, "variant": "caption"},
]
