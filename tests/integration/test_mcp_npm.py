"""Real MCP servers of npm: everything (stdio and HTTP), filesystem, memory. packaging/test-servers.sh brings them."""

import asyncio
import os
import socket
import subprocess
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from duologue.tools.base import Headway, ToolOutcome
from duologue.tools.consent import Consent, ConsentReply, ConsentWanted
from duologue.tools.mcp.config import ServerConfig
from duologue.tools.mcp.hub import Hub
from duologue.tools.mcp.restarts import WaitLimits
from duologue.tools.registry import Toolbox
from helpers.waiting import until, wait_until

NODE = (
    Path(os.environ.get("DUOLOGUE_NODE_SERVERS") or Path(__file__).parents[2] / "build/servers/node") / "node_modules"
)
SERVERS = NODE / "@modelcontextprotocol"
pytestmark = pytest.mark.skipif(
    not (SERVERS / "server-everything").is_dir(), reason="npm's MCP servers come with packaging/test-servers.sh --mcp"
)
LIMITS = WaitLimits(connect=60.0, quiet=60.0, delays=())


def server(name: str, *args: str, **env: str) -> ServerConfig:
    script = str(SERVERS / f"server-{name}/dist/index.js")
    return ServerConfig(name, str(NODE / ".bin/node"), (script, *args), env)


class World:
    """A hub with one server, and a session that answers its questions as they stand."""

    def __init__(self, config: ServerConfig) -> None:
        self.notices: list[str] = []
        self.headway: list[str] = []
        self.hub = Hub(lambda _level, message, _action: self.notices.append(message), limits=LIMITS)
        self.box = Toolbox(datetime.now(UTC), consent=Consent("allow"))
        self.hub.attach(self.box)
        self.hub.use([config])
        self.answers: dict[int, Any] = {}
        self._t, self._count = 0.0, 0

    async def call(self, name: str, **arguments: Any) -> ToolOutcome:
        self._count += 1
        id_ = f"c{self._count}"
        self.box.call(id_, name, arguments, self._t)
        outcomes: list[ToolOutcome] = []

        def ended() -> bool:
            self._t += 0.1
            self.box.hear((), self._t)
            for item in self.box.due(self._t):
                if isinstance(item, ConsentWanted):
                    self.box.decide(item.id, ConsentReply.ALLOW, self._t, self.answers)
                elif isinstance(item, Headway):
                    self.headway.append(item.text)
                elif isinstance(item, ToolOutcome) and item.id == id_:
                    outcomes.append(item)
            return bool(outcomes)

        await until(ended)
        return outcomes[0]


def run(config: ServerConfig, test: Callable[[World], Coroutine[Any, Any, None]]) -> None:
    async def around() -> None:
        here = World(config)
        try:
            await here.hub.ready()
            assert here.notices == []
            await test(here)
        finally:
            await here.hub.close()
            await here.box.close()

    asyncio.run(around())


async def everything(here: World) -> None:
    assert (await here.call("everything.echo", message="hello")).say == "Echo: hello."
    assert "12" in (await here.call("everything.get-sum", a=5, b=7.0)).say
    picture = await here.call("everything.get-tiny-image")
    assert len(picture.beside) == 1
    structured = await here.call("everything.get-structured-content", location="New York")
    assert structured.ok
    assert set(structured.result) == {"temperature", "conditions", "humidity"}
    links = await here.call("everything.get-resource-links", count=2)
    assert len(links.beside) == 2
    assert (await here.call("everything.get-resource-reference", resourceType="Text", resourceId=1)).ok
    slow = await here.call("everything.trigger-long-running-operation", duration=1, steps=2)
    assert slow.ok
    assert here.headway[-1] == "100 %"
    refused = await here.call("everything.get-sum", a="x", b=7)
    assert not refused.ok


def test_everything_over_stdio() -> None:
    async def test(here: World) -> None:
        await everything(here)
        prompts = {prompt.name: prompt for _, prompt in here.hub.prompts}
        assert "simple-prompt" in prompts
        assert "Paris" in await here.hub.prompt("everything", "args-prompt", {"city": "Paris"})
        here.answers = {0: "Ada"}
        filled = await here.call("everything.trigger-elicitation-request")
        assert filled.ok
        assert "Ada" in str(filled.result)

        async def model(_instructions: str, lines: Any) -> str:
            return f"A joke about {lines[-1][1][:20]}"

        here.box.answer_by(model)
        sampled = await here.call("everything.trigger-sampling-request", prompt="cats")
        assert sampled.ok
        assert "A joke about" in str(sampled.result)

    run(server("everything"), test)


def test_everything_over_http() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = server("everything", "streamableHttp")
    process = subprocess.Popen(
        [config.command, *config.args], env=os.environ | {"PORT": str(port)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def listens() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    try:
        wait_until(listens)
        run(ServerConfig("everything", url=f"http://127.0.0.1:{port}/mcp"), everything)
    finally:
        process.kill()
        process.wait()


def test_filesystem(tmp_path: Path) -> None:
    async def test(here: World) -> None:
        path = str(tmp_path / "note.txt")
        assert (await here.call("filesystem.write_file", path=path, content="buy milk")).ok
        assert (await here.call("filesystem.read_text_file", path=path)).say == "Buy milk."
        assert "note.txt" in str((await here.call("filesystem.list_directory", path=str(tmp_path))).result)
        several = await here.call("filesystem.read_multiple_files", paths=f"{path} and {path}")
        assert several.ok
        outside = await here.call("filesystem.read_text_file", path="/etc/hostname")
        assert "denied" in str(outside.error)

    run(server("filesystem", str(tmp_path)), test)


def test_memory(tmp_path: Path) -> None:
    async def test(here: World) -> None:
        entity = {"name": "Ada", "entityType": "person", "observations": ["likes gardens"]}
        assert (await here.call("memory.create_entities", entities=[entity])).ok
        graph = await here.call("memory.read_graph")
        assert "Ada" in str(graph.result)
        assert "likes gardens" in graph.text or "likes gardens" in graph.say
        assert (await here.call("memory.open_nodes", names="Ada")).ok
        assert (await here.call("memory.delete_entities", entityNames="Ada")).ok
        with suppress(KeyError):
            assert (await here.call("memory.read_graph")).result["entities"] == []

    run(server("memory", MEMORY_FILE_PATH=str(tmp_path / "memory.json")), test)
