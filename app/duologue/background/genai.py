"""Background models in a folder, run on this machine by onnxruntime-genai, which is an optional extra.

The model lives in a process of its own (genai_process.py) and answers one question after the other; between two tokens
it looks whether the answer is still wanted. It calls no tools.
"""

import asyncio
import json
import subprocess
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator, Mapping
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from duologue.background.base import BackgroundCall, BackgroundChunk
from duologue.background.context import NOTHING_KNOWN, Context
from duologue.background.genai_process import CONFIG_NAME, asked_line
from duologue.background.spoken import SpokenText
from duologue.core.display_text import plain_line
from duologue.core.events import Json
from duologue.core.ongoing import Ongoing
from duologue.core.programs import own_program
from duologue.core.tasks import Tasks

TOTAL_S = 900.0
"""Seconds for one question, those before it included."""
CLOSING_S = 2.0
"""Seconds that the process has to end by itself."""
MISSING = "The background model in a folder needs the package onnxruntime-genai: install duologue[genai]."
FAILED_SAY = "Sorry, the background model has a problem."
_PROGRAM = "duologue.background.genai_process"


class ModelFailedError(Exception):
    """The process reports that a question cannot be answered, or has ended."""


class GenaiBackground:
    """A folder as onnxruntime-genai reads it. environment: of the model's process; None for that of this one."""

    available = True
    calls_tools = False
    problem = sends_to = ""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self._folder = folder
        self._environment = environment
        self._process: _ModelProcess | None = None
        self._starting = asyncio.Lock()
        self._numbers = count(1)
        self._work: Ongoing[str] = Ongoing()

    @property
    def name(self) -> str:
        """The folder's name."""
        return self._folder.name

    @property
    def awaiting(self) -> frozenset[str]:
        """Ids of the questions whose answer is not yet complete."""
        return self._work.open

    async def prepare(self) -> None:
        """The model is loaded with the first question: it may take gigabytes."""

    def ask(
        self,
        id: str,  # noqa: A002 - the name events use
        question: str,
        t: float,
        context: Context = NOTHING_KNOWN,
    ) -> None:
        """Begins an answer, or lets it wait for the one before."""
        self._work.start(id, self._answer(question, context), t, TOTAL_S)

    def answer(self, call: str, text: str, t: float, *, ok: bool) -> None:
        """Never asked for."""

    def cancel(self, id: str) -> None:  # noqa: A002 - the name events use
        """Ends an answer before its next token."""
        self._work.cancel(id)

    def due(self, t: float) -> list[BackgroundChunk | BackgroundCall]:
        """The words that came up to session time t."""
        found: list[BackgroundChunk | BackgroundCall] = []
        for item in self._work.due(t):
            if item.error is not None:
                found.append(BackgroundChunk(item.id, FAILED_SAY, True, item.t, _told(item.error)))
            else:
                found.append(BackgroundChunk(item.id, item.value or "", item.final, item.t))
        return found

    async def keep_up(self, t: float) -> None:
        """Waits until nothing can still come before session time t."""
        await self._work.keep_up(t)

    async def close(self) -> None:
        """Ends all answers, and the process."""
        await self._work.close()
        if self._process is not None:
            await self._process.close()

    async def _answer(self, question: str, context: Context) -> AsyncGenerator[str, None]:
        process, spoken, number = await self._running(), SpokenText(), next(self._numbers)
        lines = process.ask(number, asked_line(number, question, context))
        try:
            while not (line := await lines.get()).get("end"):
                if text := spoken.feed(line["text"]):
                    yield text
            if line.get("error"):
                raise ModelFailedError(line["error"])
            if text := spoken.close():
                yield text
        finally:
            process.cancel(number)

    async def _running(self) -> "_ModelProcess":
        """The process; a new one if it has never run, or has ended."""
        async with self._starting:
            if self._process is not None and self._process.ended:
                await self._process.close()
                self._process = None
            if self._process is None:
                self._process = await _ModelProcess.start(self._folder, self._environment)
            return self._process


class _ModelProcess:
    """A process with a model. What it says of a question goes to the queue of that question."""

    def __init__(self, process: Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._orders, self._told = process.stdin, process.stdout
        self._open: dict[int, asyncio.Queue[Json]] = {}  # each at most as long as an answer
        self._tasks = Tasks(_impossible)
        self._reading = self._tasks.spawn("background model", self._read())
        self.ended = False

    @classmethod
    async def start(cls, folder: Path, environment: Mapping[str, str] | None) -> "_ModelProcess":
        """Starts a process for a folder; the model is loaded with the first question."""
        command = own_program(_PROGRAM, str(folder))
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        return cls(
            await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment, creationflags=flags
            )
        )

    def ask(self, number: int, line: str) -> asyncio.Queue[Json]:
        """Hands a question over; what comes back is put into the queue."""
        lines = self._open[number] = asyncio.Queue()
        if self.ended:
            lines.put_nowait(self._ending())
        else:
            self._orders.write(line.encode())
        return lines

    def cancel(self, number: int) -> None:
        """Nothing more is wanted for a question."""
        if self._open.pop(number, None) is not None and not self.ended:
            self._orders.write(json.dumps({"cancel": number}).encode() + b"\n")

    async def close(self) -> None:
        """Ends the process."""
        self._orders.close()
        try:
            async with asyncio.timeout(CLOSING_S):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        await self._reading

    async def _read(self) -> None:
        """Gives out what the process says, until it ends."""
        try:
            while raw := await self._told.readline():
                line = json.loads(raw)
                if (lines := self._open.get(line["ask"])) is not None:
                    lines.put_nowait(line)
            await self._process.wait()
        finally:
            self.ended = True
            for lines in self._open.values():
                lines.put_nowait(self._ending())

    def _ending(self) -> Json:
        return {"end": True, "error": f"its process has ended with status {self._process.returncode}"}


def unusable(folder: Path) -> str:
    """One sentence if a folder cannot be used, "" if it can."""
    if not (folder / CONFIG_NAME).is_file():
        return f"{folder} holds no model for onnxruntime-genai: there is no {CONFIG_NAME} in it."
    return "" if find_spec("onnxruntime_genai") else MISSING


def _impossible(name: str, error: BaseException) -> None:
    raise RuntimeError(f"the {name} said what cannot be read") from error


def _told(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "The background model takes too long."
    if isinstance(error, ModelFailedError):
        return f"The background model failed: {plain_line(str(error))}"
    return f"The background model failed: {type(error).__name__}: {plain_line(str(error))}"
