"""What a panel says as data: JSON of all of it, CSV of what is a table in it."""

import csv
import io
import json
from collections.abc import Iterator

from duologue.core.events import Json
from duologue.panels.messages import FOR_BUTTONS

DEEPEST = 6
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters of what a spreadsheet would compute; a quote before them has it shown as it is."""


def as_json(data: Json) -> str:
    """All data of a panel."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_csv(data: Json) -> str | None:
    """The first table in the data of a panel, None if there is none.

    A table is a list of objects with the same kind of fields, a list of texts or numbers, or the labels and series of a
    chart.
    """
    for value in _places(data, 0):
        rows = _chart(value) or _objects(value) or _plain(value)
        if rows:
            out = io.StringIO()
            csv.writer(out, lineterminator="\r\n").writerows([[_cell(cell) for cell in row] for row in rows])
            return out.getvalue()
    return None


def _places(value: Json, depth: int) -> Iterator[Json]:
    if depth <= DEEPEST and isinstance(value, (dict, list)):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _places(inner, depth + 1)


def _chart(value: Json) -> list[list[Json]]:
    labels = value.get("labels") if isinstance(value, dict) else None
    series = value.get("series") if isinstance(value, dict) else None
    if not isinstance(labels, list) or not isinstance(series, list):
        return []
    named = [each for each in series if isinstance(each, dict) and isinstance(each.get("values"), list)]
    head: list[Json] = ["", *(each.get("name", "") for each in named)]
    return [head, *([label, *(_at(each["values"], at) for each in named)] for at, label in enumerate(labels))]


def _objects(value: Json) -> list[list[Json]]:
    if not isinstance(value, list) or not value or not all(isinstance(row, dict) for row in value):
        return []
    fields = list(dict.fromkeys(field for row in value for field in row))
    fields = [field for field in fields if field not in FOR_BUTTONS]
    used = [field for field in fields if any(row.get(field) not in ("", None) for row in value)]
    return [list(used), *([row.get(field, "") for field in used] for row in value)]


def _plain(value: Json) -> list[list[Json]]:
    if not isinstance(value, list) or not value or any(isinstance(each, (dict, list)) for each in value):
        return []
    return [[each] for each in value]


def _at(values: list[Json], at: int) -> Json:
    return values[at] if at < len(values) else ""


def _cell(value: Json) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list, bool)) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
