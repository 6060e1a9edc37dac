"""A server that is reached over HTTP: bounded answers, and no request to another place than the one that was given."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx2

from duologue.tools.mcp.intake import Intake

if TYPE_CHECKING:
    from mcp.client._transport import TransportStreams

CONNECT_S = 10.0
SILENT_S = 300.0
"""A stream of events may say nothing for so long."""
_PLAIN = "identity"


class RefusedError(httpx2.RequestError):
    """A server does not let us in."""


class ElsewhereError(httpx2.RequestError):
    """A server sends us to another place, which would then get what was meant for this one."""


class PackedError(httpx2.RequestError):
    """A server compresses an answer although it was asked not to: a few bytes could become a great many."""


@asynccontextmanager
async def address(url: str, headers: Mapping[str, str]) -> AsyncGenerator["TransportStreams", None]:
    """Connects to a server over HTTP. What goes wrong comes as an exception group."""
    from mcp.client.streamable_http import streamable_http_client  # noqa: PLC0415 - takes a moment to import

    hooks: dict[str, list[Callable[..., Any]]] = {
        "request": [partial(_stay, _place(httpx2.URL(url)))],
        "response": [_bound],
    }
    client = httpx2.AsyncClient(
        headers={**headers, "Accept-Encoding": _PLAIN},
        timeout=httpx2.Timeout(CONNECT_S, read=SILENT_S),
        follow_redirects=True,
        event_hooks=hooks,
    )
    async with client, streamable_http_client(url, http_client=client) as streams:
        yield streams


async def _stay(place: tuple[str, str, int | None], request: httpx2.Request) -> None:
    """Lets requests to one place through."""
    if _place(request.url) != place:
        raise ElsewhereError("the server sends us elsewhere", request=request)


async def _bound(response: httpx2.Response) -> None:
    """Has not more of an answer taken in than may be."""
    if response.status_code in (401, 403):
        raise RefusedError("the server does not let us in", request=response.request)
    if response.headers.get("content-encoding", _PLAIN) != _PLAIN:
        raise PackedError("the server compresses its answers", request=response.request)
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = _Bounded(response.stream)


class _Bounded(httpx2.AsyncByteStream):
    """An answer that is counted while it comes."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream, self._intake = stream, Intake()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            yield self._intake.take(chunk)

    async def aclose(self) -> None:
        await self._stream.aclose()


def _place(url: httpx2.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
