"""An MCP server that wants a sign-in, and the place where one signs in (OAuth 2.1), each on a port of its own."""

import base64
import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

Json = Any
LOOK = {"name": "look", "description": "Looks.", "inputSchema": {"type": "object", "properties": {}}}


class SigningServer:
    """Both servers. lasts_s: how long a token is said to be good. lets: whether users are let in. refreshes: whether
    tokens are renewed."""

    def __init__(self) -> None:
        self.lasts_s, self.lets, self.refreshes = 3600, True, True
        self.good: set[str] = set()
        """Access tokens that are taken."""
        self.asked: list[tuple[str, dict[str, str]]] = []
        """Path and fields of each request to the place."""
        self.proofs: list[str] = []
        """User and password of requests to the place."""
        self._count = 0
        self._place, self._tools = (ThreadingHTTPServer(("127.0.0.1", 0), _handler(self)) for _ in range(2))
        self._threads = [threading.Thread(target=each.serve_forever) for each in (self._place, self._tools)]
        for thread in self._threads:
            thread.start()

    @property
    def url(self) -> str:
        """Address of the MCP server."""
        return f"http://127.0.0.1:{self._tools.server_address[1]}/mcp"

    @property
    def place(self) -> str:
        """Address of the place."""
        return f"http://127.0.0.1:{self._place.server_address[1]}"

    def fields(self, path: str) -> list[dict[str, str]]:
        """What was sent to a path of the place."""
        return [fields for asked, fields in self.asked if asked == path]

    def close_place(self) -> None:
        """Nobody is there any more who signs anybody in."""
        self._end(self._place)

    def close(self) -> None:
        """Ends both."""
        self._end(self._place)
        self._end(self._tools)
        for thread in self._threads:
            thread.join()

    @staticmethod
    def _end(server: ThreadingHTTPServer) -> None:
        server.shutdown()
        server.server_close()

    # ---- answers: status, headers, body -------------------------------------------------------------------------

    def get(self, path: str, query: dict[str, str]) -> tuple[int, dict[str, str], Json]:
        if path.startswith("/.well-known/oauth-protected-resource"):
            return 200, {}, {"resource": self.url, "authorization_servers": [self.place]}
        if path == "/.well-known/oauth-authorization-server":
            paths = {f"{kind}_endpoint": f"{self.place}/{path}" for kind, path in _PATHS.items()}
            grants = {"grant_types_supported": ["authorization_code", "refresh_token"]}
            return 200, {}, {"issuer": self.place, "code_challenge_methods_supported": ["S256"]} | paths | grants
        if path == "/authorize":
            self.asked.append((path, query))
            answer = {"code": "c1"} if self.lets else {"error": "access_denied"}
            back = f"{query['redirect_uri']}?{urlencode(answer | {'state': query['state']})}"
            return 302, {"Location": back}, None
        return (405 if path == "/mcp" else 404), {}, None

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], Json]:
        if path == "/mcp":
            return self._tool(json.loads(body), headers.get("authorization", ""))
        if path == "/register":
            given = json.loads(body)
            self.asked.append((path, {"redirect_uris": given["redirect_uris"][0]}))
            return 201, {}, given | {"client_id": "known", "token_endpoint_auth_method": "none"}
        fields = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        self.asked.append((path, fields))
        self.proofs.append(base64.b64decode(headers.get("authorization", "").removeprefix("Basic ")).decode())
        if path == "/revoke":
            self.good.discard(fields["token"])
            return 200, {}, {}
        if fields["grant_type"] == "refresh_token" and not self.refreshes:
            return 400, {}, {"error": "invalid_grant"}
        self._count += 1
        token = f"secret-access-{self._count}"
        self.good = {token}
        lasting = {"expires_in": self.lasts_s, "refresh_token": f"secret-refresh-{self._count}"}
        return 200, {}, {"access_token": token, "token_type": "Bearer"} | lasting

    def _tool(self, message: Json, bearer: str) -> tuple[int, dict[str, str], Json]:
        if bearer.removeprefix("Bearer ") not in self.good:
            about = self.url.replace("/mcp", "/.well-known/oauth-protected-resource/mcp")
            return 401, {"WWW-Authenticate": f'Bearer resource_metadata="{about}"'}, {}
        answer: dict[str, Json]
        match message.get("method"):
            case "initialize":
                greeting = {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}}
                answer = {"result": greeting | {"serverInfo": {"name": "signing", "version": "1"}}}
            case "tools/list":
                answer = {"result": {"tools": [LOOK]}}
            case "tools/call":
                answer = {"result": {"content": [{"type": "text", "text": "A garden."}]}}
            case _:
                answer = {"error": {"code": -32601, "message": "Method not found"}}
        return (202, {}, None) if "id" not in message else (200, {}, {"jsonrpc": "2.0", "id": message["id"]} | answer)


_PATHS = {"authorization": "authorize", "token": "token", "registration": "register", "revocation": "revoke"}


def _handler(server: SigningServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._answer(*server.get(parts.path, {name: each[0] for name, each in parse_qs(parts.query).items()}))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            self._answer(*server.post(self.path, body, {name.lower(): each for name, each in self.headers.items()}))

        def do_DELETE(self) -> None:
            self._answer(200, {}, None)

        def _answer(self, status: int, headers: dict[str, str], body: Json) -> None:
            raw = b"" if body is None else json.dumps(body).encode()
            self.send_response(status)
            more = {"Content-Type": "application/json", "Content-Length": str(len(raw)), "Connection": "close"}
            for name, value in (more | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler


@contextmanager
def signing_server() -> Iterator[SigningServer]:
    """Both servers, ended at the end."""
    server = SigningServer()
    try:
        yield server
    finally:
        server.close()


class Browser:
    """A browser whose user follows every page to its end. there: it can be opened. idle: its user does nothing."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.there, self.idle = True, False
        self.page = ""
        """What stood on the last page."""

    def __call__(self, address: str) -> bool:
        self.opened.append(address)
        if self.there and not self.idle:
            with urllib.request.urlopen(address, timeout=10.0) as page:
                self.page = page.read().decode()
        return self.there
