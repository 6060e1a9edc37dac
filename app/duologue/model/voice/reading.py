"""How written words are read aloud, where espeak-ng alone would read them wrong: prices, times, units, sums.

Every written word is replaced by what to pronounce, and keeps its place, so that word times can be given for the text
as it was written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_OPENING = "\"'“‘([*_`"
_CLOSING = "\"'”’)].,;:!?…"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"

_LEXICON = {
    "mm-hm": "[[,@mh'@m:]]",
    "mm-hmm": "[[,@mh'@m:]]",
    "mhm": "[[,@mh'@m:]]",
    "uh-huh": "[[Vh'V]]",
    "dr.": "doctor",
    "mr.": "mister",
    "mrs.": "missis",
    "st.": "saint",
    "vs.": "versus",
    "i.e.": "that is",
    "approx.": "approximately",
}
"""Whole words. Phonemes of espeak-ng stand in double brackets."""
_CURRENCIES = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "sen", "sen"),
}
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_UNITS = {
    "km": ("kilometer", "kilometers"),
    "m": ("meter", "meters"),
    "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"),
    "mi": ("mile", "miles"),
    "ft": ("foot", "feet"),
    "kg": ("kilogram", "kilograms"),
    "g": ("gram", "grams"),
    "mg": ("milligram", "milligrams"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "l": ("liter", "liters"),
    "ml": ("milliliter", "milliliters"),
    "km/h": ("kilometer an hour", "kilometers an hour"),
    "mph": ("mile an hour", "miles an hour"),
    "m/s": ("meter a second", "meters a second"),
    "h": ("hour", "hours"),
    "min": ("minute", "minutes"),
    "s": ("second", "seconds"),
    "ms": ("millisecond", "milliseconds"),
    "°c": ("degree Celsius", "degrees Celsius"),
    "°f": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"),
    "gb": ("gigabyte", "gigabytes"),
    "mb": ("megabyte", "megabytes"),
}
"""Read so after a number only."""
_OPERATORS = {
    "-": "minus",
    "–": "minus",
    "−": "minus",
    "+": "plus",
    "*": "times",
    "×": "times",
    "x": "times",
    "/": "divided by",
    "÷": "divided by",
    "^": "to the power of",
    "=": "equals",
}
"""Read so between numbers only."""
_FRACTIONS = {"1/2": "one half", "1/3": "one third", "2/3": "two thirds", "1/4": "one quarter", "3/4": "three quarters"}
_TENS = {"2": "twenties", "3": "thirties", "4": "forties", "5": "fifties", "6": "sixties", "7": "seventies",
         "8": "eighties", "9": "nineties"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PronouncedText:
    """What to pronounce, and for each written word its range of characters in it."""

    text: str
    words: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Context:
    """The bare words around a word, "" where there are none."""

    before: str
    after: str


def read_aloud(clause: str) -> PronouncedText:
    """What to pronounce for a clause."""
    words = tuple(clause.split())
    parts = [_parts("".join(c for c in word if c.isprintable())) for word in words]
    bare = ["", *(core for core, _ in parts), ""]
    pieces, ranges, length = [], [], 0
    for index, (core, mark) in enumerate(parts):
        context = _Context(bare[index], bare[index + 2])
        piece = _pronounce(core, context) + mark
        pieces.append(piece)
        ranges.append((length, length + len(piece)))
        length += len(piece) + 1
    return PronouncedText(" ".join(pieces), words, tuple(ranges))


def _parts(word: str) -> tuple[str, str]:
    """The bare word, and the closing marks that shape intonation."""
    if word in _OPERATORS:
        return word, ""
    opened = word.lstrip(_OPENING)
    core = opened.rstrip(_OPENING + _CLOSING)
    closing = opened[len(core) :]
    if closing.startswith(".") and (f"{core}.".lower() in _LEXICON or re.fullmatch(r"(?:\w\.)+\w", core)):
        core, closing = f"{core}.", closing[1:]
    return core, re.sub(r"[^,;:.!?…]", "", closing)


def _pronounce(core: str, context: _Context) -> str:
    if core.lower() in _LEXICON:
        return _LEXICON[core.lower()]
    if core in _OPERATORS and _is_number(context.before) and (core == "=" or _is_number(context.after)):
        return _OPERATORS[core]
    if core.lower() in _UNITS and _is_number(context.before):
        return _UNITS[core.lower()][context.before != "1"]
    if core in _SCALES and context.before[:1] in _CURRENCIES and context.before[:1]:
        return f"{core} {_CURRENCIES[context.before[0]][1]}"
    for pattern, read in _RULES:
        if found := pattern.fullmatch(core):
            return read(found, context)
    return _plain(core)


def _is_number(word: str) -> bool:
    return re.fullmatch(rf"[-−]?{_NUMBER}", word) is not None


def _plain(core: str) -> str:
    """The word without marks that espeak-ng would name or take for phonemes."""
    return re.sub(r"[*_`[\]]", "", core).lstrip("#").replace("−", "minus ")


def _money(found: re.Match[str], context: _Context) -> str:
    one, many, small_one, small_many = _CURRENCIES[found["sign"]]
    whole, fraction = found["whole"], found["fraction"]
    if context.after in _SCALES:
        return whole + (f".{fraction}" if fraction else "")
    small = int(fraction.ljust(2, "0")) if fraction and len(fraction) <= 2 else 0
    if fraction and len(fraction) > 2:
        return f"{whole}.{fraction} {many}"
    coins = f"{small} {small_one if small == 1 else small_many}"
    if whole == "0" and small:
        return coins
    notes = f"{whole} {one if whole == '1' else many}"
    return f"{notes} and {coins}" if small else notes


def _time(found: re.Match[str], context: _Context) -> str:
    hour, minute, half = int(found["hour"]), found["minute"], found["half"] or ""
    halved = bool(half) or context.after.lower().rstrip(".").replace(".", "") in {"am", "pm"}
    tail = f" {half[0]} m" if half else ""
    if minute == "00":
        return f"{hour}{tail}" if halved else (f"{hour} o'clock" if 0 < hour <= 12 else f"{hour} hundred")
    return f"{hour} {'oh ' + minute[1] if minute[0] == '0' else minute}{tail}"


def _year(found: re.Match[str], _: _Context) -> str:
    century, year = found["century"], found["year"]
    if year == "00":
        return f"{century} hundred"
    return f"{century} {'oh ' + year[1] if year[0] == '0' else year}"


def _decade(found: re.Match[str], _: _Context) -> str:
    return f"{found['century']} {_TENS[found['tens']]}"


def _fraction(found: re.Match[str], _: _Context) -> str:
    return _FRACTIONS.get(found[0], f"{found['top']} over {found['bottom']}")


def _measure(found: re.Match[str], _: _Context) -> str:
    return f"{found['number']} {_UNITS[found['unit'].lower()][found['number'] != '1']}"


_UNIT_PATTERN = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Context], str]], ...] = (
    (re.compile(r"(?P<sign>[$£€¥])(?P<whole>\d[\d,]*)(?:\.(?P<fraction>\d+))?"), _money),
    (re.compile(r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?P<half>[ap]m)?", re.IGNORECASE), _time),
    (re.compile(r"(?P<top>\d+)/(?P<bottom>\d+)"), _fraction),
    (re.compile(r"(?P<century>1[1-9])(?P<year>\d\d)"), _year),
    (re.compile(r"(?P<century>1\d|20)(?P<tens>[2-9])0s"), _decade),
    (re.compile(rf"(?P<number>{_NUMBER})(?P<unit>{_UNIT_PATTERN})", re.IGNORECASE), _measure),
    (re.compile(r"(\d+)[-–](\d+)"), lambda found, _: f"{found[1]} to {found[2]}"),
    (re.compile(r"#(\d+)"), lambda found, _: f"number {found[1]}"),
)
