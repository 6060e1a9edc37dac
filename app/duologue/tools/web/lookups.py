"""The tools of this package together."""

from duologue.tools.base import Tool
from duologue.tools.web.fetch import Fetcher
from duologue.tools.web.pages import Pages
from duologue.tools.web.search import Search
from duologue.tools.web.settings import WebSettings
from duologue.tools.web.weather import Weather


def tools(settings: WebSettings) -> list[Tool]:
    """One tool each, which leave the machine when they are called."""
    fetcher = Fetcher()
    return [
        *Search(settings, fetcher).tools(),
        *Pages(settings, fetcher).tools(),
        *Weather(settings, fetcher).tools(),
    ]
