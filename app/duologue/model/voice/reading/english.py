"""English, as it is written and said in America."""

import re

from duologue.model.voice.reading.addresses import codes, versions
from duologue.model.voice.reading.amounts import GAP
from duologue.model.voice.reading.borders import BORDER, Rule, rule
from duologue.model.voice.reading.english_dates import DATES, DECADES, YEARS
from duologue.model.voice.reading.english_words import ENGLISH_WORDS
from duologue.model.voice.reading.figures import Figures, cardinal, ordinal
from duologue.model.voice.reading.language import Coins, Voicing, Words
from duologue.model.voice.reading.shared import language
from duologue.model.voice.reading.units import Units

_DOLLAR = ("dollar", "dollars", "cent", "cents")
_CURRENCIES = {
    "$": Coins(*_DOLLAR),
    "US$": Coins("U S dollar", "U S dollars", "cent", "cents"),
    "USD": Coins("U S dollar", "U S dollars", "cent", "cents"),
    "C$": Coins("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "CAD": Coins("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "A$": Coins("Australian dollar", "Australian dollars", "cent", "cents"),
    "AUD": Coins("Australian dollar", "Australian dollars", "cent", "cents"),
    "£": Coins("pound", "pounds", "penny", "pence"),
    "GBP": Coins("pound", "pounds", "penny", "pence"),
    "€": Coins("euro", "euros", "cent", "cents"),
    "EUR": Coins("euro", "euros", "cent", "cents"),
    "¥": Coins("yen", "yen", "sen", "sen"),
    "JPY": Coins("yen", "yen", "sen", "sen"),
    "₹": Coins("rupee", "rupees", "paisa", "paise"),
    "INR": Coins("rupee", "rupees", "paisa", "paise"),
    "₩": Coins("won", "won", "jeon", "jeon"),
    "CHF": Coins("Swiss franc", "Swiss francs", "rappen", "rappen"),
    "¢": Coins("cent", "cents", "cent", "cents"),
    "₿": Coins("bitcoin", "bitcoin", "cent", "cents"),
}
_UNITS: dict[str, str | tuple[str, str]] = {
    "lbs": "mass-pound",
    "yds": "length-yard",
    "in": "length-inch",
    "in.": "length-inch",
    "sq ft": "area-square-foot",
    "sqft": "area-square-foot",
    "sq mi": "area-square-mile",
    "gal": "volume-gallon",
    "qt": "volume-quart",
    "pt": "volume-pint",
    "fl oz": "volume-fluid-ounce",
    "tsp": "volume-teaspoon",
    "tbsp": "volume-tablespoon",
    "Tbsp": "volume-tablespoon",
    "hr": "duration-hour",
    "hrs": "duration-hour",
    "mins": "duration-minute",
    "sec": "duration-second",
    "secs": "duration-second",
    "wk": "duration-week",
    "wks": "duration-week",
    "yr": "duration-year",
    "yrs": "duration-year",
    "mo": "duration-month",
    "kph": "speed-kilometer-per-hour",
    "kmh": "speed-kilometer-per-hour",
    "mpg": "consumption-mile-per-gallon",
    "cal": "energy-calorie",
    "B/s": ("byte per second", "bytes per second"),
    "Mbps": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"),
    "kbps": ("kilobit per second", "kilobits per second"),
    "Mbit/s": ("megabit per second", "megabits per second"),
    "Mb": ("megabit", "megabits"),
    "MP": ("megapixel", "megapixels"),
    "px": ("pixel", "pixels"),
    "dB": ("decibel", "decibels"),
    "mAh": ("milliamp hour", "milliamp hours"),
    "Wh": ("watt hour", "watt hours"),
    "rpm": ("R P M", "R P M"),
    "fps": ("frame per second", "frames per second"),
    "ppm": ("part per million", "parts per million"),
    "bpm": ("beat per minute", "beats per minute"),
    "m/s²": ("meter per second squared", "meters per second squared"),
    "kWh": ("kilowatt hour", "kilowatt hours"),
    "psi": ("P S I", "P S I"),
    "pp": ("percentage point", "percentage points"),
}
_TOUCHING = frozenset({"in", "mo", "pt", "cal", "pp", "MP", "B/s"})
_PARTS = {2: ("half", "halves"), 4: ("quarter", "quarters")}
_DIRECTIONS = {"N": "north", "S": "south", "E": "east", "W": "west"}


def _fraction(top: int, bottom: int) -> str:
    if top == bottom:
        return f"{cardinal('en', top)} {'out of ' if top <= 10 else ''}{cardinal('en', bottom)}"
    if not 2 <= bottom <= 100 or top >= 100:
        return f"{cardinal('en', top)} over {cardinal('en', bottom)}"
    one, many = _PARTS.get(bottom) or (ordinal("en", bottom), f"{ordinal('en', bottom)}s")
    return f"{cardinal('en', top)} {one if top == 1 else many}"


def _mixed(whole: int, top: int, bottom: int, _: str) -> str:
    part = _fraction(top, bottom)
    if (top, bottom) in {(1, 2), (1, 4)}:
        part = "a half" if bottom == 2 else "a quarter"
    return f"{cardinal('en', whole)} and {part}"


_WORDS = Words(
    minus="minus",
    plus="plus",
    about="about",
    plus_minus="plus or minus",
    to="to",
    at="at",
    dot="dot",
    slash="slash",
    dash="dash",
    underscore="underscore",
    number="number",
    by="by",
    squared="squared",
    cubed="cubed",
    power="to the power of",
    times="times",
    and_coins="and ",
    coins_named=True,
    of_millions=str,
    operators={
        "-": "minus", "–": "minus", "−": "minus", "+": "plus", "*": "times", "×": "times", "·": "times",
        "/": "divided by", "÷": "divided by", "^": "to the power of", "=": "equals",
    },
    signs={
        "&&": "and", "&": "and", "||": "or", "@": "at", "->": "to", "=>": "to", "-->": "to", "==>": "to", "→": "to",
        "⇒": "means", "←": "from", "<-": "from", "↔": "to and from", "⇔": "means the same as", "↑": "up", "↓": "down",
        "===": "equals", "==": "equals", "=": "equals", "!=": "is not equal to", "≠": "is not equal to",
        "<=": "at most", "≤": "at most", ">=": "at least", "≥": "at least", "<": "less than", ">": "more than",
        "+/-": "plus or minus", "±": "plus or minus", "≈": "about", "~": "about", "×": "times", "÷": "divided by",
        "·": "", "+": "plus", "−": "minus", "%": "percent", "√": "square root of", "∞": "infinity", "°": "degrees",
        "§": "section", "©": "copyright", "®": "", "™": "", "^": "to the power of", "$": "dollars", "€": "euros",
        "£": "pounds", "⌘": "command", "Δ": "delta", "∑": "sum of", "∫": "integral of", "∈": "in", "∀": "for all",
        "∃": "there is",
    },
    currencies=_CURRENCIES,
    scales={
        "k": ("thousand", "thousand"), "K": ("K", "K"), "M": ("million", "million"), "B": ("billion", "billion"),
        "bn": ("billion", "billion"), "mn": ("million", "million"), "m": ("million", "million"),
        "T": ("trillion", "trillion"),
    },
    scale_words=("hundred", "thousand", "million", "billion", "trillion"),
    announced="something in {}",
    scripts={
        "Greek": "Greek", "Cyrillic": "Cyrillic", "Hebrew": "Hebrew", "Arabic": "Arabic", "Hindi": "Hindi",
        "Thai": "Thai", "Korean": "Korean", "Japanese": "Japanese", "Chinese": "Chinese", "other": "another script",
    },
    greek=(
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
    "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ),
)  # fmt: skip
_FIGURES = Figures(
    "en", groups=",", decimal=".", points={".": "point", ",": "point"}, by_digit=True, agree=lambda _, words, __: words
)


def _height(found: re.Match[str]) -> str:
    feet = f"{cardinal('en', int(found[1]))} {'foot' if found[1] == '1' else 'feet'}"
    return feet + (f"{BORDER}{cardinal('en', int(found[2]))}" if found[2] else "")


def _ranked(found: re.Match[str]) -> str:
    return ordinal("en", int(found[1].replace(",", "")))


def _hours_minutes(found: re.Match[str]) -> str:
    parts = ((int(found[1]), "hour"), (int(found[2]), "minute"))
    return BORDER.join(f"{cardinal('en', count)} {unit}{'' if count == 1 else 's'}" for count, unit in parts)


def _out_of(found: re.Match[str]) -> str:
    return f"{_FIGURES.read(found[1])} out of {cardinal('en', int(found[2]))}"


def _room(found: re.Match[str]) -> str:
    number = found[2]
    if len(number) == 3 and number[1] == "0" and number[2] != "0":
        spoken = f"{cardinal('en', int(number[0]))} oh {cardinal('en', int(number[2]))}"
    elif number.endswith("00"):
        spoken = f"{cardinal('en', int(number[:-2]))} hundred"
    else:
        last = number[-2:]
        spoken = f"{cardinal('en', int(number[:-2]))} {'oh ' if last[0] == '0' else ''}{cardinal('en', int(last))}"
    return f"{found[1]}{BORDER}{spoken}"


def _local_phone(found: re.Match[str]) -> str:
    return ", ".join(_FIGURES.digits(part) for part in found[0].split("-"))


_VERSIONED = (
    "version|Version|Python|Ubuntu|Node|iOS|Android|macOS|Windows|Django|Qt|Firefox|Chrome|Debian|release|Bluetooth"
)
_CODES = "[Cc]ode|PIN|[Zz]ip|ZIP|[Ee]xtension|ID|[Pp]asscode|[Pp]assword|[Aa]ccount|[Oo]rder|[Cc]ase|[Tt]icket"
_STATES = "CA|NY|TX|FL|WA|DC|IL|MA"
"""States whose addresses end with a postal code, as a few examples of the most frequent ones."""
_PLACES = "[Rr]oom|[Ff]light|[Ss]uite|[Aa]partment|[Rr]oute|[Hh]ighway|[Ii]nterstate|Boeing|[Bb]us|[Gg]ate"
_PHONES = "(?<=phone )|(?<=number )|(?<=call )|(?<=dial )|(?<=text )|(?<=Call )|(?<=Dial )|(?<=Text )"
_RATED = "(?<=rated )|(?<=rated it )|(?<=scored )|(?<=score of )|(?<=rating of )|(?<=got )|(?<=gave it )"
_BEFORE: tuple[Rule, ...] = (
    codes("[Cc]all|[Dd]ial|[Tt]ext|[Pp]hone|[Rr]ing", _FIGURES),
    codes(rf"(?:{_CODES})(?: number)?(?: is| was)?:?|{_STATES}", _FIGURES),
    rule(
        rf"(?:(?:{_PHONES})\d{{3}}-\d{{4}}|(?<![\w.-])\d{{3}}-0\d{{3}})(?![\w-])",
        _local_phone,
    ),
    versions(_VERSIONED, _FIGURES),
    rule(
        rf"\b({_PLACES}) (?:[A-Z]{{2}} ?)?(\d{{3,4}})(?![\w.,:/-]*\d)",
        _room,
    ),
    rule(r"(?<![\w.,])(\d{1,2})['′] ?(\d{1,2})(?:[\"″”]|'')", _height),
    rule(r"(?<![\w.,])(\d{1,2})()['′](?!\w)", _height),
    rule(r"(?<=\d)[\"″](?= (?!wide|tall|long|high|deep|thick|by|and|or|x|in|of|to|at|is)[a-z])", " inch"),
    rule(r"(?<=\d)[\"″](?!\w)", " inches"),
    rule(rf"(?<=\d)°{GAP}?([NSEW])\b", lambda found: f" degrees {_DIRECTIONS[found[1]]}"),
    rule(r"(?<![\w.,])(10|100|1,?000)s\b", lambda found: {"10": "tens", "100": "hundreds"}.get(found[1], "thousands")),
    rule(r"(?<![\w.,:])(\d+) ?h(?:rs?)? ?([0-5]?\d)(?: ?m(?:ins?)?)?\b", _hours_minutes),
    rule(r"(?<![\w.,/])(\d{2,3})([CF])(?![\w])", lambda found: f"{found[1]}°{found[2]}"),
    rule(r"(?<![\w.,/])(\d+\.\d+)/(\d+)(?![\w/]|\.\d)", _out_of),
    rule(
        rf"(?:{_RATED})(\d+)/(\d+)(?![\w/])",
        _out_of,
    ),
    rule(r"(?:(?<=ft )|(?<=feet )|(?<=foot ))(\d+) in\b", lambda found: f"{found[1]}{BORDER}in."),
    *DECADES,
    *DATES,
    rule(r"(?<![\w.,])(\d[\d,]{0,17})(?:st|nd|rd|th)\b", _ranked),
)
LANGUAGE = language(
    Voicing(
        _WORDS,
        _FIGURES,
        Units("en", "per", _UNITS, frozenset({"in", "mo", "pt", "cal", "pp", "MP", "B/s"})),
        _fraction,
        _mixed,
    ),
    words=ENGLISH_WORDS,
    dates=_BEFORE,
    numbers=YEARS,
)
