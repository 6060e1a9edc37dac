"""Unit conversion and the names of units."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from duologue.tools import unit_table
from duologue.tools.base import ToolError, ToolOutcome
from duologue.tools.registry import Toolbox


def converted(value: float, source: str, target: str) -> ToolOutcome:
    toolbox = Toolbox(datetime(2026, 3, 14, tzinfo=UTC))
    toolbox.call("c1", "units.convert", {"value": value, "from": source, "to": target}, 0.0)
    (outcome,) = toolbox.due(0.0)
    assert isinstance(outcome, ToolOutcome)
    return outcome


@pytest.mark.parametrize(
    ("value", "source", "target", "result", "say"),
    [
        (5, "mile", "kilometer", 8.04672, "Five miles are about 8.05 kilometers."),
        (1, "foot", "inch", 12, "One foot is twelve inches."),
        (70, "fahrenheit", "celsius", 21.1111, "70 degrees Fahrenheit are about 21.11 degrees Celsius."),
        (0, "celsius", "fahrenheit", 32, "Zero degrees Celsius are 32 degrees Fahrenheit."),
        (-40, "celsius", "fahrenheit", -40, "Minus 40 degrees Celsius are minus 40 degrees Fahrenheit."),
        (60, "mile per hour", "kilometer per hour", 96.5606, "60 miles per hour are about 96.56 kilometers per hour."),
        (2.5, "hour", "minute", 150, "2.5 hours are 150 minutes."),
        (1, "mile", "foot", 5280, "One mile is 5,280 feet."),
        (1, "square foot", "square meter", 0.092903, "One square foot is about 0.0929 square meters."),
        (1, "tonne", "kilogram", 1000, "One tonne is 1,000 kilograms."),
        (60, "second", "minute", 1, "60 seconds are one minute."),
    ],
)
def test_conversions(value: float, source: str, target: str, result: float, say: str) -> None:
    outcome = converted(value, source, target)
    assert outcome.result["value"] == pytest.approx(result, rel=1e-4)
    assert outcome.say == say


@pytest.mark.parametrize(
    ("value", "source", "target", "parts", "say"),
    [
        (180, "centimeter", "foot and inch", [[5, "foot"], [10.866, "inch"]],
         "180 centimeters are about five feet and 10.87 inches."),
        (71, "inch", "foot and inch", [[5, "foot"], [11, "inch"]], "71 inches are five feet and eleven inches."),
        (100, "minute", "hour and minute", [[1, "hour"], [40, "minute"]], "100 minutes are one hour and 40 minutes."),
        (120, "minute", "hour and minute", [[2, "hour"], [0, "minute"]], "120 minutes are two hours."),
        (9005, "second", "hour and minute and second", [[2, "hour"], [30, "minute"], [5, "second"]],
         "9,005 seconds are two hours, 30 minutes and five seconds."),
        (0, "inch", "foot and inch", [[0, "foot"], [0, "inch"]], "Zero inches are zero inches."),
    ],
)  # fmt: skip
def test_conversions_into_several_units(
    value: float, source: str, target: str, parts: list[list[object]], say: str
) -> None:
    outcome = converted(value, source, target)
    assert [unit for _, unit in outcome.result["parts"]] == [unit for _, unit in parts]
    assert [count for count, _ in outcome.result["parts"]] == [pytest.approx(count, abs=1e-3) for count, _ in parts]
    assert outcome.say == say


def test_an_amount_of_several_units_is_said_as_it_was() -> None:
    toolbox = Toolbox(datetime(2026, 3, 14, tzinfo=UTC))
    said = {"value": 71, "from": "inch", "to": "centimeter", "said": "five feet and eleven inches"}
    toolbox.call("c1", "units.convert", said, 0.0)
    (outcome,) = toolbox.due(0.0)
    assert isinstance(outcome, ToolOutcome)
    assert outcome.say == "Five feet and eleven inches are 180.34 centimeters."


def test_conversions_are_exact() -> None:
    assert unit_table.convert(1.1, "mile", "inch") == Fraction(11, 10) * 63_360


@pytest.mark.parametrize(
    ("source", "target", "say"),
    [
        ("mile", "pound", "Miles can't be turned into pounds."),
        ("smoot", "florb", "I don't know the unit smoot."),
        ("mile", "__class__", "I don't know the unit __class__."),
        ("mile", "()", "I don't know the unit ()."),
    ],
)
def test_what_cannot_be_converted(source: str, target: str, say: str) -> None:
    assert converted(3, source, target).say == say


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("kilometers", "kilometer"), ("kilometres", "kilometer"), ("km", "kilometer"), ("feet", "foot"),
        ("a foot", "foot"), ("degrees celsius", "celsius"), ("degree fahrenheit", "fahrenheit"), ("f", "fahrenheit"),
        ("miles per hour", "mile per hour"), ("miles an hour", "mile per hour"), ("mph", "mile per hour"),
        ("inches", "inch"), ("litres", "liter"), ("square feet", "square foot"), ("centuries", "century"),
        ("lbs", "pound"), ("stone", "stone"), ("feet and inches", "foot and inch"),
        ("pounds and ounces", "pound and ounce"),
        ("inches and feet", ""), ("feet and pounds", ""), ("celsius and fahrenheit", ""),
        ("people", ""), ("", ""), ("degrees", ""),
    ],
)  # fmt: skip
def test_units_are_known_by_their_spoken_names(words: str, name: str) -> None:
    assert unit_table.unit_name(words) == name


@pytest.mark.parametrize("name", sorted(set(unit_table._BY_WORDS.values()) - {""}))
def test_every_unit_that_is_understood_can_be_converted(name: str) -> None:
    assert unit_table.convert(3, name, name) == 3


def test_an_unknown_unit_is_an_error_of_its_own() -> None:
    with pytest.raises(ToolError, match="florb"):
        unit_table.convert(1, "mile", "florb")
