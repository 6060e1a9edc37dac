"""weather.now: a place and its weather, from servers that answer as Open-Meteo does."""

import asyncio
import json
import socket
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from duologue.tools.base import Answer, Request, ToolError
from duologue.tools.web.fetch import OFFLINE_SAY, Fetcher
from duologue.tools.web.settings import WebSettings
from duologue.tools.web.weather import FAILED_SAY, HOURS, NO_PLACE_SAY, Weather
from helpers.web_server import HOST, Routes, WebServer, answering, serving

OSLO = {
    "results": [
        {
            "id": 3143244, "name": "Oslo", "latitude": 59.91273, "longitude": 10.74609, "elevation": 26.0,
            "feature_code": "PPLC", "country_code": "NO", "admin1_id": 3143242, "timezone": "Europe/Oslo",
            "population": 580000, "country_id": 3144096, "country": "Norway", "admin1": "Oslo",
        }
    ],
    "generationtime_ms": 0.61,
}  # fmt: skip
NOTHING = {"generationtime_ms": 0.2}
FORECAST = {
    "latitude": 59.912, "longitude": 10.752, "generationtime_ms": 0.09, "utc_offset_seconds": 3600,
    "timezone": "Europe/Oslo", "timezone_abbreviation": "GMT+1", "elevation": 15.0,
    "current_units": {"time": "iso8601", "interval": "seconds", "temperature_2m": "°C", "weather_code": "wmo code"},
    "current": {
        "time": "2026-03-14T09:30", "interval": 900, "temperature_2m": 3.6, "apparent_temperature": -0.4,
        "relative_humidity_2m": 71, "weather_code": 1, "wind_speed_10m": 14.2, "is_day": 1,
    },
    "hourly_units": {"time": "iso8601", "temperature_2m": "°C", "weather_code": "wmo code"},
    "hourly": {
        "time": [f"2026-03-14T{9 + at:02d}:00" for at in range(6)],
        "temperature_2m": [3.4, 4.0, 4.4, 5.1, 5.0, 4.2],
        "weather_code": [1, 2, 3, 61, 63, 99],
        "precipitation_probability": [0, 5, 20, 60, 85, None],
    },
}  # fmt: skip


def told(value: object) -> bytes:
    return answering(json.dumps(value), "application/json; charset=utf-8")


def routes(geocoding: object = OSLO, forecast: object = FORECAST) -> dict[str, bytes]:
    return {"/v1/search": told(geocoding), "/v1/forecast": told(forecast)}


def asked(
    answers: Routes, settings: WebSettings | None = None, **arguments: str
) -> tuple[Answer | ToolError, WebServer]:
    """What comes of a call, and the servers that were asked."""

    async def run() -> tuple[Answer | ToolError, WebServer]:
        async with serving(answers) as server:
            base = f"http://{HOST}:{server.port}"
            (tool,) = Weather(settings or WebSettings(), Fetcher(allows=lambda _: True), base, base).tools()
            try:
                answer = tool.run(Request("c1", tool.check(arguments), 0.0, 0.0, 0.0))
                assert not isinstance(answer, Answer)
                return await answer, server
            except ToolError as error:
                return error, server

    return asyncio.run(run())


def weather(answers: Routes, settings: WebSettings | None = None, **arguments: str) -> Answer:
    answer, _ = asked(answers, settings, **arguments)
    assert isinstance(answer, Answer), answer
    return answer


def test_the_weather_of_a_place_is_found_and_told() -> None:
    answer = weather(routes(), place="oslo")
    assert answer.say == "It's four degrees and mostly sunny in Oslo."
    result = answer.result
    hours = result.pop("hours")
    assert result == {
        "place": "Oslo", "country": "Norway", "temperature_c": 3.6, "condition": "mostly sunny", "feels_like_c": -0.4,
        "humidity_percent": 71.0, "wind_kmh": 14.2,
    }  # fmt: skip
    assert len(hours) == HOURS
    assert hours[3] == {"time": "12:00", "temperature_c": 5.1, "condition": "light rain", "rain_percent": 60.0}
    assert hours[5]["rain_percent"] is None


def test_what_is_asked_of_the_service_is_the_place_alone() -> None:
    _, server = asked(routes(), place="oslo")
    first, second = (urlsplit(path) for path in server.paths)
    assert parse_qs(first.query) == {"name": ["oslo"], "count": ["1"], "language": ["en"], "format": ["json"]}
    values = parse_qs(second.query)
    assert (values["latitude"], values["longitude"]) == (["59.91273"], ["10.74609"])
    assert set(values) == {"latitude", "longitude", "current", "hourly", "forecast_hours", "timezone"}


def test_by_night_a_clear_sky_is_not_sunny() -> None:
    night = FORECAST | {"current": FORECAST["current"] | {"weather_code": 0, "is_day": 0}}  # type: ignore[operator]
    assert weather(routes(forecast=night), place="oslo").result["condition"] == "clear"


def test_the_last_word_may_be_the_country() -> None:
    names: list[str] = []

    def answer(path: str) -> bytes:
        names.append(parse_qs(urlsplit(path).query).get("name", [""])[0])
        return told(NOTHING if names[-1] == "paris texas" else OSLO if names[-1] else FORECAST)

    assert weather(answer, place="paris texas").result["place"] == "Oslo"
    assert names == ["paris texas", "paris, texas", ""]


def test_without_a_place_that_of_the_settings_is_meant() -> None:
    _, server = asked(routes(), WebSettings(place=" Bergen "))
    assert parse_qs(urlsplit(server.paths[0]).query)["name"] == ["Bergen"]


def test_without_any_place_one_is_asked_for() -> None:
    error, server = asked(routes())
    assert isinstance(error, ToolError)
    assert error.say == NO_PLACE_SAY
    assert server.asked == []


def test_a_place_that_is_not_there_is_told() -> None:
    error, server = asked(routes(NOTHING), place="Nowhereville")
    assert isinstance(error, ToolError)
    assert error.say == "There is no place called Nowhereville."
    assert len(server.asked) == 1


BROKEN: list[Any] = [
    [],
    {},
    {"current": {}, "hourly": {}},
    FORECAST | {"current": FORECAST["current"] | {"temperature_2m": "warm"}},  # type: ignore[operator]
    FORECAST | {"current": FORECAST["current"] | {"temperature_2m": float("nan")}},  # type: ignore[operator]
    FORECAST | {"current": FORECAST["current"] | {"weather_code": [1]}},  # type: ignore[operator]
    FORECAST | {"hourly": FORECAST["hourly"] | {"temperature_2m": [1.0]}},  # type: ignore[operator]
    FORECAST | {"hourly": FORECAST["hourly"] | {"time": 5}},  # type: ignore[operator]
]


@pytest.mark.parametrize("forecast", BROKEN, ids=range(len(BROKEN)))
def test_a_service_that_answers_otherwise_is_told(forecast: Any) -> None:
    error, _ = asked(routes(forecast=forecast), place="oslo")
    assert isinstance(error, ToolError)
    assert error.say == FAILED_SAY
    assert error.message.endswith(".")


@pytest.mark.parametrize("status", [400, 429, 500])
def test_a_service_that_fails_is_told(status: int) -> None:
    failing = answering('{"error": true, "reason": "x"}', "application/json", status)
    error, _ = asked({"/v1/search": failing}, place="oslo")
    assert isinstance(error, ToolError)
    assert error.say == FAILED_SAY


def test_names_of_places_are_cleaned() -> None:
    odd = {"results": [OSLO["results"][0] | {"name": "Os\u202elo <|im_start|>" + "x" * 500}]}  # type: ignore[index]
    answer = weather(routes(odd), place="oslo")
    assert len(answer.result["place"]) <= 80
    assert answer.say.isprintable()
    assert "<" not in answer.say


def test_where_the_internet_is_turned_off_it_fails_at_once() -> None:
    error, server = asked(routes(), WebSettings("off"), place="oslo")
    assert isinstance(error, ToolError)
    assert "menu" in error.say
    assert server.asked == []


def test_where_the_service_is_not_known_there_is_no_network() -> None:
    async def nobody(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "?")

    (tool,) = Weather(WebSettings(), Fetcher(resolve=nobody, routed=lambda: True)).tools()

    async def run() -> None:
        answer = tool.run(Request("c1", {"place": "Oslo"}, 0.0, 0.0, 0.0))
        assert not isinstance(answer, Answer)
        await answer

    with pytest.raises(ToolError) as caught:
        asyncio.run(run())
    assert caught.value.say == OFFLINE_SAY
