"""A web server on loopback that answers as a test says: well, badly, too much or never."""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HOST = "127.0.0.1"
HANDSHAKE = b"\x16"
"""How a client that wants TLS begins."""
NAME = "pages.test"
"""The name in the certificate."""
_FOLDER = Path(__file__).parent / "certificates"
CERTIFICATE, KEY = _FOLDER / "pages.test.pem", _FOLDER / "pages.test.key"

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
"""Writes an answer, head and all."""
Routes = Mapping[str, bytes | Handler] | Callable[[str], bytes]
"""What is answered, by path, "" for all others; or what answers to a path with its query."""


@dataclass(frozen=True)
class Asked:
    """A request. headers: by lower-case name."""

    path: str
    headers: dict[str, str]


@dataclass
class WebServer:
    """asked: the requests so far. names: under which it was reached by TLS. left: clients that went before the end."""

    routes: Routes
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    left: int = 0

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            first = await reader.readexactly(1)
            if first == HANDSHAKE:
                writer.write(answering("This server speaks HTTP.", status=400))
                return
            head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split(" ")[1]
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
            self.asked.append(Asked(path, headers))
            answer = self._route(path)
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                await answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.left += 1
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                await writer.wait_closed()

    def _route(self, path: str) -> bytes | Handler:
        if callable(self.routes):
            return self.routes(path)
        return self.routes.get(path.partition("?")[0], self.routes.get("", answering("nothing", status=404)))


def answering(body: str | bytes = b"", kind: str = "text/html", status: int = 200, **headers: str) -> bytes:
    """A whole answer. headers: by name with _ for -."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(raw)}", "Connection: close"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + raw


def moved(location: str, status: int = 302, **headers: str) -> bytes:
    """An answer that leads on."""
    return answering(status=status, Location=location, **headers)


def endless(piece: bytes, **headers: str) -> Handler:
    """Sends a piece again and again, for as long as somebody listens."""

    async def write(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = [
            "HTTP/1.1 200 OK",
            "Content-Type: text/html",
            *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items()),
        ]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        while True:
            writer.write(piece)
            await writer.drain()

    return write


def stuck(begin: bytes = b"") -> Handler:
    """Sends a beginning, and then nothing until nobody listens any more."""

    async def write(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(begin)
        await writer.drain()
        await reader.read()
        raise ConnectionResetError

    return write


def server_tls(server: WebServer) -> ssl.SSLContext:
    """What a server needs for TLS. It notes under which names it is reached."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, KEY)

    def note(_socket: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
        server.names.append(name or "")

    context.sni_callback = note  # type: ignore[assignment]
    return context


@asynccontextmanager
async def serving(routes: Routes, *, tls: bool = False) -> AsyncIterator[WebServer]:
    """A server that runs on this event loop."""
    server, tasks = WebServer(routes), set[asyncio.Task[None]]()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with contextlib.suppress(asyncio.CancelledError):  # which asyncio would log
            await server.answer(reader, writer)

    listening = await asyncio.start_server(answer, HOST, 0, ssl=server_tls(server) if tls else None)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def serving_aside(routes: Routes) -> Iterator[WebServer]:
    """A server that runs in a thread of its own."""
    ready, started = threading.Event(), list[tuple[WebServer, asyncio.AbstractEventLoop, asyncio.Event]]()

    async def run() -> None:
        stop = asyncio.Event()
        async with serving(routes) as server:
            started.append((server, asyncio.get_running_loop(), stop))
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: asyncio.run(run()), name="web server")
    thread.start()
    assert ready.wait(20)
    server, loop, stop = started[0]
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
