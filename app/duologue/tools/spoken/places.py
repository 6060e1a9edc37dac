"""Which time zone a place is in: the cities of the tz database, other large cities, countries with one zone."""

import functools
from importlib.resources import files

from babel import Locale

_MORE = {
    "America/New_York": "new york city, nyc, boston, washington, washington dc, miami, atlanta, philadelphia, orlando, "
    "baltimore, florida, ottawa, montreal, eastern, the east coast",
    "America/Chicago": "dallas, houston, austin, san antonio, new orleans, minneapolis, nashville, memphis, texas, "
    "central",
    "America/Denver": "salt lake city, colorado, utah, mountain",
    "America/Los_Angeles": "la, san francisco, san diego, seattle, portland, las vegas, california, silicon valley, "
    "sacramento, pacific, the west coast",
    "Pacific/Honolulu": "hawaii",
    "America/Anchorage": "alaska",
    "America/Edmonton": "calgary",
    "America/Sao_Paulo": "rio, rio de janeiro, brasilia, são paulo",
    "America/Mexico_City": "guadalajara",
    "America/Argentina/Buenos_Aires": "buenos aires",
    "America/Bogota": "bogotá",
    "Europe/London": "uk, the uk, britain, england, scotland, wales, edinburgh, manchester, glasgow, cardiff, "
    "liverpool, "
    "leeds, united kingdom, great britain, greenwich",
    "Europe/Berlin": "munich, hamburg, frankfurt, cologne, stuttgart, düsseldorf, leipzig, dresden, central european",
    "Europe/Paris": "lyon, marseille, nice, bordeaux, toulouse, strasbourg",
    "Europe/Madrid": "barcelona, seville, valencia, malaga, bilbao",
    "Europe/Rome": "milan, naples, florence, venice, turin, bologna",
    "Europe/Zurich": "geneva, basel, bern, zürich",
    "Europe/Vienna": "salzburg, graz",
    "Europe/Amsterdam": "rotterdam, the hague, utrecht, holland, the netherlands",
    "Europe/Brussels": "antwerp, ghent",
    "Europe/Lisbon": "porto",
    "Europe/Warsaw": "krakow, kraków, gdansk, wroclaw",
    "Europe/Stockholm": "gothenburg, malmö",
    "Europe/Kyiv": "kiev",
    "Europe/Prague": "the czech republic, czech republic",
    "Europe/Istanbul": "ankara, turkey",
    "Europe/Moscow": "saint petersburg, st petersburg",
    "Asia/Kolkata": "india, mumbai, delhi, new delhi, bangalore, bengaluru, chennai, hyderabad, pune, calcutta",
    "Asia/Shanghai": "china, beijing, shenzhen, guangzhou",
    "Asia/Tokyo": "osaka, kyoto",
    "Asia/Seoul": "korea, south korea",
    "Asia/Ho_Chi_Minh": "hanoi, saigon, ho chi minh city",
    "Asia/Makassar": "bali",
    "Asia/Dubai": "abu dhabi, the emirates",
    "Asia/Jerusalem": "tel aviv",
    "Asia/Kathmandu": "kathmandu",
    "Asia/Riyadh": "jeddah, mecca",
    "Australia/Sydney": "canberra",
    "Australia/Brisbane": "gold coast",
    "Pacific/Auckland": "new zealand, wellington",
    "Africa/Johannesburg": "cape town, pretoria, durban",
    "Africa/Lagos": "abuja",
}
"""Places that the tz database does not name, by zone."""


@functools.cache
def _zones() -> dict[str, str]:
    """Zones by the city in their name: "new york" -> "America/New_York"."""
    names = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    cities: dict[str, str] = {}
    for name in names:
        area, _, city = name.rpartition("/")
        if area and area != "Etc" and not city.isupper():
            cities.setdefault(city.replace("_", " ").casefold(), name)
    return cities


def _named() -> dict[str, str]:
    named = {place: zone for zone, places in _MORE.items() for place in places.split(", ")}
    return _zones() | named


ZONE_NAMES = _named()
"""Zones by what cities and regions are called."""


@functools.cache
def _countries() -> dict[str, tuple[str, ...]]:
    """The zones of each country, by its English name."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    zones: dict[str, list[str]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, zone, *_ = line.split("\t")
            zones.setdefault(code, []).append(zone)
    names = Locale("en").territories
    return {names[code].casefold(): tuple(found) for code, found in zones.items() if code in names}


def zones_of(place: str) -> tuple[str, ...]:
    """The zones of a place as it was said: one for a city, several for a large country, none if it is not known."""
    name = place.casefold().strip(" .,?!").removeprefix("in ")
    if name in _AMERICA:
        return ("America/New_York", "America/Los_Angeles")
    for form in (name, name.removeprefix("the "), name.partition(",")[0]):
        if form in ZONE_NAMES:
            return (ZONE_NAMES[form],)
        if form in _countries():
            return _countries()[form]
    return ()


_AMERICA = frozenset(
    (
        "america",
        "united states",
        "the united states",
        "the us",
        "the usa",
        "us",
        "usa",
        "the states",
        "the united states of america",
    )
)
