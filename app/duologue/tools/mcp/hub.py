"""All MCP servers: starts and ends them as the settings say, and brings their tools into the sessions that run."""

import asyncio
import webbrowser
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duologue.core.display_text import plain_line
from duologue.core.tasks import Tasks
from duologue.tools.base import Tool, ToolError
from duologue.tools.mcp.config import Secrets, ServerConfig, keyring_secret
from duologue.tools.mcp.restarts import State, WaitLimits
from duologue.tools.mcp.servers import Server
from duologue.tools.mcp.sign_in import Drawer, KeyringDrawer, revoke
from duologue.tools.mcp.tools import make_tool, tool_names
from duologue.tools.mcp.user_requests import Open, UserRequests
from duologue.tools.registry import Toolbox
from duologue.tools.registry import tool_names as builtin_names

if TYPE_CHECKING:
    import mcp_types as types

CLOSE_WITHIN_S = 8.0
"""Servers may take so long to end; then what is left of them is killed."""

Notify = Callable[[str, str, str], None]
"""Takes level, message and what to do ("" for nothing)."""


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """A server for the settings page: what it is doing, the names of its tools, and what is wrong, "" if nothing.

    wants_sign_in: it waits for the user to sign in. may_sign_out: somebody is signed in.
    """

    name: str
    state: State
    tools: tuple[str, ...]
    problem: str
    wants_sign_in: bool = False
    may_sign_out: bool = False


@dataclass(slots=True, eq=False)
class _HubServer:
    """A server that is looked after. known: by a tool's own name, what the server said of it and our tool."""

    server: Server
    known: "dict[str, tuple[types.Tool, Tool]]" = field(default_factory=dict)
    task: "asyncio.Task[None] | None" = None
    ended: bool = False

    @property
    def tools(self) -> list[Tool]:
        return [tool for _, tool in self.known.values()]


class Hub:
    """The servers of the program, on the event loop of its sessions; it outlives them.

    notify: what the user should know. secrets: looks up what mcp.json names of the keyring; is called in a thread.
    """

    def __init__(
        self,
        notify: Notify,
        *,
        secrets: Secrets = keyring_secret,
        limits: WaitLimits | None = None,
        open_address: Open = webbrowser.open,
        drawer: Drawer | None = None,
    ) -> None:
        self._notify, self._secrets, self._limits = notify, secrets, limits
        self._servers: dict[str, _HubServer] = {}
        self._toolboxes: list[Toolbox] = []
        self._drawer = drawer or KeyringDrawer()
        self._requests = UserRequests(self._toolboxes, open_address)
        self._ending: set[asyncio.Task[None]] = set()
        self._builtin = builtin_names()
        self._tasks = Tasks(self._failed)

    @property
    def statuses(self) -> tuple[ServerStatus, ...]:
        """All servers, in the order of the settings."""
        return tuple(
            ServerStatus(
                name,
                kept.server.state,
                tuple(tool.name for tool in kept.tools),
                kept.server.problem,
                kept.server.wants_sign_in,
                kept.server.signed_in,
            )
            for name, kept in self._servers.items()
        )

    def use(self, configs: Iterable[ServerConfig], *, by_user: bool = False) -> None:
        """Has exactly these servers run, but for those that are disabled; one that has not changed runs on.

        by_user: the user has just entered those that are new, so that they may be asked to sign in.
        """
        wanted = {config.name: config for config in configs if not config.disabled}
        before, self._servers = self._servers, {}
        for name, kept in before.items():
            if wanted.get(name) != kept.server.config:
                self._end(kept)
        for name, config in wanted.items():
            running = before.get(name)
            self._servers[name] = self._begin(config, by_user=by_user) if running is None or running.ended else running

    @property
    def prompts(self) -> "tuple[tuple[str, types.Prompt], ...]":
        """The prompts of all servers that run, each with the server's name."""
        running = ((name, kept.server) for name, kept in self._servers.items() if kept.server.state is State.RUNNING)
        return tuple((name, prompt) for name, server in running for prompt in server.prompts)

    async def prompt(self, server: str, name: str, arguments: Mapping[str, str]) -> str:
        """The text of a prompt.

        Raises:
            ToolError: the server is not there, or refuses.
        """
        kept = self._servers.get(server)
        if kept is None:
            raise ToolError(f"There is no MCP server '{server}'.")
        return await kept.server.prompt(name, arguments)

    def log(self, name: str) -> str:
        """What a server wrote about itself of late, "" for one that there is not."""
        kept = self._servers.get(name)
        return kept.server.log if kept is not None else ""

    async def ready(self) -> None:
        """Waits until every server has started or was set aside."""
        await asyncio.gather(*(kept.server.settled.wait() for kept in self._servers.values()))

    def restart(self, name: str) -> None:
        """Ends a server and starts it again at the user's wish, with all its tries.

        Where it wants a sign-in, the browser opens.
        """
        self._again(name, by_user=True)

    async def sign_out(self, name: str) -> None:
        """Has what a sign-in brought be good no more, forgets it, and starts the server again.

        Raises:
            InputError: the keyring cannot be used.
        """
        from duologue.tools.mcp.web import plain_client  # noqa: PLC0415 - imports the HTTP client

        server = self._servers[name].server
        await revoke(server.config, server.sign_in, plain_client)
        self._again(name, by_user=False)

    def _again(self, name: str, *, by_user: bool) -> None:
        kept = self._servers[name]
        self._end(kept)
        self._servers[name] = self._begin(kept.server.config, by_user=by_user)

    def attach(self, toolbox: Toolbox) -> None:
        """Brings the tools into a session, now and whenever they change."""
        self._toolboxes.append(toolbox)
        for kept in self._servers.values():
            toolbox.add(kept.tools)

    def detach(self, toolbox: Toolbox) -> None:
        """The session is over."""
        if toolbox in self._toolboxes:
            self._toolboxes.remove(toolbox)

    async def close(self) -> None:
        """Ends all servers."""
        self.use(())
        if self._ending:
            await asyncio.wait(self._ending, timeout=CLOSE_WITHIN_S)
        await self._tasks.close()

    def _begin(self, config: ServerConfig, *, by_user: bool) -> _HubServer:
        def changed(tools: "Sequence[types.Tool]") -> None:
            if not kept.ended:
                self._change(kept, tools)

        server = Server(
            config,
            on_tools=changed,
            notify=self._notify,
            secrets=self._secrets,
            requests=self._requests,
            drawer=self._drawer,
            by_user=by_user,
            limits=self._limits,
        )
        kept = _HubServer(server)
        kept.task = self._tasks.spawn(f"MCP server {config.name}", server.run())
        return kept

    def _end(self, kept: _HubServer) -> None:
        kept.ended = True
        kept.server.close()
        if kept.task is not None and not kept.task.done():
            self._ending.add(kept.task)
            kept.task.add_done_callback(self._ending.discard)
        self._change(kept, ())

    def _change(self, kept: _HubServer, definitions: "Sequence[types.Tool]") -> None:
        """The server has these tools now. Those that have not changed stay the same objects."""
        before, kept.known = kept.known, {}
        own = {definition.name: definition for definition in definitions}
        config = kept.server.config
        for name, full in tool_names(config.prefix, own, self._builtin).items():
            known = before.get(name)
            if known is not None and known[0] == own[name] and known[1].name == full:
                kept.known[name] = known
            elif (tool := make_tool(full, config.name, own[name], kept.server.call)) is not None:
                kept.known[name] = own[name], tool
        gone = {tool.name for _, tool in before.values()} - {tool.name for tool in kept.tools}
        for toolbox in self._toolboxes:
            toolbox.remove(gone)
            toolbox.add(kept.tools)

    def _failed(self, name: str, error: BaseException) -> None:
        self._notify("error", f"{name} failed inside: {plain_line(f'{type(error).__name__}: {error}')}.", "")
