"""Signing in to hosted servers: OAuth 2.1 as the SDK's client offers it, with the user's browser and keyring.

The browser opens only when the user wants it: a server that finds nobody signed in says so, and waits to be told. What
the place gives us lies in the system's keyring under the server's name, and goes to no other address than it was for.
"""

import asyncio
import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import parse_qs, quote, urlsplit

from duologue.core.errors import DuologueError, InputError
from duologue.core.events import Json
from duologue.tools.mcp.config import KEYRING_SERVICE, ServerConfig

if TYPE_CHECKING:
    import httpx2
    from mcp.client.auth import AuthorizationCodeResult, OAuthClientProvider
    from mcp.client.auth.oauth2 import OAuthContext
    from mcp.shared.auth import OAuthClientInformationFull, OAuthMetadata, OAuthToken

Kept = TypeVar("Kept", bound=Any)
SIGN_IN_WITHIN_S = 300.0
"""So long the browser is waited for."""
LONGEST_REQUEST = 16_384
"""Bytes of what the browser sends back."""
PATH = "/callback"
_DONE = "You are signed in. You can close this page and go back to Duologue."
_NOT_DONE = "You are not signed in. You can close this page; Duologue says what went wrong."


class SignInNeededError(DuologueError):
    """A server wants a sign-in, and the user has not asked for one."""


class Drawer(Protocol):
    """Where secrets are kept, by name. May take its time and raise InputError: for worker threads."""

    def read(self, name: str) -> str | None:
        """A secret, None if there is none."""

    def keep(self, name: str, value: str) -> None:
        """Keeps a secret."""

    def drop(self, name: str) -> None:
        """Forgets a secret, if there is one."""


class KeyringDrawer:
    """The system's keyring; without one, this program's memory, so that a sign-in lasts as long as it runs."""

    def __init__(self) -> None:
        self._memory: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        """A secret, None if there is none."""
        import keyring  # noqa: PLC0415 - takes a moment, and few need it
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            return self._memory.get(name) or keyring.get_password(KEYRING_SERVICE, name)
        except KeyringError:
            return None

    def keep(self, name: str, value: str) -> None:
        """Keeps a secret."""
        import keyring  # noqa: PLC0415 - see read()
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            keyring.set_password(KEYRING_SERVICE, name, value)
        except KeyringError:
            self._memory[name] = value
        else:
            self._memory.pop(name, None)

    def drop(self, name: str) -> None:
        """Forgets a secret, if there is one."""
        import keyring  # noqa: PLC0415 - see read()
        from keyring.errors import KeyringError  # noqa: PLC0415

        self._memory.pop(name, None)
        try:
            if keyring.get_password(KEYRING_SERVICE, name) is not None:
                keyring.delete_password(KEYRING_SERVICE, name)
        except KeyringError as error:
            message = "The system's keyring cannot be used; unlock it, then sign out again."
            raise InputError("mcp.keyring", message) from error


class KeptSignIn:
    """What one server gave us, as the SDK's client stores it: tokens, where they are renewed, what it knows us by."""

    def __init__(self, server: ServerConfig, drawer: Drawer) -> None:
        self._server, self._drawer = server, drawer
        self._name = f"sign-in/{server.name}"
        self._context: OAuthContext | None = None

    async def read(self) -> dict[str, Json]:
        """All that is kept for this address."""
        text = await asyncio.to_thread(self._drawer.read, self._name)
        try:
            kept = json.loads(text) if text else {}
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) and kept.get("url") == self._server.url else {}

    async def get_tokens(self) -> "OAuthToken | None":
        """The tokens, None if nobody is signed in."""
        from mcp.shared.auth import OAuthToken  # noqa: PLC0415 - takes a moment to import

        return _read(OAuthToken, (await self.read()).get("tokens"))

    async def set_tokens(self, tokens: "OAuthToken") -> None:
        """Keeps new tokens, until when they are good, and the place that renews them."""
        now_s, lasts_s = datetime.now(UTC).timestamp(), tokens.expires_in
        kept: dict[str, Json] = {"until_s": None if lasts_s is None else now_s + lasts_s}
        if self._context is not None:
            known = {"place": self._context.oauth_metadata, "for": self._context.protected_resource_metadata}
            kept |= {name: each and each.model_dump(mode="json", include=_KEPT) for name, each in known.items()}
        await self._keep(tokens=tokens.model_dump(mode="json", exclude_none=True), **kept)

    async def place(self) -> "OAuthMetadata | None":
        """The place that gave us the tokens, None if it is not known."""
        from mcp.shared.auth import OAuthMetadata  # noqa: PLC0415 - see get_tokens()

        return _read(OAuthMetadata, (await self.read()).get("place"))

    async def restore(self, context: "OAuthContext") -> None:
        """Tells the SDK's client what it does not read by itself: without, it would ask the user to sign in anew as
        soon as tokens of an earlier run are good no more."""
        from mcp.shared.auth import ProtectedResourceMetadata  # noqa: PLC0415 - see get_tokens()

        kept = await self.read()
        until_s = kept.get("until_s")
        self._context = context
        context.token_expiry_time = until_s if isinstance(until_s, int | float) else None
        context.oauth_metadata = await self.place()
        context.protected_resource_metadata = _read(ProtectedResourceMetadata, kept.get("for"))

    async def get_client_info(self) -> "OAuthClientInformationFull | None":
        """What the place knows us by: as it was entered, or as it gave it out."""
        from mcp.shared.auth import OAuthClientInformationFull  # noqa: PLC0415 - see get_tokens()

        if self._server.sign_in.client_id:
            secret = self._server.sign_in.client_secret
            return OAuthClientInformationFull(
                client_id=self._server.sign_in.client_id,
                client_secret=secret or None,
                token_endpoint_auth_method=self._server.sign_in.client_auth
                or ("client_secret_basic" if secret else "none"),
            )
        return _read(OAuthClientInformationFull, (await self.read()).get("client"))

    async def set_client_info(self, client_info: "OAuthClientInformationFull") -> None:
        """Keeps what the place knows us by."""
        await self._keep(client=client_info.model_dump(mode="json", exclude_none=True))

    async def port(self, *, needed: bool) -> int:
        """The port on which the browser is waited for: the one that the place knows us by, or one that is free.

        needed: the browser may open now; otherwise nobody minds whether the port is free.
        """
        from mcp.shared.auth import OAuthClientInformationFull  # noqa: PLC0415 - see get_tokens()

        known = _read(OAuthClientInformationFull, (await self.read()).get("client"))
        port = known.redirect_uris[0].port if known is not None and known.redirect_uris else None
        if port is not None and (not needed or _is_free(port)):
            return port
        if port is not None:  # the place would not take another; it is to know us anew
            await self._keep(client=None)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            found: int = probe.getsockname()[1]
            return found

    async def forget(self) -> None:
        """Signs out on this machine."""
        await asyncio.to_thread(self._drawer.drop, self._name)

    async def _keep(self, **values: Json) -> None:
        kept = {"url": self._server.url} | (await self.read()) | values
        await asyncio.to_thread(self._drawer.keep, self._name, json.dumps(kept))


def _read(kind: "type[Kept]", value: Json) -> "Kept | None":
    """What was kept, None if it is not there or in another form."""
    from pydantic import ValidationError  # noqa: PLC0415 - comes with the SDK

    try:
        return kind.model_validate(value) if value else None
    except ValidationError:
        return None


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


_PLACE = {"issuer", "authorization_endpoint", "token_endpoint", "revocation_endpoint"}
_KEPT = _PLACE | {"resource", "authorization_servers"}
"""What is kept of a place and of what its tokens are for: keyrings take little."""
Visit = Callable[[str], bool]
"""Opens an address in the browser, and says whether there is one. May take its time: for a worker thread."""


async def sign_in_flow(
    server: ServerConfig, kept: KeptSignIn, *, wanted: Callable[[], bool], begun: Callable[[], None], visit: Visit
) -> "OAuthClientProvider":
    """The SDK's flow for a server. wanted: the user wants to sign in now. begun: is told when the browser opens.

    Raises (in use):
        SignInNeededError: the server wants a sign-in and the user has not asked for one.
    """
    from mcp.client.auth import OAuthClientProvider  # noqa: PLC0415 - takes a moment to import
    from mcp.shared.auth import OAuthClientMetadata  # noqa: PLC0415
    from pydantic import AnyUrl  # noqa: PLC0415

    if server.sign_in.grant == "client_credentials":
        return _credentials_flow(server, kept)
    port = await kept.port(needed=wanted())
    page = _ReturnPage(port)

    async def open_page(address: str) -> None:
        if not wanted():
            message = f"The MCP server '{server.name}' wants you to sign in."
            raise SignInNeededError("mcp.sign_in", message)
        if urlsplit(address).scheme not in ("http", "https"):
            raise InputError("mcp.sign_in", f"The MCP server '{server.name}' names no page to sign in on.")
        begun()
        await page.open()
        if not await asyncio.to_thread(visit, address):
            await page.close()
            message = f"There is no browser in which you could sign in to the MCP server '{server.name}'."
            raise SignInNeededError("mcp.sign_in", message)

    async def wait() -> "AuthorizationCodeResult":
        try:
            async with asyncio.timeout(SIGN_IN_WITHIN_S):
                answer = await page.answer()
        except TimeoutError:
            message = f"Nobody signed in to the MCP server '{server.name}' in time."
            raise SignInNeededError("mcp.sign_in", message) from None
        finally:
            await page.close()
        if not answer.code:
            message = f"You did not sign in to the MCP server '{server.name}', or it did not let you."
            raise SignInNeededError("mcp.sign_in", message)
        return answer

    metadata = OAuthClientMetadata(
        client_name="Duologue",
        redirect_uris=[AnyUrl(f"http://127.0.0.1:{port}{PATH}")],
        grant_types=["authorization_code", "refresh_token"],
        scope=server.sign_in.scope or None,
    )
    flow = OAuthClientProvider(
        server.url, metadata, kept, open_page, wait, client_metadata_url=server.sign_in.client_metadata_url or None
    )
    await kept.restore(flow.context)
    return flow


def _credentials_flow(server: ServerConfig, kept: KeptSignIn) -> "OAuthClientProvider":
    """The flow of a server that knows us by what was entered, without anybody signing in."""
    from mcp.client.auth.extensions.client_credentials import (  # noqa: PLC0415 - takes a moment to import
        ClientCredentialsOAuthProvider,
        PrivateKeyJWTOAuthProvider,
        SignedJWTParameters,
    )

    if server.sign_in.private_key:
        signing = SignedJWTParameters(
            issuer=server.sign_in.client_id,
            subject=server.sign_in.client_id,
            signing_key=server.sign_in.private_key,
            signing_algorithm=server.sign_in.signing or "RS256",
        )
        return PrivateKeyJWTOAuthProvider(
            server.url,
            kept,
            server.sign_in.client_id,
            signing.create_assertion_provider(),
            scope=server.sign_in.scope or None,
            issuer=server.sign_in.issuer or None,
        )
    return ClientCredentialsOAuthProvider(
        server.url,
        kept,
        server.sign_in.client_id,
        server.sign_in.client_secret,
        scope=server.sign_in.scope or None,
        issuer=server.sign_in.issuer or None,
    )


class _ReturnPage:
    """The page of this machine to which the browser comes back, with the answer in its address."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._server: asyncio.Server | None = None
        self._answer: asyncio.Future[AuthorizationCodeResult] | None = None

    async def open(self) -> None:
        """Waits for the browser from now on."""
        self._answer = asyncio.get_running_loop().create_future()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port, limit=LONGEST_REQUEST)

    async def answer(self) -> "AuthorizationCodeResult":
        """What the browser came back with."""
        assert self._answer is not None
        return await self._answer

    async def close(self) -> None:
        """Waits no longer."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            line = (await reader.readline()).decode("ascii", "replace").split()
            said = self._take(line[1]) if len(line) > 1 and line[0] == "GET" else ""
            body = (
                f"<!doctype html><meta charset=utf-8><title>Duologue</title><p>{escape(said or 'Nothing is here.')}</p>"
            )
            head = f"HTTP/1.1 {'200 OK' if said else '404 Not Found'}\r\nContent-Type: text/html; charset=utf-8\r\n"
            writer.write(f"{head}Content-Length: {len(body.encode())}\r\nConnection: close\r\n\r\n{body}".encode())
            await writer.drain()
        except (ConnectionError, ValueError, asyncio.LimitOverrunError):
            return  # a browser that left, or something that is none
        finally:
            writer.close()

    def _take(self, target: str) -> str:
        """What is said on the page, "" if this is none of ours."""
        from mcp.client.auth import AuthorizationCodeResult  # noqa: PLC0415 - takes a moment to import

        parts = urlsplit(target)
        if parts.path != PATH or self._answer is None:
            return ""
        given = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if "state" not in given or self._answer.done():
            return ""
        code = given.get("code", "")
        self._answer.set_result(AuthorizationCodeResult(code=code, state=given["state"], iss=given.get("iss")))
        return _DONE if code else _NOT_DONE


async def revoke(server: ServerConfig, kept: KeptSignIn, client: "Callable[[], httpx2.AsyncClient]") -> None:
    """Tells the place that the tokens are not to be good any more, where it can be told; then forgets them.

    Raises:
        InputError: the keyring cannot be used.
    """
    import httpx2  # noqa: PLC0415 - takes a moment to import

    tokens, known = await kept.get_tokens(), await kept.get_client_info()
    try:
        async with client() as http:
            place = await kept.place() if tokens else None
            if tokens is None or known is None or place is None or place.revocation_endpoint is None:
                return
            for token in filter(None, (tokens.refresh_token, tokens.access_token)):
                fields, auth = _proof(known)
                await http.post(str(place.revocation_endpoint), data={"token": token} | fields, auth=auth)
    except (httpx2.HTTPError, ValueError):
        pass  # the place is not there: what is kept here is forgotten all the same
    finally:
        await kept.forget()


def _proof(known: "OAuthClientInformationFull") -> "tuple[dict[str, str], httpx2.Auth]":
    """Who we are, as a place wants to be told: in fields, or as name and password."""
    import httpx2  # noqa: PLC0415 - takes a moment to import

    nobody, method = httpx2.Auth(), known.token_endpoint_auth_method
    if not known.client_secret:
        return {"client_id": known.client_id}, nobody
    if method == "client_secret_basic":
        return {}, httpx2.BasicAuth(quote(known.client_id, safe=""), quote(known.client_secret, safe=""))
    return {"client_id": known.client_id, "client_secret": known.client_secret}, nobody
