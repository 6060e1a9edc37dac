"""On which day of a year the days with a name are."""

from datetime import date, timedelta

from dateutil.easter import easter

_FIXED = {
    "christmas": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year": (1, 1),
    "new year's eve": (12, 31), "halloween": (10, 31), "valentine's day": (2, 14), "independence day": (7, 4),
    "st patrick's day": (3, 17),
}  # fmt: skip
_FROM_EASTER = {"easter": 0, "good friday": -2, "easter monday": 1}
_NTH = {"thanksgiving": (11, 3, 4), "labor day": (9, 0, 1), "memorial day": (5, 0, -1)}
"""Month, weekday and which one of the month; those of the United States."""


def fixed(name: str) -> tuple[int, int] | None:
    """Month and day of a feast that is on the same one every year."""
    return _FIXED.get(name)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date | None:
    """The n-th such weekday of a month, the last one for -1, None where there is none."""
    first = date(year, month, 1)
    days = [first + timedelta(days=at) for at in range(31)]
    found = [day for day in days if day.month == month and day.weekday() == weekday]
    return found[n if n < 0 else n - 1] if n <= len(found) else None


def feast_day(name: str, year: int) -> date | None:
    """The day of a feast in a year, None for a name that is none."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return easter(year) + timedelta(days=_FROM_EASTER[name])
    if name in _NTH:
        month, weekday, n = _NTH[name]
        return nth_weekday(year, month, weekday, n)
    return None
