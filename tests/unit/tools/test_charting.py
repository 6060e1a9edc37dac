"""Charts of what was told last: which numbers are found in which results."""

from datetime import UTC, datetime
from typing import Any

import pytest

from duologue.core.tool_facts import Numbers, Point, ToolFacts, own_numbers
from duologue.tools.base import Answer, Tool, ToolOutcome
from duologue.tools.canned import read_canned
from duologue.tools.charting import MOST_POINTS, NOTHING_TO_DRAW, figures
from duologue.tools.registry import Toolbox


@pytest.mark.parametrize(
    ("result", "labels", "series"),
    [
        ({"items": ["milk 3", "rent: 900 euros", "bread"]}, ("milk", "rent euros"), [("x", (3.0, 900.0))]),
        ({"apples": 4, "pears": 2.5, "unit": "kg"}, ("apples", "pears"), [("x", (4.0, 2.5))]),
        ({"values": [1, 4, 9]}, ("1", "2", "3"), [("x", (1.0, 4.0, 9.0))]),
        (
            {
                "days": [
                    {"day": "Mon", "high_c": 20, "low_c": 11},
                    {"day": "Tue", "high_c": 23},
                    {"day": "Wed", "low_c": 9},
                ]
            },
            ("Mon", "Tue", "Wed"),
            [("high c", (20.0, 23.0, None)), ("low c", (11.0, None, 9.0))],
        ),
        ([{"who": "Ann", "score": 3}, {"who": "Ben", "score": 5}], ("Ann", "Ben"), [("score", (3.0, 5.0))]),
    ],
)
def test_numbers_are_found_with_what_they_are_of(
    result: Any, labels: tuple[str, ...], series: list[tuple[str, tuple[float | None, ...]]]
) -> None:
    found = figures("x", result)
    assert found is not None
    assert found.labels == labels
    assert list(found.series) == series


@pytest.mark.parametrize(
    "result",
    [
        None,
        "12 and 13",
        {"value": 5},
        {"items": ["milk", "bread"]},
        {"items": ["milk 3"]},
        {"on": True, "off": False},
        {"results": [{"title": "Ten things", "url": "https://a.example", "snippet": "5"}]},
        [float("nan"), float("inf")],
        {"a": {"b": {"c": {"d": {"e": [1, 2]}}}}},
    ],
)
def test_what_has_no_numbers_to_compare_is_no_chart(result: Any) -> None:
    assert figures("x", result) is None


def test_a_chart_is_bounded() -> None:
    found = figures("x", {"values": list(range(10 * MOST_POINTS))})
    assert found is not None
    assert len(found.labels) == MOST_POINTS


class Bench:
    """A toolbox with canned weather that answers at once."""

    def __init__(self) -> None:
        names = frozenset({"weather.now"})
        weather = [
            {"match": "Rome", "result": {"place": "Rome", "temperature_c": 21, "condition": "sunny"}},
            {"match": "Oslo", "result": {"place": "Oslo", "temperature_c": -4, "condition": "snow"}},
        ]
        self.box = Toolbox(datetime(2026, 3, 14, tzinfo=UTC), read_canned({"weather.now": weather}, "case", names))

    def call(self, name: str, **arguments: str) -> ToolOutcome:
        self.box.call("c1", name, self.box.complete(name, arguments), 0.0)
        (outcome,) = self.box.due(0.0)
        assert isinstance(outcome, ToolOutcome)
        return outcome


def test_the_last_list_with_numbers_is_drawn() -> None:
    bench = Bench()
    assert bench.call("chart.show").say == NOTHING_TO_DRAW
    for item in ("rent 900", "food 400", "fun 120"):
        bench.call("list.add", item=item, list="budget")
    bench.call("calculator.evaluate", expression="2+2")
    drawn = bench.call("chart.show", kind="line")
    assert drawn.ok
    assert drawn.result == {
        "kind": "line",
        "title": "your budget list",
        "labels": ["rent", "food", "fun"],
        "series": [{"name": "your budget list", "values": [900.0, 400.0, 120.0]}],
    }
    assert drawn.say == "Here is your budget list as a line chart."


def test_how_the_assistant_is_set_up_is_no_chart() -> None:
    bench = Bench()
    for change in ("slower", "louder"):
        bench.call("speech.adjust", change=change)
    bench.call("timer.start", seconds="90")
    bench.call("standing.show")
    assert bench.call("chart.show").say == NOTHING_TO_DRAW


def test_the_weather_of_two_places_is_compared() -> None:
    bench = Bench()
    bench.call("weather.now", place="Rome")
    assert not bench.call("chart.show").ok
    bench.call("weather.now", place="Oslo")
    drawn = bench.call("chart.show")
    assert drawn.result["labels"] == ["Rome", "Oslo"]
    assert drawn.result["series"] == [{"name": "°C", "values": [21.0, -4.0]}]


def test_a_tool_says_itself_what_of_its_results_can_be_compared() -> None:
    bench = Bench()
    laps = Tool(
        "laps.count", "counts laps", lambda _: Answer({"mon": 3, "tue": 5}, "Eight laps."),
        facts=ToolFacts("Laps", numbers=own_numbers),
    )  # fmt: skip
    silent = Tool("dice.roll", "rolls dice", lambda _: Answer({"first": 3, "second": 5}, "Eight."))
    runs = Tool(
        "runs.last", "tells the last run", lambda r: Answer({"km": len(r.id)}, "A run."),
        facts=ToolFacts("Run", numbers=lambda _, result: Numbers("", [], Point("your runs", "km", "a", result["km"]))),
    )  # fmt: skip
    bench.box.add([laps, silent, runs])
    bench.call("laps.count")
    bench.call("dice.roll")
    assert bench.call("chart.show").result["labels"] == ["mon", "tue"]
    bench.call("runs.last")
    assert bench.call("chart.show").result["labels"] == ["mon", "tue"], "one point is no series"
