"""English abbreviations by context, titles, streets, and Roman numerals behind kings, chapters and wars."""

import re

from babel.dates import get_day_names

from duologue.model.voice.reading import roman
from duologue.model.voice.reading.borders import BORDER, Rule, any_of, behind, rule, spelled
from duologue.model.voice.reading.english_dates import MONTHS
from duologue.model.voice.reading.figures import cardinal, ordinal

_TITLES = {
    "Mr": "mister", "Mrs": "missis", "Ms": "miz", "Prof": "professor", "Gen": "general", "Sen": "senator",
    "Rep": "representative", "Rev": "reverend", "Capt": "captain", "Lt": "lieutenant", "Sgt": "sergeant",
    "Col": "colonel", "Gov": "governor", "Hon": "honorable", "Mt": "mount", "Ft": "fort",
}  # fmt: skip
_STREETS = {
    "Ave": "avenue", "Blvd": "boulevard", "Rd": "road", "Ln": "lane", "Ct": "court", "Pl": "place", "Sq": "square",
    "Hwy": "highway", "Pkwy": "parkway", "Apt": "apartment", "Ste": "suite", "Fl": "floor",
}  # fmt: skip
_BEFORE_FIGURES = {
    "no": "number", "nos": "numbers", "p": "page", "pp": "pages", "vol": "volume", "ch": "chapter", "fig": "figure",
    "figs": "figures", "sec": "section", "art": "article", "par": "paragraph", "eq": "equation", "ver": "version",
    "v": "version", "ed": "edition", "approx": "approximately", "ca": "about", "c": "about", "est": "established",
    "max": "at most", "min": "at least", "tel": "telephone", "ext": "extension", "para": "paragraph",
    "ref": "reference", "bldg": "building", "rm": "room", "nr": "number",
}  # fmt: skip
_ANYWHERE = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera", "vs.": "versus", "vs": "versus", "cf.": "compare",
    "approx.": "approximately", "a.k.a.": "also known as", "aka": "also known as", "w/o": "without", "w/": "with ",
    "b/c": "because", "incl.": "including", "excl.": "excluding", "dept.": "department", "govt.": "government",
    "temp.": "temperature", "avg.": "average", "max.": "maximum", "misc.": "miscellaneous", "Jr.": "junior",
    "Sr.": "senior", "Inc.": "incorporated", "Ltd.": "limited", "Co.": "company", "Corp.": "corporation",
    "Bros.": "brothers", "Ph.D.": "P H D", "PhD": "P H D", "a.m.": spelled("am"), "p.m.": spelled("pm"),
    "AT&T": "A- T and T", "24/7": "twenty four seven",
    "N/A": "not available", "n/a": "not available", "and/or": "and or", "he/she": "he or she", "she/he": "she or he",
    "his/her": "his or her", "him/her": "him or her", "s/he": "she or he", "Q&A": "Q and A", "P.S.": "P S",
    "C++": "C plus plus", "C#": "C sharp", "F#": "F sharp", "et al.": "and others", "ASAP": "as soon as possible",
    "RSVP": "R S V P", "min/max": "minimum and maximum", "Ctrl": "control", "w.r.t.": "with respect to",
    "btw": "by the way", "FYI": "for your information",
}  # fmt: skip
_NUMBERED = (
    "War Chapter Part Act Scene Volume Book Article Section Phase Type Class Appendix Title Level Grade Stage Episode "
    "Bowl Mark Rocky Fantasy Vol Unit Lesson Step Schedule Amendment Category Tier Division Symphony Quartet Sonata "
    "Chap Ch chapter part act scene volume book article section phase type stage Apollo Gemini"
)
_RULERS = any_of(
    [
        "Henry",
        "Louis",
        "Elizabeth",
        "George",
        "Charles",
        "William",
        "Edward",
        "Richard",
        "James",
        "Mary",
        "Philip",
        "Pius",
        "Paul",
        "John",
        "Benedict",
        "Francis",
        "Catherine",
        "Peter",
        "Nicholas",
        "Alexander",
        "Ivan",
        "Frederick",
        "Ferdinand",
        "Napoleon",
        "Ramses",
        "Ramesses",
        "Ptolemy",
        "Leo",
        "Gregory",
        "Urban",
        "Innocent",
        "Clement",
        "Otto",
        "Wilhelm",
        "Carlos",
        "Felipe",
        "Alfonso",
        "Isabella",
        "Luis",
        "Joseph",
        "Leopold",
        "Albert",
        "Baldwin",
        "Robert",
        "Stephen",
        "Harold",
        "Malcolm",
        "David",
        "Olaf",
        "Haakon",
        "Gustav",
        "Carl",
        "Christian",
        "Sixtus",
        "Boniface",
        "Julius",
        "Adrian",
        "Constantine",
        "Theodosius",
        "Justinian",
        "Murad",
        "Mehmed",
        "Suleiman",
        "Selim",
        "Darius",
        "Xerxes",
        "Cyrus",
        "Artaxerxes",
        "Amenhotep",
        "Thutmose",
        "Seti",
        "Maximilian",
        "Rudolf",
        "Victoria",
        "Margaret",
        "Anne",
        "Queen",
        "King",
        "Pope",
        "Prince",
        "Emperor",
        "Tsar",
        "Czar",
        "Umberto",
        "Vittorio",
        "Emmanuel",
        "Pedro",
        "Margrethe",
        "Harald",
    ]
)
_MONTHS = {month[:3]: month for month in MONTHS}
_DAYS = {day[:3]: day for day in get_day_names("wide", locale="en").values()}
_DAY = "Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun"
_NATURE = "Mount|Mt|Mt.|Lake|Fort|Ft.|Port|Cape|Point|Isle"


def _spelled(found: re.Match[str]) -> str:
    letters = found[0].replace(".", "")
    return spelled(letters) if letters.isupper() else found[0]


def _saint_or_street(found: re.Match[str]) -> str:
    first = not found.string[: found.start()].rstrip() or found.string[: found.start()].rstrip()[-1] in ".!?:"
    before, following = found["before"] or "", found["following"] or ""
    named = before[:1].isupper() or (before[:1].isdigit() and before[-1].isalpha())
    saint = not named or before in _NATURE.split("|") or (first and following != "" and not before[0].isdigit())
    doctor = found["what"].startswith("D")
    word = ("doctor" if doctor else "saint") if saint else ("drive" if doctor else "street")
    return behind(before, word)


def _ruler(found: re.Match[str]) -> str:
    return behind(found[1], f"the {ordinal('en', roman.value(found[2]))}")


def _before_figures(found: re.Match[str]) -> str:
    return f"{_BEFORE_FIGURES[found[1].lower()]}{BORDER}"


_CAPITAL = (word.capitalize() for word in _BEFORE_FIGURES if len(word) > 1)
_FIGURED = any_of((*_BEFORE_FIGURES, *_CAPITAL))
_DAY_CUES = "(?<=on ...)|(?<=until ...)|(?<=next ...)|(?<=every ...)|(?<=this ...)"
_EDGE = r"(?<![\w.@/&°%-])"
ENGLISH_WORDS: tuple[Rule, ...] = (
    rule(rf"(?<!\d ){_EDGE}({_FIGURED})\. ?(?=#?\d)", _before_figures, needs="."),
    rule(rf"{_EDGE}((?i:vol|ch|fig|sec|art|eq))\. ?(?={roman.ROMAN}\b)", _before_figures, needs="."),
    rule(rf"{_EDGE}(pp?|v|ver) (?=\d)", _before_figures),
    rule(rf"{_EDGE}({'|'.join(_TITLES)})\. ?(?=[A-Z])", lambda found: f"{_TITLES[found[1]]}{BORDER}", needs="."),
    rule(r"(?<!\w)(Mrs?|Ms)\.", lambda found: _TITLES[found[1]], needs="."),
    rule(
        r"(?:(?<![\w.])(?P<before>[\w'’.-]+) )?\b(?P<what>St|Dr)\b\.(?=(?: (?P<following>[A-Z]))?)",
        _saint_or_street,
        needs=".",
    ),
    rule(
        r"(?:(?<![\w.])(?P<before>[A-Z][\w'’-]+|\d+(?:st|nd|rd|th)) )(?P<what>St|Dr)(?![\w.'’])(?=(?: "
        r"(?P<following>[A-Z]))?)",
        _saint_or_street,
    ),
    rule(rf"(?<=\w )({'|'.join(_STREETS)})\b\.?", lambda found: _STREETS[found[1]]),
    roman.numbered(_NUMBERED, "en"),
    rule(rf"{_EDGE}({_RULERS}) ({roman.ROMAN})(?=['’]s\b|(?![\w'’-]))", _ruler),
    rule(rf"(?<!\w)({roman.ROMAN})(?= [Cc]entury)", lambda found: ordinal("en", roman.value(found[1]))),
    rule(rf"{_EDGE}({_DAY})\.?[-–]({_DAY})\b\.?", lambda found: f"{_DAYS[found[1][:3]]} to {_DAYS[found[2][:3]]}"),
    rule(
        rf"(?<=[a-z] )(?=II|III|IV|VI|IX|XI|XV|XX)({roman.ROMAN})(?![\w'’-])",
        lambda found: cardinal("en", roman.value(found[1])),
    ),
    rule(rf"(?<![\w.@/&])(?:{any_of(_ANYWHERE)})(?![\w/])", lambda found: _ANYWHERE[found[0]]),
    rule(rf"{_EDGE}w/(?=\w)", "with "),
    rule(rf"(?<!\d ){_EDGE}min\.", "minimum", needs="."),
    rule(r"(?<![\w.])(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?", _spelled, needs="."),
    rule(rf"{_EDGE}(Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.(?= ?\d)", lambda found: _MONTHS[found[1][:3]], needs="."),
    rule(rf"{_EDGE}(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?= \d)", lambda found: _MONTHS[found[1][:3]]),
    rule(
        rf"{_EDGE}({_DAY})(?:(?:{_DAY_CUES})\.|\.?(?=,? (?:{'|'.join(_MONTHS)}|\d)))",
        lambda found: _DAYS[found[1][:3]],
    ),
)
