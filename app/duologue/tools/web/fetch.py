"""One bounded, safe HTTP GET.

An address may have been named by a page, so none is trusted: every IP address that a host stands for is looked at, the
connection is made to the very one that was looked at, redirects are followed by hand and looked at anew, and the time,
the size (also unpacked) and the kind of what comes are bounded. Nothing that identifies the user is sent or kept.
"""

import asyncio
import json
import re
import socket
import ssl
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duologue import __version__
from duologue.core.events import Json
from duologue.tools.base import ToolError
from duologue.tools.untrusted import clean_line
from duologue.tools.web.addresses import has_route, is_public, resolve

if TYPE_CHECKING:
    from httpx2 import URL, Response

MOST_BYTES = 3_000_000
"""Most bytes of an answer, both as it comes and unpacked."""
WITHIN_S = 15.0
"""How long a fetch may take in all, in seconds, redirects included."""
CONNECT_S = 4.0
MOST_AT_ONCE = 16
"""Most requests under way; one more waits for its turn."""
MOST_REDIRECTS = 5
MOST_TRIED = 3
"""Most IP addresses of a host that are tried before it counts as not answering."""
LONGEST_URL = 2000
USER_AGENT = f"Duologue/{__version__}"
PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
DATA = frozenset({"application/json"})
_HOST = re.compile(rb"[0-9a-z_.:-]{1,255}", re.IGNORECASE)

OFFLINE_ERROR = "The network cannot be reached."
OFFLINE_SAY = "Sorry, I can't get online right now."
REFUSED_SAY = "Sorry, I only open addresses on the public internet."
NO_ADDRESS_SAY = "Sorry, that is not a web address that I can open."
UNKNOWN_SAY = "Sorry, I can't find that address."
SILENT_SAY = "Sorry, that site doesn't answer."
UNSAFE_SAY = "Sorry, the connection to that site isn't safe."
BROKEN_SAY = "Sorry, the connection to that site broke off."
GARBLED_SAY = "Sorry, I can't make sense of what that site answers."
TOO_LARGE_SAY = "Sorry, that is too large for me to open."
TOO_SLOW_SAY = "Sorry, that site takes too long to answer."
NO_TEXT_SAY = "Sorry, that is not a page with text."
_STATUS_SAYS = {
    401: "Sorry, that site doesn't let me in.",
    403: "Sorry, that site doesn't let me in.",
    404: "Sorry, that page does not exist.",
    410: "Sorry, that page does not exist any more.",
    429: "Sorry, that site wants to be left alone for a while. Try again later.",
}
_REFUSES_SAY, _FAILS_SAY = "Sorry, that site refuses to answer.", "Sorry, that site has a problem right now."

Allows = Callable[[str], bool]
"""Whether a connection to an IP address may be made."""
Resolve = Callable[[str, int], Awaitable[list[str]]]
"""The IP addresses of a host and port."""


class FetchError(ToolError):
    """Something could not be fetched. status: what the server answered, 0 if it did not come to that."""

    def __init__(self, message: str, say: str, status: int = 0) -> None:
        super().__init__(message, say)
        self.status = status


class UnknownHostError(FetchError):
    """Nobody knows the host; where it is known to exist, there is no network."""


@dataclass(frozen=True, slots=True)
class FetchedDocument:
    """What was fetched. url: where it came from in the end. charset: as the server named it, "" if it did not."""

    url: str
    kind: str
    charset: str
    body: bytes

    def json(self) -> Json:
        """The body as JSON.

        Raises:
            FetchError: it is none.
        """
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise FetchError(f"{_shown(self.url)} did not answer with valid JSON.", GARBLED_SAY) from error


@dataclass(frozen=True, slots=True)
class _AcceptedContent:
    kinds: frozenset[str]
    most_bytes: int


class Fetcher:
    """Makes one connection for each request and shares nothing between them.

    allows: judges every IP address before a connection is made to it. resolve: finds the addresses of a host. routed:
    whether a way leads out of this machine. tls: what certificates are trusted, the system's by default.
    """

    def __init__(
        self,
        *,
        allows: Allows = is_public,
        resolve: Resolve = resolve,
        routed: Callable[[], bool] = has_route,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._allows = allows
        self._resolve = resolve
        self._routed = routed
        self._tls = tls
        self._trusting = asyncio.Lock()
        self._places = asyncio.Semaphore(MOST_AT_ONCE)

    async def get(
        self,
        url: str,
        kinds: frozenset[str],
        *,
        most_bytes: int = MOST_BYTES,
        within_s: float = WITHIN_S,
        chosen: bool = False,
    ) -> FetchedDocument:
        """What lies at an address. kinds: content types that are taken.

        chosen: the user has chosen this server, wherever it is; a private address is allowed for it alone.

        Raises:
            FetchError: it could not be fetched, or must not be.
        """
        try:
            async with self._places, asyncio.timeout(within_s):
                return await self._follow(url, _AcceptedContent(kinds, most_bytes), chosen=chosen)
        except TimeoutError as error:
            raise FetchError(f"{_shown(url)} took longer than {within_s:g} seconds.", TOO_SLOW_SAY) from error

    async def _follow(self, address: str, wanted: _AcceptedContent, *, chosen: bool) -> FetchedDocument:
        async with self._trusting:
            self._tls = self._tls or await asyncio.to_thread(_trusted)
        url = first = _parsed(address)
        for _ in range(1 + MOST_REDIRECTS):
            anywhere = chosen and url.netloc == first.netloc
            answer = await self._ask(url, await self._look_up(url, anywhere=anywhere), wanted)
            if isinstance(answer, FetchedDocument):
                return answer
            url = _parsed(answer, url)
        raise FetchError(f"{_shown(address)} leads on and on, to no page.", SILENT_SAY)

    async def _look_up(self, url: "URL", *, anywhere: bool) -> list[str]:
        """The IP addresses to connect to. anywhere: they may be private."""
        host = url.raw_host.decode("ascii")
        try:
            found = await self._resolve(host, url.port or (443 if url.scheme == "https" else 80))
        except (OSError, UnicodeError) as error:
            if (isinstance(error, OSError) and error.errno == socket.EAI_AGAIN) or not self._routed():
                raise FetchError(OFFLINE_ERROR, OFFLINE_SAY) from error
            raise UnknownHostError(f"There is no host '{_shown(host)}'.", UNKNOWN_SAY) from error
        if not anywhere and not all(self._allows(address) for address in found):
            raise FetchError(f"{_shown(host)} is not on the public internet; it is not opened.", REFUSED_SAY)
        return found[:MOST_TRIED]

    async def _ask(self, url: "URL", addresses: list[str], wanted: _AcceptedContent) -> FetchedDocument | str:
        """What a server answers, from the first of its addresses that takes a connection; or where it leads on to."""
        import httpx2  # noqa: PLC0415 - slow to import; by now it has been, in another thread

        host = _shown(url.raw_host.decode("ascii"))
        for address in addresses:
            try:
                return await self._ask_at(address, url, wanted)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                if (fault := _tls_fault(error)) is not None:
                    raise FetchError(f"The connection to {host} is not safe ({fault}).", UNSAFE_SAY) from error
            except httpx2.HTTPError as error:
                reason = clean_line(str(error), 100) or type(error).__name__
                raise FetchError(f"The connection to {host} broke off ({reason}).", BROKEN_SAY) from error
        if not self._routed():
            raise FetchError(OFFLINE_ERROR, OFFLINE_SAY)
        raise FetchError(f"{host} does not answer.", SILENT_SAY)

    async def _ask_at(self, address: str, url: "URL", wanted: _AcceptedContent) -> FetchedDocument | str:
        """One request to an IP address, in the name of the host."""
        import httpx2  # noqa: PLC0415 - see above

        assert self._tls is not None
        request = httpx2.Request(
            "GET",
            url.copy_with(host=address),
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": USER_AGENT,
                "Accept": ", ".join(sorted(wanted.kinds)),
                "Accept-Language": "en",
                "Accept-Encoding": "gzip",
                "Connection": "close",
            },
            extensions={"sni_hostname": url.raw_host.decode("ascii"), "timeout": {"connect": CONNECT_S}},
        )
        async with httpx2.AsyncHTTPTransport(verify=self._tls, trust_env=False) as transport:
            response = await transport.handle_async_request(request)
            try:
                return await _taken(response, url, wanted)
            finally:
                await response.aclose()


def _trusted() -> ssl.SSLContext:
    """The certificates that the system trusts; reading them takes a while."""
    import httpx2  # noqa: PLC0415 - slow to import

    return httpx2.create_ssl_context()


def _parsed(address: str, base: "URL | None" = None) -> "URL":
    """An address, or where it leads on to from another.

    Raises:
        FetchError: it is none, or of a kind that is not opened.
    """
    import httpx2  # noqa: PLC0415 - see above

    try:
        if len(address) > LONGEST_URL:
            raise ValueError(f"{len(address)} characters")
        url = httpx2.URL(address) if base is None else base.join(address)
        host = url.raw_host
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(f"'{_shown(address)}' is not a web address.", NO_ADDRESS_SAY) from error
    if url.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        raise FetchError(f"'{_shown(address)}' is not opened: it is not an http or https address.", NO_ADDRESS_SAY)
    if url.userinfo:
        raise FetchError(f"An address with a name or password in it is not opened ({_shown(url.host)}).", REFUSED_SAY)
    return url


async def _taken(response: "Response", url: "URL", wanted: _AcceptedContent) -> FetchedDocument | str:
    """An answer whose head has come: what it brings, or where it leads on to."""
    status, headers = response.status_code, response.headers
    if 300 <= status < 400 and (location := headers.get("location")):
        return str(location)
    host = _shown(url.raw_host.decode("ascii"))
    if not 200 <= status < 300:
        raise FetchError(f"{host} answered with status {status}.", _status_say(status), status)
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in wanted.kinds:
        raise FetchError(f"{host} answered with {clean_line(kind, 60) or 'something unnamed'}.", NO_TEXT_SAY)
    body = await _unpacked(response, host, wanted.most_bytes)
    return FetchedDocument(str(url), kind, response.charset_encoding or "", body)


async def _unpacked(response: "Response", host: str, most_bytes: int) -> bytes:
    """The body, of which never more is held than is wanted."""
    too_large = FetchError(f"{host} sent more than {most_bytes / 1e6:g} MB.", TOO_LARGE_SAY)
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > most_bytes:
        raise too_large
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise FetchError(f"{host} packed its answer in an unknown way ({clean_line(packing, 30)}).", GARBLED_SAY)
    unpack = None if packing == "identity" else zlib.decompressobj(wbits=31)
    body, came = bytearray(), 0
    try:
        async for piece in response.aiter_raw():
            came += len(piece)
            body += piece if unpack is None else unpack.decompress(piece, most_bytes + 1 - len(body))
            if max(came, len(body)) > most_bytes:
                raise too_large
    except zlib.error as error:
        raise FetchError(f"What {host} sent is damaged ({error}).", GARBLED_SAY) from error
    return bytes(body)


def _status_say(status: int) -> str:
    return _STATUS_SAYS.get(status, _FAILS_SAY if status >= 500 else _REFUSES_SAY)


def _tls_fault(error: BaseException | None) -> str | None:
    """Why no safe connection was made, None if that was not what failed."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message.rstrip(".") or "it is not trusted"
        if isinstance(error, ssl.SSLError):
            return (error.reason or "no safe connection").replace("_", " ").lower()
        error = error.__cause__ or error.__context__
    return None


def _shown(address: str) -> str:
    """As it may stand in a message."""
    return clean_line(address, 100)
