"""Which MCP servers there are: the file mcp.json in the config folder, in the forms that other programs use.

{"mcpServers": {"time": {"command": "uvx", "args": ["mcp-server-time"], "env": {"KEY": "keyring:NAME"}},
                "home": {"url": "https://example.org/mcp", "headers": {"Authorization": "keyring:NAME"}}}}

A value of `env` or `headers` that begins with "keyring:" names a secret of the system's keyring, and so does
"${input:NAME}" in any text. What such values, or arguments and addresses, hold is never part of a message.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Strict

from duologue.checked.fields import Flag, MustBe, called
from duologue.checked.reading import NotJson, check, parsed
from duologue.core.display_text import plain_line
from duologue.core.errors import InputError, OutputError
from duologue.core.events import Json
from duologue.tools.mcp.spellings import (
    HTTP,
    SSE,
    STDIO,
    UnsetError,
    filled,
    list_name,
    listed,
    read_text,
    secrets_in,
    spelled,
    with_named,
)

KEYRING_SERVICE = "duologue"
KEYRING_PREFIX = "keyring:"
MOST_SERVERS = 50
LONGEST_NAME = 64
LONGEST_PREFIX = 24
_KINDS = {STDIO: "command", HTTP: "url", SSE: "url"}
"""Kinds of servers, and the field that goes with each."""

_FETCHING = frozenset(
    ("npx", "uvx", "bunx", "pipx", "docker", "podman", "pnpx", ("npm", "exec"), ("pnpm", "dlx"), ("yarn", "dlx"),
     ("bun", "x"), ("uv", "run"), ("uv", "tool"), ("uv", "x"), ("deno", "run"))
)  # fmt: skip
"""Programs, or their first words, that download what they are to start."""

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
_Kind = Annotated[Literal["stdio", "http", "sse"], MustBe("stdio, http or sse; others are not supported")]


@dataclass(frozen=True, slots=True)
class _KindNames:
    """What kind of server it is called."""

    type: _Kind | None = None


@dataclass(frozen=True, slots=True)
class _Local:
    """A server that is started, as it is written."""

    command: _Line
    args: Annotated[tuple[_Whole, ...], MustBe("a list of texts")] = ()
    env: _Texts = field(default_factory=dict)
    cwd: _Line = ""
    disabled: Flag = False


_ClientAuth = Annotated[
    Literal["", "none", "client_secret_basic", "client_secret_post"],
    MustBe("none, client_secret_basic or client_secret_post"),
]
_Grant = Annotated[
    Literal["", "authorization_code", "client_credentials"], MustBe("authorization_code or client_credentials")
]


@dataclass(frozen=True, slots=True)
class SignIn:
    """How one signs in to a server, as it is written; most servers say all of that by themselves.

    client_id, client_secret, client_auth: what it knows us by, and how we show that. client_metadata_url: a page that
    says who we are. grant: "client_credentials" where nobody signs in. private_key, signing: what those are signed
    with, and how. issuer: who gave them out.
    """

    client_id: Annotated[_Whole, called("clientId")] = ""
    client_secret: Annotated[_Whole, called("clientSecret")] = ""
    client_auth: Annotated[_ClientAuth, called("clientAuth")] = ""
    client_metadata_url: Annotated[_Whole, called("clientMetadataUrl")] = ""
    grant: _Grant = ""
    scope: _Whole = ""
    private_key: Annotated[_Whole, called("privateKey")] = ""
    signing: _Whole = ""
    issuer: _Whole = ""


@dataclass(frozen=True, slots=True)
class _Remote:
    """A server that is reached over HTTP, as it is written."""

    url: Annotated[_Line, AfterValidator(_reachable), MustBe("an address that begins with http:// or https://")]
    headers: _Texts = field(default_factory=dict)
    disabled: Flag = False
    oauth: SignIn = field(default_factory=SignIn)


@dataclass(frozen=True, slots=True)
class ServerConfig:
    """One server: a program that is started (command), or one that is reached over HTTP (url).

    sse: over HTTP in the older way. sign_in: how one signs in there.
    """

    name: str
    command: str = field(default="", repr=False)
    args: tuple[str, ...] = field(default=(), repr=False)
    env: Mapping[str, str] = field(default_factory=dict, repr=False)
    cwd: str = field(default="", repr=False)
    url: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    disabled: bool = False
    sse: bool = False
    sign_in: SignIn = field(default_factory=SignIn, repr=False)

    @property
    def fetched(self) -> bool:
        """It is started by a program that downloads it the first time."""
        words = (Path(self.command).stem.casefold(), *self.args[:1])
        return words[0] in _FETCHING or words in _FETCHING

    @property
    def signs_in(self) -> bool:
        """It may ask the user to sign in: it is reached over HTTP and no key was entered for it."""
        known = (
            name.casefold() == "authorization" or value.startswith(KEYRING_PREFIX)
            for name, value in self.headers.items()
        )
        return bool(self.url) and not any(known)

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
        values = read_text(path.read_bytes())
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [f"{path.name} cannot be read ({error.strerror or error}); no MCP server is started."]
    except NotJson:
        return [], [f"{path.name} is no valid JSON; correct it to have the MCP servers started."]
    servers = listed(values)
    if servers is None:
        return [], [f'{path.name} has no "mcpServers": {{...}}; no MCP server is started.']
    return _read_servers(servers, path.name)


def read_file(path: Path) -> dict[str, Json]:
    """All servers of a file as they are written, also what cannot be used; none without a file.

    Raises:
        InputError: the file is there and cannot be read; it must not be written over.
    """
    return dict(listed(_read_whole(path)) or {})


def _read_whole(path: Path) -> dict[str, Json]:
    """All that stands in a file, nothing without one.

    Raises:
        InputError: the file is there and cannot be read.
    """
    try:
        values = read_text(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, NotJson) as error:
        raise InputError("mcp.file", f"{path.name} cannot be read; correct it or move it away first.") from error
    return values if isinstance(values, dict) else {}


def write_file(path: Path, servers: Mapping[str, Json]) -> None:
    """Writes the servers, atomically; nobody else may read the file.

    What else stands in it stays; of one with comments, which are not kept, a copy is left beside it.

    Raises:
        InputError: the file that is there cannot be read.
        OutputError: it cannot be written; the file that was there stays.
    """
    values = _read_whole(path)
    key = list_name(values)
    inner = values.get(key) if key == "mcp" else None
    within = isinstance(inner, dict) and isinstance(inner.get("servers"), dict)
    written = inner | {"servers": dict(servers)} if isinstance(inner, dict) and within else dict(servers)
    whole = values | {key: written}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not _plain(path.read_bytes()):
            shutil.copy2(path, path.with_name(f"{path.name}.commented"))
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(whole, out, indent=1, ensure_ascii=False)
        Path(name).replace(path)
    except OSError as error:
        raise OutputError("mcp.file", f"{path.name} could not be written: {error.strerror or error}.") from error


def _plain(data: bytes) -> bool:
    """Whether a text is plain JSON, without comments."""
    try:
        parsed(data)
    except NotJson:
        return False
    return True


def pasted(text: str) -> dict[str, Json]:
    """The servers in a text as it stands in the instructions of servers: {"mcpServers": {...}}, or what is in it.

    Raises:
        InputError: there are none.
    """
    try:
        values = read_text(text)
    except NotJson as error:
        raise InputError("mcp.paste", "What was copied is no valid JSON.") from error
    values = listed(values) or values
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


def read_server(name: str, value: Json, where: str, variables: Mapping[str, str] | None = None) -> ServerConfig:
    """Checks one server. where: what to call the source in messages. Fields of other programs are passed over.

    variables: those of the environment, by default of this program's.

    Raises:
        InputError: it cannot be used.
    """
    shown = plain_line(name, LONGEST_NAME)
    where = f"{where}: the MCP server '{shown}'"
    if name != shown or not safe_name(name, LONGEST_PREFIX):
        raise InputError("mcp.name", f"{where} needs a name of letters and digits, at most {LONGEST_NAME} characters.")
    fields = check(dict[str, Json], spelled(value), where, "mcp")
    disabled = fields.get("disabled") is True
    fields = {key: _filled_in(each, where, variables, strict=not disabled) for key, each in fields.items()}
    kind = _kind(fields, where)
    if "url" in fields:
        remote = check(_Remote, fields, where, "mcp")
        return ServerConfig(
            name, url=remote.url, headers=remote.headers, disabled=remote.disabled, sse=kind == SSE,
            sign_in=remote.oauth,
        )  # fmt: skip
    local = check(_Local, fields, where, "mcp")
    return ServerConfig(name, local.command, local.args, local.env, local.cwd, disabled=local.disabled)


def _filled_in(value: Json, where: str, variables: Mapping[str, str] | None, *, strict: bool) -> Json:
    """The texts of a value with the variables and folders that they name. strict: those must be there."""
    if isinstance(value, dict):
        return {key: _filled_in(each, where, variables, strict=strict) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled_in(each, where, variables, strict=strict) for each in value]
    if not isinstance(value, str):
        return value
    try:
        return filled(value, os.environ if variables is None else variables, Path.home())
    except UnsetError as unset:
        if not strict:
            return value
        name = plain_line(str(unset), LONGEST_NAME)
        raise InputError("mcp.variable", f"{where} needs the environment variable {name}, which is not set.") from unset


def _kind(fields: Mapping[str, Json], where: str) -> str | None:
    """What kind it is called, None if nothing. A server is started or reached, not both, and so it must be called."""
    if ("command" in fields) == ("url" in fields):
        raise InputError("mcp.kind", f"{where} needs either a 'command' that starts it or a 'url' to reach it.")
    kind = check(_KindNames, fields, where, "mcp").type
    if kind is not None and _KINDS[kind] not in fields:
        raise InputError("mcp.kind", f"{where}: type {kind} needs a '{_KINDS[kind]}'.")
    return kind


def with_secrets(config: ServerConfig, values: Mapping[str, str], secrets: Secrets) -> dict[str, str]:
    """Values of `env` or `headers`, secrets filled in. May take its time: for a worker thread.

    Raises:
        InputError: a secret is not there, or the keyring cannot be used.
    """
    return {name: with_secret(config, value, secrets) for name, value in values.items()}


def with_secret(config: ServerConfig, text: str, secrets: Secrets) -> str:
    """A text with the secrets that it names. May take its time: for a worker thread.

    Raises:
        InputError: a secret is not there, or the keyring cannot be used.
    """
    if text.startswith(KEYRING_PREFIX):
        return _secret(config, text.removeprefix(KEYRING_PREFIX).strip(), secrets)
    return with_named(text, {name: _secret(config, name, secrets) for name in secrets_in(text)})


def _secret(config: ServerConfig, wanted: str, secrets: Secrets) -> str:
    if (secret := secrets(wanted)) is None:
        text = f"The secret '{plain_line(wanted, LONGEST_NAME)}' of the MCP server '{config.name}' is not in"
        raise InputError("mcp.secret", f"{text} the keyring; add it in the settings.")
    return secret


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
