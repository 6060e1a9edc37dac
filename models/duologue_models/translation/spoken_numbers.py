"""Numbers, dates and times in words, in each language: phrases that few sentences hold but must be exact."""

from collections.abc import Iterator
from functools import partial

from num2words import num2words

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
}
_PLACES_OF_WEEK = {
    "en": ("on {}", "next {}", "every {}", "{} morning", "on {} morning", "{} afternoon",
           "{} evening", "last {}", "until {}"),
    "es": (
        "el {}", "el próximo {}", "todos los {}", "el {} por la mañana", "el {} por la mañana", "el {} por la tarde",
        "el {} por la noche", "el {} pasado", "hasta el {}",
    ),
    "fr": (
        "{}", "{} prochain", "tous les {}s", "{} matin", "{} matin", "{} après-midi", "{} soir",
        "{} dernier", "jusqu'à {}",
    ),
    "de": (
        "am {}", "nächsten {}", "jeden {}", "{}morgen", "am {}morgen", "{}nachmittag", "{}abend", "letzten {}", "bis {}"
    ),
}  # fmt: skip
_CLOCK = {
    "en": ("{} o'clock", "at {} o'clock", "half past {}", "at half past {}", "quarter past {}",
           "a quarter to {}", "at {}"),
    "fr": ("{} heures", "à {} heures", "{} heures et demie", "à {} heures et demie", "{} heures et quart",
           "{} heures moins le quart", "à {} heures"),
    "de": ("{} Uhr", "um {} Uhr", "halb {+}", "um halb {+}", "Viertel nach {}", "Viertel vor {}", "um {}"),
    "es": ("las {}", "a las {}", "las {} y media", "a las {} y media", "las {} y cuarto",
           "las {} menos cuarto", "a las {}"),
}  # fmt: skip


def phrases(other: str) -> Iterator[tuple[str, str]]:
    """(English, other) phrases."""
    english, foreign = partial(_words, "en"), partial(_words, other)
    for n in (*range(1000), *range(1000, 10001, 1000), 100000, 1000000):
        yield english(n), foreign(n)
        if " and " in english(n):
            yield english(n).replace(" and ", " "), foreign(n)
        if n in (100, 1000, 1000000):
            yield english(n).replace("one", "a", 1), foreign(n)
    for n in range(1900, 2061):
        year = num2words(n, lang="en", to="year")
        yield year, foreign(n)
        yield f"in {year}", f"{'im Jahr' if other == 'de' else 'en'} {foreign(n)}"
    for en, there in zip(_DAYS["en"].split(), _DAYS[other].split(), strict=True):
        yield en, there
        for left, right in zip(_PLACES_OF_WEEK["en"], _PLACES_OF_WEEK[other], strict=True):
            yield left.format(en), right.format(there)
    yield from _dates(other)
    yield from _times(other)


def _dates(other: str) -> Iterator[tuple[str, str]]:
    for en, there in zip(_MONTHS["en"].split(), _MONTHS[other].split(), strict=True):
        yield en, there
        yield f"in {en}", f"{ {'es': 'en', 'fr': 'en', 'de': 'im'}[other] } {there}"
        for day in range(1, 32):
            ordinal = num2words(day, lang="en", to="ordinal")
            words = _day(day, other)
            for left in (f"{en} {ordinal}", f"the {ordinal} of {en}", f"{en} the {ordinal}", f"{en} {day}"):
                figure = left.endswith(str(day))
                here = f"{day}." if other == "de" else str(day)
                yield (
                    left,
                    f"{ {'es': 'el ', 'fr': 'le ', 'de': 'der '}[other] }{here if figure else words}"
                    + (" de " if other == "es" else " ")
                    + there,
                )
            yield (
                f"on {en} {ordinal}",
                f"{ {'es': 'el ', 'fr': 'le ', 'de': 'am '}[other] }{words}"
                + ("n" if other == "de" else "")
                + (" de " if other == "es" else " ")
                + there,
            )


def _day(day: int, other: str) -> str:
    if other == "de":
        return str(num2words(day, lang="de", to="ordinal"))
    if day == 1:
        return {"es": "primero", "fr": "premier"}[other]
    return _words(other, day)


def _times(other: str) -> Iterator[tuple[str, str]]:
    for hour in range(1, 13):
        after = hour % 12 + 1
        for as_words in (True, False):
            for left, right in zip(_CLOCK["en"], _CLOCK[other], strict=True):
                shown = _hour(hour, other) if as_words else str(hour)
                following = _hour(after, other) if as_words else str(after)
                text = right.replace("{+}", following).replace("{}", shown)
                if other == "es" and hour == 1:
                    text = text.replace("las ", "la ")
                if other == "de":
                    text = text.replace("eins Uhr", "ein Uhr")
                if other == "fr" and hour == 1:
                    text = text.replace("heures", "heure")
                yield left.format(_words("en", hour) if as_words else hour), text


def _hour(hour: int, other: str) -> str:
    if hour == 1:
        return {"es": "una", "fr": "une", "de": "eins"}[other]
    return _words(other, hour)


def _words(language: str, n: int) -> str:
    return str(num2words(n, lang=language)).replace(",", "")
