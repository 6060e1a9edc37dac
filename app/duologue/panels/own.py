"""Panels with components of our own catalogue: running timers, and charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duologue.core.events import Json
from duologue.core.wording import plain_line
from duologue.panels.catalogue import OWN_CATALOG
from duologue.panels.messages import BUTTONS, Line, Message


@dataclass(frozen=True, slots=True)
class Opened:
    """A surface as its messages: that which creates it, its data, its components. layout: what these are called."""

    surface: str
    layout: str
    messages: tuple[Message, Message, Message]


def _opened(surface: str, layout: str, value: Json, components: list[dict[str, Json]]) -> Opened:
    return Opened(
        surface,
        layout,
        (
            {"version": "v0.9", "createSurface": {"surfaceId": surface, "catalogId": OWN_CATALOG}},
            {"version": "v0.9", "updateDataModel": {"surfaceId": surface, "path": "/", "value": value}},
            {"version": "v0.9", "updateComponents": {"surfaceId": surface, "components": components}},
        ),
    )


def timers(running: Sequence[tuple[Line, float, str]]) -> Opened:
    """Timers that run, each with its line, its length in seconds and when it ends (ISO 8601)."""
    lines = [line.as_data() | {"seconds": seconds, "ends": ends} for line, seconds, ends in running]
    value: dict[str, Json] = {"title": "Timers", "lines": lines, "none": "" if lines else "None is running."}
    return _opened("timers", "timers", value, _TIMERS)


def chart(figures: Mapping[str, Json]) -> Opened:
    """The numbers of chart.show.

    Raises:
        KeyError, TypeError: they are not what it returns.
    """
    series = [{"name": plain_line(str(each["name"])), "values": list(each["values"])} for each in figures["series"]]
    value: dict[str, Json] = {
        "title": plain_line(str(figures["title"])).capitalize() or "Chart",
        "kind": str(figures["kind"]),
        "labels": [plain_line(str(label)) for label in figures["labels"]],
        "series": series,
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
