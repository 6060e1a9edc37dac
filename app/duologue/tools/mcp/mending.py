"""What a server sends, mended before the SDK checks it: there, one bad tool or block would cost all the others.

What cannot be understood is left out, or put in the form that the protocol gives it; what is good stays as it is.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any

from duologue.core.events import Json

if TYPE_CHECKING:
    from mcp.client._transport import TransportStreams

LEFT_OUT = "duologue/left-out"
"""In `_meta` of a block that stands for one that was not understood: what that called itself."""
_VERSION = "2025-11-25"
"""Revision of the protocol whose forms the parts are held against; the newer ones take the same."""
_OPTIONAL = ("title", "description", "outputSchema", "annotations", "icons", "execution", "_meta")
_NO_ARGUMENTS: dict[str, Json] = {"type": "object", "properties": {}}

Mended = Callable[[Json], Json]
"""Takes a part of an answer; returns it as it may be handed on, None for nothing."""


@asynccontextmanager
async def mended(transport: "AbstractAsyncContextManager[TransportStreams]") -> "AsyncIterator[TransportStreams]":
    """The transport, with the answers that come over it mended."""
    async with transport as (incoming, outgoing):
        yield _Mending(incoming), outgoing


class _Mending:
    """A stream of messages that mends the answers among them. Everything else is the stream's own."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def receive(self) -> Any:
        return _message(await self._stream.receive())

    async def aclose(self) -> None:
        await self._stream.aclose()

    def __aiter__(self) -> "_Mending":
        return self

    async def __anext__(self) -> Any:
        return _message(await self._stream.__anext__())

    async def __aenter__(self) -> "_Mending":
        await self._stream.__aenter__()
        return self

    async def __aexit__(self, *error: Any) -> Any:
        return await self._stream.__aexit__(*error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _message(message: Any) -> Any:
    result = getattr(getattr(message, "message", None), "result", None)
    if isinstance(result, dict):
        message.message.result = mend(result)
    return message


def mend(result: dict[str, Json]) -> dict[str, Json]:
    """An answer whose parts are in the protocol's forms; those of which nothing can be made are left out."""
    result = dict(result)
    if "protocolVersion" in result:
        _mend_greeting(result)
    for key, part in _PARTS.items():
        if key in result:
            given = result[key] if isinstance(result[key], list) else []
            result[key] = [each for item in given if (each := part(item)) is not None]
    if isinstance(result.get("nextCursor"), int):
        result["nextCursor"] = str(result["nextCursor"])
    elif result.get("nextCursor", "") is None or not isinstance(result.get("nextCursor", ""), str):
        del result["nextCursor"]
    if "content" in result or "structuredContent" in result:
        _mend_answer(result)
    return result


def _mend_greeting(result: dict[str, Json]) -> None:
    capabilities = result.get("capabilities")
    known = capabilities if isinstance(capabilities, dict) else {}
    result["capabilities"] = {key: value for key, value in known.items() if value is not None and value is not False}
    result["capabilities"] |= {key: {} for key, value in known.items() if value is True}
    info = result.get("serverInfo")
    given = info if isinstance(info, dict) else {}
    texts = {key: value for key, value in given.items() if isinstance(value, str)}
    result["serverInfo"] = {"name": "", "version": ""} | texts
    if not isinstance(result.get("instructions", ""), str):
        del result["instructions"]


def _mend_answer(result: dict[str, Json]) -> None:
    content = result.get("content")
    if isinstance(content, str | dict):
        content = [content]
    blocks = content if isinstance(content, list) else []
    result["content"] = [each for block in blocks if (each := _block(block)) is not None]
    structured = result.get("structuredContent")
    if "structuredContent" in result and not isinstance(structured, dict):
        del result["structuredContent"]
        if structured is not None:
            result["structuredContent"] = {"result": structured}
    if not isinstance(result.get("isError", False), bool):
        result["isError"] = str(result["isError"]).casefold() in ("true", "1")


def _tool(tool: Json) -> Json:
    """A tool with a schema of its arguments; None if it has no name."""
    if not isinstance(tool, dict) or not isinstance(tool.get("name"), str) or not tool["name"]:
        return None
    schema = tool.get("inputSchema", tool.get("input_schema", tool.get("parameters")))
    known = schema if isinstance(schema, dict) else _NO_ARGUMENTS
    mended_ = {key: value for key, value in tool.items() if value is not None}
    mended_["inputSchema"] = known if known.get("type") == "object" else known | {"type": "object"}
    for key in ("properties", "required", "$defs"):
        kinds: type = list if key == "required" else dict
        if key in mended_["inputSchema"] and not isinstance(mended_["inputSchema"][key], kinds):
            mended_["inputSchema"] = {k: v for k, v in mended_["inputSchema"].items() if k != key}
    return _least("tools/list", "tools", mended_)


def _prompt(prompt: Json) -> Json:
    if not isinstance(prompt, dict) or not isinstance(prompt.get("name"), str) or not prompt["name"]:
        return None
    known = {key: value for key, value in prompt.items() if value is not None}
    if "arguments" in known:
        given = known["arguments"] if isinstance(known["arguments"], list) else []
        known["arguments"] = [each for each in given if isinstance(each, dict) and isinstance(each.get("name"), str)]
    return _least("prompts/list", "prompts", known)


def _least(method: str, key: str, item: dict[str, Json]) -> Json:
    """The item, without those of its optional fields that are in no form; None if it is none even so."""
    if _is_right(method, {key: [item]}):
        return item
    bare = {name: value for name, value in item.items() if name not in _OPTIONAL}
    if not _is_right(method, {key: [bare]}):
        return None
    for name in _OPTIONAL:
        if name in item and _is_right(method, {key: [bare | {name: item[name]}]}):
            bare[name] = item[name]
    return bare


def _block(block: Json) -> Json:
    """A block of content; one that is not known is its text, if it has one, else a sign that something is left out."""
    if isinstance(block, str):
        return {"type": "text", "text": block}
    if not isinstance(block, dict):
        return None
    known = {key: value for key, value in block.items() if value is not None}
    if _is_right("tools/call", {"content": [known]}):
        return known
    bare = {key: value for key, value in known.items() if key not in ("annotations", "_meta")}
    if _is_right("tools/call", {"content": [bare]}):
        return bare
    text = known.get("text")
    if isinstance(text, str):
        return {"type": "text", "text": text}
    return {"type": "text", "text": "", "_meta": {LEFT_OUT: str(known.get("type", ""))}}


def _message_of_prompt(message: Json) -> Json:
    if not isinstance(message, dict):
        return None
    block = _block(message.get("content"))
    return (
        None
        if block is None
        else {"role": "assistant" if message.get("role") == "assistant" else "user", "content": block}
    )


def _is_right(method: str, result: dict[str, Json]) -> bool:
    from mcp_types.methods import validate_server_result  # noqa: PLC0415 - takes a moment to import

    try:
        validate_server_result(method, _VERSION, result)
    except (ValueError, RecursionError):
        return False
    return True


_PARTS: dict[str, Mended] = {"tools": _tool, "prompts": _prompt, "messages": _message_of_prompt}
