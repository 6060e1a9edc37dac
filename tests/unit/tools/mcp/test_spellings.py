"""The ways in which other hosts write servers down: each is read, and what else stands in their files is kept."""

import json
from pathlib import Path
from typing import Any

import pytest

from duologue.core.errors import InputError
from duologue.tools.mcp.config import ServerConfig, load_servers, pasted, read_file, read_server, write_file

HOME = str(Path.home())
VARIABLES = {"KEY": "k1", "HOME": HOME, "EMPTY": ""}


def server(value: Any) -> ServerConfig:
    return read_server("a", value, "mcp.json", VARIABLES)


@pytest.mark.parametrize(
    ("value", "command"),
    [
        ({"command": "npx", "args": ["-y", 8080, True, None, 1.5]}, ("npx", "-y", "8080", "true", "1.5")),
        ({"command": "npx -y thing"}, ("npx", "-y", "thing")),
        ({"command": "npx", "args": "-y 'a b'"}, ("npx", "-y", "a b")),
        ({"command": ["bun", "x", "thing"], "type": "local"}, ("bun", "x", "thing")),
        ({"command": {"path": "node", "args": ["a.js"], "env": None}}, ("node", "a.js")),
        ({"type": "STDIO", "command": "x", "url": "http://x"}, ("x",)),
        ({"transportType": "stdio", "command": "x"}, ("x",)),
        ({"command": "~/x", "args": ["~/n", "a~b", "--at=~/b"]}, (f"{HOME}/x", f"{HOME}/n", "a~b", "--at=~/b")),
        ({"command": "x", "args": ["${HOME}/n", "${env:KEY}", "${KEY}x"]}, ("x", f"{HOME}/n", "k1", "k1x")),
        ({"command": "x", "args": ["${NONE:-d}", "${NONE:-}", "${HOME:-d}"]}, ("x", "d", "", HOME)),
        ({"command": "x", "args": ["${userHome}${/}a", "$KEY", "${cwd}"]}, ("x", f"{HOME}/a", "$KEY", HOME)),
        ({"command": "x", "args": ["${env:EMPTY}", "%KEY%", "100%"]}, ("x", "", "k1", "100%")),
    ],
)  # fmt: skip
def test_a_program_is_read_as_it_is_written_elsewhere(value: Any, command: tuple[str, ...]) -> None:
    config = server(value)
    assert (config.command, *config.args) == command


@pytest.mark.parametrize(
    ("value", "sse"),
    [
        ({"url": "https://x/mcp"}, False),
        ({"serverUrl": "https://x/mcp"}, False),
        ({"httpUrl": "https://x/mcp"}, False),
        ({"type": "streamable-http", "url": "https://x/mcp"}, False),
        ({"type": "streamableHttp", "url": "https://x/mcp"}, False),
        ({"transport": "streamable_http", "url": "https://x/mcp"}, False),
        ({"type": "remote", "url": "https://x/mcp"}, False),
        ({"type": "sse", "url": "https://x/mcp"}, True),
        ({"transportType": "sse", "serverUrl": "https://x/mcp"}, True),
        ({"type": "http", "url": "https://x/mcp", "command": ""}, False),
    ],
)
def test_an_address_is_read_as_it_is_written_elsewhere(value: Any, sse: bool) -> None:
    config = server(value)
    assert (config.url, config.sse, config.command) == ("https://x/mcp", sse, "")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"command": "x", "env": {"PORT": 80, "ON": True, "NO": None}}, {"PORT": "80", "ON": "true"}),
        ({"command": "x", "environment": {"K": "${env:KEY}"}}, {"K": "k1"}),
        ({"command": {"path": "x", "env": {"K": "v"}}}, {"K": "v"}),
        ({"command": "x", "env": {"K": "keyring:a"}}, {"K": "keyring:a"}),
        ({"command": "x", "env": {"K": "${input:token}"}}, {"K": "${input:token}"}),
        ({"command": "x", "env": None}, {}),
    ],
)
def test_the_environment_is_read_as_it_is_written_elsewhere(value: Any, found: dict[str, str]) -> None:
    assert server(value).env == found


@pytest.mark.parametrize(
    "value",
    [
        {"url": "https://x", "headers": {"A": "Bearer ${KEY}"}},
        {"url": "https://x", "http_headers": {"A": "Bearer k1"}},
        {"url": "https://x", "requestInit": {"headers": {"A": "Bearer k1"}}},
    ],
)
def test_headers_are_read_as_they_are_written_elsewhere(value: Any) -> None:
    assert server(value).headers == {"A": "Bearer k1"}


@pytest.mark.parametrize("off", [{"disabled": True}, {"enabled": False}, {"isActive": False}])
def test_a_server_is_off_as_it_is_written_elsewhere(off: dict[str, bool]) -> None:
    assert server({"command": "x", "args": ["${NOT_SET}"]} | off).disabled
    assert not server({"command": "x"} | {key: not on for key, on in off.items()}).disabled


def test_a_variable_that_is_not_set_is_told_and_costs_that_server_alone(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        server({"command": "x", "env": {"K": "${env:NOT_SET}"}})
    assert refused.value.message == (
        "mcp.json: the MCP server 'a' needs the environment variable NOT_SET, which is not set."
    )


TIME = {"command": "uvx", "args": ["mcp-server-time"]}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"mcpServers": {"time": TIME}}),
        json.dumps({"servers": {"time": TIME}, "inputs": []}),
        json.dumps({"context_servers": {"time": TIME}, "theme": "x"}),
        json.dumps({"mcp": {"servers": {"time": TIME}}}),
        json.dumps({"mcp": {"time": TIME}}),
        "\ufeff" + json.dumps({"mcpServers": {"time": TIME}}).replace(",", ",\r\n"),
        """{ // mine
          "mcpServers": {
            /* tells the time */
            "time": {"command": "uvx", "args": ["mcp-server-time",],},
          },
        }""",
    ],
)
def test_the_files_of_other_hosts_are_read_and_pasted(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mcp.json"
    path.write_bytes(text.encode())
    servers, problems = load_servers(path)
    assert ([config.name for config in servers], problems) == (["time"], [])
    assert pasted(text) == read_file(path) == {"time": TIME}


def test_what_else_stands_in_the_file_is_kept_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "mcp.json"
    path.write_text(json.dumps({"inputs": [{"id": "token"}], "servers": {"time": TIME}}), encoding="utf-8")
    write_file(path, {"other": TIME})
    assert json.loads(path.read_text(encoding="utf-8")) == {"inputs": [{"id": "token"}], "servers": {"other": TIME}}
    path.write_text(json.dumps({"mcp": {"servers": {"time": TIME}, "more": 1}}), encoding="utf-8")
    write_file(path, {})
    assert json.loads(path.read_text(encoding="utf-8")) == {"mcp": {"servers": {}, "more": 1}}
    assert not list(tmp_path.glob("*.commented"))


def test_a_file_with_comments_leaves_a_copy_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "mcp.json"
    path.write_text('{"mcpServers": {}} // all of mine', encoding="utf-8")
    write_file(path, {"time": TIME})
    assert read_file(path) == {"time": TIME}
    assert "all of mine" in (tmp_path / "mcp.json.commented").read_text(encoding="utf-8")
