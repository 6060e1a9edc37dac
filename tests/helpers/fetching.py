"""Fetching from a real server on loopback."""

import asyncio
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from duologue.tools.web.addresses import is_public
from duologue.tools.web.fetch import (
    PAGES,
    Allows,
    FetchedDocument,
    Fetcher,
    FetchError,
)
from helpers.web_server import (
    HOST,
    NAME,
    Routes,
    WebServer,
    serving,
)

HELLO = "<p>hello"


class Names:
    """A resolver. answers: what it says, one after the other, then the last for ever. IP addresses are themselves."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = [list(answer) for answer in answers] or [[HOST]]
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host.replace(".", "").isdigit() or ":" in host:
            return [str(ip_address(host))]
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


class Failing:
    """A resolver that fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def __call__(self, host: str, port: int) -> list[str]:
        raise self._error


def or_here(address: str) -> bool:
    """Judges as the product does, but for the address at which the tests serve."""
    return address == HOST or is_public(address)


def fetcher(
    names: Names | Failing | None = None,
    *,
    allows: Allows = or_here,
    online: bool = True,
    tls: ssl.SSLContext | None = None,
) -> Fetcher:
    return Fetcher(allows=allows, resolve=names or Names(), routed=lambda: online, tls=tls)


@dataclass
class Tried:
    """How it went. error: None if it went well."""

    server: WebServer
    fetched: FetchedDocument | None
    error: FetchError | None


def attempt(
    routes: Routes,
    path: str = "/",
    by: Fetcher | None = None,
    *,
    secure: bool = False,
    host: str = NAME,
    **options: object,
) -> Tried:
    """Fetches a path from a server that answers so. {port} in a path is that of the server."""

    async def run() -> Tried:
        async with serving(routes, tls=secure) as server:
            url = f"http{'s' if secure else ''}://{host}:{server.port}{path}"
            try:
                kinds = options.pop("kinds", PAGES)
                return Tried(server, await (by or fetcher()).get(url, kinds, **options), None)  # type: ignore[arg-type]
            except FetchError as error:
                return Tried(server, None, error)

    return asyncio.run(run())


def fetched(routes: Routes, path: str = "/", by: Fetcher | None = None, **options: object) -> FetchedDocument:
    tried = attempt(routes, path, by, **options)  # type: ignore[arg-type]
    assert tried.error is None, tried.error
    assert tried.fetched is not None
    return tried.fetched


def refused(routes: Routes, path: str = "/", by: Fetcher | None = None, **options: object) -> FetchError:
    tried = attempt(routes, path, by, **options)  # type: ignore[arg-type]
    assert tried.error is not None, tried.fetched
    assert tried.error.message.endswith(".")
    return tried.error
