"""A server as a program of this machine: messages over its standard input and output, one a line.

The SDK's own transport takes in lines of any length and leaves behind what a server has started when it ends by itself;
this one does neither, and keeps the end of the error output.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from duologue.tools.mcp.intake import Intake, Log, TooMuchError

if TYPE_CHECKING:
    from mcp.client._transport import TransportStreams

GRACE_S = 2.0
"""How long a server may take to end by itself after its input is closed, in seconds."""
TERMINATE_S = 1.0
"""How long it may take when it is told to end, in seconds, before it is killed."""
_POLL_S = 0.01
_CHUNK = 1 << 16


@asynccontextmanager
async def program(
    command: Sequence[str], env: Mapping[str, str], cwd: str, log: Log, on_end: Callable[[Exception | None], None]
) -> AsyncGenerator["TransportStreams", None]:
    """Starts a program and connects to it; at the end it is stopped with all that it has started.

    env: goes over the few variables that are handed on. log: takes its error output. on_end: is called when it ends by
    itself, with the reason if it was cut off.

    Raises:
        OSError: it cannot be started.
    """
    import anyio  # noqa: PLC0415 - comes with the SDK, which takes a moment to import
    from mcp.client.stdio import get_default_environment  # noqa: PLC0415
    from mcp.shared.message import SessionMessage  # noqa: PLC0415

    variables = {**get_default_environment(), **env}
    found = shutil.which(command[0], path=variables.get("PATH"))
    process = await asyncio.create_subprocess_exec(
        found or command[0],
        *command[1:],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=variables,
        cwd=cwd or None,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    to_us, incoming = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    outgoing, from_us = anyio.create_memory_object_stream[SessionMessage](0)
    closing = False

    def ended(reason: Exception | None) -> None:
        if not closing:
            on_end(reason)

    try:
        async with anyio.create_task_group() as pipes:
            pipes.start_soon(_read, process, to_us, ended)
            pipes.start_soon(_read_errors, process, log)
            pipes.start_soon(_write, process, from_us)
            try:
                yield incoming, outgoing
            finally:
                closing = True
                with anyio.CancelScope(shield=True):
                    incoming.close()
                    outgoing.close()
                    await _end(process)
                pipes.cancel_scope.cancel()
    finally:
        for stream in (to_us, incoming, outgoing, from_us):
            stream.close()
        _kill(process)  # nothing is left to kill, unless ending it was cut short
        _close_pipes(process)


async def _read(process: asyncio.subprocess.Process, to_us: Any, on_end: Callable[[Exception | None], None]) -> None:
    """Hands on the messages of the program; what is none is passed over. Nobody listening, it is still read to its end,
    so that the program is not stuck in a full pipe."""
    import anyio  # noqa: PLC0415 - see program()
    from mcp.shared.message import SessionMessage  # noqa: PLC0415
    from mcp_types import jsonrpc_message_adapter  # noqa: PLC0415

    assert process.stdout is not None
    intake, listening = Intake(), True
    rest: list[bytes] = []  # of a message that has not come to its end
    reason: Exception | None = None
    try:
        while chunk := await process.stdout.read(_CHUNK):
            if not listening:
                continue
            first, *others = intake.take(chunk).split(b"\n")
            rest.append(first)
            if not others:
                continue
            *lines, last = b"".join(rest), *others
            rest = [last]
            for line in lines:
                try:
                    message = SessionMessage(jsonrpc_message_adapter.validate_json(line, by_name=False))
                    await to_us.send(message)
                except ValueError:
                    continue
                except (anyio.BrokenResourceError, anyio.ClosedResourceError):
                    listening = False
                    break
    except TooMuchError as error:
        reason = error
    except ConnectionError:
        pass  # the program is gone
    finally:
        to_us.close()
        on_end(reason)


async def _read_errors(process: asyncio.subprocess.Process, log: Log) -> None:
    assert process.stderr is not None
    with suppress(ConnectionError):
        while chunk := await process.stderr.read(_CHUNK):
            log.add(chunk)


async def _write(process: asyncio.subprocess.Process, from_us: Any) -> None:
    """Hands messages to the program. Once it has closed its input nothing more is sent; that it ended is told by its
    output."""
    assert process.stdin is not None
    with suppress(ConnectionError):
        async for item in from_us:
            process.stdin.write(item.message.model_dump_json(by_alias=True, exclude_unset=True).encode() + b"\n")
            await process.stdin.drain()


async def _end(process: asyncio.subprocess.Process) -> None:
    """Closes the program's input, which asks it to end; what is left of it and of what it has started is stopped."""
    assert process.stdin is not None
    children = _children(process)
    process.stdin.close()
    await _until(lambda: process.returncode is not None, GRACE_S)
    if _signal(process, children, signal.SIGTERM):
        await _until(lambda: not _signal(process, children, 0), TERMINATE_S)
    _kill(process, children)
    await _until(lambda: process.returncode is not None, TERMINATE_S)


async def _until(done: Callable[[], bool], within_s: float) -> None:
    for _ in range(round(within_s / _POLL_S)):  # process.wait() waits for the pipes too, which a child may hold open
        if done():
            return
        await asyncio.sleep(_POLL_S)


def _kill(process: asyncio.subprocess.Process, children: Sequence[Any] = ()) -> None:
    _signal(process, children, getattr(signal, "SIGKILL", signal.SIGTERM))


def _children(process: asyncio.subprocess.Process) -> list[Any]:
    """What the program has started, where a group of processes cannot be signalled as one."""
    if sys.platform == "win32":
        import psutil  # noqa: PLC0415 - needed here alone

        with suppress(psutil.Error):
            leader = psutil.Process(process.pid)
            return [leader, *leader.children(recursive=True)]
    return []


def _signal(process: asyncio.subprocess.Process, children: Sequence[Any], number: int) -> bool:
    """Signals the program and all that it has started; whether there was anything left. number: 0 only asks."""
    if sys.platform == "win32":
        running = [child for child in children if child.is_running()]
        for child in running if number else ():
            with suppress(OSError):
                child.kill()
        return bool(running)
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _close_pipes(process: asyncio.subprocess.Process) -> None:
    """Lets go of the pipes although a process that survived might hold their other ends; there is no public way."""
    transport = getattr(process, "_transport", None)
    if transport is not None:
        transport.close()
