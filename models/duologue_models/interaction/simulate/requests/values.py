"""Numbers, durations, clock times, sums and measures as people say them and as recognisers write them."""

from collections.abc import Callable

import numpy as np

from duologue.tools import wording
from duologue_models.interaction.simulate.requests.template import pick

Rng = np.random.Generator


def number_words(n: int) -> str:
    """A number in words without hyphens."""
    return wording.number_words(n).replace("-", " ")


def number(rng: Rng, n: int) -> str:
    """A number in words or digits; compound words with a hyphen or without."""
    if rng.random() < 0.5:
        return str(n)
    return wording.number_words(n) if rng.random() < 0.4 else number_words(n)


_LIKELY = {
    "second": (5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 100, 120),
    "minute": (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 20, 25, 30, 35, 40, 45, 50, 60, 90),
    "hour": (1, 2, 3, 4, 5, 6, 8, 10, 12, 24),
    "day": (2, 3, 4, 5),
}
_TOPS = {"second": 100, "minute": 60, "hour": 24, "day": 10}
_SHARES = {"second": 0.3, "minute": 0.5, "hour": 0.19, "day": 0.01}
_ODD = (
    "half an hour", "half an hour", "an hour", "an hour", "a minute", "a minute", "an hour and a half",
    "one and a half hours", "a minute and a half", "half a minute", "two and a half minutes", "a quarter of an hour",
    "three quarters of an hour", "a couple of minutes", "two and a half hours", "one hour and thirty minutes",
    "a couple of hours", "an hour and ten minutes", "a day", "one and a half minutes", "a half hour",
    "one minute thirty", "an hour and 15", "two minutes thirty", "two and three quarter hours", "1/2 hour", "1½ hours",
    "5m", "90s", "2h30m", "two weeks", "a week", "one hour thirty", "2 1/2 hours", "a quarter hour",
)  # fmt: skip


def amount(rng: Rng, unit: str) -> int:
    """A number of a unit of time: likely ones most of the time."""
    return int(pick(rng, _LIKELY[unit])) if rng.random() < 0.75 else int(rng.integers(1, _TOPS[unit]))


def unit_of_time(rng: Rng) -> str:
    """Second, minute, hour or day."""
    return str(rng.choice(list(_SHARES), p=list(_SHARES.values())))


def counted(n: int, text: str, unit: str) -> str:
    """ "five", "minute" -> "five minutes"."""
    return f"{text} {unit}" + ("" if n == 1 else "s")


def duration(rng: Rng) -> str:
    """ "25 minutes", "an hour and a half"."""
    kind = rng.random()
    if kind < 0.14:
        return pick(rng, _ODD)
    unit = unit_of_time(rng)
    n = amount(rng, unit)
    if kind < 0.2 and unit in {"minute", "hour"}:
        below, m = {"minute": "second", "hour": "minute"}[unit], int(pick(rng, (10, 15, 20, 30, 40, 45)))
        joiner = pick(rng, (" and ", " and ", " "))
        return counted(n, number(rng, n), unit) + joiner + counted(m, number(rng, m), below)
    return counted(n, number(rng, n), unit)


def adjective(rng: Rng) -> str:
    """A duration before a noun: "five minute", "10-minute"."""
    unit = unit_of_time(rng)
    text = number(rng, amount(rng, unit))
    return f"{text}-{unit}" if rng.random() < 0.2 and text.isdigit() else f"{text} {unit}"


_HALVES = ("a.m.", "p.m.", "am", "pm", "p.m.", "pm")
_PARTS = ("in the morning", "in the evening", "in the afternoon")


def clock(rng: Rng) -> str:
    """ "6:30 p.m.", "half past six", "seven o'clock", "noon"."""
    hour, minute = int(rng.integers(1, 13)), int(pick(rng, (5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55)))
    forms: tuple[Callable[[], str], ...] = (
        lambda: f"{hour}:{minute:02d}",
        lambda: f"{hour}:{minute:02d} {pick(rng, _HALVES)}",
        lambda: f"{number(rng, hour)} {pick(rng, _HALVES)}",
        lambda: f"half past {number(rng, hour)}",
        lambda: f"{pick(rng, ('', 'a '))}quarter {pick(rng, ('past', 'to', 'after'))} {number(rng, hour)}",
        lambda: f"{number(rng, hour)} o'clock",
        lambda: f"{number_words(hour)} {number_words(max(minute, 10))}",
        lambda: f"{number_words(hour)} {number_words(max(minute, 10))} {pick(rng, _HALVES)}",
        lambda: f"{number(rng, hour)} {pick(rng, _PARTS)}",
        lambda: number(rng, hour),
        lambda: f"{number(rng, int(pick(rng, (5, 10, 20, 25))))} past {number(rng, hour)}",
        lambda: f"{number(rng, int(pick(rng, (5, 10, 20))))} to {number_words(hour)}",
        lambda: f"{int(rng.integers(13, 24))}:{minute:02d}",
        lambda: pick(rng, ("noon", "midnight", "midday")),
    )
    return pick(rng, forms)()


def plain_number(rng: Rng, top: int = 1000) -> str:
    """A whole number, seldom with decimals or a sign."""
    kind = rng.random()
    if kind < 0.08:
        return f"{int(rng.integers(0, 100))}.{int(rng.integers(1, 10))}"
    if kind < 0.11:
        return f"{int(rng.integers(1000, 30000)):,}"
    if kind < 0.16:
        return f"{number_words(int(rng.integers(1, 30)))} point {wording.ONES[int(rng.integers(1, 10))]}"
    if kind < 0.21:
        return pick(rng, ("a hundred", "a thousand", "one thousand", "a hundred and twenty", "two hundred and fifty"))
    return number(rng, int(rng.integers(2, pick(rng, (13, 30, 100, top)))))


def small_number(rng: Rng) -> str:
    """A whole number below a hundred."""
    return number(rng, int(rng.integers(2, pick(rng, (13, 30, 100)))))


def expression(rng: Rng) -> str:
    """ "17 times 23", "15 percent of 80", "the square root of 144"."""
    a, b, c = plain_number(rng), plain_number(rng), small_number(rng)
    operator = pick(
        rng,
        ("plus", "plus", "minus", "minus", "times", "times", "times", "divided by", "divided by", "multiplied by"),
    )
    kind = rng.random()
    if kind < 0.55:
        return f"{a} {operator} {b}"
    if kind < 0.68:
        return f"{a} {operator} {b} {pick(rng, ('plus', 'minus', 'times'))} {c}"
    share = pick(rng, (5, 8, 10, 12, 15, 18, 20, 25, 30, 35, 40, 60, 75, 90))
    n = int(rng.integers(2, 20))
    others = (
        f"{number(rng, share)} {pick(rng, ('percent', 'percent', 'per cent'))} of {b}",
        f"{number(rng, share)}% of {b}",
        f"{pick(rng, ('the ', ''))}square root of {number(rng, n * n)}",
        f"{small_number(rng)} squared",
        f"{number(rng, n)} cubed",
        f"{number(rng, n)} to the power of {number(rng, int(rng.integers(2, 6)))}",
        f"half of {b}",
        f"a {pick(rng, ('third', 'quarter', 'fifth', 'tenth'))} of {b}",
        f"{n * 7} {pick(rng, '+-*')} {share}",
        f"the sum of {c} and {small_number(rng)}",
        f"the product of {c} and {small_number(rng)}",
        f"the difference between {c} and {small_number(rng)}",
        f"twice {b}",
        f"two thirds of {b} plus {c}",
        f"three quarters of {b}",
        f"half of {b} plus {c}",
        f"{c} less than {b}",
        f"{c} more than {b}",
        f"{share} percent off {b}",
        f"{share}% off {b}",
        f"{a} times {c} and {pick(rng, ('add', 'subtract'))} {b}",
        f"{n}{pick(rng, '+*-/')}{share}",
        f"one and a half times {c}",
        f"what percent of {b} is {c}",
    )
    return pick(rng, others)


def command_sum(rng: Rng) -> str:
    """Arithmetic as a command: "add 5 and 7"."""
    a, b = small_number(rng), small_number(rng)
    return pick(
        rng,
        (
            f"add {a} and {b}", f"add {a} to {b}", f"subtract {b} from {a}", f"multiply {a} by {b}",
            f"divide {a} by {b}", f"take {b} away from {a}", f"multiply {a} and {b}",
        ),
    )  # fmt: skip


MEASURES = (
    ("meter kilometer centimeter millimeter inch/inches foot/feet yard mile".split(), 6),
    ("liter milliliter gallon quart pint cup tablespoon teaspoon fluid_ounce".split(), 4),
    ("kilogram gram milligram pound ounce ton kilo stone/stone".split(), 4),
    ("celsius/celsius fahrenheit/fahrenheit".split(), 3),
    ("second minute hour day week month year decade".split(), 2),
    ("kilobyte megabyte gigabyte terabyte".split(), 1),
    ("mile_per_hour/miles_per_hour kilometer_per_hour/kilometers_per_hour knot".split(), 1),
    ("acre hectare square_meter/square_meters square_mile/square_miles square_foot/square_feet".split(), 1),
    ("joule kilojoule calorie".split(), 1),
)
"""Units that fit together, singular (and plural where it is irregular), with how often they are asked for."""


def measures(rng: Rng) -> tuple[tuple[str, str], tuple[str, str]]:
    """Two units of a kind, each in the singular and the plural."""
    weights = np.array([w for _, w in MEASURES], float)
    units = MEASURES[int(rng.choice(len(MEASURES), p=weights / weights.sum()))][0]
    first, second = rng.choice(len(units), 2, replace=False)

    def forms(unit: str) -> tuple[str, str]:
        one, _, many = unit.replace("_", " ").partition("/")
        return one, many or f"{one}s"

    return forms(units[first]), forms(units[second])
