"""German."""

import re

from babel.dates import get_month_names

from duologue.model.voice.reading import roman
from duologue.model.voice.reading.addresses import codes, versions
from duologue.model.voice.reading.borders import BORDER, Rule, any_of, behind, rule
from duologue.model.voice.reading.figures import Figures, cardinal, ordinal
from duologue.model.voice.reading.language import Coins, Voicing, Words
from duologue.model.voice.reading.shared import language
from duologue.model.voice.reading.units import Units

_MONTHS = tuple(get_month_names("wide", locale="de")[number] for number in range(1, 13))
_MONTH = "|".join(_MONTHS)
_FEMININE = frozenset(
    ["Person", "Frau", "Nacht", "Stadt", "Hand", "Zeit", "Milliarde", "Antwort", "Zahl", "Art", "Nummer"]
)
_NOT_FEMININE = frozenset(
    [
        "Name",
        "Käse",
        "Auge",
        "Ende",
        "Junge",
        "Kunde",
        "Kollege",
        "Gebäude",
        "Gemüse",
        "Affe",
        "Löwe",
        "Buchstabe",
        "Gedanke",
        "Interesse",
    ]
)
_FEMININE_ENDINGS = ("e", "ung", "heit", "keit", "tion", "schaft", "tät", "ik", "ion")


def _agree(value: int, words: str, noun: str) -> str:
    """Before a noun, or an adjective with it, "eins" is "ein" or "eine"."""
    if value != 1 or not noun or not (noun[0].isupper() or noun.endswith(("er", "es"))) or noun == "oder":
        return words
    return "eine" if _feminine(noun) else "ein"


def _feminine(noun: str) -> bool:
    return noun in _FEMININE or (noun not in _NOT_FEMININE and noun.endswith(_FEMININE_ENDINGS))


_CURRENCIES = {
    "€": Coins("Euro", "Euro", "Cent", "Cent"),
    "EUR": Coins("Euro", "Euro", "Cent", "Cent"),
    "$": Coins("Dollar", "Dollar", "Cent", "Cent"),
    "US$": Coins("US-Dollar", "US-Dollar", "Cent", "Cent"),
    "USD": Coins("US-Dollar", "US-Dollar", "Cent", "Cent"),
    "CHF": Coins("Franken", "Franken", "Rappen", "Rappen"),
    "£": Coins("Pfund", "Pfund", "Penny", "Pence"),
    "GBP": Coins("Pfund", "Pfund", "Penny", "Pence"),
    "¥": Coins("Yen", "Yen", "Sen", "Sen"),
}
_UNITS: dict[str, str | tuple[str, str]] = {
    "Std": "duration-hour",
    "Min": "duration-minute",
    "Sek": "duration-second",
    "t": "mass-tonne",
    "qm": "area-square-meter",
    "EL": ("Esslöffel", "Esslöffel"),
    "TL": ("Teelöffel", "Teelöffel"),
    "Stk": ("Stück", "Stück"),
    "Pkg": ("Packung", "Packungen"),
    "Mbit/s": ("Megabit pro Sekunde", "Megabit pro Sekunde"),
    "dB": ("Dezibel", "Dezibel"),
    "mAh": ("Milliamperestunde", "Milliamperestunden"),
    "°": ("Grad", "Grad"),
}
_WORDS = Words(
    minus="minus",
    plus="plus",
    about="etwa",
    plus_minus="plus minus",
    to="bis",
    at="ät",
    dot="Punkt",
    slash="Schrägstrich",
    dash="Bindestrich",
    underscore="Unterstrich",
    number="Nummer",
    by="mal",
    squared="zum Quadrat",
    cubed="hoch drei",
    power="hoch",
    times="mal",
    and_coins="",
    coins_named=False,
    of_millions=str,
    operators={
        "-": "minus", "–": "minus", "−": "minus", "+": "plus", "*": "mal", "×": "mal", "·": "mal", "/": "durch",
        "÷": "durch", ":": "durch", "^": "hoch", "=": "gleich",
    },
    signs={
        "&&": "und", "&": "und", "||": "oder", "@": "ät", "->": "nach", "=>": "nach", "→": "nach", "⇒": "daraus folgt",
        "←": "von", "↔": "und", "↑": "nach oben", "↓": "nach unten", "==": "gleich", "=": "gleich", "!=": "ungleich",
        "≠": "ungleich", "<=": "höchstens", "≤": "höchstens", ">=": "mindestens", "≥": "mindestens",
        "<": "weniger als", ">": "mehr als", "±": "plus minus", "≈": "etwa", "~": "etwa", "×": "mal", "÷": "durch",
        "·": "", "+": "plus", "−": "minus", "%": "Prozent", "√": "Wurzel aus", "∞": "unendlich", "°": "Grad",
        "§§": "Paragrafen", "§": "Paragraf", "©": "Copyright", "®": "", "™": "", "^": "hoch", "$": "Dollar",
        "€": "Euro", "£": "Pfund", "Δ": "Delta", "∑": "Summe von",
    },
    currencies=_CURRENCIES,
    scales={
        "k": ("tausend", "tausend"), "K": ("K", "K"), "M": ("Million", "Millionen"), "B": ("B", "B"),
        "bn": ("Milliarde", "Milliarden"), "mn": ("Million", "Millionen"), "m": ("Million", "Millionen"),
        "T": ("T", "T"),
    },
    scale_words=("Millionen", "Million", "Milliarden", "Milliarde", "Tausend"),
    announced="etwas auf {}",
    scripts={
        "Greek": "Griechisch", "Cyrillic": "Kyrillisch", "Hebrew": "Hebräisch", "Arabic": "Arabisch", "Hindi": "Hindi",
        "Thai": "Thailändisch", "Korean": "Koreanisch", "Japanese": "Japanisch", "Chinese": "Chinesisch",
        "other": "einer anderen Schrift",
    },
    greek=(
    "Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Jota", "Kappa", "Lambda", "Mü", "Nü", "Xi",
    "Omikron", "Pi", "Rho", "Sigma", "Tau", "Ypsilon", "Phi", "Chi", "Psi", "Omega",
    ),
)  # fmt: skip
_FIGURES = Figures("de", ". ", ",", {",": "Komma", ".": "Punkt"}, by_digit=True, agree=_agree)


def _fraction(top: int, bottom: int) -> str:
    if not 2 <= bottom <= 100 or top == bottom:
        return f"{cardinal('de', top)} zu {cardinal('de', bottom)}"
    count = "ein" if top == 1 else cardinal("de", top)
    return f"{count}halb" if (top, bottom) == (1, 2) else f"{count} {ordinal('de', bottom).capitalize()}l"


def _mixed(whole: int, top: int, bottom: int, _: str) -> str:
    count = "ein" if whole == 1 else cardinal("de", whole)
    return f"{count}einhalb" if (top, bottom) == (1, 2) else f"{count} {_fraction(top, bottom)}"


_ABBREVIATIONS = {
    "z. B.": "zum Beispiel", "z.B.": "zum Beispiel", "d. h.": "das heißt", "d.h.": "das heißt",
    "u. a.": "unter anderem", "u.a.": "unter anderem", "usw.": "und so weiter", "etc.": "et cetera",
    "bzw.": "beziehungsweise", "ca.": "circa", "ggf.": "gegebenenfalls", "evtl.": "eventuell", "inkl.": "inklusive",
    "exkl.": "exklusive", "max.": "maximal", "min.": "mindestens", "Tel.": "Telefon", "v. Chr.": "vor Christus",
    "n. Chr.": "nach Christus", "v.Chr.": "vor Christus", "n.Chr.": "nach Christus", "St.": "Sankt", "Dr.": "Doktor",
    "Prof.": "Professor", "Hr.": "Herr", "Fr.": "Frau", "geb.": "geboren", "sog.": "sogenannt", "vgl.": "vergleiche",
    "i. d. R.": "in der Regel", "i.d.R.": "in der Regel", "o. Ä.": "oder Ähnliches", "u. U.": "unter Umständen",
    "s. o.": "siehe oben", "s. u.": "siehe unten", "vs.": "gegen", "Str.": "Straße", "Pl.": "Platz",
    "und/oder": "und oder", "Jh.": "Jahrhundert", "Mio.": "Millionen", "Mrd.": "Milliarden", "Tsd.": "Tausend",
    "Ing.": "Ingenieur", "Dipl.": "Diplom", "bspw.": "beispielsweise", "mind.": "mindestens", "zzgl.": "zuzüglich",
    "24/7": "rund um die Uhr", "C++": "C plus plus", "usf.": "und so fort", "i. A.": "im Auftrag", "z. T.": "zum Teil",
    "z.T.": "zum Teil",
}  # fmt: skip
_BEFORE_FIGURES = {
    "Nr": "Nummer", "Nrn": "Nummern", "S": "Seite", "Abs": "Absatz", "Kap": "Kapitel", "Bd": "Band",
    "Abb": "Abbildung", "Art": "Artikel", "Tab": "Tabelle", "Ziff": "Ziffer", "Vers": "Version", "Aufl": "Auflage",
}  # fmt: skip
_KINGS = (
    "Ludwig Heinrich Karl Friedrich Wilhelm Otto Franz Joseph Napoleon Georg Eduard Richard Jakob Johannes "
    "Paul Pius Benedikt "
    "Leo Gregor Innozenz Clemens Peter Nikolaus Alexander Iwan Ferdinand Ramses Leopold Albert Philipp "
    "Konrad Rudolf Maximilian "
    "Johann August Charles Felipe Juan Carlos Harald Gustaf"
)
_QUEENS = "Elisabeth Katharina Maria Isabella Margarethe Anna"
_NUMBERED = "Kapitel Teil Akt Szene Band Buch Artikel Abschnitt Phase Typ Klasse Stufe Anhang"
_DATIVE = frozenset(
    [
        "am",
        "im",
        "vom",
        "zum",
        "beim",
        "dem",
        "den",
        "des",
        "ab",
        "bis",
        "seit",
        "einem",
        "meinem",
        "deinem",
        "seinem",
        "ihrem",
        "unserem",
        "jeden",
        "diesem",
        "diesen",
    ]
)
_PLAIN = frozenset(["der", "die", "das", "Der", "Die", "Das", "diese", "dieser", "dieses", "jede", "jeder"])
_RANKED = (
    "Platz|Stock|Etage|Kapitel|Weltkrieg|Jahrhundert|Jh|Mal|Tag|Woche|Monat|Klasse|Runde|Teil|Schritt|"
    "Versuch|Stunde|Minute|Geburtstag"
)
_EDGE = r"(?<![\w.@/-])"


def year(written: str) -> str:
    """A year: neunzehnhundertneunundachtzig, zweitausendvierundzwanzig."""
    value = int(written)
    if not 1100 <= value <= 1999:
        return cardinal("de", value)
    rest = value % 100
    return f"{cardinal('de', value // 100)}hundert{cardinal('de', rest) if rest else ''}"


def _rank(value: int, before: str) -> str:
    rank = ordinal("de", value)
    if before.lower() in _DATIVE or before.endswith(" der"):
        return f"{rank}n"
    return rank if before in _PLAIN else f"{rank}r"


def _king(found: re.Match[str]) -> str:
    article = "die" if found[1] in _QUEENS.split() else "der"
    return f"{found[1]}{BORDER}{article} {ordinal('de', roman.value(found[2])).capitalize()}"


def _one(abbreviation: str) -> str:
    return {"Mio.": "Million", "Mrd.": "Milliarde"}[abbreviation]


_WHOLE = any_of(_ABBREVIATIONS)
_GERMAN_WORDS: tuple[Rule, ...] = (
    rule(
        rf"{_EDGE}({any_of(_BEFORE_FIGURES)})\. ?(?=\d)",
        lambda found: f"{_BEFORE_FIGURES[found[1]]}{BORDER}",
        needs=".",
    ),
    rule(r"(?<=(?<![\d.,])1 )(Mio|Mrd)\.", lambda found: _one(found[0]), needs="."),
    rule(
        rf"(?<!\d ){_EDGE}(?:{_WHOLE})(?!\w)|(?<=\d )(?:Mio|Mrd|Tsd|Jh|v\. ?Chr|n\. ?Chr)\.",
        lambda found: _ABBREVIATIONS[found[0]],
    ),
    rule(r"(?<=[a-zäöüß])str\.(?!\w)", "straße", needs="str."),
    rule(r"(?<=[a-z]-)Str\.(?!\w)", "Straße", needs="Str."),
    rule(rf"{_EDGE}({any_of(f'{_KINGS} {_QUEENS}'.split())}) ({roman.ROMAN})(?:\.|(?!\w))", _king),
    roman.numbered(_NUMBERED, "de"),
    rule(
        rf"(?:(?<!\w)(\w+) )?(?<!\w)({roman.ROMAN})\. (?=Weltkrieg|Republik)",
        lambda found: behind(found[1] or "", _rank(roman.value(found[2]), found[1] or "").capitalize() + BORDER),
    ),
    rule(r"(?<!\w)(?:[A-ZÄÖÜ]\.){2,}(?!\w)", lambda found: " ".join(found[0].replace(".", ""))),
)


def _date(found: re.Match[str]) -> str | None:
    day, month, written = int(found["day"]), int(found["month"]), found["year"]
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    before = found["before"] or ""
    led = f"{before.replace(' ', BORDER)}{BORDER}" if before else ""
    return f"{led}{_rank(day, before)} {_MONTHS[month - 1]}" + (f" {year(written)}" if written else "")


def _ranked(found: re.Match[str]) -> str:
    before = found["before"] or ""
    led = f"{before.replace(' ', BORDER)}{BORDER}" if before else ""
    second = f" bis {_rank(int(found['last']), before)}" if found["last"] else ""
    return f"{led}{_rank(int(found['day']), before)}{second}{BORDER}"


def _month_year(found: re.Match[str]) -> str:
    return f"{found[1]}{BORDER}{year(found[2])}"


def _clock(hour: int, minute: int) -> str:
    spoken = f"{'ein' if hour == 1 else cardinal('de', hour)} Uhr"
    return f"{spoken} {cardinal('de', minute)}" if minute else spoken


def _time(found: re.Match[str]) -> str | None:
    return _clock(int(found["hour"]), int(found["minute"] or 0)) if int(found["hour"]) <= 24 else None


def _times(found: re.Match[str]) -> str:
    first = _clock(int(found[1]), int(found[2] or 0)) if int(found[2] or 0) else cardinal("de", int(found[1]))
    return f"{first} bis {_clock(int(found[3]), int(found[4] or 0))}"


_YEAR = r"1[1-9]\d\d"
_CUES = (
    "in|im Jahr|im Jahre|Jahr|Jahre|seit|bis|von|um|ab|vor|nach|Anfang|Mitte|Ende|zwischen|und|Sommer|Herbst|"
    "Winter|Frühling|Frühjahr"
)
_NOT_YEAR = (
    r"(?! (?:Euro|Dollar|Meter|Kilometer|Menschen|Personen|Schritte|Leute|Stück|Mal|Jahren?|Tagen?|Stunden|"
    r"Minuten|Teilnehmer\w*|Wörter\w*|Einwohner\w*|Kalorien|Schritten)\b)"
)
_BEFORE = (
    r"(?:(?<!\w)(?P<before>(?:(?:[Ii]n|[Aa]n|[Aa]uf|[Mm]it|[Vv]on|[Zz]u|[Aa]us|[Bb]ei|[Nn]ach|[Ss]eit|"
    r"[Vv]or) (?=der ))?"
    r"[A-Za-zÄÖÜäöü]+) )?(?<![\w.,/-])"
)
_GERMAN_FIGURES: tuple[Rule, ...] = (
    rule(r"(?<![\w:.,])(\d{1,2})(?:[:.]([0-5]\d))?(?: Uhr)? ?[-–] ?(\d{1,2})(?:[:.]([0-5]\d))? Uhr\b", _times),
    rule(r"(?<![\w:.,])(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d) Uhr\b", _time),
    rule(r"(?<![\w:.,])(?P<hour>\d{1,2})(?P<minute>) Uhr\b", _time),
    rule(r"(?<![\w:.,])(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?: h\b)?(?![\w:])", _time),
    rule(rf"{_BEFORE}(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?(?P<year>\d{{4}})(?!\w)", _date),
    rule(rf"{_BEFORE}(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>)(?!\w)", _date),
    rule(r"(?P<before>)(?<![\w.,/-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])", _date),
    rule(
        rf"{_BEFORE}(?P<day>\d{{1,2}})\.(?: ?[-–] ?(?P<last>\d{{1,2}})\.)? (?=(?:{_MONTH}|{_RANKED})\b|(?:bis|"
        rf"und|oder) (?:zum )?\d{{1,2}}\. ?(?:{_MONTH}|{_RANKED})\b)",
        _ranked,
    ),
    rule(
        r"(?<!\w)(?P<before>[Aa]m|[Ii]m|[Vv]om|[Zz]um|[Bb]eim|dem|den|des|der|die|das|Der|Die|Das) "
        r"(?P<day>\d{1,3})\.(?P<last>) (?=[A-ZÄÖÜ][a-zäöü])",
        _ranked,
    ),
    rule(r"^(?P<day>\d{1,2})\. (?=\w)", lambda found: f"{ordinal('de', int(found['day']))}ns,{BORDER}"),
    rule(rf"\b({_MONTH}) ({_YEAR})(?!\w|[.,]\d)", _month_year),
    rule(
        rf"\b([Vv]on|[Zz]wischen) ({_YEAR}) (bis|und) ({_YEAR})(?!\w|[.,]\d){_NOT_YEAR}",
        lambda found: BORDER.join((found[1], year(found[2]), found[3], year(found[4]))),
    ),
    rule(
        rf"(?<![\w-])((?i:{_CUES})) ({_YEAR})(?!\w|[.,:/-]\d|–\d){_NOT_YEAR}",
        lambda found: f"{found[1].replace(' ', BORDER)}{BORDER}{year(found[2])}",
    ),
    rule(rf"(?<=\()({_YEAR})(?=\)|[,;] )", lambda found: year(found[1])),
    rule(
        rf"(?<![\w.,])({_YEAR})[-–]({_YEAR})(?!\w|[.,]\d){_NOT_YEAR}",
        lambda found: f"{year(found[1])} bis {year(found[2])}",
    ),
    rule(r"(?<![\w.,])(\d{2,4})er(n?)(?!\w)", lambda found: f"{year(found[1])}er{found[2]}"),
    codes("[Cc]ode(?: ist)?|PIN(?: ist)?|[Ww]ähle|[Rr]ufe?|[Nn]otruf", _FIGURES),
    versions("[Vv]ersion|Python|Android|iOS|Ubuntu", _FIGURES),
    rule(r"(?<![\w.,])(\d+)x(?!\w)", lambda found: f"{'ein' if found[1] == '1' else cardinal('de', int(found[1]))}mal"),
)
LANGUAGE = language(
    Voicing(_WORDS, _FIGURES, Units("de", "pro", _UNITS), _fraction, _mixed),
    words=_GERMAN_WORDS,
    dates=_GERMAN_FIGURES,
    numbers=(),
)
