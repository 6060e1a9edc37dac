"""mcp.json: what is taken, what is refused in a clear sentence, and what is never told."""

import json
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.errors import NoKeyringError

from duologue.core.errors import InputError
from duologue.tools.mcp.config import (
    ServerConfig,
    keyring_secret,
    load_servers,
    read_server,
    with_secrets,
)
from duologue.tools.mcp.redaction import Redaction, address_secrets

TIME = {"command": "uvx", "args": ["mcp-server-time"], "env": {"TZ": "UTC"}, "cwd": "/tmp"}
HOME = {"type": "http", "url": "https://example.org/mcp", "headers": {"Authorization": "keyring:home"}}


def load(tmp_path: Path, servers: Any) -> tuple[list[ServerConfig], list[str]]:
    path = tmp_path / "mcp.json"
    path.write_text(json.dumps({"mcpServers": servers, "theme": "of another program"}))
    return load_servers(path)


def test_servers_of_both_kinds_are_read(tmp_path: Path) -> None:
    servers, problems = load(tmp_path, {"time": TIME, "home": HOME, "off": {"command": "x", "disabled": True}})
    assert problems == []
    assert servers == [
        ServerConfig("time", "uvx", ("mcp-server-time",), {"TZ": "UTC"}, "/tmp"),
        ServerConfig("home", url="https://example.org/mcp", headers={"Authorization": "keyring:home"}),
        ServerConfig("off", "x", disabled=True),
    ]


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert load_servers(tmp_path / "mcp.json") == ([], [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "mcp.json is no valid JSON; correct it to have the MCP servers started."),
        (b"\xff", "mcp.json is no valid JSON; correct it to have the MCP servers started."),
        (b"[" * 100_000, "mcp.json is no valid JSON; correct it to have the MCP servers started."),
        (b"[]", 'mcp.json has no "mcpServers": {...}; no MCP server is started.'),
        (b'{"mcpServers": []}', 'mcp.json has no "mcpServers": {...}; no MCP server is started.'),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "mcp.json").write_bytes(content)
    assert load_servers(tmp_path / "mcp.json") == ([], [said])


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    servers, (problem,) = load_servers(tmp_path)
    assert servers == []
    assert "cannot be read" in problem


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("a", 5, "must be an object."),
        ("a", {}, "needs either a 'command' that starts it or a 'url' to reach it."),
        ("a", {"command": "x", "url": "http://x"}, "needs either a 'command'"),
        ("a", {"command": ""}, "'command' must be a text."),
        ("a", {"command": "x\0y"}, "'command' must be a text."),
        ("a", {"command": "x", "args": {"y": 1}}, "'args' must be a list of texts."),
        ("a", {"command": "x", "args": [["y"]]}, "'args' must be a list of texts."),
        ("a", {"command": "x", "env": {"A": [1]}}, "'env' must be an object of texts."),
        ("a", {"command": "x", "args": ["${DUOLOGUE_UNSET}"]}, "needs the environment variable DUOLOGUE_UNSET"),
        ("a", {"command": "x", "cwd": 1}, "'cwd' must be a text."),
        ("a", {"command": "x", "disabled": "no"}, "'disabled' must be true or false."),
        ("a", {"url": "file:///etc/passwd"}, "'url' must be an address that begins with http:// or https://."),
        ("a", {"url": "http://"}, "'url' must be an address"),
        ("a", {"url": "http://x:99999/"}, "'url' must be an address"),
        ("a", {"url": "http://x", "headers": []}, "'headers' must be an object of texts."),
        ("a", {"url": "http://x", "type": "websocket"}, "'type' must be stdio, http or sse; others are not supported."),
        ("a", {"url": "http://x", "type": "stdio"}, "type stdio needs a 'command'."),
        ("", TIME, "needs a name of letters and digits"),
        ("..", TIME, "needs a name of letters and digits"),
        ("a\nb", TIME, "needs a name of letters and digits"),
        ("a" * 65, TIME, "needs a name of letters and digits"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(name: str, value: Any, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_server(name, value, "mcp.json")
    assert said in refused.value.message
    assert refused.value.message.startswith("mcp.json: the MCP server '")
    assert refused.value.message.isprintable()


def test_one_that_cannot_be_used_does_not_keep_the_others_from_running(tmp_path: Path) -> None:
    servers, problems = load(tmp_path, {"bad": {"command": 1}, "time": TIME, "a b": TIME, "a_b": TIME})
    assert [server.name for server in servers] == ["time", "a b"]
    assert problems == [
        "mcp.json: the MCP server 'bad': 'command' must be a text.",
        "mcp.json: the name of the MCP server 'a_b' is too like another; change it.",
    ]


def test_there_is_an_end_of_servers(tmp_path: Path) -> None:
    servers, (problem,) = load(tmp_path, {f"s{number}": TIME for number in range(60)})
    assert len(servers) == 50
    assert "more than 50" in problem


def test_secrets_come_from_the_keyring() -> None:
    config = read_server("home", HOME, "mcp.json")
    assert with_secrets(config, config.headers, {"home": "Bearer abc"}.get) == {"Authorization": "Bearer abc"}
    for text in ("Bearer ${input:home}", "Bearer ${keyring:home}"):
        assert with_secrets(config, {"A": text}, {"home": "a$b"}.get) == {"A": "Bearer a$b"}
    with pytest.raises(InputError) as missing:
        with_secrets(config, config.headers, {}.get)
    assert missing.value.message == (
        "The secret 'home' of the MCP server 'home' is not in the keyring; add it in the settings."
    )


def test_values_that_may_be_secret_are_in_no_text_about_a_server() -> None:
    config = ServerConfig(
        "a", "x", ("--key=s3cret",), {"K": "s3cret"}, url="http://x?key=s3cret", headers={"H": "s3cret"}
    )
    assert "s3cret" not in repr(config)


def test_what_a_server_says_is_freed_of_what_it_was_given() -> None:
    redact = Redaction(["Bearer abcdef", "x", "abcdefgh"])
    assert redact("token abcdefgh or abcdef, x stays") == "token ••• or •••, x stays"


def test_an_address_may_hold_secrets() -> None:
    url = "https://me:pass%20word@example.org/mcp/0123456789abcdef/v1?key=s3cret%21&n=1"
    redact = Redaction(address_secrets(url))
    assert redact(f"no {url}") == "no https://me:•••@example.org/mcp/•••/v1?key=•••&n=1"
    assert redact("s3cret!") == "•••"
    assert [piece for piece in address_secrets("") if piece] == []


def test_the_systems_keyring_is_asked_and_its_absence_told(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {("duologue", "home"): "abc"}
    monkeypatch.setattr(keyring, "get_password", lambda *key: kept.get(key))
    assert keyring_secret("home") == "abc"
    assert keyring_secret("office") is None

    def absent(*_: str) -> None:
        raise NoKeyringError("no backend")

    monkeypatch.setattr(keyring, "get_password", absent)
    with pytest.raises(InputError, match="keyring cannot be used; unlock it, or install one"):
        keyring_secret("home")
