"""Which terminal of the grammar a word is: the vocabulary of lengths, clocks, dates and what comes again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lark.lexer import Token as LarkToken

from duologue.tools.reading import Kind, Token
from duologue.tools.spoken.pieces import DaysAhead, Feast, InPart, LastDay, Part
from duologue.tools.spoken.places import ZONE_NAMES

FILLERS = frozenset(("um", "uh", "umm", "uhm", "uhh", "er", "erm", "hmm", "hm", "mm", "ah", "eh"))
"""What people say while they think."""
UNIT_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "fortnight": 1_209_600}
UNIT_MONTHS = {"month": 1, "quarter year": 3, "year": 12}
_UNITS = {
    "second": "seconds sec secs", "minute": "minute minutes min mins", "hour": "hour hours hr hrs",
    "day": "day days", "week": "week weeks wk wks", "fortnight": "fortnight fortnights",
    "month": "month months", "year": "year years",
}  # fmt: skip
_GLUED_UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week"}
"""Units of one letter, which are units only right behind digits."""
_WEEKDAYS = (
    "monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri", "saturday sat",
    "sunday sun",
)  # fmt: skip
_MONTHS = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sep sept", "october oct", "november nov", "december dec",
)  # fmt: skip
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_SURE_ORDINALS = tuple(word for word in ORDINALS[:9] if word != "second")
MONTHS = {form: n for n, forms in enumerate(_MONTHS, 1) for form in forms.split()}
"""Months by their names and short forms, counted from one."""
"""Endings of ordinals that are no units: "twenty second" may be a length of time."""
_TENTHS = {"twentieth": 20, "thirtieth": 30}
SHARES = {
    "third": 3, "thirds": 3, "fourths": 4, "fifth": 5, "fifths": 5, "sixths": 6, "sevenths": 7, "eighth": 8,
    "eighths": 8, "ninths": 9, "tenth": 10, "tenths": 10, "hundredths": 100,
}  # fmt: skip
_FEASTS = {
    "christmas": "christmas", "christmas day": "christmas", "xmas": "christmas", "christmas eve": "christmas eve",
    "boxing day": "boxing day", "new year": "new year", "new year's": "new year", "new years": "new year",
    "new year's day": "new year", "new years day": "new year", "new year's eve": "new year's eve",
    "new years eve": "new year's eve", "halloween": "halloween", "valentine's day": "valentine's day",
    "valentines day": "valentine's day", "easter": "easter", "easter sunday": "easter",
    "good friday": "good friday", "easter monday": "easter monday", "thanksgiving": "thanksgiving",
    "independence day": "independence day", "the fourth of july": "independence day",
    "labor day": "labor day", "memorial day": "memorial day",
    "st patrick's day": "st patrick's day", "saint patrick's day": "st patrick's day",
}  # fmt: skip
NO_TERM: tuple[str, object] = ("", None)
_WORDS: dict[str, tuple[str, object]] = {
    "a": ("A", None), "an": ("A", None), "the": ("THE", None), "and": ("AND", None), "of": ("OF", None),
    "half": ("HALF", Fraction(1, 2)), "halves": ("HALF", Fraction(1, 2)),
    "quarter": ("QUARTER", Fraction(1, 4)), "quarters": ("QUARTER", Fraction(1, 4)),
    "third": ("THIRD", 3),
    "couple": ("COUPLE", Fraction(2)), "another": ("A", None), "dozen": ("COUPLE", Fraction(12)),
    "few": ("FEW", None), "several": ("FEW", None), "some": ("FEW", None), "many": ("FEW", None),
    "while": ("WHILE", None), "bit": ("WHILE", None), "moment": ("WHILE", None),
    "in": ("IN", None), "after": ("PAST", None), "within": ("IN", None), "past": ("PAST", None),
    "to": ("TO", None), "till": ("TO", None), "or": ("OR", None), "before": ("BEFORE", None),
    "between": ("BETWEEN", None),
    "at": ("AT", True), "by": ("AT", False), "around": ("AT", False), "about": ("AT", False), "for": ("FOR", None),
    "on": ("ON", None), "next": ("NEXT", True), "coming": ("THIS", False),
    "this": ("THIS", False),
    **dict.fromkeys(("please", "thanks", "okay", "ok"), ("PLEASE", None)),
    "oh": ("OH", None), "o": ("OH", None), "o'clock": ("OCLOCK", None), "oclock": ("OCLOCK", None),
    "am": ("HALFDAY", 0), "pm": ("HALFDAY", 720),
    "noon": ("NOON", 720), "midday": ("NOON", 720), "midnight": ("NOON", 1440),
    "yesterday": ("DAY", DaysAhead(-1)), "today": ("DAY", DaysAhead(0)), "tomorrow": ("DAY", DaysAhead(1)),
    "overmorrow": ("DAY", DaysAhead(2)),
    "tonight": ("DAYPART", InPart(Part.NIGHT, today=True)),
    "tomorrow's": ("DAY", DaysAhead(1)), "today's": ("DAY", DaysAhead(0)),
    "tonight's": ("DAYPART", InPart(Part.NIGHT, today=True)),
    **{part.value: ("PART", part) for part in Part}, **{f"{part.value}s": ("PARTS", part) for part in Part},
    "every": ("EVERY", None), "each": ("EVERY", None), "other": ("OTHER", None), "once": ("ONCE", None),
    "twice": ("TWICE", None), "times": ("TIMES", None),
    "daily": ("ADVERB", ("day", 1)), "nightly": ("ADVERB", ("day", 1)), "weekly": ("ADVERB", ("week", 1)),
    "fortnightly": ("ADVERB", ("week", 2)), "monthly": ("ADVERB", ("month", 1)), "yearly": ("ADVERB", ("year", 1)),
    "annually": ("ADVERB", ("year", 1)), "hourly": ("HOURLY", None),
    "weekday": ("WORKDAYS", (0, 1, 2, 3, 4)), "weekdays": ("WORKDAYS", (0, 1, 2, 3, 4)),
    "workday": ("WORKDAYS", (0, 1, 2, 3, 4)), "workdays": ("WORKDAYS", (0, 1, 2, 3, 4)),
    "weekend": ("WORKDAYS", (5, 6)), "weekends": ("WORKDAYS", (5, 6)),
    "until": ("UNTIL", True), "through": ("THROUGH", None), "starting": ("UNTIL", False), "from": ("FROM", None),
    "beginning": ("UNTIL", False), "last": ("LAST", -1), "now": ("NOW", None), "ago": ("AGO", None),
    "except": ("EXCEPT", None), "excluding": ("EXCEPT", None),
    "plus": ("PLUS", None), "minus": ("MINUS", None), "less": ("MINUS", None),
}  # fmt: skip
for _name, _forms in _UNITS.items():
    _WORDS |= dict.fromkeys(_forms.split(), ("UNIT", _name))
for _n, _forms in enumerate(_WEEKDAYS):
    _WORDS |= dict.fromkeys(_forms.split(), ("WDAY", _n)) | {f"{_forms.split()[0]}s": ("WDAYS", _n)}
    _WORDS |= {f"{_forms.split()[0]}'s": ("WDAY", _n)}
_WORDS |= {form: ("MONTH", n) for form, n in MONTHS.items()}
_WORDS |= {word: ("ORD", n) for n, word in enumerate(ORDINALS, 1) if n not in (2, 3)}
_WORDS |= {word: ("ORD", n) for word, n in _TENTHS.items()}
_RUNS: dict[str, tuple[str, object]] = {
    "the day after tomorrow": ("DAY", DaysAhead(2)), "day after tomorrow": ("DAY", DaysAhead(2)),
    "in the morning": ("DAYPART", InPart(Part.MORNING)), "in the afternoon": ("DAYPART", InPart(Part.AFTERNOON)),
    "in the evening": ("DAYPART", InPart(Part.EVENING)), "at night": ("DAYPART", InPart(Part.NIGHT)),
    "in the night": ("DAYPART", InPart(Part.NIGHT)),
    "this morning": ("DAYPART", InPart(Part.MORNING, today=True)),
    "this afternoon": ("DAYPART", InPart(Part.AFTERNOON, today=True)),
    "this evening": ("DAYPART", InPart(Part.EVENING, today=True)),
    "later today": ("DAY", DaysAhead(0)), "later tonight": ("DAYPART", InPart(Part.NIGHT, today=True)),
    "from now": ("FROMNOW", None), "from today": ("FROMNOW", None), "of the month": ("OFMONTH", None),
    "in the month": ("OFMONTH", None), "of this month": ("OFMONTH", None),
    "the last day of the month": ("LASTDAY", LastDay()), "last day of the month": ("LASTDAY", LastDay()),
    "the end of the month": ("LASTDAY", LastDay()), "end of the month": ("LASTDAY", LastDay()),
    **dict.fromkeys(("except for", "apart from", "other than", "but not", "just not", "not on"), ("EXCEPT", None)),
    "after next": ("AFTERNEXT", None),
    "week day": ("WORKDAYS", (0, 1, 2, 3, 4)), "week days": ("WORKDAYS", (0, 1, 2, 3, 4)),
    **{words: ("FEAST", Feast(name)) for words, name in _FEASTS.items()},
    **{f"{words} time": ("ZONE", zone) for words, zone in ZONE_NAMES.items()},
    **{words: ("ZONE", words.upper()) for words in ("utc", "gmt")},
}  # fmt: skip
_STARTS: dict[str, list[tuple[tuple[str, ...], tuple[str, object]]]] = {}
for _phrase, _meant in sorted(_RUNS.items(), key=lambda item: -len(item[0].split())):
    _STARTS.setdefault(_phrase.split()[0], []).append((tuple(_phrase.split()), _meant))
_KINDS = {Kind.TIME: "TIME", Kind.DATE: "DATE", Kind.LENGTH: "LENGTH"}
_MARKS = {",": "COMMA", "/": "SLASH", "-": "TO"}


@dataclass(frozen=True, slots=True)
class Term:
    """A terminal of the grammar. first, last: the tokens that it is made of."""

    token: LarkToken
    first: int
    last: int


def terms(tokens: Sequence[Token], units: Callable[[str], str] | None = None) -> list[Term | None]:
    """The terminals that tokens are, None where one belongs to no phrase about time. What people say while they think
    is left out, and marks that end a sentence stand between phrases. units: which unit some words name, "" for none,
    where amounts of all kinds are read.
    """
    kept = [at for at, token in enumerate(tokens) if token.text not in FILLERS and not _idle(tokens, at)]
    found: list[Term | None] = []
    place = 0
    while place < len(kept):
        before = tokens[kept[place - 1]] if place else None
        ahead = [tokens[at] for at in kept[place : place + 6]]
        name, value, count = (_unit(ahead, before, units) if units is not None else None) or _term(ahead, before)
        first, last = kept[place], kept[place + count - 1]
        found.append(Term(LarkToken(name, value), first, last) if name else None)
        place += count
    return found


def _idle(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word says nothing where it stands: "five more minutes", "another ten minutes"."""
    text = tokens[at].text
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    if text == "another":
        return after is not None and after.kind is Kind.NUMBER
    counted = before is not None and before.kind is Kind.NUMBER
    return text in _BETWEEN and counted and _WORDS.get(_text(after), NO_TERM)[0] == "UNIT"


_BETWEEN = frozenset(("more", "extra", "whole", "full", "further", "additional"))


def _unit(ahead: Sequence[Token], before: Token | None, units: Callable[[str], str]) -> tuple[str, object, int] | None:
    """The unit that the next words name, the longest name first; letters and marks are units only behind a number."""
    if ahead[0].text in _UNIT_MARKS:
        counted = before is not None and before.kind is Kind.NUMBER
        return ("OF_UNIT", _UNIT_MARKS[ahead[0].text], 1) if counted else None
    for count in (3, 2, 1):
        words = [token.text for token in ahead[:count] if token.kind is Kind.WORD]
        name = units(" ".join(words)) if len(words) == count else ""
        counted = before is not None and before.kind in (Kind.NUMBER, Kind.WORD)
        if (
            name
            and counted
            and words[0] not in _NO_UNITS
            and not (len(words[0]) == 1 and before is not None and before.kind is Kind.WORD)
        ):
            return "OF_UNIT", name, count
    return None


_UNIT_MARKS = {"'": "foot", '"': "inch"}
_NO_UNITS = frozenset(("a", "an", "the", "and", "of"))


def _term(ahead: Sequence[Token], before: Token | None) -> tuple[str, object, int]:  # noqa: PLR0911 - one for each kind of token
    """Name and value of the terminal that begins with the first token, and of how many it is made; "" for none."""
    token = ahead[0]
    for words, (name, value) in _STARTS.get(token.text, ()):
        if len(words) <= len(ahead) and all(t.text == w for t, w in zip(ahead, words, strict=False)):
            return name, value, len(words)
    match token.kind:
        case Kind.NUMBER:
            following = ahead[1] if len(ahead) > 1 else None
            ends = ORDINALS[:9] if _text(before) in ("the", "on") or _is_month(ahead[2:4]) else _SURE_ORDINALS
            if following is not None and token.value in (20, 30) and following.text in ends:
                return "ORD", int(token.value) + ORDINALS.index(following.text) + 1, 2
            return "NUMBER", token, 1
        case Kind.ORDINAL:
            return "ORD", int(token.value), 1
        case Kind.MARK:
            return _MARKS.get(token.text, ""), None, 1
        case Kind.WORD:
            return _word(token, before, ahead[1] if len(ahead) > 1 else None)
    return _KINDS[token.kind], token, 1


def _is_month(ahead: Sequence[Token]) -> bool:
    """Whether "of March" or "March" comes next."""
    words = [token.text for token in ahead]
    return any(_WORDS.get(word, NO_TERM)[0] == "MONTH" for word in (words[:1] if words[:1] != ["of"] else words[1:2]))


def _word(token: Token, before: Token | None, after: Token | None) -> tuple[str, object, int]:
    if before is not None and before.kind is Kind.NUMBER and before.end == token.start and token.text in _GLUED_UNITS:
        return "UNIT", _GLUED_UNITS[token.text], 1
    if token.text in _OFTEN_OTHERWISE and _text(before) not in _BEFORE_DAYS:
        return "", None, 1
    if token.text == "second":
        return _second(before, after)
    if token.text in SHARES and token.text not in _WORDS:
        return "SHARE", SHARES[token.text], 1
    name, value = _WORDS.get(token.text, ("", None))
    return name, value, 1


def _second(before: Token | None, after: Token | None) -> tuple[str, object, int]:
    """The unit behind a count, the other one of two after "every", else a day: "the second"."""
    leading, following = _text(before), _text(after)
    if leading == "every" and _WORDS.get(following, NO_TERM)[0] in ("UNIT", "WDAY"):
        return "OTHER", None, 1
    if leading in ("a", "an") and following in _SECOND_OF:
        return "", None, 1
    counted = before is not None and before.kind in (Kind.NUMBER, Kind.ORDINAL)
    if counted or leading == "" or _WORDS.get(leading, NO_TERM)[0] in _BEFORE_UNITS:
        return "UNIT", "second", 1
    return "ORD", 2, 1


def _text(token: Token | None) -> str:
    return "" if token is None else token.text


_BEFORE_UNITS = frozenset(("A", "HALF", "QUARTER", "COUPLE", "OF", "FEW", "EVERY", "OTHER", "THIRD"))
"""Terminals behind which "second" is the unit of time."""
_OFTEN_OTHERWISE = frozenset(("sat", "sun", "wed", "mar"))
"""Short names of days and months that mostly mean something else."""
_BEFORE_DAYS = frozenset(("on", "next", "this", "every", "each", "and", "until", "from", "of", ","))
_SECOND_OF = frozenset(("timer", "reminder", "one", "list", "note", "time", "alarm", "question", "thing"))
"""Nouns before which "a second" counts things, not time."""
