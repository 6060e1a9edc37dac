"""One MCP server, kept running: its task opens, uses and closes the client, starts it again, and sets it aside.

What a server says about itself is data from outside: bounded, cleaned, and without the secrets it was given.
"""

import asyncio
import importlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from duologue import __version__
from duologue.core.display_text import plain_line
from duologue.core.errors import DuologueError
from duologue.core.events import Json
from duologue.tools.base import ToolError
from duologue.tools.mcp.config import Redaction, Secrets, ServerConfig, address_secrets, with_secrets
from duologue.tools.mcp.intake import Tail, TooMuchError

if TYPE_CHECKING:
    import mcp_types as types
    from mcp.client import Client

MOST_PAGES = 20
MOST_TOOLS = 128
"""Tools of one server; more are passed over."""
LONGEST_SAID = 200
"""Characters of what a server said that are told."""
LONGEST_GAP_S = 60.0
CALM_GAPS = 10
"""After so many gaps without a change, changes are followed as quickly as at first."""
UNAVAILABLE_SAY = "Sorry, that tool isn't available right now."
FAILED_SAY = "Sorry, that didn't work."
RESTART_HINT = "Its tools are gone. Start it again in the settings."
_SESSION_OVER = "Session terminated"
"""What the SDK says when a server over HTTP does not know our session any more."""


@dataclass(frozen=True, slots=True)
class WaitLimits:
    """How long things may take, in seconds.

    connect: until a server has told its tools. quiet: a call without a word of progress. check: a sign of life from a
    server whose call took too long. relist: at least between two lists of tools. delays: before each start anew; when
    they are used up within `within`, the server is set aside.
    """

    connect: float = 30.0
    quiet: float = 30.0
    check: float = 5.0
    relist: float = 1.0
    delays: tuple[float, ...] = (1.0, 4.0, 16.0)
    within: float = 300.0


class State(StrEnum):
    """What a server is doing."""

    STARTING = "starting"
    RUNNING = "running"
    WAITING = "waiting"
    """Stopped, and about to be started again."""
    ASIDE = "aside"
    """Given up until the user starts it again."""


class Restarts:
    """Says how long to wait before a server is started again, and when not to."""

    def __init__(self, limits: WaitLimits, now: Callable[[], float] = time.monotonic) -> None:
        self._delays, self._within, self._now = limits.delays, limits.within, now
        self._starts: list[float] = []

    def delay_s(self) -> float | None:
        """Seconds to wait after a failure, None if it has failed too often of late."""
        now = self._now()
        self._starts = [start for start in self._starts if now - start < self._within]
        if len(self._starts) >= len(self._delays):
            return None
        self._starts.append(now)
        return self._delays[len(self._starts) - 1]


class Server:
    """A configured server. run() is its task; everything happens on the event loop.

    on_tools: takes its tools each time they change, none when it is set aside. notify: level, message and what to do.
    """

    def __init__(
        self,
        config: ServerConfig,
        *,
        on_tools: "Callable[[Sequence[types.Tool]], None]",
        notify: Callable[[str, str, str], None],
        secrets: Secrets,
        limits: WaitLimits | None = None,
    ) -> None:
        self.config = config
        self.state = State.STARTING
        self.problem = ""
        self._on_tools, self._notify, self._secrets = on_tools, notify, secrets
        self._limits = limits or WaitLimits()
        self._client: Client | None = None
        self._redact = Redaction(())
        self._wake = asyncio.Event()
        self._closing = asyncio.Event()
        self._stale = self._doubtful = False
        self._over: str | None = None  # why the connection has ended

    # ---- from outside ------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Has run() end."""
        self._closing.set()
        self._wake.set()

    async def call(self, name: str, arguments: dict[str, Json]) -> "types.CallToolResult":
        """Calls a tool. It may take its time as long as it tells of progress; cancelling the task cancels the call.

        Raises:
            ToolError: the server is not there, or refuses.
            TimeoutError: it said nothing for too long.
        """
        import mcp_types as types  # noqa: PLC0415 - takes a moment to import
        from mcp.shared.exceptions import MCPError  # noqa: PLC0415
        from pydantic import ValidationError  # noqa: PLC0415

        if (client := self._client) is None:
            raise ToolError(f"The MCP server '{self.config.name}' is not running.", UNAVAILABLE_SAY)
        request = types.CallToolRequest(params=types.CallToolRequestParams(name=name, arguments=arguments))
        try:
            async with asyncio.timeout(self._limits.quiet) as quiet:
                send = client.session.send_request  # Client.call_tool would run the server's patterns on its results
                result = await send(request, types.CallToolResult, progress_callback=partial(self._goes_on, quiet))
        except TimeoutError:
            self._doubtful = True
            self._wake.set()
            raise
        except MCPError as error:
            if error.code == types.CONNECTION_CLOSED or error.message == _SESSION_OVER:
                self._end("has ended the connection")
            raise ToolError(self._clean(f"'{self.config.name}': {error.message}"), FAILED_SAY) from error
        except ValidationError as error:
            raise ToolError(f"The MCP server '{self.config.name}' gave an invalid answer.", FAILED_SAY) from error
        for block in result.content if result.is_error else ():  # an error is told, and kept in the timeline
            if block.type == "text":
                block.text = self._redact(block.text)
        return result

    async def _goes_on(self, quiet: asyncio.Timeout, *_progress: object) -> None:
        if not quiet.expired():
            quiet.reschedule(asyncio.get_running_loop().time() + self._limits.quiet)

    # ---- the task ----------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Keeps the server running until close() is called or it is set aside."""
        restarts = Restarts(self._limits)
        await asyncio.to_thread(_import_sdk)
        while not self._closing.is_set():
            self.state, self._over = State.STARTING, None
            tail = Tail()
            self.problem, lasting = await self._connected(tail)
            if self._closing.is_set():
                return
            delay_s = None if lasting else restarts.delay_s()
            if delay_s is None:
                self.state = State.ASIDE
                self._on_tools(())
                self._notify("warning", self.problem, RESTART_HINT)
                return
            self.state = State.WAITING
            self._notify("info", self.problem, "It is started again.")
            await self._pause(delay_s)

    async def _connected(self, tail: Tail) -> tuple[str, bool]:
        """Connects and serves until the connection ends; returns why, and whether trying again is no use."""
        try:
            async with self._opened(tail) as client:
                await self._serve(client)
        except DuologueError as error:
            return error.message, True
        except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
            return self._told(f"cannot be started: {error.strerror}; check its command and folder in mcp.json"), True
        except Exception as error:  # noqa: BLE001 - the plug-in boundary: whatever a server does is told in a sentence
            return self._told(self._over or _reason(error), tail), _refused(error)
        finally:
            self._client = None
        return self._told(self._over or "has stopped", tail), False

    @asynccontextmanager
    async def _opened(self, tail: Tail) -> "AsyncIterator[Client]":
        """The client, connected and with its tools told."""
        from mcp.client import Client  # noqa: PLC0415 - takes a moment to import
        from mcp_types import Implementation  # noqa: PLC0415

        connection = await self._connection(tail)
        info = Implementation(name="duologue", version=__version__)
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(self._limits.connect):
                    client = Client(connection, message_handler=self._take_message, client_info=info, cache=None)
                    await stack.enter_async_context(client)
            except TimeoutError as error:
                raise _SilentError from error
            yield client

    async def _connection(self, tail: Tail) -> AbstractAsyncContextManager[Any]:
        config = self.config
        filled = await asyncio.to_thread(with_secrets, config, config.env or config.headers, self._secrets)
        self._redact = Redaction((*filled.values(), *address_secrets(config.url)))
        if config.url:
            from duologue.tools.mcp.web import address  # noqa: PLC0415 - imports the HTTP client

            return address(config.url, filled)
        from duologue.tools.mcp.process import program  # noqa: PLC0415 - nobody else needs it

        return program((config.command, *config.args), filled, config.cwd, tail, self._ended)

    async def _serve(self, client: "Client") -> None:
        """Follows the list of tools until the connection ends or close() is called."""
        import anyio  # noqa: PLC0415 - comes with the SDK

        now = asyncio.get_running_loop().time
        async with anyio.create_task_group() as beside:
            beside.start_soon(self._follow, client)
            await self._list(client)
            listed_s, gap_s = now(), self._limits.relist
            while not self._closing.is_set() and self._over is None:
                self._wake.clear()
                left_s = listed_s + gap_s - now()
                if self._doubtful:
                    await self._check(client)
                elif self._stale and left_s <= 0:  # one that changes all the time is asked ever less often
                    gap_s = min(2 * gap_s, LONGEST_GAP_S) if -left_s < CALM_GAPS * gap_s else self._limits.relist
                    await self._list(client)
                    listed_s = now()
                else:
                    await self._sleep(left_s if self._stale else None)
            beside.cancel_scope.cancel()

    async def _list(self, client: "Client") -> None:
        """Tells which tools the server has now."""
        from mcp_types import PaginatedRequestParams  # noqa: PLC0415 - takes a moment to import

        self._stale = False
        tools: list[types.Tool] = []
        if client.server_capabilities.tools is not None:
            cursor: str | None = None
            try:
                async with asyncio.timeout(self._limits.connect):
                    for _ in range(MOST_PAGES):
                        params = PaginatedRequestParams(cursor=cursor) if cursor else None
                        page = await client.session.list_tools(params=params)
                        tools += page.tools
                        if not (cursor := page.next_cursor) or len(tools) >= MOST_TOOLS:
                            break
            except TimeoutError as error:
                raise _SilentError from error
        self._client, self.state, self.problem = client, State.RUNNING, ""
        self._on_tools(tools[:MOST_TOOLS])

    async def _check(self, client: "Client") -> None:
        """After a call that took too long: does the server still say anything?"""
        self._doubtful = False
        try:
            async with asyncio.timeout(self._limits.check):
                await client.session.list_tools()
        except TimeoutError:
            self._end("does not answer any more")

    async def _follow(self, client: "Client") -> None:
        """Hears of changes from servers of the newer kind, which tell them on a channel of their own."""
        from mcp.client.subscriptions import ListenNotSupportedError, SubscriptionLost  # noqa: PLC0415 - see above
        from mcp.shared.exceptions import MCPError  # noqa: PLC0415

        gap_s = self._limits.relist
        while True:
            try:
                async with client.listen(tools_list_changed=True) as changes:
                    async for _ in changes:
                        self._list_again()
            except (ListenNotSupportedError, MCPError):
                return  # an older one, or one that has no such channel
            except SubscriptionLost:
                self._list_again()
            await asyncio.sleep(gap_s)
            gap_s = min(2 * gap_s, LONGEST_GAP_S)

    async def _take_message(self, message: object) -> None:
        """Hears of changes from servers of the older kind."""
        from mcp_types import ToolListChangedNotification  # noqa: PLC0415 - takes a moment to import

        if isinstance(message, ToolListChangedNotification):
            self._list_again()

    def _list_again(self) -> None:
        self._stale = True
        self._wake.set()

    def _ended(self, cut_off: Exception | None) -> None:
        """The program says no more."""
        self._end("has stopped" if cut_off is None else _reason(cut_off))

    def _end(self, reason: str) -> None:
        self._over = self._over or reason
        self._wake.set()

    async def _sleep(self, seconds: float | None) -> None:
        """Waits to be woken, at most so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()

    async def _pause(self, seconds: float) -> None:
        """Waits so long, unless close() is called."""
        loop = asyncio.get_running_loop()
        until_s = loop.time() + seconds
        while not self._closing.is_set() and (left_s := until_s - loop.time()) > 0:
            self._wake.clear()
            await self._sleep(left_s)

    def _told(self, reason: str, tail: Tail | None = None) -> str:
        """A sentence about what the server did, with the last it said about itself."""
        said = self._clean(tail.last_line()) if tail is not None else ""
        sentence = self._clean(reason).rstrip(".")
        return f"The MCP server '{self.config.name}' {sentence}{f' (it said: {said})' if said else ''}."

    def _clean(self, text: str) -> str:
        return plain_line(self._redact(text), LONGEST_SAID)


def _import_sdk() -> None:
    """Imports what takes a moment, away from the event loop. What the SDK logs could hold what a server was given."""
    for module in ("mcp.client", "duologue.tools.mcp.web", "duologue.tools.mcp.process"):
        importlib.import_module(module)
    for name in ("mcp", "client", "httpx2", "httpcore2"):
        logger = logging.getLogger(name)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


class _SilentError(Exception):
    """A server did not answer in time."""


def _first(error: BaseException) -> BaseException:
    """The first error inside groups of them."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _refused(error: BaseException) -> bool:
    from duologue.tools.mcp.web import RefusedError  # noqa: PLC0415 - imports the HTTP client

    return isinstance(_first(error), RefusedError)


def _reason(error: BaseException) -> str:
    """What a server did, to go after its name."""
    import httpx2  # noqa: PLC0415 - takes a moment to import
    from mcp.shared.exceptions import MCPError  # noqa: PLC0415

    from duologue.tools.mcp.web import PackedError, RefusedError  # noqa: PLC0415

    first = _first(error)
    if isinstance(first, MCPError):
        return f"refuses: {first.message}"
    known = {
        _SilentError: "did not answer in time",
        TooMuchError: "sent more than can be taken in",
        RefusedError: "does not accept our credentials; check its headers in mcp.json",
        PackedError: "compresses its answers, which is not supported",
        httpx2.RequestError: "cannot be reached",
    }
    return next((said for kind, said in known.items() if isinstance(first, kind)), f"failed ({type(first).__name__})")
