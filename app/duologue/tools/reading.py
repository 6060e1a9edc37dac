"""Words, marks and numbers of what was heard or typed, as tokens that know their place in the text.

Numbers are read in words and in digits; what they count is a matter of the grammars.
"""

import functools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from babel.core import UnknownLocaleError, default_locale
from babel.numbers import get_decimal_symbol

from duologue.tools.wording import ONES, SCALES, TENS


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    MARK = "mark"
    NUMBER = "number"
    ORDINAL = "ordinal"
    """ "3rd"; those in words are words."""
    TIME = "time"
    """ "18:30", in minutes since midnight."""
    LENGTH = "length"
    """ "1:30:00", in seconds."""
    DATE = "date"
    """ "2026-11-24", as the number of its day since the year 1."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text. start, end: its place there in characters. value: of what is no word and no mark."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Fraction = Fraction(0)


DAY_MINUTES = 24 * 60
_SMALL = {word: value for value, word in enumerate(ONES)}
_TENS = {word: 10 * value for value, word in enumerate(TENS) if value >= 2}
_SCALES = {word: value for value, word in SCALES if value >= 1000}
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_POINT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+"
_COMMA = r"\d{1,3}(?:\.\d{3})+,\d+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+(?:[.,]\d+)?|[.,]\d+"


def _pattern(number: str) -> re.Pattern[str]:
    return re.compile(
        r"(?P<url>(?:https?://)?(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|io|dev)\b(?:/[^\s,;?!]*[^\s,;?!.])?)"
        r"|(?P<date>\b\d{4}-\d{2}-\d{2}\b)"
        r"|(?P<length>\b\d{1,3}:[0-5]\d:[0-5]\d\b)"
        r"|(?P<time>\b\d{1,2}:\d{2}(?!\d))"
        r"|(?P<ordinal>\d+(?:st|nd|rd|th)\b)"
        rf"|(?P<number>(?:{number})[{_VULGAR}]?|[{_VULGAR}])"
        r"|(?P<half>\b[ap](?:\.\s?|\s)m\b\.*)"
        r"|(?P<day>\bto[- ](?:day|night|morrow)(?:['’]s)?\b)"
        r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
        r"|(?P<mark>\s[-–—−]+\s|—|\.{2,}|[-−.,;:?!…+*/×÷=^%()$€£'’\"″′])"
    )


_TOKENS = {False: _pattern(_POINT), True: _pattern(_COMMA)}
"""By whether a comma stands before decimals."""
_MARKS = {"×": "*", "÷": "/", "—": ",", "–": ",", "…": ",", "’": "'", "′": "'", "″": '"'}


@functools.cache
def comma_before_decimals() -> bool:
    """Whether numbers are written with a comma before their decimals where the user lives."""
    place = default_locale("LC_NUMERIC")
    try:
        return place is not None and get_decimal_symbol(place) == ","
    except (UnknownLocaleError, ValueError):  # a name that nobody knows
        return False


def tokenise(text: str) -> list[Token]:
    """Words, marks and numbers of a text, numbers in words read too."""
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    tokens = []
    for found in _TOKENS[comma_before_decimals()].finditer(lower):
        token = _token(found, lower)
        if token is not None:
            tokens.append(token)
    return _replace(tokens, _number)


def _token(found: re.Match[str], lower: str) -> Token | None:  # noqa: PLR0911 - one for each kind
    start, end, text = found.start(), found.end(), found[0]
    match found.lastgroup:
        case "date":
            try:
                return Token(Kind.DATE, text, start, end, Fraction(date.fromisoformat(text).toordinal()))
            except ValueError:  # the 31st of February
                return Token(Kind.WORD, text, start, end)
        case "length":
            hours, minutes, seconds = map(int, text.split(":"))
            return Token(Kind.LENGTH, text, start, end, Fraction(hours * 3600 + minutes * 60 + seconds))
        case "time":
            hour, minute = map(int, text.split(":"))
            if hour * 60 + minute > DAY_MINUTES or minute > 59:
                return Token(Kind.WORD, text, start, end)
            return Token(Kind.TIME, text, start, end, Fraction((hour * 60 + minute) % DAY_MINUTES))
        case "ordinal":
            return Token(Kind.ORDINAL, text, start, end, Fraction(text[:-2]))
        case "number":
            return Token(Kind.NUMBER, text, start, end, _digits(text))
        case "mark":
            mark = _mark(text, lower[:start], lower[end:])
            return Token(Kind.MARK, mark, start, end) if mark else None
        case "day":
            return Token(Kind.WORD, "to" + text[3:].replace("’", "'"), start, end)
        case "half":
            return Token(Kind.WORD, text[0] + "m", start, end)
    return Token(Kind.WORD, text.replace("’", "'"), start, end)


def _digits(text: str) -> Fraction:
    """The number in digits, with a fraction as one character behind it: "1½"."""
    whole = text.rstrip(_VULGAR)
    share = Fraction(unicodedata.numeric(text[-1])).limit_denominator(10) if len(whole) < len(text) else Fraction(0)
    if comma_before_decimals() and ("," in whole or whole.count(".") > 1):
        whole = whole.replace(".", "").replace(",", ".")
    return Fraction(whole.replace(",", "") or "0") + share


def _mark(text: str, before: str, after: str) -> str:
    """A mark as one character; "" for a hyphen inside a compound, a comma for a dash that is no minus."""
    mark = text.strip()
    if mark.strip("-–—−"):
        return _MARKS.get(mark, mark if len(mark) == 1 else ",")
    digits = re.search(r"\d\s*$", before) and re.match(r"\s*\d", after)
    if mark == "−" or (digits and len(mark) == 1 and mark != "—"):
        return "-"
    joined = text == "-" and (before[-1:].isalnum() or after[:1].isalnum())
    return ("-" if after[:1].isdigit() and not before[-1:].isalnum() else "") if joined else ","


def _replace(tokens: list[Token], read: "_Reader") -> list[Token]:
    """Tokens in which every run that `read` understands is one token."""
    out, at = [], 0
    while at < len(tokens):
        token, after = read(tokens, at) or (tokens[at], at + 1)
        out.append(token)
        at = after
    return out


_Reader = Callable[[list[Token], int], tuple[Token, int] | None]
"""Reads the tokens from a place on: one token and the place after it, or None."""


def _text(tokens: list[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _joined(kind: Kind, tokens: list[Token], value: Fraction) -> Token:
    text = " ".join(token.text for token in tokens)
    return Token(kind, text, tokens[0].start, tokens[-1].end, value)


# ---- numbers ---------------------------------------------------------------------------------------------------------


def _number(tokens: list[Token], at: int) -> tuple[Token, int] | None:
    """A number with its decimals: "twenty five", "3.5 million", "two point oh five", "point five"."""
    value, after = _cardinal(tokens, at) or (Fraction(0), at)
    if _text(tokens, after) == "point":
        places = ""
        while (digits := _decimal(tokens, after + 1 + len(places))) is not None:
            places += digits
        if places:
            value, after = value + Fraction(f"0.{places}"), after + 1 + len(places)
    if after == at:
        return None
    return _joined(Kind.NUMBER, tokens[at:after], value), after


def _decimal(tokens: list[Token], at: int) -> str | None:
    """One digit after a decimal point."""
    if at >= len(tokens):
        return None
    text = tokens[at].text
    if text == "oh":
        return "0"
    if text in _SMALL and _SMALL[text] < 10:
        return str(_SMALL[text])
    return text if tokens[at].kind is Kind.NUMBER and len(text) == 1 and text.isdigit() else None


def _cardinal(tokens: list[Token], at: int) -> tuple[Fraction, int] | None:
    """A whole number: groups below a thousand, each with its scale, in falling order."""
    total, limit, after = Fraction(0), 10**15, at
    while True:
        start = after + 1 if after > at and _text(tokens, after) == "and" else after
        group = _group(tokens, start)
        if group is None or (after > at and group[0] >= limit):
            break
        value, after = group
        scale = _SCALES.get(_text(tokens, after), 1)
        total += value * scale
        if scale == 1:
            break
        limit, after = scale, after + 1
    return (total, after) if after > at else None


def _group(tokens: list[Token], at: int) -> tuple[Fraction, int] | None:
    """A number below a thousand, or digits: "seventy two", "a hundred and five", "17"."""
    if _text(tokens, at) in ("a", "an"):
        if _text(tokens, at + 1) == "hundred":
            return _hundreds(tokens, at + 1, Fraction(1))
        return (Fraction(1), at + 1) if _text(tokens, at + 1) in _SCALES else None
    small = _below_hundred(tokens, at)
    if small is not None and _text(tokens, small[1]) == "hundred":
        return _hundreds(tokens, small[1], small[0])
    return small


def _hundreds(tokens: list[Token], at: int, count: Fraction) -> tuple[Fraction, int]:
    after = at + 1
    rest = _below_hundred(tokens, after + 1 if _text(tokens, after) == "and" else after)
    if rest is None or rest[0] >= 100:
        return count * 100, after
    return count * 100 + rest[0], rest[1]


def _below_hundred(tokens: list[Token], at: int) -> tuple[Fraction, int] | None:
    text = _text(tokens, at)
    if at < len(tokens) and tokens[at].kind is Kind.NUMBER:
        return tokens[at].value, at + 1
    if text in _SMALL:
        return Fraction(_SMALL[text]), at + 1
    if text not in _TENS:
        return None
    ones = _SMALL.get(_text(tokens, at + 1), 0)
    return (Fraction(_TENS[text] + ones), at + 2) if 0 < ones < 10 else (Fraction(_TENS[text]), at + 1)
