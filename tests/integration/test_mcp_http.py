"""Real MCP servers over HTTP, and what only looks like one."""

import asyncio
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from duologue.tools.mcp.config import ServerConfig
from duologue.tools.mcp.intake import LONGEST_LINE
from duologue.tools.mcp.restarts import State, WaitLimits
from helpers.mcp_world import HELPERS, run, world
from helpers.waiting import until, wait_until

# ---- HTTP ----------------------------------------------------------------------------------------------------------


class WebServer:
    """The SDK's own server, on the loopback network."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.start()

    @property
    def config(self) -> ServerConfig:
        return ServerConfig("web", url=f"http://127.0.0.1:{self.port}/mcp", headers={"X-Key": "keyring:web"})

    def start(self) -> None:
        command = [sys.executable, str(HELPERS / "web_mcp_server.py"), str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(self._listens)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def web() -> Iterator[WebServer]:
    server = WebServer()
    yield server
    server.stop()


KEY = {"web": "k"}.get


def test_a_server_over_http_is_used_and_followed(web: WebServer) -> None:
    async def test() -> None:
        async with world(web.config, secrets=KEY) as here:
            await here.tools("web.add", "web.learn")
            added = await here.call("web.add", a=2.0, b=3)
            assert (added.ok, added.say, added.result) == (True, "5.", {"result": 5})
            assert (await here.call("web.learn")).ok
            await here.tools("web.multiply")
            assert here.notices == []

    run(test())


def test_a_server_over_http_that_ends_is_found_again(web: WebServer) -> None:
    async def test() -> None:
        limits = WaitLimits(connect=60.0, quiet=30.0, delays=(0.0, 3.0, 3.0, 3.0))
        async with world(web.config, limits=limits, secrets=KEY) as here:
            await here.tools("web.leave")
            assert not (await here.call("web.leave")).ok
            await asyncio.to_thread(web.process.wait)
            await asyncio.to_thread(web.start)
            await until(lambda: here.state("web") is State.RUNNING and here.hub.statuses[0].tools != ())
            outcome = await here.call("web.add", a=1, b=1)
            if not outcome.ok:  # the end was noticed by this very call
                await until(lambda: bool(here.notices) and here.state("web") is State.RUNNING)
                outcome = await here.call("web.add", a=1, b=1)
            assert outcome.result == {"result": 2}

    run(test())


def test_a_place_where_nobody_listens_is_told_without_its_address() -> None:
    async def test() -> None:
        config = ServerConfig("web", url="http://127.0.0.1:9/mcp?key=s3cret")
        async with world(config, limits=WaitLimits(delays=())) as here:
            await until(lambda: here.state("web") is State.ASIDE)
            assert here.notices == [("warning", "The MCP server 'web' cannot be reached.")]

    run(test())


class _Odd(BaseHTTPRequestHandler):
    """What a place on the network may do instead of being an MCP server, by its path."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.asked.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        match self.path:
            case "/denied":
                self._answer(401)
            case "/elsewhere":
                self._answer(307, {"Location": "http://localhost:1/mcp?k=s3cret"})
            case "/moved":
                self._answer(307, {"Location": "/denied"})
            case "/packed":
                self._answer(200, {"Content-Type": "application/json", "Content-Encoding": "gzip"}, b"x")
            case "/flood":
                self._answer(200, {"Content-Type": "application/json"}, b"x" * (LONGEST_LINE + 1))
            case "/nonsense":
                self._answer(200, {"Content-Type": "application/json"}, b"hello")
            case _:
                self._answer(500)

    def _answer(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):  # what is cut off is not read to its end
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def odd() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Odd)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/denied", "does not accept our credentials; check its headers in mcp.json."),
        ("/moved", "does not accept our credentials; check its headers in mcp.json."),
        ("/elsewhere", "refuses: Redirect to http://localhost:1/mcp not followed"),
        ("/packed", "compresses its answers, which is not supported."),
        ("/flood", "sent more than can be taken in."),
        ("/nonsense", "refuses: Failed to parse JSON response"),
        ("/broken", "refuses: Server returned an error response."),
    ],
)
def test_a_place_that_is_no_server_is_told_in_a_sentence(odd: ThreadingHTTPServer, path: str, said: str) -> None:
    async def test() -> None:
        url = f"http://127.0.0.1:{odd.server_address[1]}{path}"
        config = ServerConfig("web", url=url, headers={"X-Key": "keyring:web"})
        async with world(config, limits=WaitLimits(delays=()), secrets={"web": "s3cret"}.get) as here:
            await until(lambda: here.state("web") is State.ASIDE)
            ((level, message),) = here.notices
            assert level == "warning"
            assert message.startswith(f"The MCP server 'web' {said}")
            assert "s3cret" not in message

    run(test())
    sent = odd.asked[0][1]  # type: ignore[attr-defined]
    assert {name.lower(): value for name, value in sent.items()}["x-key"] == "s3cret"


def test_a_server_from_pypi_writes_a_workbook_over_http(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "excel_mcp", "streamable-http", "--port", str(port)]
    command += ["--allow-dir", str(tmp_path), "--allow-unauthenticated"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def listens() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    async def test() -> None:
        async with world(ServerConfig("excel", url=f"http://127.0.0.1:{port}/mcp")) as here:
            await here.tools("excel.create_workbook", "excel.describe_workbook")
            assert all(here.box.acts(name) for name in ("excel.create_workbook", "excel.delete_sheet"))
            made = await here.call("excel.create_workbook", path="trip.xlsx", sheets=["Packing"])
            assert made.ok, made.error
            told = await here.call("excel.describe_workbook", path="trip.xlsx")
            assert "Packing" in str(told.result)

    try:
        wait_until(listens)
        run(test())
    finally:
        process.kill()
        process.wait()
    assert (tmp_path / "trip.xlsx").stat().st_size > 0
