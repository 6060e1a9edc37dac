"""Panels with components of our own catalogue: running timers, and charts."""

from collections.abc import Sequence
from dataclasses import dataclass

from duologue.core.display_text import plain_line
from duologue.core.events import Json
from duologue.core.sheets import Chart, Entry, Line
from duologue.panels.catalogue import OWN_CATALOG
from duologue.panels.messages import BUTTONS, Message, line_data


@dataclass(frozen=True, slots=True)
class SurfaceMessages:
    """A surface as its messages: that which creates it, its data, its components. layout: what these are called."""

    surface: str
    layout: str
    messages: tuple[Message, Message, Message]


COUNTDOWNS = "timers"
"""The layout of a surface on which time runs out."""


def _opened(surface: str, layout: str, value: Json, components: list[dict[str, Json]]) -> SurfaceMessages:
    return SurfaceMessages(
        surface,
        layout,
        (
            {"version": "v0.9", "createSurface": {"surfaceId": surface, "catalogId": OWN_CATALOG}},
            {"version": "v0.9", "updateDataModel": {"surfaceId": surface, "path": "/", "value": value}},
            {"version": "v0.9", "updateComponents": {"surfaceId": surface, "components": components}},
        ),
    )


def none_of(title: str) -> str:
    """What stands on a surface when nothing of its kind is left: "No timers"."""
    return f"No {title.lower()}"


def countdowns(surface: str, title: str, running: Sequence[tuple[Entry, Line]]) -> SurfaceMessages:
    """What counts down on one surface, each entry with its line."""
    lines = [line_data(line) | {"seconds": entry.seconds, "ends": entry.ends} for entry, line in running]
    value: dict[str, Json] = {"title": title, "lines": lines, "none": "" if lines else none_of(title)}
    return _opened(surface, COUNTDOWNS, value, _TIMERS)


def chart(drawn: Chart) -> SurfaceMessages:
    """Numbers that are drawn."""
    value: dict[str, Json] = {
        "title": plain_line(drawn.title).capitalize() or "Chart",
        "kind": drawn.kind,
        "labels": [plain_line(label) for label in drawn.labels],
        "series": [{"name": plain_line(name), "values": list(values)} for name, values in drawn.series],
    }
    return _opened("chart", "chart", value, _CHART)


_TIMERS: list[dict[str, Json]] = [
    {"id": "root", "component": "Card", "child": "sheet"},
    {"id": "sheet", "component": "Column", "children": ["title", "lines", "none"]},
    {"id": "none", "component": "Text", "text": {"path": "/none"}},
    {"id": "title", "component": "Text", "text": {"path": "/title"}, "variant": "h4"},
    {"id": "lines", "component": "List", "children": {"componentId": "line", "path": "/lines"}},
    {"id": "line", "component": "Row", "children": ["timer", "press"], "align": "center"},
    {
        "id": "timer",
        "component": "Timer",
        "label": {"path": "text"},
        "note": {"path": "note"},
        "total": {"path": "seconds"},
        "ends": {"path": "ends"},
        "weight": 1,
    },
    *(button for button in BUTTONS if str(button["id"]).startswith("press")),
]
_CHART: list[dict[str, Json]] = [
    {"id": "root", "component": "Card", "child": "chart"},
    {
        "id": "chart",
        "component": "Chart",
        "title": {"path": "/title"},
        "kind": {"path": "/kind"},
        "labels": {"path": "/labels"},
        "series": {"path": "/series"},
    },
]
