"""units.convert, by pint, which takes a third of a second to import: it is loaded by the first conversion."""

import functools
import re
from fractions import Fraction
from typing import Any

from duologue.tools.base import Answer, Argument, Request, Tool, ToolError
from duologue.tools.wording import plain_decimal, say_number, sentence

_ALIASES = {
    "celsius": "degree_Celsius", "centigrade": "degree_Celsius", "fahrenheit": "degree_Fahrenheit",
    "kilo": "kilogram", "ton": "metric_ton", "tonne": "metric_ton",
}  # fmt: skip
"""Units whose spoken name differs from pint's."""
_PLURALS = {"foot": "feet", "inch": "inches", "celsius": "degrees Celsius", "fahrenheit": "degrees Fahrenheit",
            "centigrade": "degrees Celsius", "stone": "stone", "horsepower": "horsepower", "kelvin": "kelvins",
            "century": "centuries", "hertz": "hertz"}  # fmt: skip
_SINGULARS = {"celsius": "degree Celsius", "fahrenheit": "degree Fahrenheit", "centigrade": "degree Celsius"}


def tools() -> list[Tool]:
    """The unit tools."""
    arguments = (
        Argument("value", "number", "How many."),
        Argument("from", "text", "Unit in singular English, such as mile."),
        Argument("to", "text", "Unit in singular English, such as kilometer."),
    )
    return [Tool("units.convert", "Converts between units.", _convert, arguments)]


@functools.cache
def _registry() -> Any:
    import pint  # noqa: PLC0415 - see the head of this file

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True, non_int_type=Fraction)


def warm_up() -> None:
    """Loads pint, so that the first conversion is as quick as the others."""
    _registry()


def convert(value: float, source: str, target: str) -> Fraction:
    """A value in another unit. Units are named in singular English.

    Raises:
        ToolError: a unit is not known, or the two measure different things.
    """
    units = _registry()
    from_unit, to_unit = _unit(source), _unit(target)
    if from_unit.dimensionality != to_unit.dimensionality:
        raise ToolError(f"{plural(source).capitalize()} can't be turned into {plural(target)}.")
    return Fraction(units.Quantity(Fraction(str(value)), from_unit).to(to_unit).magnitude)


def _unit(name: str) -> Any:
    import pint  # noqa: PLC0415 - see the head of this file

    name = " ".join(name.casefold().replace("-", " ").split())
    try:
        return _registry().Unit(_pint_name(name))
    except (pint.errors.PintError, ValueError, AttributeError, TypeError) as error:
        raise ToolError(f"I don't know the unit {name}.") from error


def _pint_name(name: str) -> str:
    """ "square mile per hour" as pint writes it: "mile ** 2 / hour".

    Raises:
        ValueError: not words.
    """
    if not re.fullmatch(r"[a-z]+( [a-z]+)*", name):
        raise ValueError(name)
    above, _, below = name.partition(" per ")
    if below:
        return f"{_pint_name(above)} / ({_pint_name(below)})"
    for power, word in ((2, "square "), (3, "cubic ")):
        if name.startswith(word):
            return f"{_pint_name(name.removeprefix(word))} ** {power}"
    return _ALIASES.get(name, name.replace(" ", "_"))


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
    "mile", "kilometer", "meter", "centimeter", "millimeter", "micrometer", "nanometer", "foot", "inch", "yard",
    "nautical mile", "light year", "pound", "kilogram", "gram", "milligram", "ounce", "stone", "ton", "tonne", "liter",
    "milliliter", "centiliter", "deciliter", "gallon", "quart", "pint", "cup", "tablespoon", "teaspoon", "fluid ounce",
    "celsius", "fahrenheit", "kelvin", "second", "minute", "hour", "day", "week", "month", "year", "fortnight",
    "decade", "century", "millisecond", "acre", "hectare", "square foot", "square meter", "square mile",
    "square kilometer", "square inch", "square yard", "square centimeter", "cubic meter", "cubic foot",
    "cubic centimeter", "cubic inch", "mile per hour", "kilometer per hour", "meter per second", "foot per second",
    "knot", "bit", "byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "watt", "kilowatt", "horsepower", "joule",
    "calorie", "kilocalorie", "kilowatt hour", "bar", "pascal", "radian", "volt", "ampere",
)  # fmt: skip
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
