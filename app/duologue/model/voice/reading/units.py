"""Units in words, by the Unicode locale data in babel."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from babel.units import format_unit

from duologue.model.voice.reading.borders import any_of

SIGNS: Mapping[str, str] = {
    "km": "length-kilometer",
    "m": "length-meter",
    "dm": "length-decimeter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "µm": "length-micrometer",
    "μm": "length-micrometer",
    "nm": "length-nanometer",
    "mi": "length-mile",
    "ft": "length-foot",
    "yd": "length-yard",
    "km²": "area-square-kilometer",
    "m²": "area-square-meter",
    "cm²": "area-square-centimeter",
    "ft²": "area-square-foot",
    "ha": "area-hectare",
    "m³": "volume-cubic-meter",
    "cm³": "volume-cubic-centimeter",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "mg": "mass-milligram",
    "µg": "mass-microgram",
    "μg": "mass-microgram",
    "lb": "mass-pound",
    "oz": "mass-ounce",
    "l": "volume-liter",
    "L": "volume-liter",
    "dl": "volume-deciliter",
    "cl": "volume-centiliter",
    "ml": "volume-milliliter",
    "mL": "volume-milliliter",
    "km/h": "speed-kilometer-per-hour",
    "m/s": "speed-meter-per-second",
    "mph": "speed-mile-per-hour",
    "h": "duration-hour",
    "min": "duration-minute",
    "s": "duration-second",
    "ms": "duration-millisecond",
    "µs": "duration-microsecond",
    "μs": "duration-microsecond",
    "ns": "duration-nanosecond",
    "°C": "temperature-celsius",
    "ºC": "temperature-celsius",
    "℃": "temperature-celsius",
    "°F": "temperature-fahrenheit",
    "ºF": "temperature-fahrenheit",
    "℉": "temperature-fahrenheit",
    "°": "angle-degree",
    "º": "angle-degree",
    "kB": "digital-kilobyte",
    "KB": "digital-kilobyte",
    "MB": "digital-megabyte",
    "GB": "digital-gigabyte",
    "TB": "digital-terabyte",
    "Hz": "frequency-hertz",
    "kHz": "frequency-kilohertz",
    "MHz": "frequency-megahertz",
    "GHz": "frequency-gigahertz",
    "V": "electric-volt",
    "A": "electric-ampere",
    "mA": "electric-milliampere",
    "Ω": "electric-ohm",
    "W": "power-watt",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kWh": "energy-kilowatt-hour",
    "kJ": "energy-kilojoule",
    "kcal": "energy-kilocalorie",
    "Pa": "pressure-pascal",
    "hPa": "pressure-hectopascal",
    "mbar": "pressure-millibar",
    "bar": "pressure-bar",
    "psi": "pressure-pound-force-per-square-inch",
    "%": "concentr-percent",
    "‰": "concentr-permille",
}
"""Signs that stand for the same unit in every language, with its name in the locale data."""
_ONLY_TOUCHING = frozenset({"A", "W"})
"""Signs that are taken for a unit only right behind a number: apart from it they may be words."""


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a language.

    own: its own signs, with a name of the locale data or the word itself for one and for several. per: "per".
    touching: its own signs that are a unit only right behind a number.
    """

    code: str
    per: str
    own: Mapping[str, str | tuple[str, str]] = field(default_factory=dict)
    touching: frozenset[str] = frozenset()

    @property
    def signs(self) -> frozenset[str]:
        """Every sign that stands for a unit."""
        return frozenset({*SIGNS, *self.own})

    def pattern(self, *, apart: bool) -> str:
        """Any sign. apart: with white space before it."""
        left_out = self.touching | _ONLY_TOUCHING if apart else frozenset[str]()
        return any_of(self.signs - left_out)

    def word(self, sign: str, value: Decimal) -> str:
        """The unit of so many."""
        name = self.own.get(sign) or SIGNS[sign]
        if isinstance(name, tuple):
            return name[value != 1]
        return _localised(self.code, name, _sample(value))


def _sample(value: Decimal) -> str:
    """A number that takes the same form of a noun in the languages at hand."""
    if value in {0, 1}:
        return str(int(value))
    return "1.5" if 0 < value < 2 else "2"


@lru_cache(maxsize=1024)
def _localised(code: str, name: str, value: str) -> str:
    written = format_unit(Decimal(value), name, length="long", locale=code)
    return re.sub(r"^[\d.,\s]+", "", written)
