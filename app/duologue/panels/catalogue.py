"""Our own catalogue of components: A2UI's basic one, and Chart, Timer and Table."""

from typing import Any

from duologue.core.events import Json

OWN_CATALOG = "https://duologue.app/catalogs/panels-1.json"
"""Name of the catalogue; nothing is fetched from there."""
_BINDING: dict[str, Json] = {
    "type": "object",
    "properties": {"path": {"type": "string"}},
    "required": ["path"],
    "additionalProperties": False,
}


def _bound(schema: dict[str, Json]) -> dict[str, Json]:
    """A value, or where in the data it is."""
    return {"anyOf": [schema, _BINDING]}


_TEXT, _NUMBER = _bound({"type": "string"}), _bound({"type": "number"})
_LIST = _bound({"type": "array"})


def _component(name: str, required: list[str], properties: dict[str, Json]) -> dict[str, Json]:
    common: dict[str, Json] = {
        "id": {"type": "string"},
        "component": {"const": name},
        "weight": {"type": "number"},
        "accessibility": {"type": "object"},
    }
    return {
        "type": "object",
        "properties": common | properties,
        "required": ["component", *required],
        "additionalProperties": False,
    }


COMPONENTS: dict[str, dict[str, Json]] = {
    "Chart": _component(
        "Chart",
        ["labels", "series"],
        {"kind": _bound({"enum": ["bar", "line", "scatter"]}), "title": _TEXT, "labels": _LIST, "series": _LIST},
    ),
    "Timer": _component("Timer", ["total"], {"label": _TEXT, "note": _TEXT, "total": _NUMBER, "ends": _TEXT}),
    "Table": _component("Table", ["columns", "rows"], {"columns": _LIST, "rows": _LIST}),
}
"""Schemas by name.

Chart: kind bar (default), line or scatter; labels: texts; series: objects with a name and values, a number or null for
each label. Timer: total: seconds; ends: ISO 8601, when it ends; it counts by itself. Table: columns: their names; rows:
lists of texts and numbers.
"""


def own_catalog(basic: Any) -> Any:
    """Our catalogue for the A2UI engine. basic: A2UI's own of v0.9, whose components and functions it has, too."""
    from a2ui.core import Catalog  # noqa: PLC0415 - takes a second
    from a2ui.core.catalog import ComponentApi  # noqa: PLC0415

    more = [ComponentApi(name, schema) for name, schema in COMPONENTS.items()]
    components: list[Any] = [*basic.components.values(), *more]
    return Catalog(OWN_CATALOG, "v0.9", components, list(basic.functions.values()))
