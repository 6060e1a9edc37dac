"""Which MCP servers there are: the file mcp.json in the config folder, in the form that other programs use.

{"mcpServers": {"time": {"command": "uvx", "args": ["mcp-server-time"], "env": {"KEY": "keyring:NAME"}},
                "home": {"url": "https://example.org/mcp", "headers": {"Authorization": "keyring:NAME"}}}}

A value of `env` or `headers` that begins with "keyring:" names a secret of the system's keyring. What such values, or
arguments and addresses, hold is never part of a message.
"""

import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote_plus, urlsplit

from pydantic import AfterValidator, Strict

from duologue.checked.fields import Flag, MustBe
from duologue.checked.reading import NotJson, check, parsed
from duologue.core.display_text import plain_line
from duologue.core.errors import InputError, OutputError
from duologue.core.events import Json

KEYRING_SERVICE = "duologue"
KEYRING_PREFIX = "keyring:"
MOST_SERVERS = 50
LONGEST_NAME = 64
LONGEST_PREFIX = 24
LONG_STEP = 16
_KINDS = {"stdio": "command", "http": "url", "streamable-http": "url", "streamableHttp": "url"}
"""What other programs write as `type`, and the field that goes with it."""

Secrets = Callable[[str], str | None]
"""Looks a secret up by its name; None if there is none. May take its time and raise."""


def _whole(text: str) -> str:
    if "\0" in text:  # it would end the text where the operating system reads it
        raise ValueError
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError
    return text


def _reachable(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError
    return url


_Whole = Annotated[str, Strict(), AfterValidator(_whole)]
_Line = Annotated[_Whole, AfterValidator(_filled), MustBe("a text")]
_Texts = Annotated[dict[_Whole, _Whole], MustBe("an object of texts")]
_Kind = Annotated[
    Literal["stdio", "http", "streamable-http", "streamableHttp"],
    MustBe("stdio or http; others are not supported"),
]


@dataclass(frozen=True, slots=True)
class _KindNames:
    """How other programs call the kind of a server."""

    type: _Kind | None = None
    transport: _Kind | None = None


@dataclass(frozen=True, slots=True)
class _Local:
    """A server that is started, as it is written."""

    command: _Line
    args: Annotated[tuple[_Whole, ...], MustBe("a list of texts")] = ()
    env: _Texts = field(default_factory=dict)
    cwd: _Line = ""
    disabled: Flag = False


@dataclass(frozen=True, slots=True)
class _Remote:
    """A server that is reached over HTTP, as it is written."""

    url: Annotated[_Line, AfterValidator(_reachable), MustBe("an address that begins with http:// or https://")]
    headers: _Texts = field(default_factory=dict)
    disabled: Flag = False


@dataclass(frozen=True, slots=True)
class ServerConfig:
    """One server: a program that is started (command), or one that is reached over HTTP (url)."""

    name: str
    command: str = field(default="", repr=False)
    args: tuple[str, ...] = field(default=(), repr=False)
    env: Mapping[str, str] = field(default_factory=dict, repr=False)
    cwd: str = field(default="", repr=False)
    url: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    disabled: bool = False

    @property
    def prefix(self) -> str:
        """What the names of its tools begin with."""
        return safe_name(self.name, LONGEST_PREFIX)


def safe_name(text: str, most: int) -> str:
    """Letters, digits, dashes and underscores of a name; "" if it has none of the first two."""
    return re.sub(r"[^A-Za-z0-9-]+", "_", text).strip("_-")[:most]


def load_servers(path: Path) -> tuple[list[ServerConfig], list[str]]:
    """The servers of a file, and one sentence for each thing in it that cannot be used; the others can.

    Without a file there are none.
    """
    try:
        values = parsed(path.read_bytes())
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [f"{path.name} cannot be read ({error.strerror or error}); no MCP server is started."]
    except NotJson:
        return [], [f"{path.name} is no valid JSON; correct it to have the MCP servers started."]
    servers = values.get("mcpServers") if isinstance(values, dict) else None
    if not isinstance(servers, dict):
        return [], [f'{path.name} has no "mcpServers": {{...}}; no MCP server is started.']
    return _read_servers(servers, path.name)


def read_file(path: Path) -> dict[str, Json]:
    """All servers of a file as they are written, also what cannot be used; none without a file.

    Raises:
        InputError: the file is there and cannot be read; it must not be written over.
    """
    try:
        values = parsed(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, NotJson) as error:
        raise InputError("mcp.file", f"{path.name} cannot be read; correct it or move it away first.") from error
    servers = values.get("mcpServers") if isinstance(values, dict) else None
    return dict(servers) if isinstance(servers, dict) else {}


def write_file(path: Path, servers: Mapping[str, Json]) -> None:
    """Writes the servers, atomically; nobody else may read the file.

    Raises:
        OutputError: it cannot be written; the file that was there stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump({"mcpServers": dict(servers)}, out, indent=1, ensure_ascii=False)
        Path(name).replace(path)
    except OSError as error:
        raise OutputError("mcp.file", f"{path.name} could not be written: {error.strerror or error}.") from error


def pasted(text: str) -> dict[str, Json]:
    """The servers in a text as it stands in the instructions of servers: {"mcpServers": {...}}, or what is in it.

    Raises:
        InputError: there are none.
    """
    try:
        values = parsed(text)
    except NotJson as error:
        raise InputError("mcp.paste", "What was copied is no valid JSON.") from error
    for name in ("mcpServers", "servers"):
        if isinstance(values, dict) and isinstance(values.get(name), dict):
            values = values[name]
    if not isinstance(values, dict) or not values or not all(isinstance(value, dict) for value in values.values()):
        raise InputError("mcp.paste", 'No server is in what was copied; it should look like {"mcpServers": {...}}.')
    return values


def _read_servers(values: Mapping[str, Json], where: str) -> tuple[list[ServerConfig], list[str]]:
    found: list[ServerConfig] = []
    problems: list[str] = []
    for name, value in values.items():
        if len(found) >= MOST_SERVERS:
            problems.append(f"{where} names more than {MOST_SERVERS} MCP servers; the rest is not started.")
            break
        try:
            server = read_server(name, value, where)
            if any(server.prefix == other.prefix for other in found):
                text = f"{where}: the name of the MCP server '{name}' is too like another; change it."
                raise InputError("mcp.name", text)
            found.append(server)
        except InputError as error:
            problems.append(error.message)
    return found, problems


def read_server(name: str, value: Json, where: str) -> ServerConfig:
    """Checks one server. where: what to call the source in messages. Fields of other programs are passed over.

    Raises:
        InputError: it cannot be used.
    """
    shown = plain_line(name, LONGEST_NAME)
    where = f"{where}: the MCP server '{shown}'"
    if name != shown or not safe_name(name, LONGEST_PREFIX):
        raise InputError("mcp.name", f"{where} needs a name of letters and digits, at most {LONGEST_NAME} characters.")
    fields = check(dict[str, Json], value, where, "mcp")
    _check_kind(fields, where)
    if "url" in fields:
        remote = check(_Remote, fields, where, "mcp")
        return ServerConfig(name, url=remote.url, headers=remote.headers, disabled=remote.disabled)
    local = check(_Local, fields, where, "mcp")
    return ServerConfig(name, local.command, local.args, local.env, local.cwd, disabled=local.disabled)


def _check_kind(fields: Mapping[str, Json], where: str) -> None:
    """A server is started or reached, and not both; what it is called must not say otherwise."""
    if ("command" in fields) == ("url" in fields):
        raise InputError("mcp.kind", f"{where} needs either a 'command' that starts it or a 'url' to reach it.")
    called = check(_KindNames, fields, where, "mcp")
    kind = called.type or called.transport
    if kind is not None and _KINDS[kind] not in fields:
        raise InputError("mcp.kind", f"{where}: type {kind} needs a '{_KINDS[kind]}'.")


def with_secrets(config: ServerConfig, values: Mapping[str, str], secrets: Secrets) -> dict[str, str]:
    """Values of `env` or `headers`, secrets filled in. May take its time: for a worker thread.

    Raises:
        InputError: a secret is not there, or the keyring cannot be used.
    """
    filled = {}
    for name, value in values.items():
        if value.startswith(KEYRING_PREFIX):
            wanted = value.removeprefix(KEYRING_PREFIX).strip()
            if (secret := secrets(wanted)) is None:
                text = f"The secret '{plain_line(wanted, LONGEST_NAME)}' of the MCP server '{config.name}' is not in"
                raise InputError("mcp.secret", f"{text} the keyring; add it in the settings.")
            value = secret  # noqa: PLW2901 - the filled value takes the place of its name
        filled[name] = value
    return filled


def keyring_secret(name: str) -> str | None:
    """A secret of the system's keyring.

    Raises:
        InputError: this system has no keyring, or it is locked.
    """
    import keyring  # noqa: PLC0415 - takes a moment, and few need it
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(KEYRING_SERVICE, name)
    except KeyringError as error:
        message = "The system's keyring cannot be used; unlock it, or install one (for example gnome-keyring)."
        raise InputError("mcp.keyring", message) from error


def keep_secret(name: str, value: str) -> None:
    """Puts a secret into the system's keyring. May take its time: for a worker thread.

    Raises:
        InputError: this system has no keyring, or it is locked.
    """
    import keyring  # noqa: PLC0415 - takes a moment, and few need it
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(KEYRING_SERVICE, name, value)
    except KeyringError as error:
        message = "The system's keyring cannot be used; unlock it, or install one (for example gnome-keyring)."
        raise InputError("mcp.keyring", message) from error


def address_secrets(url: str) -> list[str]:
    """What of an address may be a secret, as written and as meant: who asks, what, and long steps of its path."""
    parts = urlsplit(url)
    asked = [piece.partition("=")[2] for piece in parts.query.split("&")]
    steps = [step for step in parts.path.split("/") if len(step) >= LONG_STEP]
    written = [parts.username or "", parts.password or "", *asked, *steps]
    return [*written, *(unquote_plus(piece) for piece in written)]


class Redaction:
    """Takes what must not be seen out of texts from a server: what its environment and its requests carry."""

    SHORTEST = 4

    def __init__(self, values: Iterable[str]) -> None:
        pieces = {piece for value in values for piece in (value, *value.split())}
        self._hidden = sorted((piece for piece in pieces if len(piece) >= self.SHORTEST), key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text with marks in the place of what is hidden."""
        for piece in self._hidden:
            text = text.replace(piece, "•••")
        return text
