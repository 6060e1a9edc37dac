"""A server on loopback that speaks the protocol of chat completions as a test says: well, badly or not at all."""

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

Write = Callable[[bytes], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    """A request. headers: by lower-case name."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.body["messages"]
        return found

    @property
    def question(self) -> str:
        return str(self.messages[-1]["content"])


Reply = Callable[[Asked, Write], Awaitable[None]]
"""Writes an answer to a question, head and all."""


@dataclass
class ModelServer:
    """answer: by request. models: what it has. tells: what else it has, by path; for each model it is added to the list
    if the path is that of the list. asked: the questions so far. left: clients that went before the end.
    """

    answer: Callable[[Asked], Reply]
    models: Sequence[str] = ("talker-1",)
    tells: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    left: int = 0
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def _reply(self, asked: Asked, write: Write) -> None:
        with contextlib.suppress(ConnectionError):
            await self.answer(asked)(asked, write)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def write(piece: bytes) -> None:
            writer.write(piece)
            await writer.drain()

        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in head[1:] if line)}
            raw = await reader.readexactly(int(headers.get("content-length", 0)))
            asked = Asked(head[0].split(" ")[1], headers, json.loads(raw) if raw else {})
            if asked.path.endswith("/models"):
                more = self.tells.get("/v1/models", {})
                listed = [{"id": model, "object": "model", "owned_by": "test"} | more for model in self.models]
                await write(whole(json.dumps({"object": "list", "data": listed})))
                return
            if head[0].startswith("GET "):
                known = self.tells.get(asked.path)
                await write(whole(json.dumps(known)) if known else whole('{"detail":"Not Found"}', 404))
                return
            self.asked.append(asked)
            async with asyncio.TaskGroup() as group:
                replying = group.create_task(self._reply(asked, write))
                leaving = group.create_task(_gone(reader))
                await asyncio.wait({replying, leaving}, return_when=asyncio.FIRST_COMPLETED)
                if not replying.done():
                    self.left += 1
                    self.gone.set()
                replying.cancel()
                leaving.cancel()
        except (ConnectionError, asyncio.IncompleteReadError):
            self.left += 1
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


async def _gone(reader: asyncio.StreamReader) -> None:
    """Returns when the client has gone, however abruptly."""
    with contextlib.suppress(ConnectionError):
        await reader.read()


def whole(body: str, status: int = 200, kind: str = "application/json", **headers: str) -> bytes:
    """A whole answer. headers: by name with _ for -."""
    raw = body.encode()
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", f"Content-Length: {len(raw)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + raw


STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"


def framed(text: str) -> bytes:
    """A piece of a stream as HTTP frames it."""
    raw = text.encode()
    return f"{len(raw):x}\r\n".encode() + raw + b"\r\n"


def event(delta: dict[str, Any], finish: str | None = None) -> str:
    return f"data: {json.dumps({'choices': [{'index': 0, 'delta': delta, 'finish_reason': finish}]})}\n\n"


def says(*words: str, gap_s: float = 0.0, finish: str = "stop") -> Reply:
    """Streams words."""
    return streams(*(event({"content": word}) for word in words), event({}, finish), "data: [DONE]\n\n", gap_s=gap_s)


def streams(*events: str, gap_s: float = 0.0, end: bytes = END) -> Reply:
    """Streams these very texts. end: b"" breaks the connection off."""

    async def write(_asked: Asked, write: Write) -> None:
        await write(STREAM)
        for text in events:
            await write(framed(text))
            await asyncio.sleep(gap_s)
        await write(end)

    return write


def wants(*calls: tuple[str, str], words: str = "") -> Reply:
    """Wants calls of functions, their arguments in pieces of three characters."""
    events = [event({"role": "assistant", "content": words or None})]
    for at, (name, arguments) in enumerate(calls):
        begun = {"index": at, "id": f"x{at}", "type": "function", "function": {"name": name, "arguments": ""}}
        events.append(event({"tool_calls": [begun]}))
        for i in range(0, len(arguments), 3):
            piece = {"index": at, "function": {"arguments": arguments[i : i + 3]}}
            events.append(event({"tool_calls": [piece]}))
    return streams(*events, event({}, "tool_calls"), "data: [DONE]\n\n")


def refuses(status: int, message: str = "", **headers: str) -> Reply:
    body = json.dumps({"error": {"message": message}})
    return replies(whole(body, status, **headers))


def replies(answer: bytes) -> Reply:
    async def write(_asked: Asked, write: Write) -> None:
        await write(answer)

    return write


def stuck(*events: str) -> Reply:
    """Streams these, and then nothing, for as long as somebody listens."""

    async def write(_asked: Asked, write: Write) -> None:
        await write(STREAM)
        for text in events:
            await write(framed(text))
        await asyncio.Event().wait()

    return write


def in_turn(*answers: Reply) -> Callable[[Asked], Reply]:
    """One after the other, the last for all that follow."""
    left = list(answers)
    return lambda _asked: left.pop(0) if len(left) > 1 else left[0]


@asynccontextmanager
async def serving(
    answer: Callable[[Asked], Reply],
    models: Sequence[str] = ("talker-1",),
    tells: Mapping[str, dict[str, Any]] = MappingProxyType({}),
) -> AsyncIterator[ModelServer]:
    """A server that runs on this event loop."""
    server, tasks = ModelServer(answer, models, tells), set[asyncio.Task[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with contextlib.suppress(asyncio.CancelledError):
            await server.serve(reader, writer)

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def serving_aside(answer: Callable[[Asked], Reply], models: Sequence[str] = ("talker-1",)) -> Iterator[ModelServer]:
    """A server that runs in a thread of its own."""
    ready, started = threading.Event(), list[tuple[ModelServer, asyncio.AbstractEventLoop, asyncio.Event]]()

    async def run() -> None:
        stop = asyncio.Event()
        async with serving(answer, models) as server:
            started.append((server, asyncio.get_running_loop(), stop))
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: asyncio.run(run()), name="model server")
    thread.start()
    assert ready.wait(20)
    server, loop, stop = started[0]
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
