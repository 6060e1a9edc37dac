"""The tools of this package together."""

import dataclasses

from duologue.tools.base import Tool
from duologue.tools.web.fetch import Fetcher
from duologue.tools.web.pages import Pages
from duologue.tools.web.search import Search
from duologue.tools.web.settings import WebSettings
from duologue.tools.web.weather import Weather


def tools(settings: WebSettings) -> list[Tool]:
    """One tool each, which leave the machine when they are called; asked about only where that is not settled."""
    fetcher = Fetcher()
    all_ = (
        *Search(settings, fetcher).tools(),
        *Pages(settings, fetcher).tools(),
        *Weather(settings, fetcher).tools(),
    )
    return [dataclasses.replace(tool, online=settings.use == "ask") for tool in all_]
