"""chart.show: draws the numbers of what was told last. What can be drawn is found in the results of the other tools."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from duologue.core.events import Json
from duologue.core.sheets import Chart
from duologue.core.tool_facts import Point, ToolFacts, Values
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError

MOST_POINTS = 200
"""Most numbers of a series in a chart; further ones are left out."""
_LARGEST = 1e300
NOTHING_TO_DRAW = "There are no numbers to draw yet. Ask for something with numbers first."
_KIND = Argument(
    "kind", Reads.OPTION, "which kind of chart", required=False,
    options=(
        ("bar", "bars: a bar chart, columns"),
        ("line", "a line: a line chart, a curve"),
        ("scatter", "points: a scatter plot, dots"),
    ),
)  # fmt: skip
_AMOUNT = re.compile(r"(?P<before>.*?)(?P<number>[-−+]?\d+(?:[.,]\d+)?)(?P<after>\D*)")
_LABELS = ("name", "title", "label", "day", "date", "time", "place", "item", "category", "year", "month")
"""Fields of a row that name it, the best first."""


@dataclass(frozen=True, slots=True)
class ChartFigures:
    """Numbers with what they are of. series: name and one number for each label, None where there is none."""

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]


class Charting:
    """The chart tool of one session. It is shown every result and remembers the newest with numbers to compare."""

    def __init__(self) -> None:
        self._newest: ChartFigures | None = None
        self._series: dict[str, dict[str, float]] = {}

    def tools(self) -> list[Tool]:
        """The chart tool."""
        use = "draws a chart of the numbers that were told last: show me that as a chart, plot it as a graph"
        return [Tool("chart.show", use, self._show, (_KIND,), facts=ToolFacts("Chart", shows=_chart))]

    def note(self, facts: ToolFacts, arguments: Values, result: Json) -> None:
        """Takes in the result of a tool; what has no numbers to compare changes nothing. facts: about the tool."""
        if facts.numbers is not None and (numbers := facts.numbers(arguments, result)) is not None:
            grown = self._grown(numbers.point) if numbers.point is not None else None
            self._newest = grown or figures(numbers.title, numbers.values) or self._newest

    def _grown(self, point: Point) -> ChartFigures | None:
        """The series that a point belongs to, once it has two."""
        if (number := _number(point.number)) is None:
            return None
        points = self._series.setdefault(point.series, {})
        points[point.label] = number
        labels = tuple(points)[-MOST_POINTS:]
        values = tuple(points[label] for label in labels)
        return ChartFigures(point.series, labels, ((point.unit, values),)) if len(labels) > 1 else None

    def _show(self, request: Request) -> Answer:
        if self._newest is None:
            raise ToolError(NOTHING_TO_DRAW)
        kind = request.text("kind") or "bar"
        drawn = self._newest
        series: list[Json] = [{"name": name, "values": list(values)} for name, values in drawn.series]
        result = {"kind": kind, "title": drawn.title, "labels": list(drawn.labels), "series": series}
        return Answer(result, f"Here is {drawn.title} as a {kind} chart." if drawn.title else "Here is the chart.")


def _chart(_: Values, result: Values) -> Chart:
    series = tuple((str(each["name"]), tuple(each["values"])) for each in result["series"])
    labels = tuple(str(label) for label in result["labels"])
    return Chart(str(result["title"]), str(result["kind"]), labels, series)


def figures(title: str, result: Json) -> ChartFigures | None:
    """The numbers of a result that can be compared: a list or rows of a table, or an object of numbers by name.

    The first of the places in the result where there are two numbers or more; None if there is none.
    """
    for found in _places(result, 0):
        read: Callable[[str, Json], ChartFigures | None]
        for read in (_rows, _texts, _plain_numbers, _by_name):
            if (drawn := read(title, found)) is not None:
                return drawn
    return None


def _places(value: Json, depth: int) -> list[Json]:
    """A value and the lists and objects in it, outer ones first."""
    if depth > 3 or not isinstance(value, (dict, list)):
        return []
    inner = value.values() if isinstance(value, dict) else value[:1]
    return [value, *(place for each in inner for place in _places(each, depth + 1))]


def _rows(title: str, value: Json) -> ChartFigures | None:
    """Objects with the same fields: one series for each field with numbers."""
    rows = [row for row in value if isinstance(row, dict)][:MOST_POINTS] if isinstance(value, list) else []
    if len(rows) < 2:
        return None
    fields = list(dict.fromkeys(field for row in rows for field in row))
    numeric = [field for field in fields if sum(_number(row.get(field)) is not None for row in rows) >= 2]
    named = next((field for field in _LABELS if any(isinstance(row.get(field), str) for row in rows)), None)
    named = named or next((f for f in fields if f not in numeric and isinstance(rows[0].get(f), str)), None)
    if not numeric:
        return None
    labels = tuple(str(row.get(named, at + 1)) if named else str(at + 1) for at, row in enumerate(rows))
    series = tuple((_spaced(field), tuple(_number(row.get(field)) for row in rows)) for field in numeric)
    return ChartFigures(title, labels, series)


def _texts(title: str, value: Json) -> ChartFigures | None:
    """Texts with an amount each: "milk 3", "rent: 900 euros"."""
    texts = [text for text in value if isinstance(text, str)][:MOST_POINTS] if isinstance(value, list) else []
    found = [_amount(text) for text in texts]
    pairs = [pair for pair in found if pair is not None]
    if len(pairs) < 2:
        return None
    return ChartFigures(title, tuple(label for label, _ in pairs), ((title or "amount", tuple(n for _, n in pairs)),))


def _plain_numbers(title: str, value: Json) -> ChartFigures | None:
    numbers = [_number(each) for each in value[:MOST_POINTS]] if isinstance(value, list) else []
    if len(numbers) < 2 or any(number is None for number in numbers):
        return None
    return ChartFigures(title, tuple(str(at + 1) for at in range(len(numbers))), ((title or "value", tuple(numbers)),))


def _by_name(title: str, value: Json) -> ChartFigures | None:
    items = value.items() if isinstance(value, dict) else ()
    named = [(_spaced(name), number) for name, each in items if (number := _number(each)) is not None][:MOST_POINTS]
    if len(named) < 2:
        return None
    return ChartFigures(title, tuple(name for name, _ in named), ((title or "value", tuple(n for _, n in named)),))


def _number(value: Json) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -_LARGEST <= value <= _LARGEST:
        return None
    return float(value)


def _amount(text: str) -> tuple[str, float] | None:
    """ "two 3" is no amount; a text with exactly one number is: what is left of it names it."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    label = " ".join(f"{found['before']} {found['after']}".replace(":", " ").split()).strip(" -–,.")
    return (label or text, float(found["number"].replace("−", "-").replace(",", ".")))


def _spaced(name: str) -> str:
    return name.replace("_", " ")
