"""Real MCP servers: over standard input and output and over HTTP, well-behaved and not."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psutil
import pytest

from duologue.tools.base import ToolOutcome
from duologue.tools.consent import Consent
from duologue.tools.mcp.config import ServerConfig
from duologue.tools.mcp.hub import Hub
from duologue.tools.mcp.servers import State, WaitLimits
from duologue.tools.registry import TOO_LONG_SAY, Toolbox
from helpers.waiting import until, wait_until

HELPERS = Path(__file__).parents[1] / "helpers"
FAULTY = ("-u", str(HELPERS / "faulty_mcp_server.py"))
NOW = datetime(2026, 3, 14, 9, 26, tzinfo=UTC)
PATHS = {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
"""Servers get few variables; where the tests are told where packages lie, these are too."""
QUICK = WaitLimits(connect=60.0, quiet=30.0, relist=0.05, delays=(0.0, 0.0, 0.0))


class World:
    """A hub with a toolbox that may call everything."""

    def __init__(self, limits: WaitLimits, secrets: Callable[[str], str | None]) -> None:
        self.notices: list[tuple[str, str]] = []
        self.hub = Hub(lambda level, message, _: self.notices.append((level, message)), secrets=secrets, limits=limits)
        self.box = Toolbox(NOW, consent=Consent("allow"))
        self.hub.attach(self.box)
        self._calls = 0

    def names(self) -> list[str]:
        return [schema["name"] for schema in self.box.schemas() if "." in schema["name"]]

    def state(self, name: str) -> State:
        return next(status.state for status in self.hub.statuses if status.name == name)

    async def tools(self, *names: str) -> None:
        await until(lambda: set(names) <= set(self.names()))

    async def call(self, name: str, **arguments: Any) -> ToolOutcome:
        self._calls += 1
        id_ = f"c{self._calls}"
        self.box.call(id_, name, arguments, 0.0)
        outcomes: list[ToolOutcome] = []

        def ended() -> bool:
            outcomes.extend(item for item in self.box.due(1e9) if isinstance(item, ToolOutcome) and item.id == id_)
            return bool(outcomes)

        await until(ended)
        return outcomes[0]


@asynccontextmanager
async def world(
    *configs: ServerConfig, limits: WaitLimits = QUICK, secrets: Callable[[str], str | None] = {}.get
) -> AsyncIterator[World]:
    here = World(limits, secrets)
    here.hub.use(configs)
    try:
        yield here
    finally:
        await here.hub.close()
        await here.box.close()


def faulty(*options: str, **env: str) -> ServerConfig:
    return ServerConfig("faulty", sys.executable, (*FAULTY, *options), PATHS | env)


def run(test: Coroutine[object, object, None]) -> None:
    asyncio.run(test)


# ---- standard input and output -------------------------------------------------------------------------------------


def test_a_server_from_pypi_tells_the_time() -> None:
    async def test() -> None:
        async with world(
            ServerConfig("time", sys.executable, ("-m", "mcp_server_time", "--local-timezone=UTC"), PATHS)
        ) as here:
            await here.tools("time.convert_time", "time.get_current_time")
            told = await here.call("time.get_current_time", timezone="Asia/Tokyo")
            assert told.ok
            assert "Asia/Tokyo" in str(told.result)
            refused = await here.call("time.get_current_time", timezone="Nowhere/At_All")
            assert not refused.ok
            assert "Nowhere/At_All" in str(refused.error)
            (spec,) = [spec for spec in here.box.joining if spec.name == "time.get_current_time"]
            assert [argument.name for argument in spec.arguments] == ["timezone"]

    run(test())


def test_all_pages_of_the_list_are_read_and_a_tool_is_called() -> None:
    async def test() -> None:
        async with world(faulty()) as here:
            await here.tools("faulty.echo", "faulty.freeze")
            outcome = await here.call("faulty.echo", text="hello")
            assert (outcome.ok, outcome.say, outcome.result) == (True, "Hello.", {"text": "hello"})
            failed = await here.call("faulty.fail")
            assert (failed.ok, failed.error) == (False, "faulty.fail failed: It is out of milk.")
            picture = await here.call("faulty.picture")
            assert picture.text == "one\ntwo\n1 image or sound is not shown."
            assert here.notices == []

    run(test())


def test_a_list_that_changes_is_followed_and_what_stays_is_the_same() -> None:
    async def test() -> None:
        async with world(faulty()) as here:
            await here.tools("faulty.grow")
            here.box.offer(here.box.joining)
            before = {spec.name: spec for spec in here.box.specs()}
            await here.call("faulty.grow")
            await here.tools("faulty.new")
            assert [spec.name for spec in here.box.joining] == ["faulty.new"]
            assert all(before[spec.name] is spec for spec in here.box.specs())

    run(test())


def test_progress_makes_a_slow_call_welcome_and_silence_ends_one() -> None:
    async def test() -> None:
        limits = WaitLimits(connect=60.0, quiet=2.0, check=60.0, delays=(0.0,))
        async with world(faulty(), limits=limits) as here:
            await here.tools("faulty.slow", "faulty.hang")
            slow = await here.call("faulty.slow")  # takes longer than the silence that is suffered
            assert (slow.ok, slow.result) == (True, {"steps": 4})
            hang = await here.call("faulty.hang")
            assert (hang.ok, hang.say) == (False, TOO_LONG_SAY)
            assert (await here.call("faulty.echo", text="still there")).ok
            assert here.notices == []

    run(test())


def test_a_call_that_is_cancelled_is_cancelled_there_too() -> None:
    async def test() -> None:
        async with world(faulty()) as here:
            await here.tools("faulty.hang", "faulty.cancelled")
            here.box.call("x", "faulty.hang", {}, 0.0)
            await asyncio.sleep(0.1)
            here.box.cancel("x", 1.0)
            assert (await here.call("faulty.cancelled")).result == {"text": "True"}

    run(test())


def test_a_server_that_crashes_fails_its_call_and_is_started_again() -> None:
    async def test() -> None:
        async with world(faulty()) as here:
            await here.tools("faulty.crash")
            crashed = await here.call("faulty.crash")
            assert not crashed.ok
            await until(lambda: bool(here.notices))
            assert here.notices[0] == (
                "info", "The MCP server 'faulty' has stopped (it said: something inside is broken).",
            )  # fmt: skip
            await until(lambda: here.state("faulty") is State.RUNNING)
            assert (await here.call("faulty.echo", text="again")).ok

    run(test())


def test_a_server_that_does_not_stay_is_set_aside_with_a_notice() -> None:
    async def test() -> None:
        async with world(faulty("--dies-after-listing")) as here:
            await until(lambda: here.state("faulty") is State.ASIDE)
            assert [level for level, _ in here.notices] == ["info", "info", "info", "warning"]
            assert here.names() == World(QUICK, {}.get).names()
            here.hub.restart("faulty")
            assert here.state("faulty") is State.STARTING
            await until(lambda: here.state("faulty") is State.ASIDE)

    run(test())


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (faulty("--dies-at-once"), "has stopped (it said: cannot start like this)."),
        (ServerConfig("faulty", "/no/such/program"), "check its command and folder in mcp.json."),
        (ServerConfig("faulty", sys.executable, cwd="/no/such/folder"), "check its command and folder in mcp.json."),
        (ServerConfig("faulty", sys.executable, ("-c", "")), "The MCP server 'faulty' has stopped."),
        (
            ServerConfig("faulty", "x", env={"A": "keyring:none"}),
            "The secret 'none' of the MCP server 'faulty' is not in the keyring",
        ),
    ],
)
def test_one_that_cannot_start_is_set_aside_with_the_reason(config: ServerConfig, said: str) -> None:
    async def test() -> None:
        async with world(config) as here:
            await until(lambda: here.state("faulty") is State.ASIDE)
            level, message = here.notices[-1]
            assert level == "warning"
            assert said in message

    run(test())


def test_one_that_never_answers_is_set_aside() -> None:
    async def test() -> None:
        async with world(faulty("--never-answers"), limits=WaitLimits(connect=0.5, delays=())) as here:
            await until(lambda: here.state("faulty") is State.ASIDE)
            assert here.notices == [("warning", "The MCP server 'faulty' did not answer in time.")]

    run(test())


def test_one_that_hangs_is_started_again() -> None:
    async def test() -> None:
        limits = WaitLimits(connect=60.0, quiet=0.3, check=0.5, delays=(0.0,))
        async with world(faulty(), limits=limits) as here:
            await here.tools("faulty.freeze")
            assert not (await here.call("faulty.freeze")).ok
            await until(lambda: bool(here.notices))
            assert here.notices[0][1].startswith("The MCP server 'faulty' does not answer any more")
            await until(lambda: here.state("faulty") is State.RUNNING)

    run(test())


@pytest.mark.parametrize("flood", ["chatter", "babble"])
def test_one_that_floods_us_is_cut_off(flood: str) -> None:
    async def test() -> None:
        async with world(faulty()) as here:
            await here.tools(f"faulty.{flood}")
            assert not (await here.call(f"faulty.{flood}")).ok
            await until(lambda: bool(here.notices))
            assert here.notices[0][1].startswith("The MCP server 'faulty' sent more than can be taken in")

    run(test())


def test_what_a_server_was_given_is_not_told() -> None:
    async def test() -> None:
        secrets = {"mine": "hunter22"}.get
        async with world(faulty(TOKEN="keyring:mine"), secrets=secrets) as here:
            await here.tools("faulty.secret", "faulty.crash")
            assert (await here.call("faulty.secret")).result == {"text": "hunter22"}, "it has the secret"
            (process,) = psutil.Process().children()
            process.kill()
            await until(lambda: bool(here.notices))
            assert here.notices[0][1] == "The MCP server 'faulty' has stopped (it said: the token is •••)."

    run(test())


def test_closing_ends_the_server_and_what_it_has_started() -> None:
    async def test() -> None:
        async with world(faulty("--child")) as here:
            await here.tools("faulty.echo")
            (echo,) = [schema for schema in here.box.schemas() if schema["name"] == "faulty.echo"]
            child = psutil.Process(int(echo["description"].split()[-1]))
            (server,) = psutil.Process().children()
            assert child.is_running()
        assert not server.is_running()
        wait_until(lambda: _gone(child))

    run(test())


def _gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_servers_come_and_go_with_the_settings() -> None:
    async def test() -> None:
        one, other = faulty(), ServerConfig("other", sys.executable, FAULTY)
        async with world(one) as here:
            await here.tools("faulty.echo")
            here.hub.use([one, other])
            await here.tools("other.echo")
            (first, *_) = psutil.Process().children()
            here.hub.use([one])
            assert not any(name.startswith("other.") for name in here.names())
            await until(lambda: psutil.Process().children() == [first])
            later = Toolbox(NOW)
            here.hub.attach(later)
            assert "faulty.echo" in {spec.name for spec in later.joining}
            here.hub.detach(later)
            here.hub.use([ServerConfig("faulty", one.command, one.args, one.env, disabled=True)])
            assert not any(name.startswith("faulty.") for name in here.names())
            assert "faulty.echo" in {spec.name for spec in later.joining}, "it is left alone"

    run(test())


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
                self._answer(200, {"Content-Type": "application/json"}, b"x" * (2 << 20))
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
