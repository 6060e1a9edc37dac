"""MCP servers in the window: what they are doing, and how they are added, changed, turned off and removed."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from duologue.core.display_text import plain_line
from duologue.core.errors import DuologueError, InputError
from duologue.core.events import Json

if TYPE_CHECKING:
    from duologue.tools.mcp.hub import Hub

MOST_PROMPTS = 100
"""Prompts of all servers that are offered."""
_STATES = {
    "starting": "starting …",
    "waiting": "stopped, and about to be started again",
    "aside": "set aside",
}


@dataclass(frozen=True, slots=True)
class ServerRow:
    """A server as it stands. state: what it is doing, in words; tools: their names; what: program or address."""

    name: str
    state: str
    tools: tuple[str, ...]
    what: str
    on: bool
    wants_sign_in: bool = False
    may_sign_out: bool = False


@dataclass(frozen=True, slots=True)
class ServerEntry:
    """A server as the user enters it. target: program or address; values: of `env` or `headers`.

    secret: the values go to the keyring, and only their names to the file.
    """

    name: str
    target: str
    args: tuple[str, ...] = ()
    values: Mapping[str, str] | None = None
    secret: bool = True

    @property
    def remote(self) -> bool:
        """Reached over HTTP, not started."""
        return self.target.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A prompt that a server offers. arguments: name, label and whether it is needed."""

    server: str
    name: str
    title: str
    about: str
    arguments: tuple[tuple[str, str, bool], ...]


class Servers(QObject):
    """The servers of the user's file. changed: something is other than before. hub: starts the hub if need be."""

    changed = Signal()

    def __init__(self, path: Path, hub: "Callable[[], Hub]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path, self._hub = path, hub
        self._removed: dict[str, Json] = {}

    def rows(self) -> list[ServerRow]:
        """All servers, in the order of the file; none if it cannot be read."""
        known = {status.name: status for status in self._hub().statuses}
        rows = []
        for name, value in self._written().items():
            status, fields = known.get(name), _fields(value)
            what = str(
                fields.get("url") or " ".join([str(fields.get("command", "")), *map(str, fields.get("args") or ())])
            )
            on = fields.get("disabled") is not True
            if status is None:
                rows.append(ServerRow(name, "off" if not on else "cannot be used", (), what, on))
                continue
            count = len(status.tools)
            running = f"running, {count} tool{'' if count == 1 else 's'}"
            state = _STATES.get(status.state.value, running) + (f": {status.problem}" if status.problem else "")
            state += ", signed in" if status.may_sign_out else ""
            rows.append(ServerRow(name, state, status.tools, what, on, status.wants_sign_in, status.may_sign_out))
        return rows

    def entry(self, name: str) -> ServerEntry:
        """A server as it was entered."""
        fields = _fields(self._written().get(name))
        target = str(fields.get("url") or fields.get("command") or "")
        values = fields.get("headers" if "url" in fields else "env")
        kept = {str(key): str(each) for key, each in values.items()} if isinstance(values, dict) else {}
        return ServerEntry(name, target, tuple(map(str, fields.get("args") or ())), kept)

    async def save(self, entry: ServerEntry, before: str = "") -> None:
        """Adds a server, or puts it in the place of another; it starts at once.

        Raises:
            DuologueError: it cannot be used, its secrets cannot be kept, or the file not be written.
        """
        from duologue.tools.mcp.config import KEYRING_PREFIX, keep_secret, read_file, read_server  # noqa: PLC0415

        servers = read_file(self._path)
        if entry.name != before and entry.name in servers:
            raise InputError("mcp.name", f"There is a server named '{entry.name}' already.")
        values = dict(entry.values or {})
        secrets = {} if not entry.secret else {k: v for k, v in values.items() if not v.startswith(KEYRING_PREFIX)}
        for key in secrets:
            values[key] = f"{KEYRING_PREFIX}{entry.name}/{key}"
        fields = {k: v for k, v in _fields(servers.get(before)).items() if k not in _ENTERED}
        fields |= {"url": entry.target} if entry.remote else {"command": entry.target, "args": list(entry.args)}
        if values:
            fields["headers" if entry.remote else "env"] = values
        read_server(entry.name, fields, "This server")
        for key, value in secrets.items():
            await asyncio.to_thread(keep_secret, f"{entry.name}/{key}", value)
        renamed = {entry.name if name == before else name: value for name, value in servers.items()}
        self._write(renamed | {entry.name: fields})

    def paste(self, text: str) -> list[str]:
        """Adds the servers of a snippet as it stands in instructions; returns their names.

        Raises:
            DuologueError: there are none, one cannot be used, or the file not be written.
        """
        from duologue.tools.mcp.config import pasted, read_file, read_server  # noqa: PLC0415

        found = pasted(text)
        servers = read_file(self._path)
        for name, value in found.items():
            read_server(name, value, "What was copied")
            if name in servers:
                raise InputError("mcp.name", f"There is a server named '{name}' already.")
        self._write(servers | found)
        return list(found)

    def turn(self, name: str, *, on: bool) -> None:
        """Starts a server, or ends it until it is turned on again.

        Raises:
            DuologueError: the file cannot be written.
        """
        servers = self._written()
        value = servers.get(name)
        if isinstance(value, dict):
            self._write(
                servers | {name: {k: v for k, v in value.items() if k not in _OFF} | ({} if on else {"disabled": True})}
            )

    def prompts(self) -> list[PromptRow]:
        """What the servers that run offer to be asked."""
        rows = []
        for server, prompt in self._hub().prompts[:MOST_PROMPTS]:
            arguments = tuple(
                (each.name, plain_line(each.title or each.name), each.required is True)
                for each in prompt.arguments or ()
            )
            title, about = plain_line(prompt.title or prompt.name), plain_line(prompt.description or "")
            rows.append(PromptRow(server, prompt.name, title, about, arguments))
        return rows

    async def prompt(self, row: PromptRow, arguments: Mapping[str, str]) -> str:
        """The text of a prompt.

        Raises:
            DuologueError: the server did not give it.
        """
        from duologue.tools.base import ToolError  # noqa: PLC0415 - not before it is needed

        try:
            return await self._hub().prompt(row.server, row.name, arguments)
        except ToolError as error:
            raise InputError("mcp.prompt", error.message) from error

    def log(self, name: str) -> str:
        """What a server wrote about itself of late."""
        return self._hub().log(name)

    def restart(self, name: str) -> None:
        """Starts a server anew that was set aside."""
        if any(status.name == name for status in self._hub().statuses):
            self._hub().restart(name)
            self.changed.emit()

    async def sign_out(self, name: str) -> None:
        """Signs out of a server.

        Raises:
            DuologueError: the keyring cannot be used.
        """
        if any(status.name == name for status in self._hub().statuses):
            await self._hub().sign_out(name)
            self.changed.emit()

    def remove(self, name: str) -> None:
        """Takes a server out; undo() brings the newest back.

        Raises:
            DuologueError: the file cannot be written.
        """
        servers = self._written()
        if name in servers:
            self._removed = {name: servers.pop(name)}
            self._write(servers)

    def undo(self) -> None:
        """Brings the server back that was removed last.

        Raises:
            DuologueError: the file cannot be written.
        """
        removed, self._removed = self._removed, {}
        self._write(self._written() | removed)

    @property
    def removed(self) -> str:
        """Name of the server that can be brought back, "" for none."""
        return next(iter(self._removed), "")

    def _written(self) -> dict[str, Json]:
        from duologue.tools.mcp.config import read_file  # noqa: PLC0415 - not before it is needed

        try:
            return read_file(self._path)
        except DuologueError:
            return {}  # said at the start, and again by whatever would write

    def _write(self, servers: Mapping[str, Json]) -> None:
        from duologue.tools.mcp.config import load_servers, read_file, write_file  # noqa: PLC0415

        read_file(self._path)
        write_file(self._path, servers)
        self._hub().use(load_servers(self._path)[0], by_user=True)
        self.changed.emit()


def _fields(value: Json) -> dict[str, Json]:
    """What is written of a server, in our spelling."""
    from duologue.tools.mcp.spellings import spelled  # noqa: PLC0415 - not before it is needed

    fields = spelled(value)
    return fields if isinstance(fields, dict) else {}


_OFF = frozenset(("disabled", "enabled", "isActive", "active"))
"""Fields that say whether a server is off."""
_ENTERED = frozenset(("command", "args", "url", "env", "headers", "type", "transport"))
"""Fields that an entry replaces."""
