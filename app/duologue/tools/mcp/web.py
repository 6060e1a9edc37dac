"""A server that is reached over HTTP, with bounded answers. The SDK follows no redirect to another place."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

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


class PackedError(httpx2.RequestError):
    """A server compresses an answer although it was asked not to: a few bytes could become a great many."""


def plain_client() -> httpx2.AsyncClient:
    """A client for a few small requests beside those of a server."""
    return httpx2.AsyncClient(timeout=httpx2.Timeout(CONNECT_S), event_hooks={"response": [_bound_only]})


@asynccontextmanager
async def address(
    url: str, headers: Mapping[str, str], *, sse: bool = False, auth: httpx2.Auth | None = None
) -> AsyncGenerator["TransportStreams", None]:
    """Connects to a server over HTTP; what goes wrong comes as an exception group.

    sse: in the older way. auth: how we sign in.
    """
    from mcp.client.sse import sse_client  # noqa: PLC0415 - takes a moment to import
    from mcp.client.streamable_http import streamable_http_client  # noqa: PLC0415

    def made(*_: object, **__: object) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(
            headers={**headers, "Accept-Encoding": _PLAIN},
            timeout=httpx2.Timeout(CONNECT_S, read=SILENT_S),
            auth=auth,
            event_hooks={"response": [_bound if auth is None else _bound_only]},
        )

    if sse:
        async with sse_client(url, httpx_client_factory=made) as streams:
            yield streams
        return
    client = made()
    async with client, streamable_http_client(url, http_client=client) as streams:
        yield streams


async def _bound(response: httpx2.Response) -> None:
    """Has not more of an answer taken in than may be."""
    if response.status_code in (401, 403):
        raise RefusedError("the server does not let us in", request=response.request)
    await _bound_only(response)


async def _bound_only(response: httpx2.Response) -> None:
    """The same where whoever signs in looks at refusals."""
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
