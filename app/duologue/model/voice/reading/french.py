"""French."""

import re

from babel.dates import get_month_names

from duologue.model.voice.reading import roman
from duologue.model.voice.reading.addresses import codes, versions
from duologue.model.voice.reading.borders import BORDER, Rule, any_of, rule
from duologue.model.voice.reading.figures import Figures, cardinal, ordinal
from duologue.model.voice.reading.language import Coins, Voicing, Words
from duologue.model.voice.reading.shared import language
from duologue.model.voice.reading.units import Units

_MONTHS = tuple(get_month_names("wide", locale="fr")[number] for number in range(1, 13))
_FEMININE = frozenset(
    [
        "semaine",
        "personne",
        "page",
        "tasse",
        "cuillère",
        "livre",
        "fois",
        "chose",
        "étape",
        "pomme",
        "gousse",
        "tranche",
        "nuit",
        "main",
        "boîte",
        "rue",
        "ville",
        "femme",
        "fille",
        "dame",
        "maison",
        "place",
        "table",
        "chambre",
        "langue",
        "ligne",
        "once",
        "tonne",
        "couronne",
        "minute",
        "seconde",
        "goutte",
        "porte",
        "carte",
        "image",
        "lettre",
        "tomate",
        "carotte",
        "banane",
        "orange",
        "pièce",
        "équipe",
        "plante",
        "feuille",
        "vis",
        "clé",
        "clef",
        "mer",
        "part",
        "réponse",
        "route",
        "caisse",
    ]
)
_MASCULINE = frozenset(
    ["été", "côté", "comité", "musée", "lycée", "incendie", "génie", "silence", "litre", "pare-brise"]
)
_FEMININE_ENDINGS = (
  "tion", "sion", "té", "ette", "euse", "ance", "ence", "ure", "ée", "ie", "ille", "elle", "esse", "ise", "ude",
  "ade", "eure",
)  # fmt: skip


def _agree(_: int, words: str, noun: str) -> str:
    """Before a feminine noun "un" is "une"."""
    return re.sub(r"\bun$", "une", words) if _feminine(noun) else words


def _feminine(noun: str) -> bool:
    one = noun.lower().split(" ")[0].removesuffix("s") if noun.lower() != "fois" else "fois"
    return one in _FEMININE or (one not in _MASCULINE and one.endswith(_FEMININE_ENDINGS))


_CURRENCIES = {
    "€": Coins("euro", "euros", "centime", "centimes"),
    "EUR": Coins("euro", "euros", "centime", "centimes"),
    "$": Coins("dollar", "dollars", "cent", "cents"),
    "USD": Coins("dollar américain", "dollars américains", "cent", "cents"),
    "CAD": Coins("dollar canadien", "dollars canadiens", "cent", "cents"),
    "CHF": Coins("franc suisse", "francs suisses", "centime", "centimes"),
    "£": Coins("livre", "livres", "penny", "pence"),
    "GBP": Coins("livre", "livres", "penny", "pence"),
    "¥": Coins("yen", "yens", "sen", "sens"),
}
_UNITS: dict[str, str | tuple[str, str]] = {
    "km/h": ("kilomètre à l'heure", "kilomètres à l'heure"),
    "mn": "duration-minute",
    "sec": "duration-second",
    "j": "duration-day",
    "t": "mass-tonne",
    "Go": "digital-gigabyte",
    "Mo": "digital-megabyte",
    "Ko": "digital-kilobyte",
    "ko": "digital-kilobyte",
    "To": "digital-terabyte",
    "Mbit/s": ("mégabit par seconde", "mégabits par seconde"),
    "dB": ("décibel", "décibels"),
    "mAh": ("milliampère-heure", "milliampères-heures"),
    "kWh": ("kilowattheure", "kilowattheures"),
    "c. à s.": ("cuillère à soupe", "cuillères à soupe"),
    "c. à c.": ("cuillère à café", "cuillères à café"),
    "cs": ("cuillère à soupe", "cuillères à soupe"),
    "cc": ("cuillère à café", "cuillères à café"),
}
_WORDS = Words(
    minus="moins",
    plus="plus",
    about="environ",
    plus_minus="plus ou moins",
    to="à",
    at="arobase",
    dot="point",
    slash="slash",
    dash="tiret",
    underscore="tiret bas",
    number="numéro",
    by="par",
    squared="au carré",
    cubed="au cube",
    power="puissance",
    times="fois",
    and_coins="",
    coins_named=False,
    of_millions=lambda noun: f"d'{noun}" if noun[0] in "aeiouyéè" else f"de {noun}",
    operators={
        "-": "moins", "–": "moins", "−": "moins", "+": "plus", "*": "fois", "×": "fois", "·": "fois", "/": "divisé par",
        "÷": "divisé par", "^": "puissance", "=": "égale",
    },
    signs={
        "&&": "et", "&": "et", "||": "ou", "@": "arobase", "->": "vers", "=>": "vers", "→": "vers", "⇒": "implique",
        "←": "de", "↔": "et", "↑": "en haut", "↓": "en bas", "==": "égale", "=": "égale", "!=": "différent de",
        "≠": "différent de", "<=": "au plus", "≤": "au plus", ">=": "au moins", "≥": "au moins", "<": "moins de",
        ">": "plus de", "±": "plus ou moins", "≈": "environ", "~": "environ", "×": "fois", "÷": "divisé par", "·": "",
        "+": "plus", "−": "moins", "%": "pour cent", "√": "racine de", "∞": "l'infini", "°": "degrés",
        "§": "paragraphe", "©": "copyright", "®": "", "™": "", "^": "puissance", "$": "dollars", "€": "euros",
        "£": "livres", "Δ": "delta", "∑": "somme de",
    },
    currencies=_CURRENCIES,
    scales={
        "k": ("mille", "mille"), "K": ("K", "K"), "M": ("million", "millions"), "B": ("B", "B"),
        "bn": ("milliard", "milliards"), "mn": ("million", "millions"), "m": ("million", "millions"), "T": ("T", "T"),
        "Md": ("milliard", "milliards"),
    },
    scale_words=("millions", "million", "milliards", "milliard"),
    announced="quelque chose en {}",
    scripts={
        "Greek": "grec", "Cyrillic": "cyrillique", "Hebrew": "hébreu", "Arabic": "arabe", "Hindi": "hindi",
        "Thai": "thaï", "Korean": "coréen", "Japanese": "japonais", "Chinese": "chinois",
        "other": "une autre écriture",
    },
    greek=(
    "alpha", "bêta", "gamma", "delta", "epsilon", "zêta", "êta", "thêta", "iota", "kappa", "lambda", "mu", "nu", "xi",
    "omicron", "pi", "rhô", "sigma", "tau", "upsilon", "phi", "khi", "psi", "oméga",
    ),
)  # fmt: skip
_FIGURES = Figures("fr", ". ", ",", {",": "virgule", ".": "point"}, by_digit=False, agree=_agree)
_PARTS = {2: ("demi", "demis"), 3: ("tiers", "tiers"), 4: ("quart", "quarts")}


def _fraction(top: int, bottom: int) -> str:
    if not 2 <= bottom <= 100 or top == bottom:
        return f"{cardinal('fr', top)} sur {cardinal('fr', bottom)}"
    one, many = _PARTS.get(bottom) or (ordinal("fr", bottom), f"{ordinal('fr', bottom)}s")
    return f"{cardinal('fr', top)} {one if top == 1 else many}"


def _mixed(whole: int, top: int, bottom: int, noun: str) -> str:
    said = _FIGURES.whole(whole, noun)
    if (top, bottom) == (1, 2):
        return f"{said} et {'demie' if _feminine(noun) else 'demi'}"
    return f"{said} et {_fraction(top, bottom)}"


_ABBREVIATIONS = {
    "M.": "monsieur", "MM.": "messieurs", "Mme": "madame", "Mmes": "mesdames", "Mlle": "mademoiselle", "Dr": "docteur",
    "Dr.": "docteur", "Pr": "professeur", "Pr.": "professeur", "Me": "maître", "St": "saint", "Ste": "sainte",
    "St.": "saint", "Ste.": "sainte", "etc.": "et cetera", "c.-à-d.": "c'est-à-dire", "p. ex.": "par exemple",
    "ex.": "exemple", "env.": "environ", "tél.": "téléphone", "Tél.": "téléphone", "av. J.-C.": "avant Jésus-Christ",
    "apr. J.-C.": "après Jésus-Christ", "ap. J.-C.": "après Jésus-Christ", "svp": "s'il vous plaît",
    "SVP": "s'il vous plaît", "s.v.p.": "s'il vous plaît", "RDV": "rendez-vous", "rdv": "rendez-vous",
    "bd": "boulevard", "Bd": "boulevard", "max.": "maximum", "min.": "minimum", "vs": "contre", "vs.": "contre",
    "et/ou": "et ou", "h/24": "heures sur vingt-quatre", "dép.": "département", "7j/7": "sept jours sur sept",
    "7 j/7": "sept jours sur sept", "24h/24": "vingt-quatre heures sur vingt-quatre",
    "24 h/24": "vingt-quatre heures sur vingt-quatre", "24/7": "vingt-quatre heures sur vingt-quatre",
    "C++": "C plus plus",
}  # fmt: skip
_BEFORE_FIGURES = {
    "n°": "numéro", "nº": "numéro", "N°": "numéro", "no": "numéro", "No": "numéro", "p": "page", "pp": "pages",
    "chap": "chapitre", "vol": "volume", "fig": "figure", "art": "article", "env": "environ", "max": "maximum",
    "éd": "édition",
}  # fmt: skip
_KINGS = (
    "Louis Henri Charles François Philippe Napoléon Jean Paul Pie Benoît Léon Grégoire Innocent Clément "
    "Élisabeth Elisabeth George "
    "Guillaume Richard Édouard Edouard Jacques Catherine Pierre Nicolas Alexandre Ivan Frédéric Ferdinand "
    "Ramsès Léopold Baudouin "
    "Albert Othon Felipe Juan Carlos Alphonse Isabelle Marguerite"
)
_NUMBERED = (
    "chapitre Chapitre partie Partie acte Acte scène Scène volume tome Tome livre article section titre "
    "phase type niveau annexe "
    "Annexe mondiale Mondiale guerre"
)
_EDGE = r"(?<![\w.@/’'-])"


def _ordinal(value: int, ending: str) -> str:
    if value == 1:
        return "première" if ending.startswith(("re", "ère")) else "premier"
    return ordinal("fr", value)


def _king(found: re.Match[str]) -> str:
    first = found[2] == "I" and bool(found[3])
    return f"{found[1]}{BORDER}{'premier' if first else cardinal('fr', roman.value(found[2]))}"


_WHOLE = any_of(_ABBREVIATIONS)
_FIGURED = any_of(_BEFORE_FIGURES)
_FRENCH_WORDS: tuple[Rule, ...] = (
    rule(
        rf"{_EDGE}({_FIGURED})\.? ?(?=\d)|{_EDGE}(chap|vol|fig|art)\. ?(?={roman.ROMAN}\b)",
        lambda found: f"{_BEFORE_FIGURES[found[1] or found[2]]}{BORDER}",
    ),
    rule(r"(?<!\w)(St|Ste)-(?=[A-ZÉ])", lambda found: f"{'saint' if found[1] == 'St' else 'sainte'} "),
    rule(rf"(?<!\d ){_EDGE}(?:{_WHOLE})(?![\w])", lambda found: _ABBREVIATIONS[found[0]]),
    rule(rf"{_EDGE}({any_of(_KINGS.split())}) ({roman.ROMAN})(er)?(?!\w)", _king),
    roman.numbered(_NUMBERED, "fr"),
    rule(
        rf"(?<!\w)(?![LC]e\b)({roman.ROMAN})(er|re|ère|ème|e)(?!\w)",
        lambda found: _ordinal(roman.value(found[1]), found[2]),
    ),
    rule(r"(?<!\w)(?:[A-Z]\.){2,}(?!\w)", lambda found: " ".join(found[0].replace(".", ""))),
)


def _date(found: re.Match[str]) -> str | None:
    day, month, year = int(found["day"]), int(found["month"]), found["year"]
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    said = "premier" if day == 1 else cardinal("fr", day)
    return f"{said} {_MONTHS[month - 1]}" + (f" {cardinal('fr', int(year))}" if year else "")


def _time(found: re.Match[str]) -> str | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 24:
        return None
    spoken = f"{_FIGURES.whole(hour, 'heure')} heure{'s' if hour > 1 else ''}"
    return f"{spoken}{BORDER}{cardinal('fr', minute)}" if minute else spoken


def _pairs(found: re.Match[str]) -> str:
    zero = cardinal("fr", 0)
    return ", ".join(
        f"{zero} {cardinal('fr', int(pair[1]))}" if pair[0] == "0" else cardinal("fr", int(pair))
        for pair in re.findall(r"\d\d", found[0])
    )


_FRENCH_FIGURES: tuple[Rule, ...] = (
    rule(r"(?<![\w.,])0[1-9](?:[ .-]?\d\d){4}(?!\w)", _pairs),
    rule(r"(?<![\w:.,])(?P<hour>\d{1,2}) ?[hH](?: ?(?P<minute>[0-5]\d)(?: ?min\b)?)?(?![\w/])", _time),
    rule(r"(?<![\w:.,])(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?![\w:])", _time),
    rule(r"(?<![\w.,/-])(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})(?![\w/-])", _date),
    rule(r"(?<![\w.,/-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])", _date),
    rule(r"(?<=\ble )(?P<day>\d{1,2})/(?P<month>\d{1,2})(?P<year>)(?![\w/])", _date),
    rule(r"(?<![\w.,])(\d{1,4})(er|re|ère|ème|e|nde|nd)s?(?!\w)", lambda found: _ordinal(int(found[1]), found[2])),
    codes("[Cc]ode(?: est)?|PIN(?: est)?", _FIGURES),
    versions("[Vv]ersion|Python|Android|iOS|Ubuntu", _FIGURES),
)
LANGUAGE = language(
    Voicing(_WORDS, _FIGURES, Units("fr", "par", _UNITS, frozenset({"j", "cs", "cc"})), _fraction, _mixed),
    words=_FRENCH_WORDS,
    dates=_FRENCH_FIGURES,
    numbers=(),
)
