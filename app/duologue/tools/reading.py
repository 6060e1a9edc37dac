"""Reads numbers, durations and clock times, as words or digits, out of what was heard.

A text becomes tokens that know their place in it: words in lower case, marks, numbers, durations and clock times.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from duologue.tools.wording import ONES, SCALES, TENS


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    MARK = "mark"
    NUMBER = "number"
    DURATION = "duration"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text. start, end: its place there in characters.

    value: the number, or the duration in seconds, or the clock time in minutes since midnight.
    certain: False for a clock time that may mean either half of the day.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: Fraction = Fraction(0)
    certain: bool = True


_SMALL = {word: value for value, word in enumerate(ONES)}
_TENS = {word: 10 * value for value, word in enumerate(TENS) if value >= 2}
_SCALES = {word: value for value, word in SCALES if value >= 1000}
_SECONDS = {
    **dict.fromkeys(("second", "seconds", "sec", "secs"), 1),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), 60),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), 3600),
    **dict.fromkeys(("day", "days"), 86_400),
}
_TOKENS = re.compile(
    r"(?P<url>(?:https?://)?(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|io|dev)\b(?:/[^\s,;?!]*[^\s,;?!.])?)"
    r"|(?P<time>\d{1,2}:\d{2}(?!\d))"
    r"|(?P<ordinal>\d+(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<half>\b[ap](?:\.\s?|\s)m\b\.*)"
    r"|(?P<day>\bto[- ](?:day|night|morrow)(?:['’]s)?\b)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<mark>\s[-–—]+\s|—|\.{2,}|[-.,;:?!…+*/×÷=^%()])"
)
_MARKS = {"×": "*", "÷": "/", "—": ",", "–": ",", "…": ","}
_NAMED_TIMES = {"noon": 720, "midday": 720, "midnight": 0}
_MORNING = (("in", "the", "morning"), ("this", "morning"), ("am",))
_EVENING = (
    ("in", "the", "afternoon"), ("in", "the", "evening"), ("this", "afternoon"), ("this", "evening"),
    ("at", "night"), ("tonight",), ("pm",),
)  # fmt: skip


def tokenise(text: str) -> list[Token]:
    """Words, marks and numbers of a text, numbers in words read too."""
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    tokens = []
    for found in _TOKENS.finditer(lower):
        token = _token(found, lower)
        if token is not None:
            tokens.append(token)
    return _replace(tokens, _number)


def read_times(tokens: list[Token]) -> list[Token]:
    """Tokens in which clock times and durations are one token each."""
    return _replace(_replace(tokens, _clock), _duration)


def read_duration(text: str) -> float | None:
    """The one duration in a text in seconds, None if there is none: "five minute" -> 300.0."""
    found = [token for token in read_times(tokenise(text)) if token.kind is Kind.DURATION]
    return float(found[0].value) if len(found) == 1 else None


def read_number(text: str) -> Fraction | None:
    """The number that a text is, None if it is none: "twenty five", "a" -> 1, "minus 40", "two and a half"."""
    tokens = tokenise(text)
    negative = bool(tokens) and tokens[0].text in ("-", "minus", "negative")
    tokens = [token for token in tokens[negative:] if token.kind is not Kind.MARK]
    count = _count(tokens, 0)
    if count is None:
        return None
    more, after = _and_fraction(tokens, count[1])
    return (count[0] + more) * (-1 if negative else 1) if after == len(tokens) else None


def _token(found: re.Match[str], lower: str) -> Token | None:
    start, end, text = found.start(), found.end(), found[0]
    if found.lastgroup == "time":
        hour, minute = map(int, text.split(":"))
        if hour > 23 or minute > 59:
            return Token(Kind.WORD, text, start, end)
        return Token(Kind.TIME, text, start, end, Fraction(hour * 60 + minute), hour > 12 or hour == 0)
    if found.lastgroup == "number":
        return Token(Kind.NUMBER, text, start, end, Fraction(text.replace(",", "")))
    if found.lastgroup == "mark":
        mark = _mark(text, lower[:start], lower[end:])
        return Token(Kind.MARK, mark, start, end) if mark else None
    if found.lastgroup == "day":
        return Token(Kind.WORD, "to" + text[3:].replace("’", "'"), start, end)
    word = text[0] + "m" if found.lastgroup == "half" else text.replace("’", "'")
    return Token(Kind.WORD, word, start, end)


def _mark(text: str, before: str, after: str) -> str:
    """A mark as one character; "" for a hyphen inside a compound, a comma for a dash that is no minus."""
    mark = text.strip()
    if mark.strip("-–—"):
        return _MARKS.get(mark, mark if len(mark) == 1 else ",")
    digits = re.search(r"\d\s*$", before) and re.match(r"\s*\d", after)
    if digits and mark == "-":
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


def _words(tokens: list[Token], at: int, *words: str) -> bool:
    """Whether these words stand at a place."""
    return [token.text for token in tokens[at : at + len(words)]] == list(words)


def _text(tokens: list[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _joined(kind: Kind, tokens: list[Token], value: Fraction, *, certain: bool = True) -> Token:
    text = " ".join(token.text for token in tokens)
    return Token(kind, text, tokens[0].start, tokens[-1].end, value, certain)


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


# ---- durations -------------------------------------------------------------------------------------------------------


def _duration(tokens: list[Token], at: int) -> tuple[Token, int] | None:
    """A duration of one or more units: "an hour and ten minutes", "two and a half minutes", "half an hour"."""
    part = _duration_part(tokens, at)
    if part is None:
        return None
    total, unit, after = part
    while True:
        start = after + 1 if _text(tokens, after) in ("and", ",") else after
        part = _duration_part(tokens, start)
        if part is None or part[1] >= unit or _text(tokens, start) in ("half", "a", "an"):
            break
        total, unit, after = total + part[0], part[1], part[2]
    return _joined(Kind.DURATION, tokens[at:after], total), after


def _duration_part(tokens: list[Token], at: int) -> tuple[Fraction, int, int] | None:
    """Seconds, size of the unit and place after one unit with its count and fractions."""
    count = _count(tokens, at)
    if count is None:
        return None
    value, after = count
    fraction, after = _and_fraction(tokens, after)
    unit = _SECONDS.get(_text(tokens, after))
    if unit is None or (_words(tokens, at, "a", "second") and _text(tokens, at + 2) in _SECOND_OF):
        return None
    more, after = _and_fraction(tokens, after + 1)
    return (value + fraction + more) * unit, unit, after


_SECOND_OF = frozenset(("timer", "reminder", "one", "list", "note", "time", "alarm", "question", "thing"))
"""Nouns before which "a second" counts things, not time."""
_COUNTS: tuple[tuple[tuple[str, ...], Fraction], ...] = (
    (("a", "quarter", "of", "an"), Fraction(1, 4)), (("a", "quarter", "of", "a"), Fraction(1, 4)),
    (("quarter", "of", "an"), Fraction(1, 4)), (("a", "quarter"), Fraction(1, 4)),
    (("half", "an"), Fraction(1, 2)), (("half", "a"), Fraction(1, 2)), (("a", "half", "an"), Fraction(1, 2)),
    (("a", "half"), Fraction(1, 2)), (("half",), Fraction(1, 2)),
    (("a", "couple", "of"), Fraction(2)), (("a", "couple"), Fraction(2)), (("couple", "of"), Fraction(2)),
    (("a",), Fraction(1)), (("an",), Fraction(1)), (("another",), Fraction(1)),
)  # fmt: skip
_COUNT_STARTS = frozenset((*(words[0] for words, _ in _COUNTS), "other", *_SECONDS))


def _count(tokens: list[Token], at: int) -> tuple[Fraction, int] | None:
    """How many of a unit, and the place after it."""
    if at >= len(tokens) or (tokens[at].kind is not Kind.NUMBER and tokens[at].text not in _COUNT_STARTS):
        return None
    if tokens[at].kind is Kind.NUMBER:
        if _text(tokens, at + 1) in ("quarter", "quarters") and _text(tokens, at + 2) == "of":
            return tokens[at].value / 4, at + 3 + (_text(tokens, at + 3) in ("a", "an"))
        return tokens[at].value, at + 1
    if _text(tokens, at - 1) in ("every", "each", "per"):
        if tokens[at].text == "other":
            return Fraction(2), at + 1
        if tokens[at].text in _SECONDS:
            return Fraction(1), at
    found = next((count for count in _COUNTS if _words(tokens, at, *count[0])), None)
    return (found[1], at + len(found[0])) if found else None


def _and_fraction(tokens: list[Token], at: int) -> tuple[Fraction, int]:
    """ "and a half", "and a quarter" and the place after it; nothing where a unit of its own follows."""
    for words, value in ((("and", "a", "half"), Fraction(1, 2)), (("and", "a", "quarter"), Fraction(1, 4))):
        if _words(tokens, at, *words):
            return value, at + 3
    return Fraction(0), at


# ---- clock times -----------------------------------------------------------------------------------------------------


def _clock(tokens: list[Token], at: int) -> tuple[Token, int] | None:
    """A clock time: "half past ten", "6 pm", "seven oh five" after "at", "18:30", "noon"."""
    found = _clock_face(tokens, at)
    if found is None:
        return None
    minutes, certain, after = found
    for evening, phrases in ((False, _MORNING), (True, _EVENING)):
        phrase = next((p for p in phrases if _words(tokens, after, *p)), None)
        if phrase is not None and not certain:
            minutes, certain, after = minutes % 720 + 720 * evening, True, after + len(phrase)
    return _joined(Kind.TIME, tokens[at:after], Fraction(minutes), certain=certain), after


def _clock_face(tokens: list[Token], at: int) -> tuple[int, bool, int] | None:
    """Minutes since midnight, whether the half of the day is certain, and the place after them."""
    token = tokens[at]
    if token.kind is Kind.TIME:
        return int(token.value), token.certain, at + 1
    if token.text in _NAMED_TIMES:
        return _NAMED_TIMES[token.text], True, at + 1
    relative = _relative_time(tokens, at)
    if relative is not None:
        return relative
    hour = _hour(tokens, at)
    if hour is None or (at + 1 < len(tokens) and tokens[at + 1].text in _SECONDS):
        return None
    minute, after = _minute(tokens, at + 1)
    alarm = _text(tokens, at - 2) in ("alarm", "clock", "reminder") and _text(tokens, at - 1) in ("for", "to")
    followed = alarm or _text(tokens, after) in ("am", "pm") or _text(tokens, at + 1) in ("o'clock", "oclock")
    if not followed and _text(tokens, at - 1) not in ("at", "until", "till"):
        return None
    if _text(tokens, after) in _SECONDS:
        minute, after = 0, at + 1
    return hour * 60 + minute, hour > 12 or hour == 0, after


def _relative_time(tokens: list[Token], at: int) -> tuple[int, bool, int] | None:
    """ "half past ten", "quarter to seven", "ten minutes past six"; "ten to six" after "at" alone."""
    start = at + (_text(tokens, at) == "a")
    minutes: Fraction | None = {"half": Fraction(30), "quarter": Fraction(15)}.get(_text(tokens, start))
    number = start < len(tokens) and tokens[start].kind is Kind.NUMBER
    if minutes is None and number:
        minutes = tokens[start].value
    after = start + 1 + (_text(tokens, start + 1) in ("minutes", "minute"))
    word, hour = _text(tokens, after), _hour(tokens, after + 1)
    if minutes is None or hour is None or not 0 < minutes < 60 or not 0 < hour <= 12:
        return None
    if word not in ("past", "after", "to", "before", "till"):
        return None
    if number and word not in ("past",) and _text(tokens, at - 1) != "at":
        return None
    total = hour * 60 + (int(minutes) if word in ("past", "after") else -int(minutes))
    return total % 720, False, after + 2 + (_text(tokens, after + 2) in ("o'clock", "oclock"))


def _hour(tokens: list[Token], at: int) -> int | None:
    if at >= len(tokens) or tokens[at].kind is not Kind.NUMBER:
        return None
    value = tokens[at].value
    return int(value) if value.denominator == 1 and 0 <= value <= 23 else None


def _minute(tokens: list[Token], at: int) -> tuple[int, int]:
    """Minutes of an hour said before, and the place after them; "o'clock" and nothing are 0."""
    if _text(tokens, at) in ("o'clock", "oclock"):
        return 0, at + 1
    oh = _text(tokens, at) in ("oh", "o")
    place = at + 1 if oh else at
    if place < len(tokens) and tokens[place].kind is Kind.NUMBER:
        value = tokens[place].value
        if value.denominator == 1 and (0 < value < 10 if oh else 10 <= value < 60):
            return int(value), place + 1
    return 0, at
