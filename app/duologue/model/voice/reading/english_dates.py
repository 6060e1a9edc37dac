"""English dates, times of day and years."""

import re

from babel.dates import get_month_names

from duologue.model.voice.reading.borders import BORDER, Rule, behind, rule, spelled
from duologue.model.voice.reading.figures import cardinal, ordinal

MONTHS = tuple(get_month_names("wide", locale="en")[number] for number in range(1, 13))
_MONTH = "|".join(MONTHS)
YEAR = r"(?:1[1-9]|20)\d\d"
_TENS = ("", "", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_CUES = (
    "in|since|by|until|till|til|from|of|around|circa|about|before|after|during|year|early|late|mid|spring|"
    "summer|autumn|fall|"
    "winter|through|anno|years|fiscal|season|edition|born|died|founded|built|©"
)
_COUNTED = (
    r"(?! (?:people|men|women|children|more|and more|or more|percent|million|billion|thousand|feet|dollars|"
    r"euros|degrees|of\b|different|new|other)\b)"
    r"(?! (?!(?:was|is|as|has|his|this|its|us|plus|across|towards|always|versus|besides|perhaps|series|"
    r"elections|olympics|does)\b)[a-z]{2,}s\b)"
)
_AFTER = r"(?![\w%°$€£]|[.,:]\d|/\d|[-–]\d|['’]s?\w)"
_TELLING = (
    "on|by|until|till|since|before|after|due|dated|for|from|today|of|Monday|Tuesday|Wednesday|Thursday|"
    "Friday|Saturday|Sunday"
)


def year(written: str) -> str:
    """A year as it is said: nineteen oh five, two thousand nine, twenty twenty-six."""
    century, rest = int(written[:-2] or 0), int(written[-2:])
    if len(written) < 4:
        return cardinal("en", int(written))
    if century % 10 == 0 and rest < 10:
        return f"{cardinal('en', century * 100)} {cardinal('en', rest)}" if rest else cardinal("en", century * 100)
    if rest == 0:
        return f"{cardinal('en', century)} hundred"
    return f"{cardinal('en', century)} {'oh ' if rest < 10 else ''}{cardinal('en', rest)}"


def _second_year(first: str, second: str) -> str:
    return year(second) if len(second) == 4 else ("oh " if second[0] == "0" else "") + cardinal("en", int(second))


def _years(found: re.Match[str]) -> str | None:
    first, second = found["first"], found["second"]
    last = int(second if len(second) == 4 else first[:2] + second)
    if last <= int(first) or (int(first) % 100 == last % 100 == 0):
        return None
    return f"{year(first)} to {_second_year(first, second)}"


def _cued(found: re.Match[str]) -> str:
    return behind(found["cue"], year(found["year"]))


def _span(found: re.Match[str]) -> str:
    return BORDER.join((found[1], year(found[2]), found[3], year(found[4])))


def _decade(found: re.Match[str]) -> str:
    century, tens = found["century"], found["tens"]
    if tens == "0" and int(century) % 10:
        return f"{cardinal('en', int(century))} hundreds"
    if tens == "0":
        return f"{cardinal('en', 100 * int(century))}s"
    return f"{cardinal('en', int(century)) + ' ' if century else ''}{_TENS[int(tens)]}"


def _day(written: str) -> str:
    return ordinal("en", int(written))


def _date(month: str, day: str, written_year: str | None, border: str = " ") -> str | None:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return f"{MONTHS[int(month) - 1]} {_day(day)}" + (f", {year(written_year)}" if written_year else "")


def _numeric(found: re.Match[str]) -> str | None:
    first, second, written = found["first"], found["second"], found["year"]
    if written and len(written) == 2:
        written = f"20{written}"
    return _date(first, second, written) or _date(second, first, written)


def _written_backwards(found: re.Match[str]) -> str | None:
    """2026-11-30, with what belongs to a time of day behind it."""
    spoken = _numeric(found)
    return f"{spoken}, " if spoken and found[0].endswith("T") else spoken


def _cued_date(found: re.Match[str]) -> str | None:
    spoken = _numeric(found)
    return spoken and behind(found["cue"], spoken)


def _month_day(found: re.Match[str]) -> str:
    spoken = f"{found['month']}{BORDER}{_day(found['day'])}"
    if found["last"]:
        spoken += f" to {_day(found['last'])}"
    return spoken + (f",{BORDER}{year(found['year'])}" if found["year"] else "")


def _day_month(found: re.Match[str]) -> str:
    day = f"{_day(found['day'])} to {_day(found['last'])}" if found["last"] else _day(found["day"])
    return f"the {day} of{BORDER}{found['month']}" + (f",{BORDER}{year(found['year'])}" if found["year"] else "")


def clock(hour: int, minute: str, *, halved: bool) -> str:
    """A time of day. halved: "a.m." or "p.m." follows."""
    spoken = cardinal("en", hour)
    if minute != "00":
        return f"{spoken} {'oh ' if minute[0] == '0' else ''}{cardinal('en', int(minute))}"
    if halved:
        return spoken
    return f"{spoken} o'clock" if 0 < hour <= 12 else (f"{spoken} hundred" if hour else "midnight")


def _half(written: str) -> str:
    return spelled("".join(letter for letter in written if letter.isalpha()))


def _time(found: re.Match[str]) -> str | None:
    if int(found["hour"]) > 24:
        return None
    half, second = found["half"], found["second"]
    spoken = clock(int(found["hour"]), found["minute"], halved=bool(half))
    if second and not half and (len(found["hour"]) == 1 or found["hour"] == "00"):
        return _length(found)
    if second:
        spoken += f" and {cardinal('en', int(second))} seconds"
    return spoken + (f"{BORDER}{_half(half)}" if half else "")


def _length(found: re.Match[str]) -> str:
    parts = [(int(found[name]), unit) for name, unit in (("hour", "hour"), ("minute", "minute"), ("second", "second"))]
    said = [f"{cardinal('en', count)} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " and ".join((" ".join(said[:-1]), said[-1])) if len(said) > 1 else "".join(said) or "zero seconds"


def _times(found: re.Match[str]) -> str:
    half, first_half = found["half"], found["first_half"]
    first = clock(int(found["h1"]), found["m1"] or "00", halved=True)
    last = clock(int(found["h2"]), found["m2"] or "00", halved=True)
    return f"{first}{' ' + _half(first_half) if first_half else ''} to {last}{' ' + _half(half) if half else ''}"


_HALF = r"[ap]\.?m\b\.?|[AP]\.?M\b\.?|(?:A-|P)\sM\b"
_LAST = r"(?: ?[-–] ?(?P<last>\d{1,2})(?:st|nd|rd|th)?)?"
DECADES: tuple[Rule, ...] = (
    rule(r"(?<!\w)(?P<century>1\d|20)(?P<tens>\d)0['’]?s\b", _decade),
    rule(r"(?<!\w)['’]?(?P<century>)(?P<tens>[2-9])0['’]?s\b", _decade),
)
DATES: tuple[Rule, ...] = (
    rule(
        rf"\b(?P<month>{_MONTH}) (?P<day>[0-3]?\d)(?:st|nd|rd|th)?{_LAST}(?:,? (?P<year>\d{{4}}))?(?![\d:%]|\.\d|"
        r"[-/]\d)",
        _month_day,
    ),
    rule(
        rf"(?<![\w.,])(?:the )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?{_LAST} (?:of )?(?P<month>{_MONTH})\b(?:,? "
        r"(?P<year>\d{4})(?!\d|[.,]\d))?",
        _day_month,
    ),
    rule(
        r"(?<![\w.,/-])(?P<year>\d{4})[-/.](?P<first>\d\d)[-/.](?P<second>\d\d)(?:T(?=\d)|(?![\w/-]))",
        _written_backwards,
    ),
    rule(r"(?<![\w.,/-])(?P<first>\d{1,2})([/.-])(?P<second>\d{1,2})\2(?P<year>\d{4}|\d\d)(?![\w/-]|\.\d)", _numeric),
    rule(
        rf"(?<=\b)(?P<cue>{_TELLING}),? (?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})(?P<year>)(?![\w/]|\.\d)",
        _cued_date,
    ),
    rule(r"(?<![\w./])9/11(?![/\d])", "nine eleven"),
    rule(
        rf"(?<![\w:.,])(?P<h1>\d{{1,2}})(?::(?P<m1>[0-5]\d))? ?(?P<first_half>{_HALF})? ?[-–—] ?(?P<h2>\d{{1,2}})"
        rf"(?::(?P<m2>[0-5]\d))? ?(?P<half>{_HALF})",
        _times,
    ),
    rule(
        r"(?<![\w:.,])(?P<h1>\d{1,2}):(?P<m1>[0-5]\d)(?P<first_half>) ?[-–—] ?(?P<h2>\d{1,2}):(?P<m2>[0-5]\d)"
        r"(?P<half>)(?![\w:])",
        _times,
    ),
    rule(
        rf"(?<![\w:.,/])(?P<hour>\d{{1,2}}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?:\s?(?P<half>{_HALF}))?"
        r"(?![\w:]|\.\d)",
        _time,
    ),
    rule(
        rf"(?<![\w:.,/])(?P<hour>1[0-2]|0?\d)(?P<minute>)(?P<second>)\s?(?P<half>{_HALF})",
        lambda found: f"{cardinal('en', int(found['hour']))}{BORDER}{_half(found['half'])}",
    ),
)
"""Before amounts."""
YEARS: tuple[Rule, ...] = (
    rule(rf"(?<![\w.,/$€£-])(?P<first>{YEAR})[-–—](?P<second>{YEAR}|\d\d){_AFTER}{_COUNTED}", _years),
    rule(rf"\b([Ff]rom|[Bb]etween) ({YEAR}) (to|and|until|through) ({YEAR}){_AFTER}{_COUNTED}", _span),
    rule(rf"(?<![\w-])(?P<cue>(?i:{_CUES})),? (?P<year>{YEAR}){_AFTER}{_COUNTED}", _cued),
    rule(rf"(?P<cue>Q[1-4]|{_MONTH}),? (?P<year>{YEAR}){_AFTER}", _cued),
    rule(rf"(?<=[\w,] )(?P<cue>[A-Z][\w'’]+) (?P<year>(?:19|20)\d\d){_AFTER}{_COUNTED}", _cued),
    rule(
        rf"(?<![\w-])(?P<cue>the|The|this|that|its|his|her|their|our|a|A) (?P<year>(?:19|20)(?!00)\d\d){_AFTER}"
        r"(?= [a-zA-Z])",
        _cued,
    ),
    rule(rf"(?<=\()(?P<year>{YEAR})(?=\)|[,;] )", lambda found: year(found["year"])),
    rule(
        rf"^(?P<year>{YEAR})(?=: | [–—-] | (?:was|saw|marked|brought|is|has|will|became) )",
        lambda found: year(found["year"]),
    ),
    rule(
        r"(?<![\w.,])(?P<year>\d{1,4}) ?(?P<era>BCE?|CE|AD)\b",
        lambda found: behind(year(found["year"]), spelled(found["era"])),
    ),
    rule(r"\bAD (?P<year>\d{2,4})\b", lambda found: f"{spelled('AD')}{BORDER}{year(found['year'])}"),
    rule(
        r"(?<!\w)['’](?P<year>\d\d)(?!\w)",
        lambda found: ("oh " if found["year"][0] == "0" else "") + cardinal("en", int(found["year"])),
    ),
)
"""After amounts with units."""
