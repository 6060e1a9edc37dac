"""Calls of a server: how long they may take, what the server wants to know from the user meanwhile, how they fail."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from duologue.core.events import Json
from duologue.tools.base import ToolError
from duologue.tools.mcp.config import ServerConfig
from duologue.tools.mcp.user_requests import UserRequests

if TYPE_CHECKING:
    import mcp_types as types
    from mcp.client import Client, ClientSession
    from mcp.client.context import ClientRequestContext
    from mcp.shared.dispatcher import ProgressFnT

MOST_ROUNDS = 10
"""So often a server may want to know something before it answers a call."""
ROUND_GAP_S = 0.2
"""Seconds before a call that a server wants made again without having asked anything."""
FAILED_SAY = "Sorry, that didn't work."
VISIT_SAY = "Please finish that in the browser, then ask me again."
SESSION_OVER = "Session terminated"
"""What the SDK says when a server over HTTP does not know our session any more."""
Result = TypeVar("Result")


class ConnectionOverError(ToolError):
    """The call failed because the connection has ended."""


class ServerCalls:
    """The calls of one server, and what it asks of the user. quiet_s: a call may be so long without a word of progress.

    clean: takes what must not be seen out of a text of the server, and makes a line of it.
    """

    def __init__(
        self, config: ServerConfig, requests: UserRequests, quiet_s: float, clean: Callable[[str], str]
    ) -> None:
        self._config, self._requests, self._quiet_s, self._clean = config, requests, quiet_s, clean
        self._quiets: set[asyncio.Timeout] = set()
        self._asking = 0  # so many questions of the server wait for the user

    async def call(
        self, client: "Client", name: str, arguments: Mapping[str, Json], tell: Callable[[str], None]
    ) -> "types.CallToolResult":
        """Calls a tool. It may take its time as long as it tells of progress; cancelling the task cancels the call.

        tell: takes how far it has come, in words.

        Raises:
            ToolError: the server refuses.
            TimeoutError: it said nothing for too long.
        """
        import mcp_types as types  # noqa: PLC0415 - takes a moment to import
        from mcp.shared.exceptions import MCPError  # noqa: PLC0415
        from pydantic import ValidationError  # noqa: PLC0415

        request = types.CallToolRequest(params=types.CallToolRequestParams(name=name, arguments=dict(arguments)))
        try:
            async with self._patiently() as quiet:
                return await self._answered(client.session, request, partial(self._goes_on, quiet, tell))
        except MCPError as error:
            if error.code == types.URL_ELICITATION_REQUIRED:
                await self._visit(error.data)
            over = error.code == types.CONNECTION_CLOSED or error.message == SESSION_OVER
            kind = ConnectionOverError if over else ToolError
            raise kind(self._clean(f"'{self._config.name}': {error.message}"), FAILED_SAY) from error
        except ValidationError as error:
            raise ToolError(f"The MCP server '{self._config.name}' gave an invalid answer.", FAILED_SAY) from error

    async def prompt(self, client: "Client", name: str, arguments: Mapping[str, str]) -> str:
        """The text of a prompt.

        Raises:
            ToolError: the server refuses, says nothing for too long, or gives no text.
        """
        from mcp.shared.exceptions import MCPError  # noqa: PLC0415 - takes a moment to import
        from pydantic import ValidationError  # noqa: PLC0415

        try:
            async with asyncio.timeout(self._quiet_s):
                result = await client.session.get_prompt(name, dict(arguments))
        except (MCPError, ValidationError, TimeoutError) as error:
            why = self._clean(error.message) if isinstance(error, MCPError) else "it gave no valid answer"
            raise ToolError(f"The MCP server '{self._config.name}' did not give the prompt: {why}.") from error
        texts = [text for message in result.messages if (text := _text(message.content).strip())]
        if not texts:
            raise ToolError(f"The MCP server '{self._config.name}' gave a prompt without a text.")
        return "\n\n".join(texts)

    async def elicit(
        self, context: "ClientRequestContext", params: "types.ElicitRequestParams"
    ) -> "types.ElicitResult | types.ErrorData":
        """The server wants something from the user."""
        return await self._for_the_user(self._requests.elicit(self._config, params))

    async def sample(
        self, context: "ClientRequestContext", params: "types.CreateMessageRequestParams"
    ) -> "types.CreateMessageResult | types.ErrorData":
        """The server wants a text answered by the background model."""
        return await self._for_the_user(self._requests.sample(self._config, params))

    async def _answered(
        self, session: "ClientSession", request: "types.CallToolRequest", progress: "ProgressFnT"
    ) -> "types.CallToolResult":
        """The answer to a call, what the server wants to know first included.

        Client.call_tool would do the same, but run the server's patterns on what it answers.
        """
        import mcp_types as types  # noqa: PLC0415 - takes a moment to import
        from mcp.client.context import ClientRequestContext  # noqa: PLC0415
        from mcp.shared.exceptions import MCPError  # noqa: PLC0415
        from pydantic import TypeAdapter  # noqa: PLC0415

        kinds: TypeAdapter[types.CallToolResult | types.InputRequiredResult] = TypeAdapter(
            types.CallToolResult | types.InputRequiredResult
        )
        for number in range(MOST_ROUNDS):
            result = await session.send_request(request, kinds, progress_callback=progress)
            if isinstance(result, types.CallToolResult):
                return result
            context = ClientRequestContext(session=session, request_id=f"input-{number}")
            responses = {}
            for key, wanted in (result.input_requests or {}).items():
                response = await session.dispatch_input_request(context, wanted)
                if isinstance(response, types.ErrorData):
                    raise MCPError.from_error_data(response)
                responses[key] = response
            await asyncio.sleep(0 if responses else ROUND_GAP_S)
            more = {"input_responses": responses or None, "request_state": result.request_state}
            request = types.CallToolRequest(params=request.params.model_copy(update=more))
        raise ToolError(f"The MCP server '{self._config.name}' asks without end.", FAILED_SAY)

    @asynccontextmanager
    async def _patiently(self) -> AsyncIterator[asyncio.Timeout]:
        """Suffers no long silence of the server, except while it waits for the user.

        Raises:
            TimeoutError: it said nothing for too long.
        """
        async with asyncio.timeout(None if self._asking else self._quiet_s) as quiet:
            self._quiets.add(quiet)
            try:
                yield quiet
            finally:
                self._quiets.discard(quiet)

    async def _for_the_user(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Something that the user is asked; meanwhile the server need not say anything."""
        self._asking += 1
        self._reschedule(None)
        try:
            return await work
        finally:
            self._asking -= 1
            if not self._asking:
                self._reschedule(asyncio.get_running_loop().time() + self._quiet_s)

    def _reschedule(self, at: float | None) -> None:
        for quiet in self._quiets:
            if not quiet.expired():
                quiet.reschedule(at)

    async def _visit(self, data: Json) -> None:
        """Has the user open the pages that a server wants seen before it does something.

        Raises:
            ToolError: always: what it was to do has to be asked for again then.
        """
        listed = data.get("elicitations") if isinstance(data, dict) else None
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, dict) and isinstance(each.get("url"), str):
                await self._for_the_user(self._requests.visit(self._config, each["url"], str(each.get("message", ""))))
        raise ToolError(f"'{self._config.name}' wants something done in the browser first.", VISIT_SAY)

    async def _goes_on(
        self,
        quiet: asyncio.Timeout,
        tell: Callable[[str], None],
        progress: float,
        total: float | None = None,
        message: str | None = None,
    ) -> None:
        if not quiet.expired() and not self._asking:
            quiet.reschedule(asyncio.get_running_loop().time() + self._quiet_s)
        tell(" ".join(part for part in (_part_done(progress, total), self._clean(message or "")) if part))


def _part_done(progress: float, total: float | None) -> str:
    """How far a call has come: "40 %"."""
    return f"{min(max(progress / total, 0.0), 1.0):.0%}".replace("%", " %") if total and total > 0 else ""


def _text(block: "types.ContentBlock") -> str:
    """The text of a piece of a prompt, of what is enclosed in it too; "" if it has none."""
    text = getattr(block.resource if block.type == "resource" else block, "text", "")
    return text if isinstance(text, str) else ""
