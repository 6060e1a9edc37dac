"""The units that are known, by name, with exact sizes; a general library takes seconds to load on a busy machine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from duologue.tools.base import ToolError

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
    "Swiss franc": "Swiss francs", "yen": "yen", "yuan": "yuan", "pound sterling": "pounds sterling", "krona": "kronor",
    "foot": "feet", "inch": "inches", "celsius": "degrees Celsius", "fahrenheit": "degrees Fahrenheit",
    "stone": "stone", "horsepower": "horsepower", "century": "centuries",
}  # fmt: skip
SINGULARS = {"celsius": "degree Celsius", "fahrenheit": "degree Fahrenheit"}


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


EXCHANGE_SAY = "Exchange rates change all the time, so I'd need the internet for that."
CURRENCIES = {
    "dollar": "dollar", "dollars": "dollar", "us dollars": "dollar", "us dollar": "dollar",
    "bucks": "dollar", "usd": "dollar", "$": "dollar", "euro": "euro", "euros": "euro", "eur": "euro", "€": "euro",
    "pound sterling": "pound sterling",
    "pounds sterling": "pound sterling", "british pounds": "pound sterling", "gbp": "pound sterling",
    "£": "pound sterling", "quid": "pound sterling", "yen": "yen", "jpy": "yen", "yuan": "yuan", "rupee": "rupee",
    "rupees": "rupee", "swiss francs": "Swiss franc", "swiss franc": "Swiss franc", "francs": "Swiss franc",
    "franc": "Swiss franc", "chf": "Swiss franc",
    "peso": "peso", "pesos": "peso", "krona": "krona", "kronor": "krona", "zloty": "zloty",
    "rubles": "ruble", "ruble": "ruble", "canadian dollars": "Canadian dollar",
    "australian dollars": "Australian dollar", "bitcoin": "bitcoin", "bitcoins": "bitcoin",
}  # fmt: skip
"""Money by its names. What it is worth is not known here."""


def convert(value: float, source: str, target: str) -> Fraction:
    """A value in another unit, exactly. Units are named in singular English.

    Raises:
        ToolError: a unit is not known, or the two measure different things.
    """
    if any(unit.casefold() in _MONEY for unit in (source, target)):
        raise ToolError("Money cannot be converted without the internet.", EXCHANGE_SAY)
    from_unit, to_unit = _unit(source), _unit(target)
    if from_unit.measures != to_unit.measures:
        raise ToolError(f"{plural(source).capitalize()} can't be turned into {plural(target)}.")
    return (Fraction(str(value)) + from_unit.zero) * from_unit.size / to_unit.size - to_unit.zero


def convert_into(value: float, source: str, target: str) -> list[tuple[Fraction, str]]:
    """A value in units that belong together ("foot and inch"), whole ones but for the last; one for a single unit.

    Raises:
        ToolError: see convert().
    """
    first, *smaller = target.split(_AND)
    left = convert(value, source, first)
    if not smaller or left < 0:
        return [(left, first)]
    parts: list[tuple[Fraction, str]] = []
    for unit, following in pairwise((first, *smaller)):
        whole = Fraction(int(left))
        parts.append((whole, unit))
        left = (left - whole) * (ratio(unit, following) or 0)
    return [*parts, (left, smaller[-1])]


def ratio(source: str, target: str) -> Fraction | None:
    """How many of the other unit one is; None for what measures something else, or counts from another zero."""
    if source.casefold() in _MONEY or target.casefold() in _MONEY:
        return Fraction(1) if source == target else None
    from_unit, to_unit = _unit(source), _unit(target)
    alike = from_unit.measures == to_unit.measures and not (from_unit.zero or to_unit.zero)
    return from_unit.size / to_unit.size if alike or source == target else None


_AND = " and "


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


_MONEY = frozenset(name.casefold() for name in CURRENCIES.values())


def unit_name(words: str) -> str:
    """The unit that was said, in singular English: "degrees celsius" -> "celsius"; "" if it is none that is known.

    Several that belong together, each smaller than the one before, are one: "feet and inches" -> "foot and inch".
    """
    names = [_one_name(part) for part in re.split(r",? and |, ", words.casefold())]
    return "" if len(names) > 1 and not _falling(names) else _AND.join(names)


def _falling(names: Sequence[str]) -> bool:
    sizes = [ratio(one, other) if one and other else None for one, other in pairwise(names)]
    return all(size is not None and size > 1 for size in sizes)


def _one_name(words: str) -> str:
    words = re.sub(r"(met|lit)re\b", r"\1er", re.sub(r"(met|lit)res\b", r"\1ers", words.casefold()))
    words = re.sub(r"^(?:degrees? |an? |the )+", "", words.strip())
    return _BY_WORDS.get(words) or CURRENCIES.get(words, "")
