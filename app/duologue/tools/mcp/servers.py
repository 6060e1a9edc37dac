"""One MCP server, kept running: its task opens, uses and closes the client, starts it again, and sets it aside.

What a server says about itself is data from outside: bounded, cleaned, and without the secrets it was given.
"""

import asyncio
import importlib
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from duologue import __version__
from duologue.core.display_text import plain_line
from duologue.core.errors import DuologueError
from duologue.core.events import Json
from duologue.tools.base import ToolError
from duologue.tools.mcp.calling import ConnectionOverError, ServerCalls
from duologue.tools.mcp.config import Secrets, ServerConfig, with_secret, with_secrets
from duologue.tools.mcp.intake import Log
from duologue.tools.mcp.mending import mended
from duologue.tools.mcp.reasons import SilentError, first_of, is_lasting, reason
from duologue.tools.mcp.redaction import Redaction, address_secrets
from duologue.tools.mcp.restarts import Restarts, State, WaitLimits
from duologue.tools.mcp.sign_in import SIGN_IN_WITHIN_S, Drawer, KeptSignIn, SignInNeededError, sign_in_flow
from duologue.tools.mcp.user_requests import UserRequests

if TYPE_CHECKING:
    import httpx2
    import mcp_types as types
    from mcp.client import Client

T = TypeVar("T")
Page = TypeVar("Page", "types.ListToolsResult", "types.ListPromptsResult")
MOST_PAGES = 20
MOST_TOOLS = 128
"""Tools of one server; more are passed over."""
LONGEST_SAID = 200
"""Characters of what a server said that are told."""
LONGEST_LOGGED = 1000
"""Characters of a message of its log that are kept."""
LONGEST_GAP_S = 60.0
CALM_GAPS = 10
"""After so many gaps without a change, changes are followed as quickly as at first."""
UNAVAILABLE_SAY = "Sorry, that tool isn't available right now."
SIGN_IN_HINT = "Menu, Tools and servers…, Sign in."
RESTART_HINT = "Its tools are gone. Start it again in the settings."


class Server:
    """A configured server. run() is its task; everything happens on the event loop.

    on_tools: takes its tools each time they change, none when it is set aside. notify: level, message and what to do.
    requests: takes what it asks of the user. drawer: keeps what a sign-in brings. by_user: the user starts it right
    now, so that the browser may open for them to sign in.
    """

    def __init__(
        self,
        config: ServerConfig,
        *,
        on_tools: "Callable[[Sequence[types.Tool]], None]",
        notify: Callable[[str, str, str], None],
        secrets: Secrets,
        requests: UserRequests,
        drawer: Drawer,
        limits: WaitLimits | None = None,
        by_user: bool = False,
    ) -> None:
        self.config = config
        self.sign_in = KeptSignIn(config, drawer)
        self._requests, self._by_user = requests, by_user
        self.state = State.STARTING
        self.problem = ""
        self.wants_sign_in = self._signed_in = False
        self.prompts: tuple[types.Prompt, ...] = ()
        self._on_tools, self._notify, self._secrets = on_tools, notify, secrets
        self._limits = limits or WaitLimits()
        self._calls = ServerCalls(config, requests, self._limits.quiet, self._clean)
        self._client: Client | None = None
        self._redact = Redaction(())
        self._log = Log()
        self._starting: asyncio.Timeout | None = None
        self.settled = asyncio.Event()
        """It has started for the first time, or was set aside."""
        self._wake = asyncio.Event()
        self._closing = asyncio.Event()
        self._stale = self._doubtful = False
        self._over: str | None = None  # why the connection has ended

    # ---- from outside ------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Has run() end."""
        self._closing.set()
        self._wake.set()
        if self._starting is not None and not self._starting.expired():
            self._starting.reschedule(asyncio.get_running_loop().time())

    @property
    def signed_in(self) -> bool:
        """It runs because somebody has signed in."""
        return self.state is State.RUNNING and self._signed_in

    @property
    def log(self) -> str:
        """What the server wrote about itself of late, without the secrets it was given."""
        return self._redact(self._log.text)

    async def call(
        self, name: str, arguments: dict[str, Json], tell: Callable[[str], None] = lambda _: None
    ) -> "types.CallToolResult":
        """Calls a tool. It may take its time as long as it tells of progress; cancelling the task cancels the call.

        tell: takes how far it has come, in words.

        Raises:
            ToolError: the server is not there, or refuses.
            TimeoutError: it said nothing for too long.
        """
        if (client := self._client) is None:
            raise ToolError(f"The MCP server '{self.config.name}' is not running.", UNAVAILABLE_SAY)
        try:
            result = await self._calls.call(client, name, arguments, tell)
        except TimeoutError:
            self._doubtful = True
            self._wake.set()
            raise
        except ConnectionOverError:
            self._end("has ended the connection")
            raise
        for block in result.content if result.is_error else ():  # an error is told, and kept in the timeline
            if block.type == "text":
                block.text = self._redact(block.text)
        return result

    async def prompt(self, name: str, arguments: Mapping[str, str]) -> str:
        """The text of a prompt.

        Raises:
            ToolError: the server is not there, or refuses.
        """
        if (client := self._client) is None:
            raise ToolError(f"The MCP server '{self.config.name}' is not running.")
        return await self._calls.prompt(client, name, arguments)

    # ---- the task ----------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Keeps the server running until close() is called or it is set aside."""
        restarts = Restarts(self._limits)
        await asyncio.to_thread(_import_sdk)
        while not self._closing.is_set():
            self.state, self._over = State.STARTING, None
            self._log.begin()
            self.problem, lasting = await self._connected()
            if self._closing.is_set():
                return
            delay_s = None if lasting else restarts.delay_s()
            if delay_s is None:
                self.state = State.ASIDE
                self.settled.set()
                self._on_tools(())
                self._notify("warning", self.problem, SIGN_IN_HINT if self.wants_sign_in else RESTART_HINT)
                return
            self.state = State.WAITING
            self._notify("info", self.problem, "It is started again.")
            await self._pause(delay_s)

    async def _connected(self) -> tuple[str, bool]:
        """Connects and serves until the connection ends; returns why, and whether trying again is no use."""
        try:
            async with self._opened() as client:
                await self._serve(client)
        except DuologueError as error:
            return error.message, True
        except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
            return self._told(f"cannot be started: {error.strerror}; check its command and folder in mcp.json"), True
        except Exception as error:  # noqa: BLE001 - the plug-in boundary: whatever a server does is told in a sentence
            first = first_of(error)
            self.wants_sign_in = isinstance(first, SignInNeededError)
            if isinstance(first, DuologueError):
                return first.message, True
            return self._told(self._over or reason(error), said=True), is_lasting(error)
        finally:
            self._client = None
            self._by_user = False
        return self._told(self._over or "has stopped", said=True), False

    @asynccontextmanager
    async def _opened(self) -> "AsyncIterator[Client]":
        """The client, connected and with its tools told."""
        from mcp.client import Client  # noqa: PLC0415 - takes a moment to import
        from mcp_types import Implementation  # noqa: PLC0415

        connection = await self._connection()
        info = Implementation(name="duologue", version=__version__)
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(self._longest_start) as self._starting, self._telling_of_it():
                    client = Client(
                        mended(connection),
                        message_handler=self._take_message,
                        logging_callback=self._take_log,
                        elicitation_callback=self._calls.elicit,
                        sampling_callback=self._calls.sample,
                        log_level="info",
                        client_info=info,
                        cache=None,
                    )
                    await stack.enter_async_context(client)
            except TimeoutError as error:
                raise SilentError from error
            finally:
                self._starting = None
            yield client

    @property
    def _longest_start(self) -> float:
        return self._limits.connect if self.config.url else self._limits.first

    @asynccontextmanager
    async def _telling_of_it(self) -> "AsyncIterator[None]":
        """Says that a start takes long, and why that may be, for as long as it does."""

        def tell() -> None:
            if self.config.fetched:
                self.problem = "downloading what it needs, as the first time takes a while"
                message = f"The MCP server '{self.config.name}' is being downloaded, which may take a few minutes."
            else:
                self.problem = "it takes its time"
                message = f"The MCP server '{self.config.name}' is still starting."
            self._notify("info", message, "Its tools join as soon as it is ready.")

        timer = asyncio.get_running_loop().call_later(self._limits.slow, tell)
        try:
            yield
        finally:
            timer.cancel()

    async def _connection(self) -> AbstractAsyncContextManager[Any]:
        config = self.config
        filled = await asyncio.to_thread(with_secrets, config, config.env or config.headers, self._secrets)
        self._redact = Redaction((*filled.values(), *address_secrets(config.url)))
        if config.url:
            from duologue.tools.mcp.web import address  # noqa: PLC0415 - imports the HTTP client

            return address(config.url, filled, sse=config.sse, auth=await self._flow())
        from duologue.tools.mcp.process import program  # noqa: PLC0415 - nobody else needs it

        args = [await asyncio.to_thread(with_secret, config, each, self._secrets) for each in config.args]
        return program((config.command, *args), filled, config.cwd, self._log, self._ended)

    async def _flow(self) -> "httpx2.Auth | None":
        """How we sign in, None where a key was entered."""
        if not self.config.signs_in:
            return None
        return await sign_in_flow(
            self.config, self.sign_in, wanted=lambda: self._by_user, begun=self._signing_in, visit=self._requests.open
        )

    def _signing_in(self) -> None:
        """The browser is open for the user to sign in."""
        self.problem = "waiting for you to sign in, in your browser"
        if self._starting is not None and not self._starting.expired():
            self._starting.reschedule(asyncio.get_running_loop().time() + SIGN_IN_WITHIN_S + self._limits.connect)

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
        from mcp.shared.exceptions import MCPError  # noqa: PLC0415 - takes a moment to import

        self._stale = False
        session, capabilities = client.session, client.server_capabilities
        tools: list[types.Tool] = []
        if capabilities.tools is not None:
            tools = await self._pages(lambda params: session.list_tools(params=params), lambda page: page.tools)
        if capabilities.prompts is not None:
            with suppress(MCPError):  # tools alone are good as well
                self.prompts = tuple(
                    await self._pages(lambda params: session.list_prompts(params=params), lambda page: page.prompts)
                )
        self._signed_in = self.config.signs_in and await self.sign_in.get_tokens() is not None
        self._client, self.state, self.problem = client, State.RUNNING, ""
        self._on_tools(tools[:MOST_TOOLS])
        self.settled.set()

    async def _pages(self, ask: "Callable[[Any], Awaitable[Page]]", items: "Callable[[Page], Sequence[T]]") -> list[T]:
        """All pages of a list."""
        from mcp_types import PaginatedRequestParams  # noqa: PLC0415 - takes a moment to import

        found: list[T] = []
        params = None
        try:
            async with asyncio.timeout(self._limits.connect):
                for _ in range(MOST_PAGES):
                    page = await ask(params)
                    found += items(page)
                    if not page.next_cursor or len(found) >= MOST_TOOLS:
                        break
                    params = PaginatedRequestParams(cursor=page.next_cursor)
        except TimeoutError as error:
            raise SilentError from error
        return found

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
                async with client.listen(tools_list_changed=True, prompts_list_changed=True) as changes:
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
        import mcp_types as types  # noqa: PLC0415 - takes a moment to import

        if isinstance(message, types.ToolListChangedNotification | types.PromptListChangedNotification):
            self._list_again()

    async def _take_log(self, params: "types.LoggingMessageNotificationParams") -> None:
        words = params.data if isinstance(params.data, str) else json.dumps(params.data, ensure_ascii=False)
        self._log.say(f"{params.level}: {plain_line(words, LONGEST_LOGGED)}")

    def _list_again(self) -> None:
        self._stale = True
        self._wake.set()

    def _ended(self, cut_off: Exception | None) -> None:
        """The program says no more."""
        self._end("has stopped" if cut_off is None else reason(cut_off))

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

    def _told(self, why: str, *, said: bool = False) -> str:
        """A sentence about what the server did. said: with the last it said about itself."""
        line = self._clean(self._log.last_line()) if said else ""
        sentence = self._clean(why).rstrip(".")
        return f"The MCP server '{self.config.name}' {sentence}{f' (it said: {line})' if line else ''}."

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
