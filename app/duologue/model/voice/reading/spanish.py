"""Spanish."""

import re

from babel.dates import get_month_names

from duologue.model.voice.reading import roman
from duologue.model.voice.reading.addresses import codes, versions
from duologue.model.voice.reading.amounts import GAP
from duologue.model.voice.reading.borders import BORDER, Rule, any_of, rule
from duologue.model.voice.reading.figures import Figures, cardinal, ordinal
from duologue.model.voice.reading.language import Coins, Voicing, Words
from duologue.model.voice.reading.shared import language
from duologue.model.voice.reading.units import Units

_MONTHS = tuple(get_month_names("wide", locale="es")[number] for number in range(1, 13))
_NOT_NOUNS = frozenset(
    [
        "de",
        "del",
        "y",
        "e",
        "o",
        "u",
        "a",
        "al",
        "en",
        "es",
        "por",
        "con",
        "que",
        "más",
        "menos",
        "para",
        "hasta",
        "contra",
        "cada",
        "como",
        "sobre",
        "entre",
        "son",
        "era",
        "fue",
        "no",
        "se",
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "cuando",
        "donde",
        "pero",
        "si",
        "sin",
        "según",
        "tras",
        "ha",
        "han",
        "está",
    ]
)
_MASCULINE = frozenset(
    [
        "día",
        "problema",
        "programa",
        "sistema",
        "tema",
        "idioma",
        "planeta",
        "mapa",
        "clima",
        "poema",
        "esquema",
        "diagrama",
        "sofá",
    ]
)
_FEMININE = frozenset(
    [
        "vez",
        "noche",
        "tarde",
        "clase",
        "parte",
        "calle",
        "llave",
        "imagen",
        "fuente",
        "nuez",
        "red",
        "luz",
        "mujer",
        "flor",
        "mano",
        "foto",
        "moto",
        "persona",
        "serie",
        "base",
    ]
)


def _agree(value: int, words: str, noun: str) -> str:
    """Before a noun "uno" is "un" or "una", and the hundreds have its gender."""
    if not noun or noun in _NOT_NOUNS or value == 0:
        return words
    if _feminine(noun):
        return re.sub(r"(?<=cient)os\b|(?<=quinient)os\b|(?<=novecient)os\b", "as", re.sub(r"uno$", "una", words))
    return re.sub(r"uno$", "un", words.replace("veintiuno", "veintiún"))


def _feminine(noun: str) -> bool:
    one = noun.lower()
    one = (
        one[:-3] + "z"
        if one.endswith("ces")
        else one.removesuffix("es")
        if one.endswith(("des", "nes", "res"))
        else one.removesuffix("s")
    )
    if one in _MASCULINE:
        return False
    return one in _FEMININE or one.endswith(("a", "ción", "cion", "sión", "sion", "dad", "tad", "umbre"))


_PESO = ("centavo", "centavos")
_CURRENCIES = {
    "€": Coins("euro", "euros", "céntimo", "céntimos"),
    "EUR": Coins("euro", "euros", "céntimo", "céntimos"),
    "$": Coins("dólar", "dólares", *_PESO),
    "US$": Coins("dólar", "dólares", *_PESO),
    "USD": Coins("dólar", "dólares", *_PESO),
    "MXN": Coins("peso mexicano", "pesos mexicanos", *_PESO),
    "£": Coins("libra", "libras", "penique", "peniques"),
    "GBP": Coins("libra", "libras", "penique", "peniques"),
    "¥": Coins("yen", "yenes", "sen", "senes"),
}
_UNITS: dict[str, str | tuple[str, str]] = {
    "hs": "duration-hour",
    "hrs": "duration-hour",
    "seg": "duration-second",
    "kgs": "mass-kilogram",
    "t": "mass-tonne",
    "pulg": "length-inch",
    "cda": ("cucharada", "cucharadas"),
    "cdas": ("cucharada", "cucharadas"),
    "cdta": ("cucharadita", "cucharaditas"),
    "cdtas": ("cucharadita", "cucharaditas"),
    "Mbps": ("megabit por segundo", "megabits por segundo"),
    "GB": ("giga", "gigas"),
    "dB": ("decibelio", "decibelios"),
    "mAh": ("miliamperio hora", "miliamperios hora"),
}
_WORDS = Words(
    minus="menos",
    plus="más",
    about="unos",
    plus_minus="más menos",
    to="a",
    at="arroba",
    dot="punto",
    slash="barra",
    dash="guion",
    underscore="guion bajo",
    number="número",
    by="por",
    squared="al cuadrado",
    cubed="al cubo",
    power="elevado a",
    times="por",
    and_coins="con ",
    coins_named=True,
    of_millions=lambda noun: f"de {noun}",
    operators={
        "-": "menos", "–": "menos", "−": "menos", "+": "más", "*": "por", "×": "por", "·": "por", "/": "entre",
        "÷": "entre", "^": "elevado a", "=": "igual a",
    },
    signs={
        "&&": "y", "&": "y", "||": "o", "@": "arroba", "->": "a", "=>": "a", "→": "a", "⇒": "implica", "←": "de",
        "↔": "y", "↑": "arriba", "↓": "abajo", "==": "igual a", "=": "igual a", "!=": "distinto de",
        "≠": "distinto de", "<=": "como máximo", "≤": "como máximo", ">=": "como mínimo", "≥": "como mínimo",
        "<": "menos de", ">": "más de", "±": "más menos", "≈": "unos", "~": "unos", "×": "por", "÷": "entre", "·": "",
        "+": "más", "−": "menos", "%": "por ciento", "√": "raíz de", "∞": "infinito", "°": "grados", "§": "sección",
        "©": "copyright", "®": "", "™": "", "^": "elevado a", "$": "dólares", "€": "euros", "£": "libras",
        "Δ": "delta", "∑": "suma de",
    },
    currencies=_CURRENCIES,
    scales={
        "k": ("mil", "mil"), "K": ("mil", "mil"), "M": ("millón", "millones"), "B": ("B", "B"),
        "bn": ("mil millones", "mil millones"), "mn": ("millón", "millones"), "m": ("millón", "millones"),
        "T": ("T", "T"),
    },
    scale_words=("millones", "millón", "billones", "billón"),
    announced="algo en {}",
    scripts={
        "Greek": "griego", "Cyrillic": "cirílico", "Hebrew": "hebreo", "Arabic": "árabe", "Hindi": "hindi",
        "Thai": "tailandés", "Korean": "coreano", "Japanese": "japonés", "Chinese": "chino", "other": "otra escritura",
    },
    greek=(
    "alfa", "beta", "gamma", "delta", "épsilon", "zeta", "eta", "zeta", "iota", "kappa", "lambda", "mi", "ni", "xi",
    "ómicron", "pi", "ro", "sigma", "tau", "ípsilon", "fi", "ji", "psi", "omega",
    ),
)  # fmt: skip
_FIGURES = Figures("es", ". ", ",", {",": "coma", ".": "punto"}, by_digit=False, agree=_agree)
_PARTS = {2: "medio", 3: "tercio", 4: "cuarto"}


def _fraction(top: int, bottom: int) -> str:
    if not 2 <= bottom <= 100 or top == bottom:
        return f"{cardinal('es', top)} sobre {cardinal('es', bottom)}"
    part = _PARTS.get(bottom) or (
        ordinal("es", bottom) if bottom <= 10 else f"{cardinal('es', bottom).replace(' y ', 'i')}avo"
    )
    return f"{_agree(top, cardinal('es', top), part)} {part}{'' if top == 1 else 's'}"


def _mixed(whole: int, top: int, bottom: int, noun: str) -> str:
    said = _FIGURES.whole(whole, noun)
    if (top, bottom) == (1, 2):
        return f"{said} y {'media' if noun and _feminine(noun) else 'medio'}"
    return f"{said} y {_fraction(top, bottom)}"


_ABBREVIATIONS = {
    "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Sres.": "señores", "Dr.": "doctor", "Dra.": "doctora",
    "Prof.": "profesor", "Ud.": "usted", "Uds.": "ustedes", "Vd.": "usted", "Dña.": "doña", "Sto.": "santo",
    "Sta.": "santa", "etc.": "etcétera", "p. ej.": "por ejemplo", "p.ej.": "por ejemplo", "EE. UU.": "Estados Unidos",
    "EE.UU.": "Estados Unidos", "EEUU": "Estados Unidos", "a. C.": "antes de Cristo", "d. C.": "después de Cristo",
    "a.C.": "antes de Cristo", "d.C.": "después de Cristo", "Av.": "avenida", "Avda.": "avenida", "Pza.": "plaza",
    "C/": "calle ", "aprox.": "aproximadamente", "máx.": "máximo", "mín.": "mínimo", "incl.": "incluido",
    "vs.": "contra", "dpto.": "departamento", "tel.": "teléfono", "Tel.": "teléfono", "y/o": "y o",
    "24/7": "veinticuatro horas al día", "núm.": "número", "hnos.": "hermanos", "C++": "ce más más",
}  # fmt: skip
_BEFORE_FIGURES = {
    "núm": "número", "nº": "número", "n.º": "número", "N.º": "número", "Nº": "número", "n°": "número", "No": "número",
    "no": "número", "pág": "página", "págs": "páginas", "p": "página", "pp": "páginas", "cap": "capítulo",
    "vol": "volumen", "fig": "figura", "art": "artículo", "máx": "máximo", "mín": "mínimo", "ed": "edición",
    "Núm": "número", "Pág": "página", "Cap": "capítulo",
}  # fmt: skip
_NUMBERED = (
    "siglo siglos Siglo capítulo Capítulo parte Parte acto escena volumen Volumen tomo Tomo libro artículo "
    "sección título "
    "Título fase tipo nivel grado Mundial anexo Anexo"
)
_QUEENS = "Isabel María Catalina Juana Victoria Cristina Ana Margarita Beatriz Reina"
_KINGS = (
    "Felipe Carlos Alfonso Fernando Enrique Luis Juan Pablo Pedro Jaime Sancho Napoleón Jorge Guillermo "
    "Ricardo Eduardo Jacobo "
    "Francisco Benedicto Pío León Gregorio Inocencio Clemente Nicolás Alejandro Iván Federico Ramsés Otón "
    "Maximiliano Rey Papa"
)


def _king(found: re.Match[str]) -> str:
    number = roman.value(found[2])
    rank = ordinal("es", number) if number <= 10 else cardinal("es", number)
    if found[1] in _QUEENS.split() and number <= 10:
        rank = re.sub(r"o$", "a", rank)
    return f"{found[1]}{BORDER}{rank}"


def _rank(found: re.Match[str]) -> str:
    rank = ordinal("es", int(found[1]))
    if found[2] in {"a", "ª"}:
        return re.sub(r"o\b", "a", rank)
    return re.sub(r"(primer|tercer)o$", r"\1", rank) if found[2] in {"er", "ᵉʳ"} else rank


def _before_war(found: re.Match[str]) -> str:
    return re.sub(r"o\b", "a", ordinal("es", roman.value(found[1])))


_EDGE = r"(?<![\w.@/-])"
_SPANISH_WORDS: tuple[Rule, ...] = (
    rule(
        rf"{_EDGE}({any_of(_BEFORE_FIGURES)})\.? ?(?=\d)|{_EDGE}(cap|vol|fig|art)\. ?(?={roman.ROMAN}\b)",
        lambda found: f"{_BEFORE_FIGURES[found[1] or found[2]]}{BORDER}",
    ),
    rule(
        rf"{_EDGE}(?:{any_of(_ABBREVIATIONS)})(?!\w)|{_EDGE}C/ ?(?=[A-Z])",
        lambda found: _ABBREVIATIONS[found[0].strip()],
    ),
    roman.numbered(_NUMBERED, "es"),
    rule(rf"{_EDGE}({any_of(f'{_KINGS} {_QUEENS}'.split())}) ({roman.ROMAN})(?!\w)", _king),
    rule(rf"(?<!\w)({roman.ROMAN})(?= Guerra| República| edición)", _before_war),
    rule(r"(?<!\w)(?:[A-Z]\.){2,}(?!\w)", lambda found: " ".join(found[0].replace(".", ""))),
)


def _date(found: re.Match[str]) -> str | None:
    day, month, year = int(found["day"]), int(found["month"]), found["year"]
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"{cardinal('es', day)} de {_MONTHS[month - 1]}" + (f" de {cardinal('es', int(year))}" if year else "")


def _clock(hour: int, minute: int) -> str:
    spoken = _FIGURES.whole(hour, "horas")
    if minute == 0:
        return spoken
    if hour <= 12 and hour:
        return f"{spoken} y {'cuarto' if minute == 15 else 'media' if minute == 30 else cardinal('es', minute)}"
    return f"{spoken} {'cero ' if minute < 10 else ''}{cardinal('es', minute)}"


def _time(found: re.Match[str]) -> str | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 24:
        return None
    spoken = _clock(hour, minute)
    half = (found["half"] or "").lower()
    if not half:
        return spoken
    if half.startswith("h"):
        return f"{spoken}{BORDER}horas" if not minute else spoken
    part = "de la mañana" if half.startswith("a") else "de la tarde" if hour < 8 or hour == 12 else "de la noche"
    return f"{spoken}{BORDER}{part}"


_HALF = r"(?:[ap]\. ?m\.|[apAP]m\b|[AP]M\b|h(?:oras)?\b\.?)"
_SPANISH_FIGURES: tuple[Rule, ...] = (
    rule(rf"(?<![\w:.,])(?P<hour>\d{{1,2}})[:.](?P<minute>[0-5]\d)(?: ?(?P<half>{_HALF}))(?!\w)", _time),
    rule(r"(?<![\w:.,])(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?P<half>)(?![\w:])", _time),
    rule(r"(?<![\w:.,])(?P<hour>\d{1,2})(?P<minute>) ?(?P<half>[ap]\. ?m\.|[apAP]m\b|[AP]M\b)", _time),
    rule(r"(?<![\w.,/-])(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})(?![\w/-])", _date),
    rule(r"(?<![\w.,/-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])", _date),
    rule(r"(?<=\bel )(?P<day>\d{1,2})/(?P<month>\d{1,2})(?P<year>)(?![\w/])", _date),
    rule(
        r"(?<![\w.,+])(?:[6-9]\d\d ?\d{3} ?\d{3}|[89]\d{1,2}(?: \d{2,3}){3})(?!\w)",
        lambda found: _FIGURES.digits(found[0]),
    ),
    codes("[Ll]lam[ae](?: al)?|[Mm]arca(?: el)?|[Cc]ódigo(?: es)?|PIN(?: es)?", _FIGURES),
    rule(r"(?<![\w.,])(\d{1,2})\.?([ºª]|er\b|ᵉʳ)(?!C)", _rank),
    versions("[Vv]ersión|Python|Android|iOS|Ubuntu", _FIGURES),
    rule(rf"(?<=\d)(?: ?[-–] ?)(?=\d+{GAP}de {GAP}?(?:{'|'.join(_MONTHS)}))", " al "),
)
LANGUAGE = language(
    Voicing(_WORDS, _FIGURES, Units("es", "por", _UNITS), _fraction, _mixed),
    words=_SPANISH_WORDS,
    dates=_SPANISH_FIGURES,
    numbers=(),
)
