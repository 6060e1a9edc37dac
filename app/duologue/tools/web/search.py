"""web.search: the user's SearXNG server if there is one, else public search engines through ddgs."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from duologue.core.events import Json
from duologue.core.sheets import Line, Sheet
from duologue.core.tool_facts import ToolFacts, Values, own_numbers
from duologue.tools.base import Answer, Argument, Reads, Request, Tool, ToolError
from duologue.tools.untrusted import clean, clean_line
from duologue.tools.web.addresses import has_route
from duologue.tools.web.fetch import DATA, OFFLINE_ERROR, OFFLINE_SAY, TOO_SLOW_SAY, Fetcher, FetchError
from duologue.tools.web.settings import LONGEST_ASKED, WebSettings
from duologue.tools.web.telling import tell_search

BACKENDS = "duckduckgo, brave, mojeek, yahoo"
"""The engines that ddgs asks. Named, so that it does not draw others by chance."""
ENGINE_S = 5
"""How long ddgs waits for one engine, in seconds."""
WITHIN_S = 15.0
KEPT_S = 300.0
MOST_RESULTS = 8
LONGEST_TITLE, LONGEST_SNIPPET, LONGEST_URL = 200, 600, 1000
FAILED_SAY = "Sorry, the search didn't work."
NO_JSON_ERROR = "The SearXNG server gives no JSON: add json to search.formats in its settings.yml."
NO_JSON_SAY = "Your search server gives no results that I can read. Its settings have to allow the format json."

Rows = Sequence[Mapping[str, Json]]
AskEngine = Callable[[str], Rows]
"""Searches for words, in a thread; returns rows of ddgs: title, href, body."""


class Search:
    """The search tool. engine: what is asked without a SearXNG server."""

    def __init__(self, settings: WebSettings, fetcher: Fetcher, engine: "AskEngine | None" = None) -> None:
        self._settings = settings
        self._fetcher = fetcher
        self._engine = engine or ask_ddgs

    def tools(self) -> list[Tool]:
        """The tool."""
        query = Argument("query", Reads.TEXT, "what to look for on the internet", parts=True)
        use = "searches the web, the internet: look it up online, google it, find it on the web"
        timeout_s = WITHIN_S + 5
        tool = Tool(
            "web.search", use, self._search, (query,), online=True, timeout_s=timeout_s, kept_s=KEPT_S, facts=_SEARCHES
        )
        return [tool]

    def _search(self, request: Request) -> Coroutine[Any, Any, Answer]:
        self._settings.permit()
        return self._found(request.text("query"))

    async def _found(self, query: str) -> Answer:
        if self._settings.searxng:
            results = _results(await self._ask_searxng(query), "title", "url", "content")
        else:
            results = _results(await self._ask_engine(query), "title", "href", "body")
        found = {"results": results}
        return Answer(found, tell_search(found))

    async def _ask_searxng(self, query: str) -> Rows:
        server = self._settings.searxng.rstrip("/").removesuffix("/search")
        server = server if "://" in server else f"http://{server}"
        url = f"{server}/search?{urlencode({'q': query, 'format': 'json', 'safesearch': 1})}"
        try:
            fetched = await self._fetcher.get(url, DATA, within_s=WITHIN_S, chosen=True)
        except FetchError as error:
            if error.status == 403:
                raise ToolError(NO_JSON_ERROR, NO_JSON_SAY) from error
            raise
        answer = fetched.json()
        rows = answer.get("results") if isinstance(answer, dict) else None
        if not isinstance(rows, list):
            raise ToolError("The SearXNG server answered with something other than results.", FAILED_SAY)
        return rows

    async def _ask_engine(self, query: str) -> Rows:
        try:
            async with asyncio.timeout(WITHIN_S):
                return await asyncio.to_thread(self._engine, query)
        except TimeoutError as error:
            raise ToolError("The search engines did not answer in time.", TOO_SLOW_SAY) from error


def ask_ddgs(query: str) -> Rows:
    """Asks public search engines, for a few seconds.

    Raises:
        ToolError: none of them answers.
    """
    from ddgs import DDGS  # noqa: PLC0415 - slow to import; this runs in a thread
    from ddgs.exceptions import DDGSException, TimeoutException  # noqa: PLC0415 - see above

    if not has_route():
        raise ToolError(OFFLINE_ERROR, OFFLINE_SAY)
    try:
        return DDGS(timeout=ENGINE_S).text(query, safesearch="moderate", max_results=MOST_RESULTS, backend=BACKENDS)
    except TimeoutException as error:
        raise ToolError("The search engines did not answer in time.", TOO_SLOW_SAY) from error
    except DDGSException as error:
        reason = str(error)
        if "No results" in reason:
            return []
        if any(word in reason.lower() for word in ("connect", "dns")):
            raise ToolError(OFFLINE_ERROR, OFFLINE_SAY) from error
        raise ToolError(f"The search failed ({clean_line(reason, 150)}).", FAILED_SAY) from error


def _results(rows: Rows, title: str, url: str, snippet: str) -> list[dict[str, str]]:
    """What was found, cleaned. Only what can be opened as a page counts."""
    found = []
    for row in rows:
        if isinstance(row, Mapping) and (address := _address(row.get(url))):
            found.append(
                {
                    "title": clean_line(str(row.get(title) or address), LONGEST_TITLE),
                    "url": address,
                    "snippet": clean(str(row.get(snippet) or ""), LONGEST_SNIPPET),
                }
            )
    return found[:MOST_RESULTS]


def _address(value: Json) -> str:
    """A web address, "" if it is none."""
    address = value.strip() if isinstance(value, str) else ""
    plain = len(address) <= LONGEST_URL and address.isprintable() and " " not in address
    return address if plain and address.lower().startswith(("http://", "https://")) else ""


def _sheet(arguments: Values, result: Values) -> Sheet:
    pages = [page for page in result.get("results") or () if isinstance(page, dict)]
    lines = tuple(_page(page) for page in pages)
    return Sheet("search", f"Found for {arguments.get('query', '')}", lines or (Line("No results"),))


def _page(page: Values) -> Line:
    title, snippet, url = (str(page.get(name, "")) for name in ("title", "snippet", "url"))
    return Line(title, snippet, url, link=url if url.startswith(("https://", "http://")) else "")


def _question(arguments: Values) -> str:
    return f"Search the web for “{clean_line(str(arguments.get('query', '')), LONGEST_ASKED)}”?"


_SEARCHES = ToolFacts(
    "Web search",
    asks=_question,
    leaves=True,
    ended_as="the search",
    also_called=frozenset(("search", "searching", "lookup", "looking", "google", "internet", "web")),
    shows=_sheet,
    numbers=own_numbers,
    tells=tell_search,
)
