"""web.search: results of a SearXNG server and of ddgs, as both give them, and how they fail."""

import asyncio
import json
import socket
from typing import Any

import pytest

from duologue.tools.base import Answer, Request, ToolError
from duologue.tools.web import search
from duologue.tools.web.fetch import OFFLINE_SAY, REFUSED_SAY, TOO_SLOW_SAY, Fetcher
from duologue.tools.web.search import MOST_RESULTS, NO_JSON_ERROR, AskEngine, Search
from duologue.tools.web.settings import OFF_ERROR, WebSettings
from helpers.web_server import HOST, Routes, WebServer, answering, moved, serving, serving_aside

SEARXNG = {
    "query": "tallest bridge", "number_of_results": 0, "answers": [], "corrections": [], "infoboxes": [],
    "suggestions": ["tallest bridge in the world"], "unresponsive_engines": [["brave", "timeout"]],
    "results": [
        {"url": "https://example.org/bridges", "title": "Bridges", "content": "The tallest is 343 m\nhigh.",
         "engine": "wikipedia", "parsed_url": ["https", "example.org", "/bridges", "", "", ""], "score": 2.0,
         "template": "default.html", "engines": ["wikipedia"], "positions": [1], "category": "general"},
        {"url": "http://example.com/", "title": "More", "content": None, "engine": "mojeek"},
        {"url": "ftp://example.com/", "title": "Old", "content": "x"},
    ],
}  # fmt: skip
"""As a SearXNG server answers."""
FOUND = [
    {"title": "Bridges", "url": "https://example.org/bridges", "snippet": "The tallest is 343 m\nhigh."},
    {"title": "More", "url": "http://example.com/", "snippet": ""},
]


def asked(tool_owner: Search, query: str = "tallest bridge") -> Answer:
    (tool,) = tool_owner.tools()
    request = Request("c1", tool.check({"query": query}), 0.0, 0.0, 0.0)

    async def run() -> Answer:
        answer = tool.run(request)
        assert not isinstance(answer, Answer)
        return await answer

    return asyncio.run(run())


def searxng(routes: Routes, setting: str = "http://{host}:{port}") -> tuple[Answer | ToolError, WebServer]:
    """What comes of a search with the address of a server in the settings."""

    async def run() -> tuple[Answer | ToolError, WebServer]:
        async with serving(routes) as server:
            settings = WebSettings(searxng=setting.format(host=HOST, port=server.port))
            (tool,) = Search(settings, Fetcher(), _nobody).tools()
            answer = tool.run(Request("c1", {"query": "tallest bridge"}, 0.0, 0.0, 0.0))
            assert not isinstance(answer, Answer)
            try:
                return await answer, server
            except ToolError as error:
                return error, server

    return asyncio.run(run())


def _nobody(query: str) -> Any:
    raise AssertionError("other engines must not be asked")


def by_engine(engine: AskEngine) -> Search:
    return Search(WebSettings(), Fetcher(), engine)


@pytest.mark.parametrize("setting", ["http://{host}:{port}", "http://{host}:{port}/search/", "{host}:{port}/"])
def test_a_searxng_server_of_the_settings_is_asked_even_on_this_machine(setting: str) -> None:
    answer, server = searxng({"/search": answering(json.dumps(SEARXNG), "application/json")}, setting)
    assert isinstance(answer, Answer), answer
    assert answer.result == {"results": FOUND}
    assert answer.say == "I found this. The tallest is 343 m high."
    (request,) = server.paths
    assert request == "/search?q=tallest+bridge&format=json&safesearch=1"


def test_a_searxng_server_that_gives_no_json_says_what_to_set() -> None:
    error, _ = searxng({"/search": answering("Forbidden", "text/html", 403)})
    assert isinstance(error, ToolError)
    assert error.message == NO_JSON_ERROR


def test_a_searxng_server_leads_nowhere_else_in_this_network() -> None:
    error, server = searxng({"/search": moved("http://169.254.169.254/")})
    assert isinstance(error, ToolError)
    assert error.say == REFUSED_SAY
    assert len(server.asked) == 1


@pytest.mark.parametrize("body", ["[]", '{"results": 3}', "{}", "<html>", "{"])
def test_a_searxng_server_that_answers_otherwise_is_told(body: str) -> None:
    error, _ = searxng({"/search": answering(body, "application/json")})
    assert isinstance(error, ToolError)
    assert error.say


def test_results_of_ddgs_are_taken() -> None:
    rows = [{"title": "Bridges", "href": "https://example.org/bridges", "body": "High."}] * 20
    answer = asked(by_engine(lambda _: rows))
    assert answer.result["results"] == [{"title": "Bridges", "url": rows[0]["href"], "snippet": "High."}] * MOST_RESULTS
    assert asked(by_engine(lambda _: [])).say == "I couldn't find anything about that."


def test_engines_that_do_not_answer_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "WITHIN_S", 0.05)
    go = asyncio.Event()

    async def run() -> None:
        loop = asyncio.get_running_loop()

        def stuck(query: str) -> Any:
            asyncio.run_coroutine_threadsafe(go.wait(), loop).result(20)
            return []

        (tool,) = by_engine(stuck).tools()
        answer = tool.run(Request("c1", {"query": "x"}, 0.0, 0.0, 0.0))
        assert not isinstance(answer, Answer)
        try:
            with pytest.raises(ToolError) as caught:
                await answer
            assert caught.value.say == TOO_SLOW_SAY
        finally:
            go.set()

    asyncio.run(run())


def test_without_a_way_out_the_engines_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "has_route", lambda: False)
    with pytest.raises(ToolError) as caught:
        asked(Search(WebSettings(), Fetcher()))
    assert caught.value.say == OFFLINE_SAY


def test_where_the_internet_is_turned_off_it_fails_at_once_and_says_how_to_turn_it_on() -> None:
    (tool,) = Search(WebSettings("off"), Fetcher(), _nobody).tools()
    with pytest.raises(ToolError) as caught:
        tool.run(Request("c1", {"query": "x"}, 0.0, 0.0, 0.0))
    assert caught.value.message == OFF_ERROR
    assert tool.online


MOJEEK = """<html><body><ul class="results-standard">
<li><h2><a class="title" href="https://example.org/bridges">Bridges</a></h2>
<p class="s">The tallest <b>is</b> 343 m.</p>
</li>
<li><h2><a class="title" href="https://example.com/">More</a></h2><p class="s">More of them.</p></li>
</ul></body></html>"""
"""As this engine answers."""


@pytest.fixture
def mojeek(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Has ddgs ask one engine alone, at another address."""
    from ddgs import engines

    monkeypatch.setattr(search, "BACKENDS", "mojeek")
    monkeypatch.setattr(search, "has_route", lambda: True)

    def at(url: str) -> None:
        monkeypatch.setattr(engines.ENGINES["text"]["mojeek"], "search_url", url)

    return at


def test_the_engines_that_are_named_exist() -> None:
    from ddgs import engines

    assert {name.strip() for name in search.BACKENDS.split(",")} <= set(engines.ENGINES["text"])


def test_ddgs_finds_what_an_engine_answers(mojeek: Any) -> None:
    with serving_aside({"/search": answering(MOJEEK)}) as server:
        mojeek(f"http://{HOST}:{server.port}/search")
        answer = asked(Search(WebSettings(), Fetcher()), "bridges")
    assert {found["url"] for found in answer.result["results"]} == {
        "https://example.org/bridges",
        "https://example.com/",
    }
    assert "The tallest is 343 m." in {found["snippet"] for found in answer.result["results"]}
    assert "q=bridges" in server.paths[0]


def test_an_engine_that_finds_nothing_is_no_failure(mojeek: Any) -> None:
    with serving_aside({"/search": answering("<html><body><ul class='results'></ul></body></html>")}) as server:
        mojeek(f"http://{HOST}:{server.port}/search")
        assert asked(Search(WebSettings(), Fetcher())).result == {"results": []}


def test_engines_that_cannot_be_reached_mean_that_there_is_no_network(mojeek: Any) -> None:
    with socket.socket() as closed:
        closed.bind((HOST, 0))
        mojeek(f"http://{HOST}:{closed.getsockname()[1]}/search")
        with pytest.raises(ToolError) as caught:
            asked(Search(WebSettings(), Fetcher()))
    assert caught.value.say == OFFLINE_SAY
