"""Numbers, durations and joined words as they are said."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from duologue.core.display_text import TIME_UNITS
from duologue.core.events import Json

# fmt: off
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))


def number_words(number: int) -> str:
    """A whole number in words: 125 -> "one hundred twenty-five"."""
    if number < 0:
        return f"minus {number_words(-number)}"
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{ONES[ones]}" if ones else "")
    size, name = next(scale for scale in SCALES if number >= scale[0])
    count, rest = divmod(number, size)
    return f"{number_words(count)} {name}" + (f" {number_words(rest)}" if rest else "")


def say_number(number: float | Decimal | Fraction, decimals: int = 2) -> str:
    """A number to be spoken: words up to twelve, digits above, at most `decimals` places: 0.126 -> "0.13"."""
    exact = Fraction(number)
    if exact.denominator == 1 and 0 <= exact <= 12:
        return number_words(int(exact))
    text = plain_decimal(exact, decimals)
    return f"minus {text[1:]}" if text.startswith("-") else text


def plain_decimal(number: Fraction, decimals: int) -> str:
    """Digits without exponent, thousands separated by commas, at most `decimals` places, rounded half to even."""
    scaled = round(abs(number) * 10**decimals)
    whole, part = divmod(scaled, 10**decimals)
    places = f"{part:0{decimals}d}".rstrip("0") if decimals else ""
    sign = "-" if number < 0 and scaled else ""
    return f"{sign}{whole:,}" + (f".{places}" if places else "")


def show_number(value: Json) -> str:
    """A number to be read, with ten digits at most; anything else as it is."""
    return f"{value:.10g}" if isinstance(value, (int, float)) else str(value)


def say_duration(seconds: float) -> str:
    """A duration to be spoken: 90 -> "one minute and thirty seconds", 300 -> "five minutes"."""
    parts = []
    rest = Fraction(str(seconds))
    for size, name in TIME_UNITS:
        count = rest if size == 1 else Fraction(rest // size)
        rest -= count * size
        if count:
            words = number_words(int(count)) if count.denominator == 1 else plain_decimal(count, 2)
            parts.append(f"{words} {name}" + ("" if count == 1 else "s"))
    return join_words(parts) or "zero seconds"


def spoken_length(seconds: float) -> str:
    """A length as it stands before a noun: "8-minute", "90-second", "1 hour 30 minute"."""
    parts = [(count, name) for count, name in _units_of(seconds)]
    if len(parts) == 1:
        return f"{parts[0][0]}-{parts[0][1]}"
    return " ".join(f"{count} {name}" for count, name in parts)


def _units_of(seconds: float) -> list[tuple[str, str]]:
    """How many of each unit of time, as digits."""
    found, rest = [], Fraction(str(seconds))
    for size, name in TIME_UNITS:
        count = rest if size == 1 else Fraction(rest // size)
        rest -= count * size
        if count:
            found.append((plain_decimal(count, 2), name))
    return found


def join_words(words: Sequence[str]) -> str:
    """Joins as in speech: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def sentence(text: str) -> str:
    """The text as a sentence: first letter large, a full stop at the end if there is no mark yet."""
    text = " ".join(text.split())
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def singular(word: str) -> str:
    """A rough singular, the same for both numbers of a word: enough to find "egg" by "eggs"."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "toes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
