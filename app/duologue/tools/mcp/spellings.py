"""The ways in which other programs write servers down, brought to the one that config.py reads.

Claude Code, Claude Desktop, Cursor, VS Code, Windsurf, Cline, Zed, Gemini CLI and opencode differ in the names of
fields, in whether a command is one text, a list or an object, and in what stands for a folder, a variable or a secret.
"""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import json5

from duologue.checked.reading import NotJson, parsed
from duologue.core.events import Json

LISTS = ("mcpServers", "servers", "context_servers", "mcp.servers", "mcp")
"""What the object of all servers is called, the usual name first."""
_ADDRESSES = ("url", "serverUrl", "httpUrl", "uri", "endpoint")
_ENVIRONMENTS = ("env", "environment")
_HEADERS = ("headers", "http_headers", "httpHeaders")
_KINDS = ("type", "transport", "transportType")
_OFF = ("enabled", "isActive", "active")
STDIO, HTTP, SSE = "stdio", "http", "sse"
_CALLED = {
    "stdio": STDIO, "local": STDIO, "command": STDIO, "sse": SSE, "http": HTTP, "https": HTTP, "remote": HTTP,
    "streamable": HTTP, "streamablehttp": HTTP, "httpstream": HTTP,
}  # fmt: skip
_NAMED = re.compile(r"\$\{(?P<kind>env:|input:|keyring:)?(?P<name>[^${}:]+)(?::-(?P<default>[^{}]*))?\}")
_WINDOWS = re.compile(r"%([A-Za-z_][A-Za-z0-9_()]*)%")
_FOLDERS = frozenset(("userHome", "workspaceFolder", "workspaceRoot", "cwd"))
_SEPARATORS = frozenset(("/", "pathSeparator"))


def read_text(data: bytes | str) -> Json:
    """The value of a JSON text; one with comments or commas too many, as some programs take it, is read as well.

    Raises:
        NotJson: it is neither.
    """
    try:
        return parsed(data)
    except NotJson as plain:
        try:
            text = data if isinstance(data, str) else data.decode("utf-8-sig")
            return json5.loads(text.removeprefix("\ufeff"))
        except (ValueError, RecursionError):
            raise plain from None


def listed(values: Json) -> Mapping[str, Json] | None:
    """All servers of a file, by name; None if it has no object of them."""
    return next((servers for _, servers in _lists(values)), None)


def list_name(values: Json) -> str:
    """What the file calls the object of its servers; the usual name if it has none at its top."""
    return next((name for name, _ in _lists(values)), LISTS[0])


def _lists(values: Json) -> Iterator[tuple[str, dict[str, Json]]]:
    for name in LISTS if isinstance(values, dict) else ():
        if isinstance(servers := values.get(name), dict):
            inner = servers.get("servers") if name == "mcp" else None
            yield (name, inner if isinstance(inner, dict) else servers)


def spelled(value: Json) -> Json:
    """One server in our spelling: command, args, env, cwd or url, headers; type, disabled. What is none stays."""
    if not isinstance(value, dict):
        return value
    fields = {name: each for name, each in value.items() if each is not None}
    for names in (_ADDRESSES, _ENVIRONMENTS, _HEADERS, _KINDS):
        found = [fields.pop(name) for name in names if name in fields]
        if found:
            fields[names[0]] = found[0]
    if isinstance(nested := fields.pop("requestInit", None), dict) and "headers" in nested:
        fields.setdefault("headers", nested["headers"])
    fields |= _command(fields)
    if isinstance(args := fields.get("args"), str):
        fields["args"] = _split(args)
    if isinstance(args := fields.get("args"), list):
        fields["args"] = [_text(each) for each in args if each is not None]
    for name in ("env", "headers"):
        if isinstance(texts := fields.get(name), dict):
            fields[name] = {key: _text(each) for key, each in texts.items() if each is not None}
    if isinstance(kind := fields.get("type"), str):
        fields["type"] = _CALLED.get(re.sub(r"[-_\s]", "", kind).casefold(), kind)
    for name in _OFF:
        if isinstance(on := fields.pop(name, None), bool) and "disabled" not in fields:
            fields["disabled"] = not on
    return _one_way(fields)


def _command(fields: Mapping[str, Json]) -> dict[str, Json]:
    """A command that is a list or an object, with its arguments apart."""
    match fields.get("command"):
        case [command, *args]:
            more = fields.get("args")
            return {"command": command, "args": [*args, *(more if isinstance(more, list) else ())]}
        case {"path": command, **others}:
            return {"command": command} | {name: others[name] for name in ("args", "env") if others.get(name)}
        case str() as line if "args" not in fields and line.strip() and not Path(line).expanduser().exists():
            command, *args = _split(line)
            return {"command": command, "args": args} if args else {}
    return {}


def _one_way(fields: dict[str, Json]) -> dict[str, Json]:
    """Without the field that does not go with the type, where both a command and an address are given."""
    if "command" in fields and "url" in fields and fields.get("type") in (STDIO, HTTP, SSE):
        del fields["url" if fields["type"] == STDIO else "command"]
    return fields


def _split(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        return [line]


def _text(value: Json) -> Json:
    """A number, or yes and no, as the text that a program is given."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


class UnsetError(Exception):
    """A text names a variable that is not set. Its message is the variable's name."""


def filled(text: str, variables: Mapping[str, str], home: Path) -> str:
    """The text with the variables and folders that it names: "~/x", "${HOME}", "${env:KEY}", "${KEY:-default}".

    Secrets, "${input:NAME}" and "${keyring:NAME}", stay: they are looked up when the server starts.

    Raises:
        UnsetError: a variable is not set and no default is given.
    """

    def value(found: re.Match[str]) -> str:
        kind, name = found["kind"], found["name"]
        if kind in ("input:", "keyring:"):
            return found[0]
        if not kind and name in _FOLDERS:
            return str(home)
        if not kind and name in _SEPARATORS:
            return "/"
        if name in variables:
            return variables[name]
        if name == "HOME":
            return str(home)
        if found["default"] is None:
            raise UnsetError(name)
        return found["default"]

    text = _WINDOWS.sub(lambda found: variables.get(found[1], found[0]), _NAMED.sub(value, text))
    return str(home) + text[1:] if text == "~" or text.startswith(("~/", "~\\")) else text


def secrets_in(text: str) -> list[str]:
    """Names of the secrets that a text names in the form "${input:NAME}"."""
    return [found["name"].strip() for found in _NAMED.finditer(text) if found["kind"] in ("input:", "keyring:")]


def with_named(text: str, secrets: Mapping[str, str]) -> str:
    """The text with these secrets in the place of their names."""
    return _NAMED.sub(lambda found: secrets.get(found["name"].strip(), found[0]) if found["kind"] else found[0], text)
