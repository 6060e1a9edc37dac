"""weather.now: the weather of a place, from Open-Meteo; no key is needed."""

import math
from collections.abc import Coroutine, Mapping
from typing import Any
from urllib.parse import urlencode

from duologue.core.events import Json
from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import Numbers, Point, ToolFacts, Values
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.untrusted import clean_line
from duologue.tools.web.fetch import DATA, OFFLINE_ERROR, OFFLINE_SAY, Fetcher, FetchError, UnknownHostError
from duologue.tools.web.settings import WebSettings
from duologue.tools.web.telling import tell_weather
from duologue.tools.wording import show_number

GEOCODING = "https://geocoding-api.open-meteo.com"
FORECAST = "https://api.open-meteo.com"
KEPT_S = 600.0
ASK_S = 6.0
"""How long one request to the service may take, in seconds; there are up to three."""
HOURS = 6
LONGEST_NAME = 80
NO_PLACE_ERROR = "No place was named, and none is set: name a city, or set 'Your place' in the settings."
NO_PLACE_SAY = "For which place? Name a city, or set yours in the settings."
FAILED_SAY = "Sorry, the weather service isn't working right now."
_CURRENT = (
    "temperature_2m",
    "apparent_temperature",
    "relative_humidity_2m",
    "weather_code",
    "wind_speed_10m",
    "is_day",
)
_HOURLY = ("temperature_2m", "weather_code", "precipitation_probability")
_CONDITIONS = {
    0: "clear", 1: "mostly clear", 2: "partly cloudy", 3: "overcast", 45: "foggy", 48: "freezing fog",
    51: "light drizzle", 53: "drizzle", 55: "heavy drizzle", 56: "freezing drizzle", 57: "freezing drizzle",
    61: "light rain", 63: "rain", 65: "heavy rain", 66: "freezing rain", 67: "freezing rain",
    71: "light snow", 73: "snow", 75: "heavy snow", 77: "snow grains",
    80: "light showers", 81: "showers", 82: "heavy showers", 85: "snow showers", 86: "heavy snow showers",
    95: "a thunderstorm", 96: "a thunderstorm with hail", 99: "a thunderstorm with hail",
}  # fmt: skip
"""By the code of the World Meteorological Organization."""
_BY_DAY = {0: "sunny", 1: "mostly sunny"}


class Weather:
    """The weather tool. geocoding, forecast: the servers that are asked."""

    def __init__(
        self, settings: WebSettings, fetcher: Fetcher, geocoding: str = GEOCODING, forecast: str = FORECAST
    ) -> None:
        self._settings = settings
        self._fetcher = fetcher
        self._geocoding = geocoding
        self._forecast = forecast

    def tools(self) -> list[Tool]:
        """The tool."""
        place = Argument("place", Reads.TEXT, "city or country: Oslo, Tokyo", required=False)
        use = "tells the weather, temperature, forecast: is it raining, how warm is it outside"
        tool = Tool(
            "weather.now", use, self._now, (place,), online=True, timeout_s=4 * ASK_S, kept_s=KEPT_S, facts=_FORECASTS
        )
        return [tool]

    def _now(self, request: Request) -> Coroutine[Any, Any, Answer]:
        self._settings.permit()
        place = request.text("place") or self._settings.place.strip()
        if not place:
            raise ToolError(NO_PLACE_ERROR, NO_PLACE_SAY)
        return self._weather(place)

    async def _weather(self, place: str) -> Answer:
        where = await self._find(place)
        asked = {
            "latitude": where.get("latitude"),
            "longitude": where.get("longitude"),
            "current": ",".join(_CURRENT),
            "hourly": ",".join(_HOURLY),
            "forecast_hours": HOURS,
            "timezone": "auto",
        }
        answer = await self._ask(f"{self._forecast}/v1/forecast", asked)
        try:
            weather = _read(answer)
        except (LookupError, TypeError, ValueError, OverflowError) as error:
            message = f"The weather service gave an unexpected answer ({type(error).__name__}: {error})."
            raise ToolError(clean_line(message, 200), FAILED_SAY) from error
        result = {"place": _name(where, "name"), "country": _name(where, "country"), **weather}
        return Answer(result, tell_weather(result))

    async def _find(self, place: str) -> Mapping[str, Json]:
        """A place on the map. Of "paris texas" the last word may be the country or state."""
        name, _, last = place.strip().rpartition(" ")
        for wording in [place, f"{name}, {last}"] if name and "," not in place else [place]:
            asked = {"name": wording, "count": 1, "language": "en", "format": "json"}
            found = (await self._ask(f"{self._geocoding}/v1/search", asked)).get("results")
            if isinstance(found, list) and found and isinstance(found[0], dict):
                return found[0]
        raise ToolError(f"There is no place called {clean_line(place, LONGEST_NAME)}.")

    async def _ask(self, url: str, values: Mapping[str, Json]) -> Mapping[str, Json]:
        try:
            answer = (await self._fetcher.get(f"{url}?{urlencode(values)}", DATA, within_s=ASK_S)).json()
        except UnknownHostError as error:
            raise ToolError(OFFLINE_ERROR, OFFLINE_SAY) from error
        except FetchError as error:
            if error.status:
                raise ToolError(error.message, FAILED_SAY) from error
            raise
        if not isinstance(answer, dict):
            raise ToolError("The weather service gave an unexpected answer.", FAILED_SAY)
        return answer


def _read(answer: Mapping[str, Json]) -> dict[str, Json]:
    """The weather now and in the hours to come.

    Raises:
        LookupError, TypeError, ValueError, OverflowError: it is not in the answer, or not as it should be.
    """
    now, hourly = answer["current"], answer["hourly"]
    codes, degrees, chances = hourly["weather_code"], hourly["temperature_2m"], hourly["precipitation_probability"]
    hours = [
        {
            "time": clean_line(str(time).partition("T")[2], 5),
            "temperature_c": _number(degrees[at]),
            "condition": _CONDITIONS.get(codes[at], ""),
            "rain_percent": None if chances[at] is None else _number(chances[at]),
        }
        for at, time in enumerate(hourly["time"][:HOURS])
    ]
    condition = _CONDITIONS.get(now["weather_code"], "")
    return {
        "temperature_c": _number(now["temperature_2m"]),
        "condition": _BY_DAY.get(now["weather_code"], condition) if now.get("is_day") else condition,
        "feels_like_c": _number(now["apparent_temperature"]),
        "humidity_percent": _number(now["relative_humidity_2m"]),
        "wind_kmh": _number(now["wind_speed_10m"]),
        "hours": hours,
    }


def _number(value: Json) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("no number")
    return number


def _name(where: Mapping[str, Json], key: str) -> str:
    return clean_line(str(where.get(key) or ""), LONGEST_NAME)


_TOLD = (("feels_like_c", "feels like {} °C"), ("humidity_percent", "humidity {} %"), ("wind_kmh", "wind {} km/h"))


def _sheet(_: Values, result: Values) -> Sheet:
    lines = [Line(f"{show_number(result.get('temperature_c', '?'))} °C", str(result.get("condition", "")))]
    told = [words.format(show_number(result[name])) for name, words in _TOLD if result.get(name) is not None]
    if told:
        lines.append(Line(", ".join(told)))
    return Sheet("weather", f"Weather in {result.get('place', '?')}", tuple(lines))


def _numbers(_: Values, result: Json) -> Numbers | None:
    """The hours to come; the places that were asked for, once there are two."""
    if not isinstance(result, dict):
        return None
    place, hours = result.get("place", ""), result.get("hours")
    known = [hour for hour in hours if isinstance(hour, dict)] if isinstance(hours, list) else []
    rows: list[Json] = [{"time": hour.get("time"), "°C": hour.get("temperature_c")} for hour in known]
    point = Point("the temperatures", "°C", str(place), result.get("temperature_c"))
    return Numbers(f"the weather in {place}", rows, point)


def _question(arguments: Values) -> str:
    place = clean_line(str(arguments.get("place", "")), LONGEST_NAME)
    return f"Look up the weather in {place} online?" if place else "Look up the weather online?"


_FORECASTS = ToolFacts(
    "Weather",
    asks=_question,
    leaves=True,
    ended_as="looking up the weather",
    also_called=frozenset(("weather", "forecast", "report", "temperature")),
    shows=_sheet,
    numbers=_numbers,
    tells=tell_weather,
)
