"""Days, moments and what comes again, as people say and type them."""

import numpy as np

from duologue_models.interaction.simulate.requests import values
from duologue_models.interaction.simulate.requests.template import pick

Rng = np.random.Generator
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fifteenth", "eighteenth", "twentieth", "twenty first", "twenty fourth", "twenty eighth",
)  # fmt: skip
_FEASTS = (
    "christmas", "christmas eve", "new year's eve", "new year's day", "easter", "halloween", "valentine's day",
    "thanksgiving", "boxing day", "good friday",
)  # fmt: skip
_CITIES = (
    "tokyo", "new york", "london", "paris", "berlin", "sydney", "los angeles", "san francisco", "chicago", "toronto",
    "mumbai", "delhi", "beijing", "shanghai", "hong kong", "singapore", "moscow", "istanbul", "cairo", "johannesburg",
    "são paulo", "mexico city", "buenos aires", "madrid", "rome", "vienna", "zurich", "amsterdam", "stockholm", "oslo",
    "helsinki", "warsaw", "prague", "athens", "dubai", "bangkok", "seoul", "honolulu", "auckland", "lisbon", "dublin",
    "germany", "japan", "india", "spain", "italy", "france", "the uk", "england", "new zealand", "hawaii", "boston",
    "seattle", "denver", "las vegas", "miami", "tel aviv", "nairobi", "lagos", "jakarta", "manila", "kathmandu",
)  # fmt: skip


def day(rng: Rng) -> str:
    """ "The 24th of december", "in three weeks", "next friday", "christmas"."""
    number, month = int(rng.integers(1, 29)), pick(rng, _MONTHS)
    count = values.number(rng, int(rng.integers(2, 20)))
    forms = (
        *(pick(rng, _FEASTS) for _ in range(3)),
        *(f"{pick(rng, ('next ', 'this ', ''))}{pick(rng, _WEEKDAYS)}" for _ in range(2)),
        *(f"in {count} {unit}" for unit in ("days", "weeks", "weeks", "months")),
        pick(rng, ("tomorrow", "the day after tomorrow", "the last day of the month", "a week from friday")),
        f"{number} {month}", f"{month} {number}", f"the {_ordinal(number)} of {month}", f"{month} {_ordinal(number)}",
        f"the {pick(rng, _ORDINALS)} of {month}", f"{month} {pick(rng, _ORDINALS)}",
        f"{month} {number}, {int(rng.integers(1950, 2040))}",
    )  # fmt: skip
    return pick(rng, forms)


def moment(rng: Rng) -> str:
    """ "Tomorrow at 9 am", "on monday at noon", "at seven in the morning on the third of march"."""
    clock = values.clock(rng)
    part = pick(rng, ("morning", "morning", "evening", "afternoon", "night"))
    hour, count = values.number(rng, int(rng.integers(1, 13))), values.number(rng, int(rng.integers(2, 9)))
    on_weekday = f"{pick(rng, ('on ', 'on ', 'next ', ''))}{pick(rng, _WEEKDAYS)} at {clock}"
    forms = (
        *[f"tomorrow at {clock}"] * 5, *[f"at {clock} tomorrow"] * 2, f"tomorrow {part}", f"tomorrow {part} at {hour}",
        *[on_weekday] * 4, *[f"on {_dated(rng)} at {clock}"] * 2, f"at {clock} on {_dated(rng)}",
        f"in {count} {pick(rng, ('days', 'weeks'))} at {clock}", f"the day after tomorrow at {clock}", "this evening",
        pick(rng, ("tonight", f"tonight at {hour}")),
    )  # fmt: skip
    return pick(rng, forms)


def again(rng: Rng) -> str:
    """ "Every day at 9 pm", "every weekday at seven", "every other tuesday at 18:00"."""
    clock = values.clock(rng)
    one, other = pick(rng, _WEEKDAYS), pick(rng, _WEEKDAYS)
    how_often = (
        "every day", "every day", "every morning", "every evening", "each night", "every weekday", "every weekday",
        f"every {one}", f"every {one}", f"every other {one}", f"every {one} and {other}", f"on {one}s",
        f"on {one}s and {other}s", "every weekend", "on weekdays", "every other day", "every two weeks on " + one,
        f"on the {_ordinal(int(rng.integers(1, 29)))} of every month", f"the first {one} of every month",
        "every month on the " + _ordinal(int(rng.integers(1, 29))), f"every year on {_dated(rng)}", "daily",
    )  # fmt: skip
    return f"{pick(rng, how_often)} at {clock}"


def feast(rng: Rng) -> str:
    """A day with a name."""
    return pick(rng, _FEASTS)


def city(rng: Rng) -> str:
    """A city or a country whose time is asked for."""
    return pick(rng, _CITIES)


def _dated(rng: Rng) -> str:
    number = int(rng.integers(1, 29))
    month = pick(rng, _MONTHS)
    return pick(rng, (f"{month} {_ordinal(number)}", f"the {_ordinal(number)} of {month}", f"{number} {month}"))


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
