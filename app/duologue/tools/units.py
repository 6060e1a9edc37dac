"""units.convert: exact, from a table; a general units library takes seconds to load on a busy machine."""

import re
from dataclasses import dataclass
from fractions import Fraction

from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values, no_numbers
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.wording import plain_decimal, say_number, sentence, show_number

_SIZES: dict[str, dict[str, str]] = {
    "length": {
        "meter": "1", "kilometer": "1000", "decimeter": "0.1", "centimeter": "0.01", "millimeter": "0.001",
        "micrometer": "1e-6", "nanometer": "1e-9", "inch": "0.0254", "foot": "0.3048", "yard": "0.9144",
        "mile": "1609.344", "nautical mile": "1852", "light year": "9460730472580800",
    },
    "length ^ 2": {"acre": "4046.8564224", "hectare": "10000"},
    "length ^ 3": {
        "liter": "0.001", "milliliter": "1e-6", "centiliter": "1e-5", "deciliter": "1e-4", "gallon": "0.003785411784",
        "quart": "0.000946352946", "pint": "0.000473176473", "cup": "0.0002365882365",
        "fluid ounce": "0.0000295735295625", "tablespoon": "0.00001478676478125", "teaspoon": "0.00000492892159375",
    },
    "mass": {
        "kilogram": "1", "gram": "0.001", "milligram": "1e-6", "pound": "0.45359237", "ounce": "0.028349523125",
        "stone": "6.35029318", "ton": "907.18474", "tonne": "1000", "metric ton": "1000",
    },
    "time": {
        "second": "1", "millisecond": "0.001", "minute": "60", "hour": "3600", "day": "86400", "week": "604800",
        "fortnight": "1209600", "month": "2629746", "year": "31556952", "decade": "315569520", "century": "3155695200",
    },
    "temperature": {"kelvin": "1", "celsius": "1", "fahrenheit": "5/9"},
    "length / time": {"knot": "1852/3600"},
    "data": {
        "bit": "1", "byte": "8", "kilobyte": "8e3", "megabyte": "8e6", "gigabyte": "8e9", "terabyte": "8e12",
        "kilobit": "1e3", "megabit": "1e6", "gigabit": "1e9",
    },
    "power": {"watt": "1", "kilowatt": "1000", "megawatt": "1e6", "horsepower": "745.69987158227022"},
    "energy": {"joule": "1", "kilojoule": "1000", "calorie": "4.184", "kilocalorie": "4184", "kilowatt hour": "3.6e6"},
    "pressure": {"pascal": "1", "hectopascal": "100", "bar": "100000", "atmosphere": "101325"},
}  # fmt: skip
"""Sizes in base units, by what they measure. Volumes and the ton are those of the United States, months and years the
mean ones of the calendar, kilobytes a thousand bytes."""
_ZEROS = {"celsius": "273.15", "fahrenheit": "459.67"}
"""What must be added to a temperature to count from absolute zero."""
_PLURALS = {
    "foot": "feet", "inch": "inches", "celsius": "degrees Celsius", "fahrenheit": "degrees Fahrenheit",
    "stone": "stone", "horsepower": "horsepower", "century": "centuries",
}  # fmt: skip
_SINGULARS = {"celsius": "degree Celsius", "fahrenheit": "degree Fahrenheit"}


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a unit measures, its size in base units and what is added before scaling."""

    measures: str
    size: Fraction
    zero: Fraction = Fraction(0)


_UNITS = {
    name: _Unit(measures, Fraction(size), Fraction(_ZEROS.get(name, "0")))
    for measures, sizes in _SIZES.items()
    for name, size in sizes.items()
}


def tools() -> list[Tool]:
    """The unit tools."""
    arguments = (
        Argument("value", Reads.NUMBER, "how many of the unit: twelve, a"),
        Argument("from", Reads.UNIT, "the unit that is known: miles, pounds, fahrenheit"),
        Argument("to", Reads.UNIT, "the unit that is wanted: kilometers, kilograms, celsius"),
    )
    use = "converts units of measurement: how many centimeters are in two feet, change pounds into grams, degrees, cups"
    return [
        Tool(
            "units.convert",
            use,
            _convert,
            arguments,
            facts=ToolFacts("Converter", looks=True, shows=_sheet, numbers=no_numbers),
        )
    ]


def _sheet(arguments: Values, result: Values) -> Sheet:
    given = f"{show_number(arguments['value'])} {arguments['from']}"
    return Sheet("conversion", "Conversion", (Line(f"{given} = {show_number(result['value'])} {result['unit']}"),))


def convert(value: float, source: str, target: str) -> Fraction:
    """A value in another unit, exactly. Units are named in singular English.

    Raises:
        ToolError: a unit is not known, or the two measure different things.
    """
    from_unit, to_unit = _unit(source), _unit(target)
    if from_unit.measures != to_unit.measures:
        raise ToolError(f"{plural(source).capitalize()} can't be turned into {plural(target)}.")
    return (Fraction(str(value)) + from_unit.zero) * from_unit.size / to_unit.size - to_unit.zero


def _unit(name: str) -> _Unit:
    """A unit by its name; squares, cubes and rates are put together: "square mile", "kilometer per hour"."""
    name = " ".join(name.casefold().replace("-", " ").split())
    if name in _UNITS:
        return _UNITS[name]
    above, _, below = name.partition(" per ")
    if below:
        up, down = _unit(above), _unit(below)
        return _Unit(f"{up.measures} / {down.measures}", up.size / down.size)
    for power, word in ((2, "square "), (3, "cubic ")):
        if name.startswith(word):
            side = _unit(name.removeprefix(word))
            return _Unit(f"{side.measures} ^ {power}", side.size**power)
    raise ToolError(f"I don't know the unit {name}.")


def plural(unit: str) -> str:
    """A unit's plural: "mile per hour" -> "miles per hour"."""
    if unit in _PLURALS:
        return _PLURALS[unit]
    if " per " in unit:
        head, _, tail = unit.partition(" per ")
        return f"{plural(head)} per {tail}"
    head, _, last = unit.rpartition(" ")
    return f"{head} {_PLURALS.get(last, last + 's')}".strip()


def _convert(request: Request) -> Answer:
    value, source, target = request.number("value"), request.text("from").casefold(), request.text("to").casefold()
    result = convert(value, source, target)
    return Answer({"value": float(result), "unit": target}, _said(value, source, result, target))


def _said(value: float, source: str, result: Fraction, target: str) -> str:
    decimals = 2 if abs(result) >= Fraction(1, 10) or not result else 5
    exact = Fraction(plain_decimal(result, decimals).replace(",", "")) == result
    one, many = abs(Fraction(str(value))) == 1, result != 1
    from_unit = _SINGULARS.get(source, source) if one else plural(source)
    to_unit = plural(target) if many else _SINGULARS.get(target, target)
    verb = ("is" if one else "are") + ("" if exact else " about")
    return sentence(f"{say_number(value, 4)} {from_unit} {verb} {say_number(result, decimals)} {to_unit}")


_NAMES = (
    *_UNITS,
    *(f"square {side}" for side in _SIZES["length"]),
    *(f"cubic {side}" for side in _SIZES["length"]),
    *(f"{way} per {time}" for way in ("mile", "kilometer", "meter", "foot") for time in ("hour", "minute", "second")),
)
_SHORT = {
    "km": "kilometer", "kms": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "ft": "foot",
    "mi": "mile", "lb": "pound", "lbs": "pound", "kg": "kilogram", "kgs": "kilogram", "kilo": "kilogram",
    "kilos": "kilogram", "g": "gram", "mg": "milligram", "oz": "ounce", "l": "liter", "ml": "milliliter",
    "c": "celsius", "f": "fahrenheit", "centigrade": "celsius", "degree": "", "mph": "mile per hour",
    "miles an hour": "mile per hour", "kilometers an hour": "kilometer per hour", "kph": "kilometer per hour",
    "gb": "gigabyte", "mb": "megabyte", "kb": "kilobyte", "tb": "terabyte", "stones": "stone", "sec": "second",
    "secs": "second", "min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "foots": "foot",
}  # fmt: skip
_BY_WORDS = {name: name for name in _NAMES} | {plural(name).casefold(): name for name in _NAMES} | _SHORT


def unit_name(words: str) -> str:
    """The unit that was said, in singular English: "degrees celsius" -> "celsius"; "" if it is none that is known."""
    words = re.sub(r"(met|lit)re\b", r"\1er", re.sub(r"(met|lit)res\b", r"\1ers", words.casefold()))
    words = re.sub(r"^(?:degrees? |an? |the )+", "", words.strip())
    return _BY_WORDS.get(words, "")
