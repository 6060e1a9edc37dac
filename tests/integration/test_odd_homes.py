"""What is kept finds its way to and from homes with any name, and files however an editor left them."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from duologue.core.paths import Paths
from duologue.core.settings_store import SettingsStore
from duologue.tools.base import ToolOutcome
from duologue.tools.mcp.config import load_servers
from duologue.tools.registry import Toolbox
from duologue.tools.store import open_store
from helpers.mcp_world import faulty, run, world

HOMES = (
    "My Home", "Jürgen Müller", "日本語 フォルダ", "José's \"place\"", "fox 🦊", "100%20", "#home?mode=ro", "a;b&c=d",
    "~", "-rf", "combining e\u0301", " leading and trailing ", "dots...", "new\nline", "$HOME", "[brackets]{braces}",
)  # fmt: skip
NOW = datetime(2026, 3, 14, 9, 26, tzinfo=UTC)


@pytest.fixture(params=HOMES)
def paths(request: pytest.FixtureRequest, tmp_path: Path) -> Paths:
    home = tmp_path / request.param
    home.mkdir()
    return Paths(home / "data", home / "config")


def test_settings_and_what_is_kept_are_there_again(paths: Paths) -> None:
    settings = SettingsStore.open(paths.settings)
    settings.set(place="Göteborg")
    settings.flush()
    store, problem = open_store(paths.kept)
    assert problem == ""
    Toolbox(NOW, store=store).call("c1", "notes.add", {"text": "the key is blue"}, 0.0)
    store.close()

    assert SettingsStore.open(paths.settings).now.place == "Göteborg"
    again, problem = open_store(paths.kept)
    assert problem == ""
    box = Toolbox(NOW, store=again)
    box.call("c1", "notes.show", {}, 0.0)
    (outcome,) = [item for item in box.due(0.0) if isinstance(item, ToolOutcome)]
    assert "the key is blue" in str(outcome.result)
    again.close()
    assert {path.name for path in paths.data.parent.iterdir()} == {"data", "config"}


def test_servers_are_read_and_one_that_lies_there_starts(paths: Paths) -> None:
    config = faulty()
    paths.config.mkdir()
    script = paths.config / "server.py"
    script.write_bytes(Path(config.args[1]).read_bytes())
    written = {
        "command": sys.executable,
        "args": ["-u", str(script)],
        "cwd": str(paths.config),
        "env": dict(config.env),
    }
    paths.servers.write_text(json.dumps({"mcpServers": {"kept here": written}}), encoding="utf-8")
    servers, problems = load_servers(paths.servers)
    assert problems == []

    async def test() -> None:
        async with world(*servers) as here:
            await here.tools("kept_here.echo")
            assert (await here.call("kept_here.echo", text="hello")).say == "Hello."

    run(test())


SERVERS = '{\n  "mcpServers": {\n    "time": {"command": "uvx", "args": ["mcp-server-time"]}\n  }\n}\n'


@pytest.mark.parametrize(
    "content",
    [
        SERVERS.encode(),
        SERVERS.encode("utf-8-sig"),
        SERVERS.replace("\n", "\r\n").encode(),
        SERVERS.replace("\n", "\r\n").encode("utf-8-sig"),
        SERVERS.replace("\n", "\r").encode(),
        SERVERS.encode("utf-16"),
    ],
    ids=["plain", "mark", "crlf", "mark and crlf", "cr", "utf-16"],
)
def test_a_file_of_servers_is_read_however_an_editor_has_saved_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mcp.json"
    path.write_bytes(content)
    servers, problems = load_servers(path)
    assert (problems, [server.command for server in servers]) == ([], ["uvx"])
